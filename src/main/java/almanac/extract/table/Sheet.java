package almanac.extract.table;

import almanac.extract.table.Labels.Kind;
import almanac.model.Cell;
import almanac.model.Grid;
import almanac.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A grid as a matrix: every place answers its cell, its kind and its folded text. */
final class Sheet {
    /** Stands where nothing is printed. */
    static final Cell NOTHING = Cell.of(0, 0, "");

    final Grid grid;
    final int rows;
    final int columns;
    private final Cell[] cells;
    private final Kind[] kinds;
    private final String[] texts;

    Sheet(Grid grid, Labels labels) {
        this.grid = grid;
        rows = grid.rows();
        columns = grid.columns();
        cells = new Cell[rows * columns];
        kinds = new Kind[rows * columns];
        texts = new String[rows * columns];
        Arrays.fill(cells, NOTHING);
        Arrays.fill(kinds, Kind.BLANK);
        Arrays.fill(texts, "");
        for (Cell cell : grid.cells()) {
            Kind kind = labels.kind(cell.text());
            String text = kind == Kind.TEXT || kind == Kind.YEAR ? Names.label(cell.text()) : cell.text();
            for (int r = cell.row(); r < cell.row() + cell.rowSpan(); r++) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    int place = r * columns + c;
                    cells[place] = cell;
                    kinds[place] = kind;
                    texts[place] = text;
                }
            }
        }
    }

    Cell cell(int row, int column) {
        return cells[row * columns + column];
    }

    Kind kind(int row, int column) {
        return kinds[row * columns + column];
    }

    String text(int row, int column) {
        return texts[row * columns + column];
    }

    boolean blank(int row, int column) {
        return kinds[row * columns + column] == Kind.BLANK;
    }

    /** Whether the place is where its cell begins (a merged cell covers several places). */
    boolean origin(int row, int column) {
        Cell cell = cell(row, column);
        return cell != NOTHING && cell.row() == row && cell.column() == column;
    }

    /** Columns of a row where a non-blank cell begins, or is covered from above for the first time in this row. */
    List<Integer> filled(int row) {
        List<Integer> filled = new ArrayList<>();
        Cell before = NOTHING;
        for (int c = 0; c < columns; c++) {
            if (!blank(row, c) && cell(row, c) != before) {
                before = cell(row, c);
                if (before.row() == row) {
                    filled.add(c);
                }
            } else if (blank(row, c)) {
                before = NOTHING;
            }
        }
        return filled;
    }
}
