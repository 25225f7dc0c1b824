package almanac.regression.numeric;

import java.util.ArrayList;
import java.util.List;

/**
 * Linear least squares by Householder QR, min |y - X b|, columns taken in order: one that the earlier ones explain is
 * left out, as R's {@code lm} does, so that the answer does not depend on chance.
 *
 * <p>In double-double the eleven NIST StRD sets come out with 14 or more correct digits; it costs three to four times the
 * doubles. So the size decides: up to {@link #PRECISE_WORK} products the precise path, above it doubles.
 *
 * <p>Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithm 5.2.1.
 */
public final class LeastSquares {
    /** Rows times columns squared up to which double-double is used: about a quarter of a second of work. */
    public static final double PRECISE_WORK = 5e7;

    /**
     * A column whose part orthogonal to the earlier ones is below this share of its length is explained by them. Sums of
     * columns that were rounded to doubles leave about 1e-16; NIST's Filip, the worst honest case, leaves 1e-10.
     */
    public static final double COLLINEAR = 1e-12;

    private LeastSquares() {}

    /**
     * What least squares gives.
     *
     * @param coefficients one a column, 0 for a column left out
     * @param kept the columns used, in order
     * @param inverse (X'X)^-1 over the kept columns
     * @param inverseR the inverse of the triangular factor, so that {@code inverse = inverseR inverseR'}
     * @param orthonormal Q of X = Q R, column by column: what leverages and sandwiches are made of
     * @param residuals y - X b
     * @param rss sum of squared residuals
     * @param precise whether double-double was used
     */
    public record Solution(
            double[] coefficients,
            int[] kept,
            double[][] inverse,
            double[][] inverseR,
            double[][] orthonormal,
            double[] residuals,
            double rss,
            boolean precise) {
        /** Coefficients of the kept columns only. */
        public double[] estimates() {
            double[] estimates = new double[kept.length];
            for (int j = 0; j < kept.length; j++) {
                estimates[j] = coefficients[kept[j]];
            }
            return estimates;
        }
    }

    /** Solves with the precision the size allows. */
    public static Solution solve(List<Numbers> columns, Numbers response) {
        return solve(columns, response, lengths(columns));
    }

    /**
     * Solves; {@code reference} is the length of each column before effects were taken out of it, against which
     * collinearity is judged.
     */
    public static Solution solve(List<Numbers> columns, Numbers response, double[] reference) {
        double work = (double) response.size() * columns.size() * columns.size();
        return work <= PRECISE_WORK ? precise(columns, response, reference) : doubles(columns, response, reference);
    }

    /** Solves in doubles whatever the size. */
    public static Solution fast(List<Numbers> columns, Numbers response) {
        return doubles(columns, response, lengths(columns));
    }

    /** Euclidean lengths. */
    public static double[] lengths(List<Numbers> columns) {
        double[] lengths = new double[columns.size()];
        for (int j = 0; j < lengths.length; j++) {
            double largest = 0;
            for (double value : columns.get(j).hi()) {
                largest = Math.max(largest, Math.abs(value));
            }
            double sum = 0;
            if (largest > 0) {
                for (double value : columns.get(j).hi()) {
                    sum += (value / largest) * (value / largest);
                }
            }
            lengths[j] = largest * Math.sqrt(sum);
        }
        return lengths;
    }

    /** A power of two near the reciprocal of a length: scaling by it is exact. */
    private static double scale(double length) {
        return length > 0 && Double.isFinite(length) ? Math.scalb(1.0, -Math.getExponent(length)) : 1;
    }

