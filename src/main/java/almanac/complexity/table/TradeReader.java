package almanac.complexity.table;

import almanac.complexity.ComplexityTrouble;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads exports by year, place and product from CSV into a {@link TradeTable}.
 *
 * <p>The plain layout (one separator, no quotes, UTF-8 or ASCII) is scanned as bytes: tens of millions of rows in
 * seconds. A file with quotes goes through FastCSV from the start and gives the same table. What could not be read is in
 * the diagnostics with its line.
 */
public final class TradeReader {
    /** What to do with a second row for the same year, place and product. */
    public enum Duplicates {
        REFUSE,
        SUM,
        FIRST
    }

    /** What to do with a negative value. */
    public enum Negatives {
        DROP,
        REFUSE
    }

    /**
     * Which columns to read.
     *
     * @param names role ({@code year, location, product, value, quantity}) to column; roles that are not named are found
     *     by their usual names
     * @param filters column to the value its rows must have
     * @param second whether the names were given for another file first: usual names serve where they are not found
     */
    public record Layout(
            Map<String, String> names,
            Map<String, String> filters,
            Duplicates duplicates,
            Negatives negatives,
            boolean withQuantity,
            boolean second) {
        public Layout {
            names = Map.copyOf(names);
            filters = Map.copyOf(filters);
        }
    }

