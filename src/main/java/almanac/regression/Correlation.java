package almanac.regression;

import almanac.model.Column;
import almanac.model.Correlations;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.design.SampleBuilder;
import almanac.regression.formula.FormulaParser;
import almanac.regression.numeric.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Correlation matrices.
 *
 * <ul>
 *   <li>Pearson: t = r sqrt((n-2)/(1-r^2)) with n - 2 degrees of freedom; interval by Fisher's z (1921).
 *   <li>Spearman: Pearson's of mid-ranks, with the same t.
 *   <li>Kendall: tau-b (1945); normal p with the variance corrected for ties (Kendall, Rank Correlation Methods, 4.10),
 *       exact where n is below 50 and nothing ties (the count of permutations with so many inversions).
 * </ul>
 */
public final class Correlation {
    private Correlation() {}

    /** Pearson over the rows complete in all variables. Names may be terms such as {@code log(x)}. */
    public static Correlations of(Frame frame, List<String> names) {
        return of(frame, names, "pearson", true);
    }

    /**
     * @param kind {@code pearson}, {@code spearman} or {@code kendall}
     * @param listwise only rows complete in all variables; else each pair keeps its own
     */
    public static Correlations of(Frame frame, List<String> names, String kind, boolean listwise) {
        List<Column.Doubles> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(SampleBuilder.column(frame, FormulaParser.term(name), ModelSpec.of("")));
        }
        int k = names.size();
        boolean[] complete = new boolean[frame.rows()];
        Arrays.fill(complete, true);
        for (Column.Doubles column : columns) {
            for (int i = 0; i < complete.length; i++) {
                complete[i] &= column.present()[i];
            }
        }
        double[][] r = new double[k][k];
        double[][] statistic = new double[k][k];
        double[][] p = new double[k][k];
        int[][] n = new int[k][k];
        double[][] low = new double[k][k];
        double[][] high = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                double[][] pair = pair(columns.get(a), columns.get(b), listwise ? complete : null);
                Pair result = a == b ? itself(pair[0]) : pair(kind, pair[0], pair[1]);
                r[a][b] = result.r();
                statistic[a][b] = result.statistic();
                p[a][b] = result.p();
                low[a][b] = result.low();
                high[a][b] = result.high();
                n[a][b] = pair[0].length;
                r[b][a] = r[a][b];
                statistic[b][a] = statistic[a][b];
                p[b][a] = p[a][b];
                low[b][a] = low[a][b];
                high[b][a] = high[a][b];
                n[b][a] = n[a][b];
            }
        }
        return new Correlations(names, kind, listwise, r, statistic, p, n, low, high);
    }

    private record Pair(double r, double statistic, double p, double low, double high) {}

    private static Pair itself(double[] values) {
        boolean varies = Arrays.stream(values).anyMatch(v -> v != values[0]);
        return new Pair(varies ? 1 : Double.NaN, Double.NaN, varies ? 0 : Double.NaN, Double.NaN, Double.NaN);
    }

    private static double[][] pair(
            Column.Doubles left, Column.Doubles right, boolean @org.jspecify.annotations.Nullable [] rows) {
        double[] a = new double[left.size()];
        double[] b = new double[left.size()];
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            if (rows == null ? left.present()[i] && right.present()[i] : rows[i]) {
                a[count] = left.values()[i];
                b[count++] = right.values()[i];
            }
        }
        return new double[][] {Arrays.copyOf(a, count), Arrays.copyOf(b, count)};
    }

    private static Pair pair(String kind, double[] x, double[] y) {
        if (kind.equals("kendall")) {
            return kendall(x, y);
        }
        boolean ranks = kind.equals("spearman");
        double r = ranks ? pearson(ranks(x), ranks(y)) : pearson(x, y);
        int n = x.length;
        double t = r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
        double p = n > 2 ? Tail.t(t, n - 2) : Double.NaN;
        if (ranks || n < 4) {
            return new Pair(r, t, p, Double.NaN, Double.NaN);
        }
        double half = Tail.tQuantile(0.95, Double.POSITIVE_INFINITY) / Math.sqrt(n - 3.0);
        double z = 0.5 * (Math.log1p(r) - Math.log1p(-r));
        return new Pair(r, t, p, Math.tanh(z - half), Math.tanh(z + half));
    }

    static double pearson(double[] x, double[] y) {
        int n = x.length;
        if (n < 2) {
            return Double.NaN;
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            double a = x[i] - meanX;
            double b = y[i] - meanY;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        double product = xx * yy;
        boolean ordinary = product > 1e-290 && product < 1e290;
        return Math.max(-1, Math.min(1, ordinary ? xy / Math.sqrt(product) : xy / Math.sqrt(xx) / Math.sqrt(yy)));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double rest = 0;
        for (double value : values) {
            rest += value - mean;
        }
        return mean + rest / values.length;
    }

    /** Ranks from 1; ties share the mean of theirs. */
    static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && values[order[j]] == values[order[i]]) {
                j++;
            }
            for (int m = i; m < j; m++) {
                ranks[order[m]] = (i + j + 1) / 2.0;
            }
            i = j;
        }
        return ranks;
    }

    private static Pair kendall(double[] x, double[] y) {
        int n = x.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> x[a] != x[b] ? Double.compare(x[a], x[b]) : Double.compare(y[a], y[b]));
        double[] sorted = new double[n];
        long both = 0;
        long run = 1;
        for (int i = 0; i < n; i++) {
            sorted[i] = y[order[i]];
            boolean same = i > 0 && x[order[i]] == x[order[i - 1]] && sorted[i] == sorted[i - 1];
            run = same ? run + 1 : 1;
            both += same ? run - 1 : 0;
        }
        long discordant = inversions(sorted);
        Ties tiesX = ties(x);
        Ties tiesY = ties(y);
        double pairs = n * (n - 1.0) / 2;
        double concordantLess = pairs - tiesX.pairs - tiesY.pairs + both - 2.0 * discordant;
        double tau = concordantLess / Math.sqrt((pairs - tiesX.pairs) * (pairs - tiesY.pairs));
        double m = n * (n - 1.0);
        double variance = (m * (2 * n + 5) - tiesX.third - tiesY.third) / 18
                + 2.0 * tiesX.pairs * tiesY.pairs / m
                + tiesX.second * tiesY.second / (9 * m * (n - 2));
        double z = concordantLess / Math.sqrt(variance);
        boolean exact = tiesX.pairs == 0 && tiesY.pairs == 0 && n < 50;
        double p = exact ? exactKendall(n, discordant) : Tail.normalTwoSided(z);
        return new Pair(tau, z, p, Double.NaN, Double.NaN);
    }

    /** Two-sided p: permutations of n with at most (or at least) so many inversions, over n!. */
    private static double exactKendall(int n, long discordant) {
        int most = n * (n - 1) / 2;
        int few = (int) Math.min(discordant, most - discordant);
        double[] counts = new double[most + 1];
        counts[0] = 1;
        for (int i = 2; i <= n; i++) {
            double[] next = new double[most + 1];
            double window = 0;
            for (int c = 0; c <= most; c++) {
                window += counts[c] - (c >= i ? counts[c - i] : 0);
                next[c] = window / i;
            }
            counts = next;
        }
        double sum = 0;
        for (int c = 0; c <= few; c++) {
            sum += counts[c];
        }
        return Math.min(1, 2 * sum);
    }

    /** Sums over groups of t equal values: t(t-1)/2, t(t-1)(t-2), t(t-1)(2t+5). */
    private record Ties(long pairs, double second, double third) {}

    private static Ties ties(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        long pairs = 0;
        double second = 0;
        double third = 0;
        for (int i = 0; i < sorted.length; ) {
            int j = i;
            while (j < sorted.length && sorted[j] == sorted[i]) {
                j++;
            }
            double t = j - i;
            pairs += (long) (t * (t - 1) / 2);
            second += t * (t - 1) * (t - 2);
            third += t * (t - 1) * (2 * t + 5);
            i = j;
        }
        return new Ties(pairs, second, third);
    }

    /** Pairs out of order, by merge sort (Knight 1966). */
    private static long inversions(double[] values) {
        double[] work = values.clone();
        double[] spare = new double[values.length];
        long count = 0;
        for (int width = 1; width < work.length; width *= 2) {
            for (int left = 0; left < work.length; left += 2 * width) {
                int middle = Math.min(left + width, work.length);
                int right = Math.min(left + 2 * width, work.length);
                int a = left;
                int b = middle;
                for (int to = left; to < right; to++) {
                    if (a < middle && (b >= right || work[a] <= work[b])) {
                        spare[to] = work[a++];
                    } else {
                        spare[to] = work[b++];
                        count += middle - a;
                    }
                }
            }
            double[] swap = work;
            work = spare;
            spare = swap;
        }
        return count;
    }
}
