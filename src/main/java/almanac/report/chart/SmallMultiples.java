package almanac.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One small line chart a place, all on one scale: the shape of each path, and its level against the others. Of many places
 * those with the most numbers are drawn, and how many are not is said; the data carry all.
 *
 * @param id for references inside the page
 * @param description for who cannot see it
 * @param unit what the values are
 * @param years x values shared by all
 * @param panels one a place, in reading order; NaN where there is no number
 */
public record SmallMultiples(
        String id, String title, String description, String unit, List<Integer> years, List<Series> panels)
        implements Chart {
    /** One place's values by year. */
    public record Series(String label, double[] values) {}

    private static final int COLUMNS = 4;
    /** Nine rows of charts fill a printed page; more are not compared by eye. */
    private static final int MOST = 36;

    private static final double WIDTH = 175;
    private static final double HEIGHT = 110;
    private static final double LEFT = 38;
    private static final double TOP = 18;

    public SmallMultiples {
        years = List.copyOf(years);
        panels = List.copyOf(panels);
    }

    @Override
    public String svg() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Series series : panels) {
            for (double value : series.values()) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        List<Series> drawn = drawn();
        int left = panels.size() - drawn.size();
        int columns = Math.max(2, Math.min(COLUMNS, drawn.size()));
        int rows = (drawn.size() + columns - 1) / columns;
        double foot = rows * (HEIGHT + 14) + 4;
        Svg svg = new Svg(id, columns * WIDTH, left == 0 ? foot : foot + 16, title, description);
        double[] span = Svg.span(low, high);
        low = span[0];
        double range = span[1] - low;
        double[] ticks = Svg.ticks(low, span[1], 4);
        for (int i = 0; i < drawn.size(); i++) {
            double x0 = i % columns * WIDTH + LEFT;
            double y0 = i / columns * (HEIGHT + 14) + TOP;
            double width = WIDTH - LEFT - 8;
            double height = HEIGHT - TOP - 14;
            svg.text(
                    x0 - LEFT + 8,
                    y0 - 5,
                    "start",
                    "font-weight:600",
                    Svg.shortened(drawn.get(i).label(), 25));
            for (double tick : ticks) {
                double y = y0 + height - (tick - low) / range * height;
                svg.line(x0, y, x0 + width, y, "#dddddd", 0.7);
                svg.text(x0 - 4, y + 3, "end", "font-size:9px;fill:#666", Svg.tick(tick));
            }
            double[] xs = new double[years.size()];
            double[] ys = new double[years.size()];
            for (int t = 0; t < xs.length; t++) {
                xs[t] = x0 + (years.size() < 2 ? 0 : width * t / (years.size() - 1));
                ys[t] = y0 + height - (drawn.get(i).values()[t] - low) / range * height;
            }
            svg.path(xs, ys, Svg.COLOURS[0], 1.6);
            for (int t = 0; t < xs.length; t++) {
                if (!Double.isNaN(ys[t])) {
                    svg.circle(
                            xs[t],
                            ys[t],
                            1.8,
                            Svg.COLOURS[0],
                            drawn.get(i).label() + " " + years.get(t) + ": "
                                    + Svg.figure(drawn.get(i).values()[t]));
                }
            }
            svg.text(x0, y0 + height + 12, "start", "font-size:9px;fill:#666", Integer.toString(years.get(0)));
            svg.text(
                    x0 + width,
                    y0 + height + 12,
                    "end",
                    "font-size:9px;fill:#666",
                    Integer.toString(years.get(years.size() - 1)));
        }
        if (left > 0) {
            svg.text(LEFT, foot + 8, "start", "fill:#555", "⋯ +" + left);
        }
        return svg.end();
    }

    private List<Series> drawn() {
        if (panels.size() <= MOST) {
            return panels;
        }
        List<Series> fullest = new ArrayList<>(panels);
        fullest.sort(Comparator.comparingLong(SmallMultiples::numbers).reversed());
        Set<Series> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(fullest.subList(0, MOST));
        return panels.stream().filter(kept::contains).toList();
    }

    private static long numbers(Series series) {
        return Arrays.stream(series.values())
                .filter(value -> !Double.isNaN(value))
                .count();
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Series series : panels) {
            for (int t = 0; t < years.size(); t++) {
                rows.add(List.of(series.label(), years.get(t), series.values()[t]));
            }
        }
        return new Table(List.of("place", "year", "value"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        return VegaLite.map(
                "facet",
                VegaLite.map("field", "place", "type", "nominal", "title", "", "sort", List.of()),
                "columns",
                COLUMNS,
                "spec",
                VegaLite.map(
                        "width",
                        150,
                        "height",
                        90,
                        "mark",
                        VegaLite.map("type", "line", "point", true),
                        "encoding",
                        VegaLite.map(
                                "x",
                                VegaLite.map(
                                        "field",
                                        "year",
                                        "type",
                                        "quantitative",
                                        "title",
                                        "",
                                        "scale",
                                        VegaLite.map("zero", false),
                                        "axis",
                                        VegaLite.map("format", "d")),
                                "y",
                                VegaLite.quantity("value", unit))));
    }
}
