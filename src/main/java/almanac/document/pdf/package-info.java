/**
 * Tables and prose of PDF files, by geometry alone. In: a file. Out: {@link almanac.model.Grid}s with captions, units,
 * notes and boxes, and {@link almanac.model.Sentence}s of what is no table. It refuses to guess text that the fonts do
 * not give away, and says so.
 *
 * <p>The way of a page: {@link almanac.document.pdf.InkReader} takes glyphs and rulings in one pass over the content
 * stream; {@link almanac.document.pdf.WordMaker} makes words; {@link almanac.document.pdf.TableFinder} proposes areas
 * by rulings and by alignment and keeps the best explanation; {@link almanac.document.pdf.LatticeMaker} and {@link
 * almanac.document.pdf.OpenMaker} make the grid inside an area. Read {@link almanac.document.pdf.PdfReader} first.
 *
 * <p>All thresholds are in units of the page's own text (line height, em) and stand as named constants with a reason.
 */
@NullMarked
package almanac.document.pdf;

import org.jspecify.annotations.NullMarked;
