package almanac.model;

/**
 * What a variable looks like.
 *
 * @param n values present
 * @param missing values absent
 * @param sd with n - 1
 * @param p25 quartile by linear interpolation (Hyndman and Fan's type 7, the default of R and NumPy)
 * @param skewness third moment over the 3/2 power of the second, both over n
 * @param kurtosis fourth moment over the square of the second, 3 for the normal distribution
 */
public record Description(
        String name,
        int n,
        int missing,
        double mean,
        double sd,
        double min,
        double p25,
        double median,
        double p75,
        double max,
        double skewness,
        double kurtosis) {}
