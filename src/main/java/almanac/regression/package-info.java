/**
 * Regressions the way an applied economist reports them: a {@link almanac.model.ModelSpec} and a {@link
 * almanac.model.Frame} in, a {@link almanac.model.Fit} out.
 *
 * <p>Read {@link almanac.regression.Regression} first: it parses the formula, lets {@code design} build the sample, picks
 * the estimator ({@link almanac.regression.OrdinaryLeastSquares} and its siblings), which turns its model into one least
 * squares problem (an {@link almanac.regression.Estimate}); {@link almanac.regression.Covariances} then gives standard
 * errors, {@code FitAssembly} the record. Trouble with the data or the formula comes back as diagnostics in the fit:
 * nothing is thrown, and nothing is left out without being listed.
 */
@NullMarked
package almanac.regression;

import org.jspecify.annotations.NullMarked;
