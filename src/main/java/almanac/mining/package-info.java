/** Outliers, clusters, segments, forecasts. */
@NullMarked
package almanac.mining;

import org.jspecify.annotations.NullMarked;
