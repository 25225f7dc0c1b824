package almanac.regression;

import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.InfluentialRow;
import almanac.model.ModelSpec;
import almanac.regression.design.Nearest;
import almanac.regression.design.Refusal;
import almanac.regression.design.Sample;
import almanac.regression.design.SampleBuilder;
import almanac.regression.design.Trouble;
import almanac.regression.formula.Formula;
import almanac.regression.formula.FormulaParser;
import almanac.regression.formula.FormulaTrouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The door of the package: a specification and a frame in, a fit out.
 *
 * <p>Example: {@code Regression.fit(ModelSpec.of("y ~ x | firm").withCovariance("cluster:firm"), frame)}.
 */
public final class Regression {
    private static final List<String> ESTIMATORS = List.of("ols", "wls", "fe", "be", "fd", "re", "iv");

    private Regression() {}

    /** Estimates one model; of a stepwise formula the last step. Never throws for what the user gave. */
    public static Fit fit(ModelSpec spec, Frame frame) {
        List<Fit> fits = fitAll(List.of(spec), frame, false);
        return fits.get(fits.size() - 1);
    }

    /**
     * Estimates several models, stepwise formulas spread.
     *
     * @param common whether all share the rows that are complete for every one of them
     */
    public static List<Fit> fitAll(List<ModelSpec> specs, Frame frame, boolean common) {
        List<Fit> fits = new ArrayList<>();
        List<ModelSpec> steps = new ArrayList<>();
        for (ModelSpec spec : specs) {
            try {
                for (Formula formula : parse(spec)) {
                    steps.add(spec.withFormula(formula.text()));
                }
            } catch (FormulaTrouble trouble) {
                steps.add(spec);
            }
        }
        boolean[] rows = common ? commonRows(steps, frame) : null;
        for (ModelSpec step : steps) {
            fits.add(fitOne(step, frame, rows));
        }
        return fits;
    }

    /** How much each row counts, the largest Cook's distance first; empty for a refused model. */
    public static List<InfluentialRow> influence(ModelSpec spec, Frame frame) {
        try {
            Sample sample = sample(spec, frame, null);
            Estimate estimate = estimate(spec, sample);
            Influence.Measures measures = Influence.of(estimate);
            Sample used = estimate.sample();
            List<InfluentialRow> rows = new ArrayList<>();
            for (int i = 0; i < estimate.size(); i++) {
                List<Double> dfbetas = new ArrayList<>();
                for (double[] column : measures.dfbetas()) {
                    dfbetas.add(column[i]);
                }
                int at = i;
                String unit =
                        used.entity().map(e -> e.labels().get(e.codes()[at])).orElse("");
                String period =
                        used.time().map(t -> t.labels().get(t.codes()[at])).orElse("");
                rows.add(new InfluentialRow(
                        used.rows()[i] + 1,
                        (unit + " " + period).strip(),
                        measures.leverage()[i],
                        measures.studentised()[i],
                        measures.cook()[i],
                        measures.dffits()[i],
                        dfbetas));
            }
            rows.sort(
                    Comparator.comparingDouble(InfluentialRow::cook).reversed().thenComparingInt(InfluentialRow::row));
            return rows;
        } catch (FormulaTrouble | Refusal refused) {
            // the fit of the same specification says why
            return List.of();
        }
    }

    /** Estimates one model on the rows of the mask; lags and differences still see the others. */
    static Fit fitWithin(ModelSpec spec, Frame frame, boolean[] rows) {
        return fitOne(spec, frame, rows);
    }

    private static boolean @Nullable [] commonRows(List<ModelSpec> specs, Frame frame) {
        boolean[] all = new boolean[frame.rows()];
        Arrays.fill(all, true);
        for (ModelSpec spec : specs) {
            try {
                Sample sample = sample(spec, frame, null);
                boolean[] own = new boolean[all.length];
                for (int row : sample.rows()) {
                    own[row] = true;
                }
                for (int i = 0; i < all.length; i++) {
                    all[i] &= own[i];
                }
            } catch (FormulaTrouble | Refusal refused) {
                // the model itself will say so, and restricts nothing
            }
        }
        return all;
    }

