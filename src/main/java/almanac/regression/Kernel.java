package almanac.regression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Weights of autocovariances and the bandwidths that go with them (D. Andrews 1991, Heteroskedasticity and autocorrelation
 * consistent covariance matrix estimation, Econometrica 59, equation 2.7; W. Newey and K. West 1994, Automatic lag selection
 * in covariance matrix estimation, Review of Economic Studies 61, tables I and II).
 */
enum Kernel {
    BARTLETT("bartlett", 1, 1.1447, 2.0 / 9),
    PARZEN("parzen", 2, 2.6614, 4.0 / 25),
    QUADRATIC_SPECTRAL("quadratic-spectral", 2, 1.3221, 2.0 / 25),
    TRUNCATED("truncated", 2, 0.6611, 0),
    TUKEY_HANNING("tukey-hanning", 2, 1.7462, 0);

    /** Weights below this one are none. */
    private static final double NEGLIGIBLE = 1e-7;

    private final String text;
    private final int exponent;
    private final double constant;
    private final double lagRate;

    /**
     * @param exponent q of Andrews, equation 2.6
     * @param constant c of the optimal bandwidth c (alpha(q) n)^(1/(2q+1)), Andrews, equation 6.2
     * @param lagRate growth of the autocovariances that choose the bandwidth, Newey and West; 0 where they give none
     */
    Kernel(String text, int exponent, double constant, double lagRate) {
        this.text = text;
        this.exponent = exponent;
        this.constant = constant;
        this.lagRate = lagRate;
    }

    String text() {
        return text;
    }

    /** Of its name, or an abbreviation of three letters or more; {@code qs} is the quadratic spectral one. */
    static Optional<Kernel> named(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kernel -> low.equals("qs")
                        ? kernel == QUADRATIC_SPECTRAL
                        : low.length() >= 3 && kernel.text.startsWith(low))
                .findFirst();
    }

    /** Andrews, equation 2.7. */
    private double at(double x) {
        return switch (this) {
            case BARTLETT -> x < 1 ? 1 - x : 0;
            case PARZEN -> x <= 0.5 ? 1 - 6 * x * x + 6 * x * x * x : x < 1 ? 2 * Math.pow(1 - x, 3) : 0;
            case TRUNCATED -> x <= 1 ? 1 : 0;
            case TUKEY_HANNING -> x <= 1 ? (1 + Math.cos(Math.PI * x)) / 2 : 0;
            case QUADRATIC_SPECTRAL -> {
                double angle = 6 * Math.PI * x / 5;
                yield angle < 1e-4
                        ? 1 - angle * angle / 10
                        : 3 / (angle * angle) * (Math.sin(angle) / angle - Math.cos(angle));
            }
        };
    }

    /** The weights of lags 0, 1 ... up to the last that counts. */
    double[] weights(double bandwidth, int n) {
        double[] weights = new double[n];
        int last = 0;
        for (int lag = 0; lag < n; lag++) {
            weights[lag] = lag == 0 ? 1 : bandwidth > 0 ? at(lag / bandwidth) : 0;
            last = Math.abs(weights[lag]) > NEGLIGIBLE ? lag : last;
        }
        return Arrays.copyOf(weights, last + 1);
    }

    /**
     * Andrews (1991), equations 6.2 and 6.4: a first-order autoregression (with its mean) of each score, each of weight one.
     *
     * @param scores one a row, the columns that count
     */
    double andrews(double[][] scores) {
        double n = scores.length;
        double below = 0;
        double above = 0;
        for (int j = 0; j < scores[0].length; j++) {
            double[] now = new double[scores.length - 1];
            double[] before = new double[scores.length - 1];
            for (int t = 1; t < scores.length; t++) {
                now[t - 1] = scores[t][j];
                before[t - 1] = scores[t - 1][j];
            }
            double nowMean = Arrays.stream(now).average().orElse(0);
            double beforeMean = Arrays.stream(before).average().orElse(0);
            double xy = 0;
            double xx = 0;
            double yy = 0;
            for (int t = 0; t < now.length; t++) {
                double x = before[t] - beforeMean;
                double y = now[t] - nowMean;
                xy += x * y;
                xx += x * x;
                yy += y * y;
            }
            double rho = xx > 0 ? xy / xx : 0;
            double variance = (yy - rho * xy) / now.length;
            double square = variance * variance;
            below += square / Math.pow(1 - rho, 4);
            above += 4
                    * rho
                    * rho
                    * square
                    / (exponent == 1 ? Math.pow(1 - rho, 6) * (1 + rho) * (1 + rho) : Math.pow(1 - rho, 8));
        }
        return below > 0 ? constant * Math.pow(n * above / below, 1.0 / (2 * exponent + 1)) : 0;
    }

    /** Whether Newey and West (1994) choose a bandwidth for it. */
    boolean hasNeweyWest() {
        return lagRate > 0;
    }

    /**
     * Newey and West (1994), equations 3.8 to 3.15.
     *
     * @param sums the scores that count, added up, one a row
     * @param n rows before prewhitening
     * @param prewhitened whether the scores have been
     */
    double neweyWest(double[] sums, int n, boolean prewhitened) {
        int lags = Math.min((int) Math.floor((prewhitened ? 3 : 4) * Math.pow(n / 100.0, lagRate)), sums.length - 1);
        double level = 0;
        double slope = 0;
        for (int lag = 0; lag <= lags; lag++) {
            double sum = 0;
            for (int t = lag; t < sums.length; t++) {
                sum += sums[t] * sums[t - lag] / sums.length;
            }
            level += lag == 0 ? sum : 2 * sum;
            slope += 2 * Math.pow(lag, exponent) * sum;
        }
        double ratio = slope / level;
        return level == 0 ? 0 : constant * Math.pow(ratio * ratio * n, 1.0 / (2 * exponent + 1));
    }
}
