/**
 * The nouns of Almanac, and nothing but the JDK.
 *
 * <p>Data crosses a package border only as a type of this package. Read {@link almanac.model.Observation} first: it is
 * what every reader works towards and what every study starts from. Then {@link almanac.model.Grid} (a printed table),
 * {@link almanac.model.Locator} (the place of a number) and {@link almanac.model.Diagnostic} (trouble as a value).
 *
 * <p>Records are immutable: lists are copied, components are never null; what may be absent is an
 * {@link java.util.Optional} or a type of its own ({@link almanac.model.Reading.Missing}).
 */
@NullMarked
package almanac.model;

import org.jspecify.annotations.NullMarked;
