package almanac.mining.forecast;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How a model would have done: fitted anew at every origin, forecasts of the next steps compared with what came.
 *
 * @param model its name
 * @param origins how many times it was fitted
 * @param forecasts how many values it was compared with
 * @param mase mean absolute scaled error (R. Hyndman and A. Koehler 2006, International Journal of Forecasting 22): errors
 *     in units of the naive forecast's mean error within the training data; below 1 is better than that
 * @param rmse root mean squared error, in the unit of the series
 * @param coverage80 share of values inside the 80 % interval
 * @param coverage95 share of values inside the 95 % interval
 */
public record BackTest(
        String model, int origins, int forecasts, double mase, double rmse, double coverage80, double coverage95) {
    /** Long series are tested from every second or third origin: more of them tell little more. */
    private static final int MOST_ORIGINS = 24;

    /**
     * The rolling-origin test of one model; empty when it could not be fitted at every origin. With
     * {@code log} the model sees logs, errors are those of the values.
     */
    static Optional<BackTest> of(
            Forecaster model, double[] series, int firstOrigin, int horizon, int season, boolean log) {
        int n = series.length;
        double scaled = 0;
        double squares = 0;
        int inside80 = 0;
        int inside95 = 0;
        int count = 0;
        int origins = 0;
        int stride = (n - firstOrigin + MOST_ORIGINS - 1) / MOST_ORIGINS;
        for (int origin = firstOrigin; origin < n; origin += stride) {
            double[] training = Arrays.copyOf(series, origin);
            Optional<Forecaster.Fitted> fitted = model.fit(log ? logs(training) : training);
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            origins++;
            double scale = 0;
            for (int t = season; t < origin; t++) {
                scale += Math.abs(training[t] - training[t - season]) / (origin - season);
            }
            int steps = Math.min(horizon, n - origin);
            Forecaster.Path path = fitted.get().ahead(steps);
            double[] widths = widths(path.degrees());
            for (int h = 0; h < steps; h++) {
                double value = series[origin + h];
                double miss = value - (log ? Math.exp(path.mean()[h]) : path.mean()[h]);
                double off = log ? Math.log(value) - path.mean()[h] : miss;
                scaled += scale > 0 ? Math.abs(miss) / scale : 0;
                squares += miss * miss;
                inside80 += Math.abs(off) <= widths[0] * path.error()[h] ? 1 : 0;
                inside95 += Math.abs(off) <= widths[1] * path.error()[h] ? 1 : 0;
                count++;
            }
        }
        return Optional.of(new BackTest(
                model.name(),
                origins,
                count,
                scaled / count,
                Math.sqrt(squares / count),
                (double) inside80 / count,
                (double) inside95 / count));
    }

    static double[] logs(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    /** Half widths of the 80 and the 95 % interval in standard errors, by Student's t. */
    static double[] widths(double degrees) {
        TDistribution t = new TDistribution(Math.max(1, degrees));
        return new double[] {t.inverseCumulativeProbability(0.9), t.inverseCumulativeProbability(0.975)};
    }
}
