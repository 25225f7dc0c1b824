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
import java.util.Map;

/**
 * Panel unit roots of the model's variables, unit intercepts, the setting {@code lags} (1 unless given) in each augmented
 * Dickey-Fuller regression. The null is a unit root in every unit.
 *
 * <ul>
 *   <li>Im, Pesaran and Shin (2003): W-tbar, units may differ; moments of t by T and lags from their table 3, interpolated.
 *   <li>Levin, Lin and Chu (2002): one root for all; balanced panels; adjustments from their table 2, interpolated.
 * </ul>
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

    private static final double[] LLC_PERIODS = {25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 250, 500};
    private static final double[] LLC_MEAN = {
        -0.554, -0.546, -0.541, -0.537, -0.533, -0.531, -0.527, -0.524, -0.521, -0.520, -0.518, -0.509, -0.500
    };
    private static final double[] LLC_SD = {
        0.919, 0.889, 0.867, 0.850, 0.837, 0.826, 0.810, 0.798, 0.789, 0.782, 0.776, 0.742, 0.707
    };

    private UnitRootTests() {}

    static void run(ModelSpec spec, Sample sample, Results results) {
        Panel panel = sample.needPanel("a panel unit root test");
        String setting = spec.settings().getOrDefault("lags", "1");
        if (!setting.matches("[0-8]")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION, "lags=" + setting + " is not between 0 and 8", "for example lags=2");
        }
        int lags = Integer.parseInt(setting);
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
            results.part("unit_root_ips:" + name, () -> imPesaranShin(name, values, series, lags, results));
            results.part("unit_root_llc:" + name, () -> levinLinChu(name, values, series, lags, results));
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

    /** What an augmented Dickey-Fuller regression needs of one unit. */
    private record Autoregression(double[] change, double[] level, List<double[]> others, double[] allChanges) {
        static Autoregression of(double[] values, int[] rows, int lags) {
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
            for (int t = 0; t < n; t++) {
                level[t] = values[rows[t + lags]];
            }
            List<double[]> others = new ArrayList<>(List.of(Auxiliary.ones(n)));
            for (int lag = 1; lag <= lags; lag++) {
                others.add(Arrays.copyOfRange(changes, lags - lag, changes.length - lag));
            }
            return new Autoregression(change, level, others, changes);
        }
    }

    private static void imPesaranShin(String name, double[] values, List<int[]> series, int lags, Results results) {
        double sum = 0;
        double mean = 0;
        double variance = 0;
        int units = series.size();
        for (int[] rows : series) {
            Autoregression unit = Autoregression.of(values, rows, lags);
            List<double[]> columns = new ArrayList<>(unit.others());
            columns.add(unit.level());
            Auxiliary.Fitted fitted = Auxiliary.solve(columns, unit.change());
            int last = columns.size() - 1;
            if (fitted.rank() <= last) {
                throw new Refusal(Trouble.TEST_NOT_POSSIBLE, name + " does not vary enough in a unit", "see the data");
            }
            int df = unit.change().length - columns.size();
            double se = Math.sqrt(fitted.rss() / df * fitted.solution().inverse()[last][last]);
            sum += fitted.solution().coefficients()[last] / se;
            mean += interpolated(IPS_PERIODS, IPS_MEAN[lags], unit.change().length);
            variance += interpolated(IPS_PERIODS, IPS_VARIANCE[lags], unit.change().length);
        }
        double w = (sum - mean) / Math.sqrt(variance);
        results.other(
                "unit_root_ips:" + name,
                "Im-Pesaran-Shin W-tbar of " + name + ", " + lags + " lags, unit intercepts",
                w,
                Tail.normalUpper(-w),
                "mean t " + sum / units + "; null: a unit root in every unit");
    }

    private static void levinLinChu(String name, double[] values, List<int[]> series, int lags, Results results) {
        int periods = series.get(0).length;
        if (series.stream().anyMatch(rows -> rows.length != periods)) {
            throw new Refusal(Trouble.TEST_NOT_POSSIBLE, "the panel is not balanced", "see unit_root_ips");
        }
        double vv = 0;
        double ve = 0;
        double ratio = 0;
        int used = 0;
        List<double[]> errors = new ArrayList<>();
        List<double[]> levels = new ArrayList<>();
        for (int[] rows : series) {
            Autoregression unit = Autoregression.of(values, rows, lags);
            double[] e = Auxiliary.solve(unit.others(), unit.change()).residuals();
            double[] v = Auxiliary.solve(unit.others(), unit.level()).residuals();
            double own = dot(e, v) / dot(v, v);
            double squares = 0;
            for (int t = 0; t < e.length; t++) {
                squares += (e[t] - own * v[t]) * (e[t] - own * v[t]);
            }
            double sigma = Math.sqrt(squares / e.length);
            for (int t = 0; t < e.length; t++) {
                e[t] /= sigma;
                v[t] /= sigma;
            }
            ratio += longRun(unit.allChanges(), periods) / sigma / series.size();
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
        double mean = interpolated(LLC_PERIODS, LLC_MEAN, length);
        double sd = interpolated(LLC_PERIODS, LLC_SD, length);
        double statistic = (delta / std - used * ratio / variance * std * mean) / sd;
        results.other(
                "unit_root_llc:" + name,
                "Levin-Lin-Chu t* of " + name + ", " + lags + " lags, unit intercepts",
                statistic,
                Tail.normalUpper(-statistic),
                (length < LLC_PERIODS[0] ? "fewer periods than the published adjustments begin with; " : "")
                        + "null: a unit root in every unit");
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /**
     * Long-run standard deviation of the changes, Bartlett weights, truncated at 3.21 T^(1/3). Without a trend the null has no
     * drift, so the mean stays in (the paper's section 2; taking it out moves the statistic by -0.7 under the null).
     */
    private static double longRun(double[] changes, int periods) {
        int truncation = (int) Math.min(changes.length - 1.0, Math.floor(3.21 * Math.cbrt(periods)));
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
