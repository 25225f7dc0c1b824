package almanac.model;

import java.util.List;
import java.util.Optional;

/**
 * One cell of a {@link Grid}.
 *
 * @param row first row it covers, from 0
 * @param column first column it covers, from 0
 * @param rowSpan rows covered, at least 1
 * @param columnSpan columns covered, at least 1
 * @param text as displayed: lines joined by {@code \n}, footnote marks taken out (they are in {@code marks})
 * @param stored the value behind the display where the format keeps one (spreadsheets): a plain decimal, else empty
 * @param marks footnote marks printed at this cell, for example {@code 1)}, {@code a}, {@code ①}
 * @param indent how deep the text is indented against its column, in steps, 0 for flush; tells parents from children
 * @param bold printed bold, or a header cell by the file's own word
 * @param box where it is printed, for formats that have pages
 */
public record Cell(
        int row,
        int column,
        int rowSpan,
        int columnSpan,
        String text,
        Optional<String> stored,
        List<String> marks,
        int indent,
        boolean bold,
        Optional<Box> box) {
    public Cell {
        if (row < 0 || column < 0 || rowSpan < 1 || columnSpan < 1) {
            throw new IllegalArgumentException(
                    "not a cell: r" + row + " c" + column + " spans " + rowSpan + " x " + columnSpan);
        }
        marks = List.copyOf(marks);
    }

    /** A plain cell of one row and one column. */
    public static Cell of(int row, int column, String text) {
        return new Cell(row, column, 1, 1, text, Optional.empty(), List.of(), 0, false, Optional.empty());
    }

    public boolean blank() {
        return text.isBlank();
    }
}
