/** From observations to a panel: chooses among rivals, converts units, transforms; keeps why. */
@NullMarked
package almanac.panel;

import org.jspecify.annotations.NullMarked;
