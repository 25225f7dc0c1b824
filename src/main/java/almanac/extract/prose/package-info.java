/**
 * From sentences to observations, by prose rules.
 *
 * <p>{@link almanac.extract.prose.ProseExtractor} is the door. A sentence is cut by {@code ProseScanner}; {@code
 * ProseRules} finds the figures in it (a verb, a number, a unit) and the words around them that are no part of a name;
 * {@code ProseReading} walks through it from figure to figure and gives each the subject that stands before it, carrying
 * region, time, subject and basis on as a reader does. Facts of language stand in rules/prose, none here.
 */
@NullMarked
package almanac.extract.prose;

import org.jspecify.annotations.NullMarked;
