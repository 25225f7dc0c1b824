package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Groups of regions that resemble each other.
 *
 * <p>k-means with k chosen by the mean silhouette (P. Rousseeuw 1987), the gap statistic beside it (R. Tibshirani, G.
 * Walther and T. Hastie 2001: the smallest k whose gap is within one standard error of the next), a tree by Ward, and for
 * each group its stability: the mean Jaccard similarity to the best matching group in resampled data (C. Hennig 2007);
 * below 0.6 a group should not be trusted, above 0.85 it is highly stable.
 *
 * @param regions in the order of the labels
 * @param leftOut regions without all numbers
 * @param k chosen, or given
 * @param labels group of each region from k-means
 * @param treeLabels group of each region when the tree is cut into k
 * @param silhouettes of each region: 1 well inside, 0 between two groups, negative in the wrong one
 * @param choices what spoke for which k
 * @param gapK the k of the gap statistic; 1 means no groups at all
 * @param stability of each group, 0 to 1
 * @param tree by Ward
 */
public record Clusters(
        List<String> regions,
        List<String> leftOut,
        int k,
        int[] labels,
        int[] treeLabels,
        double[] silhouettes,
        List<Choice> choices,
        int gapK,
        double[] stability,
        Dendrogram tree) {
    /** Fewest regions that can be grouped at all. */
    public static final int LEAST = 4;

    private static final int MOST = 8;
    private static final int REFERENCES = 50;
    private static final int RESAMPLES = 100;

    public Clusters {
        regions = List.copyOf(regions);
        leftOut = List.copyOf(leftOut);
        choices = List.copyOf(choices);
    }

    /** For one k: mean silhouette (undefined for 1), gap and its standard error. */
    public record Choice(int k, double silhouette, double gap, double gapError) {}

    /**
     * @param features at least {@link #LEAST} regions
     * @param wantedK 0 to choose
     */
    public static Clusters of(RegionFeatures features, int wantedK, long seed) {
        double[][] rows = features.rows();
        int n = rows.length;
        int most = Math.min(MOST, n - 1);
        List<Choice> choices = new ArrayList<>();
        int best = 2;
        for (int k = 1; k <= most; k++) {
            KMeans means = KMeans.of(rows, k, seed);
            double silhouette = k == 1
                    ? Double.NaN
                    : Arrays.stream(silhouettes(rows, means.labels(), k))
                            .average()
                            .orElse(Double.NaN);
            double[] gap = gap(rows, k, means.within(), seed);
            choices.add(new Choice(k, silhouette, gap[0], gap[1]));
            if (k > 1 && silhouette > choices.get(best - 1).silhouette()) {
                best = k;
            }
        }
        int gapK = most;
        for (int k = 1; k < most; k++) {
            Choice next = choices.get(k);
            if (choices.get(k - 1).gap() >= next.gap() - next.gapError()) {
                gapK = k;
                break;
            }
        }
        int k = wantedK > 0 ? Math.min(wantedK, n) : best;
        KMeans means = KMeans.of(rows, k, seed);
        Dendrogram tree = Dendrogram.of(rows);
        return new Clusters(
                features.regions(),
                features.leftOut(),
                k,
                means.labels(),
                tree.cut(k),
                silhouettes(rows, means.labels(), k),
                choices,
                gapK,
                stability(rows, means.labels(), k, seed),
                tree);
    }

    static double[] silhouettes(double[][] rows, int[] labels, int k) {
        int n = rows.length;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double[] sum = new double[k];
            int[] count = new int[k];
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    sum[labels[j]] += Math.sqrt(KMeans.distance(rows[i], rows[j]));
                    count[labels[j]]++;
                }
            }
            double own = count[labels[i]] == 0 ? Double.NaN : sum[labels[i]] / count[labels[i]];
            double other = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                if (c != labels[i] && count[c] > 0) {
                    other = Math.min(other, sum[c] / count[c]);
                }
            }
            double larger = Math.max(own, other);
            values[i] = Double.isNaN(own) || Double.isInfinite(other) || larger == 0 ? 0 : (other - own) / larger;
        }
        return values;
    }

    /** Gap and its standard error, against uniform draws from the box of the data. */
    private static double[] gap(double[][] rows, int k, double within, long seed) {
        int n = rows.length;
        int p = rows[0].length;
        double[] low = rows[0].clone();
        double[] high = rows[0].clone();
        for (double[] row : rows) {
            for (int j = 0; j < p; j++) {
                low[j] = Math.min(low[j], row[j]);
                high[j] = Math.max(high[j], row[j]);
            }
        }
        SplittableRandom random = new SplittableRandom(seed + k);
        double[] logs = new double[REFERENCES];
        for (int b = 0; b < REFERENCES; b++) {
            double[][] draw = new double[n][p];
            for (double[] row : draw) {
                for (int j = 0; j < p; j++) {
                    row[j] = low[j] + random.nextDouble() * (high[j] - low[j]);
                }
            }
            logs[b] = Math.log(Math.max(KMeans.of(draw, k, seed).within(), 1e-300));
        }
        double mean = Arrays.stream(logs).average().orElse(0);
        double spread = Math.sqrt(
                Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        return new double[] {mean - Math.log(Math.max(within, 1e-300)), spread * Math.sqrt(1 + 1.0 / REFERENCES)};
    }

    private static double[] stability(double[][] rows, int[] labels, int k, long seed) {
        int n = rows.length;
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        double[] sums = new double[k];
        int[] counts = new int[k];
        for (int b = 0; b < RESAMPLES; b++) {
            boolean[] drawn = new boolean[n];
            double[][] sample = new double[n][];
            int[] from = new int[n];
            for (int i = 0; i < n; i++) {
                from[i] = random.nextInt(n);
                sample[i] = rows[from[i]];
                drawn[from[i]] = true;
            }
            int[] again = KMeans.of(sample, k, seed + b).labels();
            int[] newLabel = new int[n];
            for (int i = 0; i < n; i++) {
                newLabel[from[i]] = again[i];
            }
            for (int c = 0; c < k; c++) {
                double best = 0;
                int members = 0;
                for (int d = 0; d < k; d++) {
                    int both = 0;
                    int either = 0;
                    members = 0;
                    for (int i = 0; i < n; i++) {
                        if (drawn[i]) {
                            boolean in = labels[i] == c;
                            boolean out = newLabel[i] == d;
                            both += in && out ? 1 : 0;
                            either += in || out ? 1 : 0;
                            members += in ? 1 : 0;
                        }
                    }
                    best = Math.max(best, either == 0 ? 0 : (double) both / either);
                }
                if (members > 0) {
                    sums[c] += best;
                    counts[c]++;
                }
            }
        }
        double[] stability = new double[k];
        for (int c = 0; c < k; c++) {
            stability[c] = counts[c] == 0 ? Double.NaN : sums[c] / counts[c];
        }
        return stability;
    }
}
