package almanac.document.pdf;

import almanac.model.Cell;
import almanac.model.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From a table on a page to the {@link Grid} that the rest of the program reads. */
final class Grids {
    /** Left edges of labels within this, points, are one level. */
    private static final double SAME_LEVEL = 2.0;
    /** More levels than this are ragged text and no hierarchy. */
    private static final int MOST_LEVELS = 6;

    private Grids() {}

    static Grid of(PlacedTable placed, int page, int number, Optional<String> continues) {
        PrintedTable table = placed.table();
        double[] levels = levels(table);
        List<Cell> cells = new ArrayList<>();
        for (Slot slot : table.slots()) {
            int indent = 0;
            if (slot.column() == 0 && slot.row() >= table.headerRows() && levels.length > 1) {
                double left = left(slot);
                for (int i = 1; i < levels.length; i++) {
                    indent = left >= levels[i] - SAME_LEVEL ? i : indent;
                }
            }
            cells.add(new Cell(
                    slot.row(),
                    slot.column(),
                    slot.rowSpan(),
                    slot.columnSpan(),
                    slot.text(),
                    Optional.empty(),
                    CellText.marks(slot.lines()),
                    indent,
                    slot.bold(),
                    Optional.of(slot.box())));
        }
        cells.sort(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
        return new Grid(
                "p" + page + "t" + number,
                String.valueOf(page),
                placed.caption(),
                placed.unitNote(),
                placed.notes(),
                table.rows(),
                table.columns(),
                cells,
                0,
                0,
                table.headerRows(),
                continues,
                Optional.of(table.box()),
                Optional.of(table.explanation()));
    }

    private static double left(Slot slot) {
        return slot.lines().get(0).get(0).box().left();
    }

    /** Left edges of the labels in the first column, from flush to deepest; one where they show no levels. */
    private static double[] levels(PrintedTable table) {
        List<Slot> labels = new ArrayList<>();
        for (Slot slot : table.slots()) {
            if (slot.column() == 0 && slot.columnSpan() == 1 && slot.row() >= table.headerRows()) {
                labels.add(slot);
            }
        }
        double[] edges = labels.stream().mapToDouble(Grids::left).sorted().toArray();
        double[] levels = new double[edges.length];
        int n = 0;
        for (int i = 0; i < edges.length; i++) {
            if (i == 0 || edges[i] - edges[i - 1] > SAME_LEVEL) {
                levels[n++] = edges[i];
            }
        }
        return n > MOST_LEVELS || n * 2 > Math.max(3, edges.length) ? new double[0] : Arrays.copyOf(levels, n);
    }
}
