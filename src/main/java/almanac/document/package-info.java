/**
 * From a file to {@link almanac.model.Document}: its tables as {@link almanac.model.Grid}s, its prose as {@link
 * almanac.model.Sentence}s, each with its place. Knows no indicator, region or unit.
 *
 * <p>Comes in: a path. Goes out: a document, always; what could not be read is a diagnostic in it. Refuses: to follow
 * links, to run macros, to fetch entities, to unpack without end.
 *
 * <p>Read {@link almanac.document.DocumentReader} first; it finds out what a file is ({@code Kind}), reads what sidecars
 * declare ({@code Sidecars}) and hands the file to a {@link almanac.document.FormatReader}. Spreadsheets and CSV give
 * their filled blocks whole, title and note rows inside the grid, because only {@code extract} can tell a title from a
 * header; pages and web pages give caption and notes apart.
 */
@NullMarked
package almanac.document;

import org.jspecify.annotations.NullMarked;
