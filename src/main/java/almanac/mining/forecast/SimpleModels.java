package almanac.mining.forecast;

import java.util.List;
import java.util.Optional;

/** The bar to beat: the last value, the last value with drift, the mean, and the value one season ago. */
final class SimpleModels {
    private SimpleModels() {}

    /** All that make sense for the season (1 for yearly data). */
    static List<Forecaster> of(int season) {
        return season > 1
                ? List.of(new Naive(1), new Naive(season), new Drift(), new Mean())
                : List.of(new Naive(1), new Drift(), new Mean());
    }

    private record Path(String description, double[] means, double[] errors, double degrees)
            implements Forecaster.Fitted {
        @Override
        public Forecaster.Path ahead(int horizon) {
            return new Forecaster.Path(
                    java.util.Arrays.copyOf(means, horizon), java.util.Arrays.copyOf(errors, horizon), degrees);
        }
    }

    /** Steps that a fitted path is prepared for. */
    private static final int FAR = 60;

    /** The value {@code lag} periods ago. */
    record Naive(int lag) implements Forecaster {
        @Override
        public String name() {
            return lag == 1 ? "naive" : "seasonal naive";
        }

        @Override
        public Optional<Fitted> fit(double[] series) {
            int n = series.length;
            if (n < lag + 2) {
                return Optional.empty();
            }
            double squares = 0;
            for (int t = lag; t < n; t++) {
                squares += (series[t] - series[t - lag]) * (series[t] - series[t - lag]);
            }
            double sigma = Math.sqrt(squares / (n - lag));
            double[] means = new double[FAR];
            double[] errors = new double[FAR];
            for (int h = 0; h < FAR; h++) {
                means[h] = series[n - lag + h % lag];
                errors[h] = sigma * Math.sqrt(h / lag + 1.0);
            }
            return Optional.of(new SimpleModels.Path(name(), means, errors, n - lag));
        }
    }

    /** The line through the first and the last value (R. Hyndman and G. Athanasopoulos, Forecasting, ch. 5). */
    record Drift() implements Forecaster {
        @Override
        public String name() {
            return "drift";
        }

        @Override
        public Optional<Fitted> fit(double[] series) {
            int n = series.length;
            if (n < 4) {
                return Optional.empty();
            }
            double drift = (series[n - 1] - series[0]) / (n - 1);
            double squares = 0;
            for (int t = 1; t < n; t++) {
                double miss = series[t] - series[t - 1] - drift;
                squares += miss * miss;
            }
            double sigma = Math.sqrt(squares / (n - 2));
            double[] means = new double[FAR];
            double[] errors = new double[FAR];
            for (int h = 1; h <= FAR; h++) {
                means[h - 1] = series[n - 1] + h * drift;
                errors[h - 1] = sigma * Math.sqrt(h * (1 + (double) h / (n - 1)));
            }
            return Optional.of(new SimpleModels.Path(name(), means, errors, n - 2));
        }
    }

    /** The mean of all values. */
    record Mean() implements Forecaster {
        @Override
        public String name() {
            return "mean";
        }

        @Override
        public Optional<Fitted> fit(double[] series) {
            int n = series.length;
            if (n < 3) {
                return Optional.empty();
            }
            double mean = java.util.Arrays.stream(series).average().orElse(0);
            double squares = 0;
            for (double value : series) {
                squares += (value - mean) * (value - mean);
            }
            double error = Math.sqrt(squares / (n - 1) * (1 + 1.0 / n));
            double[] means = new double[FAR];
            double[] errors = new double[FAR];
            java.util.Arrays.fill(means, mean);
            java.util.Arrays.fill(errors, error);
            return Optional.of(new SimpleModels.Path(name(), means, errors, n - 1));
        }
    }
}
