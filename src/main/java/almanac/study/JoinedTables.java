package almanac.study;

import almanac.model.Cell;
import almanac.model.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables that go on over pages, made one: repeated heads dropped, rows appended, notes kept once. */
final class JoinedTables {
    private JoinedTables() {}

    static List<Grid> of(List<Grid> grids) {
        Map<String, Grid> joined = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        for (Grid grid : grids) {
            String base = grid.continues().map(id -> first.getOrDefault(id, id)).orElse("");
            Grid before = joined.get(base);
            if (before == null || before.columns() != grid.columns()) {
                joined.put(grid.id(), grid);
                first.put(grid.id(), grid.id());
            } else {
                joined.put(base, append(before, grid));
                first.put(grid.id(), base);
            }
        }
        return List.copyOf(joined.values());
    }

    private static Grid append(Grid before, Grid next) {
        int repeated = repeatedRows(before, next);
        List<Cell> cells = new ArrayList<>(before.cells());
        for (Cell cell : next.cells()) {
            if (cell.row() >= repeated) {
                cells.add(new Cell(
                        cell.row() - repeated + before.rows(),
                        cell.column(),
                        cell.rowSpan(),
                        cell.columnSpan(),
                        cell.text(),
                        cell.stored(),
                        cell.marks(),
                        cell.indent(),
                        cell.bold(),
                        Optional.empty()));
            }
        }
        List<String> notes = new ArrayList<>(before.notes());
        for (String note : next.notes()) {
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }
        return new Grid(
                before.id(),
                before.page(),
                before.caption(),
                before.unitNote(),
                notes,
                before.rows() + next.rows() - repeated,
                before.columns(),
                cells,
                before.firstRow(),
                before.firstColumn(),
                before.headerRows(),
                before.continues(),
                before.box(),
                before.explanation());
    }

    /** How many rows at the top of the next part repeat the head of the first. */
    private static int repeatedRows(Grid before, Grid next) {
        int rows = 0;
        int most = Math.min(Math.max(before.headerRows(), next.headerRows()), Math.min(before.rows(), next.rows()));
        while (rows < most && row(before, rows).equals(row(next, rows))) {
            rows++;
        }
        for (Cell cell : next.cells()) {
            if (cell.row() < rows && cell.row() + cell.rowSpan() > rows) {
                return cell.row(); // a head that spans further is no whole repeated row
            }
        }
        return rows;
    }

    private static Map<Integer, String> row(Grid grid, int row) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        for (Cell cell : grid.cells()) {
            if (cell.row() <= row && row < cell.row() + cell.rowSpan()) {
                texts.put(cell.column(), cell.text().replaceAll("\\s+", ""));
            }
        }
        return texts;
    }
}
