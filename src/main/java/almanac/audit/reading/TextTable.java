package almanac.audit.reading;

import almanac.model.Cell;
import almanac.model.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid as rows of text, ready to be read as a printed statistical table: marks that are stars are put back behind their
 * numbers, a cell of two printed lines (coefficient over t) becomes two rows.
 *
 * @param caption title above
 * @param notes all words below
 * @param rows every row as long as the table is wide; text of a spanning cell stands in all places of its first row
 */
record TextTable(String caption, String notes, List<List<String>> rows) {
    TextTable {
        rows = rows.stream().map(List::copyOf).toList();
    }

    static TextTable of(Grid grid) {
        String[][] text = new String[grid.rows()][grid.columns()];
        for (String[] row : text) {
            java.util.Arrays.fill(row, "");
        }
        for (Cell cell : grid.cells()) {
            StringBuilder content = new StringBuilder(cell.text().strip());
            for (String mark : cell.marks()) {
                if (mark.matches("[*∗＊⁎†‡+]+")) {
                    int line = content.indexOf("\n");
                    content.insert(line < 0 ? content.length() : line, mark);
                }
            }
            for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                // words of a spanning header belong to all its columns; a number stands once
                if (c == cell.column() || CellNumber.of(content.toString()).isEmpty()) {
                    text[cell.row()][c] = content.toString();
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (String[] row : text) {
            addSplit(rows, row);
        }
        return new TextTable(grid.caption() + "\n" + grid.unitNote(), String.join("\n", grid.notes()), rows);
    }

    /** A row whose cells hold two lines, a number each, becomes two rows. */
    private static void addSplit(List<List<String>> rows, String[] row) {
        int paired = 0;
        int lines = 1;
        for (int c = 1; c < row.length; c++) {
            String[] parts = row[c].split("\\s*\n\\s*");
            if (parts.length > 1) {
                boolean numbers = true;
                for (String part : parts) {
                    numbers &= part.isBlank() || CellNumber.of(part).isPresent();
                }
                if (numbers) {
                    paired++;
                    lines = Math.max(lines, parts.length);
                }
            } else if (CellNumber.of(
                                    row[c].replaceFirst("\\s*([(\\[（])", "\n$1").split("\n")[0])
                            .isPresent()
                    && row[c].matches(".*\\d.*[^\\s(\\[（]\\s*[(\\[（].*\\d.*")) {
                row[c] = row[c].replaceFirst("\\s*([(\\[（])", "\n$1"); // 0.257 (2.14) in one line
                paired++;
                lines = Math.max(lines, 2);
            }
        }
        if (paired == 0) {
            List<String> one = new ArrayList<>();
            for (String cell : row) {
                one.add(cell.replaceAll("\\s*\n\\s*", " "));
            }
            rows.add(one);
            return;
        }
        String[] labels = row[0].split("\\s*\n\\s*");
        for (int line = 0; line < lines; line++) {
            List<String> part = new ArrayList<>();
            part.add(labels.length == lines ? labels[line] : line == 0 ? row[0].replaceAll("\\s*\n\\s*", " ") : "");
            for (int c = 1; c < row.length; c++) {
                String[] parts = row[c].split("\\s*\n\\s*");
                part.add(line < parts.length ? parts[line] : "");
            }
            rows.add(part);
        }
    }

    int width() {
        return rows.isEmpty() ? 0 : rows.get(0).size();
    }

    /** Caption and notes together. */
    String words() {
        return caption + "\n" + notes;
    }
}
