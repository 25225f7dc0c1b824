package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Panel;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.numeric.DoubleDouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Least squares of differences between a unit's consecutive rows; the constant, where the formula has one, stays (it is the
 * common trend). Over a gap in time the difference is to the last row there is, as in plm.
 */
public final class FirstDifferenceEstimator {
    private FirstDifferenceEstimator() {}

    public static Estimate estimate(Sample sample) {
        return estimate(sample, false);
    }

    /** @param strict only differences over exactly one period */
    static Estimate estimate(Sample sample, boolean strict) {
        int[][] pairs = pairs(sample, strict);
        int[] now = pairs[0];
        int[] before = pairs[1];
        List<Regressor> differences = sample.regressors().stream()
                .map(r ->
                        r.term().equals(Regressor.CONSTANT) ? r.rows(now) : r.with(difference(r.values(), now, before)))
                .toList();
        Numbers response = difference(sample.response(), now, before);
        Estimate estimate = Equation.solve(
                "fd",
                sample.at(now),
                differences,
                response,
                sample.constant(),
                WithinEstimator.scaled(LeastSquares.lengths(
                        sample.regressors().stream().map(Regressor::values).toList())),
                0,
                List.of());
        Map<String, Double> figures = new LinkedHashMap<>();
        double total = BetweenEstimator.total(response.hi(), sample.constant());
        figures.put("tss", total);
        figures.put("r2", 1 - estimate.rss() / total);
        return estimate.withFigures(figures)
                .withNote("first differences between consecutive rows of a unit: " + now.length + " of them");
    }

    /** Positions of each row with a predecessor, and of the predecessors. */
    static int[][] pairs(Sample sample, boolean strict) {
        Grouping entity = sample.needEntity("the first difference estimator");
        int[] order = sample.panel().map(Panel::order).orElseGet(() -> rowOrder(entity));
        List<Integer> now = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (int i = 1; i < order.length; i++) {
            int at = i;
            boolean near = !strict
                    || sample.panel()
                            .map(p -> p.time()[order[at]] - p.time()[order[at - 1]] == 1)
                            .orElse(true);
            if (near && entity.codes()[order[i]] == entity.codes()[order[i - 1]]) {
                now.add(order[i]);
                before.add(order[i - 1]);
            }
        }
        return new int[][] {
            now.stream().mapToInt(Integer::intValue).toArray(),
            before.stream().mapToInt(Integer::intValue).toArray()
        };
    }

    /** Without a declared time, the order of the rows is the order of time. */
    private static int[] rowOrder(Grouping entity) {
        int[] order = new int[entity.codes().length];
        int next = 0;
        for (int[] group : entity.members()) {
            for (int row : group) {
                order[next++] = row;
            }
        }
        return order;
    }

    static Numbers difference(Numbers values, int[] now, int[] before) {
        return values.rows(now).with(values.rows(before), DoubleDouble::minus);
    }
}
