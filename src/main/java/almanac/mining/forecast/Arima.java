package almanac.mining.forecast;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * ARIMA(p, d, q) by exact maximum likelihood (Kalman filter), orders chosen automatically: d by the KPSS test (D.
 * Kwiatkowski et al. 1992) at 5 %, p and q up to 2 (3 from 40 numbers on) and the constant by the corrected Akaike
 * criterion, in the manner of R. Hyndman and Y. Khandakar (2008), Journal of Statistical Software 27(3). Stationarity and
 * invertibility hold by construction through partial autocorrelations (R. Jones 1980, Technometrics 22).
 */
record Arima() implements Forecaster {
    private static final double KPSS_5_PERCENT = 0.463;

    @Override
    public String name() {
        return "ARIMA";
    }

    @Override
    public Optional<Fitted> fit(double[] series) {
        if (series.length < 8) {
            return Optional.empty();
        }
        int d = 0;
        double[] stationary = series;
        while (d < 2 && kpss(stationary) > KPSS_5_PERCENT) {
            stationary = differenced(stationary);
            d++;
        }
        int most = series.length >= 40 ? 3 : 2;
        Optional<Model> best = Optional.empty();
        for (int p = 0; p <= most; p++) {
            for (int q = 0; q <= most && p + q <= 3; q++) {
                for (boolean constant : d < 2 ? new boolean[] {true, false} : new boolean[] {false}) {
                    Optional<Model> one = fitted(series, p, d, q, constant);
                    if (one.isPresent() && (best.isEmpty() || one.get().criterion < best.get().criterion)) {
                        best = one;
                    }
                }
            }
        }
        return best.map(model -> model);
    }

    /** The KPSS statistic for a level, with the Bartlett window of length {@code 4 (n/100)^(1/4)}. */
    static double kpss(double[] series) {
        int n = series.length;
        if (n < 5) {
            return 0;
        }
        double mean = Arrays.stream(series).average().orElse(0);
        double partial = 0;
        double sum = 0;
        double variance = 0;
        for (double value : series) {
            partial += value - mean;
            sum += partial * partial;
            variance += (value - mean) * (value - mean);
        }
        int lags = (int) (4 * Math.pow(n / 100.0, 0.25));
        double longRun = variance / n;
        for (int l = 1; l <= lags; l++) {
            double covariance = 0;
            for (int t = l; t < n; t++) {
                covariance += (series[t] - mean) * (series[t - l] - mean);
            }
            longRun += 2 * (1 - l / (lags + 1.0)) * covariance / n;
        }
        return longRun > 0 ? sum / ((double) n * n * longRun) : 0;
    }

