package almanac.document.plain;

import almanac.document.CellText;
import almanac.document.Surroundings;
import almanac.model.Cell;
import almanac.model.Grid;
import almanac.text.Folding;
import almanac.text.MissingMarks;
import almanac.text.Numerals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tables that were saved as plain text, one cell a line: a label, its numbers, the next label, its numbers. How many
 * cells a row has is what repeats; head cells broken over lines are joined until they fit.
 */
final class LineTables {
    /** Fewer rows that repeat are chance. */
    private static final int FEWEST_ROWS = 4;

    private static final int LONGEST_CELL = 40;
    private static final int MOST_HEAD_LINES = 24;

    /** A line that is not blank. */
    private record Line(String text, int from, int to, boolean number) {
        boolean label() {
            return !number
                    && text.length() <= LONGEST_CELL
                    && "。；;！？".indexOf(text.charAt(text.length() - 1)) < 0
                    && text.codePoints().anyMatch(Character::isLetter);
        }
    }

    /**
     * A table and where it stands.
     *
     * @param from offset of its first head cell
     * @param to offset behind its last cell
     */
    record Found(Grid grid, int from, int to) {}

    private LineTables() {}

    static List<Found> find(String page, String text) {
        List<Line> lines = lines(text);
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int cells = cellsOfARow(lines, at);
            int rows = cells < 2 ? 0 : rows(lines, at, cells);
            if (rows >= FEWEST_ROWS) {
                found.add(table(page, lines, at, cells, rows, found.size() + 1));
                at += rows * cells;
            } else {
                at++;
            }
        }
        return found;
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = CellText.strip(text.substring(start, end));
            if (!line.isEmpty()) {
                boolean number = line.length() <= LONGEST_CELL
                        && (Numerals.read(line).isPresent()
                                || MissingMarks.mark(line).isPresent());
                lines.add(new Line(line, start, end, number));
            }
            start = end + 1;
        }
        return lines;
    }

    /** Cells of a row that would begin here: a label and the numbers behind it. */
    private static int cellsOfARow(List<Line> lines, int at) {
        if (!lines.get(at).label()) {
            return 0;
        }
        int end = at + 1;
        while (end < lines.size() && lines.get(end).number()) {
            end++;
        }
        return end - at;
    }

    private static int rows(List<Line> lines, int from, int cells) {
        int rows = 0;
        int at = from;
        while (at + cells <= lines.size() && cellsOfARow(lines, at) == cells) {
            rows++;
            at += cells;
        }
        return rows;
    }

    private static Found table(String page, List<Line> lines, int first, int cells, int rows, int number) {
        int headFrom = first;
        while (headFrom > 0
                && first - headFrom < MOST_HEAD_LINES
                && lines.get(headFrom - 1).label()
                && !Surroundings.numberedCaption(lines.get(headFrom - 1).text())
                && !lines.get(headFrom - 1).text().startsWith("单位")) {
            headFrom--;
        }
        List<String> heads =
                heads(lines.subList(headFrom, first).stream().map(Line::text).toList(), cells);
        List<Cell> grid = new ArrayList<>();
        for (int c = 0; c < heads.size(); c++) {
            grid.add(Cell.of(0, c, heads.get(c)));
        }
        int top = heads.isEmpty() ? 0 : 1;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cells; c++) {
                grid.add(Cell.of(r + top, c, lines.get(first + r * cells + c).text()));
            }
        }
        List<String> before = lines.subList(Math.max(0, headFrom - 6), headFrom).stream()
                .map(Line::text)
                .toList();
        Surroundings around = Surroundings.above(before);
        int last = first + rows * cells;
        List<String> notes = new ArrayList<>();
        for (int i = last; i < lines.size() && Surroundings.note(lines.get(i).text()); i++) {
            notes.add(lines.get(i).text());
        }
        Grid table = new Grid(
                "t" + number,
                page,
                around.caption(),
                around.unitNote(),
                notes,
                rows + top,
                cells,
                grid,
                0,
                0,
                top,
                Optional.empty(),
                Optional.empty());
        return new Found(table, lines.get(headFrom).from(), lines.get(last - 1).to());
    }

    /** The head cells: lines in brackets belong to the line before; the shortest neighbours are joined until they fit. */
    private static List<String> heads(List<String> lines, int cells) {
        List<String> heads = new ArrayList<>();
        for (String line : lines) {
            boolean goesOn =
                    !heads.isEmpty() && ("（(".indexOf(line.charAt(0)) >= 0 || open(heads.get(heads.size() - 1)));
            if (goesOn) {
                heads.set(heads.size() - 1, heads.get(heads.size() - 1) + "\n" + line);
            } else {
                heads.add(line);
            }
        }
        while (heads.size() > cells) {
            int best = -1;
            for (int i = cells > 2 ? 1 : 0; i + 1 < heads.size(); i++) {
                boolean closed = heads.get(i).endsWith("）") || heads.get(i).endsWith(")");
                int length = heads.get(i).length() + heads.get(i + 1).length() + (closed ? 1_000 : 0);
                int shortest = best < 0
                        ? Integer.MAX_VALUE
                        : heads.get(best).length()
                                + heads.get(best + 1).length()
                                + (heads.get(best).endsWith("）")
                                                || heads.get(best).endsWith(")")
                                        ? 1_000
                                        : 0);
                if (length < shortest) {
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            heads.set(best, heads.get(best) + "\n" + heads.get(best + 1));
            heads.remove(best + 1);
        }
        return heads.size() <= cells ? heads : heads.subList(0, cells);
    }

    private static boolean open(String text) {
        String folded = Folding.characters(text);
        return folded.chars().filter(c -> c == '(').count()
                > folded.chars().filter(c -> c == ')').count();
    }
}
