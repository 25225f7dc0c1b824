package almanac.regression;

import almanac.regression.numeric.Symmetric;
import almanac.regression.numeric.Tail;
import java.util.Arrays;

/**
 * Durbin and Watson's statistic (1950, 1951) in row order with the two-sided p: below 100 rows exact by Imhof's integral
 * (1961), else normal with the exact mean and variance.
 */
final class DurbinWatson {
    private static final int EXACT = 100;

    private DurbinWatson() {}

    static void run(Estimate estimate, Results results) {
        double[] u = estimate.residuals();
        double squares = 0;
        for (int i = 1; i < u.length; i++) {
            squares += (u[i] - u[i - 1]) * (u[i] - u[i - 1]);
        }
        double statistic = squares / WithinEstimator.squares(u);
        double lower = u.length < EXACT ? exact(estimate, statistic) : normal(estimate, statistic);
        results.other(
                "durbin_watson",
                "Durbin-Watson, rows in order" + (u.length < EXACT ? ", exact p" : ", normal p"),
                statistic,
                2 * Math.min(lower, upper(estimate, statistic, lower)),
                "rows as they stand: in a panel across units, see panel_durbin_watson");
    }

    private static double upper(Estimate estimate, double statistic, double lower) {
        return estimate.size() < EXACT ? 1 - lower : upperNormal(estimate, statistic);
    }

    /** A v for the tridiagonal A of the squared differences. */
    private static double[] differenced(double[] v) {
        int n = v.length;
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = (i > 0 ? v[i] - v[i - 1] : 0) + (i < n - 1 ? v[i] - v[i + 1] : 0);
        }
        return result;
    }

    /** Mean and standard deviation of the statistic under independence (Durbin and Watson 1951, equations 4 and 5). */
    private static double[] moments(Estimate estimate) {
        double[][] q = estimate.solution().orthonormal();
        int k = q.length;
        int n = estimate.size();
        double[][] qAq = new double[k][k];
        double aaTrace = 0;
        for (int a = 0; a < k; a++) {
            double[] applied = differenced(q[a]);
            aaTrace += WithinEstimator.squares(applied);
            for (int b = 0; b < k; b++) {
                for (int i = 0; i < n; i++) {
                    qAq[b][a] += q[b][i] * applied[i];
                }
            }
        }
        double trace = 0;
        double square = 0;
        for (int a = 0; a < k; a++) {
            trace += qAq[a][a];
            for (int b = 0; b < k; b++) {
                square += qAq[a][b] * qAq[b][a];
            }
        }
        double p = 2 * (n - 1.0) - trace;
        double qq = 2 * (3.0 * n - 4) - 2 * aaTrace + square;
        double mean = p / (n - k);
        double variance = 2 / ((n - k) * (n - k + 2.0)) * (qq - p * mean);
        return new double[] {mean, Math.sqrt(variance)};
    }

    private static double normal(Estimate estimate, double statistic) {
        double[] moments = moments(estimate);
        return Tail.normalUpper((moments[0] - statistic) / moments[1]);
    }

    private static double upperNormal(Estimate estimate, double statistic) {
        double[] moments = moments(estimate);
        return Tail.normalUpper((statistic - moments[0]) / moments[1]);
    }

    /** P(d below the statistic): d is a ratio of quadratic forms whose weights are the eigenvalues of M A M. */
    private static double exact(Estimate estimate, double statistic) {
        double[][] q = estimate.solution().orthonormal();
        int n = estimate.size();
        int k = q.length;
        double[][] matrix = new double[n][n];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            matrix[j] = annihilated(q, differenced(annihilated(q, unit)));
        }
        double[] eigen = Symmetric.eigen(matrix).values();
        double[] weights = Arrays.copyOfRange(eigen, k, n);
        return Math.max(0, Math.min(1, imhof(weights, statistic)));
    }

    private static double[] annihilated(double[][] q, double[] v) {
        double[] result = v.clone();
        for (double[] column : q) {
            double dot = 0;
            for (int i = 0; i < v.length; i++) {
                dot += column[i] * v[i];
            }
            for (int i = 0; i < v.length; i++) {
                result[i] -= dot * column[i];
            }
        }
        return result;
    }

    /** Imhof (1961), equation 3.2, by tanh-sinh steps over the half line. */
    private static double imhof(double[] weights, double x) {
        double h = 1.0 / 256;
        double sum = 0;
        for (int step = -256 * 7; step <= 256 * 7; step++) {
            double s = step * h;
            // t = exp(pi/2 sinh s) runs over (0, infinity)
            double t = Math.exp(Math.PI / 2 * Math.sinh(s));
            double derivative = t * Math.PI / 2 * Math.cosh(s);
            double angle = 0;
            double logModulus = 0;
            for (double weight : weights) {
                double scaled = (weight - x) * t;
                angle += 0.5 * Math.atan(scaled);
                logModulus += 0.25 * Math.log1p(scaled * scaled);
            }
            double value = Math.sin(angle) * Math.exp(-logModulus) / t * derivative;
            if (Double.isFinite(value)) {
                sum += value * h;
            }
        }
        return 0.5 - sum / Math.PI;
    }
}
