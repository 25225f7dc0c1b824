/**
 * From a frame and a formula to numbers a solver can use: columns evaluated, factors spread, lags taken within units,
 * incomplete rows left out and listed. Read {@link almanac.regression.design.SampleBuilder} first.
 */
@NullMarked
package almanac.regression.design;

import org.jspecify.annotations.NullMarked;
