/** Descriptives, correlation, least squares, panel estimators, covariance kinds, tests. */
@NullMarked
package almanac.regression;

import org.jspecify.annotations.NullMarked;
