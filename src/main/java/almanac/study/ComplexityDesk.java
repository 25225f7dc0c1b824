package almanac.study;

import almanac.complexity.ComplexityTrouble;
import almanac.complexity.Conventions;
import almanac.complexity.TradeChecks;
import almanac.complexity.TradeMatrix;
import almanac.complexity.table.CsvFile;
import almanac.complexity.table.IncomeTable;
import almanac.complexity.table.JsonText;
import almanac.complexity.table.TradeReader;
import almanac.complexity.table.TradeTable;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.warehouse.TradeSql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Export complexity on files: what the command {@code complexity} does, and studies that bring files of their own. */
public final class ComplexityDesk {
    /**
     * What to compute.
     *
     * @param exports exports by year, place and product
     * @param gdp income per head, and population where a measure needs it
     * @param reference exports of the world the places are measured with
     * @param referenceGdp its incomes; by default {@code gdp}
     * @param out folder for the result
     * @param columns role to column name
     * @param measures what to write; empty for the usual ones
     * @param preset conventions of a tool, see {@link #presets}
     * @param settings single conventions, handling and sample rules by their flags' names
     */
    public record Request(
            Path exports,
            Optional<Path> gdp,
            Optional<Path> reference,
            Optional<Path> referenceGdp,
            Path out,
            Map<String, String> columns,
            List<String> measures,
            String preset,
            Map<String, String> settings) {
        public Request {
            columns = Map.copyOf(columns);
            measures = List.copyOf(measures);
            settings = Map.copyOf(settings);
        }

        /** With everything by default. */
        public static Request of(Path exports, Optional<Path> gdp, Path out) {
            return new Request(
                    exports, gdp, Optional.empty(), Optional.empty(), out, Map.of(), List.of(), "reference", Map.of());
        }

        /** The same with these settings. */
        public Request with(Map<String, String> changed) {
            return new Request(exports, gdp, reference, referenceGdp, out, columns, measures, preset, changed);
        }

        /** The same with these measures. */
        public Request measuring(String... names) {
            return new Request(exports, gdp, reference, referenceGdp, out, columns, List.of(names), preset, settings);
        }

        /** The same with the conventions of a tool. */
        public Request like(String tool) {
            return new Request(exports, gdp, reference, referenceGdp, out, columns, measures, tool, settings);
        }

        /** The same measured with a reference. */
        public Request against(Path referenceExports, Path referenceIncomes) {
            return new Request(
                    exports,
                    gdp,
                    Optional.of(referenceExports),
                    Optional.of(referenceIncomes),
                    out,
                    columns,
                    measures,
                    preset,
                    settings);
        }
    }

