/**
 * Tables as statistics. In: grids (any rectangle of printed cells). Out: observations with their cells.
 *
 * <p>{@link almanac.extract.table.BlockFinder} cuts a grid into tables, {@link almanac.extract.table.Heads} reads the
 * header band, {@link almanac.extract.table.Labels} says what a label means by the rule book, {@link
 * almanac.extract.table.Title} what the lines above a table say, {@link almanac.extract.table.TableReader} puts row and
 * column together. Read the last one first. No phrase, place or unit stands in this code: all of them are rules.
 */
@NullMarked
package almanac.extract.table;

import org.jspecify.annotations.NullMarked;
