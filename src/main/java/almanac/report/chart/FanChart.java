package almanac.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was and what may come, a small chart a place on one scale: the path, then the forecast with its 80 % and 95 %
 * intervals as two shades.
 */
public record FanChart(String id, String title, String description, String unit, List<Fan> fans) implements Chart {
    /**
     * A place.
     *
     * @param periods of the known values, then of the forecasts
     * @param known values; NaN for none; shorter than {@code periods} by the steps ahead
     */
    public record Fan(String label, List<String> periods, List<Double> known, List<Step> steps) {
        public Fan {
            periods = List.copyOf(periods);
            known = List.copyOf(known);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A forecast, kept to ten digits: what follows is where the search for the model's parameters stopped, and differs
     * between Java versions, whose logarithms differ in the last bit.
     */
    public record Step(double mean, double low80, double high80, double low95, double high95) {
        public Step {
            mean = tenDigits(mean);
            low80 = tenDigits(low80);
            high80 = tenDigits(high80);
            low95 = tenDigits(low95);
            high95 = tenDigits(high95);
        }

        private static double tenDigits(double value) {
            return Double.isFinite(value)
                    ? BigDecimal.valueOf(value).round(new MathContext(10)).doubleValue()
                    : value;
        }
    }

    public FanChart {
        fans = List.copyOf(fans);
    }

    @Override
    public String svg() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Fan fan : fans) {
            for (double value : fan.known()) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
            for (Step step : fan.steps()) {
                low = Math.min(low, step.low95());
                high = Math.max(high, step.high95());
            }
        }
        Facets<Fan> facets = new Facets<>(fans, FanChart::numbers, low, high);
        Svg svg = facets.begin(id, title, description);
        for (int i = 0; i < facets.drawn().size(); i++) {
            Fan fan = facets.drawn().get(i);
            facets.frame(svg, i, fan.label());
            double x0 = facets.x(i);
            int n = fan.known().size();
            double step = Facets.WIDTH / Math.max(1, fan.periods().size() - 1);
            int last = n - 1;
            while (last > 0 && Double.isNaN(fan.known().get(last))) {
                last--;
            }
            if (n > 0 && !Double.isNaN(fan.known().get(last))) {
                double[] xs = new double[fan.steps().size() + 1];
                double[][] bands = new double[5][xs.length];
                xs[0] = x0 + last * step;
                for (double[] band : bands) {
                    band[0] = fan.known().get(last);
                }
                for (int s = 0; s < fan.steps().size(); s++) {
                    Step one = fan.steps().get(s);
                    xs[s + 1] = x0 + (n + s) * step;
                    double[] values = {one.mean(), one.low80(), one.high80(), one.low95(), one.high95()};
                    for (int b = 0; b < bands.length; b++) {
                        bands[b][s + 1] = values[b];
                    }
                }
                for (double[] band : bands) {
                    for (int s = 0; s < band.length; s++) {
                        band[s] = facets.y(i, band[s]);
                    }
                }
                svg.area(xs, bands[3], bands[4], "#f6dcc8");
                svg.area(xs, bands[1], bands[2], "#ecb38a");
                svg.path(xs, bands[0], Svg.COLOURS[1], 1.6);
            }
            double[] xs = new double[n];
            double[] ys = new double[n];
            for (int t = 0; t < n; t++) {
                xs[t] = x0 + t * step;
                ys[t] = facets.y(i, fan.known().get(t));
            }
            svg.path(xs, ys, Svg.COLOURS[0], 1.6);
            if (!fan.periods().isEmpty()) {
                facets.ends(
                        svg,
                        i,
                        fan.periods().get(0),
                        fan.periods().get(fan.periods().size() - 1));
            }
        }
        return facets.end(svg);
    }

    private static long numbers(Fan fan) {
        return fan.known().stream().filter(value -> !Double.isNaN(value)).count();
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Fan fan : fans) {
            for (int t = 0; t < fan.periods().size(); t++) {
                int step = t - fan.known().size();
                Step ahead = step >= 0
                        ? fan.steps().get(step)
                        : new Step(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
                rows.add(List.of(
                        fan.label(),
                        fan.periods().get(t),
                        step < 0 ? fan.known().get(t) : Double.valueOf(Double.NaN),
                        ahead.mean(),
                        ahead.low80(),
                        ahead.high80(),
                        ahead.low95(),
                        ahead.high95()));
            }
        }
        return new Table(List.of("place", "period", "known", "mean", "low80", "high80", "low95", "high95"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x = VegaLite.map("field", "period", "type", "ordinal", "title", "");
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
                        "layer",
                        List.of(
                                band(x, "low95", "high95", 0.25),
                                band(x, "low80", "high80", 0.45),
                                line(x, "mean", Svg.COLOURS[1]),
                                line(x, "known", Svg.COLOURS[0]))));
    }

    private Map<String, Object> band(Map<String, Object> x, String low, String high, double opacity) {
        return VegaLite.map(
                "mark",
                VegaLite.map("type", "area", "opacity", opacity, "color", Svg.COLOURS[1]),
                "encoding",
                VegaLite.map("x", x, "y", VegaLite.quantity(low, unit), "y2", VegaLite.map("field", high)));
    }

    private Map<String, Object> line(Map<String, Object> x, String field, String colour) {
        return VegaLite.map(
                "mark",
                VegaLite.map("type", "line", "color", colour),
                "encoding",
                VegaLite.map("x", x, "y", VegaLite.quantity(field, unit)));
    }
}
