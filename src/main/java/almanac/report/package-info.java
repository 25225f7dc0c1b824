/**
 * From a finished study to a bundle that a stranger can check: the report page, tables, charts, data with provenance,
 * the study and rules used, and a manifest of hashes.
 *
 * <p>In: {@link almanac.report.StudyReport}, made of model types only. Out: files under one folder, the same bytes for
 * the same input. Read {@link almanac.report.ReplicationBundle} first, then {@link almanac.report.Composer} (what a
 * person reads) and {@link almanac.report.LineagePage} (from a number to its printed cell).
 *
 * <p>Labels come from documents and are hostile until escaped: HTML through the template engine, CSV through {@link
 * almanac.report.CsvText}, LaTeX through {@link almanac.report.table.LatexText}.
 */
@NullMarked
package almanac.report;

import org.jspecify.annotations.NullMarked;
