package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the grid of a net of rulings; rows and columns that are not ruled are found inside its boxes. */
final class LatticeMaker {
    /** White strips of this height, em, part rows inside a ruled band: more than the lead of running text. */
    private static final double STRIP = 0.75;

    private LatticeMaker() {}

    /** The table of a net, or null where its boxes hold no table. */
    static @Nullable PrintedTable make(Lattice net, List<Word> words, double em, double wordGap) {
        Lattice whole = splitRows(net, words, em, wordGap);
        return table(whole, words, em);
    }

    private static @Nullable PrintedTable table(Lattice net, List<Word> words, double em) {
        List<int[]> cells = net.cells();
        List<List<Word>> held = held(net, cells, words);
        double[] xs = net.xs();
        double[] ys = net.ys();
        boolean[] rowUsed = new boolean[net.rows()];
        boolean[] columnUsed = new boolean[net.columns()];
        int filled = 0;
        for (int k = 0; k < cells.size(); k++) {
            if (!held.get(k).isEmpty()) {
                filled++;
            }
            int[] c = cells.get(k);
            // a row or column exists where some cell begins and ends in it; bands that only spans cross are none
            for (int r = c[0]; r < c[0] + c[2]; r++) {
                rowUsed[r] |= c[2] == 1;
            }
            for (int i = c[1]; i < c[1] + c[3]; i++) {
                columnUsed[i] |= c[3] == 1;
            }
        }
        for (int r = 0; r < rowUsed.length; r++) {
            rowUsed[r] &= ys[r + 1] - ys[r] > 0.3 * em;
        }
        for (int i = 0; i < columnUsed.length; i++) {
            columnUsed[i] &= xs[i + 1] - xs[i] > 0.3 * em;
        }
        keepSpans(cells, held, rowUsed, 0);
        keepSpans(cells, held, columnUsed, 1);
        int[] rowAt = numbering(rowUsed);
        int[] columnAt = numbering(columnUsed);
        int rows = rowAt[rowUsed.length];
        int columns = columnAt[columnUsed.length];
        if (rows < 1 || columns < 1 || filled < 2) {
            return null;
        }
        List<Slot> slots = new ArrayList<>();
        Box ink = null;
        for (int k = 0; k < cells.size(); k++) {
            if (held.get(k).isEmpty()) {
                continue;
            }
            int[] c = cells.get(k);
            int row = rowAt[c[0]];
            int rowSpan = rowAt[c[0] + c[2]] - row;
            int column = columnAt[c[1]];
            int columnSpan = columnAt[c[1] + c[3]] - column;
            if (rowSpan < 1 || columnSpan < 1) {
                continue;
            }
            List<List<Word>> lines = CellText.intoLines(held.get(k));
            for (Word word : held.get(k)) {
                ink = ink == null ? word.box() : ink.union(word.box());
            }
            slots.add(new Slot(
                    row,
                    column,
                    rowSpan,
                    columnSpan,
                    lines,
                    new Box(xs[c[1]], ys[c[0]], xs[c[1] + c[3]], ys[c[0] + c[2]])));
        }
        if (ink == null) {
            return null;
        }
        return new PrintedTable(ink, rows, columns, slots, headRows(slots, rows), "lattice");
    }

    /** Rows above the first one that has figures right of the stub; years are heads. 0 where no row has. */
    private static int headRows(List<Slot> slots, int rows) {
        int first = rows;
        for (Slot slot : slots) {
            String text = slot.text();
            if (slot.column() > 0 && CellText.figure(text) && !CellText.year(text)) {
                first = Math.min(first, slot.row());
            }
        }
        if (first == rows) {
            return 0;
        }
        int head = first;
        for (int row = first - 1; row >= 0; row--) {
            boolean stubOnly = true;
            boolean any = false;
            for (Slot slot : slots) {
                if (slot.row() <= row && row < slot.row() + slot.rowSpan()) {
                    any = true;
                    stubOnly &= slot.column() == 0 && slot.rowSpan() == 1 && (row > 0 || slot.columnSpan() == 1);
                }
            }
            if (!any || !stubOnly) {
                break;
            }
            head = row; // a section's own line, not the head's
        }
        return head;
    }

    /** A band that only spanning cells cross is kept where one of them would otherwise have no place. */
    private static void keepSpans(List<int[]> cells, List<List<Word>> held, boolean[] used, int axis) {
        for (int k = 0; k < cells.size(); k++) {
            if (held.get(k).isEmpty()) {
                continue;
            }
            int[] c = cells.get(k);
            boolean any = false;
            for (int i = c[axis]; i < c[axis] + c[axis + 2]; i++) {
                any |= used[i];
            }
            if (!any) {
                used[c[axis]] = true;
            }
        }
    }

    private static int[] numbering(boolean[] used) {
        int[] at = new int[used.length + 1];
        for (int i = 0; i < used.length; i++) {
            at[i + 1] = at[i] + (used[i] ? 1 : 0);
        }
        return at;
    }

