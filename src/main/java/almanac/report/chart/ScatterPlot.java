package almanac.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Points by two measures, with lines to hold them against; the points furthest out carry their names. Used for residuals
 * against fitted values and for leverage against studentised residuals.
 *
 * @param vertical positions of lines to hold x against
 * @param horizontal positions of lines to hold y against
 * @param named how many points carry their name, those with the largest {@link Point#weight} first
 */
public record ScatterPlot(
        String id,
        String title,
        String description,
        String xTitle,
        String yTitle,
        List<Double> vertical,
        List<Double> horizontal,
        int named,
        List<Point> points)
        implements Chart {
    /** @param weight how much it stands out */
    public record Point(String label, double x, double y, double weight) {}

    private static final double LEFT = 62;
    private static final double TOP = 20;
    private static final double WIDTH = 590;
    private static final double HEIGHT = 300;
    /** Width of a letter of a label. */
    private static final double LETTER = 5.4;

    public ScatterPlot {
        vertical = List.copyOf(vertical);
        horizontal = List.copyOf(horizontal);
        points = List.copyOf(points);
    }

    @Override
    public String svg() {
        double[] x = range(points.stream().mapToDouble(Point::x).toArray(), vertical);
        double[] y = range(points.stream().mapToDouble(Point::y).toArray(), horizontal);
        Svg svg = new Svg(id, LEFT + WIDTH + 70, TOP + HEIGHT + 44, title, description);
        for (double tick : Svg.ticks(x[0], x[1], 7)) {
            double at = LEFT + (tick - x[0]) / (x[1] - x[0]) * WIDTH;
            svg.line(at, TOP, at, TOP + HEIGHT, "#e6e6e6", 0.7);
            svg.text(at, TOP + HEIGHT + 14, "middle", "font-size:10px;fill:#555", Svg.tick(tick));
        }
        for (double tick : Svg.ticks(y[0], y[1], 6)) {
            double at = TOP + HEIGHT - (tick - y[0]) / (y[1] - y[0]) * HEIGHT;
            svg.line(LEFT, at, LEFT + WIDTH, at, "#e6e6e6", 0.7);
            svg.text(LEFT - 6, at + 3, "end", "font-size:10px;fill:#555", Svg.tick(tick));
        }
        for (double line : horizontal) {
            double at = TOP + HEIGHT - (line - y[0]) / (y[1] - y[0]) * HEIGHT;
            svg.line(LEFT, at, LEFT + WIDTH, at, "#888888", 1);
        }
        for (double line : vertical) {
            double at = LEFT + (line - x[0]) / (x[1] - x[0]) * WIDTH;
            svg.line(at, TOP, at, TOP + HEIGHT, "#888888", 1);
        }
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::weight).reversed().thenComparing(Point::label));
        List<double[]> taken = new ArrayList<>();
        for (int i = sorted.size() - 1; i >= 0; i--) {
            Point point = sorted.get(i);
            svg.circle(
                    LEFT + (point.x() - x[0]) / (x[1] - x[0]) * WIDTH,
                    TOP + HEIGHT - (point.y() - y[0]) / (y[1] - y[0]) * HEIGHT,
                    3,
                    i < named ? Svg.COLOURS[1] : Svg.COLOURS[0],
                    point.label() + ": " + Svg.figure(point.x()) + ", " + Svg.figure(point.y()));
        }
        for (int i = 0; i < Math.min(named, sorted.size()); i++) {
            double px = LEFT + (sorted.get(i).x() - x[0]) / (x[1] - x[0]) * WIDTH;
            double py = TOP + HEIGHT - (sorted.get(i).y() - y[0]) / (y[1] - y[0]) * HEIGHT;
            String name = Svg.shortened(sorted.get(i).label(), 30);
            double width = LETTER * Svg.width(name) + 12;
            boolean toLeft = px + width > LEFT + WIDTH + 60;
            double[] box = {toLeft ? px - width : px, py, width};
            // a name that would cover another is left to the tooltip and the CSV
            if (taken.stream()
                    .noneMatch(t -> box[0] < t[0] + t[2] && t[0] < box[0] + box[2] && Math.abs(t[1] - py) < 12)) {
                svg.label(px + (toLeft ? -6 : 6), py + 4, toLeft ? "end" : "start", 10, name);
                taken.add(box);
            }
        }
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 32, "middle", "fill:#333", Svg.shortened(xTitle, 90));
        svg.text(LEFT, TOP - 8, "start", "fill:#333", Svg.shortened(yTitle, 90));
        return svg.end();
    }

    private static double[] range(double[] values, List<Double> lines) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        for (double line : lines) {
            low = Math.min(low, line);
            high = Math.max(high, line);
        }
        double room = high > low ? (high - low) * 0.04 : 1;
        return new double[] {low - room, high + room};
    }

    @Override
    public Table data() {
        return new Table(
                List.of("row", "x", "y"),
                points.stream()
                        .map(p -> List.<Object>of(p.label(), p.x(), p.y()))
                        .toList());
    }

    @Override
    public Map<String, Object> vegaLite() {
        return VegaLite.map(
                "width",
                560,
                "height",
                300,
                "mark",
                "point",
                "encoding",
                VegaLite.map(
                        "x", VegaLite.quantity("x", xTitle),
                        "y", VegaLite.quantity("y", yTitle),
                        "tooltip", VegaLite.map("field", "row", "type", "nominal")));
    }
}
