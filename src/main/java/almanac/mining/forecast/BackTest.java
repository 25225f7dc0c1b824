package almanac.mining.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How a model would have done: fitted anew at every origin, forecasts of the next steps compared with what came. Intervals
 * are those of {@link Calibration}, from what was known at the origin.
 *
 * @param model its name
 * @param origins how many times it was fitted
 * @param forecasts how many values it was compared with
 * @param mase mean absolute scaled error (R. Hyndman and A. Koehler 2006, International Journal of Forecasting 22): errors
 *     in units of the naive forecast's mean error within the training data; below 1 is better than that
 * @param rmse root mean squared error, in the unit of the series
 * @param coverage80 share of values inside the 80 % interval
 * @param coverage95 share of values inside the 95 % interval
 * @param misses how far off each value was
 */
public record BackTest(
        String model,
        int origins,
        int forecasts,
        double mase,
        double rmse,
        double coverage80,
        double coverage95,
        List<Miss> misses) {
    public BackTest {
        misses = List.copyOf(misses);
    }

    /**
     * What came less what was expected.
     *
     * @param period place of the value in the series
     * @param ahead steps from the origin, from 1
     * @param off in standard errors, with its sign: the t that would just have held the value
     * @param degrees of freedom of the standard error
     */
    public record Miss(int period, int ahead, double off, double degrees) {}

    /**
     * @param all the back-tests of every model, on the same scale
     * @param log whether they are on logs of {@code series}: errors are those of the values
     */
    static BackTest of(RollingOrigin rolled, List<RollingOrigin> all, double[] series, int season, boolean log) {
        double scaled = 0;
        double squares = 0;
        int inside80 = 0;
        int inside95 = 0;
        int count = 0;
        List<Miss> misses = new ArrayList<>();
        for (int place = 0; place < rolled.origins().size(); place++) {
            RollingOrigin.Origin origin = rolled.origins().get(place);
            double scale = 0;
            for (int t = season; t < origin.at(); t++) {
                scale += Math.abs(series[t] - series[t - season]) / (origin.at() - season);
            }
            Calibration calibration = new Calibration(all, origin.at());
            Map<String, Forecaster.Path> paths = new TreeMap<>();
            for (RollingOrigin other : all) {
                paths.put(other.model(), other.origins().get(place).path());
            }
            double[] widths = widths(origin.path().degrees());
            for (int h = 0; h < origin.off().length; h++) {
                double value = series[origin.at() + h];
                double mean = origin.path().mean()[h];
                double miss = value - (log ? Math.exp(mean) : mean);
                double error = calibration.error(rolled.model(), paths, h);
                scaled += scale > 0 ? Math.abs(miss) / scale : 0;
                squares += miss * miss;
                inside80 += Math.abs(origin.off()[h]) <= widths[0] * error ? 1 : 0;
                inside95 += Math.abs(origin.off()[h]) <= widths[1] * error ? 1 : 0;
                misses.add(new Miss(
                        origin.at() + h,
                        h + 1,
                        origin.off()[h] / error,
                        origin.path().degrees()));
                count++;
            }
        }
        return new BackTest(
                rolled.model(),
                rolled.origins().size(),
                count,
                scaled / count,
                Math.sqrt(squares / count),
                (double) inside80 / count,
                (double) inside95 / count,
                misses);
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
