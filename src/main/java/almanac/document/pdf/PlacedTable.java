package almanac.document.pdf;

import java.util.List;

/**
 * A table with what is printed around it.
 *
 * @param caption title lines above it, joined by line feeds
 * @param unitNote its unit line
 * @param notes what stands below it
 * @param lowest whether nothing but page numbers follows it on the page
 * @param highest whether nothing but page heads stands above it and its caption
 */
record PlacedTable(
        PrintedTable table, String caption, String unitNote, List<String> notes, boolean lowest, boolean highest) {
    PlacedTable {
        notes = List.copyOf(notes);
    }

    /** The same around another reading of the table. */
    PlacedTable with(PrintedTable other) {
        return new PlacedTable(other, caption, unitNote, notes, lowest, highest);
    }
}
