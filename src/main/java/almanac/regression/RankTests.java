package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the instruments identify all endogenous regressors together: is the matrix of first-stage coefficients of full
 * rank, and how strongly.
 *
 * <ul>
 *   <li>Anderson (1951): n times the smallest squared canonical correlation of endogenous regressors and instruments, both
 *       without the exogenous ones.
 *   <li>Cragg and Donald (1993): its F form, the weak instruments statistic of Stock and Yogo (2005).
 *   <li>Kleibergen and Paap (2006): rk, the same robust to heteroskedasticity or clusters, in ivreg2's scaling (regressors
 *       normalised by their own cross products; F = rk (N-K)/N/L, with clusters rk (N-K)/(N-1) (G-1)/G/L).
 *   <li>Sanderson and Windmeijer (2016): F of each endogenous regressor given the others.
 * </ul>
 */
final class RankTests {
    private RankTests() {}

    /** @param lost degrees of freedom of absorbed effects */
    static void run(
            Estimate estimate,
            List<double[]> exogenous,
            List<double[]> endogenous,
            List<double[]> excluded,
            int lost,
            Results results) {
        int n = estimate.size();
        int m = endogenous.size();
        List<double[]> x = partialled(endogenous, exogenous);
        LeastSquares.Solution onInstruments = LeastSquares.solve(
                partialled(excluded, exogenous).stream().map(Numbers::of).toList(), Numbers.of(x.get(0)));
        double[][] q = onInstruments.orthonormal();
        int l = q.length;
        int rank =
                exogenous.isEmpty() ? 0 : Auxiliary.solve(exogenous, x.get(0)).rank();
        int df = n - l - rank - lost;
        if (l < m || df <= 0) {
            return;
        }
        double[][] root = inverseRoot(crossed(x, x));
        double[][] theta = Symmetric.times(crossed(List.of(q), x), root);
        double[][] square = Symmetric.times(transposed(theta), theta);
        Symmetric.Eigen eigen = Symmetric.eigen(square);
        double smallest = eigen.values()[0];
        int free = l - m + 1;
        results.chi(
                "anderson_canonical",
                "Anderson: n times the smallest squared canonical correlation (not identified under the null)",
                n * smallest,
                free);
        results.other(
                "cragg_donald",
                "Cragg-Donald F, smallest eigenvalue",
                smallest / (1 - smallest) * df / l,
                Double.NaN,
                "compare with Stock and Yogo's tables for " + m + " endogenous and " + l + " instruments");
        double[] v = column(eigen.vectors(), 0);
        double[] direction = Symmetric.times(root, v);
        double[] combined = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                combined[i] += direction[j] * x.get(j)[i];
            }
        }
        double[] c = new double[l];
        double[] rest = combined.clone();
        for (int a = 0; a < l; a++) {
            for (int i = 0; i < n; i++) {
                c[a] += q[a][i] * combined[i];
            }
            for (int i = 0; i < n; i++) {
                rest[i] -= q[a][i] * c[a];
            }
        }
        double[][] off = complement(theta, eigen);
        double[] lambda = Symmetric.times(off, c);
        List<Grouping> clusters = new ArrayList<>(estimate.sample().clusters().values());
        boolean clustered = clusters.size() == 1;
        int[] codes = clustered ? clusters.get(0).codes() : rows(n);
        int groups = clustered ? clusters.get(0).groups() : n;
        double[][] meat = Covariances.meat(Covariances.scores(q, rest, codes, groups), l);
        double rk = Symmetric.quadraticInverse(Symmetric.times(Symmetric.times(off, meat), transposed(off)), lambda);
        String kind = clustered ? "clusters of " + clusters.get(0).name() : "heteroskedasticity";
        results.chi("kleibergen_paap_rk", "Kleibergen-Paap rk (Wald), robust to " + kind, rk, free);
        double scale = clustered ? (double) df / (n - 1) * (groups - 1) / groups : (double) df / n;
        results.other(
                "kleibergen_paap",
                "Kleibergen-Paap rk Wald F, robust to " + kind,
                rk * scale / l,
                Double.NaN,
                "no tables of its own: usually read against Stock and Yogo's");
        if (m > 1) {
            conditional(estimate, x, q, df, results);
        }
    }

    /** Sanderson and Windmeijer: 2SLS of one endogenous regressor on the others, F of the instruments in its residuals. */
    private static void conditional(Estimate estimate, List<double[]> x, double[][] q, int df, Results results) {
        int m = x.size();
        int l = q.length;
        for (int j = 0; j < m; j++) {
            List<double[]> others = new ArrayList<>(x);
            double[] own = others.remove(j);
            List<double[]> fitted =
                    others.stream().map(column -> projected(column, q)).toList();
            LeastSquares.Solution second =
                    LeastSquares.solve(fitted.stream().map(Numbers::of).toList(), Numbers.of(own));
            double[] rest = own.clone();
            double[] b = second.estimates();
            for (int a = 0; a < b.length; a++) {
                double[] column = others.get(second.kept()[a]);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= b[a] * column[i];
                }
            }
            double all = WithinEstimator.squares(rest);
            double explained = WithinEstimator.squares(projected(rest, q));
            String term = estimate.sample().endogenous().get(j).term();
            results.f(
                    "sanderson_windmeijer:" + term,
                    "Sanderson-Windmeijer F of " + term + " given the other endogenous regressors",
                    explained / (l - m + 1) / ((all - explained) / df),
                    l - m + 1,
                    df);
        }
    }

    private static double[] projected(double[] values, double[][] q) {
        double[] result = new double[values.length];
        for (double[] column : q) {
            double c = 0;
            for (int i = 0; i < values.length; i++) {
                c += column[i] * values[i];
            }
            for (int i = 0; i < values.length; i++) {
                result[i] += c * column[i];
            }
        }
        return result;
    }

    private static List<double[]> partialled(List<double[]> columns, List<double[]> exogenous) {
        return exogenous.isEmpty()
                ? columns
                : columns.stream()
                        .map(column -> Auxiliary.solve(exogenous, column).residuals())
                        .toList();
    }

    private static double[][] crossed(List<double[]> left, List<double[]> right) {
        return RandomEffectsEstimator.crossed(left, right);
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    private static double[] column(double[][] matrix, int j) {
        double[] column = new double[matrix.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = matrix[i][j];
        }
        return column;
    }

    private static int[] rows(int n) {
        int[] rows = new int[n];
        java.util.Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static double[][] inverseRoot(double[][] matrix) {
        Symmetric.Eigen eigen = Symmetric.eigen(matrix);
        int k = matrix.length;
        double[][] root = new double[k][k];
        for (int m = 0; m < k; m++) {
            double factor = 1 / Math.sqrt(eigen.values()[m]);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    root[i][j] += factor * eigen.vectors()[i][m] * eigen.vectors()[j][m];
                }
            }
        }
        return root;
    }

    /** Rows: an orthonormal basis of what the larger singular vectors on the left leave. */
    private static double[][] complement(double[][] theta, Symmetric.Eigen eigen) {
        int l = theta.length;
        int m = theta[0].length;
        double[][] left = Symmetric.identity(l);
        for (int j = 1; j < m; j++) {
            double[] u = Symmetric.times(theta, column(eigen.vectors(), j));
            double length = Math.sqrt(WithinEstimator.squares(u));
            for (int a = 0; a < l; a++) {
                for (int b = 0; b < l; b++) {
                    left[a][b] -= u[a] * u[b] / (length * length);
                }
            }
        }
        Symmetric.Eigen directions = Symmetric.eigen(left);
        double[][] basis = new double[l - m + 1][];
        for (int a = 0; a < basis.length; a++) {
            basis[a] = column(directions.vectors(), l - 1 - a);
        }
        return basis;
    }
}
