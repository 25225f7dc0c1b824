/** Observations in DuckDB: a star schema, the transactional truth of the store. */
@NullMarked
package almanac.warehouse;

import org.jspecify.annotations.NullMarked;
