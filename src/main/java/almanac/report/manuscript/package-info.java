/**
 * The report before it has a form, and the forms: a {@link almanac.report.manuscript.Manuscript} is sections of texts,
 * lists, tables and pictures in one language; {@link almanac.report.manuscript.HtmlForm}, {@link
 * almanac.report.manuscript.PdfForm}, {@link almanac.report.manuscript.MarkdownForm}, {@link
 * almanac.report.manuscript.LatexForm} and {@link almanac.report.manuscript.DocxForm} write the same content.
 *
 * <p>In: texts as they are, from documents too, so hostile. Out: bytes in which each is escaped by the rules of its form,
 * the same for the same manuscript.
 */
@NullMarked
package almanac.report.manuscript;

import org.jspecify.annotations.NullMarked;
