package almanac.regression.numeric;

import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * Tail probabilities computed as tails: 1 - (1 - p) would lose every digit of a small p.
 *
 * <p>Abramowitz and Stegun 26.5.27 (t), 26.6.2 (F), 26.4.19 (chi square).
 */
public final class Tail {
    private Tail() {}

    /** Two-sided p of a t statistic; infinite degrees of freedom mean the normal distribution. */
    public static double t(double statistic, double df) {
        if (Double.isNaN(statistic)) {
            return Double.NaN;
        }
        if (Double.isInfinite(df)) {
            return normalTwoSided(statistic);
        }
        double square = statistic * statistic;
        if (Double.isInfinite(square)) {
            return 0;
        }
        return Beta.regularizedBeta(df / (df + square), df / 2, 0.5);
    }

    /** Two-sided p of a standard normal statistic. */
    public static double normalTwoSided(double z) {
        return Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    /** Upper tail of the standard normal distribution. */
    public static double normalUpper(double z) {
        return 0.5 * Erf.erfc(z / Math.sqrt(2));
    }

    /** Upper tail of F. */
    public static double f(double statistic, double df1, double df2) {
        if (Double.isNaN(statistic)) {
            return Double.NaN;
        }
        if (statistic <= 0) {
            return 1;
        }
        if (Double.isInfinite(df2)) {
            return chiSquare(statistic * df1, df1);
        }
        double x = df2 / (df2 + df1 * statistic);
        return Beta.regularizedBeta(x, df2 / 2, df1 / 2);
    }

    /** Upper tail of chi square. */
    public static double chiSquare(double statistic, double df) {
        if (Double.isNaN(statistic)) {
            return Double.NaN;
        }
        return statistic <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2, statistic / 2);
    }

    /** The t value that leaves (1 - level) / 2 on each side. */
    public static double tQuantile(double level, double df) {
        if (Double.isInfinite(df)) {
            return Math.sqrt(2) * Erf.erfInv(level);
        }
        double start = new TDistribution(null, df).inverseCumulativeProbability(0.5 + level / 2);
        // Newton on the two-sided tail: the library's root finder stops at 1e-9
        TDistribution distribution = new TDistribution(null, df);
        double quantile = start;
        for (int step = 0; step < 4; step++) {
            double excess = t(quantile, df) - (1 - level);
            quantile += excess / (2 * distribution.density(quantile));
        }
        return quantile;
    }

    /** Upper quantile of F, to the library's precision. */
    public static double fQuantile(double level, double df1, double df2) {
        return new FDistribution(null, df1, df2).inverseCumulativeProbability(level);
    }
}
