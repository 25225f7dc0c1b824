package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the tables let one understand beyond right and wrong: moments, partial correlations, dominance, and why a
 * coefficient changes when a variable enters.
 */
final class Explanations {
    private static final int MOST_REGRESSORS = 10;
    /** A coefficient that loses this share of itself is worth a word. */
    private static final double LOSS = 0.5;

    private Explanations() {}

    static List<Finding> of(List<ModelTable> tables, Optional<Moments> moments) {
        List<Finding> findings = new ArrayList<>();
        moments.ifPresent(m -> findings.add(words(m)));
        for (NestedModels.Pair pair : NestedModels.pairs(tables)) {
            for (Row before : pair.shorter().model.rows()) {
                omitted(pair, before).ifPresent(findings::add);
            }
        }
        tables.stream()
                .filter(t -> t.box.isPresent()
                        && t.model.rows().size() >= 2
                        && t.model.rows().size() <= MOST_REGRESSORS)
                .max(Comparator.comparingInt((ModelTable t) -> t.model.rows().size())
                        .thenComparing(t -> -t.model.number()))
                .ifPresent(table -> findings.addAll(shares(table)));
        return findings;
    }

    private static Finding words(Moments moments) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < moments.names().size(); i++) {
            int variable = i;
            parts.add(moments.names().get(i) + " mean "
                    + with(moments.means()[i], moments.meanErrors().map(e -> e[variable])) + " sd "
                    + with(moments.deviations()[i], moments.deviationErrors().map(e -> e[variable])));
        }
        return new Finding(
                "moments",
                Severity.REMARK,
                List.of(),
                "Moments that the tables imply: " + String.join("; ", parts) + "."
                        + (moments.scaleFixed()
                                ? ""
                                : " One scale is free: a standard deviation of "
                                        + moments.names().get(0)
                                        + " of 1 was taken; no coefficient, t, R2 or constant of any model depends on it."));
    }

    private static String with(double value, Optional<Double> error) {
        return error.filter(e -> e > 0)
                .map(e -> {
                    int digits = Math.max(0, Math.min(6, 1 - (int) Math.floor(Math.log10(e))));
                    return Words.fixed(value, digits) + " +- " + Words.fixed(e, digits);
                })
                .orElse(Words.number(value));
    }

    /**
     * The change of a coefficient when a variable enters is the new one's coefficient times the slope of the new one on it,
     * the others given: {@code b_a - b_b = b_new d} (Greene 2012, eq. 4-10).
     */
    private static Optional<Finding> omitted(NestedModels.Pair pair, Row before) {
        Optional<Row> after = pair.longer().model.rows().stream()
                .filter(r -> r.variable().equals(before.variable()))
                .findFirst();
        if (after.isEmpty()
                || before.coef().isEmpty()
                || after.get().coef().isEmpty()
                || pair.added().coef().isEmpty()
                || pair.longer().box.isEmpty()) {
            return Optional.empty();
        }
        double first = before.coef().get().number();
        double second = after.get().coef().get().number();
        double added = pair.added().coef().get().number();
        if (first == 0
                || added == 0
                || Math.abs(first - second) < LOSS * Math.abs(first)
                || !wasSignificant(pair, before)) {
            return Optional.empty();
        }
        double slope = (first - second) / added;
        int j = pair.longer().model.rows().indexOf(after.get()) + 1;
        int m = pair.longer().model.rows().indexOf(pair.added()) + 1;
        Optional<Double> standardised = slopeOf(pair.longer().box.get().middle(), m, j);
        List<Claim> cells = List.of(
                pair.shorter().claim(before, "coef", before.coef().get()),
                pair.longer().claim(after.get(), "coef", after.get().coef().get()),
                pair.longer().claim(pair.added(), "coef", pair.added().coef().get()));
        List<String> others = pair.shorter().model.variables().stream()
                .filter(v -> !v.equals(before.variable()))
                .toList();
        return Optional.of(new Finding(
                "omitted",
                Severity.REMARK,
                cells,
                "Why " + before.variable() + " goes from " + before.coef().get().text() + " to "
                        + after.get().coef().get().text() + " when "
                        + pair.added().variable() + " enters (model "
                        + pair.shorter().model.number() + " to "
                        + pair.longer().model.number() + "): "
                        + (others.isEmpty() ? "" : "with " + Words.list(others) + " held fixed, ")
                        + "one unit more of " + before.variable() + " goes with " + Words.number(round(slope)) + " of "
                        + pair.added().variable() + ", and one unit of that is worth "
                        + pair.added().coef().get().text() + "; "
                        + pair.added().coef().get().text() + " x "
                        + Words.number(round(slope)) + " = " + Words.number(round(first - second))
                        + " is what the shorter model credited to " + before.variable() + "."
                        + standardised
                                .map(d -> " The correlation table gives this slope as " + Words.fixed(d, 3)
                                        + " in standard deviations.")
                                .orElse("")));
    }

    private static boolean wasSignificant(NestedModels.Pair pair, Row before) {
        return ModelTable.statistic(before)
                .map(t -> Tails.ofT(t, pair.shorter().possibleDegrees()).high() < 0.1)
                .orElse(false);
    }

    private static double round(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(3, java.math.RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    /** Standardised slope of regressor {@code m} on regressor {@code j}, the other regressors but y given. */
    private static Optional<Double> slopeOf(double[][] r, int m, int j) {
        int k = r.length - 1;
        int[] which = new int[k];
        which[0] = m;
        int at = 1;
        int position = 0;
        for (int i = 1; i <= k; i++) {
            if (i != m) {
                position = i == j ? at : position;
                which[at++] = i;
            }
        }
        double[][] part = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                part[a][b] = r[which[a]][which[b]];
            }
        }
        return BoxRange.at(part, BoxRange.Figure.COEFFICIENT, position);
    }

    private static List<Finding> shares(ModelTable table) {
        double[] weights = Dominance.of(table.box.orElseThrow().middle());
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            order.add(j);
        }
        order.sort(Comparator.comparingDouble((Integer j) -> -weights[j]).thenComparing(j -> j));
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double sum = total;
        List<String> dominance = order.stream()
                .map(j -> table.model.rows().get(j).variable() + " " + Words.fixed(weights[j], 3) + " ("
                        + Words.fixed(100 * weights[j] / sum, 0) + " %)")
                .toList();
        List<String> partials = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            Optional<Interval> partial = table.partials.get(j);
            if (partial.isPresent()) {
                partials.add(table.model.rows().get(j).variable() + " " + Words.range(partial.get()));
            }
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "dominance",
                Severity.REMARK,
                List.of(),
                "Of the R2 of " + Words.fixed(total, 3) + " in model " + table.model.number()
                        + " each regressor brings, averaged over all orders of entry: " + String.join(", ", dominance)
                        + "."));
        findings.add(new Finding(
                "partial",
                Severity.REMARK,
                List.of(),
                "Partial correlations with " + table.model.y() + " in model " + table.model.number() + ": "
                        + String.join(", ", partials) + "."));
        return findings;
    }
}
