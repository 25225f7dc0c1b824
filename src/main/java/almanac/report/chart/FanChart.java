package almanac.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private static final int COLUMNS = 4;
    /** As many as {@link SmallMultiples} draws. */
    private static final int MOST = 36;

    private static final double WIDTH = 175;
    private static final double HEIGHT = 110;
    private static final double LEFT = 38;
    private static final double TOP = 18;

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
        List<Fan> drawn = drawn();
        int left = fans.size() - drawn.size();
        int columns = Math.max(2, Math.min(COLUMNS, drawn.size()));
        int rows = (drawn.size() + columns - 1) / columns;
        double foot = rows * (HEIGHT + 14) + 4;
        Svg svg = new Svg(id, columns * WIDTH, left == 0 ? foot : foot + 16, title, description);
        double[] span = Svg.span(low, high);
        low = span[0];
        double range = span[1] - low;
        double[] ticks = Svg.ticks(low, span[1], 4);
        double width = WIDTH - LEFT - 8;
        double height = HEIGHT - TOP - 14;
        for (int i = 0; i < drawn.size(); i++) {
            Fan fan = drawn.get(i);
            double x0 = i % columns * WIDTH + LEFT;
            double y0 = i / columns * (HEIGHT + 14) + TOP;
            svg.text(x0 - LEFT + 8, y0 - 5, "start", "font-weight:600", Svg.shortened(fan.label(), 25));
            for (double tick : ticks) {
                double y = y0 + height - (tick - low) / range * height;
                svg.line(x0, y, x0 + width, y, "#dddddd", 0.7);
                svg.text(x0 - 4, y + 3, "end", "font-size:9px;fill:#666", Svg.tick(tick));
            }
            int n = fan.known().size();
            double step = width / Math.max(1, fan.periods().size() - 1);
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
                        band[s] = y0 + height - (band[s] - low) / range * height;
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
                ys[t] = y0 + height - (fan.known().get(t) - low) / range * height;
            }
            svg.path(xs, ys, Svg.COLOURS[0], 1.6);
            if (!fan.periods().isEmpty()) {
                svg.text(
                        x0,
                        y0 + height + 12,
                        "start",
                        "font-size:9px;fill:#666",
                        fan.periods().get(0));
                svg.text(
                        x0 + width,
                        y0 + height + 12,
                        "end",
                        "font-size:9px;fill:#666",
                        fan.periods().get(fan.periods().size() - 1));
            }
        }
        if (left > 0) {
            svg.text(LEFT, foot + 8, "start", "fill:#555", "⋯ +" + left);
        }
        return svg.end();
    }

    /** All, or those with the most known values. */
    private List<Fan> drawn() {
        if (fans.size() <= MOST) {
            return fans;
        }
        List<Fan> fullest = new ArrayList<>(fans);
        fullest.sort(Comparator.comparingLong((Fan fan) -> fan.known().stream()
                        .filter(value -> !Double.isNaN(value))
                        .count())
                .reversed());
        Set<Fan> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(fullest.subList(0, MOST));
        return fans.stream().filter(kept::contains).toList();
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
                COLUMNS,
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
