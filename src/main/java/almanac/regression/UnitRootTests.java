package almanac.regression;

import almanac.model.ModelSpec;
import almanac.regression.design.Grouping;
import almanac.regression.design.Panel;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Panel unit roots of the model's variables. The null is a unit root in every unit.
 *
 * <ul>
 *   <li>Im, Pesaran and Shin (2003): W-tbar, units may differ; moments of t by T and lags from their table 3, interpolated.
 *   <li>Levin, Lin and Chu (2002): one root for all; balanced panels; adjustments from their table 2, interpolated. The
 *       long-run variance is that of changes about their mean (about a line with a trend), as the paper says for its second
 *       and third model and plm, gretl and Stata compute it; {@code _driftless} keeps the mean in, which under a null
 *       without drift has the size the tables promise (the other form rejects too often).
 * </ul>
 *
 * <p>Settings: {@code deterministic=trend} adds a line for each unit; {@code lags=2} in each augmented Dickey-Fuller
 * regression (1 unless given), or {@code aic}, {@code sic} (Schwarz) or {@code hall} (last lag with |t| above 1.96), for each
 * unit, all candidates on the rows that {@code max-lags} (4) leaves; {@code adf-variance=n} divides by n, not n - k (plm's
 * default, not gretl's or EViews').
 */
final class UnitRootTests {
    /** Periods in a regression below which the published moments end. */
    private static final int LEAST = 10;

    private static final double[] IPS_PERIODS = {10, 15, 20, 25, 30, 40, 50, 60, 70, 100};
    private static final double NONE = Double.NaN;

    /** Mean of t: a row for each number of lags. */
    private static final double[][] IPS_MEAN = {
        {-1.504, -1.514, -1.522, -1.520, -1.526, -1.523, -1.527, -1.519, -1.524, -1.532},
        {-1.488, -1.503, -1.516, -1.514, -1.519, -1.520, -1.524, -1.519, -1.522, -1.530},
        {-1.319, -1.387, -1.428, -1.443, -1.460, -1.476, -1.493, -1.490, -1.498, -1.514},
        {-1.306, -1.366, -1.413, -1.433, -1.453, -1.471, -1.489, -1.486, -1.495, -1.512},
        {-1.171, -1.260, -1.329, -1.363, -1.394, -1.428, -1.454, -1.458, -1.470, -1.495},
        {NONE, NONE, -1.313, -1.351, -1.384, -1.421, -1.451, -1.454, -1.467, -1.494},
        {NONE, NONE, NONE, -1.289, -1.331, -1.380, -1.418, -1.427, -1.444, -1.476},
        {NONE, NONE, NONE, -1.273, -1.319, -1.371, -1.411, -1.423, -1.441, -1.474},
        {NONE, NONE, NONE, -1.212, -1.266, -1.329, -1.377, -1.393, -1.415, -1.456}
    };

    private static final double[][] IPS_VARIANCE = {
        {1.069, 0.923, 0.851, 0.809, 0.789, 0.770, 0.760, 0.749, 0.736, 0.735},
        {1.255, 1.011, 0.915, 0.861, 0.831, 0.803, 0.781, 0.770, 0.753, 0.745},
        {1.421, 1.078, 0.969, 0.905, 0.865, 0.830, 0.798, 0.789, 0.766, 0.754},
        {1.759, 1.181, 1.037, 0.952, 0.907, 0.858, 0.819, 0.802, 0.782, 0.761},
        {2.080, 1.279, 1.097, 1.005, 0.946, 0.886, 0.842, 0.819, 0.801, 0.771},
        {NONE, NONE, 1.171, 1.055, 0.980, 0.912, 0.863, 0.839, 0.814, 0.781},
        {NONE, NONE, NONE, 1.114, 1.023, 0.942, 0.886, 0.858, 0.834, 0.795},
        {NONE, NONE, NONE, 1.164, 1.062, 0.968, 0.910, 0.875, 0.851, 0.806},
        {NONE, NONE, NONE, 1.217, 1.105, 0.996, 0.929, 0.896, 0.871, 0.818}
    };

