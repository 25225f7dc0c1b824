package almanac.audit.reading;

import almanac.model.Claims.Correlation;
import almanac.model.Claims.Descriptive;
import almanac.model.Claims.ValueKind;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A recognised correlation table.
 *
 * @param order the variables
 * @param cells below the diagonal, wherever they were printed
 * @param descriptives means and standard deviations printed beside it
 */
record CorrelationTable(List<String> order, List<Correlation> cells, List<Descriptive> descriptives) {
    /** A row of numbers with its name. */
    private record Line(
            String name,
            Optional<Integer> number,
            List<Optional<CellNumber>> cells,
            List<Optional<CellNumber>> below) {}

    static Optional<CorrelationTable> of(TextTable table) {
        int width = table.width();
        if (width < 2 || table.rows().size() < 2) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        List<String> header = header(table, lines);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        Map<Integer, String> described = new TreeMap<>();
        List<Integer> columns = new ArrayList<>();
        for (int c = 1; c < width; c++) {
            Optional<String> kind = Labels.descriptive(header.get(c));
            String key = Labels.key(header.get(c));
            boolean named = lines.stream().anyMatch(l -> Labels.key(l.name()).equals(key));
            if (kind.isPresent() && !named) {
                described.put(c, kind.get());
            } else {
                columns.add(c);
            }
        }
        int count = lines.size();
        // columns without any number at the right or in between carry nothing
        columns.removeIf(c -> lines.stream().allMatch(l -> l.cells().get(c).isEmpty())
                && header.get(c).isBlank());
        Map<Integer, Integer> variables = variables(header, lines, columns);
        if (variables.isEmpty()) {
            return Optional.empty();
        }
        List<String> order = new ArrayList<>();
        lines.forEach(l -> order.add(l.name()));
        List<Correlation> cells = new ArrayList<>();
        boolean[][] taken = new boolean[count + 1][count + 1];
        int outside = 0;
        int ones = 0;
        int whole = 0;
        for (int i = 0; i < count; i++) {
            Line line = lines.get(i);
            for (int c : columns) {
                Optional<CellNumber> cell = line.cells().get(c);
                Integer j = variables.get(c);
                if (cell.isEmpty() || j == null) {
                    continue;
                }
                Printed value = cell.get().number();
                if (Math.abs(value.number()) > 1) {
                    outside++;
                    continue;
                }
                if (i == j) {
                    ones += value.number() == 1 ? 1 : 0;
                    outside += value.number() == 1 ? 0 : 1;
                    continue;
                }
                if (value.decimals() == 0) {
                    whole++;
                }
                int row = Math.max(i, j);
                int column = Math.min(i, j);
                if (taken[row][column]) {
                    continue; // a full table prints each twice
                }
                taken[row][column] = true;
                cells.add(new Correlation(
                        order.get(row),
                        order.get(column),
                        value,
                        Optional.of(cell.get().stars()),
                        line.below().get(c).map(CellNumber::number)));
            }
        }
        int pairs = count * (count - 1) / 2;
        if (outside > 0 || whole > 0 || cells.size() < Math.max(1, 0.6 * pairs) || (ones == 0 && count < 3)) {
            return Optional.empty();
        }
        boolean stars = cells.stream().anyMatch(c -> !c.stars().orElse("").isEmpty());
        if (!stars) {
            cells.replaceAll(c -> new Correlation(c.row(), c.column(), c.value(), Optional.empty(), c.p()));
        }
        return Optional.of(new CorrelationTable(order, cells, descriptives(lines, described)));
    }

