package almanac.extract.table;

import almanac.extract.table.Labels.Kind;
import almanac.text.Folding;
import almanac.text.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the header band: for every column the labels above it, outermost first, in the book's own language and in
 * English. Labels that a table prints over several rows are joined; a label that stands over several columns, merged or
 * not, heads all of them.
 */
final class Heads {
    /**
     * The labels above one column.
     *
     * @param path outermost first
     * @param english the same in the second language, where the book prints both
     */
    record Path(List<Meaning> path, List<String> english) {
        Path {
            path = List.copyOf(path);
            english = List.copyOf(english);
        }

        static final Path NONE = new Path(List.of(), List.of());
    }

    /** A label of the band and the columns it stands over. */
    private record Mark(String text, int row, int from, int to, boolean heads) {
        static final Mark NONE = new Mark("", -1, -1, -1, false);

        boolean none() {
            return row < 0;
        }

        boolean sameCell(Mark other) {
            return row == other.row && from == other.from;
        }
    }

    private final Sheet sheet;
    private final Labels labels;
    private final List<Integer> rows;
    private final int firstValue;

    Heads(Sheet sheet, Labels labels, List<Integer> rows, int firstValue) {
        this.sheet = sheet;
        this.labels = labels;
        this.rows = rows;
        this.firstValue = firstValue;
    }

    /** The path of every column of the sheet. */
    List<Path> read() {
        List<Path> paths = new ArrayList<>();
        Mark[][] marks = marks();
        for (int c = 0; c < sheet.columns; c++) {
            paths.add(path(marks, c));
        }
        return paths;
    }

    private Mark[][] marks() {
        Mark[][] marks = new Mark[rows.size()][sheet.columns];
        for (int h = 0; h < rows.size(); h++) {
            for (int c = 0; c < sheet.columns; c++) {
                int row = rows.get(h);
                if (sheet.blank(row, c)) {
                    marks[h][c] = Mark.NONE;
                } else {
                    var cell = sheet.cell(row, c);
                    marks[h][c] = new Mark(
                            cell.text(),
                            cell.row(),
                            cell.column(),
                            cell.column() + cell.columnSpan() - 1,
                            cell.columnSpan() > 1);
                }
            }
        }
        for (int h = 0; h + 1 < rows.size(); h++) {
            spread(marks, h);
        }
        return marks;
    }

    /** Lets a label that is not merged stand over the blank places to its right that have labels of their own below. */
    private void spread(Mark[][] marks, int h) {
        int filled = 0;
        int only = -1;
        for (int c = firstValue; c < sheet.columns; c++) {
            if (!marks[h][c].none()) {
                if (only < 0 || !marks[h][c].sameCell(marks[h][only])) {
                    filled++;
                }
                only = only < 0 ? c : only;
            }
        }
        if (filled == 0) {
            return;
        }
        int below = 0;
        for (int c = firstValue; c < sheet.columns; c++) {
            below += labelBelow(marks, h, c) ? 1 : 0;
        }
        if (filled == 1 && below > 1) {
            Mark one = marks[h][only];
            Mark all = new Mark(one.text(), one.row(), firstValue, sheet.columns - 1, true);
            for (int c = firstValue; c < sheet.columns; c++) {
                if (marks[h][c].none() && labelBelow(marks, h, c) || marks[h][c].sameCell(one)) {
                    marks[h][c] = all;
                }
            }
            return;
        }
        for (int c = firstValue; c < sheet.columns; c++) {
            Mark mark = marks[h][c];
            boolean chinese = !mark.none() && Folding.hasIdeograph(mark.text());
            if (mark.none() || mark.to() != c || !(chinese || filled * 2 <= below)) {
                continue;
            }
            int to = c;
            while (to + 1 < sheet.columns && marks[h][to + 1].none() && labelBelow(marks, h, to + 1)) {
                to++;
            }
            if (to > c) {
                Mark wide = new Mark(mark.text(), mark.row(), mark.from(), to, true);
                for (int k = mark.from(); k <= to; k++) {
                    marks[h][k] = wide;
                }
                c = to;
            }
        }
    }