    private static final double[][] IPS_MEAN_TREND = {
        {-2.166, -2.167, -2.168, -2.167, -2.172, -2.173, -2.176, -2.174, -2.174, -2.177},
        {-2.173, -2.169, -2.172, -2.172, -2.173, -2.177, -2.180, -2.178, -2.176, -2.179},
        {-1.914, -1.999, -2.047, -2.074, -2.095, -2.120, -2.137, -2.143, -2.146, -2.158},
        {-1.922, -1.977, -2.032, -2.065, -2.091, -2.117, -2.137, -2.142, -2.146, -2.158},
        {-1.750, -1.823, -1.911, -1.968, -2.009, -2.057, -2.091, -2.103, -2.114, -2.135},
        {NONE, NONE, -1.888, -1.955, -1.998, -2.051, -2.087, -2.101, -2.111, -2.135},
        {NONE, NONE, NONE, -1.868, -1.923, -1.995, -2.042, -2.065, -2.081, -2.113},
        {NONE, NONE, NONE, -1.851, -1.912, -1.986, -2.036, -2.063, -2.079, -2.112},
        {NONE, NONE, NONE, -1.761, -1.835, -1.925, -1.987, -2.024, -2.046, -2.088}
    };

    private static final double[][] IPS_VARIANCE_TREND = {
        {1.132, 0.869, 0.763, 0.713, 0.690, 0.655, 0.633, 0.621, 0.610, 0.597},
        {1.453, 0.975, 0.845, 0.769, 0.734, 0.687, 0.654, 0.641, 0.627, 0.605},
        {1.627, 1.036, 0.882, 0.796, 0.756, 0.702, 0.661, 0.653, 0.634, 0.613},
        {2.482, 1.214, 0.983, 0.861, 0.808, 0.735, 0.688, 0.674, 0.650, 0.625},
        {3.947, 1.332, 1.052, 0.913, 0.845, 0.759, 0.705, 0.685, 0.662, 0.629},
        {NONE, NONE, 1.165, 0.991, 0.899, 0.792, 0.730, 0.705, 0.673, 0.638},
        {NONE, NONE, NONE, 1.055, 0.945, 0.828, 0.753, 0.725, 0.689, 0.650},
        {NONE, NONE, NONE, 1.145, 1.009, 0.872, 0.786, 0.747, 0.713, 0.661},
        {NONE, NONE, NONE, 1.208, 1.063, 0.902, 0.808, 0.766, 0.728, 0.670}
    };

    private static final double[] LLC_PERIODS = {25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 250, 500};
    private static final double[][] LLC_MEAN = {
        {-0.554, -0.546, -0.541, -0.537, -0.533, -0.531, -0.527, -0.524, -0.521, -0.520, -0.518, -0.509, -0.500},
        {-0.703, -0.674, -0.653, -0.637, -0.624, -0.614, -0.598, -0.587, -0.578, -0.571, -0.566, -0.533, -0.500}
    };
    private static final double[][] LLC_SD = {
        {0.919, 0.889, 0.867, 0.850, 0.837, 0.826, 0.810, 0.798, 0.789, 0.782, 0.776, 0.742, 0.707},
        {1.003, 0.949, 0.906, 0.871, 0.842, 0.818, 0.780, 0.751, 0.728, 0.710, 0.695, 0.603, 0.500}
    };

    private UnitRootTests() {}

