package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.study.ComplexityDesk;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** World trade of 2024 against an independent reference, py-ecomplexity and the R package, from file to file. */
class GoldDevTest {
    @TempDir
    static Path folder;

    private static final Map<String, Path> RESULTS = new HashMap<>();

    private static Path result(String preset) {
        return RESULTS.computeIfAbsent(preset, name -> {
            Path out = folder.resolve(name);
            ComplexityDesk.Outcome outcome = ComplexityDesk.run(new ComplexityDesk.Request(
                    Shared.complexity("data/dev/exports.csv"),
                    Optional.of(Shared.complexity("data/dev/gdp.csv")),
                    out,
                    Map.of(),
                    List.of(),
                    name,
                    Map.of()));
            assertThat(outcome.done()).isTrue();
            return out;
        });
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @CsvSource(textBlock = """
            reference, location, eci, ref_country, eci, 1e-10
            reference, location, coi, ref_country, coi_py, 1e-10
            reference, location, diversity, ref_country, diversity, 0
            reference, location, fitness, ref_country, fitness200, 1e-10
            reference, location, expy, ref_expy, expy, 1e-12
            reference, product, pci, ref_product, pci_ecinorm, 1e-10
            reference, product, ubiquity, ref_product, ubiquity, 0
            reference, product, complexity, ref_product, q200, 1e-10
            reference, product, prody, ref_prody, prody, 1e-12
            reference, pair, rca, ref_cp, rca, 1e-12
            reference, pair, m, ref_cp, mcp, 0
            reference, pair, density, ref_cp, density_diag1, 1e-12
            reference, pair, cog, ref_cp, cog_py, 1e-10
            py-ecomplexity, location, eci, pyec_country, eci, 1e-10
            py-ecomplexity, location, coi, pyec_country, coi, 1e-10
            py-ecomplexity, product, pci, pyec_product, pci, 1e-10
            economiccomplexity, location, eci, rec_country, eci_eigen, 1e-10
            economiccomplexity, location, coi, rec_country, coi, 1e-10
            economiccomplexity, location, fitness, rec_country, fitness200, 1e-10
            economiccomplexity, product, pci, rec_product, pci_eigen, 1e-10
            stata, location, coi, ref_country, coi_stata_port, 1e-10
            stata, pair, density, ref_cp, density_diag0, 1e-12
            """)
    void meetsTheGoldValues(String preset, String file, String column, String gold, String goldColumn, double tolerance)
            throws IOException {
        Map<String, String> ours = new HashMap<>();
        for (NamedCsvRecord row : Shared.records(result(preset).resolve(file + ".csv"))) {
            ours.put(key(file, row, "location"), row.getField(column));
        }
        double scale = 0;
        double worst = 0;
        int compared = 0;
        for (NamedCsvRecord row : Shared.records(Shared.complexity("gold/dev/" + gold + ".csv"))) {
            String expected = row.getField(goldColumn);
            if (!expected.isEmpty() && !expected.equals("nan")) {
                double value = Double.parseDouble(expected);
                String own = ours.get(key(file, row, "country"));
                assertThat(own).isNotNull().isNotEmpty();
                scale = Math.max(scale, Math.abs(value));
                worst = Math.max(worst, Math.abs(Double.parseDouble(own) - value));
                compared++;
            }
        }
        assertThat(compared).isPositive();
        assertThat(worst / scale).isLessThanOrEqualTo(tolerance);
    }

    private static String key(String file, NamedCsvRecord row, String place) {
        return switch (file) {
            case "location" -> row.getField(place);
            case "product" -> row.getField("product");
            default -> row.getField(place) + "/" + row.getField("product");
        };
    }
}
