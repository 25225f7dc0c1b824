/**
 * Characters: what printed text means before anybody asks what it is about. Pure functions, no files.
 *
 * <p>{@link almanac.text.Decoding} turns bytes into text, {@link almanac.text.Mojibake} repairs text that somebody else
 * decoded wrongly, {@link almanac.text.Folding} makes equal what prints equal, {@link almanac.text.Numerals} reads
 * numbers with their decimals and marks, {@link almanac.text.MissingMarks} the marks that stand for none, {@link
 * almanac.text.Sentences} cuts prose. Read {@code Folding} first.
 */
@NullMarked
package almanac.text;

import org.jspecify.annotations.NullMarked;
