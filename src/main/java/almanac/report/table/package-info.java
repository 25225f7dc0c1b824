/**
 * Tables of results: estimates side by side, descriptives, correlations, as text, LaTeX (booktabs), HTML, Markdown, CSV,
 * DOCX, and JSON in full precision. Read {@link almanac.report.table.FitJson} and {@code RegressionTable} first.
 */
@NullMarked
package almanac.report.table;

import org.jspecify.annotations.NullMarked;
