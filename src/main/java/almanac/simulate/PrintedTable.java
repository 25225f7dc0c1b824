package almanac.simulate;

import almanac.simulate.SimulationPlan.Phrase;
import java.util.List;
import java.util.Optional;

/**
 * A table as it will be printed, before any format.
 *
 * @param number printed before the title, empty for none
 * @param unit the unit line, empty where the heads carry the units
 * @param name of the sheet in a workbook
 * @param heads the header band; the first two columns are the stub (Chinese, English)
 * @param continued whether this goes on from the table before
 */
record PrintedTable(
        String number,
        Phrase title,
        Optional<Phrase> unit,
        String name,
        List<List<Head>> heads,
        int columns,
        List<Row> rows,
        List<String> notes,
        boolean continued) {
    PrintedTable {
        heads = heads.stream().map(List::copyOf).toList();
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** A cell of the header band; {@code zh} above {@code en}, either may be empty. */
    record Head(int column, int rowSpan, int columnSpan, String zh, String en, String mark) {
        String text() {
            return zh.isEmpty() || en.isEmpty() ? zh + en : zh + "\n" + en;
        }
    }

    /** A row: its labels in the stub columns, its cells. */
    record Row(List<String> stub, List<Body> cells) {
        Row {
            stub = List.copyOf(stub);
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell of the body.
     *
     * @param text as displayed
     * @param stored digits behind the display, for spreadsheets; empty for marks
     * @param mark a footnote mark printed raised behind it, else empty
     */
    record Body(String text, String stored, String mark, Fact fact) {}

    /** The rows {@code from} to before {@code to} under the same heads, as a continued table. */
    PrintedTable part(int from, int to) {
        return new PrintedTable(
                number,
                title,
                unit,
                name,
                heads,
                columns,
                rows.subList(from, to),
                to == rows.size() ? notes : List.of(),
                continued || from > 0);
    }
}
