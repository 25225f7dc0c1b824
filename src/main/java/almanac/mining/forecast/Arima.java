package almanac.mining.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * ARIMA(p, d, q)(P, D, Q) by exact maximum likelihood (Kalman filter), orders chosen automatically: D is 1 where the season is
 * strong (X. Wang, K. Smith and R. Hyndman 2006: 1 - Var(rest)/Var(season + rest) above 0.64), d by the KPSS test (D.
 * Kwiatkowski et al. 1992) at 5 %, the others and the constant by the corrected Akaike criterion: yearly data by trying all
 * with p and q up to 2 (3 from 40 numbers on), seasonal ones step by step, P and Q up to 1, in the manner of R. Hyndman and
 * Y. Khandakar (2008), Journal of Statistical Software 27(3). Stationarity and invertibility hold by construction through
 * partial autocorrelations (R. Jones 1980, Technometrics 22).
 *
 * @param season periods in a season, 1 for yearly data
 * @param orders where they are settled, else empty
 */
record Arima(int season, Optional<Orders> orders) implements Forecaster {
    private static final double KPSS_5_PERCENT = 0.463;

    /** Strength of the season above which it is differenced. */
    private static final double STRONG = 0.64;

    Arima(int season) {
        this(season, Optional.empty());
    }

    /** The orders p, d, q and, over seasons, P, D, Q; with a mean or drift or without. */
    record Orders(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, boolean constant) {
        boolean possible(int most) {
            return p >= 0
                    && q >= 0
                    && seasonalP >= 0
                    && seasonalQ >= 0
                    && p <= most
                    && q <= most
                    && p + q <= most + 1
                    && seasonalP <= 1
                    && seasonalQ <= 1
                    && !(constant && d + seasonalD > 1);
        }

        private Orders changed(int byP, int byQ, int bySeasonalP, int bySeasonalQ, boolean other) {
            return new Orders(
                    p + byP,
                    d,
                    q + byQ,
                    seasonalP + bySeasonalP,
                    seasonalD,
                    seasonalQ + bySeasonalQ,
                    other != constant);
        }
    }

    @Override
    public String name() {
        return "ARIMA";
    }

    @Override
    public Forecaster settled(double[] series) {
        if (season == 1) {
            return this;
        }
        return searched(series)
                .<Forecaster>map(model -> new Arima(season, Optional.of(model.orders)))
                .orElse(this);
    }

    @Override
    public Optional<Fitted> fit(double[] series) {
        return (orders.isPresent() ? fitted(series, orders.get(), season) : searched(series)).map(model -> model);
    }

    private Optional<Model> searched(double[] series) {
        if (series.length < 8) {
            return Optional.empty();
        }
        boolean seasonal = season > 1 && series.length >= 2 * season + 8;
        int seasonalD = seasonal && strength(series, season) > STRONG ? 1 : 0;
        int d = 0;
        double[] stationary = seasonalD > 0 ? differenced(series, season) : series;
        while (d < 2 && kpss(stationary) > KPSS_5_PERCENT) {
            stationary = differenced(stationary, 1);
            d++;
        }
        return seasonal ? stepwise(series, d, seasonalD) : everyOne(series, d);
    }

    private Optional<Model> everyOne(double[] series, int d) {
        int most = series.length >= 40 ? 3 : 2;
        Optional<Model> best = Optional.empty();
        for (int p = 0; p <= most; p++) {
            for (int q = 0; q <= most && p + q <= 3; q++) {
                for (boolean constant : d < 2 ? new boolean[] {true, false} : new boolean[] {false}) {
                    best = better(best, fitted(series, p, d, q, constant));
                }
            }
        }
        return best;
    }

    private static Optional<Model> better(Optional<Model> best, Optional<Model> one) {
        return one.isPresent() && (best.isEmpty() || one.get().criterion < best.get().criterion) ? one : best;
    }

