/** Word documents: {@link almanac.document.word.DocxReader} streams the main part. */
@NullMarked
package almanac.document.word;

import org.jspecify.annotations.NullMarked;
