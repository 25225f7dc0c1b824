/**
 * Finds the tables of a paper that can be audited: correlation tables and regression tables, as printed.
 *
 * <p>In: the tables and the prose of a document ({@link almanac.model.Grid}, {@link almanac.model.Sentence}). Out: {@link
 * almanac.model.Claims} by {@link almanac.audit.reading.PaperReader}. A table that is neither is left alone; what is
 * recognised but not understood comes back as diagnostics.
 *
 * <p>Read {@code TextTable} first (a grid as rows of text), then {@code CorrelationTable} and {@code RegressionTable}.
 */
@NullMarked
package almanac.audit.reading;

import org.jspecify.annotations.NullMarked;
