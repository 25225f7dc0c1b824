/** From published claims to verdicts, from the printed tables alone. */
@NullMarked
package almanac.audit;

import org.jspecify.annotations.NullMarked;
