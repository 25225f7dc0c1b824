package almanac.complexity;

import java.util.Locale;

/**
 * The product space as an SVG of its own: circles as large as the trade, coloured by product complexity (dark blue low,
 * yellow high: a scale that stays ordered for colour-blind readers and in grey), thick lines for the tree.
 */
public final class ProductSpacePicture {
    private static final String[] RAMP = {"#00204d", "#31446b", "#666970", "#958f78", "#cbba69", "#ffea46"};
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 760;
    private static final int MARGIN = 40;
    private static final int NAMED = 40;

    private ProductSpacePicture() {}

    /**
     * @param space the network
     * @param size one number for each column of the presence matrix, for instance world exports
     * @param value one number for each column, for instance PCI; {@code NaN} is grey
     * @param title printed above and read out by screen readers
     */
    public static String svg(ProductSpace space, double[] size, double[] value, String title) {
        int n = space.products().size();
        double largest = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int p : space.columns()) {
            largest = Math.max(largest, size[p]);
            low = Double.isNaN(value[p]) ? low : Math.min(low, value[p]);
            high = Double.isNaN(value[p]) ? high : Math.max(high, value[p]);
        }
        StringBuilder svg = new StringBuilder(n * 160);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<text x=\"")
                .append(MARGIN)
                .append("\" y=\"24\" font-size=\"15\" fill=\"#111111\">")
                .append(escaped(title))
                .append("</text>\n<g stroke=\"#9aa0a6\">\n");
        for (ProductSpace.Link link : space.links()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke-width=\"%s\"/>%n",
                    left(space.x()[link.from()]),
                    top(space.y()[link.from()]),
                    left(space.x()[link.to()]),
                    top(space.y()[link.to()]),
                    link.tree() ? "1.4" : "0.5"));
        }
        svg.append("</g>\n<g stroke=\"#333333\" stroke-width=\"0.5\">\n");
        Integer[] bySize = new Integer[n];
        for (int i = 0; i < n; i++) {
            bySize[i] = i;
        }
        java.util.Arrays.sort(
                bySize,
                java.util.Comparator.comparingDouble((Integer i) -> -size[space.columns()[i]])
                        .thenComparing(i -> i));
        for (int i : bySize) {
            int p = space.columns()[i];
            svg.append(String.format(
                    Locale.ROOT,
                    "<g><title>%s%s</title><circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/></g>%n",
                    escaped(space.products().get(i)),
                    Double.isNaN(value[p]) ? "" : String.format(Locale.ROOT, ": %.2f", value[p]),
                    left(space.x()[i]),
                    top(space.y()[i]),
                    2.5 + 13 * (largest > 0 ? Math.sqrt(size[p] / largest) : 0),
                    colour(value[p], low, high)));
        }
        svg.append("</g>\n");
        // a white copy below each label keeps it readable on the lines; not every renderer knows paint-order
        names(svg, space, bySize, "stroke=\"#ffffff\" stroke-width=\"2.5\" fill=\"#ffffff\" aria-hidden=\"true\"");
        names(svg, space, bySize, "fill=\"#111111\"");
        legend(svg, low, high);
        return svg.append("</svg>\n").toString().replace("\r\n", "\n");
    }

    private static void names(StringBuilder svg, ProductSpace space, Integer[] bySize, String style) {
        svg.append("<g ").append(style).append(">\n");
        for (int rank = 0; rank < Math.min(bySize.length, NAMED); rank++) {
            int i = bySize[rank];
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                    left(space.x()[i]) + 6,
                    top(space.y()[i]) - 4,
                    escaped(shortened(space.products().get(i)))));
        }
        svg.append("</g>\n");
    }

    private static void legend(StringBuilder svg, double low, double high) {
        if (!(high > low)) {
            return;
        }
        int y = HEIGHT - 22;
        for (int i = 0; i < RAMP.length; i++) {
            svg.append("<rect x=\"")
                    .append(MARGIN + i * 26)
                    .append("\" y=\"")
                    .append(y)
                    .append("\" width=\"26\" height=\"10\" fill=\"")
                    .append(RAMP[i])
                    .append("\"/>\n");
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">PCI %.2f to %.2f; size: exports; thick lines: spanning tree</text>%n",
                MARGIN + RAMP.length * 26 + 8,
                y + 9,
                low,
                high));
    }

    private static double left(double x) {
        return MARGIN + x * (WIDTH - 2 * MARGIN);
    }

    private static double top(double y) {
        return MARGIN + y * (HEIGHT - 2.5 * MARGIN);
    }

    private static String colour(double value, double low, double high) {
        if (Double.isNaN(value) || !(high > low)) {
            return "#bbbbbb";
        }
        return RAMP[(int) Math.min(RAMP.length - 1, (value - low) / (high - low) * RAMP.length)];
    }

    private static String shortened(String label) {
        return label.length() > 24 ? label.substring(0, 23) + "\u2026" : label;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    }

    /** The same network as GraphML, for Gephi, Cytoscape, networkx or igraph. */
    public static String graphml(ProductSpace space, double[] size, double[] value) {
        StringBuilder xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
        String[][] keys = {
            {"label", "node", "string"},
            {"exports", "node", "double"},
            {"pci", "node", "double"},
            {"x", "node", "double"},
            {"y", "node", "double"},
            {"proximity", "edge", "double"},
            {"tree", "edge", "boolean"}
        };
        for (String[] key : keys) {
            xml.append(String.format(
                    Locale.ROOT,
                    "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                    key[0],
                    key[1],
                    key[0],
                    key[2]));
        }
        xml.append("<graph edgedefault=\"undirected\">\n");
        for (int i = 0; i < space.products().size(); i++) {
            int p = space.columns()[i];
            xml.append("<node id=\"n").append(i).append("\">");
            data(xml, "label", escaped(space.products().get(i)));
            data(xml, "exports", Double.toString(size[p]));
            if (!Double.isNaN(value[p])) {
                data(xml, "pci", Double.toString(value[p]));
            }
            data(xml, "x", Double.toString(space.x()[i]));
            data(xml, "y", Double.toString(space.y()[i]));
            xml.append("</node>\n");
        }
        for (ProductSpace.Link link : space.links()) {
            xml.append("<edge source=\"n")
                    .append(link.from())
                    .append("\" target=\"n")
                    .append(link.to())
                    .append("\">");
            data(xml, "proximity", Double.toString(link.proximity()));
            data(xml, "tree", Boolean.toString(link.tree()));
            xml.append("</edge>\n");
        }
        return xml.append("</graph>\n</graphml>\n").toString();
    }

    private static void data(StringBuilder xml, String key, String text) {
        xml.append("<data key=\"").append(key).append("\">").append(text).append("</data>");
    }
}
