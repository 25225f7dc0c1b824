package almanac.regression.design;

/** Quantiles of a sorted sample. */
public final class Quantile {
    private Quantile() {}

    /** Linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), the default of R and NumPy. */
    public static double of(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
