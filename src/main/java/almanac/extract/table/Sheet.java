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
    private final List<Cell> cells;
    private final int[] places;
    private final Kind[] kinds;
    private final String[] texts;

    Sheet(Grid grid, Labels labels) {
        this.grid = grid;
        rows = grid.rows();
        columns = grid.columns();
        cells = grid.cells();
        places = new int[rows * columns];
        kinds = new Kind[rows * columns];
        texts = new String[rows * columns];
        Arrays.fill(places, -1);
        Arrays.fill(kinds, Kind.BLANK);
        Arrays.fill(texts, "");
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Kind kind = labels.kind(cell.text());
            String text = kind == Kind.TEXT || kind == Kind.YEAR ? Names.label(cell.text()) : cell.text();
            for (int r = cell.row(); r < cell.row() + cell.rowSpan(); r++) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    int place = r * columns + c;
                    places[place] = i;
                    kinds[place] = kind;
                    texts[place] = text;
                }
            }
        }
    }

    Cell cell(int row, int column) {
        int place = places[row * columns + column];
        return place < 0 ? NOTHING : cells.get(place);
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

    /** Whether two places are covered by the same cell. */
    boolean same(int row, int column, int otherRow, int otherColumn) {
        int place = places[row * columns + column];
        return place >= 0 && place == places[otherRow * columns + otherColumn];
    }

    /** Whether the place is where its cell begins (a merged cell covers several places). */
    boolean origin(int row, int column) {
        Cell cell = cell(row, column);
        return places[row * columns + column] >= 0 && cell.row() == row && cell.column() == column;
    }

    /** Columns of a row where a non-blank cell begins; cells that reach down from a row above do not count. */
    List<Integer> filled(int row) {
        List<Integer> filled = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            if (!blank(row, c) && origin(row, c)) {
                filled.add(c);
            }
        }
        return filled;
    }
}
