package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Panel;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tests of panels: effects (F; Breusch and Pagan 1980 for unbalanced panels after Baltagi and Li 1990; Honda 1985; King and
 * Wu 1997), serial correlation (Wooldridge 2010, 10.5.4 and 10.6.3; Drukker 2003; Bhargava, Franzini and Narendranathan
 * 1982), dependence between units (Pesaran 2004), heteroskedasticity between units (Greene 2000, p. 598).
 */
final class PanelTests {
    private PanelTests() {}

    static void run(Sample given, Results results) {
        Sample sample = given.absorbing(List.of());
        Grouping units = sample.needEntity("panel tests");
        Estimate pooled = OrdinaryLeastSquares.estimate(sample);
        Estimate within = WithinEstimator.estimate(sample.absorbing(List.of(units)));
        results.part("f_fixed_effects", () -> effects(sample, pooled, within, results));
        results.part("breusch_pagan_lm", () -> multipliers(sample, pooled, results));
        results.part("modified_wald", () -> modifiedWald(units, within, results));
        if (sample.panel().isEmpty()) {
            results.trouble("pesaran_cd", "needs the periods: name their column with --time");
            return;
        }
        Panel panel = sample.needPanel("panel tests");
        results.part("panel_durbin_watson", () -> durbinWatson(panel, pooled, within, results));
        results.part("pesaran_cd", () -> dependence(sample, panel, within, results));
        results.part("wooldridge_bg", () -> breuschGodfrey(panel, within, results));
        results.part("wooldridge_fe", () -> wooldridgeWithin(sample, panel, within, results));
        results.part("wooldridge_fd", () -> wooldridgeDifferences(sample, results));
        results.part("wooldridge_xtserial", () -> drukker(sample, results));
    }

    private static void effects(Sample sample, Estimate pooled, Estimate within, Results results) {
        fTest("f_fixed_effects", "F of the unit effects", pooled, within, results);
        if (sample.time().isPresent()) {
            Grouping time = sample.time().get();
            fTest(
                    "f_time_effects",
                    "F of the time effects",
                    pooled,
                    WithinEstimator.estimate(sample.absorbing(List.of(time))),
                    results);
            fTest(
                    "f_twoway_effects",
                    "F of unit and time effects",
                    pooled,
                    WithinEstimator.estimate(sample.absorbing(List.of(sample.needEntity("two-way effects"), time))),
                    results);
        }
    }

    private static void fTest(String name, String title, Estimate pooled, Estimate within, Results results) {
        int added = pooled.dfResidual() - within.dfResidual();
        results.f(name, title, (pooled.rss() - within.rss()) / added / within.variance(), added, within.dfResidual());
    }

    private static void multipliers(Sample sample, Estimate pooled, Results results) {
        double[] u = pooled.residuals();
        int n = u.length;
        Grouping units = sample.needEntity("the Breusch-Pagan test");
        double m11 = squares(units);
        double honda = honda(u, units, m11);
        results.chi("breusch_pagan_lm", "Breusch-Pagan LM of unit effects", honda * honda, 1);
        results.other("honda", "Honda, unit effects, one-sided", honda, Tail.normalUpper(honda), "");
        if (sample.time().isEmpty()) {
            return;
        }
        Grouping time = sample.time().get();
        double m22 = squares(time);
        double hondaTime = honda(u, time, m22);
        results.chi("breusch_pagan_lm_time", "Breusch-Pagan LM of time effects", hondaTime * hondaTime, 1);
        results.chi(
                "breusch_pagan_lm_twoways",
                "Breusch-Pagan LM of unit and time effects",
                honda * honda + hondaTime * hondaTime,
                2);
        results.other("honda_time", "Honda, time effects, one-sided", hondaTime, Tail.normalUpper(hondaTime), "");
        double both = (honda + hondaTime) / Math.sqrt(2);
        results.other("honda_twoways", "Honda, both effects, one-sided", both, Tail.normalUpper(both), "");
        double kingWu = (Math.sqrt(m11 - n) * honda + Math.sqrt(m22 - n) * hondaTime) / Math.sqrt(m11 + m22 - 2 * n);
        results.other("king_wu", "King-Wu, unit effects (= Honda)", honda, Tail.normalUpper(honda), "");
        results.other("king_wu_time", "King-Wu, time effects (= Honda)", hondaTime, Tail.normalUpper(hondaTime), "");
        results.other("king_wu_twoways", "King-Wu, both effects, one-sided", kingWu, Tail.normalUpper(kingWu), "");
    }

    private static double squares(Grouping groups) {
        double sum = 0;
        for (int size : groups.sizes()) {
            sum += (double) size * size;
        }
        return sum;
    }

    private static double honda(double[] u, Grouping groups, double m) {
        double[] sums = new double[groups.groups()];
        for (int i = 0; i < u.length; i++) {
            sums[groups.codes()[i]] += u[i];
        }
        double a = WithinEstimator.squares(sums) / WithinEstimator.squares(u) - 1;
        return u.length / Math.sqrt(2 * (m - u.length)) * a;
    }

