package almanac.regression;

import almanac.model.Coefficient;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.ModelSpec;
import almanac.model.TestResult;
import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Symmetric;
import almanac.regression.numeric.Tail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts an estimate and its covariance together into a {@link Fit}. */
final class FitAssembly {
    private FitAssembly() {}

    static Fit assemble(ModelSpec spec, Estimate estimate, Covariances.Result covariance) {
        Sample sample = estimate.sample();
        double level = level(spec);
        double df = "z".equals(spec.settings().get("statistic")) ? Double.POSITIVE_INFINITY : covariance.df();
        double[] b = estimate.estimates();
        double[][] matrix = covariance.matrix();
        List<Diagnostic> diagnostics = new ArrayList<>(sample.diagnostics());
        double sdY = sd(sample.response().hi());
        List<Coefficient> coefficients = new ArrayList<>();
        for (int j = 0; j < b.length; j++) {
            double own = covariance.ownDf().length > 0 ? covariance.ownDf()[j] : df;
            double se = Math.sqrt(matrix[j][j]);
            double t = b[j] / se;
            double half = Tail.tQuantile(level, own) * se;
            int place = j;
            coefficients.add(new Coefficient(
                    estimate.terms().get(j),
                    b[j],
                    se,
                    t,
                    covariance.own().map(o -> o.p()[place]).orElseGet(() -> Tail.t(t, own)),
                    covariance.own().map(o -> o.low()[place]).orElse(b[j] - half),
                    covariance.own().map(o -> o.high()[place]).orElse(b[j] + half),
                    beta(estimate, j, b[j], sdY)));
        }
        Map<String, Double> figures = new LinkedHashMap<>(estimate.figures());
        complete(figures, estimate, sdY);
        figures.putAll(covariance.figures());
        constantError(spec, estimate, covariance, figures);
        List<String> notes = new ArrayList<>(estimate.notes());
        notes.add(covariance.note());
        notes.add(
                estimate.solution().precise()
                        ? "solved in double-double (32 digits) by Householder QR"
                        : "solved in doubles by Householder QR: the data are larger than the double-double path takes");
        int[] slopes = estimate.slopes();
        double smallest = Covariances.smallestEigenvalue(slopes.length > 0 ? Symmetric.part(matrix, slopes) : matrix);
        double largest = 0;
        for (int j = 0; j < matrix.length; j++) {
            largest = Math.max(largest, Math.abs(matrix[j][j]));
        }
        if (!spec.covariance().equals("classical")) {
            figures.put("min_eigenvalue", Covariances.smallestEigenvalue(matrix));
            boolean negative = false;
            for (int j = 0; j < matrix.length; j++) {
                negative |= matrix[j][j] < 0;
            }
            if (negative || scaledSmallest(matrix) < -1e-10) {
                diagnostics.add(Trouble.of(
                        Trouble.NOT_POSITIVE,
                        "the covariance matrix \"" + spec.covariance() + "\" is not positive semidefinite (smallest"
                                + " eigenvalue " + smallest + ")",
                        "joint tests are not valid with it; with several cluster dimensions try the single ones"));
            }
        }
        for (Fit.Dropped term : estimate.dropped()) {
            diagnostics.add(Trouble.of(
                    Trouble.COLLINEAR,
                    "\"" + term.what() + "\" " + term.reason() + " and was left out",
                    "take it out of the formula, or the term it repeats"));
        }
        List<Fit.Dropped> dropped = new ArrayList<>(sample.dropped());
        dropped.addAll(estimate.dropped());
        if (estimate.rss() <= 1e-26 * figures.getOrDefault("tss", 0.0)) {
            diagnostics.add(Trouble.of(
                    Trouble.PERFECT_FIT,
                    "the regressors explain \"" + sample.dependent() + "\" perfectly",
                    "is a regressor a copy or a part of the dependent variable?"));
        }
        int groups = sample.entity().map(Grouping::groups).orElse(0);
        double[] fitted = new double[estimate.size()];
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = estimate.response()[i] - estimate.residuals()[i];
        }
        return new Fit(
                spec,
                sample.dependent(),
                estimate.estimator(),
                spec.covariance(),
                estimate.size(),
                estimate.dfResidual(),
                estimate.slopes().length,
                df,
                groups,
                coefficients,
                matrix,
                joint(spec, estimate, matrix, df, figures),
                figures,
                Map.of(),
                estimate.effects(),
                dropped,
                sample.rows(),
                fitted,
                estimate.residuals(),
                notes,
                diagnostics);
    }

    /**
     * Standard error of Stata's constant of a fixed effects model, mean y - mean x b: where the scores of each cluster sum to
     * zero it comes from b alone, in the classical case s^2/n is added.
     */
    private static void constantError(
            ModelSpec spec, Estimate estimate, Covariances.Result covariance, Map<String, Double> figures) {
        boolean classical = spec.covariance().equals("classical");
        boolean nested = spec.covariance().startsWith("cluster:")
                && estimate.absorbed().stream()
                        .allMatch(effect ->
                                estimate.sample().clusters().values().stream().anyMatch(effect::nestedIn));
        if (!figures.containsKey("constant") || !(classical || nested)) {
            return;
        }
        double[] means = new double[estimate.parameters()];
        for (int j = 0; j < means.length; j++) {
            for (Regressor regressor : estimate.sample().regressors()) {
                if (regressor.term().equals(estimate.terms().get(j))) {
                    means[j] = java.util.Arrays.stream(regressor.values().hi())
                            .average()
                            .orElse(0);
                }
            }
        }
        double variance = classical ? estimate.variance() / estimate.size() : 0;
        double[] applied = Symmetric.times(covariance.matrix(), means);
        for (int j = 0; j < means.length; j++) {
            variance += means[j] * applied[j];
        }
        figures.put("constant_se", Math.sqrt(variance));
    }

    static double level(ModelSpec spec) {
        String text = spec.settings().getOrDefault("level", "0.95");
        try {
            double level = Double.parseDouble(text);
            if (level > 0 && level < 1) {
                return level;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new Refusal(
                Trouble.UNKNOWN_OPTION,
                "the confidence level \"" + text + "\" is not between 0 and 1",
                "for example 0.95");
    }

    /** The smallest eigenvalue after scaling to a unit diagonal. */
    private static double scaledSmallest(double[][] matrix) {
        int k = matrix.length;
        double[][] scaled = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double scale = Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]));
                scaled[i][j] = scale > 0 ? matrix[i][j] / scale : 0;
            }
        }
        return Covariances.smallestEigenvalue(scaled);
    }

    private static double beta(Estimate estimate, int j, double b, double sdY) {
        String term = estimate.terms().get(j);
        if (term.equals(Regressor.CONSTANT)) {
            return Double.NaN;
        }
        for (List<Regressor> some :
                List.of(estimate.sample().regressors(), estimate.sample().endogenous())) {
            for (Regressor regressor : some) {
                if (regressor.term().equals(term)) {
                    return b * sd(regressor.values().hi()) / sdY;
                }
            }
        }
        return Double.NaN;
    }

    static double sd(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value;
        }
        mean /= values.length;
        double squares = 0;
        double rest = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
            rest += value - mean;
        }
        return Math.sqrt((squares - rest * rest / values.length) / (values.length - 1));
    }

    /** What follows from RSS, R2 and the counts. */
    private static void complete(Map<String, Double> figures, Estimate estimate, double sdY) {
        int n = estimate.size();
        int df = estimate.dfResidual();
        boolean centred = estimate.constant() || !estimate.absorbed().isEmpty();
        figures.put("rss", estimate.rss());
        figures.put("rmse", Math.sqrt(estimate.variance()));
        Double r2 = figures.get("r2");
        if (r2 != null) {
            figures.put("adj_r2", 1 - (1 - r2) * (centred ? n - 1.0 : n) / df);
        }
        double logLik = -n / 2.0 * (Math.log(2 * Math.PI) + Math.log(estimate.rss() / n) + 1);
        if (estimate.sample().weights().isPresent() && estimate.estimator().equals("wls")) {
            for (double root :
                    OrdinaryLeastSquares.roots(estimate.sample().weights().get())) {
                logLik += Math.log(root);
            }
        }
        int parameters = n - df;
        figures.put("log_lik", logLik);
        figures.put("aic", -2 * logLik + 2 * parameters);
        figures.put("bic", -2 * logLik + Math.log(n) * parameters);
        figures.put("aic_with_sigma", -2 * logLik + 2 * (parameters + 1));
        figures.put("bic_with_sigma", -2 * logLik + Math.log(n) * (parameters + 1));
        double mean = 0;
        for (double value : estimate.sample().response().hi()) {
            mean += value;
        }
        figures.put("mean_dependent", mean / estimate.sample().size());
        figures.put("sd_dependent", sdY);
    }

    /** F, or for z statistics chi square, of all slopes. */
    private static Optional<TestResult> joint(
            ModelSpec spec, Estimate estimate, double[][] matrix, double df, Map<String, Double> figures) {
        int[] slopes = estimate.slopes();
        int q = slopes.length;
        if (q == 0) {
            return Optional.empty();
        }
        double chi;
        double total = figures.getOrDefault("tss_equation", figures.getOrDefault("tss", Double.NaN));
        boolean classical = spec.covariance().equals("classical")
                && Double.isFinite(total)
                && !estimate.estimator().startsWith("iv")
                && !estimate.estimator().startsWith("re");
        if (classical) {
            chi = (total - estimate.rss()) / estimate.variance();
        } else {
            double[] b = estimate.estimates();
            double[] part = new double[q];
            for (int j = 0; j < q; j++) {
                part[j] = b[slopes[j]];
            }
            double[][] v = Symmetric.part(matrix, slopes);
            if (scaledSmallest(v) < 1e-13) {
                return Optional.empty();
            }
            chi = Symmetric.quadraticInverse(v, part);
        }
        if (!Double.isFinite(chi)) {
            return Optional.empty();
        }
        if (Double.isInfinite(df) || estimate.estimator().startsWith("re")) {
            return Optional.of(new TestResult(
                    "wald",
                    "Wald test of all slopes",
                    chi,
                    OptionalDouble.of(q),
                    OptionalDouble.empty(),
                    OptionalDouble.of(Tail.chiSquare(chi, q)),
                    "chi square"));
        }
        return Optional.of(new TestResult(
                "f",
                "F test of all slopes",
                chi / q,
                OptionalDouble.of(q),
                OptionalDouble.of(df),
                OptionalDouble.of(Tail.f(chi / q, q, df)),
                ""));
    }
}
