package almanac.mining;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Distances of rows from a centre and a covariance that outliers cannot bend: the minimum covariance determinant.
 *
 * <p>P. Rousseeuw and K. Van Driessen (1999), A fast algorithm for the minimum covariance determinant estimator,
 * Technometrics 41: the half of the rows (h = (n + p + 1) / 2) with the smallest determinant, found by concentration
 * steps from random starts, made consistent for normal data (C. Croux and G. Haesbroeck 1999), then once reweighted.
 *
 * @param distances of each row from the robust centre
 * @param cutoff the root of the 97.5 % point of chi-squared with p degrees of freedom
 * @param oddest of each row the column that its distance hangs on: without it the squared distance is smallest
 * @param suggested of each row what its other columns suggest for this one, in the column's unit (the conditional mean of
 *     the robust normal distribution)
 */
public record MinimumCovariance(double[] distances, double cutoff, int[] oddest, double[] suggested) {
    private static final int STARTS = 500;
    private static final int KEPT = 10;
    private static final double TAIL = 0.975;

    /** A centre and a covariance. */
    private record Shape(double[] centre, RealMatrix covariance, double determinant) {}

    /** The distances of the rows of {@code data}, all complete. */
    public static MinimumCovariance of(double[][] data, long seed) {
        int n = data.length;
        int p = data[0].length;
        int h = (n + p + 1) / 2;
        double[][] rows = standardised(data);
        SplittableRandom random = new SplittableRandom(seed);
        Shape[] best = new Shape[0];
        for (int start = 0; start < STARTS; start++) {
            Shape shape = shape(rows, sample(random, n, p + 1));
            shape = concentrated(rows, concentrated(rows, shape, h), h);
            best = kept(best, shape);
        }
        Shape found = best[0];
        for (Shape shape : best) {
            Shape before = shape;
            for (int step = 0; step < 100; step++) {
                Shape next = concentrated(rows, before, h);
                boolean still = next.determinant >= before.determinant * (1 - 1e-12);
                before = next;
                if (still) {
                    break;
                }
            }
            found = before.determinant < found.determinant ? before : found;
        }
        double scale = consistency((double) h / n, p);
        Shape raw = new Shape(found.centre, found.covariance.scalarMultiply(scale), found.determinant);
        double cutoff = Math.sqrt(new ChiSquaredDistribution(p).inverseCumulativeProbability(TAIL));
        double[] first = distances(rows, raw);
        int[] good = IntStream.range(0, n).filter(i -> first[i] <= cutoff).toArray();
        Shape again = shape(rows, good);
        Shape weighted =
                new Shape(again.centre, again.covariance.scalarMultiply(consistency(TAIL, p)), again.determinant);
        int[] oddest = new int[n];
        double[] suggested = new double[n];
        double[][] weights = inverse(weighted).getData();
        double[] spreads = IntStream.range(0, p)
                .mapToDouble(j -> Robust.scale(
                        Arrays.stream(data).mapToDouble(row -> row[j]).toArray()))
                .toArray();
        for (int i = 0; i < n; i++) {
            double largest = -1;
            for (int a = 0; a < p; a++) {
                double pull = 0;
                for (int b = 0; b < p; b++) {
                    pull += weights[a][b] * (rows[i][b] - weighted.centre[b]);
                }
                // d^2 without column a is d^2 - pull^2 / w_aa, and the others expect x_a - pull / w_aa
                double less = pull * pull / weights[a][a];
                if (less > largest) {
                    largest = less;
                    oddest[i] = a;
                    suggested[i] = data[i][a] - pull / weights[a][a] * spreads[a];
                }
            }
        }
        return new MinimumCovariance(distances(rows, weighted), cutoff, oddest, suggested);
    }

    /** Every column by its own robust spread, so that units do not decide what is singular. */
    private static double[][] standardised(double[][] data) {
        int p = data[0].length;
        double[][] rows = new double[data.length][p];
        for (int j = 0; j < p; j++) {
            int column = j;
            double[] scores = Robust.scores(
                    Arrays.stream(data).mapToDouble(row -> row[column]).toArray());
            for (int i = 0; i < data.length; i++) {
                rows[i][j] = scores[i];
            }
        }
        return rows;
    }

    private static int[] sample(SplittableRandom random, int n, int size) {
        int[] all = IntStream.range(0, n).toArray();
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(n - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return Arrays.copyOf(all, size);
    }

    private static Shape[] kept(Shape[] best, Shape shape) {
        if (best.length == KEPT && shape.determinant >= best[KEPT - 1].determinant) {
            return best;
        }
        Shape[] more = Arrays.copyOf(best, best.length + 1);
        more[best.length] = shape;
        Arrays.sort(more, java.util.Comparator.comparingDouble(Shape::determinant));
        return more.length > KEPT ? Arrays.copyOf(more, KEPT) : more;
    }

    /** One concentration step: the h rows nearest to the shape give the next one, with no larger determinant. */
    private static Shape concentrated(double[][] rows, Shape shape, int h) {
        double[] distances = distances(rows, shape);
        Integer[] order = new Integer[rows.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, java.util.Comparator.comparingDouble(i -> distances[i]));
        int[] nearest = new int[h];
        for (int i = 0; i < h; i++) {
            nearest[i] = order[i];
        }
        return shape(rows, nearest);
    }

    private static Shape shape(double[][] rows, int[] members) {
        int p = rows[0].length;
        double[] centre = new double[p];
        for (int i : members) {
            for (int j = 0; j < p; j++) {
                centre[j] += rows[i][j] / members.length;
            }
        }
        double[][] covariance = new double[p][p];
        for (int i : members) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    covariance[a][b] +=
                            (rows[i][a] - centre[a]) * (rows[i][b] - centre[b]) / Math.max(1, members.length - 1);
                }
            }
        }
        RealMatrix matrix = new Array2DRowRealMatrix(covariance, false);
        return new Shape(centre, matrix, new LUDecomposition(matrix).getDeterminant());
    }

    private static RealMatrix inverse(Shape shape) {
        LUDecomposition solver = new LUDecomposition(shape.covariance);
        // a singular start (equal rows) still needs an order of distances: its pseudo-inverse gives one
        return solver.getSolver().isNonSingular()
                ? solver.getSolver().getInverse()
                : new SingularValueDecomposition(shape.covariance).getSolver().getInverse();
    }

    private static double[] distances(double[][] rows, Shape shape) {
        int p = shape.centre.length;
        double[][] weights = inverse(shape).getData();
        double[] distances = new double[rows.length];
        double[] d = new double[p];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (int a = 0; a < p; a++) {
                d[a] = rows[i][a] - shape.centre[a];
            }
            for (int a = 0; a < p; a++) {
                double part = 0;
                for (int b = 0; b < p; b++) {
                    part += weights[a][b] * d[b];
                }
                sum += d[a] * part;
            }
            distances[i] = Math.sqrt(Math.max(0, sum));
        }
        return distances;
    }

    /** What the covariance of the central part {@code share} of a normal sample must be multiplied with. */
    private static double consistency(double share, int p) {
        double quantile = new ChiSquaredDistribution(p).inverseCumulativeProbability(share);
        return share / new GammaDistribution(p / 2.0 + 1, 1).cumulativeProbability(quantile / 2);
    }
}
