package almanac.report.table;

import java.util.List;

/**
 * A table of results before it has a form: heads, lines, notes. Every writer of this package prints the same content.
 *
 * @param title above the table, may be empty
 * @param heads one or more head lines, each with a cell for the label column and one a column
 * @param lines in order
 * @param notes below the table; the meaning of stars and parentheses always stands here
 */
public record ResultTable(String title, List<List<String>> heads, List<Line> lines, List<String> notes) {
    public ResultTable {
        heads = heads.stream().map(List::copyOf).toList();
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
        for (Line line : lines) {
            if (!line.rule() && line.cells().size() + 1 != heads.get(0).size()) {
                throw new IllegalArgumentException(
                        "line \"" + line.label() + "\" has " + line.cells().size() + " cells, the head "
                                + (heads.get(0).size() - 1));
            }
        }
    }

    /** Columns beside the label column. */
    public int columns() {
        return heads.get(0).size() - 1;
    }

    /**
     * One line.
     *
     * @param rule a horizontal rule instead of cells
     */
    public record Line(String label, List<String> cells, boolean rule) {
        public Line {
            cells = List.copyOf(cells);
        }

        public static Line of(String label, List<String> cells) {
            return new Line(shown(label), cells, false);
        }

        /** A rule between groups of lines. */
        public static Line ruled() {
            return new Line("", List.of(), true);
        }
    }

    /** A term for people: the backticks that quote an unusual column name in a formula are no part of the name. */
    static String shown(String term) {
        return term.replace("`", "");
    }
}
