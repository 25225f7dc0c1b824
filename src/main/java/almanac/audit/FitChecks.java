package almanac.audit;

import almanac.model.Claims.Model;
import almanac.model.Interval;
import almanac.model.Printed;
import java.util.Optional;

/**
 * What R2, adjusted R2, F and N say about each other.
 *
 * <pre>
 * 1 - adjR2 = (1 - R2) (N - 1) / (N - k - 1)
 * F = (R2 / k) / ((1 - R2) / (N - k - 1))
 * k = adjR2 (N - 1) / ((1 - adjR2) (F - 1))          from the two
 * </pre>
 *
 * (Greene 2012, section 3.5 and eq. 5-16, solved for k.)
 */
final class FitChecks {
    private FitChecks() {}

    /** The number of regressors that R2, adjusted R2 and N give. */
    static Interval regressorsFromR2(Interval r2, Interval adjusted, int n) {
        double most = (n - 1) * (1 - (1 - r2.high()) / (1 - adjusted.low()));
        double least = (n - 1) * (1 - (1 - r2.low()) / (1 - adjusted.high()));
        return Interval.between(least, most).widened(1e-9);
    }

    /** The number of regressors that a classical F, adjusted R2 and N give; empty where F is not above 1. */
    static Optional<Interval> regressorsFromF(Interval f, Interval adjusted, int n) {
        if (f.low() <= 1 || adjusted.high() >= 1 || adjusted.low() <= 0) {
            return Optional.empty();
        }
        double least = adjusted.low() / (1 - adjusted.low()) * (n - 1) / (f.high() - 1);
        double most = adjusted.high() / (1 - adjusted.high()) * (n - 1) / (f.low() - 1);
        return Optional.of(new Interval(least, most).widened(1e-9));
    }

    static String integers(Interval k) {
        long first = (long) Math.ceil(k.low());
        long last = (long) Math.floor(k.high());
        return first > last ? "no whole number of" : first == last ? String.valueOf(first) : first + " to " + last;
    }

    static boolean holdsInteger(Interval k) {
        return Math.ceil(k.low()) <= Math.floor(k.high());
    }

    /** The classical F's that the correlation table, R2 or adjusted R2 give, whichever is printed, in that order. */
    static Optional<Interval> overall(ModelTable table) {
        if (table.degrees().isEmpty() || table.regressors() < 1) {
            return Optional.empty();
        }
        int n = table.n.orElseThrow();
        int k = table.regressors();
        Optional<Interval> share = table.explained
                .or(() -> table.model.r2().map(Printed::interval))
                .or(() -> table.model.adjR2().map(Printed::interval).map(a -> ModelTable.unadjusted(a, n, k)));
        return share.flatMap(r2 -> r2.and(new Interval(0, 1))).map(r2 -> statistic(r2, n, k));
    }

    static Interval statistic(Interval r2, int n, int k) {
        double df = n - k - 1.0;
        double low = r2.low() / k / ((1 - r2.low()) / df);
        double high = r2.high() >= 1 ? Double.POSITIVE_INFINITY : r2.high() / k / ((1 - r2.high()) / df);
        return new Interval(Math.min(low, high), high);
    }

    /** F from mean squares, else from sums of squares. */
    static Optional<Interval> overallFromAnova(Model model) {
        return model.anova().flatMap(a -> {
            if (a.sumsOfSquares().size() >= 2
                    && a.degrees().size() >= 2
                    && a.degrees().get(0) > 0) {
                Interval regression = a.sumsOfSquares()
                        .get(0)
                        .interval()
                        .times(1.0 / a.degrees().get(0));
                Interval residual = a.sumsOfSquares()
                        .get(1)
                        .interval()
                        .times(1.0 / Math.max(1, a.degrees().get(1)));
                return Optional.of(regression.over(residual));
            }
            return a.meanSquares().size() >= 2
                    ? Optional.of(a.meanSquares()
                            .get(0)
                            .interval()
                            .over(a.meanSquares().get(1).interval()))
                    : Optional.<Interval>empty();
        });
    }
}
