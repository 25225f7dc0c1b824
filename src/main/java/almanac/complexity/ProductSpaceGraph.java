package almanac.complexity;

import java.util.Locale;

/** The product space for network programs. */
public final class ProductSpaceGraph {
    private ProductSpaceGraph() {}

    /**
     * The network as GraphML, for Gephi, Cytoscape, networkx or igraph.
     *
     * @param size one number for each column of the presence matrix, for instance world exports
     * @param value one number for each column, for instance PCI; {@code NaN} is left out
     */
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

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    }
}
