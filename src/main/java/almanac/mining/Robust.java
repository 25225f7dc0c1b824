package almanac.mining;

import java.util.Arrays;

/** Medians and what is built on them: figures that a few wrong numbers do not move. {@code NaN} is left out. */
public final class Robust {
    /** Makes the median absolute deviation a standard deviation for normal data. */
    private static final double NORMAL = 1.482602218505602;

    private Robust() {}

    static double[] present(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    /** The median; {@code NaN} of nothing. */
    public static double median(double[] values) {
        double[] sorted = present(values);
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The median absolute deviation from the median, times 1.4826; 0 when half of the values are equal. */
    public static double deviation(double[] values) {
        double centre = median(values);
        return NORMAL
                * median(Arrays.stream(values).map(v -> Math.abs(v - centre)).toArray());
    }

    /**
     * How many robust standard deviations each value is from the median. Where more than half of the values are equal
     * the mean absolute deviation takes the place of the median one; where all are, the scores are 0.
     */
    public static double[] scores(double[] values) {
        double centre = median(values);
        double divisor = scale(values);
        return Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? v : divisor == 0 ? 0 : (v - centre) / divisor)
                .toArray();
    }

    /** What {@link #scores} divides by; 0 where all values are equal. */
    static double scale(double[] values) {
        double scale = deviation(values);
        if (scale != 0) {
            return scale;
        }
        double centre = median(values);
        // 1.2533 makes the mean absolute deviation a standard deviation for normal data
        return 1.2533141373155001
                * Arrays.stream(present(values))
                        .map(v -> Math.abs(v - centre))
                        .average()
                        .orElse(0);
    }

    /** The line through the medians: slope is the median of all pairwise slopes (Theil 1950, Sen 1968). */
    static double[] line(double[] values) {
        int n = values.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (!Double.isNaN(values[i]) && !Double.isNaN(values[j])) {
                    slopes[count++] = (values[j] - values[i]) / (j - i);
                }
            }
        }
        double slope = count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = values[i] - slope * i;
        }
        double start = median(rest);
        double[] line = new double[n];
        for (int i = 0; i < n; i++) {
            line[i] = start + slope * i;
        }
        return line;
    }
}
