package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Least squares of the units' means, one row a unit, unweighted. */
public final class BetweenEstimator {
    private BetweenEstimator() {}

    public static Estimate estimate(Sample sample) {
        Grouping groups = sample.needEntity("the between estimator");
        int[] first = new int[groups.groups()];
        int[][] members = groups.members();
        for (int g = 0; g < first.length; g++) {
            first[g] = members[g][0];
        }
        List<Regressor> means = sample.regressors().stream()
                .map(r -> r.with(Numbers.of(groups.means(r.values().hi()))))
                .toList();
        Numbers response = Numbers.of(groups.means(sample.response().hi()));
        Estimate estimate = Equation.solve(
                "be",
                sample.at(first),
                means,
                response,
                sample.constant(),
                LeastSquares.lengths(means.stream().map(Regressor::values).toList()),
                0,
                List.of());
        Map<String, Double> figures = new LinkedHashMap<>();
        double total = total(response.hi(), sample.constant());
        figures.put("tss", total);
        figures.put("r2", 1 - estimate.rss() / total);
        figures.putAll(PanelFit.of(sample, groups, estimate.terms(), estimate.estimates()));
        return estimate.withFigures(figures).withNote("between: means of " + groups.groups() + " units");
    }

    /** Sum of squares, about the mean where {@code centred}. */
    static double total(double[] values, boolean centred) {
        double mean = 0;
        for (double value : values) {
            mean += centred ? value / values.length : 0;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }
}
