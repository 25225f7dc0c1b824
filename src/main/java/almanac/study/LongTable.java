package almanac.study;

import almanac.model.Cell;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Grid;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.report.BundleFolder;
import almanac.rule.Lexicon;
import almanac.rule.Nearest;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file that a study names as its input: a long table (CSV, semicolons or tabs too), one figure a row, whose columns the
 * study declares. Its rows become observations like those of a book, each with the row and column it stands in.
 */
final class LongTable {
    /** The input of a study cannot be used. */
    static final Diagnostic.Code UNUSABLE_INPUT =
            new Diagnostic.Code("ALM-5006", Diagnostic.Severity.ERROR, "a study's input cannot be used");

    private static final int MOST_ROWS = 2_000_000;
    /** Rows of a file that are shown on one page of the bundle. */
    private static final int ROWS_A_PAGE = 500;

    private static final String RULE = "study.input";

    /**
     * What a study says of an input.
     *
     * @param name in the study
     * @param file as given; empty when the user has to name it
     * @param columns role ({@code year, region, value} and qualifiers such as {@code product}) to column name; a year may
     *     be a number that holds for all rows
     */
    record Input(
            String name,
            String file,
            SortedMap<String, String> columns,
            String indicator,
            Measure measure,
            String unitLabel,
            Unit unit) {
        Input {
            columns = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        }

        Input in(String other) {
            return new Input(name, other, columns, indicator, measure, unitLabel, unit);
        }
    }

    /** What was read: the file, its figures, and its rows for the bundle to show. */
    record Content(Source source, Path root, List<Observation> observations, List<Grid> grids) {}

    private final Input input;
    private final Path file;
    private final Lexicon lexicon;

    private LongTable(Input input, Path file, Lexicon lexicon) {
        this.input = input;
        this.file = file;
        this.lexicon = lexicon;
    }

