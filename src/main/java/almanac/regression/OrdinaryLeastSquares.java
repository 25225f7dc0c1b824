package almanac.regression;

import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Least squares, weighted where the sample has weights: b = (X'WX)^-1 X'Wy. Weights are Stata's analytic weights, scaled
 * to sum to n, so that s^2 and the log likelihood are those of {@code regress [aweight]}; coefficients and standard errors
 * do not depend on the scale.
 */
public final class OrdinaryLeastSquares {
    private OrdinaryLeastSquares() {}

    public static Estimate estimate(Sample sample) {
        List<Regressor> regressors = sample.regressors();
        Numbers response = sample.response();
        if (sample.weights().isPresent()) {
            double[] roots = roots(sample.weights().get());
            regressors = regressors.stream()
                    .map(r -> r.with(r.values().times(roots)))
                    .toList();
            response = response.times(roots);
        }
        double[] reference =
                LeastSquares.lengths(regressors.stream().map(Regressor::values).toList());
        Estimate estimate = Equation.solve(
                sample.weights().isPresent() ? "wls" : "ols",
                sample,
                regressors,
                response,
                sample.constant(),
                reference,
                0,
                List.of());
        Map<String, Double> figures = new LinkedHashMap<>();
        double total = totalSquares(sample, sample.constant());
        figures.put("tss", total);
        figures.put("r2", 1 - estimate.rss() / total);
        return estimate.withFigures(figures);
    }

    /** Square roots of the weights scaled to mean one. */
    static double[] roots(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] roots = new double[weights.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(weights[i] * weights.length / sum);
        }
        return roots;
    }

    /** Sum of (weighted) squares of the dependent variable, about its mean where there is a constant. */
    static double totalSquares(Sample sample, boolean centred) {
        double[] y = sample.response().hi();
        double[] roots = sample.weights().map(OrdinaryLeastSquares::roots).orElse(new double[0]);
        double mean = 0;
        if (centred) {
            for (int i = 0; i < y.length; i++) {
                mean += y[i] * (roots.length == 0 ? 1 : roots[i] * roots[i]);
            }
            mean /= y.length;
        }
        double total = 0;
        double rest = 0;
        for (int i = 0; i < y.length; i++) {
            double weight = roots.length == 0 ? 1 : roots[i] * roots[i];
            total += weight * (y[i] - mean) * (y[i] - mean);
            rest += weight * (y[i] - mean);
        }
        return centred ? total - rest * rest / y.length : total;
    }
}
