package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Breaks in the level, or in level and trend, of a series: where to cut it so that the pieces fit best.
 *
 * <p>J. Bai and P. Perron (1998, Econometrica 66; 2003, Journal of Applied Econometrics 18): the global minimum of the
 * residual sum of squares for every number of breaks by dynamic programming; the number by the Bayesian criterion (Y.-C.
 * Yao 1988), with that of J. Liu, S. Wu and J. Zidek (1997), which is stricter, beside it. The stability of a break is
 * the share of residual bootstraps that find one within a period of it.
 *
 * @param breaks index of the first period of each later piece, ascending
 * @param bic for 0, 1, 2 ... breaks
 * @param lwz for 0, 1, 2 ... breaks
 * @param stability of each break, 0 to 1
 * @param fitted the pieces' lines
 * @param squares residual sum of squares with the breaks
 */
public record StructuralBreaks(
        int[] breaks, double[] bic, double[] lwz, double[] stability, double[] fitted, double squares) {
    /** Shortest piece as a share of the series (Bai and Perron's usual trimming). */
    private static final double TRIMMING = 0.15;

    private static final int MOST = 5;
    private static final int RESAMPLES = 200;

    /** Fewest numbers that a break can be looked for in. */
    public static final int LEAST = 8;

    /**
     * @param series without gaps, at least {@link #LEAST} numbers
     * @param trend whether each piece has a slope of its own, else only a level
     */
    public static StructuralBreaks of(double[] series, boolean trend, long seed) {
        int n = series.length;
        int parameters = trend ? 2 : 1;
        int shortest = Math.max(parameters + 1, (int) Math.ceil(TRIMMING * n));
        int most = Math.min(MOST, n / shortest - 1);
        int[][] best = search(series, trend, shortest, most);
        double[] bic = new double[most + 1];
        double[] lwz = new double[most + 1];
        int chosen = 0;
        for (int m = 0; m <= most; m++) {
            double squares = squares(series, best[m], trend);
            // q regimes' coefficients and the break dates themselves
            double count = (m + 1.0) * parameters + m;
            double fit = Math.log(Math.max(squares, 1e-300) / n);
            bic[m] = fit + count * Math.log(n) / n;
            lwz[m] = n - count > 0
                    ? Math.log(Math.max(squares, 1e-300) / (n - count)) + count * 0.299 * Math.pow(Math.log(n), 2.1) / n
                    : Double.POSITIVE_INFINITY;
            if (bic[m] < bic[chosen]) {
                chosen = m;
            }
        }
        double[] fitted = fitted(series, best[chosen], trend);
        return new StructuralBreaks(
                best[chosen],
                bic,
                lwz,
                stability(series, best[chosen], fitted, trend, shortest, seed),
                fitted,
                squares(series, best[chosen], trend));
    }

    /** The best breaks for 0 to {@code most} of them. */
    private static int[][] search(double[] series, boolean trend, int shortest, int most) {
        int n = series.length;
        double[][] cost = costs(series, trend, shortest);
        double[][] least = new double[most + 1][n + 1];
        int[][] last = new int[most + 1][n + 1];
        for (double[] row : least) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        for (int end = shortest; end <= n; end++) {
            least[0][end] = cost[0][end];
        }
        for (int m = 1; m <= most; m++) {
            for (int end = (m + 1) * shortest; end <= n; end++) {
                for (int cut = m * shortest; cut <= end - shortest; cut++) {
                    double sum = least[m - 1][cut] + cost[cut][end];
                    if (sum < least[m][end]) {
                        least[m][end] = sum;
                        last[m][end] = cut;
                    }
                }
            }
        }
        int[][] best = new int[most + 1][];
        for (int m = 0; m <= most; m++) {
            best[m] = new int[m];
            int end = n;
            for (int i = m; i > 0; i--) {
                end = last[i][end];
                best[m][i - 1] = end;
            }
        }
        return best;
    }

    /** Residual sum of squares of every piece {@code [from, to)}. */
    private static double[][] costs(double[] series, boolean trend, int shortest) {
        int n = series.length;
        double[][] cost = new double[n + 1][n + 1];
        double centre = Arrays.stream(series).average().orElse(0); // keeps the sums small
        for (int from = 0; from < n; from++) {
            double count = 0;
            double sumY = 0;
            double sumYy = 0;
            double sumX = 0;
            double sumXx = 0;
            double sumXy = 0;
            for (int to = from + 1; to <= n; to++) {
                double x = to - 1 - from;
                double y = series[to - 1] - centre;
                count++;
                sumY += y;
                sumYy += y * y;
                sumX += x;
                sumXx += x * x;
                sumXy += x * y;
                double squares = sumYy - sumY * sumY / count;
                if (trend && count > 1) {
                    double xx = sumXx - sumX * sumX / count;
                    double xy = sumXy - sumX * sumY / count;
                    squares -= xy * xy / xx;
                }
                cost[from][to] = to - from < shortest ? Double.POSITIVE_INFINITY : Math.max(0, squares);
            }
        }
        return cost;
    }

    private static double[] fitted(double[] series, int[] breaks, boolean trend) {
        int n = series.length;
        double[] fitted = new double[n];
        List<Integer> edges = new ArrayList<>();
        edges.add(0);
        for (int at : breaks) {
            edges.add(at);
        }
        edges.add(n);
        for (int piece = 0; piece + 1 < edges.size(); piece++) {
            int from = edges.get(piece);
            int to = edges.get(piece + 1);
            double count = to - from;
            double meanX = (count - 1) / 2;
            double meanY = Arrays.stream(series, from, to).average().orElse(0);
            double xx = 0;
            double xy = 0;
            for (int t = from; t < to; t++) {
                xx += (t - from - meanX) * (t - from - meanX);
                xy += (t - from - meanX) * (series[t] - meanY);
            }
            double slope = trend && xx > 0 ? xy / xx : 0;
            for (int t = from; t < to; t++) {
                fitted[t] = meanY + slope * (t - from - meanX);
            }
        }
        return fitted;
    }

    private static double squares(double[] series, int[] breaks, boolean trend) {
        double[] fitted = fitted(series, breaks, trend);
        double sum = 0;
        for (int t = 0; t < series.length; t++) {
            sum += (series[t] - fitted[t]) * (series[t] - fitted[t]);
        }
        return sum;
    }

    private static double[] stability(
            double[] series, int[] breaks, double[] fitted, boolean trend, int shortest, long seed) {
        double[] found = new double[breaks.length];
        if (breaks.length == 0) {
            return found;
        }
        int n = series.length;
        SplittableRandom random = new SplittableRandom(seed);
        for (int b = 0; b < RESAMPLES; b++) {
            double[] again = new double[n];
            for (int t = 0; t < n; t++) {
                int from = random.nextInt(n);
                again[t] = fitted[t] + series[from] - fitted[from];
            }
            int[] other = search(again, trend, shortest, breaks.length)[breaks.length];
            for (int i = 0; i < breaks.length; i++) {
                int at = breaks[i];
                found[i] += Arrays.stream(other).anyMatch(cut -> Math.abs(cut - at) <= 1) ? 1.0 / RESAMPLES : 0;
            }
        }
        return found;
    }
}