    /** The files written and what there is to say; nothing is written when {@code done} is false. */
    public record Outcome(boolean done, List<Path> files, List<Diagnostic> diagnostics) {
        public Outcome {
            files = List.copyOf(files);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Memory of DuckDB for sums; what needs more is spilled to disk. */
    private static final int SQL_MEGABYTES = 1000;

    private final Request request;
    private final ComplexitySettings settings;
    private final ComplexityNotes notes;

    private ComplexityDesk(Request request) {
        this.request = request;
        this.settings = ComplexitySettings.of(request.preset(), request.measures(), request.settings());
        this.notes = new ComplexityNotes(String.valueOf(request.exports().getFileName()));
    }

    /** The names of the presets. */
    public static List<String> presets() {
        return Conventions.PRESETS;
    }

    /** Every measure there is. */
    public static Set<String> measures() {
        return ComplexitySettings.MEASURES;
    }

    /** What is written when no measure is named. */
    public static Set<String> usualMeasures() {
        return ComplexitySettings.USUAL;
    }

    /**
     * Computes and writes.
     *
     * @throws IllegalArgumentException for a measure, preset or setting that does not exist: a usage error
     */
    public static Outcome run(Request request) {
        return new ComplexityDesk(request).compute();
    }

    private Outcome compute() {
        if (settings.engine().equals("sql")) {
            return computeInSql();
        }
        Optional<TradeTable> exports = table(request.exports(), settings.filters(), false);
        Optional<TradeTable> reference = Optional.empty();
        boolean sameFile =
                request.reference().isEmpty() && !settings.referenceFilters().isEmpty();
        if (request.reference().isPresent() || sameFile) {
            reference = table(request.reference().orElse(request.exports()), settings.referenceFilters(), true);
            if (reference.isEmpty()) {
                return refused();
            }
        }
        Optional<IncomeTable> income = incomes(request.gdp());
        Optional<IncomeTable> referenceIncome = incomes(request.referenceGdp()).or(() -> income);
        if (exports.isEmpty()
                || request.gdp().isPresent() && income.isEmpty()
                || request.referenceGdp().isPresent() && referenceIncome.isEmpty()
                || lacksData(income)) {
            return refused();
        }
        Optional<TradeTable> checked = checked(exports.get());
        if (checked.isEmpty()) {
            return refused();
        }
        ReferenceWorld world = new ReferenceWorld(settings, checked.get(), reference, income, referenceIncome, notes);
        ComplexityRun run = new ComplexityRun(
                settings,
                String.valueOf(request.exports().getFileName()),
                request.out(),
                checked.get(),
                income,
                world,
                notes);
        try {
            List<Path> files = run.write();
            return new Outcome(true, files, notes.collected());
        } catch (IOException full) {
            notes.add(
                    ComplexityTrouble.NOT_WRITTEN,
                    "the result cannot be written to " + request.out() + ": " + EnvironmentTrouble.reason(full),
                    "check the folder and the space on the disk");
            return refused();
        }
    }

    private Outcome computeInSql() {
        List<String> others = request.measures().stream()
                .filter(measure -> !measure.equals("prody") && !measure.equals("expy"))
                .toList();
        if (!others.isEmpty() || request.reference().isPresent()) {
            throw new IllegalArgumentException(
                    "--engine sql computes prody and expy of the places themselves, not " + String.join(", ", others));
        }
        if (request.gdp().isEmpty()) {
            notes.add(
                    ComplexityTrouble.NEEDS_DATA,
                    "PRODY and EXPY need incomes",
                    "give a file of GDP per head: --gdp F.csv");
            return refused();
        }
        try {
            Files.createDirectories(request.out());
            Map<String, String> columns = new HashMap<>(request.columns());
            if (!request.exports().toString().endsWith(".parquet")) {
                columns.putAll(TradeReader.located(request.exports(), request.columns()));
            }
            columns.put("gdp", IncomeTable.located(request.gdp().get(), request.columns()));
            TradeSql.Result result = TradeSql.prodyAndExpy(
                    request.exports(), request.gdp().get(), columns, SQL_MEGABYTES, request.out());
            Path locationFile = request.out().resolve("location.csv");
            Path productFile = request.out().resolve("product.csv");
            Path methodFile = request.out().resolve("method.json");
            try (CsvFile locations = new CsvFile(locationFile, List.of("location", "year", "expy", "expy_covered"));
                    CsvFile products = new CsvFile(productFile, List.of("product", "year", "prody"))) {
                for (TradeSql.Row row : result.expy()) {
                    locations
                            .text(row.label())
                            .text(row.year())
                            .number(row.value())
                            .number(row.covered())
                            .endLine();
                }
                for (TradeSql.Row row : result.prody()) {
                    products.text(row.label())
                            .text(row.year())
                            .number(row.value())
                            .endLine();
                }
            }
            Files.writeString(
                    methodFile, JsonText.of(Map.of("conventions", settings.described())), StandardCharsets.UTF_8);
            return new Outcome(true, List.of(locationFile, productFile, methodFile), notes.collected());
        } catch (IOException trouble) {
            notes.add(
                    ComplexityTrouble.UNREADABLE,
                    "cannot be read or written: " + EnvironmentTrouble.reason(trouble),
                    "check the files and the folder");
            return refused();
        }
    }

    private Outcome refused() {
        return new Outcome(false, List.of(), notes.collected());
    }

    private Optional<TradeTable> table(Path file, Map<String, String> filters, boolean second) {
        TradeReader.Outcome read = TradeReader.read(
                file,
                new TradeReader.Layout(
                        request.columns(),
                        filters,
                        settings.duplicates(),
                        settings.negatives(),
                        settings.qualityTheta().isPresent(),
                        second));
        notes.add(read.diagnostics());
        return read.table();
    }

    private Optional<IncomeTable> incomes(Optional<Path> file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        IncomeTable.Outcome read = IncomeTable.read(file.get(), request.columns());
        notes.add(read.diagnostics());
        return read.table();
    }

    private boolean lacksData(Optional<IncomeTable> income) {
        Conventions.PresenceRule rule = settings.conventions().presence();
        boolean needsPeople = rule == Conventions.PresenceRule.RPOP
                || rule == Conventions.PresenceRule.EITHER
                || settings.wants("rpop")
                || settings.minPopulation() > 0;
        if (needsPeople && income.map(table -> !table.hasPopulation()).orElse(true)) {
            notes.add(
                    ComplexityTrouble.NEEDS_DATA,
                    "exports per head and rules on population need a population, and there is none",
                    "give --gdp a file with a column for it: --columns population=COLUMN");
            return true;
        }
        if (request.gdp().isEmpty()
                && request.referenceGdp().isEmpty()
                && !request.measures().isEmpty()
                && settings.wants("prody", "expy", "expy_leave_own_out", "contribution", "decomposition")) {
            notes.add(
                    ComplexityTrouble.NEEDS_DATA,
                    "PRODY and EXPY need incomes",
                    "give a file of GDP per head: --gdp F.csv");
            return true;
        }
        return false;
    }

    /** Looks for totals beside parts and lost zeros; drops or refuses totals as asked. */
    private Optional<TradeTable> checked(TradeTable table) {
        List<String> lost = TradeChecks.lostZeros(table.products());
        if (!lost.isEmpty()) {
            notes.add(
                    ComplexityTrouble.LOST_ZEROS,
                    lost.size() + " codes are one digit shorter than the others: " + ComplexityNotes.named(lost),
                    "write codes as text, with their leading zeros");
        }
        TradeMatrix lastYear = table.exports(table.years().get(table.years().size() - 1));
        Set<String> products = new TreeSet<>(TradeChecks.parentCodes(lastYear.products(), lastYear.productTotals()));
        Set<String> locations = new TreeSet<>();
        if (products.isEmpty()) {
            Map<String, Integer> seen = new HashMap<>();
            for (String year : table.years()) {
                TradeMatrix matrix = table.exports(year);
                TradeChecks.totalProducts(matrix).forEach(product -> seen.merge(product, 1, Integer::sum));
                locations.addAll(TradeChecks.totalLocations(matrix));
            }
            seen.forEach((product, count) -> {
                if (count * 2 > table.years().size()) {
                    products.add(product);
                }
            });
        }
        if (products.isEmpty() && locations.isEmpty()) {
            return Optional.of(table);
        }
        List<String> what = new ArrayList<>();
        if (!products.isEmpty()) {
            what.add("products that hold others: " + ComplexityNotes.named(List.copyOf(products)));
        }
        if (!locations.isEmpty()) {
            what.add("places that are the sum of the others: " + ComplexityNotes.named(List.copyOf(locations)));
        }
        boolean drop = settings.nested().equals("drop");
        notes.add(
                ComplexityTrouble.NESTED,
                "totals beside their parts count twice; " + String.join("; ", what),
                drop ? "they were dropped" : "--nested drop leaves them out");
        return settings.nested().equals("refuse")
                ? Optional.empty()
                : Optional.of(drop ? table.without(locations, products) : table);
    }
}
