package almanac.regression;

import almanac.model.Column;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.model.Variant;
import almanac.regression.design.Grouping;
import almanac.regression.design.Nearest;
import almanac.regression.design.Trouble;
import almanac.regression.formula.Formula;
import almanac.regression.formula.FormulaParser;
import almanac.regression.formula.FormulaTrouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same question asked in many ways: leaving out one region or year at a time, and every subset of the controls. */
public final class Robustness {
    /** Controls whose subsets are all tried: 1024 models. */
    static final int MOST_CONTROLS = 10;

    /** Variants, or what stood in the way. */
    public record Outcome(List<Variant> variants, List<Diagnostic> diagnostics) {
        public Outcome {
            variants = List.copyOf(variants);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private Robustness() {}

    /** The model without each value of a column in turn; lags still see the rows left out. */
    public static Outcome leaveOneOut(ModelSpec spec, Frame frame, String column) {
        if (frame.column(column).isEmpty()) {
            return refused(Trouble.of(
                    Trouble.UNKNOWN_NAME,
                    "there is no column \"" + column + "\" in the data",
                    Nearest.hint(column, frame.names())));
        }
        Column values = frame.column(column).get();
        Map<String, boolean[]> masks = new TreeMap<>(Comparator.comparing(Robustness::sortable));
        for (int i = 0; i < values.size(); i++) {
            masks.computeIfAbsent(label(values, i), key -> new boolean[values.size()]);
        }
        masks.remove("");
        masks.forEach((label, mask) -> {
            for (int i = 0; i < mask.length; i++) {
                mask[i] = !label(values, i).equals(label);
            }
        });
        List<Variant> variants = new ArrayList<>();
        masks.forEach((label, mask) -> variants.add(
                new Variant("leave_out", column + " " + label, Regression.fitWithin(spec.withTests(""), frame, mask))));
        return new Outcome(variants, List.of());
    }

    /** The first stage of each endogenous regressor: it on the exogenous ones and all instruments, same effects and errors. */
    public static List<Variant> firstStages(ModelSpec spec, Frame frame) {
        Formula formula;
        try {
            formula = Regression.parse(spec).get(0);
        } catch (FormulaTrouble trouble) {
            return List.of();
        }
        List<String> terms = new ArrayList<>();
        formula.terms().forEach(term -> terms.add(term.text()));
        formula.instruments().forEach(term -> terms.add(term.text()));
        String effects = formula.effects().isEmpty()
                ? ""
                : " | "
                        + String.join(
                                " + ",
                                formula.effects().stream()
                                        .map(e -> String.join("^", e))
                                        .toList());
        List<Variant> stages = new ArrayList<>();
        formula.endogenous()
                .forEach(term -> stages.add(new Variant(
                        "first_stage",
                        term.text(),
                        Regression.fit(
                                spec.withFormula(term.text() + " ~ " + (formula.constant() ? "" : "0 + ")
                                                + String.join(" + ", terms) + effects)
                                        .withEstimator("")
                                        .withTests(""),
                                frame))));
        return stages;
    }

    /** Numbers by size, before text. */
    private static String sortable(String label) {
        return label.matches("\\d{1,15}")
                ? String.format(java.util.Locale.ROOT, "%016d", Long.parseLong(label))
                : label;
    }

    private static String label(Column column, int row) {
        if (column.missing(row)) {
            return "";
        }
        if (column instanceof Column.Text text) {
            return text.values().get(row);
        }
        return column instanceof Column.Doubles doubles
                ? Grouping.label(doubles.values()[row])
                : ((Column.Decimals) column)
                        .at(row)
                        .map(d -> Grouping.label(d.doubleValue()))
                        .orElse("");
    }

    private static Outcome refused(Diagnostic diagnostic) {
        return new Outcome(List.of(), List.of(diagnostic));
    }

    /**
     * The coefficient of one term under every subset of the other terms (and each covariance given), sorted by estimate: a
     * specification curve (Simonsohn, Simmons and Nelson 2020).
     */
    public static Outcome specificationCurve(ModelSpec spec, Frame frame, String term, List<String> covariances) {
        Formula formula;
        try {
            formula = FormulaParser.parse(spec.formula()).get(0);
        } catch (FormulaTrouble trouble) {
            return refused(Trouble.of(Trouble.FORMULA, String.valueOf(trouble.getMessage()), "y ~ x + controls"));
        }
        List<String> controls =
                new ArrayList<>(formula.terms().stream().map(t -> t.text()).toList());
        if (!controls.remove(term)) {
            return refused(Trouble.of(
                    Trouble.UNKNOWN_NAME,
                    "\"" + term + "\" is not a term of " + formula.text(),
                    Nearest.hint(term, controls)));
        }
        if (controls.size() > MOST_CONTROLS) {
            return refused(Trouble.of(
                    Trouble.UNKNOWN_OPTION,
                    controls.size() + " controls have too many subsets",
                    "at most " + MOST_CONTROLS + " besides the term of interest"));
        }
        String tail = spec.formula().contains("|")
                ? " " + spec.formula().substring(spec.formula().indexOf('|'))
                : "";
        List<Variant> variants = new ArrayList<>();
        for (int subset = 0; subset < 1 << controls.size(); subset++) {
            List<String> used = new ArrayList<>();
            for (int j = 0; j < controls.size(); j++) {
                if ((subset & 1 << j) != 0) {
                    used.add(controls.get(j));
                }
            }
            String left = formula.response().text() + " ~ " + (formula.constant() ? "" : "0 + ") + term;
            String text = left + (used.isEmpty() ? "" : " + " + String.join(" + ", used)) + tail;
            for (String covariance : covariances) {
                Fit fit = Regression.fit(
                        spec.withFormula(text).withCovariance(covariance).withTests(""), frame);
                if (fit.coefficient(term).isPresent()) {
                    variants.add(new Variant(
                            "specification",
                            (used.isEmpty() ? "no controls" : String.join(" + ", used))
                                    + (covariances.size() > 1 ? " [" + covariance + "]" : ""),
                            fit));
                }
            }
        }
        variants.sort(Comparator.comparingDouble(
                v -> v.fit().coefficient(term).map(c -> c.estimate()).orElse(0.0)));
        return new Outcome(variants, List.of());
    }
}
