/** From {@link almanac.model.Grid} and {@link almanac.model.Sentence}, by rules, to {@link almanac.model.Observation} and {@link almanac.model.Diagnostic}. */
@NullMarked
package almanac.extract;

import org.jspecify.annotations.NullMarked;
