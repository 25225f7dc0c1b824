package almanac.report.manuscript;

import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Column;
import almanac.report.manuscript.Manuscript.Grid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How wide the columns of a printed table are. Paper does not scroll: a table never asks for more than the page has. Each
 * column gets first what its longest word needs, then what its texts would like; a table that needs less than the page
 * stays narrower than the page, so that a figure stands near its label.
 */
final class ColumnWidths {
    /** Em of usual table print side by side on a page, and of the smaller print of crowded tables. */
    private static final double LINE = 60;

    private static final double CROWDED_LINE = 74;
    /** A text column asks for at most so many em; longer texts wrap. */
    private static final double MOST = 33;
    /** A word longer than this many em may be broken. */
    private static final double WORD = 13;
    /** So many Chinese characters are kept on a line. */
    private static final double HAN = 5;
    /** A figure is never broken below this many em. */
    private static final double FIGURE = 15;
    /** Around each cell, em. */
    private static final double PADDING = 1.1;

    private static final double CROWDED_PADDING = 1;
    /** Heads are bold. */
    private static final double BOLD = 1.1;
    /** A table that needs less than the page may be so much wider than it needs. */
    private static final double AIR = 1.5;
    /** Narrower tables look lost, as a share of the page. */
    private static final double NARROW = 0.4;
    /** Columns that say which row it is: at most so many are repeated in each part of a split table. */
    private static final int STUB = 3;

    /** Columns' needs in em, padding included. */
    private record Needs(double[] least, double[] wanted) {
        double leastInAll() {
            return sum(least);
        }
    }

    private ColumnWidths() {}

    /** Shares of the page's width, which add up to 1 or less. */
    static double[] of(Grid grid) {
        boolean crowded = crowded(grid);
        double line = crowded ? CROWDED_LINE : LINE;
        Needs needs = needs(grid, crowded);
        int n = needs.least().length;
        double least = needs.leastInAll();
        double wanted = sum(needs.wanted());
        double[] widths = new double[n];
        for (int j = 0; j < n; j++) {
            if (wanted <= line) {
                widths[j] = needs.wanted()[j] / line * Math.max(NARROW * line / wanted, Math.min(AIR, line / wanted));
            } else if (least <= line) {
                double more = (line - least) / (wanted - least);
                widths[j] = (needs.least()[j] + more * (needs.wanted()[j] - needs.least()[j])) / line;
            } else {
                widths[j] = needs.least()[j] / least;
            }
        }
        return widths;
    }

    /** Whether the table needs smaller print. */
    static boolean crowded(Grid grid) {
        return needs(grid, false).leastInAll() > 0.8 * LINE;
    }

