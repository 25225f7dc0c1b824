package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Random effects by feasible generalised least squares: least squares of y_it - theta_i ybar_i on the same of X, theta_i = 1
 * - sqrt(s_e^2 / (T_i s_u^2 + s_e^2)). V = RSS/(N-K) (Z'Z)^-1 of that equation.
 *
 * <p>The forms differ in the variance components; on balanced data the first two are the same.
 *
 * <ul>
 *   <li>{@code re}: Swamy and Arora (1972) as Stata's {@code xtreg, re} and gretl have it: s_u^2 = max(0, RSS_between /
 *       (G-K) - s_e^2/T), between regression unweighted, T the harmonic mean.
 *   <li>{@code re:swar}: Swamy and Arora for unbalanced data after Baltagi and Chang (1994), plm, Stata's {@code sa}.
 *   <li>{@code re:amemiya} (1971), {@code re:walhus} (Wallace and Hussain 1969), {@code re:nerlove} (1971): plm's;
 *       {@code re:nerlove-gretl}: gretl's.
 *   <li>{@code re:twoways}: Swamy and Arora with a time component too, see {@link TwoWayComponents}.
 * </ul>
 */
public final class RandomEffectsEstimator {
    private static final List<String> FORMS =
            List.of("stata", "swar", "amemiya", "walhus", "nerlove", "nerlove-gretl", "twoways");

    private RandomEffectsEstimator() {}

    /** Variance components: idiosyncratic, unit, time. */
    record Components(double error, double unit, double time) {}

