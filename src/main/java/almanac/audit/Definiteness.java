package almanac.audit;

import almanac.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Check C1: whether a correlation matrix (symmetric, ones on the diagonal, positive semi-definite) rounds to the printed
 * table; and if none does, which single cell would have to be how different.
 *
 * <p>Alternating projections between the box and the cone of semi-definite matrices (Higham 2002, IMA Journal of Numerical
 * Analysis 22:329-343, without his weights) end in a matrix of both, or in the gap between them. The gap M is itself
 * semi-definite, so every correlation matrix R has {@code <M, R> >= 0}; where {@code <M, R> < 0} for every R of the box,
 * that is the proof.
 */
final class Definiteness {
    private static final int MOST_STEPS = 4000;

    private Definiteness() {}

    /**
     * The outcome.
     *
     * @param possible whether a matrix was found, or at least none was ruled out
     * @param proved whether it was proved that none exists
     * @param smallestEigenvalue of the printed matrix
     * @param margin the largest {@code <M, R> / trace M} over the box: below 0 is the proof
     */
    record Outcome(boolean possible, boolean proved, double smallestEigenvalue, double margin) {}

    /** A repair: one cell changed, all others as printed. */
    record Repair(int row, int column, double printed, double repaired) {
        double change() {
            return repaired - printed;
        }
    }

    static Outcome of(CorrelationBox box) {
        double[][] printed = box.middle();
        double smallest = Symmetric.eigen(printed).values()[0];
        double[][] inside = printed;
        double margin = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            Symmetric.Eigen eigen = Symmetric.eigen(inside);
            if (eigen.values()[0] >= -1e-9) {
                return new Outcome(true, false, smallest, 0);
            }
            double[][] gap = negativePart(eigen);
            margin = largest(box, gap) / trace(gap);
            if (margin < -1e-9) {
                return new Outcome(false, true, smallest, margin);
            }
            inside = project(box, inside, gap);
        }
        return new Outcome(true, false, smallest, margin);
    }

    /** The semi-definite matrix that has to be added to make the matrix semi-definite. */
    private static double[][] negativePart(Symmetric.Eigen eigen) {
        int n = eigen.values().length;
        double[][] part = new double[n][n];
        for (int e = 0; e < n && eigen.values()[e] < 0; e++) {
            double[] v = eigen.vectors()[e];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    part[i][j] -= eigen.values()[e] * v[i] * v[j];
                }
            }
        }
        return part;
    }

    private static double trace(double[][] matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }

    private static double largest(CorrelationBox box, double[][] weights) {
        double sum = trace(weights);
        for (int i = 0; i < box.size(); i++) {
            for (int j = 0; j < i; j++) {
                double weight = 2 * weights[i][j];
                sum += Math.max(weight * box.low()[i][j], weight * box.high()[i][j]);
            }
        }
        return sum;
    }

    private static double[][] project(CorrelationBox box, double[][] inside, double[][] gap) {
        int n = box.size();
        double[][] next = new double[n][n];
        for (int i = 0; i < n; i++) {
            next[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double value = inside[i][j] + gap[i][j];
                next[i][j] = Math.min(box.high()[i][j], Math.max(box.low()[i][j], value));
                next[j][i] = next[i][j];
            }
        }
        return next;
    }

    /**
     * For every cell the smallest change, in units of its last printed digit, that makes the printed matrix
     * semi-definite with all others as printed; smallest first. Given the others S, a correlation of i and j must lie
     * within {@code r_iS R_SS^-1 r_Sj +- sqrt((1 - R2_i.S)(1 - R2_j.S))}.
     */
    static List<Repair> repairs(CorrelationBox box) {
        double[][] printed = box.middle();
        List<Repair> repairs = new ArrayList<>();
        for (int i = 0; i < box.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!box.known()[i][j]) {
                    continue;
                }
                int row = i;
                int column = j;
                double unit = box.high()[i][j] - box.low()[i][j];
                allowed(printed, i, j).ifPresent(range -> {
                    double value = printed[row][column];
                    double steps = value > range.high()
                            ? -Math.ceil((value - range.high()) / unit - 1e-9)
                            : value < range.low() ? Math.ceil((range.low() - value) / unit - 1e-9) : 0;
                    double repaired = value + steps * unit;
                    if (steps != 0 && range.contains(repaired)) {
                        repairs.add(new Repair(row, column, value, repaired));
                    }
                });
            }
        }
        repairs.sort(Comparator.comparingDouble((Repair r) -> Math.abs(r.change())));
        return repairs;
    }

    /** All values of one cell that make the matrix semi-definite, the others fixed; empty where none does. */
    static Optional<Interval> allowed(double[][] matrix, int i, int j) {
        int n = matrix.length;
        int[] others = new int[n - 2];
        int count = 0;
        for (int k = 0; k < n; k++) {
            if (k != i && k != j) {
                others[count++] = k;
            }
        }
        double[][] s = new double[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                s[a][b] = matrix[others[a]][others[b]];
            }
        }
        return Symmetric.inverse(s).flatMap(inverse -> {
            double ii = 1;
            double jj = 1;
            double ij = 0;
            for (int a = 0; a < inverse.length; a++) {
                for (int b = 0; b < inverse.length; b++) {
                    ii -= matrix[i][others[a]] * inverse[a][b] * matrix[others[b]][i];
                    jj -= matrix[j][others[a]] * inverse[a][b] * matrix[others[b]][j];
                    ij += matrix[i][others[a]] * inverse[a][b] * matrix[others[b]][j];
                }
            }
            if (ii < 0 || jj < 0) {
                return Optional.empty();
            }
            double half = Math.sqrt(ii * jj);
            return Optional.of(new Interval(ij - half, ij + half));
        });
    }
}
