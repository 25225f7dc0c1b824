package almanac.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An estimated model, or the reasons why it was refused: a refused model has no coefficients and at least one
 * diagnostic of severity {@link Diagnostic.Severity#ERROR}.
 *
 * @param spec what was asked
 * @param dependent the left side of the formula
 * @param estimator what was done, in the names of {@link ModelSpec}
 * @param covariance what was done, for example {@code cluster:firm}
 * @param n rows used
 * @param dfResidual n minus everything estimated, absorbed effects included
 * @param dfModel slopes estimated (the constant does not count)
 * @param dfInference degrees of freedom of the t statistics; infinite for z
 * @param groups units of the panel in the sample, 0 where there is no panel
 * @param coefficients in the order of the formula, the constant first
 * @param matrix covariance matrix of the coefficients, in their order
 * @param f joint significance of the slopes under {@code covariance}
 * @param figures everything else about the fit by name: {@code r2}, {@code adj_r2}, {@code r2_within}, {@code rmse},
 *     {@code sigma_u} ...; only finite ones
 * @param tests by name
 * @param effects estimated fixed effects: for each effect the value of each level
 * @param dropped every row and term that was left out, with the reason
 * @param rows the rows used, counted from 0, in the order of {@code fitted} and {@code residuals}
 * @param fitted fitted values in the units of the dependent variable as transformed by the estimator
 * @param residuals of the estimator's own (transformed) equation
 * @param notes conventions and small-sample factors in words
 * @param diagnostics what was met on the way
 */
public record Fit(
        ModelSpec spec,
        String dependent,
        String estimator,
        String covariance,
        int n,
        int dfResidual,
        int dfModel,
        double dfInference,
        int groups,
        List<Coefficient> coefficients,
        double[][] matrix,
        Optional<TestResult> f,
        Map<String, Double> figures,
        Map<String, TestResult> tests,
        Map<String, Map<String, Double>> effects,
        List<Dropped> dropped,
        int[] rows,
        double[] fitted,
        double[] residuals,
        List<String> notes,
        List<Diagnostic> diagnostics) {
    public Fit {
        coefficients = List.copyOf(coefficients);
        Map<String, Double> finite = new LinkedHashMap<>();
        figures.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                finite.put(name, value);
            }
        });
        figures = Collections.unmodifiableMap(finite);
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        effects = Collections.unmodifiableMap(new LinkedHashMap<>(effects));
        dropped = List.copyOf(dropped);
        notes = List.copyOf(notes);
        diagnostics = List.copyOf(diagnostics);
    }

    /** A model that could not be estimated. */
    public static Fit refused(ModelSpec spec, List<Dropped> dropped, List<Diagnostic> diagnostics) {
        return new Fit(
                spec,
                "",
                spec.estimator(),
                spec.covariance(),
                0,
                0,
                0,
                0,
                0,
                List.of(),
                new double[0][],
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                dropped,
                new int[0],
                new double[0],
                new double[0],
                List.of(),
                diagnostics);
    }

    /** Whether there are estimates; else {@link #diagnostics} says why not. */
    public boolean estimated() {
        return !coefficients.isEmpty();
    }

    /** A figure of the fit by name, for example {@code r2_within}. */
    public OptionalDouble figure(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public Optional<Coefficient> coefficient(String term) {
        return coefficients.stream().filter(c -> c.term().equals(term)).findFirst();
    }

    /** The same fit with more tests, figures and diagnostics. */
    public Fit withTests(Map<String, TestResult> more, Map<String, Double> moreFigures, List<Diagnostic> trouble) {
        Map<String, TestResult> allTests = new LinkedHashMap<>(tests);
        allTests.putAll(more);
        Map<String, Double> allFigures = new LinkedHashMap<>(figures);
        allFigures.putAll(moreFigures);
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.addAll(trouble);
        return new Fit(
                spec,
                dependent,
                estimator,
                covariance,
                n,
                dfResidual,
                dfModel,
                dfInference,
                groups,
                coefficients,
                matrix,
                f,
                allFigures,
                allTests,
                effects,
                dropped,
                rows,
                fitted,
                residuals,
                notes,
                all);
    }

    /** The same fit showing other coefficients, for example marginal effects; the matrix does not belong to them. */
    public Fit withCoefficients(List<Coefficient> others) {
        return new Fit(
                spec,
                dependent,
                estimator,
                covariance,
                n,
                dfResidual,
                dfModel,
                dfInference,
                groups,
                others,
                new double[0][],
                f,
                figures,
                tests,
                effects,
                dropped,
                rows,
                fitted,
                residuals,
                notes,
                diagnostics);
    }

    /**
     * Something left out.
     *
     * @param kind {@code row}, {@code term}, {@code singleton} or {@code effect}
     * @param row the row of the data, counted from 1 below the header; 0 where it is not a row
     * @param what the term, the level or the row's unit and period
     * @param reason in words
     */
    public record Dropped(String kind, int row, String what, String reason) {}
}
