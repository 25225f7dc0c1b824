package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Hierarchical clustering by J. Ward's criterion (1963), in the form whose heights are distances (Lance-Williams update
 * on squared distances; F. Murtagh and P. Legendre 2014, "ward.D2").
 *
 * @param merges n - 1 steps; leaves are 0 to n - 1, the result of step i is {@code n + i}
 */
public record Dendrogram(List<Merge> merges) {
    /** Two groups that join, and at what distance. */
    public record Merge(int left, int right, double height, int size) {}

    public Dendrogram {
        merges = List.copyOf(merges);
    }

    /** Clusters the rows. */
    public static Dendrogram of(double[][] rows) {
        int n = rows.length;
        double[][] squared = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                squared[i][j] = KMeans.distance(rows[i], rows[j]);
            }
        }
        int[] id = new int[n];
        int[] size = new int[n];
        boolean[] gone = new boolean[n];
        for (int i = 0; i < n; i++) {
            id[i] = i;
            size[i] = 1;
        }
        List<Merge> merges = new ArrayList<>();
        for (int step = 0; step + 1 < n; step++) {
            int a = -1;
            int b = -1;
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n && !gone[i]; j++) {
                    if (!gone[j] && (a < 0 || squared[i][j] < squared[a][b])) {
                        a = i;
                        b = j;
                    }
                }
            }
            double between = squared[a][b];
            int left = Math.min(id[a], id[b]);
            int right = Math.max(id[a], id[b]);
            merges.add(new Merge(left, right, Math.sqrt(Math.max(0, between)), size[a] + size[b]));
            for (int k = 0; k < n; k++) {
                if (!gone[k] && k != a && k != b) {
                    double all = size[a] + size[b] + size[k];
                    double updated = ((size[a] + size[k]) * squared[a][k]
                                    + (size[b] + size[k]) * squared[b][k]
                                    - size[k] * between)
                            / all;
                    squared[a][k] = updated;
                    squared[k][a] = updated;
                }
            }
            gone[b] = true;
            size[a] += size[b];
            id[a] = n + step;
        }
        return new Dendrogram(merges);
    }

    /** The {@code k} groups that remain when the last k - 1 joins are undone, numbered in order of first appearance. */
    public int[] cut(int k) {
        int n = merges.size() + 1;
        int[] group = new int[2 * n];
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
        }
        for (int step = 0; step < n - k; step++) {
            int[] pair = {merges.get(step).left(), merges.get(step).right()};
            for (int i = 0; i < group.length; i++) {
                if (group[i] == pair[0] || group[i] == pair[1]) {
                    group[i] = n + step;
                }
            }
        }
        int[] labels = new int[n];
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!seen.contains(group[i])) {
                seen.add(group[i]);
            }
            labels[i] = seen.indexOf(group[i]);
        }
        return labels;
    }

    /** The leaves from left to right so that no branches cross. */
    public int[] order() {
        int n = merges.size() + 1;
        List<int[]> members = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            members.add(new int[] {i});
        }
        for (Merge merge : merges) {
            int[] left = members.get(merge.left());
            int[] both = Arrays.copyOf(left, left.length + members.get(merge.right()).length);
            System.arraycopy(members.get(merge.right()), 0, both, left.length, members.get(merge.right()).length);
            members.add(both);
        }
        return members.get(members.size() - 1);
    }

    /** The tree as an SVG, leaves from top to bottom. */
    public String svg(List<String> labels, String title) {
        int n = labels.size();
        int rowHeight = 18;
        int left = 190;
        int width = 560;
        int top = 44;
        int[] order = order();
        double[] y = new double[2 * n];
        double[] x = new double[2 * n];
        double highest = merges.stream().mapToDouble(Merge::height).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n<title>%s</title>\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n"
                        + "<text x=\"12\" y=\"22\" font-size=\"15\" fill=\"#111111\">%s</text>\n",
                left + width + 30,
                top + n * rowHeight + 30,
                escaped(title),
                escaped(title)));
        for (int place = 0; place < n; place++) {
            int leaf = order[place];
            x[leaf] = left;
            y[leaf] = top + place * rowHeight + rowHeight / 2.0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#111111\">%s</text>\n",
                    left - 8,
                    y[leaf] + 4,
                    escaped(shortened(labels.get(leaf)))));
        }
        svg.append("<g fill=\"none\" stroke=\"#31446b\" stroke-width=\"1.4\">\n");
        for (int step = 0; step < merges.size(); step++) {
            Merge merge = merges.get(step);
            double at = left + (highest > 0 ? merge.height() / highest : 0) * width;
            x[n + step] = at;
            y[n + step] = (y[merge.left()] + y[merge.right()]) / 2;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %.1fH%.1fV%.1fH%.1f\"/>\n",
                    x[merge.left()],
                    y[merge.left()],
                    at,
                    y[merge.right()],
                    x[merge.right()]));
        }
        svg.append(String.format(
                Locale.ROOT,
                "</g>\n<text x=\"%d\" y=\"%d\" fill=\"#444444\">distance (Ward), 0 to %.2f</text>\n</svg>\n",
                left,
                top + n * rowHeight + 20,
                highest));
        return svg.toString();
    }

    private static String shortened(String label) {
        return label.length() > 26 ? label.substring(0, 25) + "\u2026" : label;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    }
}
