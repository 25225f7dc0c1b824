package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Interval;
import almanac.model.Printed;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One verdict a printed number, by checks A (the row), B (the column) and C2 (the correlation table).
 *
 * <p>A number is impossible only where no numbers behind the roundings could give it; each verdict carries the range that
 * would have been possible and the cells it came from.
 */
final class CellChecks {
    /** Relative slack for the arithmetic of doubles: far below half a unit of any printed digit. */
    private static final double SLACK = 1e-9;

    private final Claims claims;
    private final List<ModelTable> tables;
    private final boolean semiDefinite;
    private final Stars stars;
    private final boolean starsPrinted;
    /** Whether the paper prints t without its sign. */
    private final boolean absoluteStatistics;

    private final List<Verdict> verdicts = new ArrayList<>();

    private CellChecks(Claims claims, List<ModelTable> tables, boolean semiDefinite) {
        this.claims = claims;
        this.tables = tables;
        this.semiDefinite = semiDefinite;
        List<Stars.Marked> marks = new ArrayList<>();
        for (ModelTable table : tables) {
            for (Row row : allRows(table.model)) {
                row.stars()
                        .ifPresent(
                                mark -> significance(table, row).ifPresent(p -> marks.add(new Stars.Marked(mark, p))));
            }
        }
        for (Claims.Correlation cell : claims.correlations()) {
            cell.stars().ifPresent(mark -> correlationP(cell).ifPresent(p -> marks.add(new Stars.Marked(mark, p))));
        }
        this.stars = Stars.of(claims, marks);
        this.starsPrinted = marks.stream().anyMatch(m -> !m.mark().isBlank());
        this.absoluteStatistics = absolute(claims);
    }

    /** The verdicts, in the order of the tables, and the star legend they were judged by. */
    record Outcome(List<Verdict> verdicts, Stars stars, boolean starsPrinted, boolean absoluteStatistics) {}

    static Outcome of(Claims claims, List<ModelTable> tables, boolean semiDefinite) {
        CellChecks checks = new CellChecks(claims, tables, semiDefinite);
        claims.correlations().forEach(checks::correlation);
        tables.forEach(checks::column);
        return new Outcome(List.copyOf(checks.verdicts), checks.stars, checks.starsPrinted, checks.absoluteStatistics);
    }

    static List<Row> allRows(Model model) {
        List<Row> rows = new ArrayList<>(model.rows());
        model.constant().ifPresent(rows::add);
        return rows;
    }

    private static boolean absolute(Claims claims) {
        boolean anyT = false;
        boolean negativeCoefficient = false;
        for (Model model : claims.models()) {
            for (Row row : allRows(model)) {
                if (row.t().isPresent()) {
                    anyT = true;
                    if (row.t().get().number() < 0) {
                        return false;
                    }
                    negativeCoefficient |= row.coef().map(c -> c.number() < 0).orElse(false);
                }
            }
        }
        return anyT && negativeCoefficient;
    }

    // ---- the correlation table

    private Optional<Interval> correlationP(Claims.Correlation cell) {
        Optional<Integer> n = claims.n().map(p -> p.value().intValue()).filter(count -> count > 3);
        Interval r = cell.value().interval().magnitude();
        if (n.isEmpty() || r.low() > 1) {
            return Optional.empty();
        }
        double df = n.get() - 2.0;
        Interval t = ModelTable.statistic(new Interval(r.low(), Math.min(1, r.high())), df);
        return Optional.of(Tails.ofT(t, new Interval(df, df)));
    }