    private static List<List<Word>> held(Lattice net, List<int[]> cells, List<Word> words) {
        int[][] owner = new int[net.rows()][net.columns()];
        for (int k = 0; k < cells.size(); k++) {
            int[] c = cells.get(k);
            for (int r = c[0]; r < c[0] + c[2]; r++) {
                Arrays.fill(owner[r], c[1], c[1] + c[3], k);
            }
        }
        List<List<Word>> held = new ArrayList<>();
        for (int k = 0; k < cells.size(); k++) {
            held.add(new ArrayList<>());
        }
        for (Word word : words) {
            int i = band(net.xs(), word.box().centreX());
            int j = band(net.ys(), word.box().centreY());
            if (i >= 0 && j >= 0) {
                held.get(owner[j][i]).add(word);
            }
        }
        return held;
    }

    private static int band(double[] at, double x) {
        if (x < at[0] || x > at[at.length - 1]) {
            return -1;
        }
        int i = Arrays.binarySearch(at, x);
        int band = i >= 0 ? i : -i - 2;
        return Math.min(band, at.length - 2);
    }

    /** Bands whose cells hold several lines of figures are several rows. */
    private static Lattice splitRows(Lattice net, List<Word> words, double em, double wordGap) {
        List<int[]> cells = net.cells();
        List<List<Word>> held = held(net, cells, words);
        List<Double> cuts = new ArrayList<>();
        List<Integer> cutBand = new ArrayList<>();
        for (int j = 0; j < net.rows(); j++) {
            List<Word> band = new ArrayList<>();
            int figureCells = 0;
            for (int k = 0; k < cells.size(); k++) {
                int[] c = cells.get(k);
                if (c[0] == j && c[2] == 1 && !held.get(k).isEmpty()) {
                    band.addAll(held.get(k));
                    List<List<Word>> lines = CellText.intoLines(held.get(k));
                    boolean figures = lines.size() >= 2;
                    for (List<Word> line : lines) {
                        figures &= CellText.figure(CellText.join(line));
                    }
                    figureCells += figures ? 1 : 0;
                }
            }
            if (figureCells == 0) {
                for (double strip : strips(band, net.xs(), em)) {
                    cuts.add(strip);
                    cutBand.add(j);
                }
                continue;
            }
            double[] edges = net.xs();
            PrintedTable inner =
                    OpenMaker.make(band, new Rules(List.of(), List.of()), em, wordGap, Columns.between(edges), "band");
            if (inner == null) {
                continue;
            }
            for (int r = 1; r < inner.rows(); r++) {
                double above = -1;
                double below = Double.MAX_VALUE;
                for (Slot slot : inner.slots()) {
                    if (slot.row() + slot.rowSpan() <= r) {
                        above = Math.max(above, slot.box().bottom());
                    } else if (slot.row() >= r) {
                        below = Math.min(below, slot.box().top());
                    }
                }
                cuts.add((above + below) / 2);
                cutBand.add(j);
            }
        }
        return cuts.isEmpty() ? net : cut(net, cuts, cutBand);
    }

    /** White strips through a whole band that part rows: text on both sides, in the stub and beside it. */
    private static List<Double> strips(List<Word> band, double[] xs, double em) {
        List<Line> lines = Line.of(band);
        List<Double> strips = new ArrayList<>();
        double bottom = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0 && lines.get(i).box().top() - bottom > STRIP * em) {
                boolean[] above = columns(lines.subList(0, i), xs);
                boolean[] below = columns(lines.subList(i, lines.size()), xs);
                int upper = count(above);
                int lower = count(below);
                boolean stubs = above[0] && below[0];
                if (stubs && lower >= 2 && (upper >= 2 || i == 1)) {
                    strips.add((bottom + lines.get(i).box().top()) / 2);
                }
            }
            bottom = Math.max(bottom, lines.get(i).box().bottom());
        }
        return strips;
    }

    private static boolean[] columns(List<Line> lines, double[] xs) {
        boolean[] held = new boolean[xs.length - 1];
        for (Line line : lines) {
            for (Word word : line.words()) {
                int i = band(xs, word.box().centreX());
                if (i >= 0) {
                    held[i] = true;
                }
            }
        }
        return held;
    }

    private static int count(boolean[] held) {
        int n = 0;
        for (boolean one : held) {
            n += one ? 1 : 0;
        }
        return n;
    }

    private static Lattice cut(Lattice net, List<Double> cuts, List<Integer> cutBand) {
        int n = net.ys().length;
        double[] ys = new double[n + cuts.size()];
        boolean[][] across = new boolean[ys.length][];
        boolean[][] down = new boolean[net.xs().length][ys.length - 1];
        List<int[]> cells = net.cells();
        int at = 0;
        int cut = 0;
        for (int j = 0; j < n; j++) {
            ys[at] = net.ys()[j];
            across[at] = net.across()[j];
            at++;
            while (cut < cuts.size() && cutBand.get(cut) == j) {
                ys[at] = cuts.get(cut);
                boolean[] line = new boolean[net.columns()];
                for (int[] c : cells) {
                    if (c[0] == j && c[2] == 1) {
                        Arrays.fill(line, c[1], c[1] + c[3], true);
                    }
                }
                across[at] = line;
                at++;
                cut++;
            }
        }
        for (int i = 0; i < down.length; i++) {
            int band = 0;
            for (int j = 0; j + 1 < ys.length; j++) {
                if (band + 1 < n && ys[j] >= net.ys()[band + 1]) {
                    band++;
                }
                down[i][j] = net.down()[i][Math.min(band, n - 2)];
            }
        }
        return new Lattice(net.xs(), ys, across, down);
    }
}
