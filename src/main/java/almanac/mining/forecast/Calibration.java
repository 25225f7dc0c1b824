package almanac.mining.forecast;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How wide intervals must be, learnt from forecasts that were made before and have come due. Two things make the interval of
 * a single fitted model too narrow on short series, and both are put right:
 *
 * <ul>
 *   <li>its own errors were larger than it said: the variance is pooled from the fit (its degrees of freedom) and the
 *       back-test (as many as origins), and never made smaller than the fit says;
 *   <li>another model might have been the right one: each counts by its back-test, weight (mean square)^(-m/2), the posterior
 *       probability of a normal model with equal priors; m is the number of forecasts that do not overlap, origins over
 *       horizon. The variance of the mixture about the chosen model's forecast adds what the models disagree on (D. Draper
 *       1995, Journal of the Royal Statistical Society B 57, section 4).
 * </ul>
 *
 * <p>Before anything has come due all models weigh alike.
 */
final class Calibration {
    private final Map<String, Double> weights = new TreeMap<>();
    private final Map<String, Double> factors = new TreeMap<>();

    /**
     * @param rolled back-tests on one scale
     * @param now only values before it are known
     */
    Calibration(List<RollingOrigin> rolled, int now) {
        Map<String, Double> logs = new TreeMap<>();
        double most = Double.NEGATIVE_INFINITY;
        for (RollingOrigin model : rolled) {
            double squares = 0;
            double standardised = 0;
            double degrees = 1;
            int due = 0;
            int longest = 1;
            int origins = 0;
            for (RollingOrigin.Origin origin : model.origins()) {
                int known = Math.min(origin.off().length, now - origin.at());
                origins += known > 0 ? 1 : 0;
                for (int h = 0; h < known; h++) {
                    double error = Math.max(origin.path().error()[h], 1e-300);
                    squares += origin.off()[h] * origin.off()[h];
                    standardised += origin.off()[h] * origin.off()[h] / (error * error);
                    due++;
                }
                degrees = origin.path().degrees();
                longest = Math.max(longest, origin.off().length);
            }
            double weight = due == 0 ? 0 : -origins / (2.0 * longest) * Math.log(Math.max(squares / due, 1e-300));
            logs.put(model.model(), weight);
            most = Math.max(most, weight);
            double pooled = due == 0 ? 1 : (degrees + origins * standardised / due) / (degrees + origins);
            factors.put(model.model(), Math.max(1, pooled));
        }
        double sum = 0;
        for (double weight : logs.values()) {
            sum += Math.exp(weight - most);
        }
        for (Map.Entry<String, Double> entry : logs.entrySet()) {
            weights.put(entry.getKey(), Math.exp(entry.getValue() - most) / sum);
        }
    }

    double weight(String model) {
        return weights.getOrDefault(model, 0.0);
    }

    /**
     * Standard error of step {@code h} (from 0) of a model's forecast.
     *
     * @param paths of all models at this origin, by name
     */
    double error(String chosen, Map<String, Forecaster.Path> paths, int h) {
        double centre = paths.getOrDefault(chosen, NOTHING).mean()[h];
        double variance = 0;
        double total = 0;
        for (Map.Entry<String, Forecaster.Path> entry : paths.entrySet()) {
            double weight = weight(entry.getKey());
            double error = entry.getValue().error()[h];
            double apart = entry.getValue().mean()[h] - centre;
            variance += weight * (factors.getOrDefault(entry.getKey(), 1.0) * error * error + apart * apart);
            total += weight;
        }
        return Math.sqrt(variance / total);
    }

    private static final Forecaster.Path NOTHING = new Forecaster.Path(new double[0], new double[0], 1);
}
