package almanac.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One coefficient under every variant of a model, from the smallest estimate to the largest, each with its 95 % interval
 * (U. Simonsohn, J. Simmons and L. Nelson, 2020). Below, which kind of variant each is.
 *
 * @param base the variant that the report rests on, marked
 */
public record SpecificationCurve(
        String id, String title, String description, String unit, String base, List<Variant> variants)
        implements Chart {
    /** @param kind what was varied */
    public record Variant(String kind, String name, double estimate, double low, double high) {}

    private static final double LEFT = 150;
    private static final double WIDTH = 560;
    private static final double TOP = 22;
    private static final double HEIGHT = 230;
    private static final double ROW = 18;

    public SpecificationCurve {
        variants = List.copyOf(variants);
    }

    @Override
    public String svg() {
        List<Variant> sorted = new ArrayList<>(variants);
        sorted.sort(Comparator.comparingDouble(Variant::estimate).thenComparing(Variant::name));
        double low = 0;
        double high = 0;
        for (Variant variant : sorted) {
            low = Math.min(low, variant.low());
            high = Math.max(high, variant.high());
        }
        double room = high > low ? (high - low) * 0.04 : 1;
        low -= room;
        high += room;
        List<String> kinds = variants.stream().map(Variant::kind).distinct().toList();
        Svg svg = new Svg(id, LEFT + WIDTH + 12, HEIGHT + kinds.size() * ROW + 44, title, description);
        for (double tick : Svg.ticks(low, high, 6)) {
            double y = TOP + HEIGHT - (tick - low) / (high - low) * HEIGHT;
            svg.line(LEFT, y, LEFT + WIDTH, y, tick == 0 ? "#777777" : "#e2e2e2", tick == 0 ? 1.2 : 0.7);
            svg.text(LEFT - 6, y + 3, "end", "font-size:10px;fill:#555", Svg.tick(tick));
        }
        svg.text(LEFT, 11, "start", "fill:#333", Svg.shortened(unit, 90));
        double step = WIDTH / Math.max(1, sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            Variant variant = sorted.get(i);
            double x = LEFT + (i + 0.5) * step;
            boolean clear = variant.low() > 0 || variant.high() < 0;
            String colour = variant.name().equals(base) ? Svg.COLOURS[1] : clear ? Svg.COLOURS[0] : "#7d8a94";
            double y = TOP + HEIGHT - (variant.estimate() - low) / (high - low) * HEIGHT;
            svg.line(
                    x,
                    TOP + HEIGHT - (variant.low() - low) / (high - low) * HEIGHT,
                    x,
                    TOP + HEIGHT - (variant.high() - low) / (high - low) * HEIGHT,
                    colour,
                    variant.name().equals(base) ? 2.4 : 1.4);
            svg.circle(
                    x,
                    y,
                    variant.name().equals(base) ? 4.5 : 3,
                    colour,
                    variant.name() + ": " + Svg.figure(variant.estimate()));
            int row = kinds.indexOf(variant.kind());
            svg.rectangle(
                    x - Math.min(4, step / 2 - 0.5),
                    TOP + 10 + HEIGHT + row * ROW,
                    Math.min(8, step - 1),
                    10,
                    colour,
                    variant.name());
        }
        for (int k = 0; k < kinds.size(); k++) {
            svg.text(LEFT - 8, TOP + 19 + HEIGHT + k * ROW, "end", "", Svg.shortened(kinds.get(k), 20));
        }
        return svg.end();
    }

    @Override
    public Table data() {
        return new Table(
                List.of("kind", "variant", "estimate", "low", "high"),
                variants.stream()
                        .map(v -> List.<Object>of(v.kind(), v.name(), v.estimate(), v.low(), v.high()))
                        .toList());
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x = VegaLite.map(
                "field",
                "variant",
                "type",
                "nominal",
                "title",
                "",
                "sort",
                VegaLite.map("field", "estimate", "order", "ascending"));
        Map<String, Object> colour = VegaLite.map("field", "kind", "type", "nominal");
        return VegaLite.map(
                "width",
                640,
                "height",
                260,
                "layer",
                List.of(
                        VegaLite.map(
                                "mark",
                                "rule",
                                "encoding",
                                VegaLite.map(
                                        "x",
                                        x,
                                        "y",
                                        VegaLite.quantity("low", unit),
                                        "y2",
                                        VegaLite.map("field", "high"),
                                        "color",
                                        colour)),
                        VegaLite.map(
                                "mark",
                                VegaLite.map("type", "point", "filled", true),
                                "encoding",
                                VegaLite.map("x", x, "y", VegaLite.quantity("estimate", unit), "color", colour))));
    }
}
