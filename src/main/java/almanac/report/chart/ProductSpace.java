package almanac.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Products as a net (C. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, 2007): products that are exported together
 * stand on a ring in an order that keeps close ones together, joined by lines as thick as their proximity; size is world
 * trade, colour how sophisticated they are.
 *
 * @param products around the ring
 * @param links the proximities that are drawn
 * @param unit of the shade
 */
public record ProductSpace(
        String id, String title, String description, String unit, List<Product> products, List<Link> links)
        implements Chart {
    /**
     * A product.
     *
     * @param trade its share of world trade
     * @param value the shade: PRODY or PCI
     */
    public record Product(String label, double trade, double value) {}

    /** Positions of two products and their proximity, 0 to 1. */
    public record Link(int one, int other, double proximity) {}

    private static final double CENTRE_X = 360;
    private static final double CENTRE_Y = 215;
    private static final double RADIUS = 150;

    public ProductSpace {
        products = List.copyOf(products);
        links = List.copyOf(links);
    }

    private double x(int product) {
        return CENTRE_X + RADIUS * Math.sin(2 * Math.PI * product / products.size());
    }

    private double y(int product) {
        return CENTRE_Y - RADIUS * Math.cos(2 * Math.PI * product / products.size());
    }

    @Override
    public String svg() {
        Svg svg = new Svg(id, 2 * CENTRE_X, 2 * CENTRE_Y + 34, title, description);
        for (Link link : links) {
            int grey = (int) Math.round(225 - 150 * Math.max(0, Math.min(1, link.proximity())));
            String colour = String.format(java.util.Locale.ROOT, "#%02x%02x%02x", grey, grey, grey);
            svg.line(
                    x(link.one()), y(link.one()), x(link.other()), y(link.other()), colour, 0.5 + 5 * link.proximity());
        }
        double low = products.stream().mapToDouble(Product::value).min().orElse(0);
        double high = products.stream().mapToDouble(Product::value).max().orElse(1);
        double most = products.stream().mapToDouble(Product::trade).max().orElse(1);
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            double weight = high > low ? 0.18 + 0.82 * (product.value() - low) / (high - low) : 0.6;
            double radius = 5 + 17 * Math.sqrt(most > 0 ? product.trade() / most : 1);
            svg.circle(x(i), y(i), radius, Svg.shade(weight), product.label() + ": " + Svg.figure(product.value()));
            boolean right = x(i) >= CENTRE_X - 1;
            svg.text(
                    x(i) + (right ? radius + 5 : -radius - 5),
                    y(i) + 4,
                    right ? "start" : "end",
                    "",
                    Svg.shortened(product.label(), 22));
        }
        double y = 2 * CENTRE_Y + 8;
        for (int i = 0; i < 40; i++) {
            svg.rectangle(14 + i * 5, y, 5.2, 9, Svg.shade(0.18 + 0.82 * i / 39.0), "");
        }
        svg.text(14, y + 21, "start", "font-size:10px;fill:#555", Svg.figure(low));
        svg.text(214, y + 21, "end", "font-size:10px;fill:#555", Svg.figure(high));
        svg.text(226, y + 9, "start", "font-size:10px;fill:#555", unit);
        return svg.end();
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Link link : links) {
            rows.add(List.of(
                    "link",
                    products.get(link.one()).label() + " ~ "
                            + products.get(link.other()).label(),
                    x(link.one()),
                    y(link.one()),
                    x(link.other()),
                    y(link.other()),
                    0.0,
                    link.proximity()));
        }
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            rows.add(List.of("product", product.label(), x(i), y(i), x(i), y(i), product.trade(), product.value()));
        }
        return new Table(List.of("kind", "label", "x", "y", "x2", "y2", "trade", "value"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x = VegaLite.map("field", "x", "type", "quantitative", "title", "");
        Map<String, Object> y =
                VegaLite.map("field", "y", "type", "quantitative", "title", "", "scale", VegaLite.map("reverse", true));
        return VegaLite.map(
                "width",
                480,
                "height",
                400,
                "layer",
                List.of(
                        VegaLite.map(
                                "transform",
                                List.of(VegaLite.map("filter", "datum.kind == 'link'")),
                                "mark",
                                VegaLite.map("type", "rule", "color", "#999999"),
                                "encoding",
                                VegaLite.map(
                                        "x", x,
                                        "y", y,
                                        "x2", VegaLite.map("field", "x2"),
                                        "y2", VegaLite.map("field", "y2"),
                                        "size", VegaLite.map("field", "value", "type", "quantitative"))),
                        VegaLite.map(
                                "transform",
                                List.of(VegaLite.map("filter", "datum.kind == 'product'")),
                                "mark",
                                "circle",
                                "encoding",
                                VegaLite.map(
                                        "x", x,
                                        "y", y,
                                        "size", VegaLite.map("field", "trade", "type", "quantitative"),
                                        "color", VegaLite.map("field", "value", "type", "quantitative", "title", unit),
                                        "tooltip", VegaLite.map("field", "label", "type", "nominal")))));
    }
}
