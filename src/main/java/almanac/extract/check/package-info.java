/**
 * Cleaning: what must hold between numbers, and where it does not. In: observations and the check rules of the rule
 * book. Out: findings. Nothing is repaired; a person's correction is a rule of its own.
 */
@NullMarked
package almanac.extract.check;

import org.jspecify.annotations.NullMarked;
