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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plants by industry and region, with the regions' total employment: what the index of Ellison and Glaeser needs.
 *
 * @param industries by name
 * @param regionTotals employment of each region in all industries
 */
public record PlantTable(List<Industry> industries, double[] regionTotals) {
    public PlantTable {
        industries = List.copyOf(industries);
    }

    /** The plants of one industry: their sizes and the index of their region in the totals. */
    public record Industry(String name, double[] sizes, int[] regions) {}

    /** A table, unless the file could not be read, and what was met on the way. */
    public record Outcome(Optional<PlantTable> table, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private record Plant(String region, double size) {}

    private static final Map<String, List<String>> USUAL = Map.of(
            "region", List.of("region", "location", "place"),
            "industry", List.of("industry", "sector", "product"),
            "employment", List.of("employment", "emp", "emp_firm", "firm_employees", "employees", "size"),
            "region_total", List.of("region_total"));

    /**
     * Reads {@code file}. A file without an industry column is of one industry.
     *
     * @param totals employment of regions in all industries; a column {@code region_total} of the file serves too, and
     *     without either the sums of the plants of all industries in the file (which then must be more than one)
     */
    public static Outcome read(Path file, Map<String, String> names, Map<String, Double> totals) {
        TreeMap<String, Double> regionTotals = new TreeMap<>(totals);
        TreeMap<String, List<Plant>> plants = new TreeMap<>();
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
                        column(head, "region", names),
                        column(head, "industry", names),
                        column(head, "employment", names),
                        column(head, "region_total", names)
                    };
                    if (at[0] < 0 || at[2] < 0) {
                        return refused(
                                file,
                                "no column for the " + (at[0] < 0 ? "region" : "employment") + " of a plant among "
                                        + TradeReader.shortened(String.join(", ", head)),
                                "name it: --columns " + (at[0] < 0 ? "region" : "employment") + "=COLUMN");
                    }
                    continue;
                }
                if (fields.size() <= Math.max(Math.max(at[0], at[1]), Math.max(at[2], at[3]))) {
                    continue;
                }
                String size = fields.get(at[2]).strip();
                if (!TradeReader.numeric(size) || Double.parseDouble(size) < 0) {
                    return refused(
                            file,
                            "line " + entry.getStartingLineNumber() + ": the size of a plant is no number: "
                                    + TradeReader.shortened(size),
                            "every plant needs its employment: without one the index would be wrong");
                }
                String region = fields.get(at[0]).strip();
                if (at[3] >= 0 && TradeReader.numeric(fields.get(at[3]).strip())) {
                    regionTotals.put(region, Double.valueOf(fields.get(at[3]).strip()));
                }
                plants.computeIfAbsent(at[1] < 0 ? "" : fields.get(at[1]).strip(), key -> new ArrayList<>())
                        .add(new Plant(region, Double.parseDouble(size)));
            }
        } catch (CsvParseException | IOException broken) {
            return refused(file, "the file is no CSV: " + broken.getMessage(), "look at its quotes");
        }
        if (regionTotals.isEmpty() && plants.size() > 1) {
            plants.values().forEach(list -> list.forEach(p -> regionTotals.merge(p.region(), p.size(), Double::sum)));
        }
        List<String> regions = List.copyOf(regionTotals.keySet());
        List<Industry> industries = new ArrayList<>();
        for (Map.Entry<String, List<Plant>> industry : plants.entrySet()) {
            double[] sizes =
                    industry.getValue().stream().mapToDouble(Plant::size).toArray();
            int[] where = industry.getValue().stream()
                    .mapToInt(plant -> regions.indexOf(plant.region()))
                    .toArray();
            for (int i = 0; i < where.length; i++) {
                if (where[i] < 0) {
                    return refused(
                            file,
                            "no total employment of region "
                                    + industry.getValue().get(i).region(),
                            "give --region-totals, a column region_total, or --data with all industries");
                }
            }
            industries.add(new Industry(industry.getKey(), sizes, where));
        }
        return new Outcome(
                Optional.of(new PlantTable(
                        industries,
                        regionTotals.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())),
                List.of());
    }

    private static int column(List<String> head, String role, Map<String, String> names) {
        return TradeReader.find(head, role, names, USUAL.getOrDefault(role, List.of()));
    }

    private static Outcome refused(Path file, String message, String hint) {
        return new Outcome(
                Optional.empty(), List.of(Diagnostic.of(ComplexityTrouble.UNREADABLE, file.toString(), message, hint)));
    }
}
