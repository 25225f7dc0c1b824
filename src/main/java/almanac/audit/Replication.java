package almanac.audit;

import almanac.model.Claims;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Interval;
import almanac.model.Printed;
import almanac.model.Replicated;
import almanac.model.Replicated.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A verdict for every published figure beside the one recomputed from data.
 *
 * <p>{@code reproduced}: equal at the printed decimals. {@code within}: the two differ, but the printed tables' own
 * rounding explains it: the recomputed figure lies in the range that the printed correlations (and, for coefficients and
 * constants, the other columns) allow, and the published figure's rounding meets that range. {@code differs}: neither,
 * which includes a published figure that its own tables do not allow.
 */
public final class Replication {
    private final Claims claims;
    private final Recomputed recomputed;
    private final String correlationTable;
    private final String modelTable;
    private final List<Replicated> verdicts = new ArrayList<>();

    private Replication(Claims claims, Recomputed recomputed, String correlationTable, String modelTable) {
        this.claims = claims;
        this.recomputed = recomputed;
        this.correlationTable = correlationTable;
        this.modelTable = modelTable;
    }

    /** With the names {@code table1} for the correlation table and {@code table2} for the models. */
    public static List<Replicated> of(Claims claims, Recomputed recomputed) {
        return of(claims, recomputed, "table1", "table2");
    }

    /**
     * The verdicts, in the order of the tables.
     *
     * @param correlationTable how claims of the correlation table are to be named: {@code table1}
     * @param modelTable how claims of the models are to be named: {@code table2}
     */
    public static List<Replicated> of(
            Claims claims, Recomputed recomputed, String correlationTable, String modelTable) {
        Replication replication = new Replication(claims, recomputed, correlationTable, modelTable);
        replication.correlations();
        replication.columns();
        return List.copyOf(replication.verdicts);
    }

    private void correlations() {
        double[][] values = recomputed.correlations();
        for (Claims.Correlation cell : claims.correlations()) {
            int row = claims.order().indexOf(cell.row());
            int column = claims.order().indexOf(cell.column());
            double value = row >= 0 && column >= 0 && row < values.length && column < values[row].length
                    ? values[row][column]
                    : Double.NaN;
            judge(
                    correlationTable + ".corr." + cell.row() + "." + cell.column(),
                    cell.value(),
                    value,
                    Optional.of(cell.value().interval()),
                    "a correlation has no other figure to be explained by");
        }
    }

    private void columns() {
        CorrelationBox box = CorrelationBox.of(claims);
        List<ModelTable> tables = claims.models().stream()
                .map(m -> new ModelTable(claims, m, box))
                .toList();
        Map<String, List<DeviationRatios.Share>> shares = DeviationRatios.shares(tables);
        Optional<MomentsRecovery.Solution> solution = MomentsRecovery.solve(claims, OptionalDouble.empty(), true);
        for (int m = 0; m < tables.size(); m++) {
            ModelTable table = tables.get(m);
            Model model = table.model;
            Optional<Recomputed.Column> column = m < recomputed.columns().size()
                    ? Optional.of(recomputed.columns().get(m))
                    : Optional.empty();
            String name = modelTable + ".model" + model.number() + ".";
            for (int j = 0; j < model.rows().size(); j++) {
                coefficient(table, column, name, j, shares);
            }
            constant(table, column, name, solution);
            fit(table, column, name);
        }
    }

    private void coefficient(
            ModelTable table,
            Optional<Recomputed.Column> column,
            String name,
            int j,
            Map<String, List<DeviationRatios.Share>> shares) {
        Row row = table.model.rows().get(j);
        row.coef().ifPresent(printed -> {
            List<DeviationRatios.Share> others =
                    new ArrayList<>(shares.getOrDefault(table.model.y() + "\u0000" + row.variable(), List.of()));
            others.removeIf(share -> share.table() == table);
            Optional<Interval> ratio = others.isEmpty()
                    ? Optional.empty()
                    : DeviationRatios.common(others).filter(Interval::bounded);
            Optional<Interval> beta = table.coefficients.get(j).filter(Interval::bounded);
            boolean alone = ratio.isEmpty() || beta.isEmpty();
            judge(
                    name + "coef." + row.variable(),
                    printed,
                    column.map(c -> at(c.coefficients(), j)).orElse(Double.NaN),
                    alone
                            ? Optional.of(printed.interval())
                            : Optional.of(beta.get().times(ratio.get())),
                    alone
                            ? "no other column ties down the scale of " + row.variable()
                                    + ", so only the printed figure's own rounding is allowed for"
                            : "standardised coefficient from the correlations times the ratio of standard deviations from"
                                    + " the other columns");
        });
        row.t()
                .ifPresent(printed -> judge(
                        name + "t." + row.variable(),
                        printed,
                        column.map(c -> at(c.t(), j)).orElse(Double.NaN),
                        table.model.errors() == Errors.ROBUST
                                ? Optional.empty()
                                : table.degrees()
                                        .flatMap(df -> table.partials.get(j).map(pr -> ModelTable.statistic(pr, df))),
                        "from the printed correlations and N"));
    }