    static List<Formula> parse(ModelSpec spec) {
        boolean ivreg = spec.estimator().startsWith("iv")
                && spec.formula().indexOf('~') == spec.formula().lastIndexOf('~');
        return ivreg ? FormulaParser.parseInstrumental(spec.formula()) : FormulaParser.parse(spec.formula());
    }

    private static Fit fitOne(ModelSpec spec, Frame frame, boolean @Nullable [] rows) {
        Sample sample = null;
        try {
            CovarianceKind kind = CovarianceKind.parse(spec.covariance());
            sample = sample(spec, frame, rows);
            refuseConstant(sample);
            Estimate estimate = estimate(spec, sample);
            Fit fit = FitAssembly.assemble(spec, estimate, Covariances.of(kind, estimate, FitAssembly.level(spec)));
            return spec.tests().isEmpty() ? fit : Tests.add(spec, estimate, fit);
        } catch (FormulaTrouble trouble) {
            String message = trouble.getMessage();
            return Fit.refused(
                    spec,
                    List.of(),
                    List.of(Trouble.of(
                            Trouble.FORMULA,
                            message == null ? "the formula was not understood" : message,
                            "a formula looks like: y ~ x1 + log(x2) | firm + year")));
        } catch (Refusal refusal) {
            List<Diagnostic> diagnostics = new ArrayList<>(sample == null ? List.of() : sample.diagnostics());
            diagnostics.add(refusal.diagnostic());
            return Fit.refused(spec, sample == null ? List.of() : sample.dropped(), diagnostics);
        }
    }

    private static Sample sample(ModelSpec spec, Frame frame, boolean @Nullable [] rows) {
        Formula formula = parse(spec).get(0);
        return SampleBuilder.build(
                frame, formula, spec, Covariances.columns(CovarianceKind.parse(spec.covariance())), rows);
    }

    private static void refuseConstant(Sample sample) {
        double[] y = sample.response().hi();
        for (double value : y) {
            if (value != y[0]) {
                return;
            }
        }
        if (y.length > 1) {
            throw new Refusal(
                    Trouble.CONSTANT_RESPONSE,
                    "\"" + sample.dependent() + "\" has the value " + y[0] + " in all " + y.length + " rows",
                    "there is nothing to explain: look at the rows that were left out, or at the column");
        }
    }

    private static Estimate within(ModelSpec spec, Sample sample) {
        boolean drop = "drop".equals(spec.settings().get("singletons"));
        return WithinEstimator.estimate(WithinEstimator.withoutSingletons(sample, drop));
    }

    /** The estimator asked for, or the one the formula implies. */
    static Estimate estimate(ModelSpec spec, Sample sample) {
        String name = spec.estimator().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            name = !sample.formula().endogenous().isEmpty()
                    ? "iv"
                    : sample.effects().isEmpty() ? "ols" : "fe";
        }
        if (name.equals("re") || name.startsWith("re:")) {
            return RandomEffectsEstimator.estimate(sample, name.substring(Math.min(3, name.length())));
        }
        return switch (name) {
            case "ols", "wls", "pooled" -> {
                if (!sample.effects().isEmpty()) {
                    yield within(spec, sample);
                }
                yield OrdinaryLeastSquares.estimate(sample);
            }
            case "fe", "within" -> within(spec, sample);
            case "be", "between" -> BetweenEstimator.estimate(sample);
            case "fd" -> FirstDifferenceEstimator.estimate(sample);
            case "iv", "2sls" -> InstrumentalVariables.estimate(sample);
            default ->
                throw new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "there is no estimator \"" + spec.estimator() + "\"",
                        Nearest.hint(spec.estimator(), ESTIMATORS));
        };
    }
}
