/** Pictures of printed pages and of sheets with one cell marked: what a person looks at to check a number. */
@NullMarked
package almanac.document.picture;

import org.jspecify.annotations.NullMarked;
