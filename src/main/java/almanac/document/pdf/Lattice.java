package almanac.document.pdf;

import almanac.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rulings that cross each other, as a net of elementary boxes between the positions of its lines.
 *
 * @param xs positions of the vertical lines, left to right
 * @param ys positions of the horizontal lines, top to bottom
 * @param across {@code across[j][i]}: a line runs at {@code ys[j]} from {@code xs[i]} to {@code xs[i + 1]}
 * @param down {@code down[i][j]}: a line runs at {@code xs[i]} from {@code ys[j]} to {@code ys[j + 1]}
 */
record Lattice(double[] xs, double[] ys, boolean[][] across, boolean[][] down) {
    /** Lines that end this near another one, em, meet it. */
    private static final double MEET = 0.4;
    /** Lines nearer than this, em, are one border (double lines); no row of text fits between. */
    private static final double ONE_BORDER = 0.45;
    /** An edge counts as ruled where at least this share of it is. */
    private static final double RULED_SHARE = 0.6;
    /** Lines sticking out of the net further than this, em, show that its outer border is not drawn. */
    private static final double STICKS_OUT = 0.85;
    /** More lines than this make no table of a printed page. */
    private static final int MOST_LINES = 600;

    Box box() {
        return new Box(xs[0], ys[0], xs[xs.length - 1], ys[ys.length - 1]);
    }

    int rows() {
        return ys.length - 1;
    }

    int columns() {
        return xs.length - 1;
    }

    /** The nets of crossing lines, each with at least two lines of both directions (borders not drawn included). */
    static List<Lattice> find(Rules rules, double em) {
        List<Rule> h = rules.horizontal();
        List<Rule> v = rules.vertical();
        int n = h.size();
        int[] parent = new int[n + v.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        double near = MEET * em;
        // both lists are sorted by position: for each vertical line only the horizontal ones in its span are met
        for (int i = 0; i < v.size(); i++) {
            Rule down = v.get(i);
            for (int j = lowerBound(h, down.from() - near); j < n && h.get(j).at() <= down.to() + near; j++) {
                Rule line = h.get(j);
                if (line.from() <= down.at() + near && line.to() >= down.at() - near) {
                    parent[root(parent, n + i)] = root(parent, j);
                }
            }
        }
        List<List<Rule>> hs = new ArrayList<>();
        List<List<Rule>> vs = new ArrayList<>();
        int[] group = new int[parent.length];
        Arrays.fill(group, -1);
        for (int i = 0; i < parent.length; i++) {
            int root = root(parent, i);
            if (group[root] < 0) {
                group[root] = hs.size();
                hs.add(new ArrayList<>());
                vs.add(new ArrayList<>());
            }
            if (i < n) {
                hs.get(group[root]).add(h.get(i));
            } else {
                vs.get(group[root]).add(v.get(i - n));
            }
        }
        List<Lattice> found = new ArrayList<>();
        for (int g = 0; g < hs.size(); g++) {
            if (!hs.get(g).isEmpty()
                    && !vs.get(g).isEmpty()
                    && hs.get(g).size() + vs.get(g).size() >= 3
                    && hs.get(g).size() < MOST_LINES
                    && vs.get(g).size() < MOST_LINES) {
                Lattice net = net(hs.get(g), vs.get(g), em);
                if (net.xs.length >= 2 && net.ys.length >= 2) {
                    found.add(net);
                }
            }
        }
        return found;
    }

    private static int lowerBound(List<Rule> sorted, double at) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).at() < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static Lattice net(List<Rule> h, List<Rule> v, double em) {
        double[] xs = positions(v, em);
        double[] ys = positions(h, em);
        double least = extreme(h, true, em);
        double most = extreme(h, false, em);
        boolean openLeft = xs.length == 0 || xs[0] - least > STICKS_OUT * em;
        boolean openRight = xs.length == 0 || most - xs[xs.length - 1] > STICKS_OUT * em;
        double highest = extreme(v, true, em);
        double lowest = extreme(v, false, em);
        boolean openTop = ys.length == 0 || ys[0] - highest > STICKS_OUT * em;
        boolean openBottom = ys.length == 0 || lowest - ys[ys.length - 1] > STICKS_OUT * em;
        xs = extend(xs, openLeft, least, openRight, most);
        ys = extend(ys, openTop, highest, openBottom, lowest);
        boolean[][] across = new boolean[ys.length][xs.length - 1];
        boolean[][] down = new boolean[xs.length][ys.length - 1];
        double near = ONE_BORDER * em;
        for (int j = 0; j < ys.length; j++) {
            for (int i = 0; i + 1 < xs.length; i++) {
                across[j][i] = (openTop && j == 0)
                        || (openBottom && j == ys.length - 1)
                        || covered(h, ys[j], xs[i], xs[i + 1], near);
            }
        }
        for (int i = 0; i < xs.length; i++) {
            for (int j = 0; j + 1 < ys.length; j++) {
                down[i][j] = (openLeft && i == 0)
                        || (openRight && i == xs.length - 1)
                        || covered(v, xs[i], ys[j], ys[j + 1], near);
            }
        }
        return new Lattice(xs, ys, across, down);
    }

