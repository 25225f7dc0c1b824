package almanac.document.pdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the columns of an area stand.
 *
 * @param separators x between neighbouring columns, left to right: one less than there are columns
 * @param left leftmost ink of each column's body
 * @param right rightmost ink of each column's body
 */
record Columns(double[] separators, double[] left, double[] right) {
    /** Positions are counted in steps of this many points: finer than any column gap. */
    private static final double STEP = 0.5;
    /** White between columns is at least this wide, em: less than a word space, as long as no word crosses it. */
    private static final double NARROWEST_GAP = 0.15;
    /** A run over places that at most this share of the lines cover is one that spans columns. */
    private static final double CROSSED_SHARE = 0.2;
    /** A vertical rule parts columns where it runs along this share of the lines. */
    private static final double RULE_SHARE = 0.5;

    int count() {
        return left.length;
    }

    int at(double x) {
        int column = 0;
        while (column < separators.length && x > separators[column]) {
            column++;
        }
        return column;
    }

    /**
     * Finds the columns of lines of runs.
     *
     * @param lines the runs of each line that shows columns (at least two runs each)
     * @param vertical vertical rules within the area
     */
    static Columns find(List<List<Run>> lines, List<Rule> vertical, double em) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (List<Run> line : lines) {
            for (Run run : line) {
                low = Math.min(low, run.left());
                high = Math.max(high, run.right());
                top = Math.min(top, run.box().top());
                bottom = Math.max(bottom, run.box().bottom());
            }
        }
        if (!(low < high)) {
            return new Columns(new double[0], new double[] {0}, new double[] {0});
        }
        int bins = (int) Math.min(60_000, (high - low) / STEP + 2);
        int[] cover = new int[bins];
        for (List<Run> line : lines) {
            for (Run run : line) {
                add(cover, run, low);
            }
        }
        int limit = lines.size() >= 4 ? (int) Math.max(1, CROSSED_SHARE * lines.size()) : 0;
        if (limit > 0) {
            List<int[]> firm = solid(cover, limit, 0);
            int[] second = new int[bins];
            for (List<Run> line : lines) {
                for (Run run : line) {
                    if (!crosses(run, firm, low, em)) {
                        add(second, run, low);
                    }
                }
            }
            cover = second;
        }
        List<int[]> solid = solid(cover, 0, (int) Math.ceil(NARROWEST_GAP * em / STEP));
        List<double[]> spans = new ArrayList<>();
        for (int[] part : solid) {
            spans.add(new double[] {low + part[0] * STEP, low + part[1] * STEP});
        }
        return of(splitAtRules(spans, lines, vertical, top, bottom), vertical, bottom - top);
    }

    private static void add(int[] cover, Run run, double low) {
        int from = Math.max(0, (int) ((run.left() - low) / STEP));
        int to = Math.min(cover.length - 1, (int) ((run.right() - low) / STEP));
        for (int i = from; i <= to; i++) {
            cover[i]++;
        }
    }

    /** Maximal stretches covered more than {@code limit} times, joined over gaps narrower than {@code joined} bins. */
    private static List<int[]> solid(int[] cover, int limit, int joined) {
        List<int[]> parts = new ArrayList<>();
        int start = -1;
        int end = -1;
        for (int i = 0; i < cover.length; i++) {
            if (cover[i] > limit) {
                if (start >= 0 && i - end > Math.max(1, joined)) {
                    parts.add(new int[] {start, end + 1});
                    start = -1;
                }
                if (start < 0) {
                    start = i;
                }
                end = i;
            }
        }
        if (start >= 0) {
            parts.add(new int[] {start, end + 1});
        }
        return parts;
    }

    private static boolean crosses(Run run, List<int[]> firm, double low, double em) {
        int met = 0;
        for (int[] part : firm) {
            double from = low + part[0] * STEP;
            double to = low + part[1] * STEP;
            double shared = Math.min(run.right(), to) - Math.max(run.left(), from);
            if (shared > Math.min(0.5 * em, 0.5 * (to - from))) {
                met++;
            }
        }
        return met >= 2;
    }

    /** A rule through a column parts it where it crosses no run. */
    private static List<double[]> splitAtRules(
            List<double[]> spans, List<List<Run>> lines, List<Rule> vertical, double top, double bottom) {
        List<double[]> split = new ArrayList<>();
        for (double[] span : spans) {
            double from = span[0];
            for (Rule rule : vertical) {
                if (rule.at() > from && rule.at() < span[1] && rule.covers(top, bottom) >= RULE_SHARE) {
                    double left = from;
                    double right = span[1];
                    double lastBefore = from;
                    double firstAfter = span[1];
                    for (List<Run> line : lines) {
                        for (Run run : line) {
                            double middle = (run.left() + run.right()) / 2;
                            if (middle > left && middle < right) {
                                if (middle < rule.at()) {
                                    lastBefore = Math.max(lastBefore, Math.min(run.right(), rule.at()));
                                } else {
                                    firstAfter = Math.min(firstAfter, Math.max(run.left(), rule.at()));
                                }
                            }
                        }
                    }
                    split.add(new double[] {from, lastBefore});
                    from = firstAfter;
                }
            }
            if (span[1] > from) {
                split.add(new double[] {from, span[1]});
            }
        }
        return split;
    }

    private static Columns of(List<double[]> spans, List<Rule> vertical, double height) {
        int n = spans.size();
        double[] left = new double[n];
        double[] right = new double[n];
        double[] separators = new double[Math.max(0, n - 1)];
        for (int i = 0; i < n; i++) {
            left[i] = spans.get(i)[0];
            right[i] = spans.get(i)[1];
            if (i > 0) {
                separators[i - 1] = (right[i - 1] + left[i]) / 2;
                for (Rule rule : vertical) {
                    if (rule.length() >= RULE_SHARE * height && rule.at() >= right[i - 1] && rule.at() <= left[i]) {
                        separators[i - 1] = rule.at();
                    }
                }
            }
        }
        return new Columns(separators, left, right);
    }

    /** The same with more columns, which stand in the white between these or beside them. */
    Columns with(List<double[]> more, List<Rule> vertical, double height) {
        List<double[]> spans = new ArrayList<>(more);
        for (int c = 0; c < left.length; c++) {
            spans.add(new double[] {left[c], right[c]});
        }
        spans.sort(Comparator.comparingDouble(s -> s[0]));
        return of(spans, vertical, height);
    }

    /** Columns given by rules alone: their edges, first to last. */
    static Columns between(double[] edges) {
        int n = edges.length - 1;
        return new Columns(
                Arrays.copyOfRange(edges, 1, n), Arrays.copyOf(edges, n), Arrays.copyOfRange(edges, 1, n + 1));
    }
}