    private void correlation(Claims.Correlation cell) {
        Optional<String> pair = Optional.of(cell.row() + " ~ " + cell.column());
        Claim claim = new Claim(Optional.empty(), "corr", pair, cell.value().text());
        Interval printed = cell.value().interval();
        if (printed.low() > 1 || printed.high() < -1) {
            verdicts.add(new Verdict(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(new Interval(-1, 1)),
                    "C1",
                    "a correlation lies between -1 and 1"));
        } else if (claims.correlations().size() < 2) {
            verdicts.add(new Verdict(
                    claim, Kind.UNTESTABLE, Optional.empty(), "", "there is no other correlation to hold it against"));
        } else if (semiDefinite) {
            verdicts.add(new Verdict(
                    claim,
                    Kind.CONSISTENT,
                    Optional.empty(),
                    "C1",
                    "a correlation matrix (positive semi-definite) rounds to the printed table"));
        } else {
            verdicts.add(new Verdict(
                    claim,
                    Kind.UNTESTABLE,
                    Optional.empty(),
                    "C1",
                    "no correlation matrix rounds to the printed table; which cell is wrong the table alone does not say,"
                            + " see the repairs under findings"));
        }
        Optional<Interval> p = correlationP(cell);
        cell.stars()
                .ifPresent(mark -> stars(
                        new Claim(Optional.empty(), "stars", pair, mark),
                        p,
                        "r = " + cell.value().text() + " with N = "
                                + claims.n().map(Printed::text).orElse("?"),
                        "A5"));
        if (cell.p().isPresent()) {
            pValue(
                    new Claim(Optional.empty(), "p", pair, cell.p().get().text()),
                    cell.p().get(),
                    p,
                    "r = " + cell.value().text(),
                    "A5");
        }
    }

    // ---- a column

    private void column(ModelTable table) {
        for (int j = 0; j < table.model.rows().size(); j++) {
            row(table, table.model.rows().get(j), j);
        }
        table.model.constant().ifPresent(row -> constant(table, row));
        fit(table);
    }

    /** The t's that the correlation table allows, for least squares with classical standard errors. */
    private static Optional<Interval> allowedStatistic(ModelTable table, int j) {
        if (table.model.errors() == Errors.ROBUST || j < 0) {
            return Optional.empty();
        }
        return table.degrees().flatMap(df -> table.partials.get(j).map(pr -> ModelTable.statistic(pr, df)));
    }

    private void row(ModelTable table, Row row, int j) {
        Optional<Interval> allowed = allowedStatistic(table, j);
        Optional<Interval> beta = table.coefficients.get(j);
        Optional<Interval> b = row.coef().map(Printed::interval);
        Optional<Interval> t = row.t().map(Printed::interval);
        boolean signsOppose =
                !absoluteStatistics && b.isPresent() && t.isPresent() && strictSign(b.get()) * strictSign(t.get()) < 0;
        int truth = beta.map(CellChecks::strictSign).orElse(0);
        row.coef().ifPresent(printed -> coefficient(table, row, printed, beta, signsOppose, truth));
        row.beta().ifPresent(printed -> standardised(table, row, printed, beta));
        row.t().ifPresent(printed -> statistic(table, row, printed, allowed, signsOppose, truth));
        row.se().ifPresent(printed -> standardError(table, row, printed, allowed));
        row.p()
                .ifPresent(printed -> pValue(
                        table.claim(row, "p", printed),
                        printed,
                        ModelTable.statistic(row).map(s -> Tails.ofT(s, table.possibleDegrees())),
                        "t = " + row.t().map(Printed::text).orElse("coefficient / se"),
                        "A1"));
        interval(table, row);
        row.stars()
                .ifPresent(mark -> stars(
                        table.claim("stars", Optional.of(row.variable()), mark),
                        significance(table, row).or(() -> allowed.map(s -> Tails.ofT(s, table.possibleDegrees()))),
                        evidence(row),
                        "A2"));
    }

    private static String evidence(Row row) {
        if (row.t().isPresent()) {
            return "t = " + row.t().get().text();
        }
        if (row.coef().isPresent() && row.se().isPresent()) {
            return "coefficient " + row.coef().get().text() + " and standard error "
                    + row.se().get().text();
        }
        return row.p().map(p -> "p = " + p.text()).orElse("the correlation table");
    }

    /** The p values a row's own statistic (else its printed p) allows. */
    private static Optional<Interval> significance(ModelTable table, Row row) {
        return ModelTable.statistic(row)
                .map(t -> Tails.ofT(t, table.possibleDegrees()))
                .or(() -> row.p().map(Printed::interval).flatMap(p -> p.and(new Interval(0, 1))));
    }

