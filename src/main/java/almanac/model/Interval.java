package almanac.model;

import java.util.Optional;

/**
 * All real numbers from {@code low} to {@code high}, both included; a bound may be infinite.
 *
 * @param low smallest value
 * @param high largest value, not below {@code low}
 */
public record Interval(double low, double high) {
    /** Every number. */
    public static final Interval EVERYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("not an interval: " + low + " to " + high);
        }
    }

    /** The two values in order. */
    public static Interval between(double one, double other) {
        return one <= other ? new Interval(one, other) : new Interval(other, one);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public boolean meets(Interval other) {
        return low <= other.high && other.low <= high;
    }

    /** What both hold, empty where they do not meet. */
    public Optional<Interval> and(Interval other) {
        return meets(other)
                ? Optional.of(new Interval(Math.max(low, other.low), Math.min(high, other.high)))
                : Optional.empty();
    }

    public boolean bounded() {
        return !Double.isInfinite(low) && !Double.isInfinite(high);
    }

    public double middle() {
        return (low + high) / 2;
    }

    public double width() {
        return high - low;
    }

    /** Widened on both sides by {@code margin}. */
    public Interval widened(double margin) {
        return new Interval(low - margin, high + margin);
    }

    /** {@code x + y} for all x and y of the two. */
    public Interval plus(Interval other) {
        return new Interval(low + other.low, high + other.high);
    }

    public Interval minus(Interval other) {
        return new Interval(low - other.high, high - other.low);
    }

    public Interval times(double factor) {
        return between(low * factor, high * factor);
    }

    /** {@code x * y} for all x and y of the two; 0 times infinity counts as 0. */
    public Interval times(Interval other) {
        double[] ends = {
            product(low, other.low), product(low, other.high), product(high, other.low), product(high, other.high)
        };
        double least = ends[0];
        double most = ends[0];
        for (double end : ends) {
            least = Math.min(least, end);
            most = Math.max(most, end);
        }
        return new Interval(least, most);
    }

    private static double product(double x, double y) {
        return x == 0 || y == 0 ? 0 : x * y;
    }

    /** {@code x / y}; everything where the divisor holds 0. */
    public Interval over(Interval divisor) {
        if (divisor.low <= 0 && divisor.high >= 0) {
            return EVERYTHING;
        }
        return times(between(1 / divisor.low, 1 / divisor.high));
    }

    /** Absolute values. */
    public Interval magnitude() {
        if (low >= 0) {
            return this;
        }
        return high <= 0 ? new Interval(-high, -low) : new Interval(0, Math.max(-low, high));
    }

    public Interval square() {
        Interval size = magnitude();
        return new Interval(size.low * size.low, size.high * size.high);
    }

    /** Square roots of what is not negative; empty where all is negative. */
    public Optional<Interval> root() {
        return high < 0 ? Optional.empty() : Optional.of(new Interval(Math.sqrt(Math.max(0, low)), Math.sqrt(high)));
    }
}
