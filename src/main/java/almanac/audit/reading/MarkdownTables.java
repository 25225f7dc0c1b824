package almanac.audit.reading;

import almanac.model.Cell;
import almanac.model.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pipe tables of Markdown text. A line right above a table is its caption, lines right below are its notes. */
public final class MarkdownTables {
    private MarkdownTables() {}

    public static List<Grid> of(String text) {
        List<Grid> grids = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        int line = 0;
        while (line < lines.length) {
            if (!row(lines[line])) {
                line++;
                continue;
            }
            int first = line;
            List<List<String>> rows = new ArrayList<>();
            while (line < lines.length && row(lines[line])) {
                List<String> cells = cells(lines[line]);
                if (!cells.stream().allMatch(c -> c.matches("\\s*:?-{2,}:?\\s*"))) {
                    rows.add(cells);
                }
                line++;
            }
            List<String> notes = new ArrayList<>();
            int after = line;
            while (after < lines.length && after < line + 6 && !row(lines[after]) && !lines[after].startsWith("#")) {
                if (!lines[after].isBlank()) {
                    notes.add(plain(lines[after]));
                }
                after++;
            }
            String caption = "";
            for (int above = first - 1; above >= 0 && above >= first - 3 && caption.isEmpty(); above--) {
                caption = plain(lines[above]);
            }
            if (rows.size() > 1) {
                grids.add(grid(grids.size() + 1, caption, notes, rows));
            }
        }
        return grids;
    }

    private static boolean row(String line) {
        String plain = line.strip();
        return plain.length() > 2
                && plain.indexOf('|') >= 0
                && (plain.startsWith("|") || plain.split("\\|").length > 2);
    }

    /** Without the backslashes that keep an asterisk from being emphasis. */
    private static String plain(String line) {
        return line.strip().replaceAll("\\\\([*_|\\[\\]()#+.!-])", "$1");
    }

    private static List<String> cells(String line) {
        String plain = line.strip();
        plain = plain.startsWith("|") ? plain.substring(1) : plain;
        plain = plain.endsWith("|") ? plain.substring(0, plain.length() - 1) : plain;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\' && i + 1 < plain.length()) {
                cell.append(plain.charAt(++i));
            } else if (c == '|') {
                cells.add(clean(cell.toString()));
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(clean(cell.toString()));
        return cells;
    }

    /** Line breaks become lines; emphasis around words goes, stars behind numbers stay. */
    private static String clean(String cell) {
        String text = cell.strip().replaceAll("(?i)<br\\s*/?>", "\n").replaceAll("</?su[pb]>", "");
        return text.matches("(?s)\\*\\*?[^*]*[^*\\d.)][^*]*\\*\\*?") ? text.replaceAll("^\\*+|\\*+$", "") : text;
    }

    private static Grid grid(int number, String caption, List<String> notes, List<List<String>> rows) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Cell> cells = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                if (!rows.get(r).get(c).isEmpty()) {
                    cells.add(Cell.of(r, c, rows.get(r).get(c)));
                }
            }
        }
        return new Grid(
                "t" + number,
                "1",
                caption,
                "",
                notes,
                rows.size(),
                width,
                cells,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }
}
