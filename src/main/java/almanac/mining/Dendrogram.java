package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
}
