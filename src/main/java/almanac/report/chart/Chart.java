package almanac.report.chart;

import java.util.List;
import java.util.Map;

/** A picture, the figures that it shows, and how Vega-Lite would draw them. */
public interface Chart {
    /** Its file name without ending; also the id inside a page. */
    String id();

    /** What it shows, one line. */
    String title();

    /** As SVG, drawn by our own code. */
    String svg();

    /** The figures, a row a mark. */
    Table data();

    /** A Vega-Lite specification without {@code $schema}, {@code data} and {@code title}. */
    Map<String, Object> vegaLite();

    /**
     * Rows of figures.
     *
     * @param rows of texts, integers and doubles; NaN for none
     */
    record Table(List<String> header, List<List<Object>> rows) {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** Whether every filled cell of a column is a number. */
        public boolean numeric(int column) {
            return rows.stream().allMatch(row -> row.get(column) instanceof Number);
        }
    }
}
