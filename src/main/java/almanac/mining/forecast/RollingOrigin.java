package almanac.mining.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a model said at every origin: fitted anew on what came before, asked for the next steps.
 *
 * @param model its name
 * @param origins in time order
 */
record RollingOrigin(String model, List<Origin> origins) {
    /** Long series are tested from every second or third origin: more of them tell little more. */
    private static final int MOST_ORIGINS = 24;

    RollingOrigin {
        origins = List.copyOf(origins);
    }

    /**
     * @param at how many values the model had seen
     * @param path what it expected, on the scale it was fitted on
     * @param off what came less what it expected, a step each
     */
    record Origin(int at, Forecaster.Path path, double[] off) {}

    /** Empty when the model could not be fitted at every origin. */
    static Optional<RollingOrigin> of(Forecaster model, double[] series, int firstOrigin, int horizon) {
        int n = series.length;
        int stride = (n - firstOrigin + MOST_ORIGINS - 1) / MOST_ORIGINS;
        Forecaster settled = model.settled(Arrays.copyOf(series, firstOrigin));
        List<Origin> origins = new ArrayList<>();
        for (int at = firstOrigin; at < n; at += stride) {
            Optional<Forecaster.Fitted> fitted = settled.fit(Arrays.copyOf(series, at));
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            int steps = Math.min(horizon, n - at);
            Forecaster.Path path = fitted.get().ahead(steps);
            double[] off = new double[steps];
            for (int h = 0; h < steps; h++) {
                off[h] = series[at + h] - path.mean()[h];
            }
            origins.add(new Origin(at, path, off));
        }
        return Optional.of(new RollingOrigin(model.name(), origins));
    }
}
