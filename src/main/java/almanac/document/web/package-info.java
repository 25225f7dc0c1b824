/** Web pages: {@link almanac.document.web.HtmlReader} walks jsoup's tree. */
@NullMarked
package almanac.document.web;

import org.jspecify.annotations.NullMarked;
