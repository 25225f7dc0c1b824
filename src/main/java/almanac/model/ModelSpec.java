package almanac.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a regression is asked to do.
 *
 * @param formula in the language of docs/manual/regression.md: {@code y ~ x1 + log(x2) | firm + year}
 * @param estimator {@code ols}, {@code fe}, {@code re}, {@code be}, {@code fd}, {@code iv} or one of their named forms;
 *     empty chooses by the formula: {@code fe} with effects behind a bar, {@code iv} with instruments, else {@code ols}
 * @param covariance {@code classical}, {@code HC0} ... {@code HC4}, {@code cluster:C}, {@code cluster:C1+C2}, {@code
 *     newey-west:L}, {@code driscoll-kraay:L} ...
 * @param entity column that names the unit of a panel
 * @param time column that names the period of a panel
 * @param weights column of analytic weights
 * @param tests empty, {@code all}, or names of tests separated by commas
 * @param settings what only some kinds need: {@code seed}, {@code replications}, {@code level}, {@code statistic} ...
 */
public record ModelSpec(
        String formula,
        String estimator,
        String covariance,
        Optional<String> entity,
        Optional<String> time,
        Optional<String> weights,
        String tests,
        SortedMap<String, String> settings) {
    public ModelSpec {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** Least squares with the classical covariance, no tests. */
    public static ModelSpec of(String formula) {
        return new ModelSpec(
                formula, "", "classical", Optional.empty(), Optional.empty(), Optional.empty(), "", new TreeMap<>());
    }

    public ModelSpec withFormula(String other) {
        return new ModelSpec(other, estimator, covariance, entity, time, weights, tests, settings);
    }

    public ModelSpec withEstimator(String other) {
        return new ModelSpec(formula, other, covariance, entity, time, weights, tests, settings);
    }

    public ModelSpec withCovariance(String other) {
        return new ModelSpec(formula, estimator, other, entity, time, weights, tests, settings);
    }

    /** The columns that name unit and period. */
    public ModelSpec withPanel(String unit, String period) {
        return new ModelSpec(
                formula, estimator, covariance, Optional.of(unit), Optional.of(period), weights, tests, settings);
    }

    public ModelSpec withEntity(String unit) {
        return new ModelSpec(formula, estimator, covariance, Optional.of(unit), time, weights, tests, settings);
    }

    public ModelSpec withTime(String period) {
        return new ModelSpec(formula, estimator, covariance, entity, Optional.of(period), weights, tests, settings);
    }

    public ModelSpec withWeights(String column) {
        return new ModelSpec(formula, estimator, covariance, entity, time, Optional.of(column), tests, settings);
    }

    public ModelSpec withTests(String names) {
        return new ModelSpec(formula, estimator, covariance, entity, time, weights, names, settings);
    }

    public ModelSpec with(String setting, String value) {
        SortedMap<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new ModelSpec(formula, estimator, covariance, entity, time, weights, tests, more);
    }
}