    /** Collects the numbered lines and answers the header: for each column the words above the first of them. */
    private static List<String> header(TextTable table, List<Line> lines) {
        int width = table.width();
        List<StringBuilder> header = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            header.add(new StringBuilder());
        }
        boolean started = false;
        for (List<String> row : table.rows()) {
            List<Optional<CellNumber>> cells = new ArrayList<>();
            int numbers = 0;
            int bracketed = 0;
            for (int c = 0; c < width; c++) {
                Optional<CellNumber> cell = c == 0 ? Optional.empty() : CellNumber.of(row.get(c));
                cells.add(cell);
                numbers += cell.isPresent() ? 1 : 0;
                bracketed += cell.filter(CellNumber::bracketed).isPresent() ? 1 : 0;
            }
            boolean labelled = !row.get(0).isBlank();
            boolean counting = numbers >= 2 && counts(cells);
            if (numbers == 0 && !started || counting && !started) {
                for (int c = 0; c < width; c++) {
                    header.get(c).append(header.get(c).length() == 0 ? "" : " ").append(row.get(c));
                }
                continue;
            }
            if (labelled && (numbers > 0 || lines.isEmpty() || hasDash(row))) {
                started = true;
                List<Optional<CellNumber>> empty = new ArrayList<>();
                cells.forEach(c -> empty.add(Optional.empty()));
                lines.add(new Line(Labels.name(row.get(0)), Labels.number(row.get(0)), cells, empty));
            } else if (!labelled && numbers > 0 && !lines.isEmpty() && bracketed == numbers) {
                // p values under the correlations
                Line last = lines.get(lines.size() - 1);
                lines.set(lines.size() - 1, new Line(last.name(), last.number(), last.cells(), cells));
            }
        }
        // the first variable of a triangle without diagonal may stand in a row without numbers
        List<String> texts = new ArrayList<>();
        header.forEach(h -> texts.add(h.toString().strip()));
        firstWithoutNumbers(table, lines);
        return texts;
    }

    private static void firstWithoutNumbers(TextTable table, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        // a header row's label is no variable; a row right above the first line with nothing but a label is
        String first = lines.get(0).name();
        String above = "";
        for (List<String> row : table.rows()) {
            if (Labels.name(row.get(0)).equals(first)) {
                break;
            }
            boolean alone = !row.get(0).isBlank();
            for (int c = 1; c < row.size(); c++) {
                alone &= row.get(c).isBlank();
            }
            above = alone ? row.get(0) : "";
        }
        if (!above.isBlank()) {
            List<Optional<CellNumber>> empty = new ArrayList<>();
            lines.get(0).cells().forEach(c -> empty.add(Optional.empty()));
            lines.add(0, new Line(Labels.name(above), Labels.number(above), empty, empty));
        }
    }

    private static boolean hasDash(List<String> row) {
        return row.stream().skip(1).anyMatch(c -> c.strip().matches("[-–—−]"));
    }

    /** Whether the numbers of a row are 1, 2, 3 ...: a header of numbered variables. */
    private static boolean counts(List<Optional<CellNumber>> cells) {
        int expected = 1;
        for (Optional<CellNumber> cell : cells) {
            if (cell.isPresent()) {
                Printed number = cell.get().number();
                if (number.decimals() != 0 || number.number() != expected) {
                    return false;
                }
                expected++;
            }
        }
        return expected > 2;
    }

    /** Which variable (line) each column stands for. */
    private static Map<Integer, Integer> variables(List<String> header, List<Line> lines, List<Integer> columns) {
        Map<Integer, Integer> variables = new TreeMap<>();
        int matched = 0;
        for (int c : columns) {
            String key = Labels.key(header.get(c));
            Optional<Integer> number = Labels.number(header.get(c));
            for (int i = 0; i < lines.size(); i++) {
                boolean same =
                        !key.isEmpty() && key.equals(Labels.key(lines.get(i).name()));
                boolean sameNumber = number.isPresent()
                        && header.get(c).strip().matches("[(（\\[]?\\d{1,2}[)）\\].、]?")
                        && (number.equals(lines.get(i).number())
                                || lines.get(i).number().isEmpty() && number.get() == i + 1);
                if (same || sameNumber) {
                    variables.putIfAbsent(c, i);
                    matched++;
                    break;
                }
            }
        }
        if (matched >= Math.max(1, columns.size() - 1) && matched >= 1 && matched >= 0.7 * columns.size()) {
            return variables;
        }
        variables.clear();
        // no names above: by position, if the numbers form a triangle with its diagonal or a square
        if (columns.size() == lines.size() || columns.size() == lines.size() - 1) {
            for (int k = 0; k < columns.size(); k++) {
                variables.put(columns.get(k), k);
            }
        }
        return variables;
    }

    private static List<Descriptive> descriptives(List<Line> lines, Map<Integer, String> described) {
        List<Descriptive> list = new ArrayList<>();
        if (described.isEmpty()) {
            return list;
        }
        for (Line line : lines) {
            Map<String, Printed> values = new TreeMap<>();
            described.forEach(
                    (c, kind) -> line.cells().get(c).ifPresent(cell -> values.putIfAbsent(kind, cell.number())));
            if (!values.isEmpty()) {
                list.add(new Descriptive(
                        line.name(),
                        Optional.ofNullable(values.get("mean")),
                        Optional.ofNullable(values.get("sd")),
                        Optional.ofNullable(values.get("min")),
                        Optional.ofNullable(values.get("max")),
                        Optional.ofNullable(values.get("n")),
                        ValueKind.CONTINUOUS,
                        1));
            }
        }
        return list;
    }
}
