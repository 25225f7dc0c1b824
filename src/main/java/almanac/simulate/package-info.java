/** From a study with known truth to documents. */
@NullMarked
package almanac.simulate;

import org.jspecify.annotations.NullMarked;
