package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Check C3: a coefficient over its standardised coefficient is s_y / s_x, one number per pair of variables whatever the
 * model; the intervals that the models give must meet.
 */
final class DeviationRatios {
    private DeviationRatios() {}

    /** What one column says about one ratio. */
    record Share(ModelTable table, Row row, Interval ratio) {}

    /** All statements, by dependent variable and regressor. */
    static Map<String, List<Share>> shares(List<ModelTable> tables) {
        Map<String, List<Share>> shares = new TreeMap<>();
        for (ModelTable table : tables) {
            if (!table.untestable.isEmpty()) {
                continue;
            }
            for (int j = 0; j < table.model.rows().size(); j++) {
                Row row = table.model.rows().get(j);
                Optional<Interval> beta = table.coefficients.get(j);
                if (row.coef().isEmpty() || beta.isEmpty()) {
                    continue;
                }
                Optional<Interval> ratio = positive(row.coef().get().interval(), beta.get());
                ratio.ifPresent(r -> shares.computeIfAbsent(
                                table.model.y() + "\u0000" + row.variable(), key -> new ArrayList<>())
                        .add(new Share(table, row, r)));
            }
        }
        return shares;
    }

    /** Positive numbers q with q * beta meeting b; empty where the two say nothing or nothing possible. */
    private static Optional<Interval> positive(Interval b, Interval beta) {
        if (!beta.bounded()) {
            return Optional.empty();
        }
        if (beta.low() <= 0 && beta.high() >= 0) {
            // any size is possible unless b keeps away from 0: then q is at least |b| / the largest beta of its sign
            double least;
            if (b.low() > 0) {
                least = beta.high() == 0 ? Double.POSITIVE_INFINITY : b.low() / beta.high();
            } else if (b.high() < 0) {
                least = beta.low() == 0 ? Double.POSITIVE_INFINITY : b.high() / beta.low();
            } else {
                return Optional.empty();
            }
            return Double.isInfinite(least)
                    ? Optional.empty()
                    : Optional.of(new Interval(least, Double.POSITIVE_INFINITY));
        }
        Interval quotient = b.over(beta);
        return quotient.high() <= 0
                ? Optional.empty()
                : Optional.of(new Interval(Math.max(0, quotient.low()), quotient.high()));
    }

    static Optional<Interval> common(List<Share> shares) {
        Optional<Interval> common = Optional.of(new Interval(0, Double.POSITIVE_INFINITY));
        for (Share share : shares) {
            Interval ratio = share.ratio()
                    .widened(1e-9 * Math.max(1, Math.abs(share.ratio().low())));
            common = common.flatMap(c -> c.and(ratio));
        }
        return common;
    }

    static List<Finding> findings(List<ModelTable> tables) {
        List<Finding> findings = new ArrayList<>();
        shares(tables).forEach((key, shares) -> {
            if (shares.size() < 2 || common(shares).isPresent()) {
                return;
            }
            String y = key.substring(0, key.indexOf('\u0000'));
            String x = key.substring(key.indexOf('\u0000') + 1);
            List<Claim> cells = new ArrayList<>();
            List<String> parts = new ArrayList<>();
            for (Share share : shares) {
                cells.add(share.table()
                        .claim(share.row(), "coef", share.row().coef().orElseThrow()));
                parts.add("model " + share.table().model.number() + " (coefficient "
                        + share.row().coef().orElseThrow().text() + ") " + Words.range(share.ratio()));
            }
            List<Share> odd = odd(shares);
            findings.add(new Finding(
                    "C3",
                    Severity.CONTRADICTION,
                    cells,
                    "The ratio of the standard deviations of " + y + " and " + x
                            + " must be one number in all models, but the printed coefficients and correlations give "
                            + Words.list(parts)
                            + (odd.size() == 1
                                    ? ": without model "
                                            + odd.get(0).table().model.number() + " the others agree, so its"
                                            + " coefficient of " + x + " is the likely slip"
                                            + expected(odd.get(0), shares)
                                    : ": these have no number in common")
                            + "."));
        });
        return findings;
    }

    /** The statements without which the others agree. */
    private static List<Share> odd(List<Share> shares) {
        List<Share> odd = new ArrayList<>();
        if (shares.size() < 3) {
            return odd;
        }
        for (Share share : shares) {
            List<Share> rest = new ArrayList<>(shares);
            rest.remove(share);
            if (common(rest).isPresent()) {
                odd.add(share);
            }
        }
        return odd;
    }

    private static String expected(Share odd, List<Share> shares) {
        List<Share> rest = new ArrayList<>(shares);
        rest.remove(odd);
        int j = odd.table().model.rows().indexOf(odd.row());
        Optional<Interval> beta = odd.table().coefficients.get(j);
        Optional<Interval> ratio = common(rest);
        return beta.isPresent() && ratio.isPresent() && ratio.get().bounded()
                ? " (" + Words.range(beta.get().times(ratio.get())) + " would fit)"
                : "";
    }
}