    /**
     * A table that no page can hold as two or more, side by side in the original, one below the other on paper: each part
     * begins with the columns that say which row it is.
     */
    static List<Grid> parts(Grid grid) {
        double[] least = needs(grid, true).least();
        if (sum(least) <= CROWDED_LINE) {
            return List.of(grid);
        }
        int stub = stub(grid);
        double kept = 0;
        for (int j = 0; j < stub; j++) {
            kept += least[j];
        }
        List<List<Integer>> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        double used = kept;
        for (int j = stub; j < least.length; j++) {
            if (!part.isEmpty() && used + least[j] > CROWDED_LINE) {
                parts.add(part);
                part = new ArrayList<>();
                used = kept;
            }
            part.add(j);
            used += least[j];
        }
        parts.add(part);
        List<Grid> grids = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            List<Integer> columns = new ArrayList<>();
            for (int j = 0; j < stub; j++) {
                columns.add(j);
            }
            columns.addAll(parts.get(p));
            grids.add(new Grid(
                    grid.caption().isEmpty() ? "" : grid.caption() + " (" + (p + 1) + "/" + parts.size() + ")",
                    columns.stream().map(grid.columns()::get).toList(),
                    grid.rows().stream()
                            .map(row -> columns.stream().map(row::get).toList())
                            .toList(),
                    grid.fold(),
                    grid.open(),
                    p == parts.size() - 1 ? grid.cut() : ""));
        }
        return grids;
    }

    /** The shortest run of leading columns by which the rows differ. */
    private static int stub(Grid grid) {
        for (int n = 1; n < Math.min(STUB, grid.columns().size()); n++) {
            Set<List<String>> seen = new HashSet<>();
            boolean distinct = true;
            for (List<Cell> row : grid.rows()) {
                List<String> key = row.subList(0, n).stream().map(Cell::text).toList();
                // a row without a name belongs to the row above
                distinct &= key.get(0).isEmpty() || seen.add(key);
            }
            if (distinct) {
                return n;
            }
        }
        return 1;
    }

    /** How many lines the head of the table and its first rows take, with the caption. */
    static int linesOfHead(Grid grid, int rows) {
        boolean crowded = crowded(grid);
        double line = crowded ? CROWDED_LINE : LINE;
        double padding = crowded ? CROWDED_PADDING : PADDING;
        double[] widths = of(grid);
        int lines = grid.caption().isEmpty() ? 0 : lines(BOLD * em(grid.caption()), line);
        int head = 1;
        for (int j = 0; j < widths.length; j++) {
            head = Math.max(head, lines(BOLD * em(grid.columns().get(j).name()), widths[j] * line - padding));
        }
        lines += head;
        for (List<Cell> row :
                grid.printed().subList(0, Math.min(rows, grid.printed().size()))) {
            int most = 1;
            for (int j = 0; j < widths.length; j++) {
                Cell cell = row.get(j);
                most = Math.max(
                        most,
                        lines(em(whole(cell)), widths[j] * line - padding)
                                + (cell.below().isEmpty() ? 0 : 1));
            }
            lines += most;
        }
        return lines;
    }

    private static int lines(double em, double width) {
        return (int) Math.max(1, Math.ceil(em / Math.max(1, 0.92 * width)));
    }

    private static Needs needs(Grid grid, boolean crowded) {
        int n = grid.columns().size();
        double padding = crowded ? CROWDED_PADDING : PADDING;
        double[] least = new double[n];
        double[] wanted = new double[n];
        for (int j = 0; j < n; j++) {
            Column column = grid.columns().get(j);
            // a head of many short words takes two lines, not five
            double word = BOLD * Math.max(longestWord(column.name()), Math.min(8, em(column.name()) / 2));
            double longest = word;
            double total = 0;
            int filled = 0;
            for (List<Cell> row : grid.printed()) {
                Cell cell = row.get(j);
                double width = em(whole(cell));
                word = Math.max(word, column.number() ? Math.min(width, FIGURE) : longestWord(whole(cell)));
                word = Math.max(word, longestWord(cell.below()));
                longest = Math.max(longest, width);
                total += width;
                filled += width > 0 ? 1 : 0;
            }
            double mean = filled == 0 ? 0 : total / filled;
            // a text column is as wide as its texts usually are, not as its longest one
            double usual = column.number() ? longest : Math.min(longest, Math.max(6, 3 + 1.5 * mean));
            least[j] = padding + Math.min(word, column.number() ? FIGURE : WORD);
            wanted[j] = Math.max(least[j], padding + Math.min(MOST, usual));
        }
        return new Needs(least, wanted);
    }

    private static String whole(Cell cell) {
        return cell.soft().isEmpty() ? cell.text() : cell.text() + " " + cell.soft();
    }

    /** The widest piece that should stay on one line: Chinese may break anywhere, but names and heads read better whole. */
    private static double longestWord(String text) {
        double longest = 0;
        double word = 0;
        for (int c : text.codePoints().toArray()) {
            if (Character.isWhitespace(c) || c >= 0x2e80 && word >= HAN) {
                longest = Math.max(longest, word);
                word = 0;
            } else {
                word += em(c);
                if (c == '/' || c == '-') {
                    longest = Math.max(longest, word);
                    word = 0;
                }
            }
        }
        return Math.max(longest, word);
    }

    private static double em(String text) {
        return text.codePoints().mapToDouble(ColumnWidths::em).sum();
    }

    /** How wide a character of a sans-serif is, as a share of its height. */
    private static double em(int c) {
        if (c >= 0x1100) {
            return 1;
        }
        if (Character.isWhitespace(c)) {
            return 0.23;
        }
        if ("ijlt.,;:'|!()[]rfI".indexOf(c) >= 0) {
            return 0.35;
        }
        if ("mwMWQO%@&".indexOf(c) >= 0) {
            return 0.86;
        }
        return Character.isUpperCase(c) ? 0.64 : 0.56;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