    /** Reads an input of a study. */
    static Content read(Input input, Path workspace, Lexicon lexicon) {
        if (input.file().isEmpty()) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    UNUSABLE_INPUT,
                    input.name(),
                    "the study asks for a file and none was named",
                    "name it with --set " + input.name() + "=FILE (CSV with the columns "
                            + input.columns().values() + ")"));
        }
        Path here = Path.of(input.file());
        Path file = Files.isRegularFile(here) ? here : workspace.resolve(input.file());
        return new LongTable(input, file, lexicon).content();
    }

    private EnvironmentTrouble trouble(String what, String hint) {
        return new EnvironmentTrouble(
                Diagnostic.of(UNUSABLE_INPUT, file.getFileName().toString(), what, hint));
    }

    private Content content() {
        if (!Files.isRegularFile(file)) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    UNUSABLE_INPUT,
                    file.toString(),
                    "there is no such file",
                    "name it with --set " + input.name() + "=FILE"));
        }
        String id = input.name() + "/" + file.getFileName();
        Source source = new Source(
                id,
                id,
                BundleFolder.sha256(file),
                "text/csv",
                file.getFileName().toString(),
                Optional.empty(),
                Optional.empty(),
                "und",
                false);
        List<CsvRecord> records = records();
        if (records.size() < 2) {
            throw trouble("the file has no rows", "a first line with column names and a row a figure are needed");
        }
        List<String> header = records.get(0).getFields().stream()
                .map(name -> name.replace("\uFEFF", "").strip())
                .toList();
        Map<String, Integer> places = new TreeMap<>();
        input.columns().forEach((role, column) -> {
            int at = header.indexOf(column);
            if (at >= 0) {
                places.put(role, at);
            } else if (!role.equals("year") || !column.matches("\\d{4}")) {
                throw trouble(
                        "it has no column \"" + column + "\", which the study takes for " + role,
                        Nearest.to(column, new TreeSet<>(header))
                                .map(near ->
                                        "did you mean --set " + input.name() + ".columns." + role + "=" + near + "?")
                                .orElse("its columns are " + header + "; say --set " + input.name() + ".columns." + role
                                        + "=NAME"));
            }
        });
        List<Observation> observations = new ArrayList<>();
        List<Grid> grids = new ArrayList<>();
        for (int from = 1; from < records.size(); from += ROWS_A_PAGE) {
            int to = Math.min(records.size(), from + ROWS_A_PAGE);
            String table = "rows" + from;
            List<Cell> cells = new ArrayList<>();
            for (int r = from; r < to; r++) {
                List<String> fields = records.get(r).getFields();
                for (int c = 0; c < Math.min(header.size(), fields.size()); c++) {
                    cells.add(Cell.of(r - from, c, fields.get(c)));
                }
                observation(id, table, fields, r, from, places).ifPresent(observations::add);
            }
            grids.add(new Grid(
                    table,
                    "1",
                    String.join(", ", header),
                    "",
                    List.of(),
                    to - from,
                    header.size(),
                    cells,
                    from,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty()));
        }
        if (observations.isEmpty()) {
            throw trouble("no row has a year and a region", "look at the columns: " + header);
        }
        Path folder = file.toAbsolutePath().getParent();
        return new Content(source, folder == null ? file : folder, observations, grids);
    }

    private List<CsvRecord> records() {
        try {
            String first;
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                first = Optional.ofNullable(reader.readLine()).orElse("");
            }
            char separator = ',';
            for (char candidate : new char[] {'\t', ';'}) {
                if (first.indexOf(candidate) >= 0 && first.indexOf(',') < 0) {
                    separator = candidate;
                }
            }
            List<CsvRecord> records = new ArrayList<>();
            try (CsvReader<CsvRecord> rows =
                    CsvReader.builder().fieldSeparator(separator).ofCsvRecord(file, StandardCharsets.UTF_8)) {
                for (CsvRecord row : rows) {
                    if (records.size() > MOST_ROWS) {
                        throw trouble(
                                "it has more than " + MOST_ROWS + " rows",
                                "take the years and places out that are needed");
                    }
                    records.add(row);
                }
            }
            return records;
        } catch (IOException | UncheckedIOException | de.siegmar.fastcsv.reader.CsvParseException e) {
            throw trouble(
                    "it cannot be read as CSV: " + e.getMessage(), "save it as UTF-8 with commas between the columns");
        }
    }

    private Optional<Observation> observation(
            String id, String table, List<String> fields, int row, int from, Map<String, Integer> places) {
        String year = places.containsKey("year")
                ? field(fields, places, "year")
                : input.columns().getOrDefault("year", "");
        String region = field(fields, places, "region");
        if (!year.matches("\\d{4}") || region.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> qualifiers = new TreeMap<>();
        places.keySet().stream()
                .filter(role -> !role.equals("year") && !role.equals("region") && !role.equals("value"))
                .forEach(role -> qualifiers.put(role, field(fields, places, role)));
        int column = places.getOrDefault("value", 0);
        String raw = field(fields, places, "value");
        String code = lexicon.regionByCode(region)
                .or(() -> lexicon.region(region))
                .map(known -> known.code())
                .orElse(region);
        String place = "r" + (row + 1) + "c" + (column + 1);
        return Optional.of(new Observation(
                BundleFolder.sha256((id + " " + place).getBytes(StandardCharsets.UTF_8))
                        .substring(0, 16),
                new Named(region, Optional.of(code), ""),
                new Named(input.indicator(), Optional.of(input.indicator()), ""),
                qualifiers,
                new Period(year),
                reading(raw),
                input.measure(),
                input.unitLabel(),
                input.unit(),
                new Locator.CellAt(id, "1", table, row - from, column, place, Optional.empty()),
                RULE,
                "",
                "",
                String.join(", ", fields)));
    }

    private static String field(List<String> fields, Map<String, Integer> places, String role) {
        int at = places.getOrDefault(role, -1);
        return at < 0 || at >= fields.size() ? "" : fields.get(at).strip();
    }

    private static Reading reading(String raw) {
        if (raw.isEmpty() || raw.equalsIgnoreCase("NA") || raw.equalsIgnoreCase("NaN") || raw.equals("..")) {
            return new Reading.Missing("not_available", raw);
        }
        try {
            return new Reading.Amount(new BigDecimal(raw), Optional.empty(), raw);
        } catch (NumberFormatException e) {
            return new Reading.Unread("not a plain decimal number", raw);
        }
    }
}