    /** Sum of squared changes from one period to the next; a row behind a gap counts with its own square. */
    private static void durbinWatson(Panel panel, Estimate pooled, Estimate within, Results results) {
        int[] before = panel.lagged(1);
        int[] order = panel.order();
        for (boolean fixed : new boolean[] {false, true}) {
            double[] u = fixed ? within.residuals() : pooled.residuals();
            double sum = 0;
            double behindGaps = 0;
            double last = 0;
            for (int place = 0; place < order.length; place++) {
                int i = order[place];
                boolean first = place == 0
                        || panel.entity().codes()[order[place - 1]]
                                != panel.entity().codes()[i];
                if (before[i] >= 0) {
                    last = (u[i] - u[before[i]]) * (u[i] - u[before[i]]);
                    sum += last;
                } else if (!first) {
                    last = u[i] * u[i];
                    behindGaps += last;
                }
            }
            double squares = WithinEstimator.squares(u);
            String name = "panel_durbin_watson" + (fixed ? "_within" : "");
            String of = fixed ? ", within residuals" : ", pooled residuals";
            results.other(
                    name,
                    "panel Durbin-Watson (Bhargava et al.; gaps after Baltagi and Wu 1999)" + of,
                    (sum + behindGaps) / squares,
                    Double.NaN,
                    "no p: tables of bounds only");
            if (!fixed) {
                results.other(
                        "panel_durbin_watson_gretl",
                        "panel Durbin-Watson as gretl 2022c prints it",
                        (sum + behindGaps - last) / squares,
                        Double.NaN,
                        "gretl's sum leaves out the last row of the data; no p: tables of bounds only");
            }
        }
    }

    private static void dependence(Sample sample, Panel panel, Estimate within, Results results) {
        Grouping time = sample.time().orElseThrow();
        int units = panel.entity().groups();
        double[][] wide = new double[units][time.groups()];
        for (double[] row : wide) {
            Arrays.fill(row, Double.NaN);
        }
        for (int i = 0; i < within.size(); i++) {
            wide[panel.entity().codes()[i]][time.codes()[i]] = within.residuals()[i];
        }
        double sum = 0;
        double pairs = 0;
        double absolute = 0;
        for (int a = 0; a < units; a++) {
            for (int b = 0; b < a; b++) {
                int common = 0;
                double[] left = new double[time.groups()];
                double[] right = new double[time.groups()];
                for (int t = 0; t < time.groups(); t++) {
                    if (!Double.isNaN(wide[a][t]) && !Double.isNaN(wide[b][t])) {
                        left[common] = wide[a][t];
                        right[common++] = wide[b][t];
                    }
                }
                if (common < 3) {
                    continue;
                }
                double r = Correlation.pearson(Arrays.copyOf(left, common), Arrays.copyOf(right, common));
                if (Double.isFinite(r)) {
                    sum += Math.sqrt(common) * r;
                    absolute += Math.abs(r);
                    pairs++;
                }
            }
        }
        if (pairs == 0) {
            throw new Refusal(
                    Trouble.TEST_NOT_POSSIBLE, "no two units share three periods", "the test needs longer series");
        }
        double z = sum / Math.sqrt(pairs);
        results.other(
                "pesaran_cd",
                "Pesaran CD, within residuals",
                z,
                Tail.normalTwoSided(z),
                "mean absolute correlation " + absolute / pairs);
    }

    private static void breuschGodfrey(Panel panel, Estimate within, Results results) {
        int[] order = panel.order();
        double[] u = at(within.residuals(), order);
        List<double[]> columns = new ArrayList<>();
        for (double[] column : within.columns()) {
            columns.add(at(column, order));
        }
        columns.add(ResidualTests.lagged(u, 1));
        Auxiliary.Fitted fitted = Auxiliary.solve(columns, u);
        results.chi(
                "wooldridge_bg",
                "Breusch-Godfrey of the within equation, order 1 (plm pbgtest)",
                u.length * (1 - fitted.rss() / WithinEstimator.squares(u)),
                1);
    }

