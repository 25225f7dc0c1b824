package almanac.regression;

import almanac.regression.design.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes fixed effects out of columns: the residuals of a regression on all their dummies, which are never formed.
 *
 * <ul>
 *   <li>One effect: group means.
 *   <li>Two effects of which one has at most {@link #DIRECT} levels: the levels of the larger are eliminated, the normal
 *       equations of the smaller are solved directly (Wansbeek and Kapteyn 1989), once more on what is left over.
 *   <li>Otherwise alternating projections (von Neumann; Gaure 2013), symmetric and accelerated by conjugate gradients
 *       (Correia 2016), until a sweep changes nothing but {@link #TOLERANCE} of the length.
 * </ul>
 */
final class Absorber {
    /** Levels of the smaller effect up to which the direct solution is used: a matrix of 8 MB. */
    static final int DIRECT = 1000;

    /** Change of a sweep, relative to the column's length, at which projections stop. */
    static final double TOLERANCE = 1e-14;

    /** Sweeps after which projections give up gaining more. */
    private static final int SWEEPS = 10_000;

    private final List<Grouping> effects;
    private final double[] weights;
    private final double[][] groupWeights;
    private final int components;
    private int sweeps;

    /** @param weights of the rows, empty for equal ones */
    Absorber(List<Grouping> effects, double[] weights) {
        List<Grouping> ordered = new ArrayList<>(effects);
        ordered.sort((a, b) -> Integer.compare(b.groups(), a.groups()));
        this.effects = ordered;
        this.weights = weights;
        this.groupWeights = new double[ordered.size()][];
        for (int e = 0; e < groupWeights.length; e++) {
            groupWeights[e] = sums(ordered.get(e), ones(ordered.get(e).codes().length));
        }
        this.components = ordered.size() > 1 ? components(ordered.get(0), ordered.get(1)) : 1;
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Independent parameters of all effects together (their constant included); exact for one and two effects. */
    int parameters() {
        int count = effects.get(0).groups();
        if (effects.size() > 1) {
            count += effects.get(1).groups() - components;
        }
        for (int e = 2; e < effects.size(); e++) {
            count += effects.get(e).groups() - 1;
        }
        return count;
    }

    /** Largest number of sweeps a column took so far; 0 where none were needed. */
    int sweeps() {
        return sweeps;
    }

    /** Whether the solution is direct rather than iterated. */
    boolean direct() {
        return effects.size() == 1 || effects.size() == 2 && effects.get(1).groups() <= DIRECT;
    }

    /** The column without the effects. */
    double[] absorb(double[] column) {
        double[] result = column.clone();
        // the grand mean first: it costs digits to carry it through
        double mean = Arrays.stream(column).average().orElse(0);
        for (int i = 0; i < result.length; i++) {
            result[i] -= mean;
        }
        if (effects.size() == 1) {
            takeOut(effects.get(0), groupWeights[0], result);
            takeOut(effects.get(0), groupWeights[0], result);
            return result;
        }
        if (direct()) {
            for (int pass = 0; pass < 2; pass++) {
                directly(result);
            }
            return result;
        }
        return iterated(result);
    }

    private double weight(int row) {
        return weights.length == 0 ? 1 : weights[row];
    }

    private double[] sums(Grouping effect, double[] values) {
        double[] sums = new double[effect.groups()];
        int[] codes = effect.codes();
        if (weights.length == 0) {
            for (int i = 0; i < values.length; i++) {
                sums[codes[i]] += values[i];
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                sums[codes[i]] += values[i] * weights[i];
            }
        }
        return sums;
    }

    private void takeOut(Grouping effect, double[] size, double[] values) {
        double[] means = sums(effect, values);
        for (int g = 0; g < means.length; g++) {
            means[g] /= size[g];
        }
        int[] codes = effect.codes();
        for (int i = 0; i < values.length; i++) {
            values[i] -= means[codes[i]];
        }
    }

    // --- two effects, directly -----------------------------------------------------------------------------------

    private double[][] factor = new double[0][];

    /**
     * With D1 the dummies of the larger effect and D2 of the smaller: the normal equations of the smaller are (D2'M1 D2) g =
     * D2'M1 y. One level of each connected component is redundant: its pivot vanishes and its value is set to zero.
     */
    private void directly(double[] values) {
        Grouping small = effects.get(1);
        if (factor.length == 0) {
            factor = factorised();
        }
        takeOut(effects.get(0), groupWeights[0], values);
        double[] solved = solve(sums(small, values));
        int[] codes = small.codes();
        for (int i = 0; i < values.length; i++) {
            values[i] -= solved[codes[i]];
        }
        takeOut(effects.get(0), groupWeights[0], values);
    }

    private double[][] factorised() {
        Grouping large = effects.get(0);
        Grouping small = effects.get(1);
        int m = small.groups();
        double[][] matrix = new double[m][m];
        int[][] members = large.members();
        double[] within = new double[m];
        int[] touched = new int[m];
        for (int g = 0; g < members.length; g++) {
            int count = 0;
            for (int row : members[g]) {
                int code = small.codes()[row];
                if (within[code] == 0) {
                    touched[count++] = code;
                }
                within[code] += weight(row);
            }
            double size = groupWeights[0][g];
            for (int a = 0; a < count; a++) {
                int i = touched[a];
                matrix[i][i] += within[i];
                for (int b = 0; b < count; b++) {
                    matrix[i][touched[b]] -= within[i] * within[touched[b]] / size;
                }
            }
            for (int a = 0; a < count; a++) {
                within[touched[a]] = 0;
            }
        }
        for (int j = 0; j < m; j++) {
            double before = groupWeights[1][j];
            double pivot = matrix[j][j];
            for (int p = 0; p < j; p++) {
                pivot -= matrix[j][p] * matrix[j][p];
            }
            boolean redundant = pivot <= 1e-10 * before;
            matrix[j][j] = redundant ? 0 : Math.sqrt(pivot);
            for (int i = j + 1; i < m; i++) {
                double sum = matrix[i][j];
                for (int p = 0; p < j; p++) {
                    sum -= matrix[i][p] * matrix[j][p];
                }
                matrix[i][j] = redundant ? 0 : sum / matrix[j][j];
            }
        }
        return matrix;
    }

    private double[] solve(double[] right) {
        int m = right.length;
        double[] x = right.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= factor[i][j] * x[j];
            }
            x[i] = factor[i][i] == 0 ? 0 : x[i] / factor[i][i];
        }
        for (int i = m - 1; i >= 0; i--) {
            for (int j = i + 1; j < m; j++) {
                x[i] -= factor[j][i] * x[j];
            }
            x[i] = factor[i][i] == 0 ? 0 : x[i] / factor[i][i];
        }
        return x;
    }

    // --- any number of effects, by projections ---------------------------------------------------------------------

    /** One symmetric sweep: out with each effect, there and back. */
    private double[] swept(double[] values) {
        double[] result = values.clone();
        for (int e = 0; e < effects.size(); e++) {
            takeOut(effects.get(e), groupWeights[e], result);
        }
        for (int e = effects.size() - 2; e >= 0; e--) {
            takeOut(effects.get(e), groupWeights[e], result);
        }
        return result;
    }

    double[] iterated(double[] values) {
        double length = Math.sqrt(dot(values, values));
        if (length == 0) {
            return values;
        }
        double[] y = values.clone();
        double[] r = minus(y, swept(y));
        double[] u = r.clone();
        double squares = dot(r, r);
        int done = 0;
        while (Math.sqrt(squares) > TOLERANCE * length && done < SWEEPS) {
            double[] v = minus(u, swept(u));
            double curvature = dot(u, v);
            if (!(curvature > 0)) {
                break;
            }
            double step = squares / curvature;
            for (int i = 0; i < y.length; i++) {
                y[i] -= step * u[i];
                r[i] -= step * v[i];
            }
            double next = dot(r, r);
            double turn = next / squares;
            squares = next;
            for (int i = 0; i < u.length; i++) {
                u[i] = r[i] + turn * u[i];
            }
            done++;
        }
        sweeps = Math.max(sweeps, done);
        return swept(y);
    }

    private double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i] * weight(i);
        }
        return sum;
    }

    private static double[] minus(double[] left, double[] right) {
        double[] result = new double[left.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = left[i] - right[i];
        }
        return result;
    }

    /** Connected components of the graph whose nodes are the levels and whose edges are the rows. */
    private static int components(Grouping left, Grouping right) {
        int[] parent = new int[left.groups() + right.groups()];
        Arrays.setAll(parent, i -> i);
        int count = parent.length;
        for (int i = 0; i < left.codes().length; i++) {
            int a = root(parent, left.codes()[i]);
            int b = root(parent, left.groups() + right.codes()[i]);
            if (a != b) {
                parent[a] = b;
                count--;
            }
        }
        return count;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /**
     * Values of the effects in what a model leaves, {@code rest} = sum of effects + error: the first effect at its level, the
     * others relative to their first level.
     *
     * @param order the effects as the user named them
     */
    List<double[]> values(double[] rest, List<Grouping> order) {
        List<double[]> values = new ArrayList<>();
        for (Grouping effect : order) {
            values.add(new double[effect.groups()]);
        }
        double[] noise = absorb(rest);
        double[] sum = minus(rest, noise);
        // Gauss-Seidel on an exact decomposition: converges to one of its solutions
        for (int round = 0; round < SWEEPS; round++) {
            double change = 0;
            for (int e = 0; e < order.size(); e++) {
                Grouping effect = order.get(e);
                double[] left = sum.clone();
                for (int other = 0; other < order.size(); other++) {
                    if (other != e) {
                        for (int i = 0; i < left.length; i++) {
                            left[i] -= values.get(other)[order.get(other).codes()[i]];
                        }
                    }
                }
                double[] means = sums(effect, left);
                double[] sizes = sums(effect, ones(left.length));
                for (int g = 0; g < means.length; g++) {
                    means[g] /= sizes[g];
                    change = Math.max(change, Math.abs(means[g] - values.get(e)[g]) / (1e-300 + Math.abs(means[g])));
                    values.get(e)[g] = means[g];
                }
            }
            if (change < 1e-15 || order.size() == 1) {
                break;
            }
        }
        for (int e = 1; e < order.size(); e++) {
            double base = values.get(e)[0];
            for (int g = 0; g < values.get(e).length; g++) {
                values.get(e)[g] -= base;
            }
            for (int g = 0; g < values.get(0).length; g++) {
                values.get(0)[g] += base;
            }
        }
        return values;
    }
}
