/**
 * Trade tables as files: a scanner that reads tens of millions of CSV rows into matrices, and a writer of exact
 * numbers. Read {@link almanac.complexity.table.TradeReader} first.
 */
@NullMarked
package almanac.complexity.table;

import org.jspecify.annotations.NullMarked;