    /**
     * How the Dickey-Fuller regressions are made.
     *
     * @param lags number of lags, or -1 where {@code criterion} chooses it
     * @param unbiased whether s2 divides by n - k
     */
    private record Design(int lags, String criterion, int mostLags, boolean trend, boolean unbiased) {
        static Design of(ModelSpec spec) {
            String lags = spec.settings().getOrDefault("lags", "1").toLowerCase(Locale.ROOT);
            String most = spec.settings().getOrDefault("max-lags", "4");
            String kind = spec.settings().getOrDefault("deterministic", "intercept");
            String variance = spec.settings().getOrDefault("adf-variance", "n-k");
            boolean chosen = List.of("aic", "sic", "hall").contains(lags);
            refuseUnless(chosen || lags.matches("[0-8]"), "lags=" + lags, "0 to 8, aic, sic or hall");
            refuseUnless(most.matches("[0-8]"), "max-lags=" + most, "0 to 8");
            refuseUnless(
                    kind.equals("intercept") || kind.equals("trend"), "deterministic=" + kind, "intercept or trend");
            refuseUnless(variance.equals("n") || variance.equals("n-k"), "adf-variance=" + variance, "n or n-k");
            return new Design(
                    chosen ? -1 : Integer.parseInt(lags),
                    chosen ? lags : "",
                    Integer.parseInt(most),
                    kind.equals("trend"),
                    variance.equals("n-k"));
        }

        private static void refuseUnless(boolean good, String what, String choices) {
            if (!good) {
                throw new Refusal(Trouble.UNKNOWN_OPTION, what + " is not one of the choices", choices);
            }
        }

        int lagsOf(String name, double[] values, int[] rows) {
            if (lags >= 0) {
                return lags;
            }
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int candidate = mostLags; candidate >= 0; candidate--) {
                // all candidates on the rows that the most lags leave
                int[] later = Arrays.copyOfRange(rows, mostLags - candidate, rows.length);
                DickeyFuller unit = DickeyFuller.of(name, values, later, candidate, trend);
                if (criterion.equals("hall")) {
                    int last = unit.columns().size() - 2;
                    if (candidate == 0 || Math.abs(unit.t(last, unbiased)) >= 1.96) {
                        return candidate;
                    }
                    continue;
                }
                int n = unit.change().length;
                int k = unit.columns().size();
                double value = Math.log(unit.fitted().rss() / n)
                        + (criterion.equals("aic") ? 2.0 * k / n : k * Math.log(n) / n);
                if (value < least) {
                    least = value;
                    best = candidate;
                }
            }
            return best;
        }