    /** The outermost end that at least two lines (or the only one) share. */
    private static double extreme(List<Rule> rules, boolean first, double em) {
        double[] ends = rules.stream()
                .mapToDouble(r -> first ? r.from() : -r.to())
                .sorted()
                .toArray();
        double end = ends[0];
        for (int i = 0; i + 1 < ends.length; i++) {
            if (ends[i + 1] - ends[i] < em) {
                end = ends[i];
                break;
            }
        }
        return first ? end : -end;
    }

    private static double[] extend(double[] at, boolean before, double first, boolean after, double last) {
        double[] extended = new double[at.length + (before ? 1 : 0) + (after ? 1 : 0)];
        System.arraycopy(at, 0, extended, before ? 1 : 0, at.length);
        if (before) {
            extended[0] = first;
        }
        if (after) {
            extended[extended.length - 1] = last;
        }
        return extended;
    }

    private static double[] positions(List<Rule> rules, double em) {
        double[] at = rules.stream().mapToDouble(Rule::at).sorted().toArray();
        double[] merged = new double[at.length];
        int n = 0;
        int from = 0;
        for (int i = 1; i <= at.length; i++) {
            if (i == at.length || at[i] - at[i - 1] > ONE_BORDER * em) {
                merged[n++] = (at[from] + at[i - 1]) / 2;
                from = i;
            }
        }
        return Arrays.copyOf(merged, n);
    }

    private static boolean covered(List<Rule> rules, double at, double from, double to, double near) {
        double share = 0;
        for (Rule rule : rules) {
            if (Math.abs(rule.at() - at) <= near) {
                share = Math.max(share, rule.covers(from, to));
            }
        }
        return share >= RULED_SHARE;
    }

    /** The net with one more row below, whose columns go on from its last row. */
    Lattice withRowBelow(double y) {
        double[] more = Arrays.copyOf(ys, ys.length + 1);
        more[ys.length] = y;
        boolean[][] lines = Arrays.copyOf(across, across.length + 1);
        lines[across.length] = new boolean[columns()];
        Arrays.fill(lines[across.length], true);
        Arrays.fill(lines[across.length - 1], true);
        boolean[][] sides = new boolean[down.length][];
        for (int i = 0; i < down.length; i++) {
            sides[i] = Arrays.copyOf(down[i], rows() + 1);
            sides[i][rows()] = down[i][rows() - 1];
        }
        return new Lattice(xs, more, lines, sides);
    }

    /** The net with one more column on the left, whose rows are those of its first column. */
    Lattice withColumnBefore(double x) {
        double[] more = new double[xs.length + 1];
        more[0] = x;
        System.arraycopy(xs, 0, more, 1, xs.length);
        boolean[][] lines = new boolean[ys.length][];
        for (int j = 0; j < ys.length; j++) {
            lines[j] = new boolean[columns() + 1];
            System.arraycopy(across[j], 0, lines[j], 1, columns());
            lines[j][0] = across[j][0];
        }
        boolean[][] sides = new boolean[down.length + 1][];
        System.arraycopy(down, 0, sides, 1, down.length);
        sides[0] = new boolean[rows()];
        Arrays.fill(sides[0], true);
        sides[1] = sides[0].clone();
        return new Lattice(more, ys, lines, sides);
    }

    /** Cells between lines: row, column, row span, column span, in row-major order; they tile the net. */
    List<int[]> cells() {
        int rows = rows();
        int columns = columns();
        int[] parent = new int[rows * columns];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                if (i + 1 < columns && !down[i + 1][j]) {
                    parent[root(parent, j * columns + i + 1)] = root(parent, j * columns + i);
                }
                if (j + 1 < rows && !across[j + 1][i]) {
                    parent[root(parent, (j + 1) * columns + i)] = root(parent, j * columns + i);
                }
            }
        }
        boolean[] taken = new boolean[parent.length];
        List<int[]> cells = new ArrayList<>();
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                if (taken[j * columns + i]) {
                    continue;
                }
                int group = root(parent, j * columns + i);
                int right = i;
                while (right + 1 < columns
                        && !taken[j * columns + right + 1]
                        && root(parent, j * columns + right + 1) == group) {
                    right++;
                }
                int low = j;
                while (low + 1 < rows && wholeRow(parent, taken, low + 1, i, right, columns, group)) {
                    low++;
                }
                for (int y = j; y <= low; y++) {
                    Arrays.fill(taken, y * columns + i, y * columns + right + 1, true);
                }
                cells.add(new int[] {j, i, low - j + 1, right - i + 1});
            }
        }
        return cells;
    }

    private static boolean wholeRow(int[] parent, boolean[] taken, int row, int from, int to, int columns, int group) {
        for (int i = from; i <= to; i++) {
            if (taken[row * columns + i] || root(parent, row * columns + i) != group) {
                return false;
            }
        }
        return true;
    }
}
