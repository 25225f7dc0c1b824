package almanac.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A matrix of numbers between -1 and 1 (correlations) as coloured cells with the figure in each: blue for positive,
 * orange for negative, white for none.
 *
 * @param description for who cannot see it
 * @param values square, row by row
 */
public record HeatMap(String id, String title, String description, List<String> labels, double[][] values)
        implements Chart {
    private static final double CELL = 62;
    private static final double LEFT = 110;
    private static final double TOP = 26;
    /** Room above for labels that stand aslant because the cells are narrower than they. */
    private static final double ASLANT = 82;
    /** Letters that stand over a cell. */
    private static final int LEVEL = 9;

    public HeatMap {
        labels = List.copyOf(labels);
    }

    @Override
    public String svg() {
        int n = labels.size();
        boolean aslant = labels.stream().anyMatch(label -> Svg.width(label) > LEVEL);
        double top = aslant ? ASLANT : TOP;
        Svg svg = new Svg(id, LEFT + n * CELL + (aslant ? 70 : 10), top + n * CELL * 0.62 + 10, title, description);
        for (int r = 0; r < n; r++) {
            svg.text(LEFT - 8, top + (r + 0.62) * CELL * 0.62, "end", "", Svg.shortened(labels.get(r), 16));
            if (aslant) {
                svg.slanted(LEFT + (r + 0.4) * CELL, top - 6, Svg.shortened(labels.get(r), 18));
            } else {
                svg.text(LEFT + (r + 0.5) * CELL, top - 8, "middle", "", labels.get(r));
            }
            for (int c = 0; c <= r; c++) {
                double value = values[r][c];
                boolean strong = Math.abs(value) > 0.6;
                svg.rectangle(
                        LEFT + c * CELL + 1,
                        top + r * CELL * 0.62 + 1,
                        CELL - 2,
                        CELL * 0.62 - 2,
                        colour(value),
                        labels.get(r) + " ~ " + labels.get(c) + ": " + figure(value, 4));
                svg.text(
                        LEFT + (c + 0.5) * CELL,
                        top + (r + 0.6) * CELL * 0.62,
                        "middle",
                        strong ? "fill:#fff" : "fill:#111",
                        figure(value, 2));
            }
        }
        return svg.end();
    }

    private static String figure(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String colour(double value) {
        if (Double.isNaN(value)) {
            return "#ececec";
        }
        double weight = Math.min(1, Math.abs(value));
        int[] end = value >= 0 ? new int[] {0, 83, 138} : new int[] {178, 73, 0};
        StringBuilder colour = new StringBuilder("#");
        for (int channel : end) {
            colour.append(String.format(Locale.ROOT, "%02x", Math.round(255 + (channel - 255) * weight)));
        }
        return colour.toString();
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (int r = 0; r < labels.size(); r++) {
            for (int c = 0; c <= r; c++) {
                rows.add(List.of(labels.get(r), labels.get(c), values[r][c]));
            }
        }
        return new Table(List.of("row", "column", "r"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x = VegaLite.names("column");
        Map<String, Object> y = VegaLite.names("row");
        return VegaLite.map(
                "width",
                420,
                "height",
                300,
                "layer",
                List.of(
                        VegaLite.map(
                                "mark",
                                "rect",
                                "encoding",
                                VegaLite.map(
                                        "x", x,
                                        "y", y,
                                        "color",
                                                VegaLite.map(
                                                        "field",
                                                        "r",
                                                        "type",
                                                        "quantitative",
                                                        "scale",
                                                        VegaLite.map(
                                                                "domain",
                                                                List.of(-1, 1),
                                                                "range",
                                                                List.of("#b24900", "#ffffff", "#00538a"))))),
                        VegaLite.map(
                                "mark",
                                "text",
                                "encoding",
                                VegaLite.map(
                                        "x", x,
                                        "y", y,
                                        "text", VegaLite.map("field", "r", "type", "quantitative", "format", ".2f")))));
    }
}
