/** From fits, panels and verdicts to tables, charts and the bundle. */
@NullMarked
package almanac.report;

import org.jspecify.annotations.NullMarked;
