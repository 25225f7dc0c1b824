package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Interval;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regression column beside the part of the correlation table that covers it, with the ranges that part allows.
 *
 * <p>Ranges hold for least squares on one sample, the correlation table's; where that cannot be said (a variable not in
 * the table, another N) they are missing and {@link #untestable} says why.
 */
final class ModelTable {
    final Model model;
    /** Observations: the column's own N, or the paper's. */
    final Optional<Integer> n;
    /** Why the correlation table says nothing about this column; empty where it does. */
    final String untestable;
    /** y first, then the regressors in the order of the rows; empty where untestable. */
    final Optional<CorrelationBox> box;

    final Optional<Interval> explained;
    final List<Optional<Interval>> coefficients = new ArrayList<>();
    final List<Optional<Interval>> partials = new ArrayList<>();

    ModelTable(Claims claims, Model model, CorrelationBox table) {
        this.model = model;
        Optional<Printed> printed = model.n().or(claims::n);
        this.n = printed.filter(p -> p.value().stripTrailingZeros().scale() <= 0 && p.number() >= 2 && p.number() < 1e9)
                .map(p -> p.value().intValue());
        String reason = reason(claims, model, table);
        Optional<CorrelationBox> part = Optional.empty();
        Optional<Interval> share = Optional.empty();
        if (reason.isEmpty()) {
            int[] which = new int[model.rows().size() + 1];
            which[0] = table.position(model.y()).orElseThrow();
            for (int i = 0; i < model.rows().size(); i++) {
                which[i + 1] = table.position(model.rows().get(i).variable()).orElseThrow();
            }
            part = Optional.of(table.part(which));
            share = BoxRange.of(part.get(), BoxRange.Figure.EXPLAINED, 0);
            if (share.isEmpty()) {
                reason = "no correlation matrix rounds to the printed correlations of its variables";
                part = Optional.empty();
            }
        }
        this.untestable = reason;
        this.box = part;
        this.explained = share;
        for (int j = 1; j <= model.rows().size(); j++) {
            int regressor = j;
            coefficients.add(box.flatMap(b -> BoxRange.of(b, BoxRange.Figure.COEFFICIENT, regressor)));
            partials.add(box.flatMap(b -> BoxRange.of(b, BoxRange.Figure.PARTIAL, regressor)));
        }
    }

    private static String reason(Claims claims, Model model, CorrelationBox table) {
        if (!table.anyKnown()) {
            return "there is no correlation table";
        }
        if (model.rows().isEmpty()) {
            return "the column names no variables";
        }
        if (model.regressors().isEmpty()) {
            return "the column may have regressors that it does not print";
        }
        if (model.regressors().getAsInt() != model.rows().size()) {
            return "the column has " + model.regressors().getAsInt() + " regressors, of which "
                    + model.rows().size() + " are printed";
        }
        List<String> missing = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(model.y()));
        names.addAll(model.variables());
        for (String name : names) {
            if (table.position(name).isEmpty()) {
                missing.add(name.isEmpty() ? "the dependent variable" : name);
            }
        }
        if (!missing.isEmpty()) {
            return "the correlation table does not have " + Words.list(missing);
        }
        List<Integer> positions =
                names.stream().map(name -> table.position(name).orElseThrow()).toList();
        if (positions.stream().distinct().count() < positions.size()) {
            return "a variable stands twice in the column";
        }
        for (int i : positions) {
            for (int j : positions) {
                if (!table.known()[i][j]) {
                    missing.add(table.names().get(Math.max(i, j)) + " ~ "
                            + table.names().get(Math.min(i, j)));
                }
            }
        }
        if (!missing.isEmpty()) {
            return "the correlation table does not print "
                    + Words.list(missing.stream().distinct().toList());
        }
        if (model.n().isPresent()) {
            boolean tableHasOther = claims.n().isPresent()
                    && claims.n().get().value().compareTo(model.n().get().value()) != 0;
            boolean columnsDiffer = claims.n().isEmpty()
                    && claims.models().stream()
                            .anyMatch(other -> other.n().isPresent()
                                    && other.n()
                                                    .get()
                                                    .value()
                                                    .compareTo(model.n().get().value())
                                            != 0);
            if (tableHasOther || columnsDiffer) {
                return "its N of " + model.n().get().text()
                        + (tableHasOther
                                ? " is not the correlation table's "
                                        + claims.n().get().text()
                                : " is not that of every column")
                        + ", so the correlations may belong to another sample";
            }
        }
        return "";
    }

    int regressors() {
        return model.regressors().orElse(model.rows().size());
    }

    /** Whether all regressors are printed, so that the degrees of freedom are known. */
    boolean allPrinted() {
        return model.regressors().isPresent()
                && model.regressors().getAsInt() == model.rows().size();
    }

    /** Residual degrees of freedom, where N and the number of regressors are known. */
    Optional<Integer> degrees() {
        return model.regressors().isEmpty()
                ? Optional.empty()
                : n.map(count -> count - model.regressors().getAsInt() - 1).filter(df -> df > 0);
    }

    /**
     * Residual degrees of freedom as far as they are known: exactly; or, where regressors may be hidden, at least half
     * of N (no paper spends more than half of its observations on parameters); or at least 1.
     */
    Interval possibleDegrees() {
        return degrees()
                .map(df -> new Interval(df, df))
                .or(() -> n.map(count -> new Interval(Math.max(1, count / 2.0), Math.max(1, count - 2.0))))
                .orElse(new Interval(1, Double.POSITIVE_INFINITY));
    }

    Claim claim(String cell, Optional<String> variable, String printed) {
        return new Claim(Optional.of(model.number()), cell, variable, printed);
    }

    Claim claim(Row row, String cell, Printed printed) {
        return claim(cell, Optional.of(row.variable()), printed.text());
    }

    /** The standard error a row prints, or the one its coefficient and t imply. */
    static Optional<Interval> standardError(Row row) {
        if (row.se().isPresent()) {
            return row.se().map(Printed::interval).map(Interval::magnitude);
        }
        if (row.coef().isPresent() && row.t().isPresent()) {
            Interval t = row.t().get().interval();
            if (t.low() <= 0 && t.high() >= 0) {
                return Optional.empty();
            }
            return Optional.of(row.coef().get().interval().over(t).magnitude());
        }
        return Optional.empty();
    }

    /** The t a row prints, or the one its coefficient and standard error imply. */
    static Optional<Interval> statistic(Row row) {
        if (row.t().isPresent()) {
            return row.t().map(Printed::interval);
        }
        if (row.coef().isPresent() && row.se().isPresent()) {
            Interval se = row.se().get().interval();
            if (se.low() > 0) {
                return Optional.of(row.coef().get().interval().over(se));
            }
        }
        return Optional.empty();
    }

    /** The adjusted R squared that an R squared interval gives. */
    static Interval adjusted(Interval r2, int n, int k) {
        double factor = (n - 1.0) / (n - k - 1.0);
        return new Interval(1 - (1 - r2.low()) * factor, 1 - (1 - r2.high()) * factor);
    }

    /** The R squared that an adjusted one gives. */
    static Interval unadjusted(Interval adjusted, int n, int k) {
        double factor = (n - k - 1.0) / (n - 1.0);
        return new Interval(1 - (1 - adjusted.low()) * factor, 1 - (1 - adjusted.high()) * factor);
    }

    /** Student's t of a partial correlation: {@code pr sqrt(f / (1 - pr^2))}. */
    static double statistic(double partial, double df) {
        double rest = 1 - partial * partial;
        return rest <= 1e-15 ? Math.copySign(Double.POSITIVE_INFINITY, partial) : partial * Math.sqrt(df / rest);
    }

    static Interval statistic(Interval partial, double df) {
        return new Interval(statistic(partial.low(), df), statistic(partial.high(), df));
    }
}
