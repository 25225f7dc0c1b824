package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.List;

/** A table without the title and the notes that stand inside its frame. */
final class Trimmed {
    /** A row of running text has at least this many words. */
    private static final int PROSE_WORDS = 8;

    private Trimmed() {}

    static PrintedTable of(PrintedTable table) {
        int first = 0;
        while (first < table.rows() - 2 && title(table, first)) {
            first++;
        }
        int last = table.rows();
        while (last > first + 2 && note(table, last - 1)) {
            last--;
        }
        if (first == 0 && last == table.rows()) {
            return table;
        }
        List<Slot> kept = new ArrayList<>();
        Box box = null;
        for (Slot slot : table.slots()) {
            if (slot.row() >= first && slot.row() + slot.rowSpan() <= last) {
                kept.add(new Slot(
                        slot.row() - first,
                        slot.column(),
                        slot.rowSpan(),
                        slot.columnSpan(),
                        slot.lines(),
                        slot.box()));
                for (List<Word> line : slot.lines()) {
                    for (Word word : line) {
                        box = box == null ? word.box() : box.union(word.box());
                    }
                }
            }
        }
        if (box == null) {
            return table;
        }
        return table.with(box, last - first, kept, Math.max(0, table.headerRows() - first));
    }

    private static List<Slot> row(PrintedTable table, int row) {
        List<Slot> slots = new ArrayList<>();
        for (Slot slot : table.slots()) {
            if (slot.row() <= row && row < slot.row() + slot.rowSpan()) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private static boolean wide(PrintedTable table, List<Slot> row) {
        return row.size() == 1 && row.get(0).rowSpan() == 1 && row.get(0).columnSpan() == table.columns();
    }

    private static boolean title(PrintedTable table, int row) {
        List<Slot> slots = row(table, row);
        if (slots.isEmpty()) {
            return true;
        }
        if (slots.size() != 1 || slots.get(0).rowSpan() != 1) {
            return false;
        }
        String text = slots.get(0).text();
        return OpenFinder.CAPTION.matcher(text).matches() || (wide(table, slots) && prose(text));
    }

    private static boolean note(PrintedTable table, int row) {
        List<Slot> slots = row(table, row);
        if (slots.isEmpty()) {
            return true;
        }
        if (slots.size() != 1 || slots.get(0).rowSpan() != 1) {
            return false;
        }
        String text = slots.get(0).text();
        return OpenFinder.NOTE.matcher(text).matches() || (wide(table, slots) && prose(text));
    }

    private static boolean prose(String text) {
        return text.split("\\s+").length >= PROSE_WORDS
                || text.codePoints().filter(CellText::ideograph).count() > 24;
    }
}
