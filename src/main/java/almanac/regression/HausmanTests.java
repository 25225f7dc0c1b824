package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Numbers;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.List;

/**
 * Fixed against random effects. Hausman (1978): (b_F - b_R)' (V_F - V_R)^-1 (b_F - b_R), in the variants that programs print
 * under one name; each carries the smallest eigenvalue of its difference, since an indefinite one has no chi square
 * distribution. The auxiliary regressions (Mundlak 1978, Wooldridge 2010, 10.7.3) are never negative.
 */
final class HausmanTests {
    private HausmanTests() {}

    static void run(Sample given, Results results) {
        Sample sample = new Sample(
                given.frame(),
                given.formula(),
                given.rows(),
                given.response(),
                given.constant(),
                given.regressors(),
                List.of(),
                List.of(),
                List.of(),
                given.entity(),
                given.time(),
                given.panel(),
                java.util.Optional.empty(),
                java.util.Map.of(),
                List.of(),
                List.of());
        Grouping groups = sample.needEntity("the Hausman test");
        Estimate fixed = WithinEstimator.estimate(sample);
        results.part("hausman", () -> plm(sample, fixed, results));
        results.part("hausman_stata", () -> stata(sample, fixed, groups, results));
    }

    /** b_F - b_R and the two unscaled matrices over the coefficients both models have. */
    private record Pair(double[] difference, double[][] fixed, double[][] random) {
        static Pair of(Estimate fixed, Estimate random) {
            List<String> common =
                    fixed.terms().stream().filter(random.terms()::contains).toList();
            if (common.isEmpty()) {
                throw new Refusal(
                        Trouble.TEST_NOT_POSSIBLE,
                        "the two models have no coefficient in common",
                        "see the terms left out");
            }
            double[] difference = new double[common.size()];
            int[] inFixed = new int[common.size()];
            int[] inRandom = new int[common.size()];
            for (int j = 0; j < difference.length; j++) {
                inFixed[j] = fixed.terms().indexOf(common.get(j));
                inRandom[j] = random.terms().indexOf(common.get(j));
                difference[j] = fixed.estimates()[inFixed[j]] - random.estimates()[inRandom[j]];
            }
            return new Pair(
                    difference,
                    Symmetric.part(fixed.solution().inverse(), inFixed),
                    Symmetric.part(random.solution().inverse(), inRandom));
        }
    }

    private static void plm(Sample sample, Estimate fixed, Results results) {
        Estimate random = RandomEffectsEstimator.estimate(sample, "swar");
        Pair pair = Pair.of(fixed, random);
        double[][] v =
                Symmetric.plus(Symmetric.scaled(pair.fixed(), fixed.variance()), pair.random(), -random.variance());
        double statistic = Symmetric.quadraticInverse(v, pair.difference());
        double smallest = Symmetric.eigen(v).values()[0];
        results.chi(
                "hausman",
                "Hausman, each variance its own s2, random effects after Baltagi and Chang (plm)",
                Math.abs(statistic),
                pair.difference().length,
                flag(smallest, statistic)
                        + (statistic < 0
                                ? "; the quadratic form is negative, its absolute value is shown as in plm"
                                : ""));
        results.figure("hausman_min_eigenvalue", smallest);
        Wald auxiliary = auxiliary(sample, fixed, random, false, true);
        results.chi(
                "hausman_auxiliary_plm",
                "Hausman by auxiliary regression, random effects after Baltagi and Chang (plm)",
                auxiliary.classical(),
                auxiliary.df());
    }

    private static String flag(double smallest, double statistic) {
        return smallest <= 0
                ? "V_FE - V_RE is not positive definite (smallest eigenvalue " + smallest
                        + "): the statistic has no chi square distribution, prefer hausman_auxiliary"
                : statistic < 0
                        ? "negative"
                        : "V_FE - V_RE is positive definite (smallest eigenvalue " + smallest + ")";
    }

