package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checks D: two columns of one dependent variable and one sample, the second with one regressor more.
 *
 * <pre>
 * D1  (1 - adjR2_a) f_a = (1 - adjR2_b) (f_b + t_new^2)                   residual sums of squares, F = t^2 for one more
 * D2  SE_b,j^2 = (s_b^2 / s_a^2) SE_a,j^2 + ((b_a,j - b_b,j) / t_new)^2    s^2 ratio = (1 - adjR2_b) / (1 - adjR2_a)
 * D3  R2 does not fall
 * </pre>
 *
 * D1 is the F test of one restriction (Greene 2012, eq. 5-29). D2 follows from the inverse of a bordered matrix: the
 * variance of a coefficient grows by the square of what the new regressor takes from it, times the new one's variance.
 * Both need no correlation table, and hold for classical standard errors.
 */
final class NestedModels {
    /** Sample sizes tried when asked which would fit. */
    private static final int MOST_OBSERVATIONS = 100_000;

    private NestedModels() {}

    /** A pair of nested columns. */
    record Pair(ModelTable shorter, ModelTable longer, Row added) {
        String words() {
            return "models " + shorter.model.number() + " and " + longer.model.number();
        }
    }

    static List<Pair> pairs(List<ModelTable> tables) {
        List<Pair> pairs = new ArrayList<>();
        for (ModelTable shorter : tables) {
            for (ModelTable longer : tables) {
                if (shorter == longer
                        || !shorter.model.y().equals(longer.model.y())
                        || shorter.model.y().isEmpty()
                        || !shorter.allPrinted()
                        || !longer.allPrinted()
                        || shorter.model.rows().isEmpty()
                        || longer.model.rows().size() != shorter.model.rows().size() + 1
                        || !shorter.n.equals(longer.n)) {
                    continue;
                }
                Set<String> few = new HashSet<>(shorter.model.variables());
                if (few.size() == shorter.model.rows().size()
                        && longer.model.variables().containsAll(few)) {
                    longer.model.rows().stream()
                            .filter(row -> !few.contains(row.variable()))
                            .findFirst()
                            .ifPresent(row -> pairs.add(new Pair(shorter, longer, row)));
                }
            }
        }
        return pairs;
    }

    static List<Finding> findings(List<ModelTable> tables) {
        List<Finding> findings = new ArrayList<>();
        for (Pair pair : pairs(tables)) {
            boolean robust = pair.shorter().model.errors() == Errors.ROBUST
                    || pair.longer().model.errors() == Errors.ROBUST;
            if (!robust) {
                residuals(pair).ifPresent(findings::add);
                byOnlyStatistic(pair).ifPresent(findings::add);
                for (Row row : pair.shorter().model.rows()) {
                    standardErrors(pair, row).ifPresent(findings::add);
                }
                pair.shorter()
                        .model
                        .constant()
                        .flatMap(row -> standardErrors(pair, row))
                        .ifPresent(findings::add);
            }
            falling(pair).ifPresent(findings::add);
        }
        return findings;
    }

    /** One minus the share of variance explained, adjusted: what both D1 and D2 need of a column. */
    private static Optional<Interval> unexplained(ModelTable table) {
        Optional<Interval> byAdjusted =
                table.model.adjR2().map(Printed::interval).map(a -> a.times(-1).plus(new Interval(1, 1)));
        if (byAdjusted.isEmpty()
                && table.model.r2().isPresent()
                && table.degrees().isPresent()) {
            int n = table.n.orElseThrow();
            return table.model
                    .r2()
                    .map(Printed::interval)
                    .map(r2 -> ModelTable.adjusted(r2, n, table.regressors()))
                    .map(a -> a.times(-1).plus(new Interval(1, 1)));
        }
        return byAdjusted;
    }

    private static Claim fitClaim(ModelTable table) {
        return table.model.adjR2().isPresent()
                ? table.claim(
                        "adjR2", Optional.empty(), table.model.adjR2().get().text())
                : table.claim(
                        "R2",
                        Optional.empty(),
                        table.model.r2().map(Printed::text).orElse(""));
    }

