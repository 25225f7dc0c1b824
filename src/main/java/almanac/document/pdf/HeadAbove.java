package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A head that stands free above a net of rulings or backgrounds whose boxes hold the body alone. */
final class HeadAbove {
    /** Lines of such a head at most. */
    private static final int MOST_LINES = 6;
    /** White between the head's lines and above the net, em. */
    private static final double TIGHT = 1.1;
    /** White between the lines of one head, em: titles stand further off. */
    private static final double LEAD = 0.75;
    /** Words further apart than this, em, may belong to two columns of the page. */
    private static final double PAGE_COLUMNS = 1;
    /** A head reaches beyond the net by no more than this, em. */
    private static final double BESIDE = 0.6;

    private HeadAbove() {}

    /**
     * The table with the head above its net.
     *
     * @param table read of the net
     * @param words of the page that stand in no other table
     */
    static PrintedTable on(PrintedTable table, Lattice net, List<Word> words, Rules rules, double em, double wordGap) {
        if (table.headerRows() > 0 || net.columns() < 2 || net.columns() != table.columns()) {
            return table;
        }
        Box box = net.box();
        List<Word> head = new ArrayList<>();
        double top = box.top();
        List<Line> above = Line.of(
                TableFinder.inside(words, new Box(box.left() - 3 * em, 0, box.right() + 3 * em, box.top() + 0.2 * em)));
        int taken = 0;
        for (int i = above.size() - 1; i >= 0 && taken < MOST_LINES; i--) {
            Line line = above.get(i).box().centreY() > box.top() ? null : over(above.get(i), net);
            if (line == null) {
                continue;
            }
            double step = top - line.box().bottom();
            if (step > TIGHT * em || !heads(line, net, em, wordGap, taken > 0 && step < LEAD * em)) {
                break;
            }
            head.addAll(line.words());
            top = line.box().top();
            taken++;
        }
        if (head.isEmpty()) {
            return table;
        }
        // the body's first row shows the maker where the head ends
        List<Word> all = new ArrayList<>(head);
        int first = firstFigures(table);
        for (Slot slot : table.slots()) {
            if (slot.row() == first) {
                slot.lines().forEach(all::addAll);
            }
        }
        PrintedTable made = OpenMaker.make(all, rules, em, wordGap, Columns.between(net.xs()), "head");
        if (made == null || made.headerRows() == 0) {
            return table;
        }
        List<Slot> slots = new ArrayList<>();
        boolean[] headed = new boolean[table.columns()];
        Box around = table.box();
        for (Slot slot : made.slots()) {
            if (slot.row() + slot.rowSpan() <= made.headerRows()) {
                slots.add(slot);
                around = around.union(slot.box());
                for (int c = slot.column(); c < slot.column() + slot.columnSpan(); c++) {
                    headed[c] = true;
                }
            }
        }
        int count = 0;
        for (int c = 1; c < headed.length; c++) {
            count += headed[c] ? 1 : 0;
        }
        if (count * 2 < headed.length - 1) {
            return table; // says too little to be the head of these columns
        }
        for (Slot slot : table.slots()) {
            slots.add(new Slot(
                    slot.row() + made.headerRows(),
                    slot.column(),
                    slot.rowSpan(),
                    slot.columnSpan(),
                    slot.lines(),
                    slot.box()));
        }
        return table.with(around, table.rows() + made.headerRows(), slots, made.headerRows());
    }

    /** What of a line stands over the net; null where nothing does. Pages of several columns have more beside it. */
    private static @Nullable Line over(Line line, Lattice net) {
        List<Word> words = new ArrayList<>();
        for (Run run : line.runs(PAGE_COLUMNS)) {
            if (run.right() > net.box().left() && run.left() < net.box().right()) {
                words.addAll(run.words());
            }
        }
        return words.isEmpty() ? null : Line.ofWords(words);
    }

    private static int firstFigures(PrintedTable table) {
        int first = Integer.MAX_VALUE;
        for (Slot slot : table.slots()) {
            if (slot.column() > 0 && CellText.figure(slot.text())) {
                first = Math.min(first, slot.row());
            }
        }
        return first;
    }

    /** Whether a line may be one of heads: inside the net's width, parted as the columns are, no title or sentence. */
    private static boolean heads(Line line, Lattice net, double em, double wordGap, boolean tight) {
        String text = line.text();
        if (TableAround.starts(text)
                || OpenFinder.NOTE.matcher(text).matches()
                || line.box().left() < net.box().left() - BESIDE * em
                || line.box().right() > net.box().right() + BESIDE * em) {
            return false;
        }
        List<Run> runs = line.runs(wordGap);
        for (Run run : runs) {
            if (Paragraphs.prose(run) || OpenFinder.UNIT.matcher(run.text()).matches()) {
                return false;
            }
        }
        // one run alone is a title unless it stands over a part of the columns only
        return runs.size() > 1
                || (line.box().width() < 0.6 * net.box().width()
                        && line.box().left() > net.xs()[1] - em
                        && (Math.abs(line.box().centreX() - net.box().centreX()) > em
                                || tight && brief(text) && line.em() < 1.05 * em));
    }

    /** Titles say more than the heads of a group. */
    private static boolean brief(String text) {
        return text.length() <= (CellText.ideograph(text.codePointAt(0)) ? 8 : 24);
    }
}
