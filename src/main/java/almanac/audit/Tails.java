package almanac.audit;

import almanac.model.Interval;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/**
 * Probabilities of t and F, and what they allow when the statistic is only known to lie in an interval.
 *
 * <p>Two-sided p of t with f degrees of freedom: {@code I(f/(f+t^2); f/2, 1/2)}; upper tail of F: {@code I(d2/(d2+d1 F);
 * d2/2, d1/2)} (Abramowitz and Stegun 1964, 26.7.1 and 26.6.2).
 */
final class Tails {
    private Tails() {}

    /** Two-sided p of a t statistic; infinite degrees of freedom give the normal distribution. */
    static double ofT(double t, double df) {
        double size = Math.abs(t);
        if (Double.isInfinite(size)) {
            return 0;
        }
        if (Double.isInfinite(df) || df > 1e7) {
            return Erf.erfc(size / Math.sqrt(2));
        }
        return Beta.regularizedBeta(df / (df + size * size), df / 2, 0.5);
    }

    /** Upper tail of F. */
    static double ofF(double f, double df1, double df2) {
        return f <= 0 ? 1 : Beta.regularizedBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
    }

    /**
     * All p values that a t in an interval can have, whatever the degrees of freedom in theirs; the normal distribution
     * is allowed as well, because programs differ.
     */
    static Interval ofT(Interval t, Interval df) {
        Interval size = t.magnitude();
        double least = ofT(size.high(), Double.POSITIVE_INFINITY);
        double most = ofT(size.low(), df.low());
        return new Interval(Math.min(least, most), Math.max(least, most));
    }

    /** The t whose two-sided p is given. */
    static double critical(double p, double df) {
        double low = 0;
        double high = 1;
        while (ofT(high, df) > p && high < 1e12) {
            high *= 2;
        }
        for (int i = 0; i < 200 && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            if (ofT(middle, df) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