    private static double[] at(double[] values, int[] order) {
        double[] result = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = values[order[i]];
        }
        return result;
    }

    /** u_it on u_i,t-1 of the row before; rho and the clustered variance of its estimate. */
    private record Autoregression(double rho, double variance, double corrected, int df, int groups) {
        static Autoregression of(double[] u, Grouping entity, int[] order, boolean constant, Sample sample) {
            return of(u, entity, order, constant, sample, Optional.empty());
        }

        /** @param gaps where present, only rows one period apart count */
        static Autoregression of(
                double[] u, Grouping entity, int[] order, boolean constant, Sample sample, Optional<Panel> gaps) {
            List<Double> now = new ArrayList<>();
            List<Double> before = new ArrayList<>();
            List<Integer> rows = new ArrayList<>();
            for (int place = 1; place < order.length; place++) {
                boolean near = gaps.isEmpty()
                        || gaps.get().time()[order[place]] - gaps.get().time()[order[place - 1]] == 1;
                if (near && entity.codes()[order[place]] == entity.codes()[order[place - 1]]) {
                    now.add(u[order[place]]);
                    before.add(u[order[place - 1]]);
                    rows.add(order[place]);
                }
            }
            int n = now.size();
            int needed = constant ? 3 : 2;
            if (n < needed) {
                throw new Refusal(
                        Trouble.TEST_NOT_POSSIBLE,
                        "too few rows have a row of the same unit before them",
                        "longer series");
            }
            double[] left = now.stream().mapToDouble(Double::doubleValue).toArray();
            double[] right = before.stream().mapToDouble(Double::doubleValue).toArray();
            int[] which = rows.stream().mapToInt(Integer::intValue).toArray();
            List<Regressor> regressors = new ArrayList<>();
            if (constant) {
                regressors.add(new Regressor(Regressor.CONSTANT, almanac.regression.numeric.Numbers.constant(n, 1)));
            }
            regressors.add(new Regressor("lag", almanac.regression.numeric.Numbers.of(right)));
            Estimate estimate = Equation.solve(
                    "ols",
                    sample.at(which),
                    regressors,
                    almanac.regression.numeric.Numbers.of(left),
                    constant,
                    almanac.regression.numeric.LeastSquares.lengths(
                            regressors.stream().map(Regressor::values).toList()),
                    0,
                    List.of());
            Grouping clusters = entity.rows(which);
            int last = estimate.parameters() - 1;
            return new Autoregression(
                    estimate.estimates()[last],
                    Covariances.clusteredBy(estimate, clusters, true)[last][last],
                    Covariances.clusteredBy(estimate, clusters, false)[last][last],
                    estimate.dfResidual(),
                    clusters.groups());
        }
    }

    private static void wooldridgeWithin(Sample sample, Panel panel, Estimate within, Results results) {
        Autoregression auto = Autoregression.of(within.residuals(), panel.entity(), panel.order(), true, sample);
        double periods = sample.time().orElseThrow().groups();
        double distance = auto.rho() + 1 / (periods - 1);
        results.f(
                "wooldridge_fe",
                "Wooldridge, within residuals: rho = -1/(T-1) (plm pwartest)",
                distance * distance / auto.variance(),
                1,
                auto.df());
    }

    private static void wooldridgeDifferences(Sample sample, Results results) {
        Estimate differences = FirstDifferenceEstimator.estimate(sample);
        Sample few = differences.sample();
        Panel panel = few.needPanel("the test");
        Autoregression auto = Autoregression.of(differences.residuals(), panel.entity(), panel.order(), true, few);
        results.f(
                "wooldridge_fd",
                "Wooldridge, first differences: no serial correlation of the differenced errors (plm pwfdtest)",
                auto.rho() * auto.rho() / auto.variance(),
                1,
                auto.df());
    }

    /** Drukker's xtserial: differences without a constant, then rho = -1/2. */
    private static void drukker(Sample sample, Results results) {
        Sample without = WithinEstimator.withoutConstant(sample);
        Estimate differences = FirstDifferenceEstimator.estimate(without, true);
        Sample few = differences.sample();
        Panel panel = few.needPanel("the test");
        Autoregression auto = Autoregression.of(
                differences.residuals(), panel.entity(), panel.order(), false, few, Optional.of(panel));
        double distance = auto.rho() + 0.5;
        results.f(
                "wooldridge_xtserial",
                "Wooldridge in Drukker's form (xtserial): rho of the differenced errors = -1/2",
                distance * distance / auto.corrected(),
                1,
                auto.groups() - 1);
        results.figure("xtserial_rho", auto.rho());
    }

    /** Greene's modified Wald test that all units have one variance. */
    private static void modifiedWald(Grouping units, Estimate within, Results results) {
        int[][] members = units.members();
        double[] u = within.residuals();
        double[] own = new double[members.length];
        for (int g = 0; g < members.length; g++) {
            if (members[g].length < 2) {
                throw new Refusal(
                        Trouble.TEST_NOT_POSSIBLE,
                        "unit " + units.labels().get(g) + " has a single row",
                        "the test needs two rows a unit");
            }
            for (int i : members[g]) {
                own[g] += u[i] * u[i] / members[g].length;
            }
        }
        double overall = within.rss() / within.size();
        double wald = 0;
        for (int g = 0; g < members.length; g++) {
            double size = members[g].length;
            double spread = 0;
            for (int i : members[g]) {
                spread += (u[i] * u[i] - own[g]) * (u[i] * u[i] - own[g]);
            }
            wald += (own[g] - overall) * (own[g] - overall) / (spread / (size * (size - 1)));
        }
        results.chi("modified_wald", "modified Wald: one variance for all units (xttest3)", wald, members.length);
    }
}
