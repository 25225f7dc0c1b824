package almanac.simulate;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Gives a raw column the moments it must have beside columns that are already fixed (printed and rounded, say).
 *
 * <pre>
 *   y = mean + sum_j b_j (x_j - mean(x_j)) + s e,   b = S^-1 c,   s^2 = (sd^2 - b' S b) / var(e)
 * </pre>
 *
 * where S are the sample covariances of the fixed columns, c the covariances that y must have with them and e what is
 * left of the raw column after its regression on them. One step of a Cholesky factor taken row by row, so the moments
 * are exact in the sample and not only in expectation. The raw column's shape (levels, trends) survives in e.
 */
final class Colouring {
    private Colouring() {}

    /**
     * @param fixed the columns before, all rows
     * @param raw the column to colour, all rows
     * @param sample which rows the moments are for; the others get the same linear map
     * @param correlations of y with each fixed column
     * @throws IllegalArgumentException when no column can have these correlations
     */
    static double[] colour(
            List<double[]> fixed,
            double[] raw,
            boolean[] sample,
            double mean,
            double deviation,
            double[] correlations) {
        int rows = raw.length;
        int columns = fixed.size();
        double[] means = new double[columns];
        for (int j = 0; j < columns; j++) {
            means[j] = mean(fixed.get(j), sample);
        }
        double rawMean = mean(raw, sample);
        double[] centred = new double[rows];
        for (int i = 0; i < rows; i++) {
            centred[i] = raw[i] - rawMean;
        }
        double[] coefficients = new double[columns];
        double explained = 0;
        if (columns > 0) {
            RealMatrix covariances = new Array2DRowRealMatrix(columns, columns);
            RealVector wanted = new ArrayRealVector(columns);
            RealVector withRaw = new ArrayRealVector(columns);
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < columns; k++) {
                    covariances.setEntry(j, k, covariance(fixed.get(j), means[j], fixed.get(k), means[k], sample));
                }
                wanted.setEntry(j, correlations[j] * deviation * StrictMath.sqrt(covariances.getEntry(j, j)));
                withRaw.setEntry(j, covariance(fixed.get(j), means[j], raw, rawMean, sample));
            }
            CholeskyDecomposition factor = new CholeskyDecomposition(covariances);
            RealVector b = factor.getSolver().solve(wanted);
            RealVector onFixed = factor.getSolver().solve(withRaw);
            explained = b.dotProduct(wanted);
            coefficients = b.toArray();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    centred[i] -= onFixed.getEntry(j) * (fixed.get(j)[i] - means[j]);
                }
            }
        }
        double left = deviation * deviation - explained;
        if (left <= 0) {
            throw new IllegalArgumentException("the correlations asked for leave no variance: " + left);
        }
        double scale = StrictMath.sqrt(left / covariance(centred, 0, centred, 0, sample));
        double[] coloured = new double[rows];
        for (int i = 0; i < rows; i++) {
            coloured[i] = mean + scale * centred[i];
            for (int j = 0; j < columns; j++) {
                coloured[i] += coefficients[j] * (fixed.get(j)[i] - means[j]);
            }
        }
        return coloured;
    }

    private static double mean(double[] column, boolean[] sample) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < column.length; i++) {
            if (sample[i]) {
                sum += column[i];
                count++;
            }
        }
        return sum / count;
    }

    private static double covariance(double[] a, double meanA, double[] b, double meanB, boolean[] sample) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            if (sample[i]) {
                sum += (a[i] - meanA) * (b[i] - meanB);
                count++;
            }
        }
        return sum / (count - 1);
    }
}
