package almanac.complexity.table;

import almanac.complexity.ComplexityTrouble;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Income per head (and population, where there is a column for it) of places by year, from a small CSV file. A file
 * without a year column holds for every year.
 */
public final class IncomeTable {
    /** A table, unless the file could not be read, and what was met on the way. */
    public record Outcome(Optional<IncomeTable> table, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private record Key(String year, String location) {}

    private static final Map<String, List<String>> USUAL = Map.of(
            "year", List.of("year", "period", "t"),
            "location", List.of("country", "location", "region", "place", "exporter", "iso3"),
            "gdp", List.of("gdp_pc", "gdp_per_head", "gdppc", "gdp", "income"),
            "population", List.of("population", "pop", "pop_millions", "people"));

    private final Map<Key, Double> income = new LinkedHashMap<>();
    private final Map<Key, Double> population = new LinkedHashMap<>();
    private final TreeSet<String> years = new TreeSet<>();
    private boolean yearly;

    private IncomeTable() {}

    /** Income per head, empty when the table has none. */
    public OptionalDouble income(String year, String location) {
        return look(income, year, location);
    }

    /** Population, empty when the table has none. */
    public OptionalDouble population(String year, String location) {
        return look(population, year, location);
    }

    private OptionalDouble look(Map<Key, Double> values, String year, String location) {
        // exports without a year go with incomes of a single one
        String of = !yearly ? "" : year.isEmpty() && years.size() == 1 ? years.first() : year;
        Double value = values.get(new Key(of, location));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Income of each of {@code locations}, {@code NaN} where there is none. */
    public double[] incomes(String year, List<String> locations) {
        return locations.stream()
                .mapToDouble(place -> income(year, place).orElse(Double.NaN))
                .toArray();
    }

    /** Population of each of {@code locations}, {@code NaN} where there is none. */
    public double[] populations(String year, List<String> locations) {
        return locations.stream()
                .mapToDouble(place -> population(year, place).orElse(Double.NaN))
                .toArray();
    }

    /** Whether any place has a population. */
    public boolean hasPopulation() {
        return !population.isEmpty();
    }

    /** All places that have an income in any year, in file order. */
    public List<String> locations() {
        return income.keySet().stream().map(Key::location).distinct().toList();
    }

    /**
     * Reads {@code file}.
     *
     * @param names role ({@code year, location, gdp, population}) to column
     */
    public static Outcome read(Path file, Map<String, String> names) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        IncomeTable table = new IncomeTable();
        List<String> unread = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        String header;
        try (java.io.BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = reader.readLine();
            header = first == null ? "" : first;
        } catch (IOException unreadable) {
            return refused(file, "the file cannot be read: " + EnvironmentTrouble.reason(unreadable), "check the path");
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(TradeReader.separator(header))
                .detectBomHeader(true)
                .ofCsvRecord(file)) {
            int[] at = new int[0];
            for (CsvRecord entry : csv) {
                List<String> fields = entry.getFields();
                if (at.length == 0) {
                    List<String> head = fields.stream().map(String::strip).toList();
                    at = new int[] {
                        TradeReader.findOrUsual(head, "year", names, USUAL.getOrDefault("year", List.of())),
                        TradeReader.findOrUsual(head, "location", names, USUAL.getOrDefault("location", List.of())),
                        TradeReader.find(head, "gdp", names, USUAL.getOrDefault("gdp", List.of())),
                        TradeReader.find(head, "population", names, USUAL.getOrDefault("population", List.of()))
                    };
                    if (at[1] < 0 || at[2] < 0) {
                        return refused(
                                file,
                                "no column for the " + (at[1] < 0 ? "location" : "gdp") + " among "
                                        + TradeReader.shortened(String.join(", ", head)),
                                "name it: --columns " + (at[1] < 0 ? "location" : "gdp") + "=COLUMN");
                    }
                    table.yearly = at[0] >= 0;
                    continue;
                }
                if (fields.size() <= Math.max(Math.max(at[0], at[1]), Math.max(at[2], at[3]))) {
                    if (fields.size() > 1 || !fields.get(0).isBlank()) {
                        unread.add("line " + entry.getStartingLineNumber());
                    }
                    continue;
                }
                Key key = new Key(
                        at[0] < 0 ? "" : fields.get(at[0]).strip(),
                        fields.get(at[1]).strip());
                table.years.add(key.year());
                keep(table.income, key, fields.get(at[2]), entry.getStartingLineNumber(), unread, twice);
                if (at[3] >= 0) {
                    keep(table.population, key, fields.get(at[3]), entry.getStartingLineNumber(), unread, twice);
                }
            }
        } catch (CsvParseException | IOException broken) {
            return refused(file, "the file is no CSV: " + broken.getMessage(), "look at its quotes");
        }
        String name = String.valueOf(file.getFileName());
        if (!twice.isEmpty()) {
            return new Outcome(
                    Optional.empty(),
                    List.of(Diagnostic.of(
                            ComplexityTrouble.DUPLICATE,
                            name,
                            "two values for one place and year: " + listed(twice),
                            "keep one line for each place and year")));
        }
        if (!unread.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.UNREAD_ROW,
                    name,
                    unread.size() + " values that are no positive number: " + listed(unread),
                    "they count as missing"));
        }
        return new Outcome(Optional.of(table), diagnostics);
    }

    /** The column of income per head in {@code file}, by the name given or the usual ones. */
    public static String located(Path file, Map<String, String> names) throws IOException {
        try (java.io.BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = reader.readLine();
            String header = first == null ? "" : first.replace("\uFEFF", "").replace("\"", "");
            List<String> head = java.util.Arrays.stream(header.split(
                            java.util.regex.Pattern.quote(String.valueOf(TradeReader.separator(header))), -1))
                    .map(String::strip)
                    .toList();
            int at = TradeReader.find(head, "gdp", names, USUAL.getOrDefault("gdp", List.of()));
            return at < 0 ? names.getOrDefault("gdp", "gdp_pc") : head.get(at);
        }
    }

    private static void keep(
            Map<Key, Double> into, Key key, String text, long line, List<String> unread, List<String> twice) {
        String plain = text.strip();
        if (TradeReader.missing(plain)) {
            return;
        }
        if (!TradeReader.numeric(plain) || !(Double.parseDouble(plain) > 0)) {
            unread.add("line " + line + ": " + TradeReader.shortened(plain));
            return;
        }
        Double before = into.put(key, Double.valueOf(plain));
        if (before != null && before != Double.parseDouble(plain)) {
            twice.add("line " + line + ": " + key.location() + " " + key.year());
        }
    }

    private static String listed(List<String> examples) {
        return String.join("; ", examples.subList(0, Math.min(5, examples.size())))
                + (examples.size() > 5 ? "; ..." : "");
    }

    private static Outcome refused(Path file, String message, String hint) {
        return new Outcome(
                Optional.empty(), List.of(Diagnostic.of(ComplexityTrouble.UNREADABLE, file.toString(), message, hint)));
    }
}
