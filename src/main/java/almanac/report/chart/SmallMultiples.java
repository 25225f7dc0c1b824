package almanac.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
        Facets<Series> facets = new Facets<>(panels, SmallMultiples::numbers, low, high);
        Svg svg = facets.begin(id, title, description);
        for (int i = 0; i < facets.drawn().size(); i++) {
            Series series = facets.drawn().get(i);
            facets.frame(svg, i, series.label());
            double[] xs = new double[years.size()];
            double[] ys = new double[years.size()];
            for (int t = 0; t < xs.length; t++) {
                xs[t] = facets.x(i) + (years.size() < 2 ? 0 : Facets.WIDTH * t / (years.size() - 1));
                ys[t] = facets.y(i, series.values()[t]);
            }
            svg.path(xs, ys, Svg.COLOURS[0], 1.6);
            for (int t = 0; t < xs.length; t++) {
                if (!Double.isNaN(ys[t])) {
                    svg.circle(
                            xs[t],
                            ys[t],
                            1.8,
                            Svg.COLOURS[0],
                            series.label() + " " + years.get(t) + ": " + Svg.figure(series.values()[t]));
                }
            }
            facets.ends(svg, i, Integer.toString(years.get(0)), Integer.toString(years.get(years.size() - 1)));
        }
        return facets.end(svg);
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
                Facets.COLUMNS,
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