    /** From four starts to the neighbour with the smallest criterion, until none is smaller. */
    private Optional<Model> stepwise(double[] series, int d, int seasonalD) {
        boolean constant = d + seasonalD <= 1;
        Set<Orders> tried = new HashSet<>();
        Optional<Model> best = Optional.empty();
        for (Orders start : List.of(
                new Orders(2, d, 2, 1, seasonalD, 1, constant),
                new Orders(0, d, 0, 0, seasonalD, 0, constant),
                new Orders(1, d, 0, 1, seasonalD, 0, constant),
                new Orders(0, d, 1, 0, seasonalD, 1, constant))) {
            tried.add(start);
            best = better(best, fitted(series, start, season));
        }
        boolean moved = best.isPresent();
        while (moved) {
            moved = false;
            Orders at = best.orElseThrow().orders;
            for (Orders next : List.of(
                    at.changed(-1, 0, 0, 0, false),
                    at.changed(1, 0, 0, 0, false),
                    at.changed(0, -1, 0, 0, false),
                    at.changed(0, 1, 0, 0, false),
                    at.changed(0, 0, -1, 0, false),
                    at.changed(0, 0, 1, 0, false),
                    at.changed(0, 0, 0, -1, false),
                    at.changed(0, 0, 0, 1, false),
                    at.changed(-1, -1, 0, 0, false),
                    at.changed(1, 1, 0, 0, false),
                    at.changed(0, 0, 0, 0, true))) {
                if (next.possible(3) && tried.add(next)) {
                    Optional<Model> one = fitted(series, next, season);
                    Optional<Model> leader = better(best, one);
                    if (leader.isPresent() && !leader.equals(best)) {
                        best = leader;
                        moved = true;
                    }
                }
            }
        }
        return best;
    }

    /**
     * How strong the season is, 0 to 1: the rest against season and rest about a moving average of one season (classical
     * decomposition).
     */
    static double strength(double[] series, int season) {
        int n = series.length;
        double[] off = new double[n];
        Arrays.fill(off, Double.NaN);
        int half = season / 2;
        for (int t = half; t < n - half; t++) {
            double trend = 0;
            for (int j = -half; j <= half; j++) {
                boolean edge = season % 2 == 0 && Math.abs(j) == half;
                trend += series[t + j] * (edge ? 0.5 : 1) / season;
            }
            off[t] = series[t] - trend;
        }
        double[] means = new double[season];
        for (int s = 0; s < season; s++) {
            int count = 0;
            for (int t = s; t < n; t += season) {
                if (!Double.isNaN(off[t])) {
                    means[s] += off[t];
                    count++;
                }
            }
            means[s] /= Math.max(1, count);
        }
        double mean = Arrays.stream(off).filter(v -> !Double.isNaN(v)).average().orElse(0);
        double all = 0;
        double rest = 0;
        for (int t = 0; t < n; t++) {
            if (!Double.isNaN(off[t])) {
                all += (off[t] - mean) * (off[t] - mean);
                rest += (off[t] - means[t % season]) * (off[t] - means[t % season]);
            }
        }
        return all > 0 ? Math.max(0, 1 - rest / all) : 0;
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

    /** Changes over {@code lag} periods. */
    static double[] differenced(double[] series, int lag) {
        double[] changes = new double[Math.max(0, series.length - lag)];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = series[t + lag] - series[t];
        }
        return changes;
    }

    /** A fitted model. */
    static final class Model implements Fitted {
        private final double[] series;
        private final int season;
        final Orders orders;
        private final int count;
        final double[] ar;
        final double[] ma;
        final double mean;
        final double variance;
        final double logLikelihood;
        final double criterion;
        private final double[] state;

        Model(double[] series, int season, Orders orders, double[] ar, double[] ma, double mean, Filter filter, int n) {
            this.series = series;
            this.season = season;
            this.orders = orders;
            this.ar = ar;
            this.ma = ma;
            this.mean = mean;
            this.variance = filter.variance;
            this.logLikelihood = filter.logLikelihood;
            this.state = filter.state;
            this.count = orders.p + orders.q + orders.seasonalP + orders.seasonalQ + (orders.constant ? 1 : 0);
            int all = count + 1;
            this.criterion = n - all - 1 > 0
                    ? -2 * logLikelihood + 2.0 * all + 2.0 * all * (all + 1) / (n - all - 1)
                    : Double.POSITIVE_INFINITY;
        }

