package almanac.document;

import almanac.model.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Places the cells of a marked-up table (HTML, Word) as browsers do: each cell goes to the next free column of its row,
 * spans are cut where they would cover a cell that is there already.
 */
public final class TableCells {
    private static final int WIDEST = 2_000;
    private static final int HIGHEST = 200_000;

    private final List<Cell> cells = new ArrayList<>();
    /** For each column the first row that no cell covers: rows come in order, so this says all. */
    private final int[] free = new int[WIDEST];

    private int row = -1;
    private int column;
    private int rows;
    private int columns;

    public void nextRow() {
        row++;
        column = 0;
    }

    /** Leaves columns free at the place reached. */
    public void skip(int count) {
        column += Math.max(0, Math.min(count, WIDEST));
    }

    /** Cells so far. */
    public int size() {
        return cells.size();
    }

    public void add(CellText text, int rowSpan, int columnSpan, int indent, boolean bold) {
        while (column < WIDEST && free[column] > row) {
            column++;
        }
        if (column >= WIDEST || row >= HIGHEST) {
            return;
        }
        int width = 1;
        int wanted = Math.max(1, Math.min(columnSpan, WIDEST - column));
        while (width < wanted && free[column + width] <= row) {
            width++;
        }
        int height = Math.max(1, Math.min(rowSpan, HIGHEST));
        Arrays.fill(free, column, column + width, row + height);
        cells.add(new Cell(
                row,
                column,
                height,
                width,
                text.text(),
                Optional.empty(),
                text.marks(),
                indent,
                bold,
                Optional.empty()));
        column += width;
        columns = Math.max(columns, column);
        rows = Math.max(rows, row + 1);
    }

    /** Makes the cell above this place, in the column reached, one row higher; false where there is none. */
    public boolean extendAbove(int columnSpan) {
        for (int i = cells.size() - 1; i >= 0; i--) {
            Cell above = cells.get(i);
            if (above.column() == column && above.row() + above.rowSpan() == row) {
                cells.set(
                        i,
                        new Cell(
                                above.row(),
                                above.column(),
                                above.rowSpan() + 1,
                                above.columnSpan(),
                                above.text(),
                                above.stored(),
                                above.marks(),
                                above.indent(),
                                above.bold(),
                                above.box()));
                Arrays.fill(free, column, Math.min(WIDEST, column + above.columnSpan()), row + 1);
                column += above.columnSpan();
                rows = Math.max(rows, row + 1);
                return true;
            }
            if (row - above.row() > 5_000) {
                break;
            }
        }
        skip(columnSpan);
        return false;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The cells; spans that run out of the table are cut. */
    public List<Cell> cells() {
        List<Cell> result = new ArrayList<>(cells.size());
        for (Cell cell : cells) {
            int height = Math.min(cell.rowSpan(), rows - cell.row());
            result.add(
                    height == cell.rowSpan()
                            ? cell
                            : new Cell(
                                    cell.row(),
                                    cell.column(),
                                    height,
                                    cell.columnSpan(),
                                    cell.text(),
                                    cell.stored(),
                                    cell.marks(),
                                    cell.indent(),
                                    cell.bold(),
                                    cell.box()));
        }
        return result;
    }
}
