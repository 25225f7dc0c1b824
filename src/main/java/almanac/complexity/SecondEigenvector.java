package almanac.complexity;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The eigenvector of the second largest eigenvalue of a symmetric, positive semidefinite matrix whose largest
 * eigenvalue is 1 with a known eigenvector: Lanczos with full reorthogonalisation, the known vector projected out.
 *
 * <p>C. Lanczos (1950), J. Res. NBS 45; the residual bound of C. Paige (1972). A full decomposition costs more than
 * all the rest of a complexity run, and only one vector of it is wanted.
 *
 * @param vector unit length, orthogonal to the known one
 * @param second its eigenvalue
 * @param third the next eigenvalue below it, to the accuracy the same run gives it; a small gap means that the order of
 *     places rests on little
 */
record SecondEigenvector(double[] vector, double second, double third) {
    /** Residual at which the vector is taken as found; rounding alone leaves about 1e-16. */
    private static final double CLOSE_ENOUGH = 1e-15;

    /**
     * @param symmetric {@code n x n} row-major
     * @param known eigenvector of the largest eigenvalue, any length
     */
    static SecondEigenvector of(double[] symmetric, double[] known) {
        int n = known.length;
        int limit = Math.min(n - 1, 600);
        double[][] basis = new double[limit + 1][];
        double[] first = unit(known.clone());
        double[] diagonal = new double[limit];
        double[] beside = new double[limit];
        basis[0] = start(n, 1, first, basis, 0);
        int steps = 0;
        double[] ritz = new double[0];
        double second = 0;
        double third = 0;
        while (steps < limit) {
            double[] q = basis[steps];
            double[] next = times(symmetric, q);
            diagonal[steps] = dot(next, q);
            // twice is enough (Kahan and Parlett), and the known vector goes out each time
            for (int pass = 0; pass < 2; pass++) {
                subtract(next, first);
                for (int j = 0; j <= steps; j++) {
                    subtract(next, basis[j]);
                }
            }
            double length = Math.sqrt(dot(next, next));
            steps++;
            boolean closed = length < 1e-13;
            beside[steps - 1] = closed ? 0 : length;
            if (steps % 8 == 0 || steps == limit || closed) {
                EigenDecomposition small =
                        new EigenDecomposition(Arrays.copyOf(diagonal, steps), Arrays.copyOf(beside, steps - 1));
                int top = 0;
                for (int i = 1; i < steps; i++) {
                    top = small.getRealEigenvalue(i) > small.getRealEigenvalue(top) ? i : top;
                }
                second = small.getRealEigenvalue(top);
                third = 0;
                for (int i = 0; i < steps; i++) {
                    third = i == top ? third : Math.max(third, small.getRealEigenvalue(i));
                }
                ritz = small.getEigenvector(top).toArray();
                // a closed Krylov space may not hold the wanted vector yet: only a full one is proof
                if (!closed && Math.abs(beside[steps - 1] * ritz[steps - 1]) < CLOSE_ENOUGH) {
                    break;
                }
            }
            if (steps < limit) {
                basis[steps] = closed ? start(n, steps + 1, first, basis, steps) : scaled(next, 1 / length);
            }
        }
        double[] vector = new double[n];
        for (int j = 0; j < ritz.length; j++) {
            for (int i = 0; i < n; i++) {
                vector[i] += ritz[j] * basis[j][i];
            }
        }
        return new SecondEigenvector(unit(vector), second, third);
    }

    /** A fixed vector that favours nothing, orthogonal to what is there. */
    private static double[] start(int n, long seed, double[] first, double[][] basis, int size) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        double[] vector = new double[n];
        for (int i = 0; i < n; i++) {
            vector[i] = random.nextDouble() - 0.5;
        }
        for (int pass = 0; pass < 2; pass++) {
            subtract(vector, first);
            for (int j = 0; j < size; j++) {
                subtract(vector, basis[j]);
            }
        }
        return unit(vector);
    }

    private static double[] times(double[] symmetric, double[] vector) {
        int n = vector.length;
        double[] product = new double[n];
        for (int i = 0, at = 0; i < n; i++, at += n) {
            double a = 0;
            double b = 0;
            int j = 0;
            for (; j + 1 < n; j += 2) {
                a += symmetric[at + j] * vector[j];
                b += symmetric[at + j + 1] * vector[j + 1];
            }
            product[i] = j < n ? a + b + symmetric[at + j] * vector[j] : a + b;
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] vector, double[] direction) {
        double along = dot(vector, direction);
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= along * direction[i];
        }
    }

    private static double[] scaled(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
        return vector;
    }

    private static double[] unit(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        return length > 0 ? scaled(vector, 1 / length) : vector;
    }
}