    /**
     * Residual sum of squares by the t of a column's only regressor: 1 - R2 = f / (f + t^2), so (1 - adjR2) f = (N - 1) f /
     * (f + t^2).
     */
    private static Optional<Finding> byOnlyStatistic(Pair pair) {
        if (pair.shorter().model.rows().size() != 1 || pair.shorter().degrees().isEmpty()) {
            return Optional.empty();
        }
        Row only = pair.shorter().model.rows().get(0);
        Optional<Interval> t1 = ModelTable.statistic(only);
        Optional<Interval> b = unexplained(pair.longer());
        Optional<Interval> t = ModelTable.statistic(pair.added());
        if (t1.isEmpty()
                || b.isEmpty()
                || t.isEmpty()
                || pair.longer().model.adjR2().isEmpty()) {
            return Optional.empty();
        }
        int n = pair.shorter().n.orElseThrow();
        if (CellChecks.meets(byStatistic(t1.get(), n), grown(b.get(), t.get(), n))) {
            return Optional.empty();
        }
        int first = -1;
        int last = -1;
        for (int count = 4; count <= MOST_OBSERVATIONS; count++) {
            if (CellChecks.meets(byStatistic(t1.get(), count), grown(b.get(), t.get(), count))) {
                first = first < 0 ? count : first;
                last = count;
            } else if (first >= 0) {
                break;
            }
        }
        return Optional.of(new Finding(
                "D1",
                Severity.CONTRADICTION,
                List.of(
                        statisticClaim(pair.shorter(), only),
                        fitClaim(pair.longer()),
                        statisticClaim(pair.longer(), pair.added())),
                capital(pair.words()) + " differ by " + pair.added().variable()
                        + " alone, and the t of the first gives its residual sum of squares: "
                        + Words.range(byStatistic(t1.get(), n)) + " (in units of y's variance) from t = "
                        + only.t().map(Printed::text).orElse("coefficient / se") + ", but "
                        + Words.range(grown(b.get(), t.get(), n)) + " from the second's adjusted R2 and t, with N = "
                        + n
                        + ". " + fittingWords(first, last)));
    }

    private static Interval byStatistic(Interval t, int n) {
        double df = n - 2.0;
        Interval square = t.square();
        return new Interval((n - 1) * df / (df + square.high()), (n - 1) * df / (df + square.low()));
    }

    private static Interval grown(Interval unexplained, Interval t, int n) {
        return unexplained.times(t.square().plus(new Interval(n - 3.0, n - 3.0)));
    }

    private static String fittingWords(int first, int last) {
        if (first < 0) {
            return "No N would make them fit.";
        }
        return "They would fit only N "
                + (first == last
                        ? "= " + first
                        : last == MOST_OBSERVATIONS ? "from " + first + " on" : "from " + first + " to " + last)
                + ".";
    }

    private static Optional<Finding> residuals(Pair pair) {
        Optional<Interval> a = unexplained(pair.shorter());
        Optional<Interval> b = unexplained(pair.longer());
        Optional<Interval> t = ModelTable.statistic(pair.added());
        Optional<Integer> df = pair.shorter().degrees();
        if (a.isEmpty()
                || b.isEmpty()
                || t.isEmpty()
                || df.isEmpty()
                || pair.longer().degrees().isEmpty()) {
            return Optional.empty();
        }
        if (holds(a.get(), b.get(), t.get(), df.get())) {
            return Optional.empty();
        }
        Interval left = a.get().times(df.get());
        Interval right = b.get().times(t.get().square().plus(new Interval(df.get() - 1.0, df.get() - 1.0)));
        List<Claim> cells =
                List.of(fitClaim(pair.shorter()), fitClaim(pair.longer()), statisticClaim(pair.longer(), pair.added()));
        return Optional.of(new Finding(
                "D1",
                Severity.CONTRADICTION,
                cells,
                capital(pair.words()) + " differ by " + pair.added().variable()
                        + " alone, so (1 - adjusted R2) x degrees of freedom of the first must equal (1 - adjusted R2) x"
                        + " (degrees of freedom + t squared) of the second: the printed numbers give "
                        + Words.range(left) + " and " + Words.range(right) + " with N = "
                        + pair.shorter().n.orElseThrow() + ". " + fitting(pair, a.get(), b.get(), t.get())));
    }

    private static boolean holds(Interval a, Interval b, Interval t, double df) {
        Interval left = a.times(df);
        Interval right = b.times(t.square().plus(new Interval(df - 1, df - 1)));
        return CellChecks.meets(left, right);
    }

    /** Which N would satisfy D1. */
    static Optional<Interval> observations(Pair pair) {
        Optional<Interval> a = unexplained(pair.shorter());
        Optional<Interval> b = unexplained(pair.longer());
        Optional<Interval> t = ModelTable.statistic(pair.added());
        return a.isEmpty() || b.isEmpty() || t.isEmpty()
                ? Optional.empty()
                : observations(pair, a.get(), b.get(), t.get());
    }

    private static Optional<Interval> observations(Pair pair, Interval a, Interval b, Interval t) {
        int k = pair.longer().model.rows().size();
        int first = -1;
        int last = -1;
        for (int n = k + 2; n <= MOST_OBSERVATIONS; n++) {
            if (holds(a, b, t, n - k)) {
                first = first < 0 ? n : first;
                last = n;
            } else if (first >= 0) {
                break;
            }
        }
        return first < 0
                ? Optional.empty()
                : Optional.of(new Interval(first, last == MOST_OBSERVATIONS ? Double.POSITIVE_INFINITY : last));
    }