    static Solution doubles(List<Numbers> columns, Numbers response, double[] reference) {
        int n = response.size();
        int k = columns.size();
        double[][] a = new double[k][];
        double[] scales = new double[k];
        for (int j = 0; j < k; j++) {
            scales[j] = scale(reference[j]);
            a[j] = columns.get(j).hi().clone();
            for (int i = 0; i < n; i++) {
                a[j][i] *= scales[j];
            }
        }
        double[] y = response.hi().clone();
        double[][] r = new double[k][k];
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < k && kept.size() < n; j++) {
            int row = kept.size();
            double[] v = a[j];
            double squares = dot(v, v, row);
            if (!(Math.sqrt(squares) > Math.max(COLLINEAR, 1e-11) * reference[j] * scales[j])) {
                continue;
            }
            double norm = Math.sqrt(squares);
            double alpha = v[row] > 0 ? -norm : norm;
            for (int i = 0; i < row; i++) {
                r[i][row] = v[i];
            }
            r[row][row] = alpha;
            v[row] -= alpha;
            double twice = 1 / (norm * (norm + Math.abs(v[row] + alpha)));
            for (int c = j + 1; c < k; c++) {
                reflect(v, a[c], row, twice);
            }
            reflect(v, y, row, twice);
            kept.add(j);
        }
        int rank = kept.size();
        double[] b = new double[rank];
        for (int i = rank - 1; i >= 0; i--) {
            double sum = y[i];
            for (int j = i + 1; j < rank; j++) {
                sum -= r[i][j] * b[j];
            }
            b[i] = sum / r[i][i];
        }
        double[][] inverseR = new double[rank][rank];
        for (int j = 0; j < rank; j++) {
            inverseR[j][j] = 1 / r[j][j];
            for (int i = j - 1; i >= 0; i--) {
                double sum = 0;
                for (int m = i + 1; m <= j; m++) {
                    sum += r[i][m] * inverseR[m][j];
                }
                inverseR[i][j] = -sum / r[i][i];
            }
        }
        double[][] inverse = new double[rank][rank];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int m = i; m < rank; m++) {
                    sum += inverseR[i][m] * inverseR[j][m];
                }
                inverse[i][j] = sum * scales[kept.get(i)] * scales[kept.get(j)];
                inverse[j][i] = inverse[i][j];
            }
        }
        double[] coefficients = new double[k];
        int[] used = new int[rank];
        double[] residuals = response.hi().clone();
        for (int j = 0; j < rank; j++) {
            used[j] = kept.get(j);
            coefficients[used[j]] = b[j] * scales[used[j]];
            double[] column = columns.get(used[j]).hi();
            for (int i = 0; i < n; i++) {
                residuals[i] -= coefficients[used[j]] * column[i];
            }
        }
        double[][] upper = new double[rank][rank];
        double[][] q = new double[rank][n];
        for (int j = 0; j < rank; j++) {
            for (int i = 0; i <= j; i++) {
                upper[i][j] = inverseR[i][j] * scales[used[i]];
                double[] column = columns.get(used[i]).hi();
                for (int row = 0; row < n; row++) {
                    q[j][row] += column[row] * upper[i][j];
                }
            }
        }
        return new Solution(coefficients, used, inverse, upper, q, residuals, dot(residuals, residuals, 0), false);
    }

    private static double dot(double[] left, double[] right, int from) {
        double even = 0;
        double odd = 0;
        int i = from;
        for (; i + 1 < left.length; i += 2) {
            even += left[i] * right[i];
            odd += left[i + 1] * right[i + 1];
        }
        if (i < left.length) {
            even += left[i] * right[i];
        }
        return even + odd;
    }

    private static void reflect(double[] v, double[] target, int from, double twice) {
        double factor = dot(v, target, from) * twice;
        for (int i = from; i < v.length; i++) {
            target[i] -= factor * v[i];
        }
    }

    static Solution precise(List<Numbers> columns, Numbers response, double[] reference) {
        int n = response.size();
        int k = columns.size();
        double[][] hi = new double[k + 1][];
        double[][] lo = new double[k + 1][];
        double[] scales = new double[k];
        for (int j = 0; j <= k; j++) {
            Numbers column = j < k ? columns.get(j) : response;
            double factor = j < k ? scale(reference[j]) : 1;
            if (j < k) {
                scales[j] = factor;
            }
            hi[j] = column.hi().clone();
            double[] rest = column.lo();
            lo[j] = rest == null ? new double[n] : rest.clone();
            if (factor != 1) {
                for (int i = 0; i < n; i++) {
                    hi[j][i] *= factor;
                    lo[j][i] *= factor;
                }
            }
        }
        DoubleDouble[][] r = new DoubleDouble[k][k];
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < k && kept.size() < n; j++) {
            int row = kept.size();
            DoubleDouble squares = dot(hi[j], lo[j], hi[j], lo[j], row);
            if (!(Math.sqrt(squares.hi()) > COLLINEAR * reference[j] * scales[j])) {
                continue;
            }
            DoubleDouble norm = squares.root();
            DoubleDouble head = new DoubleDouble(hi[j][row], lo[j][row]);
            DoubleDouble alpha = head.hi() > 0 ? norm.negated() : norm;
            for (int i = 0; i < row; i++) {
                r[i][row] = new DoubleDouble(hi[j][i], lo[j][i]);
            }
            r[row][row] = alpha;
            DoubleDouble absolute = head.hi() < 0 ? head.negated() : head;
            DoubleDouble twice = DoubleDouble.ONE.over(norm.times(norm.plus(absolute)));
            DoubleDouble first = head.minus(alpha);
            hi[j][row] = first.hi();
            lo[j][row] = first.lo();
            for (int c = j + 1; c <= k; c++) {
                reflect(hi[j], lo[j], hi[c], lo[c], row, twice);
            }
            kept.add(j);
        }
        int rank = kept.size();
        DoubleDouble[] b = new DoubleDouble[rank];
        for (int i = rank - 1; i >= 0; i--) {
            DoubleDouble sum = new DoubleDouble(hi[k][i], lo[k][i]);
            for (int j = i + 1; j < rank; j++) {
                sum = sum.minus(r[i][j].times(b[j]));
            }
            b[i] = sum.over(r[i][i]);
        }
        DoubleDouble[][] inverseR = new DoubleDouble[rank][rank];
        for (int j = 0; j < rank; j++) {
            inverseR[j][j] = DoubleDouble.ONE.over(r[j][j]);
            for (int i = j - 1; i >= 0; i--) {
                DoubleDouble sum = DoubleDouble.ZERO;
                for (int m = i + 1; m <= j; m++) {
                    sum = sum.plus(r[i][m].times(inverseR[m][j]));
                }
                inverseR[i][j] = sum.negated().over(r[i][i]);
            }
        }
        double[][] inverse = new double[rank][rank];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j <= i; j++) {
                DoubleDouble sum = DoubleDouble.ZERO;
                for (int m = i; m < rank; m++) {
                    sum = sum.plus(inverseR[i][m].times(inverseR[j][m]));
                }
                inverse[i][j] = sum.value() * scales[kept.get(i)] * scales[kept.get(j)];
                inverse[j][i] = inverse[i][j];
            }
        }
        double[] coefficients = new double[k];
        int[] used = new int[rank];
        double[] residualHi = response.hi().clone();
        double[] responseLo = response.lo();
        double[] residualLo = responseLo == null ? new double[n] : responseLo.clone();
        for (int j = 0; j < rank; j++) {
            used[j] = kept.get(j);
            DoubleDouble exact = b[j].times(scales[used[j]]);
            coefficients[used[j]] = exact.value();
            double[] columnLo = columns.get(used[j]).lo();
            subtract(
                    residualHi,
                    residualLo,
                    columns.get(used[j]).hi(),
                    columnLo == null ? new double[n] : columnLo,
                    exact,
                    0);
        }
        double rss = dot(residualHi, residualLo, residualHi, residualLo, 0).value();
        for (int i = 0; i < n; i++) {
            residualHi[i] += residualLo[i];
        }
        double[][] upper = new double[rank][rank];
        double[][] q = new double[rank][];
        for (int j = 0; j < rank; j++) {
            double[] qHi = new double[n];
            double[] qLo = new double[n];
            for (int i = 0; i <= j; i++) {
                DoubleDouble exact = inverseR[i][j].times(scales[used[i]]);
                upper[i][j] = exact.value();
                Numbers column = columns.get(used[i]);
                double[] columnLo = column.lo();
                subtract(qHi, qLo, column.hi(), columnLo == null ? new double[n] : columnLo, exact.negated(), 0);
            }
            q[j] = qHi;
        }
        return new Solution(coefficients, used, inverse, upper, q, residualHi, rss, true);
    }

    /** Sum of products in double-double, without making an object a step. */
    private static DoubleDouble dot(double[] leftHi, double[] leftLo, double[] rightHi, double[] rightLo, int from) {
        double sumHi = 0;
        double sumLo = 0;
        for (int i = from; i < leftHi.length; i++) {
            double a = leftHi[i];
            double b = rightHi[i];
            double p = a * b;
            double e = Math.fma(a, b, -p) + (a * rightLo[i] + leftLo[i] * b);
            double s = sumHi + p;
            double t = s - sumHi;
            double error = (sumHi - (s - t)) + (p - t);
            double low = sumLo + e + error;
            sumHi = s + low;
            sumLo = low - (sumHi - s);
        }
        return new DoubleDouble(sumHi, sumLo);
    }

    /** target -= factor * column, in double-double. */
    private static void subtract(
            double[] targetHi, double[] targetLo, double[] hi, double[] lo, DoubleDouble factor, int from) {
        double f = -factor.hi();
        double g = -factor.lo();
        for (int i = from; i < hi.length; i++) {
            double p = f * hi[i];
            double e = Math.fma(f, hi[i], -p) + (f * lo[i] + g * hi[i]);
            double s = targetHi[i] + p;
            double t = s - targetHi[i];
            double error = (targetHi[i] - (s - t)) + (p - t);
            double low = targetLo[i] + e + error;
            targetHi[i] = s + low;
            targetLo[i] = low - (targetHi[i] - s);
        }
    }

    private static void reflect(
            double[] vHi, double[] vLo, double[] targetHi, double[] targetLo, int from, DoubleDouble twice) {
        DoubleDouble factor = dot(vHi, vLo, targetHi, targetLo, from).times(twice);
        subtract(targetHi, targetLo, vHi, vLo, factor, from);
    }
}
