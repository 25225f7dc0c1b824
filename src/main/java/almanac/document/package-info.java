/** From a file to {@link almanac.model.Document}: Tika detects, PDFBox, POI, jsoup and FastCSV read. Knows no indicator. */
@NullMarked
package almanac.document;

import org.jspecify.annotations.NullMarked;