    private boolean labelBelow(Mark[][] marks, int h, int c) {
        for (int k = h + 1; k < rows.size(); k++) {
            if (!marks[k][c].none()) {
                return marks[k][c].row() == rows.get(k);
            }
        }
        return false;
    }

    private Path path(Mark[][] marks, int c) {
        List<Mark> column = new ArrayList<>();
        for (int h = 0; h < rows.size(); h++) {
            Mark mark = marks[h][c];
            boolean again = column.stream()
                    .anyMatch(m -> m.row() == mark.row() && m.text().equals(mark.text()) && m.from() == mark.from());
            if (mark.row() >= 0 && !again) {
                column.addAll(unitApart(mark));
            }
        }
        boolean chinese = column.stream().anyMatch(m -> Folding.hasIdeograph(m.text()));
        List<String> local = new ArrayList<>();
        List<Boolean> open = new ArrayList<>();
        List<String> english = new ArrayList<>();
        StringBuilder tail = new StringBuilder();
        Mark last = null;
        for (Mark mark : column) {
            String text = mark.text();
            boolean han = Folding.hasIdeograph(text);
            boolean letters = Names.label(text).chars().anyMatch(Character::isLetter);
            boolean timely = labels.kind(Names.label(text)) == Kind.YEAR;
            boolean unitOnly = labels.of(text).unitOnly();
            if (chinese && !han && letters && !timely && !unitOnly && last != null) {
                tail.append(tail.length() == 0 ? "" : "\n").append(text);
                continue;
            }
            if (last != null
                    && !local.isEmpty()
                    && !last.heads()
                    && !mark.heads()
                    && !timely
                    && open.get(open.size() - 1)
                    && !unitOnly
                    && labels.of(text).measure().isEmpty()) {
                String joined = Bilingual.lines(List.of(local.get(local.size() - 1), text));
                local.set(local.size() - 1, joined);
            } else if (unitOnly
                    && !local.isEmpty()
                    && !last(local).isEmpty()
                    && last != null
                    && !last.heads()
                    && labels.of(last(local)).unitLabel().isEmpty()
                    && !timely(last(local))) {
                local.set(local.size() - 1, last(local) + "(" + Labels.stripBrackets(text) + ")");
            } else {
                local.add(text);
                open.add(!timely && !unitOnly);
            }
            last = mark;
        }
        if (tail.length() > 0) {
            english.add(Bilingual.lines(List.of(tail.toString().split("\n"))));
        }
        List<Meaning> path = new ArrayList<>();
        for (String text : local) {
            Meaning meaning = labels.of(text);
            path.add(meaning);
            if (!meaning.twin().isEmpty()) {
                english.add(meaning.twin());
            }
        }
        return path.isEmpty() ? Path.NONE : new Path(path, english);
    }

    /** A unit and a period that share a cell ({@code (Per cent)} over {@code 2001-2011}) are two labels. */
    private List<Mark> unitApart(Mark mark) {
        String[] lines = mark.text().split("\n");
        if (lines.length < 2) {
            return List.of(mark);
        }
        boolean period = false;
        for (String line : lines) {
            boolean timely = timely(line);
            period |= timely;
            if (!timely && !labels.of(line).unitOnly()) {
                return List.of(mark);
            }
        }
        List<Mark> apart = new ArrayList<>();
        for (String line : lines) {
            apart.add(new Mark(line, mark.row(), mark.from(), mark.to(), true));
        }
        return period ? apart : List.of(mark);
    }

    private static String last(List<String> list) {
        return list.get(list.size() - 1);
    }

    private boolean timely(String text) {
        return labels.kind(Names.label(text)) == Kind.YEAR;
    }

    /** The columns that share their outermost label, for half tables side by side. */
    static Map<String, List<Integer>> byFirstLabel(List<Path> paths) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int c = 0; c < paths.size(); c++) {
            if (!paths.get(c).path().isEmpty()) {
                groups.computeIfAbsent(Names.key(paths.get(c).path().get(0).label()), k -> new ArrayList<>())
                        .add(c);
            }
        }
        return groups;
    }
}
