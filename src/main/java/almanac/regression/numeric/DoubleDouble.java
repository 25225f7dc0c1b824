package almanac.regression.numeric;

import java.math.BigDecimal;

/**
 * An unevaluated sum of two doubles, about 32 significant digits.
 *
 * <p>Error-free transformations after Dekker (1971) and Knuth (TAOCP 2, 4.2.2); the product's error by a fused
 * multiply-add (Ogita, Rump and Oishi 2005).
 *
 * @param hi the value rounded to a double
 * @param lo what is left, at most half a unit in the last place of {@code hi}
 */
public record DoubleDouble(double hi, double lo) {
    public static final DoubleDouble ZERO = new DoubleDouble(0, 0);
    public static final DoubleDouble ONE = new DoubleDouble(1, 0);

    public static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    /** The nearest double-double to a decimal. */
    public static DoubleDouble of(BigDecimal value) {
        double hi = value.doubleValue();
        if (!Double.isFinite(hi)) {
            return new DoubleDouble(hi, 0);
        }
        return new DoubleDouble(hi, value.subtract(new BigDecimal(hi)).doubleValue());
    }

    private static DoubleDouble normal(double sum, double rest) {
        double hi = sum + rest;
        return new DoubleDouble(hi, rest - (hi - sum));
    }

    public DoubleDouble plus(DoubleDouble other) {
        double s = hi + other.hi;
        double b = s - hi;
        double e = (hi - (s - b)) + (other.hi - b);
        double t = lo + other.lo;
        double c = t - lo;
        double f = (lo - (t - c)) + (other.lo - c);
        e += t;
        double h = s + e;
        double l = e - (h - s) + f;
        return normal(h, l);
    }

    public DoubleDouble negated() {
        return new DoubleDouble(-hi, -lo);
    }

    public DoubleDouble minus(DoubleDouble other) {
        return plus(other.negated());
    }

    public DoubleDouble times(DoubleDouble other) {
        double p = hi * other.hi;
        double e = Math.fma(hi, other.hi, -p);
        e += hi * other.lo + lo * other.hi;
        return normal(p, e);
    }

    public DoubleDouble times(double factor) {
        double p = hi * factor;
        double e = Math.fma(hi, factor, -p) + lo * factor;
        return normal(p, e);
    }

    /** Long division in two steps with a correction. */
    public DoubleDouble over(DoubleDouble other) {
        double q1 = hi / other.hi;
        if (!Double.isFinite(q1)) {
            return of(q1);
        }
        DoubleDouble rest = minus(other.times(q1));
        double q2 = rest.hi / other.hi;
        rest = rest.minus(other.times(q2));
        double q3 = rest.hi / other.hi;
        return normal(q1, q2).plus(of(q3));
    }

    /** Newton's step on the double root (Karp and Markstein). */
    public DoubleDouble root() {
        if (hi <= 0) {
            return hi == 0 ? ZERO : of(Double.NaN);
        }
        double root = Math.sqrt(hi);
        DoubleDouble rest = minus(of(root).times(root));
        return normal(root, rest.hi / (2 * root)).correctedRoot(this);
    }

    private DoubleDouble correctedRoot(DoubleDouble square) {
        DoubleDouble rest = square.minus(times(this));
        return plus(of(rest.hi / (2 * hi)));
    }

    /** Whole powers by repeated squaring. */
    public DoubleDouble power(int exponent) {
        DoubleDouble result = ONE;
        DoubleDouble base = this;
        for (int e = Math.abs(exponent); e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = result.times(base);
            }
            base = base.times(base);
        }
        return exponent < 0 ? ONE.over(result) : result;
    }

    public double value() {
        return hi + lo;
    }
}