    public static Estimate estimate(Sample sample, String form) {
        Grouping groups = sample.needEntity("the random effects estimator");
        String method = form.isEmpty() ? "stata" : form;
        if (!FORMS.contains(method)) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "there is no random effects estimator \"" + form + "\"",
                    "the forms are " + String.join(", ", FORMS));
        }
        if (!sample.constant()) {
            throw new Refusal(Trouble.FORMULA, "random effects need the constant", "take 0 out of the formula");
        }
        boolean twoways = method.equals("twoways");
        Components components = twoways ? TwoWayComponents.of(sample) : components(sample, groups, method);
        boolean crossed = twoways && components.time() > 0 && !TwoWayComponents.balanced(sample);
        Estimate estimate = crossed
                ? whitened(sample, TwoWayComponents.whitening(sample, components))
                : quasiDemeaned(sample, groups, components);
        Map<String, Double> figures = new LinkedHashMap<>(estimate.figures());
        figures.put("sigma_e", Math.sqrt(components.error()));
        figures.put("sigma_u", Math.sqrt(components.unit()));
        figures.put("sigma2_e", components.error());
        figures.put("sigma2_u", components.unit());
        if (twoways) {
            figures.put("sigma2_time", components.time());
        }
        figures.put("rho", components.unit() / (components.unit() + components.error()));
        figures.put("t_bar", harmonic(groups));
        figures.putAll(PanelFit.of(sample, groups, estimate.terms(), estimate.estimates()));
        double[] fitted = PanelFit.fitted(sample, estimate.terms(), estimate.estimates());
        double untransformed = 0;
        for (int i = 0; i < fitted.length; i++) {
            double rest = sample.response().hi()[i] - fitted[i] - estimate.estimates()[0];
            untransformed += rest * rest;
        }
        figures.put("rss_untransformed", untransformed);
        int n = sample.size();
        figures.put("log_lik_untransformed", -n / 2.0 * (Math.log(2 * Math.PI) + Math.log(untransformed / n) + 1));
        return estimate.withFigures(figures).named(method.equals("stata") ? "re" : "re:" + method);
    }

    private static double harmonic(Grouping groups) {
        double sum = 0;
        for (int size : groups.sizes()) {
            sum += 1.0 / size;
        }
        return groups.groups() / sum;
    }

    /** The least squares problem given the components. */
    static Estimate quasiDemeaned(Sample sample, Grouping groups, Components components) {
        int[] sizes = groups.sizes();
        double[] theta = new double[sizes.length];
        for (int g = 0; g < theta.length; g++) {
            theta[g] = 1 - Math.sqrt(components.error() / (sizes[g] * components.unit() + components.error()));
        }
        Grouping times = sample.time().orElse(groups);
        double thetaTime = 0;
        double thetaTotal = 0;
        if (components.time() > 0) {
            double periods = sizes[0];
            double units = groups.groups();
            thetaTime = 1 - 1 / Math.sqrt(1 + units * components.time() / components.error());
            thetaTotal = theta[0]
                    + thetaTime
                    - 1
                    + 1
                            / Math.sqrt(1
                                    + units * components.time() / components.error()
                                    + periods * components.unit() / components.error());
        }
        double last = thetaTime;
        double total = thetaTotal;
        Map<String, Double> figures = new LinkedHashMap<>();
        double[] all = new double[sample.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = theta[groups.codes()[i]];
        }
        Arrays.sort(all);
        figures.put("theta_min", all[0]);
        figures.put("theta_median", almanac.regression.design.Quantile.of(all, 0.5));
        figures.put("theta_max", all[all.length - 1]);
        if (components.time() > 0) {
            figures.put("theta_time", thetaTime);
            figures.put("theta_total", thetaTotal);
        }
        return whitened(sample, values -> transformed(values, groups, theta, times, last, total))
                .withFigures(figures);
    }

    /** Least squares of the variables after a linear map that makes the errors alike and uncorrelated. */
    private static Estimate whitened(Sample sample, UnaryOperator<double[]> map) {
        List<Regressor> regressors = sample.regressors().stream()
                .map(r -> r.with(Numbers.of(map.apply(r.values().hi()))))
                .toList();
        Numbers response = Numbers.of(map.apply(sample.response().hi()));
        double[] reference = LeastSquares.lengths(
                sample.regressors().stream().map(Regressor::values).toList());
        Estimate estimate = Equation.solve("re", sample, regressors, response, true, reference, 0, List.of());
        Map<String, Double> figures = new LinkedHashMap<>();
        double[] fitted = response.hi().clone();
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] -= estimate.residuals()[i];
        }
        // the transformed constant is not constant in unbalanced panels: the squared correlation, as in plm
        double r = Correlation.pearson(response.hi(), fitted);
        figures.put("tss", BetweenEstimator.total(response.hi(), true));
        figures.put("r2", r * r);
        return estimate.withFigures(figures);
    }

    private static double[] transformed(
            double[] values, Grouping groups, double[] theta, Grouping times, double thetaTime, double thetaTotal) {
        double[] means = groups.means(values);
        double[] timeMeans = thetaTime == 0 ? new double[0] : times.means(values);
        double grand = thetaTotal == 0 ? 0 : Arrays.stream(values).average().orElse(0);
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            int g = groups.codes()[i];
            result[i] = values[i] - theta[g] * means[g] + thetaTotal * grand;
            if (timeMeans.length > 0) {
                result[i] -= thetaTime * timeMeans[times.codes()[i]];
            }
        }
        return result;
    }

    static Components components(Sample sample, Grouping groups, String method) {
        boolean balanced = Arrays.stream(groups.sizes()).distinct().count() == 1;
        return switch (method) {
            case "stata" -> stata(sample, groups);
            case "swar" -> swamyArora(sample, groups);
            case "amemiya" -> amemiya(sample, groups, balanced);
            case "walhus" -> wallaceHussain(sample, groups, balanced);
            case "nerlove-gretl" -> nerlove(sample, groups, false);
            default -> nerlove(sample, groups, true);
        };
    }

    static Estimate within(Sample sample, List<Grouping> effects) {
        return WithinEstimator.estimate(sample.absorbing(effects));
    }

    private static Components stata(Sample sample, Grouping groups) {
        double error = within(sample, List.of(groups)).variance();
        Estimate between = BetweenEstimator.estimate(sample);
        double unit = Math.max(0, between.variance() - error / harmonic(groups));
        return new Components(error, unit, 0);
    }

    /** Columns kept by the pooled regression, constant first. */
    static List<Regressor> independent(Sample sample) {
        Estimate pooled = OrdinaryLeastSquares.estimate(sample);
        return sample.regressors().stream()
                .filter(r -> pooled.terms().contains(r.term()))
                .toList();
    }

    static double[][] crossed(List<double[]> left, List<double[]> right) {
        double[][] result = new double[left.size()][right.size()];
        for (int a = 0; a < result.length; a++) {
            for (int b = 0; b < result[a].length; b++) {
                for (int i = 0; i < left.get(a).length; i++) {
                    result[a][b] += left.get(a)[i] * right.get(b)[i];
                }
            }
        }
        return result;
    }

    static List<double[]> values(List<Regressor> regressors) {
        return regressors.stream().map(r -> r.values().hi()).toList();
    }

    private static double[] spreadMeans(double[] values, Grouping groups) {
        double[] means = groups.means(values);
        double[] spread = new double[values.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = means[groups.codes()[i]];
        }
        return spread;
    }

    static List<double[]> spreadMeans(List<double[]> columns, Grouping groups) {
        return columns.stream().map(c -> spreadMeans(c, groups)).toList();
    }

    /** Sums over the group in place of each value. */
    static List<double[]> groupSums(List<double[]> columns, Grouping groups) {
        int[] sizes = groups.sizes();
        List<double[]> sums = new ArrayList<>();
        for (double[] column : columns) {
            double[] spread = spreadMeans(column, groups);
            for (int i = 0; i < spread.length; i++) {
                spread[i] *= sizes[groups.codes()[i]];
            }
            sums.add(spread);
        }
        return sums;
    }

    static double trace(double[][] matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }

    /**
     * The regression of group means, each as often as the group has rows.
     *
     * @param rss its residual sum of squares
     * @param kept the columns whose means are independent: what varies within groups only is not among them
     */
    record Between(double rss, List<double[]> kept) {
        static Between of(List<Regressor> regressors, double[] y, Grouping groups) {
            List<Numbers> means = new ArrayList<>();
            for (Regressor regressor : regressors) {
                means.add(Numbers.of(spreadMeans(regressor.values().hi(), groups)));
            }
            LeastSquares.Solution solution = LeastSquares.solve(
                    means,
                    Numbers.of(spreadMeans(y, groups)),
                    LeastSquares.lengths(
                            regressors.stream().map(Regressor::values).toList()));
            List<double[]> kept = new ArrayList<>();
            for (int j : solution.kept()) {
                kept.add(regressors.get(j).values().hi());
            }
            if (kept.size() >= groups.groups()) {
                throw new Refusal(
                        Trouble.TOO_FEW_ROWS,
                        "the " + groups.groups() + " means of \"" + groups.name() + "\" cannot estimate " + kept.size()
                                + " coefficients, and the variance components need that regression",
                        "fewer regressors, or fixed effects");
            }
            return new Between(solution.rss(), kept);
        }
    }

    /** Baltagi and Chang (1994), equations 10 and 11; on balanced data the same in Swamy and Arora's own form. */
    private static Components swamyArora(Sample sample, Grouping groups) {
        double error = within(sample, List.of(groups)).variance();
        Between between = Between.of(independent(sample), sample.response().hi(), groups);
        int free = groups.groups() - between.kept().size();
        if (Arrays.stream(groups.sizes()).distinct().count() == 1) {
            double unit = (between.rss() / free - error) / groups.sizes()[0];
            return new Components(error, Math.max(0, unit), 0);
        }
        List<double[]> means = spreadMeans(between.kept(), groups);
        double[][] inverse = Symmetric.inverse(crossed(means, means));
        double[][] sums = crossed(groupSums(between.kept(), groups), between.kept());
        double denominator = sample.size() - trace(Symmetric.times(inverse, sums));
        double unit = (between.rss() - free * error) / denominator;
        return new Components(error, Math.max(0, unit), 0);
    }

    private static double[] residuals(Sample sample, Estimate estimate) {
        double[] fitted = PanelFit.fitted(sample, estimate.terms(), estimate.estimates());
        double[] rest = new double[fitted.length];
        double mean = 0;
        for (int i = 0; i < rest.length; i++) {
            rest[i] = sample.response().hi()[i] - fitted[i];
            mean += rest[i] / rest.length;
        }
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= mean;
        }
        return rest;
    }

    private static Components amemiya(Sample sample, Grouping groups, boolean balanced) {
        Estimate within = within(sample, List.of(groups));
        double quadratic = WithinEstimator.squares(spreadMeans(residuals(sample, within), groups));
        int n = sample.size();
        int units = groups.groups();
        if (balanced) {
            double error = within.rss() / (n - units);
            double periods = (double) n / units;
            return new Components(error, Math.max(0, (quadratic / units - error) / periods), 0);
        }
        double error = within.variance();
        List<double[]> x = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        for (Regressor regressor : sample.regressors()) {
            if (within.terms().contains(regressor.term())) {
                double[] column = regressor.values().hi();
                double[] spread = spreadMeans(column, groups);
                double grand = Arrays.stream(column).average().orElse(0);
                double[] deviation = new double[n];
                for (int i = 0; i < n; i++) {
                    deviation[i] = column[i] - spread[i];
                    spread[i] -= grand;
                }
                x.add(deviation);
                means.add(spread);
            }
        }
        double trace = trace(Symmetric.times(Symmetric.inverse(crossed(x, x)), crossed(means, means)));
        double squares = 0;
        for (int size : groups.sizes()) {
            squares += (double) size * size;
        }
        double unit = (quadratic - (units - 1 + trace) * error) / (n - squares / n);
        return new Components(error, Math.max(0, unit), 0);
    }

    private static Components wallaceHussain(Sample sample, Grouping groups, boolean balanced) {
        Estimate pooled = OrdinaryLeastSquares.estimate(sample);
        double[] rest = pooled.residuals();
        double[] means = spreadMeans(rest, groups);
        double between = WithinEstimator.squares(means);
        double within = 0;
        for (int i = 0; i < rest.length; i++) {
            within += (rest[i] - means[i]) * (rest[i] - means[i]);
        }
        int n = sample.size();
        int units = groups.groups();
        if (balanced) {
            double error = within / (n - units);
            double periods = (double) n / units;
            return new Components(error, Math.max(0, (between / units - error) / periods), 0);
        }
        List<double[]> z = values(independent(sample));
        double[][] m = Symmetric.inverse(crossed(z, z));
        double[][] sums = crossed(groupSums(z, groups), z);
        List<double[]> zMeans = spreadMeans(z, groups);
        double[][] zBetween = crossed(zMeans, zMeans);
        double[][] zWithin = Symmetric.plus(crossed(z, z), zBetween, -1);
        double[][] mW = Symmetric.times(m, zWithin);
        double[][] mB = Symmetric.times(m, zBetween);
        double[][] mS = Symmetric.times(m, sums);
        double wNu = n - units - trace(mW);
        double wEta = trace(Symmetric.times(mW, mS));
        double bNu = units - trace(mB);
        double bEta = n - 2 * trace(mS) + trace(Symmetric.times(mB, mS));
        double determinant = wNu * bEta - wEta * bNu;
        double error = (within * bEta - wEta * between) / determinant;
        double unit = (wNu * between - bNu * within) / determinant;
        return new Components(Math.max(0, error), Math.max(0, unit), 0);
    }

    /** The units' effects weigh by their rows (plm) or alike (gretl); the same on balanced data. */
    private static Components nerlove(Sample sample, Grouping groups, boolean weighted) {
        Estimate within = within(sample, List.of(groups));
        double[] effects = groups.means(residuals(sample, within));
        int[] sizes = groups.sizes();
        int n = sample.size();
        double unit = 0;
        double units = effects.length;
        double mean = weighted ? 0 : Arrays.stream(effects).average().orElse(0);
        for (int g = 0; g < effects.length; g++) {
            double deviation = effects[g] - mean;
            unit += deviation * deviation * (weighted ? (double) sizes[g] / n : 1 / units);
        }
        return new Components(within.rss() / n, unit * units / (units - 1), 0);
    }
}
