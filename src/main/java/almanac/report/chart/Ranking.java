package almanac.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Places ranked by a value, first year against last year: a dumbbell a place. Of many places the first and the last
 * twenty are drawn, with the number of those between; the data carry all.
 *
 * @param description for who cannot see it
 * @param unit said in the caption
 */
public record Ranking(
        String id,
        String title,
        String description,
        String from,
        String to,
        String unit,
        boolean logarithmic,
        List<Row> rows)
        implements Chart {
    /** A place at the two dates; NaN where there is no number. */
    public record Row(String label, double before, double after) {}

    private static final double LEFT = 160;
    private static final double WIDTH = 520;
    private static final double ROW = 22;
    /** Drawn at each end of the list: a list of 184 countries is twice as tall as a screen and read by nobody. */
    private static final int END = 20;

    public Ranking {
        rows = List.copyOf(rows);
    }

    @Override
    public String svg() {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble((Row row) -> Double.isNaN(row.after()) ? row.before() : row.after())
                .reversed()
                .thenComparing(Row::label));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Row row : sorted) {
            for (double value : new double[] {row.before(), row.after()}) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        double[] span = logarithmic ? new double[] {scale(low), scale(high)} : Svg.span(low, high);
        double lowest = span[0];
        double range = Math.max(span[1] - lowest, 1e-12);
        int between = sorted.size() > 2 * END + 1 ? sorted.size() - 2 * END : 0;
        double height = (between == 0 ? sorted.size() : 2 * END + 1) * ROW + 60;
        Svg svg = new Svg(id, LEFT + WIDTH + 60, height, title, description);
        double[] ticks = logarithmic ? decades(low, high) : Svg.ticks(low, high, 7);
        for (double tick : ticks) {
            double x = LEFT + (scale(tick) - lowest) / range * WIDTH;
            svg.line(x, 22, x, height - 34, "#e2e2e2", 0.8);
            svg.text(x, height - 21, "middle", "font-size:10px;fill:#555", Svg.tick(tick));
        }
        boolean one = from.equals(to);
        if (!one) {
            svg.circle(LEFT, 9, 4, "#9aa7b0", "").text(LEFT + 8, 13, "start", "font-size:10px", from);
        }
        double second = one ? LEFT : LEFT + 70;
        svg.circle(second, 9, 4, Svg.COLOURS[0], "").text(second + 8, 13, "start", "font-size:10px", to);
        double y = 34;
        for (int place = 0; place < sorted.size(); place++) {
            if (between > 0 && place == END) {
                svg.text(LEFT - 10, y + 4, "end", "fill:#555", "⋯ " + between + " ⋯");
                y += ROW;
                place += between;
            }
            Row row = sorted.get(place);
            svg.text(LEFT - 10, y + 4, "end", "", Svg.shortened(row.label(), 25));
            double before = LEFT + (scale(row.before()) - lowest) / range * WIDTH;
            double after = LEFT + (scale(row.after()) - lowest) / range * WIDTH;
            if (!Double.isNaN(before) && !Double.isNaN(after)) {
                svg.line(before, y, after, y, "#b9c4cb", 2);
            }
            if (!Double.isNaN(before)) {
                svg.circle(before, y, 4.5, "#9aa7b0", row.label() + " " + from + ": " + Svg.figure(row.before()));
            }
            if (!Double.isNaN(after)) {
                svg.circle(after, y, 4.5, Svg.COLOURS[0], row.label() + " " + to + ": " + Svg.figure(row.after()));
                svg.text(
                        Math.max(after, Double.isNaN(before) ? after : before) + 9,
                        y + 4,
                        "start",
                        "font-size:10px;fill:#333",
                        Svg.figure(row.after()));
            }
            y += ROW;
        }
        svg.text(LEFT, height - 3, "start", "font-size:10px;fill:#555", Svg.shortened(unit, 90));
        return svg.end();
    }

    private double scale(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    private static double[] decades(double low, double high) {
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; decade *= 10) {
            for (double factor : new double[] {1, 2, 5}) {
                if (decade * factor >= low && decade * factor <= high) {
                    ticks.add(decade * factor);
                }
            }
        }
        return ticks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public Table data() {
        List<List<Object>> data = new ArrayList<>();
        for (Row row : rows) {
            if (!from.equals(to)) {
                data.add(List.of(row.label(), from, row.before()));
            }
            data.add(List.of(row.label(), to, row.after()));
        }
        return new Table(List.of("place", "at", "value"), data);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x = VegaLite.quantity("value", unit);
        Map<String, Object> y = VegaLite.map(
                "field",
                "place",
                "type",
                "nominal",
                "title",
                "",
                "sort",
                VegaLite.map("field", "value", "op", "max", "order", "descending"));
        return VegaLite.map(
                "width",
                520,
                "layer",
                List.of(
                        VegaLite.map(
                                "mark",
                                VegaLite.map("type", "line", "color", "#b9c4cb"),
                                "encoding",
                                VegaLite.map("x", x, "y", y, "detail", VegaLite.map("field", "place"))),
                        VegaLite.map(
                                "mark",
                                VegaLite.map("type", "point", "filled", true, "size", 60),
                                "encoding",
                                VegaLite.map(
                                        "x", x,
                                        "y", y,
                                        "color", VegaLite.map("field", "at", "type", "nominal", "title", "")))));
    }
}
