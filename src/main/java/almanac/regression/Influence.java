package almanac.regression;

/**
 * How much single rows count (Belsley, Kuh and Welsch 1980).
 *
 * <p>leverage h_i; studentised t_i = u_i / (s_(i) sqrt(1 - h_i)); Cook D_i = u_i^2 h_i / (k s^2 (1 - h_i)^2); DFBETAS_ij =
 * (b_j - b_j(i)) / (s_(i) sqrt((X'X)^-1_jj)); DFFITS_i = t_i sqrt(h_i / (1 - h_i)).
 */
public final class Influence {
    /**
     * One number a row of the sample.
     *
     * @param dfbetas by coefficient, then row
     */
    public record Measures(
            double[] leverage, double[] studentised, double[] cook, double[] dffits, double[][] dfbetas) {}

    private Influence() {}

    public static Measures of(Estimate estimate) {
        int n = estimate.size();
        int k = estimate.parameters();
        double[] h = estimate.leverage();
        double[] u = estimate.residuals();
        double variance = estimate.variance();
        int df = estimate.dfResidual();
        double[] student = new double[n];
        double[] cook = new double[n];
        double[] dffits = new double[n];
        double[][] dfbetas = new double[k][n];
        double[][] q = estimate.solution().orthonormal();
        double[][] r = estimate.solution().inverseR();
        double[][] inverse = estimate.solution().inverse();
        for (int i = 0; i < n; i++) {
            double rest = Math.max(1 - h[i], 1e-300);
            double deleted = Math.sqrt(Math.max(0, (df * variance - u[i] * u[i] / rest) / (df - 1)));
            student[i] = u[i] / (deleted * Math.sqrt(rest));
            cook[i] = u[i] * u[i] * h[i] / (k * variance * rest * rest);
            dffits[i] = student[i] * Math.sqrt(h[i] / rest);
            for (int j = 0; j < k; j++) {
                double change = 0;
                for (int m = j; m < k; m++) {
                    change += r[j][m] * q[m][i];
                }
                dfbetas[j][i] = change * u[i] / rest / (deleted * Math.sqrt(inverse[j][j]));
            }
        }
        return new Measures(h, student, cook, dffits, dfbetas);
    }
}
