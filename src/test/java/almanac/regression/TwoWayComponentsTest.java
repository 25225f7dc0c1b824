package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two-way random effects of an unbalanced panel against dense matrices: nothing here is shared with the estimator. */
class TwoWayComponentsTest {
    private static final int UNITS = 9;
    private static final int PERIODS = 7;

    /** A panel with holes and strong effects of both kinds, seed 11. */
    private static double[][] rows() {
        SplittableRandom random = new SplittableRandom(11);
        double[] unit = random.doubles(UNITS, -3, 3).toArray();
        double[] time = random.doubles(PERIODS, -2, 2).toArray();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            for (int t = 0; t < PERIODS; t++) {
                if (random.nextInt(5) > 0) {
                    double x = random.nextDouble(4) + i / 3.0;
                    double z = random.nextDouble(2) * t;
                    rows.add(new double[] {i, 2000 + t, x, z, 1 + x - 0.5 * z + unit[i] + time[t] + random.nextDouble()
                    });
                }
            }
        }
        return rows.toArray(new double[0][]);
    }

    private static Frame frame(double[][] rows) {
        String[] names = {"unit", "year", "x", "z", "y"};
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.length; j++) {
            int place = j;
            boolean[] present = new boolean[rows.length];
            Arrays.fill(present, true);
            columns.add(new Column.Doubles(
                    names[j], Arrays.stream(rows).mapToDouble(r -> r[place]).toArray(), present));
        }
        return new Frame(columns);
    }

    /** 1 where two rows share the figure in the column. */
    private static double[][] shared(double[][] rows, int column) {
        double[][] matrix = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                matrix[i][j] = rows[i][column] == rows[j][column] ? 1 : 0;
            }
        }
        return matrix;
    }

    /** The projection on group means. */
    private static double[][] means(double[][] shared) {
        double[][] matrix = Symmetric.copy(shared);
        for (double[] row : matrix) {
            double size = Arrays.stream(row).sum();
            for (int j = 0; j < row.length; j++) {
                row[j] /= size;
            }
        }
        return matrix;
    }

    private static double[][] transposed(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }

    /** B - B Z (Z'B Z)^-1 Z'B: what a regression of group means leaves, as a matrix. */
    private static double[][] residualMaker(double[][] b, double[][] z) {
        double[][] bz = Symmetric.times(b, z);
        double[][] inner = Symmetric.inverse(Symmetric.times(transposed(z), bz));
        return Symmetric.plus(b, Symmetric.times(Symmetric.times(bz, inner), transposed(bz)), -1);
    }

    private static double trace(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += a[i][j] * b[j][i];
            }
        }
        return sum;
    }

    private static double form(double[][] a, double[] y) {
        double[] ay = Symmetric.times(a, y);
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += ay[i] * y[i];
        }
        return sum;
    }

    @Test
    void componentsEquateQuadraticFormsAndTheirExpectationsAndTheRestIsGeneralisedLeastSquares() {
        double[][] rows = rows();
        int n = rows.length;
        assertThat(n).isLessThan(UNITS * PERIODS);
        double[][] z =
                Arrays.stream(rows).map(r -> new double[] {1, r[2], r[3]}).toArray(double[][]::new);
        double[] y = Arrays.stream(rows).mapToDouble(r -> r[4]).toArray();
        double[][] a = shared(rows, 0);
        double[][] b = shared(rows, 1);
        double[][] byUnit = residualMaker(means(a), z);
        double[][] byTime = residualMaker(means(b), z);
        Fit fit = Regression.fit(
                ModelSpec.of("y ~ x + z").withPanel("unit", "year").withEstimator("re:twoways"), frame(rows));
        double error = fit.figure("sigma2_e").orElseThrow();
        double unit = fit.figure("sigma2_u").orElseThrow();
        double time = fit.figure("sigma2_time").orElseThrow();
        assertThat(unit).isPositive();
        assertThat(time).isPositive();
        double[][] eye = Symmetric.identity(n);
        assertThat(error * trace(byUnit, eye) + unit * trace(byUnit, a) + time * trace(byUnit, b))
                .isCloseTo(form(byUnit, y), within(1e-9));
        assertThat(error * trace(byTime, eye) + unit * trace(byTime, a) + time * trace(byTime, b))
                .isCloseTo(form(byTime, y), within(1e-9));
        double[][] omega = Symmetric.plus(Symmetric.plus(eye, a, unit / error), b, time / error);
        double[][] weighted = Symmetric.times(Symmetric.inverse(omega), z);
        double[][] inverse = Symmetric.inverse(Symmetric.times(transposed(z), weighted));
        double[] estimates = Symmetric.times(inverse, Symmetric.times(transposed(weighted), y));
        double[] rest = y.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                rest[i] -= z[i][j] * estimates[j];
            }
        }
        double s2 = Symmetric.quadraticInverse(omega, rest) / (n - 3);
        for (int j = 0; j < 3; j++) {
            assertThat(fit.coefficients().get(j).estimate()).isCloseTo(estimates[j], within(1e-11));
            assertThat(fit.coefficients().get(j).standardError())
                    .isCloseTo(Math.sqrt(s2 * inverse[j][j]), within(1e-11));
        }
    }
}
