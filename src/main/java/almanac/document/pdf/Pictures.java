package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where a page shows charts: slanted strokes, and bars that hold no text. */
final class Pictures {
    /** So many slanted strokes inside an area make it a chart. */
    private static final int SLANTED_STROKES = 25;
    /** A slanted stroke longer than this, em, counts as many small ones: the edge of a pie slice. */
    private static final double LONG_STROKE = 4;
    /** So many bars without text make a chart of an area. */
    private static final int BARS = 4;

    /** Of the figures of a column that is a scale at least this share steps evenly. */
    private static final double SCALE_SHARE = 0.7;
    /** A scale has at least so many marks. */
    private static final int SCALE_MARKS = 4;

    private final List<Box> drawings;
    private final List<Box> bars = new ArrayList<>();
    private final double em;

    Pictures(PageInk ink, List<Word> words, double em) {
        this.em = em;
        drawings = ink.drawings();
        if (ink.fills().size() > 4_000) {
            return; // a drawing by its strokes already
        }
        for (Box fill : ink.fills()) {
            if (fill.height() < 0.4 * em || fill.width() < 0.4 * em) {
                continue;
            }
            boolean holds = false;
            for (Word word : words) {
                if (fill.contains(word.box().centreX(), word.box().centreY())) {
                    holds = true;
                    break;
                }
            }
            if (!holds) {
                bars.add(fill);
            }
        }
    }

    /** Whether a column reads like the scale of an axis: equal steps downwards, and no figures beside most of them. */
    static boolean axis(PrintedTable table) {
        Set<Integer> scales = scales(table);
        if (scales.isEmpty()) {
            return false;
        }
        Set<Integer> marked = new TreeSet<>();
        Set<Integer> rows = new TreeSet<>();
        for (Slot slot : table.slots()) {
            if (scales.contains(slot.column())) {
                marked.add(slot.row());
            } else if (CellText.figure(slot.text())) {
                rows.add(slot.row());
            }
        }
        rows.retainAll(marked);
        return rows.size() * 2 < marked.size(); // beside the marks of a scale stands no row of figures
    }

    /** Columns whose figures fall in equal steps. */
    private static Set<Integer> scales(PrintedTable table) {
        Set<Integer> scales = new TreeSet<>();
        for (int c = 0; c < table.columns(); c++) {
            List<Double> values = new ArrayList<>();
            int others = 0;
            for (Slot slot : table.slots()) {
                if (slot.column() == c && slot.columnSpan() == 1) {
                    String first = CellText.join(slot.lines().get(0)).replaceAll("[,%$€£\\s]", "");
                    if (first.matches("-?\\d*\\.?\\d+")) {
                        values.add(Double.parseDouble(first));
                    } else {
                        others++;
                    }
                }
            }
            if (values.size() < SCALE_MARKS || others > values.size()) {
                continue;
            }
            int marks = 0;
            int from = 0;
            for (int i = 1; i <= values.size(); i++) {
                boolean goesOn = i < values.size()
                        && (i - from < 2
                                || Math.abs((values.get(i) - values.get(i - 1))
                                                - (values.get(i - 1) - values.get(i - 2)))
                                        < 1e-6 * Math.max(1, Math.abs(values.get(from))));
                if (!goesOn) {
                    double step = values.get(i - 1) - values.get(Math.max(0, i - 2));
                    if (i - from >= SCALE_MARKS && step < 0 && Math.abs(step + 1) > 1e-9) {
                        marks += i - from;
                    }
                    from = i;
                }
            }
            boolean equal = marks >= SCALE_SHARE * values.size();
            if (equal) {
                scales.add(c);
            }
        }
        return scales;
    }

    /** Whether an area that holds {@code cells} cells of text looks like a chart. */
    boolean chart(Box area, int cells) {
        double strokes = 0;
        for (Box stroke : drawings) {
            if (area.contains(stroke.centreX(), stroke.centreY())) {
                strokes += Math.hypot(stroke.width(), stroke.height()) > LONG_STROKE * em ? SLANTED_STROKES / 2.0 : 1;
            }
        }
        List<Box> inside = new ArrayList<>();
        for (Box bar : bars) {
            if (area.contains(bar.centreX(), bar.centreY())) {
                inside.add(bar);
            }
        }
        return strokes >= SLANTED_STROKES || (inside.size() >= BARS && inside.size() * 3 > cells && bars(inside));
    }

    /** Bars stand on one line and differ in length; backgrounds of cells on one line are equal. */
    private static boolean bars(List<Box> boxes) {
        for (Box foot : boxes) {
            TreeSet<Long> heights = new TreeSet<>();
            TreeSet<Long> widths = new TreeSet<>();
            for (Box other : boxes) {
                if (Math.abs(other.bottom() - foot.bottom()) < 1) {
                    heights.add(Math.round(other.height() / 2));
                }
                if (Math.abs(other.left() - foot.left()) < 1) {
                    widths.add(Math.round(other.width() / 2));
                }
            }
            if (heights.size() >= BARS || widths.size() >= BARS) {
                return true;
            }
        }
        return false;
    }
}
