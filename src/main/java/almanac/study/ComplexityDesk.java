package almanac.study;

import almanac.complexity.ComplexityIndex;
import almanac.complexity.ComplexityTrouble;
import almanac.complexity.Conventions;
import almanac.complexity.Expy;
import almanac.complexity.Fitness;
import almanac.complexity.LocationQuotient;
import almanac.complexity.Presence;
import almanac.complexity.Prody;
import almanac.complexity.Relatedness;
import almanac.complexity.TradeMatrix;
import almanac.complexity.table.CsvFile;
import almanac.complexity.table.IncomeTable;
import almanac.complexity.table.TradeReader;
import almanac.complexity.table.TradeTable;
import almanac.model.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * @param columns role to column name
     * @param measures what to write; empty for everything but the proximities
     * @param settings conventions and handling by their flags' names
     */
    public record Request(
            Path exports,
            Optional<Path> gdp,
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
    }

    /** The files written and what there is to say; nothing is written when {@code done} is false. */
    public record Outcome(boolean done, List<Path> files, List<Diagnostic> diagnostics) {
        public Outcome {
            files = List.copyOf(files);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private static final Set<String> MEASURES = new TreeSet<>(List.of(
            "rca",
            "m",
            "density",
            "cog",
            "diversity",
            "eci",
            "fitness",
            "coi",
            "expy",
            "ubiquity",
            "pci",
            "complexity",
            "prody"));

    private final Request request;
    private final Conventions conventions;
    private final Set<String> wanted;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private ComplexityDesk(Request request) {
        this.request = request;
        Conventions chosen = Conventions.preset(request.preset());
        for (String key : chosen.described().keySet()) {
            String value = request.settings().get(key);
            chosen = value == null ? chosen : chosen.with(key, value);
        }
        this.conventions = chosen;
        this.wanted = request.measures().isEmpty() ? MEASURES : new TreeSet<>(request.measures());
        for (String measure : wanted) {
            if (!MEASURES.contains(measure)) {
                throw new IllegalArgumentException(
                        "no measure " + measure + "; there are " + String.join(", ", MEASURES));
            }
        }
    }

    /**
     * Computes and writes.
     *
     * @throws IllegalArgumentException for a measure, preset or setting that does not exist: a usage error
     */
    public static Outcome run(Request request) {
        ComplexityDesk desk = new ComplexityDesk(request);
        return desk.compute();
    }

    private Outcome compute() {
        TradeReader.Outcome read = TradeReader.read(
                request.exports(),
                new TradeReader.Layout(
                        request.columns(), Map.of(), TradeReader.Duplicates.REFUSE, TradeReader.Negatives.DROP, false));
        diagnostics.addAll(read.diagnostics());
        Optional<IncomeTable> income = Optional.empty();
        if (request.gdp().isPresent()) {
            IncomeTable.Outcome incomes = IncomeTable.read(request.gdp().get(), request.columns());
            diagnostics.addAll(incomes.diagnostics());
            income = incomes.table();
            if (income.isEmpty()) {
                return new Outcome(false, List.of(), diagnostics);
            }
        }
        if (read.table().isEmpty()) {
            return new Outcome(false, List.of(), diagnostics);
        }
        try {
            Files.createDirectories(request.out());
            return write(read.table().get(), income);
        } catch (IOException full) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.NOT_WRITTEN,
                    request.out().toString(),
                    "the result cannot be written: " + full.getMessage(),
                    "check the folder and the space on the disk"));
            return new Outcome(false, List.of(), diagnostics);
        }
    }

    private Outcome write(TradeTable table, Optional<IncomeTable> income) throws IOException {
        Path locationFile = request.out().resolve("location.csv");
        Path productFile = request.out().resolve("product.csv");
        Path pairFile = request.out().resolve("pair.csv");
        try (CsvFile locations = new CsvFile(
                        locationFile, List.of("location", "year", "diversity", "eci", "fitness", "coi", "expy"));
                CsvFile products =
                        new CsvFile(productFile, List.of("product", "year", "ubiquity", "pci", "complexity", "prody"));
                CsvFile pairs =
                        new CsvFile(pairFile, List.of("location", "product", "year", "rca", "m", "density", "cog"))) {
            for (String year : table.years()) {
                TradeMatrix exports = table.exports(year);
                double[] rca = LocationQuotient.of(exports);
                Presence presence = Presence.of(exports, rca, conventions.threshold(), conventions.strict());
                double[] diversity = presence.diversity();
                double[] ubiquity = presence.ubiquity();
                ComplexityIndex index = ComplexityIndex.of(presence, conventions, diversity);
                Fitness fitness = Fitness.of(presence, conventions.fitnessSteps(), conventions.extremality());
                Relatedness relatedness = Relatedness.of(presence, index, rca, conventions);
                double[] incomes = income.map(i -> i.incomes(year, exports.locations()))
                        .orElseGet(() -> undefined(exports.rows()));
                Prody prody = Prody.of(exports, incomes, Prody.Weights.HHR);
                Expy expy = Expy.of(exports, prody);
                byte[] yearCell = CsvFile.cell(year);
                for (int c = 0; c < exports.rows(); c++) {
                    locations
                            .text(exports.locations().get(c))
                            .bytes(yearCell)
                            .number(diversity[c])
                            .number(index.eci()[c])
                            .number(fitness.fitness()[c])
                            .number(relatedness.outlook()[c])
                            .number(expy.values()[c])
                            .endLine();
                }
                List<byte[]> productCells = new ArrayList<>();
                for (int p = 0; p < exports.columns(); p++) {
                    byte[] cell = CsvFile.cell(exports.products().get(p));
                    productCells.add(cell);
                    products.bytes(cell)
                            .bytes(yearCell)
                            .number(ubiquity[p])
                            .number(index.pci()[p])
                            .number(fitness.quality()[p])
                            .number(prody.values()[p])
                            .endLine();
                }
                for (int c = 0; c < exports.rows(); c++) {
                    byte[] locationCell = CsvFile.cell(exports.locations().get(c));
                    for (int p = 0; p < exports.columns(); p++) {
                        int i = c * exports.columns() + p;
                        pairs.bytes(locationCell)
                                .bytes(productCells.get(p))
                                .bytes(yearCell)
                                .number(rca[i])
                                .number(presence.m()[i])
                                .number(relatedness.density()[i])
                                .number(relatedness.gain()[i])
                                .endLine();
                    }
                }
            }
        }
        return new Outcome(true, List.of(locationFile, productFile, pairFile), diagnostics);
    }

    private static double[] undefined(int length) {
        double[] values = new double[length];
        java.util.Arrays.fill(values, Double.NaN);
        return values;
    }
}