    static double[] differenced(double[] series) {
        double[] changes = new double[series.length - 1];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = series[t + 1] - series[t];
        }
        return changes;
    }

    /** A fitted model. */
    static final class Model implements Fitted {
        private final double[] series;
        private final int d;
        private final boolean constant;
        final double[] ar;
        final double[] ma;
        final double mean;
        final double variance;
        final double logLikelihood;
        final double criterion;
        private final double[] state;

        Model(double[] series, int d, boolean constant, double[] ar, double[] ma, double mean, Filter filter, int n) {
            this.series = series;
            this.d = d;
            this.constant = constant;
            this.ar = ar;
            this.ma = ma;
            this.mean = mean;
            this.variance = filter.variance;
            this.logLikelihood = filter.logLikelihood;
            this.state = filter.state;
            int count = ar.length + ma.length + (constant ? 1 : 0) + 1;
            this.criterion = n - count - 1 > 0
                    ? -2 * logLikelihood + 2.0 * count + 2.0 * count * (count + 1) / (n - count - 1)
                    : Double.POSITIVE_INFINITY;
        }

        @Override
        public String description() {
            return "ARIMA(" + ar.length + "," + d + "," + ma.length + ")"
                    + (constant ? d == 0 ? " with mean" : " with drift" : "");
        }

        @Override
        public Path ahead(int horizon) {
            double[] changes = new double[horizon];
            double[] now = state.clone();
            for (int h = 0; h < horizon; h++) {
                changes[h] = now[0] + mean;
                now = moved(now, ar);
            }
            double[] means = changes;
            double[] last = series;
            double[][] levels = new double[d][];
            for (int i = 0; i < d; i++) {
                levels[i] = last;
                last = differenced(last);
            }
            for (int i = d - 1; i >= 0; i--) {
                double from = levels[i][levels[i].length - 1];
                for (int h = 0; h < horizon; h++) {
                    from += means[h];
                    means[h] = from;
                }
            }
            double[] weights = weights(horizon);
            double[] errors = new double[horizon];
            double sum = 0;
            int count = ar.length + ma.length + (constant ? 1 : 0);
            int n = series.length - d;
            // the likelihood's variance divides by n: small samples need their degrees of freedom back
            double unbiased = variance * n / Math.max(1, n - count);
            for (int h = 0; h < horizon; h++) {
                sum += weights[h] * weights[h];
                errors[h] = Math.sqrt(unbiased * sum);
            }
            return new Path(means, errors, Math.max(1, n - count));
        }

        /** How much of a shock is left in the level after 0, 1, 2 ... steps. */
        private double[] weights(int horizon) {
            double[] psi = new double[horizon];
            for (int j = 0; j < horizon; j++) {
                psi[j] = j == 0 ? 1 : j <= ma.length ? ma[j - 1] : 0;
                for (int i = 1; i <= Math.min(j, ar.length); i++) {
                    psi[j] += ar[i - 1] * psi[j - i];
                }
            }
            for (int i = 0; i < d; i++) {
                for (int j = 1; j < horizon; j++) {
                    psi[j] += psi[j - 1];
                }
            }
            return psi;
        }
    }

    private static double[] moved(double[] state, double[] ar) {
        int r = state.length;
        double[] next = new double[r];
        for (int i = 0; i < r; i++) {
            next[i] = (i < ar.length ? ar[i] * state[0] : 0) + (i + 1 < r ? state[i + 1] : 0);
        }
        return next;
    }

    /** Exact likelihood of a stationary ARMA with the variance concentrated out. */
    static final class Filter {
        final double variance;
        final double logLikelihood;
        /** The predicted state one step behind the end. */
        final double[] state;

        Filter(double[] series, double mean, double[] ar, double[] ma) {
            int n = series.length;
            int r = Math.max(ar.length, ma.length + 1);
            double[] shock = new double[r];
            shock[0] = 1;
            System.arraycopy(ma, 0, shock, 1, ma.length);
            double[][] p = stationary(ar, shock);
            double[] a = new double[r];
            double logs = 0;
            double squares = 0;
            boolean steady = false;
            for (double value : series) {
                double f = p[0][0];
                double miss = value - mean - a[0];
                logs += Math.log(f);
                squares += miss * miss / f;
                double[] gain = new double[r];
                for (int i = 0; i < r; i++) {
                    gain[i] = p[i][0] / f;
                }
                double[] updated = new double[r];
                for (int i = 0; i < r; i++) {
                    updated[i] = a[i] + gain[i] * miss;
                }
                a = moved(updated, ar);
                if (!steady) {
                    double[][] left = new double[r][r];
                    for (int i = 0; i < r; i++) {
                        for (int j = 0; j < r; j++) {
                            left[i][j] = p[i][j] - gain[i] * p[0][j];
                        }
                    }
                    double[][] next = predicted(left, ar, shock);
                    // once the covariance rests it stays: the rest of a long series is one multiplication a value
                    steady = same(p, next);
                    p = next;
                }
            }
            variance = squares / n;
            logLikelihood = -0.5 * (n * (Math.log(2 * Math.PI * variance) + 1) + logs);
            state = a;
        }

        private static boolean same(double[][] a, double[][] b) {
            double gap = 0;
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    gap = Math.max(gap, Math.abs(a[i][j] - b[i][j]));
                }
            }
            return gap < 1e-14;
        }

        /** T P T' + R R' with the companion matrix T. */
        private static double[][] predicted(double[][] p, double[] ar, double[] shock) {
            int r = shock.length;
            double[][] tp = new double[r][r];
            for (int i = 0; i < r; i++) {
                for (int j = 0; j < r; j++) {
                    tp[i][j] = (i < ar.length ? ar[i] * p[0][j] : 0) + (i + 1 < r ? p[i + 1][j] : 0);
                }
            }
            double[][] next = new double[r][r];
            for (int i = 0; i < r; i++) {
                for (int j = 0; j < r; j++) {
                    next[i][j] = (j < ar.length ? tp[i][0] * ar[j] : 0)
                            + (j + 1 < r ? tp[i][j + 1] : 0)
                            + shock[i] * shock[j];
                }
            }
            return next;
        }

        /** The covariance that one step leaves as it is, from the linear equations it satisfies. */
        private static double[][] stationary(double[] ar, double[] shock) {
            int r = shock.length;
            double[][] system = new double[r * r][r * r];
            double[] right = new double[r * r];
            for (int i = 0; i < r; i++) {
                for (int j = 0; j < r; j++) {
                    int row = i * r + j;
                    system[row][row] += 1;
                    double ai = i < ar.length ? ar[i] : 0;
                    double aj = j < ar.length ? ar[j] : 0;
                    system[row][0] -= ai * aj;
                    if (j + 1 < r) {
                        system[row][j + 1] -= ai;
                    }
                    if (i + 1 < r) {
                        system[row][(i + 1) * r] -= aj;
                    }
                    if (i + 1 < r && j + 1 < r) {
                        system[row][(i + 1) * r + j + 1] -= 1;
                    }
                    right[row] = shock[i] * shock[j];
                }
            }
            double[] solved = new LUDecomposition(new Array2DRowRealMatrix(system, false))
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
            double[][] p = new double[r][r];
            for (int i = 0; i < r; i++) {
                System.arraycopy(solved, i * r, p[i], 0, r);
            }
            return p;
        }
    }

    /** Coefficients of a stationary autoregression from free numbers, by way of partial autocorrelations. */
    static double[] stationary(double[] free, int from, int order) {
        double[] phi = new double[order];
        for (int k = 0; k < order; k++) {
            double partial = 0.999 * Math.tanh(free[from + k]);
            double[] before = Arrays.copyOf(phi, k);
            for (int i = 0; i < k; i++) {
                phi[i] = before[i] - partial * before[k - 1 - i];
            }
            phi[k] = partial;
        }
        return phi;
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }

    static Optional<Model> fitted(double[] series, int p, int d, int q, boolean constant) {
        double[] changes = series;
        for (int i = 0; i < d; i++) {
            changes = differenced(changes);
        }
        double[] data = changes;
        int n = data.length;
        int count = p + q + (constant ? 1 : 0) + 1;
        if (n - count - 1 <= 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(data).average().orElse(0);
        double spread = Math.sqrt(
                Arrays.stream(data).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        if (!(spread > 1e-12 * (1 + Math.abs(mean)))) {
            return Optional.empty();
        }
        double[] start = new double[p + q + (constant ? 1 : 0)];
        double[] steps = new double[start.length];
        Arrays.fill(steps, 0.5);
        if (constant) {
            start[p + q] = mean;
            steps[p + q] = spread / 2;
        }
        double[] point = start.length == 0
                ? start
                : Minimum.of(
                        free -> {
                            Filter filter = new Filter(
                                    data,
                                    constant ? free[p + q] : 0,
                                    stationary(free, 0, p),
                                    negated(stationary(free, p, q)));
                            return -filter.logLikelihood;
                        },
                        start,
                        steps);
        double centre = constant ? point[p + q] : 0;
        double[] ar = stationary(point, 0, p);
        double[] ma = negated(stationary(point, p, q));
        return Optional.of(new Model(series, d, constant, ar, ma, centre, new Filter(data, centre, ar, ma), n));
    }
}
