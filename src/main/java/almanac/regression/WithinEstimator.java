package almanac.regression;

import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.regression.design.Grouping;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fixed effects: least squares of what one, two or more effects leave of y on what they leave of X (Frisch and Waugh 1933,
 * Lovell 1963).
 *
 * <p>s^2 = RSS / (n - slopes - independent effects). The constant is Stata's: mean of y less mean of x times b.
 */
public final class WithinEstimator {
    private WithinEstimator() {}

    /** With the effects of the formula, or those of the panel's unit where it names none. */
    public static Estimate estimate(Sample given) {
        Sample sample = withoutConstant(given);
        List<Grouping> effects = sample.effects().isEmpty()
                ? List.of(sample.needEntity("the fixed effects estimator"))
                : sample.effects();
        Absorber absorber = new Absorber(effects, sample.weights().orElse(new double[0]));
        double[] roots = sample.weights().map(OrdinaryLeastSquares::roots).orElse(new double[0]);
        List<Regressor> regressors = sample.regressors();
        double[] reference = scaled(lengths(regressors, roots));
        List<Regressor> absorbed = absorbed(absorber, regressors, roots);
        Numbers response = absorbed(absorber, sample.response(), roots);
        Estimate estimate =
                Equation.solve("fe", sample, absorbed, response, false, reference, absorber.parameters(), effects);
        double total = squares(response.hi());
        Map<String, Double> figures = figures(sample, effects, estimate, total);
        Map<String, Map<String, Double>> levels = levels(sample, effects, absorber, estimate);
        Estimate complete = estimate.withFigures(figures).withEffects(levels);
        if (!absorber.direct()) {
            complete = complete.withNote("effects taken out by alternating projections with conjugate gradients, "
                    + absorber.sweeps() + " sweeps at most a column");
        }
        return complete.withNote("absorbed: "
                + String.join(
                        ", ",
                        effects.stream()
                                .map(e -> e.name() + " (" + e.groups() + ")")
                                .toList())
                + "; " + absorber.parameters() + " parameters");
    }

    /** Tolerance for iterated and rounded columns is a hundred times that of exact ones. */
    static double[] scaled(double[] lengths) {
        return Arrays.stream(lengths).map(l -> l * 100).toArray();
    }

    static double[] lengths(List<Regressor> regressors, double[] roots) {
        return LeastSquares.lengths(regressors.stream()
                .map(Regressor::values)
                .map(v -> roots.length == 0 ? v : v.times(roots))
                .toList());
    }

    static Sample withoutConstant(Sample sample) {
        return sample.constant()
                ? sample.with(
                        false,
                        sample.regressors().subList(1, sample.regressors().size()))
                : sample;
    }

    static Numbers absorbed(Absorber absorber, Numbers column, double[] roots) {
        double[] rest = absorber.absorb(column.hi());
        for (int i = 0; i < roots.length; i++) {
            rest[i] *= roots[i];
        }
        return Numbers.of(rest);
    }

    static List<Regressor> absorbed(Absorber absorber, List<Regressor> regressors, double[] roots) {
        if (!regressors.isEmpty()) {
            // the first absorption factorises once for all
            List<Regressor> first = new ArrayList<>();
            first.add(
                    regressors.get(0).with(absorbed(absorber, regressors.get(0).values(), roots)));
            first.addAll(regressors.subList(1, regressors.size()).parallelStream()
                    .map(r -> r.with(absorbed(absorber, r.values(), roots)))
                    .toList());
            return first;
        }
        return regressors;
    }

    static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static Map<String, Double> figures(Sample sample, List<Grouping> effects, Estimate estimate, double total) {
        Map<String, Double> figures = new LinkedHashMap<>();
        double all = OrdinaryLeastSquares.totalSquares(sample, true);
        figures.put("tss", all);
        figures.put("tss_equation", total);
        figures.put("r2", 1 - estimate.rss() / all);
        Grouping groups = sample.entity()
                .filter(e -> effects.stream().anyMatch(x -> x.name().equals(e.name())))
                .orElse(effects.get(0));
        double[] b = estimate.estimates();
        figures.putAll(PanelFit.of(sample, groups, estimate.terms(), b));
        figures.put("r2_within", 1 - estimate.rss() / total);
        figures.put("adj_r2_within", 1 - estimate.rss() / total * (sample.size() - 1) / estimate.dfResidual());
        double[] fitted = PanelFit.fitted(sample, estimate.terms(), b);
        double[] means = groups.means(fitted);
        double[] u = groups.means(sample.response().hi());
        double constant = 0;
        int n = sample.size();
        for (int i = 0; i < n; i++) {
            constant += (sample.response().hi()[i] - fitted[i]) / n;
        }
        for (int g = 0; g < u.length; g++) {
            u[g] -= means[g];
        }
        figures.put("constant", constant);
        figures.put("sigma_e", Math.sqrt(estimate.variance()));
        if (u.length > 1) {
            figures.put("sigma_u", FitAssembly.sd(u));
            double uu = figures.getOrDefault("sigma_u", 0.0);
            figures.put("rho", uu * uu / (uu * uu + estimate.variance()));
        }
        double[] spread = new double[n];
        for (int i = 0; i < n; i++) {
            spread[i] = u[groups.codes()[i]];
        }
        figures.put("corr_u_xb", Correlation.pearson(spread, fitted));
        return figures;
    }

