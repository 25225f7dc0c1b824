package almanac.regression.numeric;

/** Small symmetric matrices as rows of doubles. Nothing here changes its arguments. */
public final class Symmetric {
    private Symmetric() {}

    /** Eigenvalues in ascending order and their vectors as columns. */
    public record Eigen(double[] values, double[][] vectors) {}

    /** Jacobi's cyclic method (Golub and Van Loan, 8.5): small eigenvalues keep their relative accuracy. */
    public static Eigen eigen(double[][] matrix) {
        int k = matrix.length;
        double[][] a = copy(matrix);
        double[][] v = identity(k);
        for (int sweep = 0; sweep < 100; sweep++) {
            double off = 0;
            double all = 0;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    all += a[i][j] * a[i][j];
                    off += i == j ? 0 : a[i][j] * a[i][j];
                }
            }
            if (off <= 1e-34 * all || off == 0) {
                break;
            }
            for (int p = 0; p < k - 1; p++) {
                for (int q = p + 1; q < k; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        Integer[] order = new Integer[k];
        for (int i = 0; i < k; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(i -> a[i][i]));
        double[] values = new double[k];
        double[][] vectors = new double[k][k];
        for (int j = 0; j < k; j++) {
            values[j] = a[order[j]][order[j]];
            for (int i = 0; i < k; i++) {
                vectors[i][j] = v[i][order[j]];
            }
        }
        return new Eigen(values, vectors);
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double c = 1 / Math.hypot(t, 1);
        double s = t * c;
        for (int i = 0; i < a.length; i++) {
            double left = a[i][p];
            double right = a[i][q];
            a[i][p] = c * left - s * right;
            a[i][q] = s * left + c * right;
        }
        for (int i = 0; i < a.length; i++) {
            double left = a[p][i];
            double right = a[q][i];
            a[p][i] = c * left - s * right;
            a[q][i] = s * left + c * right;
            double vp = v[i][p];
            double vq = v[i][q];
            v[i][p] = c * vp - s * vq;
            v[i][q] = s * vp + c * vq;
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }

    /** The inverse by Gauss-Jordan with full pivoting after scaling to a unit diagonal; for indefinite matrices too. */
    public static double[][] inverse(double[][] matrix) {
        int k = matrix.length;
        double[] scale = new double[k];
        double[][] a = new double[k][2 * k];
        for (int i = 0; i < k; i++) {
            double diagonal = Math.abs(matrix[i][i]);
            scale[i] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                a[i][j] = matrix[i][j] * scale[i] * scale[j];
            }
            a[i][k + i] = 1;
        }
        for (int column = 0; column < k; column++) {
            int pivot = column;
            for (int i = column; i < k; i++) {
                if (Math.abs(a[i][column]) > Math.abs(a[pivot][column])) {
                    pivot = i;
                }
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            double head = a[column][column];
            for (int j = 0; j < 2 * k; j++) {
                a[column][j] /= head;
            }
            for (int i = 0; i < k; i++) {
                if (i != column && a[i][column] != 0) {
                    double factor = a[i][column];
                    for (int j = 0; j < 2 * k; j++) {
                        a[i][j] -= factor * a[column][j];
                    }
                }
            }
        }
        double[][] inverse = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                inverse[i][j] = a[i][k + j] * scale[i] * scale[j];
            }
        }
        return inverse;
    }

    /** x' A^-1 x. */
    public static double quadraticInverse(double[][] matrix, double[] x) {
        double[] solved = times(inverse(matrix), x);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * solved[i];
        }
        return sum;
    }

    public static double[] times(double[][] matrix, double[] x) {
        double[] result = new double[matrix.length];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < x.length; j++) {
                result[i] += matrix[i][j] * x[j];
            }
        }
        return result;
    }

    /** A B. */
    public static double[][] times(double[][] left, double[][] right) {
        double[][] result = new double[left.length][right.length == 0 ? 0 : right[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int m = 0; m < right.length; m++) {
                for (int j = 0; j < result[i].length; j++) {
                    result[i][j] += left[i][m] * right[m][j];
                }
            }
        }
        return result;
    }

    /** B M B for symmetric B and M: a sandwich. */
    public static double[][] sandwich(double[][] bread, double[][] meat) {
        return symmetrised(times(times(bread, meat), bread));
    }

    private static double[][] symmetrised(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (a[i][j] + a[j][i]) / 2;
                a[i][j] = mean;
                a[j][i] = mean;
            }
        }
        return a;
    }

    public static double[][] scaled(double[][] matrix, double factor) {
        double[][] result = copy(matrix);
        for (double[] row : result) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return result;
    }

    /** left + factor * right. */
    public static double[][] plus(double[][] left, double[][] right, double factor) {
        double[][] result = copy(left);
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < result[i].length; j++) {
                result[i][j] += factor * right[i][j];
            }
        }
        return result;
    }

    /** The rows and columns named. */
    public static double[][] part(double[][] matrix, int[] which) {
        double[][] result = new double[which.length][which.length];
        for (int i = 0; i < which.length; i++) {
            for (int j = 0; j < which.length; j++) {
                result[i][j] = matrix[which[i]][which[j]];
            }
        }
        return result;
    }

    public static double[][] identity(int size) {
        double[][] result = new double[size][size];
        for (int i = 0; i < size; i++) {
            result[i][i] = 1;
        }
        return result;
    }

    public static double[][] copy(double[][] matrix) {
        double[][] result = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            result[i] = matrix[i].clone();
        }
        return result;
    }
}