    /** A table, unless the file could not be read, and what was met on the way. */
    public record Outcome(Optional<TradeTable> table, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private static final Map<String, List<String>> USUAL = Map.of(
            "year", List.of("year", "period", "t"),
            "location", List.of("country", "location", "region", "place", "exporter", "iso3"),
            "product", List.of("product", "industry", "hs", "code", "commodity"),
            "value", List.of("value", "exports", "export", "emp", "v"),
            "quantity", List.of("quantity", "qty", "q"));

    private static final int SHOWN = 5;

    private final Path file;
    private final String name;
    private final Layout layout;
    private final LabelIds years = new LabelIds();
    private final LabelIds locations = new LabelIds();
    private final LabelIds products = new LabelIds();
    private double[][][] cells = new double[4][][];
    private double[][][] quantities = new double[4][][];
    private long rowCount;
    private long line = 1;
    private long duplicates;
    private long negatives;
    private double negativeSum;
    private long unread;
    private final List<String> duplicateExamples = new ArrayList<>();
    private final List<String> negativeExamples = new ArrayList<>();
    private final List<String> unreadExamples = new ArrayList<>();
    private double parsed;

    private int yearColumn;
    private int locationColumn;
    private int productColumn;
    private int valueColumn;
    private int quantityColumn;
    private int columns;
    private int[] filterColumns = new int[0];
    private byte[][] filterValues = new byte[0][];

    private TradeReader(Path file, Layout layout) {
        this.file = file;
        this.name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        this.layout = layout;
    }

    /** Reads {@code file}. */
    public static Outcome read(Path file, Layout layout) {
        try {
            TradeReader fast = new TradeReader(file, layout);
            Optional<Outcome> outcome = fast.scan();
            return outcome.isPresent() ? outcome.get() : new TradeReader(file, layout).parse();
        } catch (IOException unreadable) {
            return refused(
                    file.toString(),
                    "the file cannot be read: " + EnvironmentTrouble.reason(unreadable),
                    "check the path and its permissions");
        }
    }

    private static Outcome refused(String source, String message, String hint) {
        return new Outcome(
                Optional.empty(), List.of(Diagnostic.of(ComplexityTrouble.UNREADABLE, source, message, hint)));
    }

    // ---- the plain layout, as bytes

    private Optional<Outcome> scan() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 18];
            int filled = 0;
            boolean headed = false;
            byte separator = ',';
            int[] ends = new int[0];
            while (true) {
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2); // a line longer than the buffer
                }
                int got = in.read(buffer, filled, buffer.length - filled);
                boolean last = got < 0;
                filled += Math.max(got, 0);
                if (last && filled > 0 && buffer[filled - 1] != '\n') {
                    if (filled == buffer.length) {
                        buffer = Arrays.copyOf(buffer, buffer.length + 1);
                    }
                    buffer[filled++] = '\n';
                }
                int lastNewline = filled - 1;
                while (lastNewline >= 0 && buffer[lastNewline] != '\n') {
                    lastNewline--;
                }
                int at = 0;
                if (!headed && lastNewline >= 0) {
                    int end = 0;
                    while (buffer[end] != '\n') {
                        end++;
                    }
                    int from = end >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB ? 3 : 0;
                    String header = LabelIds.decoded(Arrays.copyOfRange(buffer, from, end))
                            .strip();
                    if (header.indexOf('"') >= 0) {
                        return Optional.empty();
                    }
                    separator = (byte) separator(header);
                    Optional<Outcome> trouble = locate(Arrays.asList(
                            header.split(java.util.regex.Pattern.quote(String.valueOf((char) separator)), -1)));
                    if (trouble.isPresent()) {
                        return trouble;
                    }
                    ends = new int[columns];
                    headed = true;
                    at = end + 1;
                }
                while (at <= lastNewline) {
                    int next = line(buffer, at, separator, ends);
                    if (next < 0) {
                        return Optional.empty();
                    }
                    at = next;
                }
                System.arraycopy(buffer, at, buffer, 0, filled - at);
                filled -= at;
                if (last) {
                    break;
                }
            }
            return Optional.of(
                    headed
                            ? finished()
                            : refused(file.toString(), "the file is empty", "a header line names the columns"));
        }
    }

    static char separator(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = header.chars().filter(c -> c == candidate).count() > occurrences(header, best) ? candidate : best;
        }
        return best;
    }

    private static long occurrences(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** Reads the line at {@code at}; returns the place behind it, or -1 when it holds a quote. */
    private int line(byte[] buffer, int at, byte separator, int[] ends) {
        line++;
        int field = 0;
        int i = at;
        for (; ; i++) {
            byte b = buffer[i];
            if (b == separator) {
                if (field < ends.length) {
                    ends[field] = i;
                }
                field++;
            } else if (b == '\n') {
                break;
            } else if (b == '"') {
                return -1;
            }
        }
        int end = i > at && buffer[i - 1] == '\r' ? i - 1 : i;
        if (end == at) {
            return i + 1;
        }
        if (field >= ends.length) {
            ragged(new String(buffer, at, end - at, StandardCharsets.UTF_8));
            return i + 1;
        }
        ends[field] = end;
        if (field + 1 < ends.length) {
            ragged(new String(buffer, at, end - at, StandardCharsets.UTF_8));
            return i + 1;
        }
        for (int f = 0; f < filterColumns.length; f++) {
            int column = filterColumns[f];
            int from = column == 0 ? at : ends[column - 1] + 1;
            if (!Arrays.equals(buffer, from, ends[column], filterValues[f], 0, filterValues[f].length)) {
                return i + 1;
            }
        }
        row(buffer, at, ends);
        return i + 1;
    }

    private void row(byte[] buffer, int at, int[] ends) {
        int year = yearColumn < 0 ? years.of(buffer, 0, 0) : label(years, buffer, at, ends, yearColumn);
        int location = label(locations, buffer, at, ends, locationColumn);
        int product = label(products, buffer, at, ends, productColumn);
        int from = valueColumn == 0 ? at : ends[valueColumn - 1] + 1;
        double value = number(buffer, from, ends[valueColumn]) ? parsed : Double.NaN;
        double quantity = 0;
        if (quantityColumn >= 0) {
            int start = quantityColumn == 0 ? at : ends[quantityColumn - 1] + 1;
            quantity = number(buffer, start, ends[quantityColumn]) && parsed > 0 ? parsed : 0;
        }
        put(year, location, product, value, quantity);
    }

    private static int label(LabelIds ids, byte[] buffer, int at, int[] ends, int column) {
        int from = column == 0 ? at : ends[column - 1] + 1;
        int to = ends[column];
        while (from < to && buffer[from] == ' ') {
            from++;
        }
        while (from < to && buffer[to - 1] == ' ') {
            to--;
        }
        return ids.of(buffer, from, to);
    }

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    /** Reads a plain decimal into {@link #parsed}; false for a missing mark or something that is no number. */
    private boolean number(byte[] buffer, int from, int to) {
        long digits = 0;
        int count = 0;
        int decimals = -1;
        int i = from;
        boolean negative = i < to && buffer[i] == '-';
        if (negative) {
            i++;
        }
        for (; i < to; i++) {
            int b = buffer[i];
            if (b >= '0' && b <= '9') {
                if (count < 18) {
                    digits = digits * 10 + (b - '0');
                }
                count += digits == 0 ? 0 : 1;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (b == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return slowly(new String(buffer, from, to - from, StandardCharsets.UTF_8));
            }
        }
        if (to - from < (negative ? 2 : 1) || decimals == 0 || count > 18 || digits > 1L << 53 || decimals > 22) {
            return slowly(new String(buffer, from, to - from, StandardCharsets.UTF_8));
        }
        // both are exact doubles, so that one division rounds once
        double value = decimals <= 0 ? digits : digits / POWERS[decimals];
        parsed = negative ? -value : value;
        return true;
    }

    private boolean slowly(String text) {
        String plain = text.strip();
        if (missing(plain)) {
            return false;
        }
        if (numeric(plain)) {
            double value = Double.parseDouble(plain);
            if (!Double.isInfinite(value)) {
                parsed = value;
                return true;
            }
        }
        unread++;
        if (unreadExamples.size() < SHOWN) {
            unreadExamples.add("line " + line + ": " + shortened(plain));
        }
        return false;
    }

    static boolean numeric(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    static boolean missing(String text) {
        return switch (text) {
            case "", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", ".", "..", "...", "-", "--" -> true;
            default -> false;
        };
    }

    static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private void ragged(String text) {
        unread++;
        if (unreadExamples.size() < SHOWN) {
            unreadExamples.add("line " + line + " has not " + columns + " fields: " + shortened(text));
        }
    }

    // ---- any CSV, by FastCSV

    private Outcome parse() throws IOException {
        String header;
        try (java.io.BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = reader.readLine();
            header = first == null ? "" : first;
        }
        int[] ends = new int[0];
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator(header))
                .detectBomHeader(true)
                .ofCsvRecord(file)) {
            boolean headed = false;
            for (CsvRecord entry : csv) {
                line = entry.getStartingLineNumber();
                List<String> fields = entry.getFields();
                if (!headed) {
                    Optional<Outcome> trouble =
                            locate(fields.stream().map(String::strip).toList());
                    if (trouble.isPresent()) {
                        return trouble.get();
                    }
                    ends = new int[columns];
                    headed = true;
                    continue;
                }
                if (fields.size() == 1 && fields.get(0).isEmpty()) {
                    continue;
                }
                if (fields.size() != columns) {
                    ragged(String.join(",", fields));
                    continue;
                }
                // the fields side by side in one buffer, one byte between them: the form the scanner works on
                byte[] buffer = String.join(
                                "\n",
                                fields.stream().map(f -> f.replace('\n', ' ')).toList())
                        .getBytes(StandardCharsets.UTF_8);
                int field = 0;
                for (int i = 0; i < buffer.length; i++) {
                    if (buffer[i] == '\n') {
                        ends[field++] = i;
                    }
                }
                ends[field] = buffer.length;
                boolean wanted = true;
                for (int f = 0; f < filterColumns.length; f++) {
                    wanted &= fields.get(filterColumns[f]).equals(new String(filterValues[f], StandardCharsets.UTF_8));
                }
                if (wanted) {
                    row(buffer, 0, ends);
                }
            }
        } catch (CsvParseException broken) {
            return refused(
                    file.toString(),
                    "the file is no CSV: " + broken.getMessage(),
                    "look at the quotes near line " + line);
        }
        return finished();
    }

    // ---- both

    private Optional<Outcome> locate(List<String> header) {
        columns = header.size();
        yearColumn = column(header, "year");
        locationColumn = column(header, "location");
        productColumn = column(header, "product");
        valueColumn = column(header, "value");
        quantityColumn = layout.withQuantity() ? column(header, "quantity") : -1;
        for (String role : List.of("location", "product", "value")) {
            if (column(header, role) < 0) {
                return Optional.of(refused(
                        file.toString(),
                        "no column for the " + role + " among " + shortened(String.join(", ", header)),
                        "name it: --columns " + role + "=COLUMN"));
            }
        }
        if (yearColumn < 0
                && layout.names().containsKey("year")
                && !"year".equals(layout.names().get("year"))) {
            return Optional.of(refused(
                    file.toString(),
                    "no column " + layout.names().get("year") + " for the year",
                    "leave the year out when the file is of one year"));
        }
        if (layout.withQuantity() && quantityColumn < 0) {
            return Optional.of(refused(
                    file.toString(),
                    "quality adjustment needs quantities, and there is no column for them",
                    "name it: --columns quantity=COLUMN"));
        }
        filterColumns = new int[layout.filters().size()];
        filterValues = new byte[filterColumns.length][];
        int f = 0;
        for (Map.Entry<String, String> filter : new java.util.TreeMap<>(layout.filters()).entrySet()) {
            int at = header.indexOf(filter.getKey());
            if (at < 0) {
                return Optional.of(refused(
                        file.toString(),
                        "no column " + filter.getKey() + " to filter by",
                        "the columns are " + shortened(String.join(", ", header))));
            }
            filterColumns[f] = at;
            filterValues[f++] = filter.getValue().getBytes(StandardCharsets.UTF_8);
        }
        return Optional.empty();
    }

    private int column(List<String> header, String role) {
        List<String> usual = USUAL.getOrDefault(role, List.of());
        return layout.second()
                ? findOrUsual(header, role, layout.names(), usual)
                : find(header, role, layout.names(), usual);
    }

    /** The column of each role that the header of {@code file} has, by the names given or the usual ones. */
    public static Map<String, String> located(Path file, Map<String, String> names) throws IOException {
        String header;
        try (java.io.BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = reader.readLine();
            header = first == null ? "" : first.replace("\uFEFF", "").replace("\"", "");
        }
        List<String> head = Arrays.stream(
                        header.split(java.util.regex.Pattern.quote(String.valueOf(separator(header))), -1))
                .map(String::strip)
                .toList();
        Map<String, String> found = new java.util.TreeMap<>(names);
        for (Map.Entry<String, List<String>> role : USUAL.entrySet()) {
            int at = find(head, role.getKey(), names, role.getValue());
            if (at >= 0) {
                found.put(role.getKey(), head.get(at));
            }
        }
        return found;
    }

    /** As {@link #find}, but a name that this file does not have gives way to the usual ones: it was another file's. */
    static int findOrUsual(List<String> header, String role, Map<String, String> names, List<String> usual) {
        int at = find(header, role, names, usual);
        return at >= 0 ? at : find(header, role, Map.of(), usual);
    }

    /** Where the column of {@code role} stands: the named one, else the first of its usual names, else -1. */
    static int find(List<String> header, String role, Map<String, String> names, List<String> usual) {
        String named = names.get(role);
        if (named != null) {
            int at = header.indexOf(named);
            // a name that is only the default may be passed over for another usual one
            if (at >= 0 || !usual.contains(named)) {
                return at;
            }
        }
        return usual.stream()
                .mapToInt(header::indexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .orElse(-1);
    }

    private void put(int year, int location, int product, double value, double quantity) {
        if (year >= cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
            quantities = Arrays.copyOf(quantities, cells.length);
        }
        double[] row = row(cells, year, location, product, Double.NaN);
        if (Double.isNaN(value)) {
            return;
        }
        rowCount++;
        double kept = value;
        if (value < 0) {
            negatives++;
            negativeSum += value;
            if (negativeExamples.size() < SHOWN) {
                negativeExamples.add("line " + line + ": " + value);
            }
            return;
        }
        if (!Double.isNaN(row[product])) {
            duplicates++;
            if (duplicateExamples.size() < SHOWN) {
                duplicateExamples.add("line " + line);
            }
            if (layout.duplicates() == Duplicates.FIRST) {
                return;
            }
            kept += row[product];
        }
        row[product] = kept;
        if (quantityColumn >= 0) {
            row(quantities, year, location, product, 0)[product] += quantity;
        }
    }

    private double[] row(double[][][] store, int year, int location, int product, double empty) {
        double[][] places = store[year];
        if (places == null || location >= places.length) {
            places = places == null
                    ? new double[Math.max(16, locations.size())][]
                    : Arrays.copyOf(places, Math.max(location + 1, places.length * 2));
            store[year] = places;
        }
        double[] row = places[location];
        if (row == null || product >= row.length) {
            int before = row == null ? 0 : row.length;
            int wanted = Math.max(product + 1, Math.max(products.size(), before + before / 2));
            row = row == null ? new double[wanted] : Arrays.copyOf(row, wanted);
            if (empty != 0) {
                Arrays.fill(row, before, wanted, empty);
            }
            places[location] = row;
        }
        return row;
    }

    private Outcome finished() {
        List<Diagnostic> diagnostics = new ArrayList<>();
        boolean refused = false;
        if (unread > 0) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.UNREAD_ROW,
                    name,
                    unread + (unread == 1 ? " row" : " rows") + " could not be read ("
                            + String.join("; ", unreadExamples) + (unread > SHOWN ? "; ..." : "") + ")",
                    "they count as missing; use a point for decimals and no thousands separators"));
        }
        if (negatives > 0) {
            boolean drop = layout.negatives() == Negatives.DROP;
            refused |= !drop;
            diagnostics.add(Diagnostic.of(
                    drop ? ComplexityTrouble.NEGATIVE : ComplexityTrouble.NEGATIVE_REFUSED,
                    name,
                    negatives + " negative values, together " + negativeSum + " (" + String.join("; ", negativeExamples)
                            + (negatives > SHOWN ? "; ..." : "") + ")",
                    drop
                            ? "they count as missing; --negative refuse stops instead"
                            : "--negative drop takes them as missing"));
        }
        if (duplicates > 0) {
            boolean refuse = layout.duplicates() == Duplicates.REFUSE;
            refused |= refuse;
            diagnostics.add(Diagnostic.of(
                    refuse ? ComplexityTrouble.DUPLICATE : ComplexityTrouble.DUPLICATE_JOINED,
                    name,
                    duplicates + " rows repeat a year, place and product (" + String.join("; ", duplicateExamples)
                            + (duplicates > SHOWN ? "; ..." : "") + ")",
                    refuse
                            ? "--duplicates sum adds them up, --duplicates first keeps the first"
                            : layout.duplicates() == Duplicates.SUM ? "they were added up" : "the first was kept"));
        }
        if (rowCount == 0) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.NOTHING, name, "no row has a value", "check the columns and filters"));
            refused = true;
        }
        return new Outcome(
                refused
                        ? Optional.empty()
                        : Optional.of(new TradeTable(years, locations, products, cells, quantities, rowCount)),
                diagnostics);
    }
}