    private static String fitting(Pair pair, Interval a, Interval b, Interval t) {
        if (pair.shorter().model.adjR2().isEmpty()
                || pair.longer().model.adjR2().isEmpty()) {
            return "";
        }
        return observations(pair, a, b, t)
                .map(n -> fittingWords((int) n.low(), n.bounded() ? (int) n.high() : MOST_OBSERVATIONS))
                .orElse("No N would make them fit.");
    }

    private static Claim statisticClaim(ModelTable table, Row row) {
        if (row.variable().isEmpty()) {
            return row.t().isPresent()
                    ? table.claim("const_t", Optional.empty(), row.t().get().text())
                    : table.claim(
                            "const_se",
                            Optional.empty(),
                            row.se().map(Printed::text).orElse(""));
        }
        return row.t().isPresent()
                ? table.claim(row, "t", row.t().get())
                : table.claim(
                        "se",
                        Optional.of(row.variable()),
                        row.se().map(Printed::text).orElse(""));
    }

    private static Optional<Finding> standardErrors(Pair pair, Row before) {
        boolean constant = before.variable().isEmpty();
        Optional<Row> after = constant
                ? pair.longer().model.constant()
                : pair.longer().model.rows().stream()
                        .filter(row -> row.variable().equals(before.variable()))
                        .findFirst();
        Optional<Interval> a = unexplained(pair.shorter());
        Optional<Interval> b = unexplained(pair.longer());
        Optional<Interval> t = ModelTable.statistic(pair.added());
        Optional<Interval> seBefore = ModelTable.standardError(before);
        Optional<Interval> seAfter = after.flatMap(ModelTable::standardError);
        if (a.isEmpty()
                || b.isEmpty()
                || t.isEmpty()
                || seBefore.isEmpty()
                || seAfter.isEmpty()
                || before.coef().isEmpty()
                || after.isEmpty()
                || after.get().coef().isEmpty()
                || a.get().low() <= 0) {
            return Optional.empty();
        }
        Interval change =
                before.coef().get().interval().minus(after.get().coef().get().interval());
        Interval taken = change.over(t.get());
        if (!taken.bounded()) {
            return Optional.empty();
        }
        Interval ratio = b.get().over(a.get());
        if (ratio.high() <= 0) {
            return Optional.empty();
        }
        Interval implied = ratio.times(seBefore.get().square()).plus(taken.square());
        Optional<Interval> range = implied.root();
        if (range.isEmpty() || CellChecks.meets(range.get(), seAfter.get())) {
            return Optional.empty();
        }
        Interval b2 = after.get().coef().get().interval();
        String tText = after.get().t().isPresent() && range.get().low() > 0
                ? " (a t of " + Words.range(b2.over(range.get())) + ", printed "
                        + after.get().t().get().text() + ")"
                : "";
        List<Claim> cells = List.of(
                statisticClaim(pair.shorter(), before),
                statisticClaim(pair.longer(), after.get()),
                statisticClaim(pair.longer(), pair.added()),
                fitClaim(pair.shorter()),
                fitClaim(pair.longer()));
        return Optional.of(new Finding(
                "D2",
                Severity.CONTRADICTION,
                cells,
                "When " + pair.added().variable() + " enters in model "
                        + pair.longer().model.number()
                        + ", the standard error of " + (constant ? "the constant" : before.variable()) + " must become "
                        + Words.range(range.get())
                        + tText + " whatever N is; the printed numbers give " + Words.range(seAfter.get()) + "."));
    }

    private static Optional<Finding> falling(Pair pair) {
        Optional<Printed> before = pair.shorter().model.r2();
        Optional<Printed> after = pair.longer().model.r2();
        Optional<Interval> low = before.map(Printed::interval);
        Optional<Interval> high = after.map(Printed::interval);
        if (low.isEmpty() || high.isEmpty()) {
            if (pair.shorter().degrees().isEmpty()
                    || pair.longer().degrees().isEmpty()
                    || pair.shorter().model.adjR2().isEmpty()
                    || pair.longer().model.adjR2().isEmpty()) {
                return Optional.empty();
            }
            int n = pair.shorter().n.orElseThrow();
            low = pair.shorter()
                    .model
                    .adjR2()
                    .map(p -> ModelTable.unadjusted(
                            p.interval(), n, pair.shorter().regressors()));
            high = pair.longer()
                    .model
                    .adjR2()
                    .map(p ->
                            ModelTable.unadjusted(p.interval(), n, pair.longer().regressors()));
        }
        if (low.get().low() <= high.get().high() + 1e-9) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "D3",
                Severity.CONTRADICTION,
                List.of(fitClaim(pair.shorter()), fitClaim(pair.longer())),
                "R2 falls from " + Words.range(low.get()) + " to " + Words.range(high.get()) + " when "
                        + pair.added().variable() + " enters in model "
                        + pair.longer().model.number()
                        + "; on one sample it cannot."));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
