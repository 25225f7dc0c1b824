package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two-stage least squares: the endogenous regressors are replaced by their projections on all exogenous variables and
 * instruments; residuals and s^2 are those of the variables themselves. With fixed effects, of what these leave.
 *
 * <p>b = (X'P X)^-1 X'P y (Theil 1953, Basmann 1957).
 */
public final class InstrumentalVariables {
    private InstrumentalVariables() {}

    /** The variables both stages work on, after absorbing effects and weighting. */
    record Stage(List<Regressor> exogenous, List<Regressor> endogenous, List<Regressor> instruments, Numbers response) {
        List<Regressor> allInstruments() {
            List<Regressor> all = new ArrayList<>(exogenous);
            all.addAll(instruments);
            return all;
        }
    }

    static Stage stage(Sample given) {
        boolean absorbing = !given.effects().isEmpty();
        Sample sample = absorbing ? WithinEstimator.withoutConstant(given) : given;
        double[] roots = sample.weights().map(OrdinaryLeastSquares::roots).orElse(new double[0]);
        if (absorbing) {
            Absorber absorber = new Absorber(sample.effects(), sample.weights().orElse(new double[0]));
            Numbers response = WithinEstimator.absorbed(absorber, sample.response(), roots);
            return new Stage(
                    WithinEstimator.absorbed(absorber, sample.regressors(), roots),
                    WithinEstimator.absorbed(absorber, sample.endogenous(), roots),
                    WithinEstimator.absorbed(absorber, sample.instruments(), roots),
                    response);
        }
        if (roots.length == 0) {
            return new Stage(sample.regressors(), sample.endogenous(), sample.instruments(), sample.response());
        }
        return new Stage(
                weighted(sample.regressors(), roots),
                weighted(sample.endogenous(), roots),
                weighted(sample.instruments(), roots),
                sample.response().times(roots));
    }

    private static List<Regressor> weighted(List<Regressor> regressors, double[] roots) {
        return regressors.stream().map(r -> r.with(r.values().times(roots))).toList();
    }

    /** Fitted values of a regression. */
    static Numbers projected(List<Regressor> on, Numbers column) {
        LeastSquares.Solution solution =
                LeastSquares.solve(on.stream().map(Regressor::values).toList(), column);
        double[] fitted = column.hi().clone();
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] -= solution.residuals()[i];
        }
        return Numbers.of(fitted);
    }

    public static Estimate estimate(Sample sample) {
        if (sample.endogenous().isEmpty() || sample.instruments().isEmpty()) {
            throw new Refusal(
                    Trouble.INSTRUMENTS,
                    "instrumental variables need an endogenous regressor and instruments",
                    "write y ~ x + (endogenous ~ z1 + z2)");
        }
        if (sample.instruments().size() < sample.endogenous().size()) {
            throw new Refusal(
                    Trouble.INSTRUMENTS,
                    sample.endogenous().size() + " endogenous regressors need as many instruments at least, there are "
                            + sample.instruments().size(),
                    "add instruments, or treat a regressor as exogenous");
        }
        Stage stage = stage(sample);
        List<Regressor> instruments = stage.allInstruments();
        List<Regressor> second = new ArrayList<>();
        List<Regressor> structural = new ArrayList<>();
        // the constant, the endogenous as written, the exogenous: R's order of y ~ x1 + x2 is kept by the caller's
        // terms
        for (Regressor regressor : stage.exogenous()) {
            second.add(regressor);
            structural.add(regressor);
        }
        for (Regressor regressor : stage.endogenous()) {
            second.add(regressor.with(projected(instruments, regressor.values())));
            structural.add(regressor);
        }
        List<Grouping> effects = sample.effects();
        int lost = effects.isEmpty() ? 0 : new Absorber(effects, new double[0]).parameters();
        boolean constant = sample.constant() && effects.isEmpty();
        double[] reference =
                LeastSquares.lengths(structural.stream().map(Regressor::values).toList());
        Estimate first = Equation.solve("iv", sample, second, stage.response(), constant, reference, lost, effects);
        double[] residuals = stage.response().hi().clone();
        double[] b = first.estimates();
        for (int j = 0; j < b.length; j++) {
            double[] column =
                    structural.get(first.solution().kept()[j]).values().hi();
            for (int i = 0; i < residuals.length; i++) {
                residuals[i] -= b[j] * column[i];
            }
        }
        double rss = WithinEstimator.squares(residuals);
        Map<String, Double> figures = new LinkedHashMap<>();
        double total = effects.isEmpty()
                ? OrdinaryLeastSquares.totalSquares(sample, constant)
                : WithinEstimator.squares(stage.response().hi());
        figures.put("tss", total);
        figures.put(effects.isEmpty() ? "r2" : "r2_within", 1 - rss / total);
        figures.put("instruments", (double) sample.instruments().size());
        return new Estimate(
                "iv",
                sample,
                first.terms(),
                first.columns(),
                first.response(),
                first.solution(),
                residuals,
                rss,
                first.dfResidual(),
                constant,
                effects,
                figures,
                Map.of(),
                first.dropped(),
                List.of("two-stage least squares; instruments: "
                        + String.join(
                                ", ",
                                sample.instruments().stream()
                                        .map(Regressor::term)
                                        .toList())));
    }
}
