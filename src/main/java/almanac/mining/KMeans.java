package almanac.mining;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * k-means from k-means++ starts (D. Arthur and S. Vassilvitskii 2007), the best of {@value #STARTS}.
 *
 * @param labels cluster of each row, 0 to k - 1, numbered in order of first appearance
 * @param centres of the clusters
 * @param within sum of squared distances to the own centre
 */
record KMeans(int[] labels, double[][] centres, double within) {
    static final int STARTS = 30;

    static KMeans of(double[][] rows, int k, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KMeans best = once(rows, k, random);
        for (int start = 1; start < STARTS; start++) {
            KMeans next = once(rows, k, random);
            best = next.within < best.within - 1e-12 ? next : best;
        }
        return best.numberedByAppearance();
    }

    private static KMeans once(double[][] rows, int k, SplittableRandom random) {
        int n = rows.length;
        double[][] centres = new double[k][];
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        centres[0] = rows[random.nextInt(n)].clone();
        for (int c = 1; c < k; c++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                nearest[i] = Math.min(nearest[i], distance(rows[i], centres[c - 1]));
                sum += nearest[i];
            }
            double draw = random.nextDouble() * sum;
            int chosen = 0;
            for (int i = 0; i < n; i++) {
                draw -= nearest[i];
                if (nearest[i] > 0) {
                    chosen = i;
                }
                if (draw < 0) {
                    break;
                }
            }
            centres[c] = rows[chosen].clone();
        }
        int[] labels = new int[n];
        double within = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 200; round++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < k; c++) {
                    double d = distance(rows[i], centres[c]);
                    if (d < least) {
                        least = d;
                        labels[i] = c;
                    }
                }
                sum += least;
            }
            if (sum >= within - 1e-12) {
                break;
            }
            within = sum;
            recentre(rows, labels, centres);
        }
        return new KMeans(labels, centres, within);
    }

    private static void recentre(double[][] rows, int[] labels, double[][] centres) {
        int[] counts = new int[centres.length];
        double[][] sums = new double[centres.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            counts[labels[i]]++;
            for (int j = 0; j < rows[i].length; j++) {
                sums[labels[i]][j] += rows[i][j];
            }
        }
        for (int c = 0; c < centres.length; c++) {
            for (int j = 0; counts[c] > 0 && j < sums[c].length; j++) {
                centres[c][j] = sums[c][j] / counts[c];
            }
        }
    }

    private KMeans numberedByAppearance() {
        int[] number = new int[centres.length];
        Arrays.fill(number, -1);
        double[][] ordered = new double[centres.length][];
        int next = 0;
        int[] renamed = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (number[labels[i]] < 0) {
                ordered[next] = centres[labels[i]];
                number[labels[i]] = next++;
            }
            renamed[i] = number[labels[i]];
        }
        for (int c = 0; c < centres.length; c++) {
            if (number[c] < 0) {
                ordered[next++] = centres[c];
            }
        }
        return new KMeans(renamed, ordered, within);
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
