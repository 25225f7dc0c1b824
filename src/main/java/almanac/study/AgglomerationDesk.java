package almanac.study;

import almanac.complexity.Agglomeration;
import almanac.complexity.ComplexityTrouble;
import almanac.complexity.EllisonGlaeser;
import almanac.complexity.LocationQuotient;
import almanac.complexity.TradeMatrix;
import almanac.complexity.table.CsvFile;
import almanac.complexity.table.PlantTable;
import almanac.complexity.table.TradeReader;
import almanac.complexity.table.TradeTable;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agglomeration on files: what the command {@code complexity agglomeration} does. */
public final class AgglomerationDesk {
    /**
     * What to compute.
     *
     * @param data employment (or output) by year, region and industry
     * @param plants one line a plant, for the index of Ellison and Glaeser
     * @param columns role to column name
     * @param regionTotals employment of regions in all industries, for plants without {@code data}
     * @param ellisonGlaeser whether that index must be computed
     */
    public record Request(
            Optional<Path> data,
            Optional<Path> plants,
            Map<String, String> columns,
            Map<String, Double> regionTotals,
            boolean ellisonGlaeser,
            Path out) {
        public Request {
            columns = Map.copyOf(columns);
            regionTotals = Map.copyOf(regionTotals);
        }
    }

    private final Request request;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    private AgglomerationDesk(Request request) {
        this.request = request;
    }

    public static ComplexityDesk.Outcome run(Request request) {
        return new AgglomerationDesk(request).compute();
    }

    private ComplexityDesk.Outcome compute() {
        String source = request.data()
                .or(request::plants)
                .map(file -> String.valueOf(file.getFileName()))
                .orElse("agglomeration");
        if (request.ellisonGlaeser() && request.plants().isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.NO_PLANTS,
                    source,
                    "the Ellison-Glaeser index needs the size of every plant; totals of regions and industries do not"
                            + " have them (the raw concentration G can be computed, and is, without the flag)",
                    "give a file with one line a plant: --plants F.csv"));
            return outcome(false);
        }
        if (request.data().isEmpty() && request.plants().isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.NEEDS_DATA, source, "no data were given", "--data F.csv or --plants F.csv"));
            return outcome(false);
        }
        Optional<TradeTable> table = Optional.empty();
        if (request.data().isPresent()) {
            TradeReader.Outcome read = TradeReader.read(
                    request.data().get(),
                    new TradeReader.Layout(
                            request.columns(),
                            Map.of(),
                            TradeReader.Duplicates.REFUSE,
                            TradeReader.Negatives.DROP,
                            false,
                            false));
            diagnostics.addAll(read.diagnostics());
            table = read.table();
            if (table.isEmpty()) {
                return outcome(false);
            }
        }
        try {
            Files.createDirectories(request.out());
            if (table.isPresent()) {
                write(table.get());
            }
            return outcome(
                    request.plants().isEmpty() || writePlants(request.plants().get(), table));
        } catch (IOException full) {
            diagnostics.add(Diagnostic.of(
                    ComplexityTrouble.NOT_WRITTEN,
                    request.out().toString(),
                    "the result cannot be written: " + EnvironmentTrouble.reason(full),
                    "check the folder and the space on the disk"));
            return outcome(false);
        }
    }

    private ComplexityDesk.Outcome outcome(boolean done) {
        return new ComplexityDesk.Outcome(done, files, diagnostics);
    }

    private CsvFile file(String name, String... header) throws IOException {
        Path path = request.out().resolve(name);
        files.add(path);
        return new CsvFile(path, List.of(header));
    }

    private void write(TradeTable table) throws IOException {
        try (CsvFile regions =
                        file("region.csv", "region", "year", "hhi", "krugman", "entropy_bits", "hachman", "gini_lq");
                CsvFile industries = file(
                        "industry.csv",
                        "industry",
                        "year",
                        "hhi",
                        "krugman",
                        "hoover",
                        "hoover_gini",
                        "locational_gini",
                        "gini_lq",
                        "g_raw");
                CsvFile quotients = file("lq.csv", "region", "industry", "year", "lq")) {
            for (String year : table.years()) {
                TradeMatrix matrix = table.exports(year);
                Agglomeration.Region[] region = Agglomeration.regions(matrix);
                for (int r = 0; r < region.length; r++) {
                    regions.text(matrix.locations().get(r))
                            .text(year)
                            .number(region[r].hhi())
                            .number(region[r].krugman())
                            .number(region[r].entropyBits())
                            .number(region[r].hachman())
                            .number(region[r].giniLq())
                            .endLine();
                }
                Agglomeration.Industry[] industry = Agglomeration.industries(matrix);
                for (int i = 0; i < industry.length; i++) {
                    industries
                            .text(matrix.products().get(i))
                            .text(year)
                            .number(industry[i].hhi())
                            .number(industry[i].krugman())
                            .number(industry[i].hoover())
                            .number(industry[i].hooverGini())
                            .number(industry[i].locationalGini())
                            .number(industry[i].giniLq())
                            .number(industry[i].rawConcentration())
                            .endLine();
                }
                double[] lq = LocationQuotient.of(matrix);
                for (int r = 0, at = 0; r < matrix.rows(); r++) {
                    for (int i = 0; i < matrix.columns(); i++, at++) {
                        quotients
                                .text(matrix.locations().get(r))
                                .text(matrix.products().get(i))
                                .text(year)
                                .number(lq[at])
                                .endLine();
                    }
                }
            }
        }
    }

    private boolean writePlants(Path plants, Optional<TradeTable> table) throws IOException {
        Map<String, Double> totals = new LinkedHashMap<>(request.regionTotals());
        if (totals.isEmpty() && table.isPresent()) {
            TradeMatrix matrix = table.get()
                    .exports(table.get().years().get(table.get().years().size() - 1));
            double[] sums = matrix.locationTotals();
            for (int r = 0; r < sums.length; r++) {
                totals.put(matrix.locations().get(r), sums[r]);
            }
        }
        PlantTable.Outcome read = PlantTable.read(plants, request.columns(), totals);
        diagnostics.addAll(read.diagnostics());
        if (read.table().isEmpty()) {
            return false;
        }
        try (CsvFile industries =
                file("ellison_glaeser.csv", "industry", "plants", "gamma", "g_raw", "plant_hhi", "z")) {
            for (PlantTable.Industry industry : read.table().get().industries()) {
                EllisonGlaeser index = EllisonGlaeser.of(
                        industry.sizes(), industry.regions(), read.table().get().regionTotals());
                industries
                        .text(industry.name())
                        .number(index.plants())
                        .number(index.gamma())
                        .number(index.rawConcentration())
                        .number(index.plantHerfindahl())
                        .number(index.z())
                        .endLine();
            }
        }
        return true;
    }
}
