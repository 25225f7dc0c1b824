package almanac.study;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A table of strings for a terminal of {@value #WIDTH} columns. One that is too wide loses its empty columns first; then what
 * repeats from row to row becomes a heading above the rows it holds for; then the last columns go on lines of their own.
 */
final class NarrowTable {
    static final int WIDTH = 80;
    private static final String GAP = "  ";

    private NarrowTable() {}

    /** The table, then the remarks, each wrapped. */
    static String of(List<String> header, List<List<String>> rows, List<String> remarks) {
        StringBuilder text = new StringBuilder();
        table(header, rows, text);
        remarks.forEach(remark -> wrapped(remark, "", text));
        return text.toString();
    }

    private static void table(List<String> header, List<List<String>> rows, StringBuilder text) {
        List<Integer> all = IntStream.range(0, header.size()).boxed().toList();
        if (fits(header, rows, all, 0)) {
            lines(header, rows, all, List.of(), List.of(), text);
            return;
        }
        List<Integer> columns = new ArrayList<>(all.stream()
                .filter(j -> rows.stream().anyMatch(row -> !row.get(j).isEmpty()))
                .toList());
        if (fits(header, rows, columns, 0)) {
            lines(header, rows, columns, List.of(), List.of(), text);
            return;
        }
        List<Integer> heading = columns.stream().filter(j -> repeats(rows, j)).toList();
        columns.removeAll(heading);
        List<Integer> below = new ArrayList<>();
        int indent = heading.isEmpty() ? 0 : GAP.length();
        while (columns.size() > 1 && !fits(header, rows, columns, indent)) {
            below.add(0, columns.remove(columns.size() - 1));
        }
        lines(header, rows, columns, heading, below, text);
    }

    /** Whether at least half of the rows have what the row before has. */
    private static boolean repeats(List<List<String>> rows, int column) {
        long same = IntStream.range(1, rows.size())
                .filter(i -> rows.get(i).get(column).equals(rows.get(i - 1).get(column)))
                .count();
        return rows.size() > 2 && 2 * same >= rows.size();
    }

    private static boolean fits(List<String> header, List<List<String>> rows, List<Integer> columns, int indent) {
        int sum = indent + GAP.length() * (columns.size() - 1);
        for (int j : columns) {
            sum += widest(header, rows, j);
        }
        return sum <= WIDTH;
    }

    private static int widest(List<String> header, List<List<String>> rows, int column) {
        return Math.max(
                TerminalText.width(header.get(column)),
                rows.stream()
                        .mapToInt(row -> TerminalText.width(row.get(column)))
                        .max()
                        .orElse(0));
    }

    private static void lines(
            List<String> header,
            List<List<String>> rows,
            List<Integer> columns,
            List<Integer> heading,
            List<Integer> below,
            StringBuilder text) {
        String indent = heading.isEmpty() ? "" : GAP;
        line(header, header, rows, columns, indent, text);
        String before = "";
        for (List<String> row : rows) {
            if (!heading.isEmpty()) {
                List<String> parts = new ArrayList<>();
                for (int j : new TreeSet<>(heading)) {
                    String cell = row.get(j);
                    if (!cell.isEmpty()) {
                        // a bare number says nothing without its name
                        parts.add(cell.matches("[-+0-9.,eE%]+") ? header.get(j) + " " + cell : cell);
                    }
                }
                String head = String.join(", ", parts);
                if (!head.equals(before)) {
                    wrapped(head, "", text);
                    before = head;
                }
            }
            line(row, header, rows, columns, indent, text);
            for (int j : below) {
                if (!row.get(j).isEmpty()) {
                    wrapped(header.get(j) + ": " + row.get(j), indent + GAP, text);
                }
            }
        }
    }

    private static void line(
            List<String> cells,
            List<String> header,
            List<List<String>> rows,
            List<Integer> columns,
            String indent,
            StringBuilder text) {
        StringBuilder one = new StringBuilder(indent);
        for (int j : columns) {
            one.append(cells.get(j))
                    .append(" ".repeat(widest(header, rows, j) - TerminalText.width(cells.get(j))))
                    .append(GAP);
        }
        text.append(one.toString().stripTrailing()).append('\n');
    }

    /** Lines of at most {@value #WIDTH} columns, broken at spaces, or anywhere in what has none; later ones are indented. */
    private static void wrapped(String paragraph, String indent, StringBuilder text) {
        StringBuilder line = new StringBuilder(indent);
        boolean fresh = true;
        for (String word : paragraph.split(" ")) {
            if (!fresh && TerminalText.width(line.toString()) + 1 + TerminalText.width(word) > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(indent).append(GAP);
                fresh = true;
            }
            line.append(fresh ? "" : " ");
            fresh = false;
            for (int c : word.codePoints().toArray()) {
                if (TerminalText.width(line.toString()) + TerminalText.width(Character.toString(c)) > WIDTH) {
                    text.append(line).append('\n');
                    line = new StringBuilder(indent).append(GAP);
                }
                line.appendCodePoint(c);
            }
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
