package almanac.complexity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The network of products: a maximum spanning tree of the proximities, which holds all products together, plus the
 * strong links.
 *
 * <p>C. Hidalgo et al. (2007), Science 317, figure 1: the tree and all links of a proximity of 0.55 or more. The layout
 * is a force-directed one (T. Fruchterman and E. Reingold 1991, Software: Practice and Experience 21) from a fixed start,
 * so that the same trade gives the same picture.
 *
 * @param products labels of the nodes: products where at least one place is present
 * @param columns the column of each node in the presence matrix
 * @param links tree first, then the others, strongest first
 * @param x position of each node, 0 to 1
 * @param y position of each node, 0 to 1, downwards
 */
public record ProductSpace(List<String> products, int[] columns, List<Link> links, double[] x, double[] y) {
    /** Two nodes, by their index, and how near they are. */
    public record Link(int from, int to, double proximity, boolean tree) {}

    /** The published threshold of strong links (Hidalgo et al. 2007). */
    public static final double STRONG = 0.55;

    public ProductSpace {
        products = List.copyOf(products);
        links = List.copyOf(links);
    }

    /**
     * @param strong links of this proximity or more are kept beside the tree
     */
    public static ProductSpace of(Presence presence, Proximity proximity, double strong) {
        double[] ubiquity = presence.ubiquity();
        int[] nodes = java.util.stream.IntStream.range(0, ubiquity.length)
                .filter(p -> ubiquity[p] > 0)
                .toArray();
        int n = nodes.length;
        int[] nodeOf = new int[ubiquity.length];
        for (int i = 0; i < n; i++) {
            nodeOf[nodes[i]] = i;
        }
        // Prim's algorithm, one row of proximities for each node that joins; the same row gives the strong links
        double[] best = new double[n];
        int[] by = new int[n];
        boolean[] joined = new boolean[n];
        java.util.Arrays.fill(best, Double.NEGATIVE_INFINITY);
        List<Link> tree = new ArrayList<>();
        List<Link> others = new ArrayList<>();
        for (int step = 0; step < n; step++) {
            int next = -1;
            for (int i = 0; i < n; i++) {
                if (!joined[i] && (next < 0 || best[i] > best[next])) {
                    next = i;
                }
            }
            joined[next] = true;
            if (step > 0) {
                tree.add(new Link(Math.min(by[next], next), Math.max(by[next], next), best[next], true));
            }
            double[] row = proximity.row(nodes[next]);
            for (int i = 0; i < n; i++) {
                double near = row[nodes[i]];
                if (!joined[i] && near > best[i]) {
                    best[i] = near;
                    by[i] = next;
                }
                if (i > next && near >= strong) {
                    others.add(new Link(next, i, near, false));
                }
            }
        }
        java.util.Set<Long> inTree = new java.util.HashSet<>();
        for (Link link : tree) {
            inTree.add((long) link.from() * n + link.to());
        }
        others.removeIf(link -> inTree.contains((long) link.from() * n + link.to()));
        Comparator<Link> order = Comparator.comparingDouble(Link::proximity)
                .reversed()
                .thenComparingInt(Link::from)
                .thenComparingInt(Link::to);
        tree.sort(order);
        others.sort(order);
        List<Link> links = new ArrayList<>(tree);
        links.addAll(others);
        double[] x = new double[n];
        double[] y = new double[n];
        layOut(n, links, x, y);
        List<String> labels = java.util.Arrays.stream(nodes)
                .mapToObj(p -> presence.products().get(p))
                .toList();
        return new ProductSpace(labels, nodes, links, x, y);
    }

    private static void layOut(int n, List<Link> links, double[] x, double[] y) {
        SplittableRandom random = new SplittableRandom(2007);
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * i / n;
            x[i] = 0.5 + 0.4 * Math.cos(angle) + 0.01 * random.nextDouble();
            y[i] = 0.5 + 0.4 * Math.sin(angle) + 0.01 * random.nextDouble();
        }
        double ideal = 0.8 / Math.sqrt(Math.max(n, 1));
        int rounds = (int) Math.max(40, Math.min(400, 600_000_000L / Math.max(1, (long) n * n)));
        double[] dx = new double[n];
        double[] dy = new double[n];
        for (int round = 0; round < rounds; round++) {
            java.util.Arrays.fill(dx, 0);
            java.util.Arrays.fill(dy, 0);
            for (int i = 0; i < n; i++) {
                double pushX = 0;
                double pushY = 0;
                for (int j = 0; j < n; j++) {
                    double ax = x[i] - x[j];
                    double ay = y[i] - y[j];
                    double force = ideal * ideal / (ax * ax + ay * ay + 1e-9);
                    pushX += ax * force;
                    pushY += ay * force;
                }
                dx[i] += pushX + (0.5 - x[i]) * 0.05;
                dy[i] += pushY + (0.5 - y[i]) * 0.05;
            }
            for (Link link : links) {
                int a = link.from();
                int b = link.to();
                double ax = x[a] - x[b];
                double ay = y[a] - y[b];
                double pull = Math.sqrt(ax * ax + ay * ay) / ideal * (link.tree() ? 1 : 0.3) * link.proximity();
                dx[a] -= ax * pull;
                dy[a] -= ay * pull;
                dx[b] += ax * pull;
                dy[b] += ay * pull;
            }
            double heat = 0.08 * (1 - (double) round / rounds) + 0.001;
            for (int i = 0; i < n; i++) {
                double length = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
                double step = Math.min(length, heat) / Math.max(length, 1e-12);
                x[i] += dx[i] * step;
                y[i] += dy[i] * step;
            }
        }
        fit(x);
        fit(y);
    }

    private static void fit(double[] values) {
        double low = java.util.Arrays.stream(values).min().orElse(0);
        double high = java.util.Arrays.stream(values).max().orElse(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = high > low ? (values[i] - low) / (high - low) : 0.5;
        }
    }
}
