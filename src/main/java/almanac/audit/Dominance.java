package almanac.audit;

/**
 * General dominance of regressors: what each adds to R squared, averaged over the subsets of the others of one size, then
 * over the sizes (Budescu 1993, Psychological Bulletin 114:542-551; the same number as the Shapley value, Lindeman,
 * Merenda and Gold 1980). The weights add up to R squared.
 */
final class Dominance {
    private Dominance() {}

    /** Weights of the regressors 1 .. k of a correlation matrix whose row 0 is y; zeros where it is not definite. */
    static double[] of(double[][] matrix) {
        int k = matrix.length - 1;
        double[] explained = new double[1 << k];
        for (int subset = 1; subset < explained.length; subset++) {
            explained[subset] = explained(matrix, subset, k);
        }
        double[] factorial = new double[k + 1];
        factorial[0] = 1;
        for (int i = 1; i <= k; i++) {
            factorial[i] = factorial[i - 1] * i;
        }
        double[] weights = new double[k];
        for (int j = 0; j < k; j++) {
            for (int subset = 0; subset < explained.length; subset++) {
                if ((subset & 1 << j) == 0) {
                    int size = Integer.bitCount(subset);
                    double weight = factorial[size] * factorial[k - size - 1] / factorial[k];
                    weights[j] += weight * (explained[subset | 1 << j] - explained[subset]);
                }
            }
        }
        return weights;
    }

    private static double explained(double[][] matrix, int subset, int k) {
        int size = Integer.bitCount(subset);
        int[] which = new int[size + 1];
        int at = 1;
        for (int j = 0; j < k; j++) {
            if ((subset & 1 << j) != 0) {
                which[at++] = j + 1;
            }
        }
        double[][] part = new double[size + 1][size + 1];
        for (int i = 0; i <= size; i++) {
            for (int j = 0; j <= size; j++) {
                part[i][j] = matrix[which[i]][which[j]];
            }
        }
        return BoxRange.at(part, BoxRange.Figure.EXPLAINED, 0).orElse(0.0);
    }
}
