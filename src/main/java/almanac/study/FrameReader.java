package almanac.study;

import almanac.model.Column;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Frame;
import almanac.regression.design.Trouble;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header line as a {@link Frame}. A column whose cells are all numbers or missing marks is a column of
 * numbers: with its decimals up to {@link #DECIMAL_BYTES}, above that in doubles; any other is text, in which only the empty
 * cell is missing ({@code NA} may be Namibia).
 */
public final class FrameReader {
    /** Files up to this size keep their printed decimals. */
    static final long DECIMAL_BYTES = 8L << 20;

    private static final Set<String> MISSING =
            Set.of("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", ".", "..", "...", "-", "--", "—", "…", "……");

    /** What was read, or why not. */
    public record Data(Optional<Frame> frame, List<Diagnostic> diagnostics) {
        public Data {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private FrameReader() {}

    /** Reads a file; UTF-8 (with or without mark), else GB 18030. */
    public static Data read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    Trouble.DATA_FILE,
                    file.toString(),
                    Files.exists(file) ? "is not a file" : "there is no such file",
                    "give the path of a CSV file with a header line"));
        }
        try {
            try {
                return read(file, StandardCharsets.UTF_8);
            } catch (UncheckedIOException | CharacterCodingException notUtf8) {
                if (notUtf8 instanceof UncheckedIOException unchecked
                        && !(unchecked.getCause() instanceof CharacterCodingException)) {
                    throw unchecked;
                }
                return read(file, Charset.forName("GB18030"));
            }
        } catch (CsvParseException broken) {
            return refused(file, "is not well-formed CSV: " + broken.getMessage(), "look for an unclosed quote");
        } catch (IOException | UncheckedIOException trouble) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            Trouble.DATA_FILE,
                            file.toString(),
                            "cannot be read: " + neither(trouble),
                            "check the file and its permissions"),
                    trouble);
        }
    }

    /** Read as UTF-8 and as GB 18030 before. */
    private static String neither(Exception trouble) {
        IOException cause = trouble instanceof IOException direct ? direct : new IOException(trouble);
        if (trouble instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            cause = unchecked.getCause();
        }
        return cause instanceof CharacterCodingException
                ? "it is no text, neither UTF-8 nor GB 18030"
                : EnvironmentTrouble.reason(cause);
    }

    private static Data refused(Path file, String message, String hint) {
        return new Data(Optional.empty(), List.of(Diagnostic.of(Trouble.DATA_FILE, file.toString(), message, hint)));
    }

    private static char separator(Path file, Charset charset) throws IOException {
        try (BufferedReader reader = open(file, charset)) {
            String header = reader.readLine();
            if (header == null || header.indexOf(',') >= 0) {
                return ',';
            }
            return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
        }
    }

    private static BufferedReader open(Path file, Charset charset) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(file),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static Data read(Path file, Charset charset) throws IOException {
        boolean keepDecimals = Files.size(file) <= DECIMAL_BYTES;
        char separator = separator(file, charset);
        List<ColumnBuilder> columns = new ArrayList<>();
        Set<Integer> texts = new HashSet<>();
        Optional<Data> trouble = scan(file, charset, separator, (line, record) -> {
            if (columns.isEmpty()) {
                for (String name : record) {
                    columns.add(new ColumnBuilder(name.strip(), keepDecimals));
                }
                return;
            }
            for (int j = 0; j < columns.size(); j++) {
                columns.get(j).add(record.get(j).strip());
            }
        });
        if (trouble.isPresent()) {
            return trouble.get();
        }
        Optional<String> twice = columns.stream()
                .map(c -> c.name)
                .filter(name ->
                        columns.stream().filter(c -> c.name.equals(name)).count() > 1)
                .findFirst();
        if (columns.isEmpty() || twice.isPresent()) {
            return twice.isPresent()
                    ? refused(file, "has two columns named \"" + twice.get() + "\"", "rename one of them")
                    : refused(file, "is empty", "the first line must name the columns");
        }
        for (int j = 0; j < columns.size(); j++) {
            if (!columns.get(j).numeric && !keepDecimals) {
                texts.add(j);
                columns.get(j).texts = new ArrayList<>();
            }
        }
        if (!texts.isEmpty()) {
            Map<String, String> one = new HashMap<>();
            boolean[] header = {true};
            scan(file, charset, separator, (line, record) -> {
                if (header[0]) {
                    header[0] = false;
                    return;
                }
                for (int j : texts) {
                    String value = record.get(j).strip();
                    columns.get(j).texts.add(one.computeIfAbsent(value, v -> v));
                }
            });
        }
        return new Data(
                Optional.of(
                        new Frame(columns.stream().map(ColumnBuilder::column).toList())),
                List.of());
    }

    private interface Row {
        void accept(long line, List<String> record);
    }

    private static Optional<Data> scan(Path file, Charset charset, char separator, Row row) throws IOException {
        try (Reader reader = open(file, charset);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(true)
                        .ofCsvRecord(reader)) {
            int width = -1;
            for (CsvRecord record : csv) {
                if (width < 0) {
                    width = record.getFieldCount();
                } else if (record.getFieldCount() != width) {
                    return Optional.of(refused(
                            file,
                            "line " + record.getStartingLineNumber() + " has " + record.getFieldCount()
                                    + " cells where the header has " + width,
                            "look for a missing separator, or a comma inside a number that needs quotes"));
                }
                row.accept(record.getStartingLineNumber(), record.getFields());
            }
        }
        return Optional.empty();
    }

    /** Collects a column; numbers until a cell is none. */
    private static final class ColumnBuilder {
        private final String name;
        private final boolean keepDecimals;
        private final List<@Nullable BigDecimal> decimals = new ArrayList<>();
        private List<String> texts = new ArrayList<>();
        private double[] values = new double[1024];
        private boolean[] present = new boolean[1024];
        private int size;
        private boolean numeric = true;
        private boolean infinite;

        ColumnBuilder(String name, boolean keepDecimals) {
            this.name = name;
            this.keepDecimals = keepDecimals;
        }

        void add(String cell) {
            if (keepDecimals) {
                texts.add(cell);
            }
            if (!numeric) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                present = Arrays.copyOf(present, size * 2);
            }
            if (MISSING.contains(cell)) {
                decimals(null);
                size++;
                return;
            }
            try {
                double value = number(cell);
                infinite |= Double.isInfinite(value);
                values[size] = value;
                present[size++] = true;
                if (keepDecimals && !infinite) {
                    decimals(new BigDecimal(cell));
                }
            } catch (NumberFormatException notANumber) {
                numeric = false;
            }
        }

        private void decimals(@Nullable BigDecimal value) {
            if (keepDecimals) {
                decimals.add(value);
            }
        }

        /** Java's own parser also takes 1d, 0x1p3 and NaN, which are no numbers in a table. */
        private static double number(String cell) {
            char last = cell.charAt(cell.length() - 1);
            if (Character.isDigit(last) || last == '.') {
                if (cell.indexOf('x') >= 0 || cell.indexOf('X') >= 0) {
                    throw new NumberFormatException(cell);
                }
                return Double.parseDouble(cell);
            }
            String word = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
            if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
                return cell.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            throw new NumberFormatException(cell);
        }

        Column column() {
            if (!numeric) {
                return new Column.Text(name, texts);
            }
            if (keepDecimals && !infinite) {
                return new Column.Decimals(name, decimals);
            }
            return new Column.Doubles(name, Arrays.copyOf(values, size), Arrays.copyOf(present, size));
        }
    }
}
