/** Series and sentences in Lucene; from a query to hits. */
@NullMarked
package almanac.index;

import org.jspecify.annotations.NullMarked;
