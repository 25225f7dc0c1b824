/** Separated text: CSV, TSV and what calls itself so. */
@NullMarked
package almanac.document.csv;

import org.jspecify.annotations.NullMarked;
