/**
 * Charts as SVG text: small, self-contained, the same bytes for the same numbers, readable without colour. Each chart
 * is a record of what it shows with one verb, {@code svg()}; {@link almanac.report.chart.Svg} does the drawing.
 *
 * <p>Colours are the Okabe-Ito set, told apart by people with any colour vision. Text is text, so it can be searched,
 * read aloud and translated. Each picture has a title and a description for screen readers.
 */
@NullMarked
package almanac.report.chart;

import org.jspecify.annotations.NullMarked;
