package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Diagonal of the projection on the dummies of any number of absorbed effects, which are never formed: the effect with most
 * levels by its group weights, the others by the inverse of what the first leaves of their cross products.
 *
 * <p>h_i = w_i / W_g + w_i r'A^- r, r the row's dummies of the other effects less their means in its group g, A the sum of w r
 * r'. The leverage of a regression with absorbed effects is this plus that of its demeaned columns (Frisch and Waugh).
 */
final class DummyLeverage {
    /** Levels of all effects but the largest, beyond which the matrix and the time get large. */
    static final int MOST = 2000;

    private DummyLeverage() {}

    /** @param weights of the rows, empty for equal ones */
    static double[] of(List<Grouping> effects, double[] weights) {
        List<Grouping> ordered = new ArrayList<>(effects);
        ordered.sort((a, b) -> Integer.compare(b.groups(), a.groups()));
        Grouping first = ordered.get(0);
        int n = first.codes().length;
        double[] w = weights.clone();
        if (w.length == 0) {
            w = new double[n];
            Arrays.fill(w, 1);
        }
        double[] total = new double[first.groups()];
        for (int i = 0; i < n; i++) {
            total[first.codes()[i]] += w[i];
        }
        double[] leverage = new double[n];
        for (int i = 0; i < n; i++) {
            leverage[i] = w[i] / total[first.codes()[i]];
        }
        if (ordered.size() == 1) {
            return leverage;
        }
        int m = 0;
        int[][] places = new int[ordered.size() - 1][];
        for (int e = 0; e < places.length; e++) {
            int from = m;
            places[e] = Arrays.stream(ordered.get(e + 1).codes())
                    .map(code -> code + from)
                    .toArray();
            m += ordered.get(e + 1).groups();
        }
        if (m > MOST) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "the leverage of " + m + " dummies beside \"" + first.name() + "\" is not computed (at most " + MOST
                            + ")",
                    "use HC1 or cluster standard errors");
        }
        int[][] members = first.members();
        double[][] inverse = inverse(crossed(members, places, total, w, m));
        double[] mean = new double[m];
        for (int g = 0; g < members.length; g++) {
            Arrays.fill(mean, 0);
            for (int row : members[g]) {
                for (int[] place : places) {
                    mean[place[row]] += w[row] / total[g];
                }
            }
            double[] applied = new double[m];
            double own = 0;
            for (int a = 0; a < m; a++) {
                for (int b = 0; b < m; b++) {
                    applied[a] += mean[b] == 0 ? 0 : inverse[a][b] * mean[b];
                }
                own += applied[a] * mean[a];
            }
            for (int row : members[g]) {
                double form = own;
                for (int[] left : places) {
                    form -= 2 * applied[left[row]];
                    for (int[] right : places) {
                        form += inverse[left[row]][right[row]];
                    }
                }
                leverage[row] += w[row] * form;
            }
        }
        return leverage;
    }

    private static double[][] crossed(int[][] members, int[][] places, double[] total, double[] w, int m) {
        double[][] crossed = new double[m][m];
        double[] sums = new double[m];
        for (int g = 0; g < members.length; g++) {
            Arrays.fill(sums, 0);
            for (int row : members[g]) {
                for (int[] left : places) {
                    sums[left[row]] += w[row];
                    for (int[] right : places) {
                        crossed[left[row]][right[row]] += w[row];
                    }
                }
            }
            for (int a = 0; a < m; a++) {
                for (int b = 0; sums[a] != 0 && b < m; b++) {
                    crossed[a][b] -= sums[a] * sums[b] / total[g];
                }
            }
        }
        return crossed;
    }

    /** A generalised inverse of a positive semidefinite matrix: rows of redundant levels are zero. */
    private static double[][] inverse(double[][] matrix) {
        int m = matrix.length;
        double[] before = new double[m];
        for (int j = 0; j < m; j++) {
            before[j] = matrix[j][j];
        }
        double[][] lower = new double[m][m];
        for (int j = 0; j < m; j++) {
            double pivot = matrix[j][j];
            for (int p = 0; p < j; p++) {
                pivot -= lower[j][p] * lower[j][p];
            }
            if (pivot <= 1e-10 * Math.max(before[j], 1e-300)) {
                continue;
            }
            lower[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < m; i++) {
                double sum = matrix[i][j];
                for (int p = 0; p < j; p++) {
                    sum -= lower[i][p] * lower[j][p];
                }
                lower[i][j] = sum / lower[j][j];
            }
        }
        double[][] root = new double[m][m];
        for (int c = 0; c < m; c++) {
            if (lower[c][c] == 0) {
                continue;
            }
            root[c][c] = 1 / lower[c][c];
            for (int i = c + 1; i < m; i++) {
                if (lower[i][i] == 0) {
                    continue;
                }
                double sum = 0;
                for (int p = c; p < i; p++) {
                    sum -= lower[i][p] * root[p][c];
                }
                root[i][c] = sum / lower[i][i];
            }
        }
        double[][] inverse = new double[m][m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = a; i < m; i++) {
                    sum += root[i][a] * root[i][b];
                }
                inverse[a][b] = sum;
                inverse[b][a] = sum;
            }
        }
        return inverse;
    }
}
