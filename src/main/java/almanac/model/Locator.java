package almanac.model;

import java.util.Optional;

/** The place of a printed thing in a document: a cell of a table or a span of prose. Resolves back to the thing. */
public sealed interface Locator {
    /** Id of the {@link Source}. */
    String source();

    /** Page number or sheet name. */
    String page();

    /** Where it is printed, points from the page's top left, for formats that have pages. */
    Optional<Box> box();

    /**
     * A cell of a table.
     *
     * @param table id of the {@link Grid}
     * @param row row in the grid, from 0
     * @param column column in the grid, from 0
     * @param address {@code C8} in spreadsheets, else {@code r8c3} (counted from 1)
     */
    record CellAt(String source, String page, String table, int row, int column, String address, Optional<Box> box)
            implements Locator {
        /**
         * The address as it is told to a person: {@code C8} in a spreadsheet, {@code t9 r8c3} elsewhere, since a page may
         * carry several tables and rows are counted within each.
         */
        public String told() {
            int number = table.lastIndexOf('t');
            return address.startsWith("r") && number >= 0 ? table.substring(number) + " " + address : address;
        }
    }

    /** A span of prose: {@code from} inclusive, {@code to} exclusive, in the page's text. */
    record SpanAt(String source, String page, int from, int to, Optional<Box> box) implements Locator {}
}
