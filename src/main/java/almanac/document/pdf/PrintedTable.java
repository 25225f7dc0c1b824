package almanac.document.pdf;

import almanac.model.Box;
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
    PrintedTable {
        slots = List.copyOf(slots);
        reasons = List.copyOf(reasons);
    }
}
