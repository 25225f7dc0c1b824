package almanac.mining.forecast;

import java.util.Arrays;
import java.util.Optional;

/**
 * Exponential smoothing in innovations state space form with additive errors: level; level and trend; level and damped
 * trend; each with an additive season where the data have one. The form by the corrected Akaike criterion.
 *
 * <pre>
 *   y_t = l + phi b + s_{t-m} + e_t
 *   l' = l + phi b + alpha e     b' = phi b + beta e     s' = s_{t-m} + gamma e
 * </pre>
 *
 * <p>R. Hyndman, A. Koehler, J. Ord and R. Snyder (2008), Forecasting with Exponential Smoothing, ch. 2, 5 and 6.
 *
 * @param season periods in a season, 1 for none
 */
record ExponentialSmoothing(int season) implements Forecaster {
    @Override
    public String name() {
        return "ETS";
    }

    @Override
    public Optional<Fitted> fit(double[] series) {
        Optional<State> best = Optional.empty();
        for (boolean seasonal :
                season > 1 && series.length >= 2 * season + 3 ? new boolean[] {false, true} : new boolean[] {false}) {
            for (int trend = 0; trend <= 2; trend++) {
                Optional<State> one = fitted(series, trend, seasonal ? season : 1);
                if (one.isPresent() && (best.isEmpty() || one.get().criterion < best.get().criterion)) {
                    best = one;
                }
            }
        }
        return best.map(state -> state);
    }

    /** A fitted form: smoothing numbers, last states, spread. */
    private static final class State implements Fitted {
        private final int trend;
        private final int season;
        private double alpha;
        private double beta;
        private double phi = 1;
        private double gamma;
        private double level;
        private double slope;
        private double[] seasons = new double[0];
        private double squares;
        private double sigma;
        private double criterion;
        private int degrees;

        State(int trend, int season) {
            this.trend = trend;
            this.season = season;
        }

        /** Reads unconstrained numbers into the admissible region. */
        void read(double[] point) {
            int i = 0;
            alpha = between(point[i++], 0.0001, 0.9999);
            if (trend > 0) {
                beta = between(point[i++], 0.0001, 0.9999) * alpha;
            }
            if (trend == 2) {
                phi = between(point[i++], 0.8, 0.98);
            }
            if (season > 1) {
                gamma = between(point[i++], 0.0001, 0.9999) * (1 - alpha);
            }
            level = point[i++];
            slope = trend > 0 ? point[i++] : 0;
            if (season > 1) {
                seasons = new double[season];
                double sum = 0;
                for (int s = 0; s < season - 1; s++) {
                    seasons[s] = point[i++];
                    sum += seasons[s];
                }
                seasons[season - 1] = -sum;
            }
        }

        /** Runs through the series, leaving the last states; returns the sum of squared errors. */
        double run(double[] series) {
            squares = 0;
            for (int t = 0; t < series.length; t++) {
                double from = level + phi * slope;
                double seasonal = season > 1 ? seasons[t % season] : 0;
                double miss = series[t] - from - seasonal;
                squares += miss * miss;
                level = from + alpha * miss;
                slope = phi * slope + beta * miss;
                if (season > 1) {
                    seasons[t % season] = seasonal + gamma * miss;
                }
            }
            return squares;
        }

        @Override
        public String description() {
            return "ETS(A," + (trend == 0 ? "N" : trend == 1 ? "A" : "Ad") + "," + (season > 1 ? "A" : "N") + ")";
        }

        private int length;

        @Override
        public Path ahead(int horizon) {
            double[] mean = new double[horizon];
            double[] error = new double[horizon];
            double damped = 0;
            double power = 1;
            double variance = 0;
            for (int h = 1; h <= horizon; h++) {
                power *= phi;
                damped += power;
                mean[h - 1] = level + damped * slope + (season > 1 ? seasons[(length + h - 1) % season] : 0);
                error[h - 1] = sigma * Math.sqrt(1 + variance);
                double c = alpha + beta * damped + (season > 1 && h % season == 0 ? gamma : 0);
                variance += c * c;
            }
            return new Path(mean, error, degrees);
        }
    }

    private static double between(double free, double low, double high) {
        return low + (high - low) / (1 + Math.exp(-free));
    }

    private static Optional<State> fitted(double[] series, int trend, int season) {
        int n = series.length;
        // smoothing numbers, first states and the spread
        int count = 1
                + (trend > 0 ? 1 : 0)
                + (trend == 2 ? 1 : 0)
                + (season > 1 ? 1 : 0)
                + 1
                + (trend > 0 ? 1 : 0)
                + (season > 1 ? season - 1 : 0)
                + 1;
        if (n - count - 1 <= 0) {
            return Optional.empty();
        }
        double spread = Math.sqrt(Arrays.stream(series)
                .map(v -> v - Arrays.stream(series).average().orElse(0))
                .map(v -> v * v)
                .average()
                .orElse(0));
        if (!(spread > 0)) {
            return Optional.empty();
        }
        int early = Math.min(n, Math.max(4, season));
        double meanStart = Arrays.stream(series, 0, early).average().orElse(0);
        double slopeStart = trend > 0 ? (series[n - 1] - series[0]) / (n - 1) : 0;
        double[] bestPoint = new double[0];
        double least = Double.POSITIVE_INFINITY;
        for (double first : new double[] {-2, 0, 2}) {
            double[] start = new double[count - 1];
            double[] steps = new double[count - 1];
            int i = 0;
            start[i] = first;
            steps[i++] = 1;
            if (trend > 0) {
                start[i] = -2;
                steps[i++] = 1;
            }
            if (trend == 2) {
                start[i] = 1;
                steps[i++] = 1;
            }
            if (season > 1) {
                start[i] = -2;
                steps[i++] = 1;
            }
            start[i] = trend > 0 ? series[0] - slopeStart : meanStart;
            steps[i++] = spread / 2;
            if (trend > 0) {
                start[i] = slopeStart;
                steps[i++] = spread / 5;
            }
            for (int s = 0; s < season - 1; s++) {
                start[i] = series[s] - meanStart - slopeStart * (s - (early - 1) / 2.0);
                steps[i++] = spread / 3;
            }
            double[] point = Minimum.of(
                    p -> {
                        State state = new State(trend, season);
                        state.read(p);
                        return Math.log(state.run(series) + 1e-300);
                    },
                    start,
                    steps);
            State state = new State(trend, season);
            state.read(point);
            double squares = state.run(series);
            if (squares < least) {
                least = squares;
                bestPoint = point;
            }
        }
        State state = new State(trend, season);
        state.read(bestPoint);
        state.run(series);
        state.length = n;
        state.degrees = n - (count - 1);
        state.sigma = Math.sqrt(state.squares / state.degrees);
        state.criterion = n * Math.log(state.squares / n) + 2.0 * count + 2.0 * count * (count + 1) / (n - count - 1);
        return Optional.of(state);
    }

    /** Smoothing number and first level of simple smoothing, for tests against other programs. */
    static double[] simple(double[] series) {
        State state = fitted(series, 0, 1).orElseThrow();
        return new double[] {state.alpha, state.squares};
    }
}
