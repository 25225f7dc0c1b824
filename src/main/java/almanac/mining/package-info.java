/**
 * Mining: outliers, clusters of regions, segments in time and in variables, forecasts.
 *
 * <p>What comes in: {@link almanac.mining.PanelGrid}, one or more variables of regions by period, made from a {@link
 * almanac.model.Frame}; missing stays missing. What goes out: findings with a score and, where resampling can tell, how
 * stable they are. Everything that draws random numbers takes a seed; the same data give the same findings.
 *
 * <p>Read {@link almanac.mining.OutlierSearch}, {@link almanac.mining.Clusters}, {@link almanac.mining.StructuralBreaks},
 * {@link almanac.mining.RegressionTree}, then {@code almanac.mining.forecast}.
 */
@NullMarked
package almanac.mining;

import org.jspecify.annotations.NullMarked;