    private static Map<String, Map<String, Double>> levels(
            Sample sample, List<Grouping> effects, Absorber absorber, Estimate estimate) {
        double[] fitted = PanelFit.fitted(sample, estimate.terms(), estimate.estimates());
        double[] rest = new double[fitted.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = sample.response().hi()[i] - fitted[i];
        }
        Map<String, Map<String, Double>> levels = new LinkedHashMap<>();
        if (sample.size() > 200_000 && effects.size() > 1) {
            return levels;
        }
        List<double[]> values = absorber.values(rest, effects);
        for (int e = 0; e < effects.size(); e++) {
            Map<String, Double> byLabel = new LinkedHashMap<>();
            for (int g = 0; g < effects.get(e).groups(); g++) {
                byLabel.put(effects.get(e).labels().get(g), values.get(e)[g]);
            }
            levels.put(effects.get(e).name(), byLabel);
        }
        unbalancedLevels(sample, effects, rest, values, levels);
        return levels;
    }

    /**
     * Unit effects of an unbalanced two-way model as plm 2.6.2 prints them, under {@code unit/plm}: a_i + l_s - (m_s - m_1), s
     * the unit's first period, m_t the mean of y - x b over the rows of period t. They do not solve the normal equations; on
     * balanced data m_s - m_1 = l_s and they are the effects.
     */
    private static void unbalancedLevels(
            Sample sample,
            List<Grouping> effects,
            double[] rest,
            List<double[]> values,
            Map<String, Map<String, Double>> levels) {
        if (effects.size() != 2 || sample.entity().isEmpty() || sample.time().isEmpty()) {
            return;
        }
        Grouping units = effects.get(0);
        Grouping times = effects.get(1);
        boolean asDeclared = units.name().equals(sample.entity().get().name())
                && times.name().equals(sample.time().get().name());
        if (!asDeclared || sample.size() == units.groups() * times.groups()) {
            return;
        }
        int[] first = new int[units.groups()];
        Arrays.fill(first, times.groups());
        for (int i = 0; i < rest.length; i++) {
            int unit = units.codes()[i];
            first[unit] = Math.min(first[unit], times.codes()[i]);
        }
        double[] means = times.means(rest);
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (int g = 0; g < first.length; g++) {
            byLabel.put(
                    units.labels().get(g), values.get(0)[g] + values.get(1)[first[g]] - (means[first[g]] - means[0]));
        }
        levels.put(units.name() + "/plm", byLabel);
    }

    /** Rows alone in their group: named, and left out where the specification says so. */
    static Sample withoutSingletons(Sample sample, boolean drop) {
        Sample left = sample;
        List<Fit.Dropped> dropped = new ArrayList<>(sample.dropped());
        List<Diagnostic> diagnostics = new ArrayList<>(sample.diagnostics());
        boolean again = true;
        while (again) {
            again = false;
            List<Grouping> effects =
                    left.effects().isEmpty() ? left.entity().map(List::of).orElse(List.of()) : left.effects();
            for (Grouping effect : effects) {
                int[] sizes = effect.sizes();
                if (Arrays.stream(sizes).noneMatch(size -> size == 1)) {
                    continue;
                }
                List<Integer> kept = new ArrayList<>();
                List<String> single = new ArrayList<>();
                for (int i = 0; i < left.size(); i++) {
                    if (sizes[effect.codes()[i]] > 1) {
                        kept.add(i);
                    } else {
                        String label = effect.labels().get(effect.codes()[i]);
                        single.add(label);
                        dropped.add(new Fit.Dropped(
                                "singleton",
                                left.rows()[i] + 1,
                                label,
                                "the only row of " + effect.name() + " " + label
                                        + (drop ? "" : " (kept: it changes no coefficient)")));
                    }
                }
                diagnostics.add(Trouble.of(
                        Trouble.SINGLETONS,
                        single.size() + (single.size() == 1 ? " group" : " groups") + " of \"" + effect.name()
                                + "\" with a single row: "
                                + String.join(", ", single.subList(0, Math.min(8, single.size())))
                                + (single.size() > 8 ? " ..." : ""),
                        drop ? "they were left out" : "they count in N; --set singletons=drop leaves them out"));
                if (drop) {
                    left = left.at(kept.stream().mapToInt(Integer::intValue).toArray());
                    again = true;
                    break;
                }
            }
        }
        return left.noting(dropped, diagnostics);
    }
}