    private void coefficient(
            ModelTable table, Row row, Printed printed, Optional<Interval> beta, boolean signsOppose, int truth) {
        Claim claim = table.claim(row, "coef", printed);
        Interval b = printed.interval();
        Optional<Interval> ratio = descriptiveRatio(table, row);
        Optional<Interval> range = beta.flatMap(x -> ratio.map(x::times));
        if (range.isPresent() && !meets(range.get(), b)) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    range,
                    "C3",
                    "the correlation table gives a standardised coefficient of " + Words.range(beta.get())
                            + "; times the printed standard deviations that is " + Words.range(range.get()));
            return;
        }
        if (truth != 0 && strictSign(b) == -truth) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    halfLine(truth),
                    "C2",
                    "the correlation table gives a standardised coefficient of " + Words.range(beta.orElseThrow())
                            + ": the sign must be " + (truth > 0 ? "positive" : "negative"));
            return;
        }
        if (signsOppose && truth == 0) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.empty(),
                    "A3",
                    "its t is " + row.t().map(Printed::text).orElse("")
                            + ": a coefficient and its t have one sign, so one" + " of the two is wrong");
            return;
        }
        if (range.isPresent()) {
            add(claim, Kind.CONSISTENT, range, "C3", "correlation table and standard deviations allow it");
        } else if (beta.isPresent()) {
            add(
                    claim,
                    Kind.CONSISTENT,
                    Optional.empty(),
                    "C2",
                    "its sign and the standardised coefficient, " + Words.range(beta.get())
                            + ", go together; its size is held against the other columns under C3");
        } else if (row.t().isPresent() || row.se().isPresent()) {
            add(
                    claim,
                    row.t().isPresent() && row.se().isPresent() ? Kind.CONSISTENT : Kind.UNTESTABLE,
                    Optional.empty(),
                    row.t().isPresent() && row.se().isPresent() ? "A3" : "",
                    row.t().isPresent() && row.se().isPresent()
                            ? "held against t and standard error"
                            : "only its sign could be checked: " + table.untestable);
        } else {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", table.untestable);
        }
    }

    private static Optional<Interval> halfLine(int sign) {
        return Optional.of(
                sign > 0 ? new Interval(0, Double.POSITIVE_INFINITY) : new Interval(Double.NEGATIVE_INFINITY, 0));
    }

    /** s_y / s_x from a printed table of descriptives. */
    private Optional<Interval> descriptiveRatio(ModelTable table, Row row) {
        if (!table.untestable.isEmpty()) {
            return Optional.empty();
        }
        Optional<Interval> sy = deviation(table.model.y());
        Optional<Interval> sx = deviation(row.variable());
        return sy.isPresent() && sx.isPresent() && sx.get().low() > 0
                ? Optional.of(sy.get().over(sx.get()))
                : Optional.empty();
    }

    private Optional<Interval> deviation(String variable) {
        return claims.descriptives().stream()
                .filter(d -> d.variable().equals(variable))
                .findFirst()
                .flatMap(Claims.Descriptive::sd)
                .map(Printed::interval)
                .map(i -> new Interval(Math.max(0, i.low()), Math.max(0, i.high())));
    }

    private void standardised(ModelTable table, Row row, Printed printed, Optional<Interval> beta) {
        Claim claim = table.claim(row, "beta", printed);
        if (beta.isEmpty()) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", table.untestable);
        } else {
            boolean fits = meets(beta.get(), printed.interval());
            add(
                    claim,
                    fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                    beta,
                    "C2",
                    "the correlations of " + table.model.y() + " with " + Words.list(table.model.variables()) + " give "
                            + Words.range(beta.get()));
        }
    }

    private void statistic(
            ModelTable table, Row row, Printed printed, Optional<Interval> allowed, boolean signsOppose, int truth) {
        Claim claim = table.claim(row, "t", printed);
        Interval t = printed.interval();
        if (row.coef().isPresent() && row.se().isPresent()) {
            Interval se = row.se().get().interval();
            Interval b = row.coef().get().interval();
            if (se.low() > 0) {
                Interval quotient = b.over(se);
                Interval compared = absoluteStatistics ? quotient.magnitude() : quotient;
                if (!meets(compared, absoluteStatistics ? t.magnitude() : t)) {
                    add(
                            claim,
                            Kind.IMPOSSIBLE,
                            Optional.of(compared),
                            "A3",
                            "coefficient " + row.coef().get().text() + " over standard error "
                                    + row.se().get().text() + " is " + Words.range(compared));
                    return;
                }
            }
        }
        if (allowed.isPresent()) {
            // a table of absolute t's is compared by size
            Interval range = absoluteStatistics ? allowed.get().magnitude() : allowed.get();
            boolean fits = meets(range, t);
            add(
                    claim,
                    fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                    Optional.of(range),
                    "C2",
                    "with N = " + table.n.orElseThrow() + " the correlations of " + table.model.y() + " with "
                            + Words.list(table.model.variables()) + " give " + Words.range(range)
                            + (fits ? "" : " for least squares with classical standard errors"));
            return;
        }
        if (signsOppose && truth == 0) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.empty(),
                    "A3",
                    "its coefficient is " + row.coef().map(Printed::text).orElse("")
                            + ": a coefficient and its t have one sign, so one of the two is wrong");
            return;
        }
        if (truth != 0 && !absoluteStatistics && strictSign(t) == -truth && table.model.errors() != Errors.ROBUST) {
            add(claim, Kind.IMPOSSIBLE, halfLine(truth), "C2", "the correlation table gives it the other sign");
            return;
        }
        if (row.se().isPresent() && row.coef().isPresent()) {
            add(claim, Kind.CONSISTENT, Optional.empty(), "A3", "coefficient over standard error allows it");
        } else {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", missingForStatistic(table));
        }
    }

    private static String missingForStatistic(ModelTable table) {
        if (!table.untestable.isEmpty()) {
            return table.untestable;
        }
        if (table.model.errors() == Errors.ROBUST) {
            return "its standard errors are not classical, so the correlation table does not give its t";
        }
        return table.n.isEmpty() ? "no N is printed" : "its degrees of freedom are not known";
    }

    private void standardError(ModelTable table, Row row, Printed printed, Optional<Interval> allowed) {
        Claim claim = table.claim(row, "se", printed);
        if (printed.interval().high() < 0) {
            add(claim, Kind.IMPOSSIBLE, halfLine(1), "A3", "a standard error is not negative");
            return;
        }
        if (row.coef().isEmpty()) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", "its coefficient is not printed");
            return;
        }
        Interval b = row.coef().get().interval();
        if (row.t().isEmpty() && allowed.isPresent()) {
            // b / se must meet the t's that the correlation table allows
            Interval t = allowed.get().magnitude();
            Interval size = b.magnitude();
            double least = t.high() <= 0 ? Double.POSITIVE_INFINITY : size.low() / t.high();
            double most = t.low() <= 0 ? Double.POSITIVE_INFINITY : size.high() / t.low();
            Interval range = new Interval(Math.min(least, most), most);
            boolean fits = meets(range, printed.interval());
            add(
                    claim,
                    fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                    Optional.of(range),
                    "C2",
                    "with N = " + table.n.orElseThrow() + " the correlations give a t of " + Words.range(allowed.get())
                            + ", so coefficient " + row.coef().get().text() + " has a standard error of "
                            + Words.range(range) + (fits ? "" : " if it is the classical one"));
        } else if (row.t().isPresent()) {
            // the quotient's verdict stands at t
            add(claim, Kind.CONSISTENT, Optional.empty(), "A3", "held against coefficient and t");
        } else if (row.p().isPresent()) {
            add(claim, Kind.CONSISTENT, Optional.empty(), "A1", "held against coefficient and p");
        } else {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", missingForStatistic(table));
        }
    }

    private void pValue(Claim claim, Printed printed, Optional<Interval> allowed, String evidence, String check) {
        Interval p = printed.interval();
        if (p.low() > 1 || p.high() < 0) {
            add(claim, Kind.IMPOSSIBLE, Optional.of(new Interval(0, 1)), check, "a p value lies between 0 and 1");
        } else if (allowed.isEmpty()) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", "neither t nor coefficient and standard error, or no N");
        } else {
            // one-sided tests print half of it
            Interval half = allowed.get().times(0.5);
            boolean fits = meets(allowed.get(), p);
            boolean oneSided = !fits && meets(half, p);
            add(
                    claim,
                    fits ? Kind.CONSISTENT : oneSided ? Kind.UNTESTABLE : Kind.IMPOSSIBLE,
                    allowed,
                    check,
                    oneSided
                            ? evidence + " gives " + Words.pRange(allowed.get())
                                    + " two-sided; printed is half of it, a" + " one-sided test"
                            : evidence + " gives p of " + Words.pRange(allowed.get()));
        }
    }

    private void interval(ModelTable table, Row row) {
        if (row.ciLow().isEmpty() || row.ciHigh().isEmpty()) {
            return;
        }
        Printed low = row.ciLow().get();
        Printed high = row.ciHigh().get();
        Claim claim = table.claim("ci", Optional.of(row.variable()), low.text() + " to " + high.text());
        Optional<Interval> se = ModelTable.standardError(row);
        if (row.coef().isEmpty()) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", "its coefficient is not printed");
            return;
        }
        Interval b = row.coef().get().interval();
        Interval centre = low.interval().plus(high.interval()).times(0.5);
        if (!meets(centre, b)) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(centre),
                    "A4",
                    "its middle, " + Words.range(centre) + ", is not the coefficient "
                            + row.coef().get().text());
            return;
        }
        Optional<Integer> df = table.degrees();
        if (se.isEmpty() || df.isEmpty()) {
            add(claim, Kind.CONSISTENT, Optional.empty(), "A4", "its middle is the coefficient");
            return;
        }
        double exact = Tails.critical(0.05, df.get());
        Interval width = se.get().times(new Interval(1.95, exact + 0.001));
        Interval printedWidth = high.interval().minus(low.interval()).times(0.5);
        boolean fits = meets(width, printedWidth);
        add(
                claim,
                fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                Optional.empty(),
                "A4",
                "half its width is " + Words.range(printedWidth) + "; the standard error gives " + Words.range(width)
                        + " at 95 %");
    }

    private void stars(Claim claim, Optional<Interval> p, String evidence, String check) {
        String mark = Stars.normal(claim.printed());
        if (!starsPrinted) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", "no star is printed anywhere in the tables");
        } else if (p.isEmpty()) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), "", "neither t, nor coefficient and standard error, nor p");
        } else if (stars.rank(mark).isEmpty()) {
            add(claim, Kind.UNTESTABLE, Optional.empty(), check, "the legend (" + stars.words() + ") does not have it");
        } else {
            List<String> allowed = stars.allowed(p.get());
            add(
                    claim,
                    allowed.contains(mark) ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                    Optional.empty(),
                    check,
                    evidence + " gives p of " + Words.pRange(p.get()) + ", which by the "
                            + (stars.legend().declared() ? "legend" : "assumed legend") + " (" + stars.words()
                            + ") carries "
                            + String.join(
                                    " or ", allowed.stream().map(Stars::quoted).toList()));
        }
    }

    private void constant(ModelTable table, Row row) {
        row.coef().ifPresent(printed -> {
            Claim claim = table.claim("const", Optional.empty(), printed.text());
            boolean opposed = !absoluteStatistics
                    && row.t().isPresent()
                    && strictSign(printed.interval()) * strictSign(row.t().get().interval()) < 0;
            Optional<Interval> means = constantFromMeans(table);
            if (means.isPresent() && !meets(means.get(), printed.interval())) {
                add(
                        claim,
                        Kind.IMPOSSIBLE,
                        means,
                        "C3",
                        "the printed means and coefficients give " + Words.range(means.get())
                                + " (mean of y less the sum of coefficient times mean)");
            } else if (opposed) {
                add(
                        claim,
                        Kind.IMPOSSIBLE,
                        Optional.empty(),
                        "A3",
                        "its t is " + row.t().get().text() + ": the two have one sign, so one of them is wrong");
            } else if (means.isPresent()) {
                add(claim, Kind.CONSISTENT, means, "C3", "the printed means and coefficients allow it");
            } else if (row.se().isPresent() && row.t().isPresent()) {
                add(claim, Kind.CONSISTENT, Optional.empty(), "A3", "held against t and standard error");
            } else {
                add(
                        claim,
                        Kind.UNTESTABLE,
                        Optional.empty(),
                        "",
                        "the variables' means are not printed"
                                + (row.t().isPresent() ? "; its sign and its t's agree" : ""));
            }
        });
        row.t().ifPresent(printed -> {
            Claim claim = table.claim("const_t", Optional.empty(), printed.text());
            Optional<Interval> quotient = row.coef().isPresent()
                            && row.se().map(s -> s.interval().low() > 0).orElse(false)
                    ? Optional.of(
                            row.coef().get().interval().over(row.se().get().interval()))
                    : Optional.empty();
            if (quotient.isPresent()) {
                Interval range = absoluteStatistics ? quotient.get().magnitude() : quotient.get();
                boolean fits = meets(range, printed.interval());
                add(
                        claim,
                        fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                        Optional.of(range),
                        "A3",
                        "constant over standard error is " + Words.range(range));
            } else if (!absoluteStatistics
                    && row.coef().isPresent()
                    && strictSign(printed.interval())
                                    * strictSign(row.coef().get().interval())
                            < 0) {
                add(
                        claim,
                        Kind.IMPOSSIBLE,
                        Optional.empty(),
                        "A3",
                        "the constant is " + row.coef().get().text()
                                + ": the two have one sign, so one of them is wrong");
            } else {
                add(claim, Kind.UNTESTABLE, Optional.empty(), "", "the constant's standard error is not printed");
            }
        });
        row.se()
                .ifPresent(printed -> add(
                        table.claim("const_se", Optional.empty(), printed.text()),
                        row.coef().isPresent()
                                        && (row.t().isPresent() || row.p().isPresent())
                                ? Kind.CONSISTENT
                                : Kind.UNTESTABLE,
                        Optional.empty(),
                        row.coef().isPresent()
                                        && (row.t().isPresent() || row.p().isPresent())
                                ? "A3"
                                : "",
                        row.coef().isPresent()
                                        && (row.t().isPresent() || row.p().isPresent())
                                ? "held against constant and t or p"
                                : "nothing printed binds it"));
        row.p()
                .ifPresent(printed -> pValue(
                        table.claim("const_p", Optional.empty(), printed.text()),
                        printed,
                        ModelTable.statistic(row).map(s -> Tails.ofT(s, table.possibleDegrees())),
                        "t of the constant",
                        "A1"));
        row.stars()
                .ifPresent(mark -> stars(
                        table.claim("stars", Optional.of("constant"), mark),
                        significance(table, row),
                        evidence(row),
                        "A2"));
    }

    private Optional<Interval> constantFromMeans(ModelTable table) {
        if (!table.untestable.isEmpty() || !table.allPrinted()) {
            return Optional.empty();
        }
        Optional<Interval> sum = mean(table.model.y());
        for (Row row : table.model.rows()) {
            Optional<Interval> mean = mean(row.variable());
            if (sum.isEmpty() || mean.isEmpty() || row.coef().isEmpty()) {
                return Optional.empty();
            }
            sum = Optional.of(sum.get().minus(row.coef().get().interval().times(mean.get())));
        }
        return sum;
    }

    private Optional<Interval> mean(String variable) {
        return claims.descriptives().stream()
                .filter(d -> d.variable().equals(variable))
                .findFirst()
                .flatMap(Claims.Descriptive::mean)
                .map(Printed::interval);
    }

    // ---- R squared, adjusted R squared, F, N

    private void fit(ModelTable table) {
        Model model = table.model;
        Optional<Interval> explained = table.explained;
        Optional<Integer> n = table.n;
        int k = table.regressors();
        boolean kKnown = model.regressors().isPresent();
        boolean countable = n.isPresent() && kKnown && n.get() - k - 1 > 0;

        model.r2().ifPresent(printed -> {
            Claim claim = table.claim("R2", Optional.empty(), printed.text());
            if (printed.interval().low() > 1 || printed.interval().high() < 0) {
                add(claim, Kind.IMPOSSIBLE, Optional.of(new Interval(0, 1)), "B1", "R2 lies between 0 and 1");
            } else if (explained.isPresent()) {
                boolean fits = meets(explained.get(), printed.interval());
                add(
                        claim,
                        fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                        explained,
                        "C2",
                        "the correlations of " + model.y() + " with " + Words.list(model.variables()) + " give "
                                + Words.range(explained.get()));
            } else if (anovaShare(model).isPresent()) {
                Interval share = anovaShare(model).get();
                add(
                        claim,
                        meets(share, printed.interval()) ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                        Optional.of(share),
                        "B4",
                        "the sums of squares give " + Words.range(share));
            } else if (model.adjR2().isPresent() && countable) {
                add(claim, Kind.CONSISTENT, Optional.empty(), "B1", "held against adjusted R2, N and the regressors");
            } else {
                add(claim, Kind.UNTESTABLE, Optional.empty(), "", table.untestable);
            }
        });
        model.adjR2().ifPresent(printed -> adjusted(table, printed, countable));
        model.f().ifPresent(printed -> overall(table, printed));
        model.n().ifPresent(printed -> observations(table, printed));
        model.anova().ifPresent(anova -> AnovaChecks.of(table, anova, verdicts));
    }

    private void adjusted(ModelTable table, Printed printed, boolean countable) {
        Model model = table.model;
        Claim claim = table.claim("adjR2", Optional.empty(), printed.text());
        if (printed.interval().low() > 1) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(new Interval(Double.NEGATIVE_INFINITY, 1)),
                    "B1",
                    "adjusted R2 is at most 1");
            return;
        }
        Optional<Interval> byCorrelations = countable
                ? table.explained.map(r2 -> ModelTable.adjusted(r2, table.n.orElseThrow(), table.regressors()))
                : Optional.empty();
        Optional<Interval> byR2 = countable
                ? model.r2()
                        .map(Printed::interval)
                        .map(r2 -> ModelTable.adjusted(r2, table.n.orElseThrow(), table.regressors()))
                : Optional.empty();
        if (byCorrelations.isPresent()) {
            Interval range = byCorrelations.get();
            boolean fits = meets(range, printed.interval());
            add(
                    claim,
                    fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                    Optional.of(range),
                    "C2",
                    "with N = " + table.n.orElseThrow() + " and the correlations of " + model.y() + " with "
                            + Words.list(model.variables()) + " it is " + Words.range(range));
            return;
        }
        if (byR2.isPresent()) {
            Interval range = byR2.get();
            if (meets(range, printed.interval())) {
                add(
                        claim,
                        Kind.CONSISTENT,
                        Optional.of(range),
                        "B1",
                        "R2 " + model.r2().orElseThrow().text() + ", N = " + table.n.orElseThrow() + " and "
                                + table.regressors() + " regressors give " + Words.range(range));
                return;
            }
            Interval k = FitChecks.regressorsFromR2(
                    model.r2().orElseThrow().interval(), printed.interval(), table.n.orElseThrow());
            boolean hidden = Math.floor(k.high()) >= Math.ceil(k.low())
                    && Math.floor(k.high()) > table.regressors()
                    && k.high() < table.n.orElseThrow() / 2.0;
            add(
                    claim,
                    hidden ? Kind.UNTESTABLE : Kind.IMPOSSIBLE,
                    Optional.of(range),
                    "B1",
                    "R2 " + model.r2().orElseThrow().text() + ", N = " + table.n.orElseThrow() + " and "
                            + table.regressors() + " regressors give " + Words.range(range)
                            + (hidden
                                    ? "; with " + FitChecks.integers(k)
                                            + " regressors (dummies that are not printed?) it fits"
                                    : ""));
            return;
        }
        if (model.r2().isPresent()
                && model.r2().get().interval().high() < printed.interval().low()) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(new Interval(
                            Double.NEGATIVE_INFINITY,
                            model.r2().get().interval().high())),
                    "B1",
                    "adjusted R2 is not larger than R2");
            return;
        }
        add(
                claim,
                model.r2().isPresent() && table.n.isPresent() ? Kind.CONSISTENT : Kind.UNTESTABLE,
                Optional.empty(),
                model.r2().isPresent() && table.n.isPresent() ? "B3" : "",
                table.n.isEmpty()
                        ? "no N is printed"
                        : model.r2().isPresent()
                                ? "with N it gives the number of regressors, see findings"
                                : table.untestable);
    }

    private void overall(ModelTable table, Printed printed) {
        Model model = table.model;
        Claim claim = table.claim("F", Optional.empty(), printed.text());
        Optional<Interval> range = FitChecks.overall(table);
        if (range.isEmpty()) {
            Optional<Interval> byAnova = FitChecks.overallFromAnova(model);
            if (byAnova.isPresent()) {
                add(
                        claim,
                        meets(byAnova.get(), printed.interval()) ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                        byAnova,
                        "B4",
                        "the analysis of variance gives " + Words.range(byAnova.get()));
            } else {
                add(
                        claim,
                        Kind.UNTESTABLE,
                        Optional.empty(),
                        "",
                        table.n.isEmpty() ? "no N is printed" : "R2 or the number of regressors is not printed");
            }
            return;
        }
        boolean fits = meets(range.get(), printed.interval());
        boolean classical = model.errors() == Errors.CLASSICAL || shownClassical(table);
        add(
                claim,
                fits ? Kind.CONSISTENT : classical ? Kind.IMPOSSIBLE : Kind.UNTESTABLE,
                range,
                "B2",
                "R2, N = " + table.n.orElseThrow() + " and " + table.regressors() + " regressors give a classical F of "
                        + Words.range(range.get())
                        + (fits || classical ? "" : "; a robust F could be another, so this is no proof of an error"));
    }

    /** Whether the column's t's are those of classical standard errors, to a few per cent, all of at least two. */
    private boolean shownClassical(ModelTable table) {
        int tested = 0;
        for (int j = 0; j < table.model.rows().size(); j++) {
            Optional<Interval> allowed = allowedStatistic(table, j);
            Optional<Interval> printed = ModelTable.statistic(table.model.rows().get(j));
            if (allowed.isPresent() && printed.isPresent()) {
                if (!meets(allowed.get(), printed.get())
                        || allowed.get().width() > 0.05 * Math.abs(allowed.get().middle())) {
                    return false;
                }
                tested++;
            }
        }
        return tested >= 2;
    }

    private void observations(ModelTable table, Printed printed) {
        Claim claim = table.claim("N", Optional.empty(), printed.text());
        if (table.n.isEmpty()) {
            add(claim, Kind.IMPOSSIBLE, Optional.empty(), "B6", "a number of observations is a whole number from 2");
            return;
        }
        Optional<Integer> total = table.model
                .anova()
                .filter(a -> a.degrees().size() == 3)
                .map(a -> a.degrees().get(2) + 1);
        if (total.isPresent() && !total.equals(table.n)) {
            add(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(new Interval(total.get(), total.get())),
                    "B6",
                    "the analysis of variance has " + (total.get() - 1) + " degrees of freedom in all");
        } else {
            add(
                    claim,
                    total.isPresent() ? Kind.CONSISTENT : Kind.UNTESTABLE,
                    Optional.empty(),
                    total.isPresent() ? "B6" : "",
                    total.isPresent()
                            ? "the degrees of freedom agree"
                            : "held against t and adjusted R2 under findings");
        }
    }

    private static Optional<Interval> anovaShare(Model model) {
        return model.anova()
                .filter(a -> a.sumsOfSquares().size() == 3)
                .map(a -> a.sumsOfSquares()
                        .get(0)
                        .interval()
                        .over(a.sumsOfSquares().get(2).interval()));
    }

    // ---- small things

    private void add(Claim claim, Kind kind, Optional<Interval> range, String check, String why) {
        String reason = why.isEmpty() ? "nothing printed binds it" : why;
        verdicts.add(new Verdict(claim, kind, range, check, reason));
    }

    static boolean meets(Interval range, Interval printed) {
        double slack = SLACK * Math.max(1, Math.max(Math.abs(printed.low()), Math.abs(printed.high())));
        return range.widened(slack).meets(printed);
    }

    /** 1 where all of it is positive, -1 where all is negative, else 0. */
    static int strictSign(Interval interval) {
        return interval.low() > 0 ? 1 : interval.high() < 0 ? -1 : 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "checks of %s: %d verdicts over %d columns", claims.id(), verdicts.size(), tables.size());
    }
}
