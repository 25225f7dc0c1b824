package almanac.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A tree of joins (dendrogram), leaves from top to bottom, the distance at which two groups join to the right.
 *
 * @param order the leaves from top to bottom, as positions in {@code labels}
 * @param joins in the order in which they are made
 */
public record TreeChart(
        String id,
        String title,
        String description,
        String unit,
        List<String> labels,
        List<Integer> order,
        List<Join> joins)
        implements Chart {
    /** Two groups join: numbers below the number of leaves are leaves, higher ones earlier joins. */
    public record Join(int left, int right, double height) {}

    /** More leaves than this fill more than a page; the joins nearest to the root are drawn of them. */
    private static final int MOST = 60;
    /** Branches that are drawn then. */
    private static final int BRANCHES = 40;

    private static final double LEFT = 190;
    private static final double WIDTH = 510;
    private static final double ROW = 18;
    private static final double TOP = 10;

    public TreeChart {
        labels = List.copyOf(labels);
        order = List.copyOf(order);
        joins = List.copyOf(joins);
    }

    /** Places of all leaves and joins: row and height. */
    private double[][] places() {
        int n = labels.size();
        double[][] places = new double[n + joins.size()][2];
        for (int place = 0; place < order.size(); place++) {
            places[order.get(place)][0] = place;
        }
        for (int step = 0; step < joins.size(); step++) {
            Join join = joins.get(step);
            places[n + step][0] = (places[join.left()][0] + places[join.right()][0]) / 2;
            places[n + step][1] = join.height();
        }
        return places;
    }

    @Override
    public String svg() {
        return labels.size() > MOST && joins.size() == labels.size() - 1 ? crown().drawn() : drawn();
    }

    /** The upper part of a large tree: each branch carries its first leaf's name and how many leaves more it has. */
    private TreeChart crown() {
        int n = labels.size();
        int from = joins.size() - (BRANCHES - 1);
        int[] size = new int[n + joins.size()];
        int[] first = new int[n + joins.size()];
        for (int place = 0; place < n; place++) {
            size[order.get(place)] = 1;
            first[order.get(place)] = place;
        }
        for (int step = 0; step < joins.size(); step++) {
            Join join = joins.get(step);
            size[n + step] = size[join.left()] + size[join.right()];
            first[n + step] = Math.min(first[join.left()], first[join.right()]);
        }
        List<Integer> branches = new ArrayList<>();
        for (Join join : joins.subList(from, joins.size())) {
            for (int node : List.of(join.left(), join.right())) {
                if (node < n + from) {
                    branches.add(node);
                }
            }
        }
        branches.sort(Comparator.comparingInt(node -> first[node]));
        int[] renumbered = new int[n + joins.size()];
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int node : branches) {
            renumbered[node] = names.size();
            places.add(names.size());
            names.add(labels.get(order.get(first[node])) + (size[node] > 1 ? " +" + (size[node] - 1) : ""));
        }
        List<Join> upper = new ArrayList<>();
        for (int step = from; step < joins.size(); step++) {
            Join join = joins.get(step);
            renumbered[n + step] = names.size() + upper.size();
            upper.add(new Join(renumbered[join.left()], renumbered[join.right()], join.height()));
        }
        return new TreeChart(id, title, description, unit, names, places, upper);
    }

    private String drawn() {
        int n = labels.size();
        double[][] places = places();
        double highest = Math.max(joins.stream().mapToDouble(Join::height).max().orElse(1), 1e-12);
        double bottom = TOP + n * ROW;
        Svg svg = new Svg(id, LEFT + WIDTH + 20, bottom + 38, title, description);
        for (double tick : Svg.ticks(0, highest, 6)) {
            double x = LEFT + tick / highest * WIDTH;
            svg.line(x, TOP, x, bottom, "#e6e6e6", 0.7);
            svg.text(x, bottom + 14, "middle", "font-size:10px;fill:#555", Svg.tick(tick));
        }
        for (int leaf = 0; leaf < n; leaf++) {
            svg.text(LEFT - 8, TOP + (places[leaf][0] + 0.5) * ROW + 4, "end", "", Svg.shortened(labels.get(leaf), 30));
        }
        for (int step = 0; step < joins.size(); step++) {
            Join join = joins.get(step);
            double x = LEFT + join.height() / highest * WIDTH;
            double y1 = TOP + (places[join.left()][0] + 0.5) * ROW;
            double y2 = TOP + (places[join.right()][0] + 0.5) * ROW;
            svg.path(
                    new double[] {
                        LEFT + places[join.left()][1] / highest * WIDTH,
                        x,
                        x,
                        LEFT + places[join.right()][1] / highest * WIDTH
                    },
                    new double[] {y1, y1, y2, y2},
                    Svg.COLOURS[0],
                    1.6);
        }
        svg.text(LEFT, bottom + 31, "start", "font-size:10px;fill:#555", Svg.shortened(unit, 90));
        return svg.end();
    }

    @Override
    public Table data() {
        double[][] places = places();
        List<List<Object>> rows = new ArrayList<>();
        for (int leaf = 0; leaf < labels.size(); leaf++) {
            rows.add(List.of("leaf", labels.get(leaf), 0.0, places[leaf][0], 0.0, places[leaf][0]));
        }
        for (Join join : joins) {
            double[] a = places[join.left()];
            double[] b = places[join.right()];
            rows.add(List.of("branch", "", a[1], a[0], join.height(), a[0]));
            rows.add(List.of("branch", "", b[1], b[0], join.height(), b[0]));
            rows.add(List.of("branch", "", join.height(), a[0], join.height(), b[0]));
        }
        return new Table(List.of("kind", "label", "x", "y", "x2", "y2"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        return VegaLite.map(
                "width",
                560,
                "height",
                Math.max(120, (int) (labels.size() * ROW)),
                "layer",
                List.of(
                        VegaLite.map(
                                "transform",
                                List.of(VegaLite.map("filter", "datum.kind == 'branch'")),
                                "mark",
                                "rule",
                                "encoding",
                                VegaLite.map(
                                        "x", VegaLite.quantity("x", unit),
                                        "x2", VegaLite.map("field", "x2"),
                                        "y", VegaLite.map("field", "y", "type", "quantitative"),
                                        "y2", VegaLite.map("field", "y2"))),
                        VegaLite.map(
                                "transform",
                                List.of(VegaLite.map("filter", "datum.kind == 'leaf'")),
                                "mark",
                                VegaLite.map("type", "text", "align", "right", "dx", -6),
                                "encoding",
                                VegaLite.map(
                                        "x", VegaLite.quantity("x", unit),
                                        "y", VegaLite.map("field", "y", "type", "quantitative"),
                                        "text", VegaLite.map("field", "label")))));
    }
}
