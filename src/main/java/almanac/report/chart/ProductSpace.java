package almanac.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The network of products (C. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, 2007): products that are exported
 * together stand near each other and are joined; circles as large as the trade, shaded by how sophisticated the product
 * is.
 *
 * @param unit of the shade
 * @param products with their places
 * @param links that are drawn
 */
public record ProductSpace(
        String id, String title, String description, String unit, List<Product> products, List<Link> links)
        implements Chart {
    /**
     * A product.
     *
     * @param x place, 0 to 1
     * @param y place, 0 to 1, downwards
     * @param trade its size
     * @param value the shade: PRODY or PCI; NaN for none
     */
    public record Product(String label, double x, double y, double trade, double value) {}

    /** Positions of two products and their proximity, 0 to 1; {@code strong} links are drawn thick. */
    public record Link(int one, int other, double proximity, boolean strong) {}

    /** From so many products on the picture is larger and the circles smaller. */
    private static final int MANY = 60;
    /** Products that carry their name, the largest first. */
    private static final int NAMED = 40;

    private static final double MARGIN = 70;

    public ProductSpace {
        products = List.copyOf(products);
        links = List.copyOf(links);
    }

    private double width() {
        return products.size() > MANY ? 1000 : 720;
    }

    private double height() {
        return products.size() > MANY ? 760 : 430;
    }

    private double x(int product) {
        return MARGIN + products.get(product).x() * (width() - 2 * MARGIN);
    }

    private double y(int product) {
        return 30 + products.get(product).y() * (height() - 60);
    }

    @Override
    public String svg() {
        Svg svg = new Svg(id, width(), height() + 34, title, description);
        for (Link link : links) {
            svg.line(
                    x(link.one()),
                    y(link.one()),
                    x(link.other()),
                    y(link.other()),
                    "#9aa0a6",
                    link.strong() ? 1.6 : 0.6);
        }
        double low = known().min().orElse(0);
        double high = known().max().orElse(1);
        double most = products.stream().mapToDouble(Product::trade).max().orElse(1);
        double largest = products.size() > MANY ? 13 : 18;
        int[] bySize = IntStream.range(0, products.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer i) -> -products.get(i).trade())
                        .thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
        double[] radius = new double[products.size()];
        for (int i : bySize) {
            Product product = products.get(i);
            radius[i] = 2.5 + largest * (most > 0 ? Math.sqrt(product.trade() / most) : 0);
            boolean shaded = !Double.isNaN(product.value());
            double weight = high > low ? 0.18 + 0.82 * (product.value() - low) / (high - low) : 0.6;
            svg.circle(
                    x(i),
                    y(i),
                    radius[i],
                    shaded ? Svg.shade(weight) : "#bbbbbb",
                    product.label() + (shaded ? ": " + Svg.figure(product.value()) : ""));
        }
        for (int rank = 0; rank < Math.min(NAMED, bySize.length); rank++) {
            int i = bySize[rank];
            boolean toLeft = x(i) > width() - 2 * MARGIN;
            svg.text(
                    x(i) + (toLeft ? -radius[i] - 4 : radius[i] + 4),
                    y(i) + 4,
                    toLeft ? "end" : "start",
                    "",
                    Svg.shortened(products.get(i).label(), 24));
        }
        double bottom = height() + 4;
        for (int i = 0; i < 40; i++) {
            svg.rectangle(14 + i * 5, bottom, 5.2, 9, Svg.shade(0.18 + 0.82 * i / 39.0), "");
        }
        svg.text(14, bottom + 21, "start", "font-size:10px;fill:#555", Svg.figure(low));
        svg.text(214, bottom + 21, "end", "font-size:10px;fill:#555", Svg.figure(high));
        svg.text(226, bottom + 9, "start", "font-size:10px;fill:#555", Svg.shortened(unit, 80));
        return svg.end();
    }

    private java.util.stream.DoubleStream known() {
        return products.stream().mapToDouble(Product::value).filter(v -> !Double.isNaN(v));
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (Link link : links) {
            Product one = products.get(link.one());
            Product other = products.get(link.other());
            rows.add(List.of(
                    "link",
                    one.label() + " ~ " + other.label(),
                    one.x(),
                    one.y(),
                    other.x(),
                    other.y(),
                    Double.NaN,
                    link.proximity()));
        }
        for (Product p : products) {
            rows.add(List.of("product", p.label(), p.x(), p.y(), p.x(), p.y(), p.trade(), p.value()));
        }
        return new Table(List.of("kind", "label", "x", "y", "x2", "y2", "trade", "value"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x =
                VegaLite.map("field", "x", "type", "quantitative", "axis", VegaLite.map("labels", false), "title", "");
        Map<String, Object> y = VegaLite.map(
                "field",
                "y",
                "type",
                "quantitative",
                "axis",
                VegaLite.map("labels", false),
                "title",
                "",
                "scale",
                VegaLite.map("reverse", true));
        return VegaLite.map(
                "width",
                (int) width(),
                "height",
                (int) height(),
                "layer",
                List.of(
                        VegaLite.map(
                                "transform",
                                List.of(VegaLite.map("filter", "datum.kind == 'link'")),
                                "mark",
                                VegaLite.map("type", "rule", "color", "#9aa0a6"),
                                "encoding",
                                VegaLite.map(
                                        "x",
                                        x,
                                        "y",
                                        y,
                                        "x2",
                                        VegaLite.map("field", "x2"),
                                        "y2",
                                        VegaLite.map("field", "y2"))),
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
