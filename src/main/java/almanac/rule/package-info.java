/** Reads rule documents, checks them, runs their examples, explains a miss. Rules are data, never code. */
@NullMarked
package almanac.rule;

import org.jspecify.annotations.NullMarked;
