package almanac.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A printed table: cells that tile a rectangle exactly once, and the words printed around it that belong to it.
 *
 * <p>A grid knows rows and columns, not years or regions; reading it as statistics is the work of {@code extract}.
 *
 * <p>Spreadsheets and separated text keep <em>all</em> rows of a block inside the grid (title, unit line, notes), with
 * {@code caption}, {@code unitNote} and {@code notes} empty: {@code extract} tells them apart. A sheet gives several grids
 * where a row says 续表 or Continued ({@code continues} then names the block before), where a numbered table title stands
 * alone in a row below data, and behind wide gaps. Formats that mark tables (HTML, DOCX, PDF) give the lines around the
 * table in {@code caption}, {@code unitNote} and {@code notes}.
 *
 * @param id unique in its document, for example {@code p12t1} (page 12, first table) or {@code Sheet1t1}
 * @param page page number or sheet name, as in {@link Locator.CellAt}
 * @param caption title lines above the table, joined by {@code \n}, empty where there are none
 * @param unitNote the unit line as printed (单位：亿元), empty where there is none
 * @param notes footnotes and source lines below the table
 * @param rows number of rows
 * @param columns number of columns
 * @param cells in row-major order; blank cells may be left out by readers, {@link #places} then answers empty
 * @param firstRow row of the sheet that row 0 stands in, from 0 (0 for paged formats): cell addresses need it
 * @param firstColumn column of the sheet that column 0 stands in, from 0
 * @param headerRows rows of the header band where the reader knows them from the file, else 0
 * @param continues id of the grid on an earlier page (or in an earlier block) that this one goes on from
 * @param box the table's area on the page, for formats that have pages
 * @param explanation why the reader saw this grid, for formats where it had to choose
 */
public record Grid(
        String id,
        String page,
        String caption,
        String unitNote,
        List<String> notes,
        int rows,
        int columns,
        List<Cell> cells,
        int firstRow,
        int firstColumn,
        int headerRows,
        Optional<String> continues,
        Optional<Box> box,
        Optional<Explanation> explanation) {
    public Grid {
        notes = List.copyOf(notes);
        cells = List.copyOf(cells);
        boolean[] taken = new boolean[Math.multiplyExact(rows, columns)];
        for (Cell cell : cells) {
            if (cell.row() + cell.rowSpan() > rows || cell.column() + cell.columnSpan() > columns) {
                throw new IllegalArgumentException("grid " + id + ": a cell leaves the rectangle: " + cell);
            }
            for (int r = cell.row(); r < cell.row() + cell.rowSpan(); r++) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    if (taken[r * columns + c]) {
                        throw new IllegalArgumentException("grid " + id + ": two cells at r" + r + " c" + c);
                    }
                    taken[r * columns + c] = true;
                }
            }
        }
    }

    /** A grid that the file itself marks: there was nothing to choose. */
    public Grid(
            String id,
            String page,
            String caption,
            String unitNote,
            List<String> notes,
            int rows,
            int columns,
            List<Cell> cells,
            int firstRow,
            int firstColumn,
            int headerRows,
            Optional<String> continues,
            Optional<Box> box) {
        this(
                id,
                page,
                caption,
                unitNote,
                notes,
                rows,
                columns,
                cells,
                firstRow,
                firstColumn,
                headerRows,
                continues,
                box,
                Optional.empty());
    }

    /** For every place of the rectangle the cell that covers it, or empty: index {@code row * columns + column}. */
    public List<Optional<Cell>> places() {
        List<Optional<Cell>> places = new ArrayList<>(rows * columns);
        for (int i = 0; i < rows * columns; i++) {
            places.add(Optional.empty());
        }
        for (Cell cell : cells) {
            Optional<Cell> present = Optional.of(cell);
            for (int r = cell.row(); r < cell.row() + cell.rowSpan(); r++) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    places.set(r * columns + c, present);
                }
            }
        }
        return places;
    }
}