    private void constant(
            ModelTable table,
            Optional<Recomputed.Column> column,
            String name,
            Optional<MomentsRecovery.Solution> solution) {
        Optional<MomentsRecovery.Figures> figures = solution.flatMap(s -> s.figures().stream()
                .filter(f -> f.model() == table.model.number())
                .findFirst());
        table.model.constant().ifPresent(row -> {
            row.coef()
                    .ifPresent(printed -> judge(
                            name + "const",
                            printed,
                            column.map(Recomputed.Column::constant).orElse(Double.NaN),
                            figures.flatMap(MomentsRecovery.Figures::constant),
                            "from the moments that all printed coefficients, constants and t's of constants imply"));
            row.t()
                    .ifPresent(printed -> judge(
                            name + "const_t",
                            printed,
                            column.map(Recomputed.Column::constantT).orElse(Double.NaN),
                            figures.flatMap(MomentsRecovery.Figures::constantT),
                            "from the moments that all printed coefficients, constants and t's of constants imply"));
        });
    }

    private void fit(ModelTable table, Optional<Recomputed.Column> column, String name) {
        Optional<Printed> n = table.model.n().or(claims::n);
        n.ifPresent(printed -> judge(
                name + "N",
                printed,
                column.map(c -> (double) c.n()).orElse(Double.NaN),
                Optional.empty(),
                "a count is exact"));
        table.model
                .r2()
                .ifPresent(printed -> judge(
                        name + "R2",
                        printed,
                        column.map(Recomputed.Column::r2).orElse(Double.NaN),
                        table.explained,
                        "from the printed correlations"));
        table.model
                .adjR2()
                .ifPresent(printed -> judge(
                        name + "adjR2",
                        printed,
                        column.map(Recomputed.Column::adjR2).orElse(Double.NaN),
                        table.degrees()
                                .flatMap(df -> table.explained.map(
                                        r2 -> ModelTable.adjusted(r2, table.n.orElseThrow(), table.regressors()))),
                        "from the printed correlations and N"));
        table.model
                .f()
                .ifPresent(printed -> judge(
                        name + "F",
                        printed,
                        column.map(Recomputed.Column::f).orElse(Double.NaN),
                        FitChecks.overall(table),
                        "from the printed correlations and N"));
    }

    private static double at(double[] values, int index) {
        return index < values.length ? values[index] : Double.NaN;
    }

    private void judge(String claim, Printed printed, double value, Optional<Interval> range, String source) {
        if (Double.isNaN(value)) {
            verdicts.add(new Replicated(
                    claim,
                    printed.text(),
                    OptionalDouble.empty(),
                    Kind.CANNOT_TELL,
                    range,
                    "it could not be recomputed"));
            return;
        }
        Interval rounding = printed.interval();
        Kind kind;
        String why;
        String shown = Words.fixed(value, Math.min(12, printed.decimals() + 2));
        if (CellChecks.meets(rounding, new Interval(value, value))) {
            kind = Kind.REPRODUCED;
            why = shown + " is " + printed.text() + " at the printed decimals";
        } else if (range.isEmpty()) {
            kind = Kind.DIFFERS;
            why = shown + " is not " + printed.text() + " at the printed decimals; " + source;
        } else {
            boolean possible = CellChecks.meets(range.get(), rounding);
            boolean inside =
                    range.get().widened(printed.halfUnit() * (1 + 1e-9)).contains(value);
            kind = possible && inside ? Kind.WITHIN : Kind.DIFFERS;
            why = possible && inside
                    ? shown + " and " + printed.text() + " both lie in " + Words.range(range.get())
                            + ", which the printed tables' rounding allows (" + source + ")"
                    : possible
                            ? shown + " lies outside " + Words.range(range.get()) + " (" + source + ")"
                            : "the published " + printed.text() + " does not follow from its own tables, which allow "
                                    + Words.range(range.get()) + " (" + source + "); recomputed " + shown;
        }
        verdicts.add(new Replicated(claim, printed.text(), OptionalDouble.of(value), kind, range, why));
    }
}
