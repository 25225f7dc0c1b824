package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * R2 within, between and overall as Stata's {@code xtreg} has them: squared correlations of x_it b with y_it, of their group
 * means, and of their deviations from these, whatever estimator b came from.
 */
final class PanelFit {
    private PanelFit() {}

    static Map<String, Double> of(Sample sample, Grouping groups, List<String> terms, double[] b) {
        double[] fitted = fitted(sample, terms, b);
        double[] y = sample.response().hi();
        Map<String, Double> figures = new LinkedHashMap<>();
        double[] fittedMeans = groups.means(fitted);
        double[] means = groups.means(y);
        figures.put(
                "r2_within", square(Correlation.pearson(minus(fitted, fittedMeans, groups), minus(y, means, groups))));
        figures.put("r2_between", square(Correlation.pearson(fittedMeans, means)));
        figures.put("r2_overall", square(Correlation.pearson(fitted, y)));
        return figures;
    }

    private static double square(double r) {
        return r * r;
    }

    private static double[] minus(double[] values, double[] means, Grouping groups) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] - means[groups.codes()[i]];
        }
        return result;
    }

    /** Sum of slopes times the variables as they are, without the constant. */
    static double[] fitted(Sample sample, List<String> terms, double[] b) {
        double[] fitted = new double[sample.size()];
        List<Regressor> all = new ArrayList<>(sample.regressors());
        all.addAll(sample.endogenous());
        for (int j = 0; j < terms.size(); j++) {
            String term = terms.get(j);
            if (term.equals(Regressor.CONSTANT)) {
                continue;
            }
            for (Regressor regressor : all) {
                if (regressor.term().equals(term)) {
                    double[] values = regressor.values().hi();
                    for (int i = 0; i < fitted.length; i++) {
                        fitted[i] += b[j] * values[i];
                    }
                }
            }
        }
        return fitted;
    }
}
