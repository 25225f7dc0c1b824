package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.List;

/**
 * A table found on a page.
 *
 * @param box around its words
 * @param rows number of rows
 * @param columns number of columns
 * @param slots cells that carry text
 * @param headerRows rows of the head, 0 where it is not known
 * @param method which hypothesis won: lattice, rules, open, region
 * @param score how well it explains its area, 0 to 1
 * @param reasons what spoke for it
 */
record PrintedTable(
        Box box,
        int rows,
        int columns,
        List<Slot> slots,
        int headerRows,
        String method,
        double score,
        List<String> reasons) {
    /** Figures this far apart, em, in one cell are two values. */
    private static final double SEVERAL = 0.9;

    PrintedTable {
        slots = List.copyOf(slots);
        reasons = List.copyOf(reasons);
    }

    /** The same with other cells of the same places. */
    PrintedTable with(List<Slot> others) {
        return new PrintedTable(box, rows, columns, others, headerRows, method, score, reasons);
    }

    /** The same with its score: the share of cells that hold one value, not several that belong in cells of their own. */
    PrintedTable scored() {
        int several = 0;
        for (Slot slot : slots) {
            several += severalValues(slot) ? 1 : 0;
        }
        double explained = slots.isEmpty() ? 0 : 1 - several / (double) slots.size();
        List<String> why = List.of(method, slots.size() + " cells with text", several + " of them hold several values");
        return new PrintedTable(box, rows, columns, slots, headerRows, method, explained, why);
    }

    private static boolean severalValues(Slot slot) {
        boolean allFigures = slot.lines().size() >= 2;
        for (List<Word> words : slot.lines()) {
            Line line = Line.ofWords(words);
            allFigures &= CellText.figure(line.text()) && !CellText.year(line.text());
            int figures = 0;
            for (Run run : line.runs(SEVERAL)) {
                figures += CellText.figure(run.text()) ? 1 : 0;
            }
            if (figures >= 2) {
                return true;
            }
        }
        return allFigures;
    }
}