        String words(int[] used) {
            String deterministic = trend ? "unit intercepts and trends" : "unit intercepts";
            if (lags >= 0) {
                return lags + (lags == 1 ? " lag, " : " lags, ") + deterministic;
            }
            return "lags by " + criterion.toUpperCase(Locale.ROOT) + " ("
                    + Arrays.stream(used).min().orElse(0) + " to "
                    + Arrays.stream(used).max().orElse(0) + "), " + deterministic;
        }
    }

    static void run(ModelSpec spec, Sample sample, Results results) {
        Panel panel = sample.needPanel("a panel unit root test");
        Design design = Design.of(spec);
        Map<String, double[]> variables = new LinkedHashMap<>();
        variables.put(sample.dependent(), sample.response().hi());
        for (Regressor regressor : sample.regressors()) {
            if (!regressor.term().equals(Regressor.CONSTANT)
                    && !regressor.term().contains("::")) {
                variables.put(regressor.term(), regressor.values().hi());
            }
        }
        List<int[]> series = series(panel);
        variables.forEach((name, values) -> {
            results.part("unit_root_ips:" + name, () -> imPesaranShin(name, values, series, design, results));
            results.part("unit_root_llc:" + name, () -> levinLinChu(name, values, series, design, false, results));
            results.part(
                    "unit_root_llc_driftless:" + name, () -> levinLinChu(name, values, series, design, true, results));
        });
    }

    /** Rows of each unit in time order; a unit with a gap is refused. */
    private static List<int[]> series(Panel panel) {
        Grouping entity = panel.entity();
        int[] order = panel.order();
        List<int[]> series = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || entity.codes()[order[i]] != entity.codes()[order[start]]) {
                series.add(Arrays.copyOfRange(order, start, i));
                start = i;
            } else if (panel.time()[order[i]] - panel.time()[order[i - 1]] != 1) {
                throw new Refusal(
                        Trouble.TEST_NOT_POSSIBLE,
                        "unit " + entity.labels().get(entity.codes()[order[i]]) + " has a gap in time",
                        "unit root tests need unbroken yearly series");
            }
        }
        return series;
    }

    /**
     * An augmented Dickey-Fuller regression of one unit.
     *
     * @param change left side
     * @param level lagged level, the last column
     * @param others constant, line, lagged changes
     * @param allChanges of the whole series
     */
    private record DickeyFuller(
            double[] change, double[] level, List<double[]> others, double[] allChanges, Auxiliary.Fitted fitted) {
        static DickeyFuller of(String name, double[] values, int[] rows, int lags, boolean trend) {
            int n = rows.length - lags - 1;
            if (n < LEAST) {
                throw new Refusal(
                        Trouble.TEST_NOT_POSSIBLE,
                        "a unit has " + rows.length + " periods, " + (LEAST + lags + 1) + " are needed with " + lags
                                + " lags",
                        "fewer lags (lags=0) or longer series");
            }
            double[] changes = new double[rows.length - 1];
            for (int t = 0; t < changes.length; t++) {
                changes[t] = values[rows[t + 1]] - values[rows[t]];
            }
            double[] change = Arrays.copyOfRange(changes, lags, changes.length);
            double[] level = new double[n];
            double[] line = new double[n];
            for (int t = 0; t < n; t++) {
                level[t] = values[rows[t + lags]];
                line[t] = t - (n - 1) / 2.0;
            }
            List<double[]> others = new ArrayList<>(List.of(Auxiliary.ones(n)));
            if (trend) {
                others.add(line);
            }
            for (int lag = 1; lag <= lags; lag++) {
                others.add(Arrays.copyOfRange(changes, lags - lag, changes.length - lag));
            }
            List<double[]> columns = Auxiliary.with(others, level);
            Auxiliary.Fitted fitted = Auxiliary.solve(columns, change);
            if (fitted.rank() < columns.size()) {
                throw new Refusal(Trouble.TEST_NOT_POSSIBLE, name + " does not vary enough in a unit", "see the data");
            }
            return new DickeyFuller(change, level, others, changes, fitted);
        }

        List<double[]> columns() {
            return Auxiliary.with(others, level);
        }

        /** t of a column; the last is the level. */
        double t(int column, boolean unbiased) {
            int n = change.length;
            double s2 = fitted.rss() / (unbiased ? n - columns().size() : n);
            return fitted.solution().coefficients()[column]
                    / Math.sqrt(s2 * fitted.solution().inverse()[column][column]);
        }
    }

    private static void imPesaranShin(
            String name, double[] values, List<int[]> series, Design design, Results results) {
        double sum = 0;
        double mean = 0;
        double variance = 0;
        int units = series.size();
        int[] used = new int[units];
        for (int g = 0; g < units; g++) {
            int lags = design.lagsOf(name, values, series.get(g));
            used[g] = lags;
            DickeyFuller unit = DickeyFuller.of(name, values, series.get(g), lags, design.trend());
            int n = unit.change().length;
            sum += unit.t(unit.others().size(), design.unbiased());
            mean += interpolated(IPS_PERIODS, (design.trend() ? IPS_MEAN_TREND : IPS_MEAN)[lags], n);
            variance += interpolated(IPS_PERIODS, (design.trend() ? IPS_VARIANCE_TREND : IPS_VARIANCE)[lags], n);
        }
        double w = (sum - mean) / Math.sqrt(variance);
        results.figure("unit_root_mean_t:" + name, sum / units);
        results.other(
                "unit_root_ips:" + name,
                "Im-Pesaran-Shin W-tbar of " + name + ", " + design.words(used),
                w,
                Tail.normalUpper(-w),
                "mean t " + sum / units + "; null: a unit root in every unit");
    }

    private static void levinLinChu(
            String name, double[] values, List<int[]> series, Design design, boolean driftless, Results results) {
        int periods = series.get(0).length;
        if (series.stream().anyMatch(rows -> rows.length != periods)) {
            throw new Refusal(Trouble.TEST_NOT_POSSIBLE, "the panel is not balanced", "see unit_root_ips");
        }
        if (driftless && design.trend()) {
            return;
        }
        double vv = 0;
        double ve = 0;
        double ratio = 0;
        int used = 0;
        int[] lags = new int[series.size()];
        List<double[]> errors = new ArrayList<>();
        List<double[]> levels = new ArrayList<>();
        for (int g = 0; g < lags.length; g++) {
            lags[g] = design.lagsOf(name, values, series.get(g));
            DickeyFuller unit = DickeyFuller.of(name, values, series.get(g), lags[g], design.trend());
            double[] e = Auxiliary.solve(unit.others(), unit.change()).residuals();
            double[] v = Auxiliary.solve(unit.others(), unit.level()).residuals();
            double sigma = Math.sqrt(unit.fitted().rss()
                    / (design.unbiased() ? e.length - unit.columns().size() : e.length));
            for (int t = 0; t < e.length; t++) {
                e[t] /= sigma;
                v[t] /= sigma;
            }
            double[] changes = driftless
                    ? unit.allChanges()
                    : Auxiliary.solve(deterministic(periods - 1, design.trend()), unit.allChanges())
                            .residuals();
            ratio += longRun(changes, periods) / sigma / series.size();
            vv += dot(v, v);
            ve += dot(v, e);
            used += e.length;
            errors.add(e);
            levels.add(v);
        }
        double delta = ve / vv;
        double squares = 0;
        for (int g = 0; g < errors.size(); g++) {
            for (int t = 0; t < errors.get(g).length; t++) {
                double rest = errors.get(g)[t] - delta * levels.get(g)[t];
                squares += rest * rest;
            }
        }
        double variance = squares / used;
        double std = Math.sqrt(variance / vv);
        double length = (double) used / series.size();
        int kind = design.trend() ? 1 : 0;
        double mean = interpolated(LLC_PERIODS, LLC_MEAN[kind], length);
        double sd = interpolated(LLC_PERIODS, LLC_SD[kind], length);
        double statistic = (delta / std - used * ratio / variance * std * mean) / sd;
        results.other(
                (driftless ? "unit_root_llc_driftless:" : "unit_root_llc:") + name,
                "Levin-Lin-Chu t* of " + name + ", " + design.words(lags) + (driftless ? ", null without drift" : ""),
                statistic,
                Tail.normalUpper(-statistic),
                (length < LLC_PERIODS[0] ? "fewer periods than the published adjustments begin with; " : "")
                        + "null: a unit root in every unit");
    }

    private static List<double[]> deterministic(int n, boolean trend) {
        double[] line = new double[n];
        Arrays.setAll(line, t -> t - (n - 1) / 2.0);
        return trend ? List.of(Auxiliary.ones(n), line) : List.of(Auxiliary.ones(n));
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Long-run standard deviation of the changes, Bartlett weights, truncated at 3.21 T^(1/3), rounded as in their table 2. */
    private static double longRun(double[] changes, int periods) {
        int truncation = (int) Math.min(changes.length - 1.0, Math.rint(3.21 * Math.cbrt(periods)));
        double variance = 0;
        for (int lag = 0; lag <= truncation; lag++) {
            double product = 0;
            for (int t = lag; t < changes.length; t++) {
                product += changes[t] * changes[t - lag] / changes.length;
            }
            variance += (lag == 0 ? 1 : 2 * (1 - lag / (truncation + 1.0))) * product;
        }
        return Math.sqrt(variance);
    }

    /** Linear between the published periods, constant beyond; cells the authors left blank are passed over. */
    static double interpolated(double[] periods, double[] values, double at) {
        int first = 0;
        while (Double.isNaN(values[first])) {
            first++;
        }
        if (at <= periods[first]) {
            return values[first];
        }
        for (int i = first + 1; i < periods.length; i++) {
            if (at <= periods[i]) {
                double share = (at - periods[i - 1]) / (periods[i] - periods[i - 1]);
                return values[i - 1] + share * (values[i] - values[i - 1]);
            }
        }
        return values[values.length - 1];
    }
}