    private static void stata(Sample sample, Estimate fixed, Grouping groups, Results results) {
        Estimate random = RandomEffectsEstimator.estimate(sample, "stata");
        Pair pair = Pair.of(fixed, random);
        variant(
                results,
                "hausman_stata",
                "each variance its own s2 (Stata's default)",
                pair,
                fixed.variance(),
                random.variance());
        variant(
                results,
                "hausman_sigmamore",
                "both on the random effects s2",
                pair,
                random.variance(),
                random.variance());
        variant(results, "hausman_sigmaless", "both on the fixed effects s2", pair, fixed.variance(), fixed.variance());
        Wald auxiliary = auxiliary(sample, fixed, random, false, false);
        results.chi(
                "hausman_auxiliary",
                "Hausman by auxiliary regression: deviations from unit means added to the random effects equation",
                auxiliary.classical(),
                auxiliary.df());
        results.chi(
                "hausman_auxiliary_cluster",
                "the same, clustered by " + groups.name(),
                auxiliary.clustered(),
                auxiliary.df());
        Wald mundlak = auxiliary(sample, fixed, random, true, false);
        results.chi(
                "mundlak",
                "Mundlak: unit means added to the random effects equation",
                mundlak.classical(),
                mundlak.df());
        results.chi("mundlak_cluster", "the same, clustered by " + groups.name(), mundlak.clustered(), mundlak.df());
    }

    private static void variant(
            Results results, String name, String words, Pair pair, double s2Fixed, double s2Random) {
        double[][] v = Symmetric.plus(Symmetric.scaled(pair.fixed(), s2Fixed), pair.random(), -s2Random);
        double statistic = Symmetric.quadraticInverse(v, pair.difference());
        double smallest = Symmetric.eigen(v).values()[0];
        results.figure(name + "_min_eigenvalue", smallest);
        results.chi(name, "Hausman, " + words, statistic, pair.difference().length, flag(smallest, statistic));
    }

    private record Wald(double classical, double clustered, int df) {}

    /** @param plain whether the constant stays as it is instead of being transformed (plm) */
    private static Wald auxiliary(Sample sample, Estimate fixed, Estimate random, boolean means, boolean plain) {
        Grouping groups = sample.needEntity("the Hausman test");
        int[] sizes = groups.sizes();
        double error = random.figures().getOrDefault("sigma2_e", 0.0);
        double unit = random.figures().getOrDefault("sigma2_u", 0.0);
        List<Regressor> columns = new ArrayList<>();
        for (int j = 0; j < random.terms().size(); j++) {
            columns.add(new Regressor(
                    random.terms().get(j),
                    plain && j == 0 ? Numbers.constant(sample.size(), 1) : Numbers.of(random.columns()[j])));
        }
        int before = columns.size();
        for (Regressor regressor : sample.regressors()) {
            if (!fixed.terms().contains(regressor.term())) {
                continue;
            }
            double[] x = regressor.values().hi();
            double[] mean = groups.means(x);
            double[] added = new double[x.length];
            for (int i = 0; i < added.length; i++) {
                int g = groups.codes()[i];
                // a mean quasi-demeaned is a mean times one minus theta
                added[i] = means ? mean[g] * Math.sqrt(error / (sizes[g] * unit + error)) : x[i] - mean[g];
            }
            columns.add(new Regressor(regressor.term() + " within", Numbers.of(added)));
        }
        Estimate wide = Equation.solve(
                "ols",
                sample,
                columns,
                Numbers.of(random.response()),
                true,
                almanac.regression.numeric.LeastSquares.lengths(
                        columns.stream().map(Regressor::values).toList()),
                0,
                List.of());
        List<Integer> places = new ArrayList<>();
        for (int j = before; j < columns.size(); j++) {
            int at = wide.terms().indexOf(columns.get(j).term());
            if (at >= 0) {
                places.add(at);
            }
        }
        int[] which = places.stream().mapToInt(Integer::intValue).toArray();
        double[] b = new double[which.length];
        for (int j = 0; j < b.length; j++) {
            b[j] = wide.estimates()[which[j]];
        }
        double[][] classical = Symmetric.scaled(Symmetric.part(wide.solution().inverse(), which), wide.variance());
        double[][] clustered = Symmetric.part(Covariances.clusteredBy(wide, groups, false), which);
        return new Wald(
                Symmetric.quadraticInverse(classical, b), Symmetric.quadraticInverse(clustered, b), which.length);
    }
}
