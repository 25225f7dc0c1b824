package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.List;

/**
 * A cell in the making.
 *
 * @param lines its words, line by line, each left to right
 * @param box the area of its words, or of the cell between rulings
 */
record Slot(int row, int column, int rowSpan, int columnSpan, List<List<Word>> lines, Box box) {
    Slot {
        lines = List.copyOf(lines);
    }

    String text() {
        return CellText.lines(lines);
    }

    /** Whether most of its words are bold. */
    boolean bold() {
        int bold = 0;
        int all = 0;
        for (List<Word> line : lines) {
            for (Word word : line) {
                bold += word.bold() ? 1 : 0;
                all++;
            }
        }
        return bold * 2 > all;
    }

    boolean blank() {
        return lines.isEmpty();
    }
}
