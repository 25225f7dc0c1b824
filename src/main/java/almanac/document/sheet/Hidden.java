package almanac.document.sheet;

import almanac.document.Trouble;
import almanac.model.Diagnostic;
import java.util.List;
import java.util.TreeSet;
import org.apache.poi.ss.util.CellReference;

/** Counts filled cells that the sheet hides: the book does not print them, so they are left out and told of. */
final class Hidden {
    private final TreeSet<Integer> rows = new TreeSet<>();
    private final TreeSet<Integer> columns = new TreeSet<>();

    void count(boolean byRow, int row, int column) {
        if (byRow) {
            rows.add(row);
        } else {
            columns.add(column);
        }
    }

    void tell(String path, String sheet, List<Diagnostic> diagnostics) {
        if (!rows.isEmpty()) {
            diagnostics.add(Trouble.hidden(
                    path, sheet, rows.size() + " hidden rows from row " + (rows.first() + 1) + " on were"));
        }
        if (!columns.isEmpty()) {
            List<String> names = columns.stream()
                    .limit(8)
                    .map(CellReference::convertNumToColString)
                    .toList();
            diagnostics.add(Trouble.hidden(path, sheet, "hidden columns " + String.join(", ", names) + " were"));
        }
    }
}