        @Override
        public String description() {
            return "ARIMA(" + orders.p + "," + orders.d + "," + orders.q + ")"
                    + (season > 1 && orders.seasonalP + orders.seasonalD + orders.seasonalQ > 0
                            ? "(" + orders.seasonalP + "," + orders.seasonalD + "," + orders.seasonalQ + ")[" + season
                                    + "]"
                            : "")
                    + (orders.constant ? orders.d + orders.seasonalD == 0 ? " with mean" : " with drift" : "");
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
            List<double[]> levels = new ArrayList<>();
            List<Integer> lags = new ArrayList<>();
            double[] last = series;
            for (int i = 0; i < orders.seasonalD + orders.d; i++) {
                int lag = i < orders.seasonalD ? season : 1;
                levels.add(last);
                lags.add(lag);
                last = differenced(last, lag);
            }
            for (int i = levels.size() - 1; i >= 0; i--) {
                double[] level = levels.get(i);
                int lag = lags.get(i);
                for (int h = 0; h < horizon; h++) {
                    means[h] += h < lag ? level[level.length - lag + h] : means[h - lag];
                }
            }
            double[] weights = weights(horizon);
            double[] errors = new double[horizon];
            double sum = 0;
            int n = last.length;
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
            for (int i = 0; i < orders.seasonalD + orders.d; i++) {
                int lag = i < orders.seasonalD ? season : 1;
                for (int j = lag; j < horizon; j++) {
                    psi[j] += psi[j - lag];
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

        /**
         * The covariance that one step leaves as it is, P = T P T' + R R', by doubling: P becomes P + A P A', A becomes A A,
         * until nothing is added (B. Anderson and J. Moore 1979, Optimal Filtering, 6.7).
         */
        private static double[][] stationary(double[] ar, double[] shock) {
            int r = shock.length;
            double[][] a = new double[r][r];
            double[][] p = new double[r][r];
            for (int i = 0; i < r; i++) {
                a[i][0] = i < ar.length ? ar[i] : 0;
                if (i + 1 < r) {
                    a[i][i + 1] = 1;
                }
                for (int j = 0; j < r; j++) {
                    p[i][j] = shock[i] * shock[j];
                }
            }
            for (int round = 0; round < 40; round++) {
                double[][] ap = times(a, p, false);
                double[][] more = times(ap, a, true);
                double added = 0;
                double all = 0;
                for (int i = 0; i < r; i++) {
                    for (int j = 0; j < r; j++) {
                        p[i][j] += more[i][j];
                        added = Math.max(added, Math.abs(more[i][j]));
                        all = Math.max(all, Math.abs(p[i][j]));
                    }
                }
                if (added <= 1e-15 * all) {
                    break;
                }
                a = times(a, a, false);
            }
            return p;
        }

        /** A B, or A B'. */
        private static double[][] times(double[][] left, double[][] right, boolean transposed) {
            int r = left.length;
            double[][] result = new double[r][r];
            for (int i = 0; i < r; i++) {
                for (int m = 0; m < r; m++) {
                    double value = left[i][m];
                    if (value == 0 && !transposed) {
                        continue;
                    }
                    for (int j = 0; j < r; j++) {
                        if (transposed) {
                            result[i][m] += left[i][j] * right[m][j];
                        } else {
                            result[i][j] += value * right[m][j];
                        }
                    }
                }
            }
            return result;
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
        return fitted(series, new Orders(p, d, q, 0, 0, 0, constant), 1);
    }

    /** The product of 1 - a_1 B - ... and 1 - s B^season, as coefficients of the same form. */
    private static double[] product(double[] plain, double[] seasonal, int season) {
        if (seasonal.length == 0) {
            return plain;
        }
        double[] all = Arrays.copyOf(plain, plain.length + season * seasonal.length);
        for (int k = 0; k < seasonal.length; k++) {
            int at = season * (k + 1);
            all[at - 1] += seasonal[k];
            for (int i = 0; i < plain.length; i++) {
                all[at + i] -= seasonal[k] * plain[i];
            }
        }
        return all;
    }

    static Optional<Model> fitted(double[] series, Orders orders, int season) {
        double[] changes = series;
        for (int i = 0; i < orders.seasonalD + orders.d; i++) {
            changes = differenced(changes, i < orders.seasonalD ? season : 1);
        }
        double[] data = changes;
        int n = data.length;
        int p = orders.p;
        int q = orders.q;
        int sp = orders.seasonalP;
        int free = p + q + sp + orders.seasonalQ;
        int count = free + (orders.constant ? 1 : 0) + 1;
        if (n - count - 1 <= 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(data).average().orElse(0);
        double spread = Math.sqrt(
                Arrays.stream(data).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        if (!(spread > 1e-12 * (1 + Math.abs(mean)))) {
            return Optional.empty();
        }
        double[] start = new double[free + (orders.constant ? 1 : 0)];
        double[] steps = new double[start.length];
        Arrays.fill(steps, 0.5);
        if (orders.constant) {
            start[free] = mean;
            steps[free] = spread / 2;
        }
        Function<double[], double[]> autoregression =
                point -> product(stationary(point, 0, p), stationary(point, p + q, sp), season);
        Function<double[], double[]> average = point ->
                negated(product(stationary(point, p, q), stationary(point, p + q + sp, orders.seasonalQ), season));
        double[] point = start.length == 0
                ? start
                : Minimum.of(
                        at -> -new Filter(
                                        data,
                                        orders.constant ? at[free] : 0,
                                        autoregression.apply(at),
                                        average.apply(at))
                                .logLikelihood,
                        start,
                        steps);
        double centre = orders.constant ? point[free] : 0;
        double[] ar = autoregression.apply(point);
        double[] ma = average.apply(point);
        return Optional.of(new Model(series, season, orders, ar, ma, centre, new Filter(data, centre, ar, ma), n));
    }
}
