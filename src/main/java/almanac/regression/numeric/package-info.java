/**
 * The arithmetic under the estimators: {@link almanac.regression.numeric.Numbers} (columns in double-double), {@link
 * almanac.regression.numeric.LeastSquares} (Householder QR in double-double or in doubles, by size), small symmetric
 * matrices and tail probabilities. Knows no formula and no panel.
 */
@NullMarked
package almanac.regression.numeric;

import org.jspecify.annotations.NullMarked;
