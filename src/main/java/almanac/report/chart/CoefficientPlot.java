package almanac.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Estimates with their confidence intervals, one row a term and model, against the zero line; optionally the printed
 * value as an open diamond.
 *
 * @param description for who cannot see it
 * @param groups one a term, each with an estimate a model
 */
public record CoefficientPlot(String id, String title, String description, String intervalNote, List<Group> groups)
        implements Chart {
    /** The estimates of one term over the models. */
    public record Group(String term, List<Estimate> estimates) {
        public Group {
            estimates = List.copyOf(estimates);
        }
    }

    /** @param printed the published value, NaN where there is none */
    public record Estimate(String model, double value, double low, double high, double printed) {}

    /** Letters of a term and of a model's name that are shown. */
    private static final int TERM = 26;

    private static final int MODEL = 18;
    /** Of a letter, semi-bold and small. */
    private static final double TERM_LETTER = 6.6;

    private static final double MODEL_LETTER = 5.6;
    private static final double WIDTH = 560;
    private static final double ROW = 17;

    public CoefficientPlot {
        groups = List.copyOf(groups);
    }

    @Override
    public String svg() {
        double low = 0;
        double high = 0;
        int rows = 0;
        for (Group group : groups) {
            for (Estimate estimate : group.estimates()) {
                for (double end : new double[] {estimate.low(), estimate.value(), estimate.high()}) {
                    if (Double.isFinite(end)) {
                        low = Math.min(low, end);
                        high = Math.max(high, end);
                    }
                }
                rows++;
            }
        }
        double pad = high > low ? (high - low) * 0.05 : 1;
        low -= pad;
        high += pad;
        double terms = TERM_LETTER * widest(groups.stream().map(Group::term), TERM);
        double models = MODEL_LETTER
                * widest(
                        groups.stream()
                                .flatMap(group -> group.estimates().stream().map(Estimate::model)),
                        MODEL);
        double left = Math.max(130, 8 + terms + 12 + models + 8);
        double height = rows * ROW + groups.size() * 10 + 48;
        Svg svg = new Svg(id, left + WIDTH + 20, height, title, description);
        double bottom = height - 34;
        for (double tick : Svg.ticks(low, high, 8)) {
            double x = left + (tick - low) / (high - low) * WIDTH;
            svg.line(
                    x,
                    6,
                    x,
                    bottom,
                    Math.abs(tick) < 1e-12 ? "#444444" : "#e2e2e2",
                    Math.abs(tick) < 1e-12 ? 1.2 : 0.8);
            svg.text(x, bottom + 14, "middle", "font-size:10px;fill:#555", Svg.tick(tick));
        }
        double y = 14;
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            svg.text(8, y + 4, "start", "font-weight:600", Svg.shortened(group.term(), TERM));
            for (Estimate estimate : group.estimates()) {
                double x = left + (estimate.value() - low) / (high - low) * WIDTH;
                String colour = Svg.COLOURS[g % 6];
                svg.text(left - 8, y + 4, "end", "font-size:10px;fill:#555", Svg.shortened(estimate.model(), MODEL));
                if (!Double.isFinite(estimate.value())) {
                    y += ROW;
                    continue;
                }
                if (Double.isFinite(estimate.high() - estimate.low())) {
                    svg.line(
                            left + (estimate.low() - low) / (high - low) * WIDTH,
                            y,
                            left + (estimate.high() - low) / (high - low) * WIDTH,
                            y,
                            colour,
                            2);
                }
                svg.circle(
                        x,
                        y,
                        3.6,
                        colour,
                        group.term() + " " + estimate.model() + ": " + Svg.figure(estimate.value()) + " ["
                                + Svg.figure(estimate.low()) + ", " + Svg.figure(estimate.high()) + "]");
                if (!Double.isNaN(estimate.printed())) {
                    double p = left + (estimate.printed() - low) / (high - low) * WIDTH;
                    svg.path(
                            new double[] {p - 5, p, p + 5, p, p - 5},
                            new double[] {y, y - 5, y, y + 5, y},
                            "#111111",
                            1);
                }
                y += ROW;
            }
            y += 10;
        }
        svg.text(left, height - 2, "start", "font-size:10px;fill:#555", intervalNote);
        return svg.end();
    }

    private static int widest(Stream<String> texts, int most) {
        return texts.mapToInt(text -> Math.min(most, Svg.width(text))).max().orElse(0);
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Group group : groups) {
            for (Estimate e : group.estimates()) {
                rows.add(List.of(group.term(), e.model(), e.value(), e.low(), e.high(), e.printed()));
            }
        }
        return new Table(List.of("term", "model", "estimate", "low", "high", "printed"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> y = VegaLite.names("model");
        List<Object> layers = new ArrayList<>();
        layers.add(VegaLite.map(
                "mark",
                "rule",
                "encoding",
                VegaLite.map("y", y, "x", VegaLite.quantity("low", ""), "x2", VegaLite.map("field", "high"))));
        layers.add(VegaLite.map(
                "mark",
                VegaLite.map("type", "point", "filled", true),
                "encoding",
                VegaLite.map("y", y, "x", VegaLite.quantity("estimate", ""))));
        // a layer without a single figure has no extent
        if (groups.stream().flatMap(group -> group.estimates().stream()).anyMatch(e -> !Double.isNaN(e.printed()))) {
            layers.add(VegaLite.map(
                    "mark",
                    VegaLite.map("type", "point", "shape", "diamond", "color", "#111111"),
                    "encoding",
                    VegaLite.map("y", y, "x", VegaLite.quantity("printed", ""))));
        }
        return VegaLite.map(
                "facet",
                VegaLite.map("row", VegaLite.map("field", "term", "type", "nominal", "title", "", "sort", List.of())),
                "spec",
                VegaLite.map("width", 520, "layer", layers),
                "resolve",
                VegaLite.map("scale", VegaLite.map("y", "independent")));
    }
}
