/** Plain text: prose, and tables that were flattened to lines. */
@NullMarked
package almanac.document.plain;

import org.jspecify.annotations.NullMarked;
