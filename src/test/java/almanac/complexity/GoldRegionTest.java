package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.study.ComplexityDesk;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spanish provinces measured with the world: RCA against both, EXPY with the world's PRODY, ECI with its PCI. */
class GoldRegionTest {
    @TempDir
    static Path folder;

    private static Path run(String name, Map<String, String> settings) {
        Path out = folder.resolve(name);
        ComplexityDesk.Outcome outcome = ComplexityDesk.run(
                ComplexityDesk.Request.of(Shared.complexity("data/region/region_exports.csv"), Optional.empty(), out)
                        .against(
                                Shared.complexity("data/region/world_exports.csv"),
                                Shared.complexity("data/region/world_gdp.csv"))
                        .with(settings));
        assertThat(outcome.done()).as("%s", outcome.diagnostics()).isTrue();
        // the provinces export one section that the world file does not have
        assertThat(outcome.diagnostics()).anyMatch(d -> d.code().equals(ComplexityTrouble.UNCOVERED));
        return out;
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @CsvSource(textBlock = """
            reference, pair, rca, ref_rca, rca_world_ref, 1e-12
            own, pair, rca, ref_rca, rca_national_ref, 1e-12
            reference, location, expy, ref_region, expy_world_prody, 1e-12
            reference, location, eci_external, ref_region, eci_external, 1e-10
            reference, location, diversity, ref_region, diversity_world_ref, 0
            own, location, diversity, ref_region, diversity_national_ref, 0
            reference, product, prody, ref_product, prody_world, 1e-12
            reference, product, pci_external, ref_product, pci_world, 1e-10
            """)
    void meetsTheGoldValues(
            String against, String file, String column, String gold, String goldColumn, double tolerance)
            throws IOException {
        Path out = run(against, Map.of("rca-reference", against));
        Map<String, Double> ours = new HashMap<>();
        for (NamedCsvRecord row : Shared.records(out.resolve(file + ".csv"))) {
            if (!row.getField(column).isEmpty()) {
                ours.put(key(file, row, "location"), Double.valueOf(row.getField(column)));
            }
        }
        double worst = 0;
        double scale = 0;
        for (NamedCsvRecord row : Shared.records(Shared.complexity("gold/region/" + gold + ".csv"))) {
            double expected = Double.parseDouble(row.getField(goldColumn));
            scale = Math.max(scale, Math.abs(expected));
            assertThat(ours).containsKey(key(file, row, "region"));
            worst = Math.max(worst, Math.abs(ours.get(key(file, row, "region")) - expected));
        }
        assertThat(worst / scale).isLessThanOrEqualTo(tolerance);
    }

    @Test
    void theWorldItselfMeetsItsExpy() throws IOException {
        Path out = folder.resolve("world");
        ComplexityDesk.run(ComplexityDesk.Request.of(
                        Shared.complexity("data/region/world_exports.csv"),
                        Optional.of(Shared.complexity("data/region/world_gdp.csv")),
                        out)
                .measuring("expy"));
        Map<String, Double> ours = new HashMap<>();
        for (NamedCsvRecord row : Shared.records(out.resolve("location.csv"))) {
            ours.put(row.getField("location"), Double.valueOf(row.getField("expy")));
        }
        for (NamedCsvRecord row : Shared.records(Shared.complexity("gold/region/ref_country_expy.csv"))) {
            assertThat(ours.get(row.getField("country")) / Double.parseDouble(row.getField("expy")) - 1)
                    .isBetween(-1e-12, 1e-12);
        }
    }

    private static String key(String file, NamedCsvRecord row, String place) {
        return switch (file) {
            case "location" -> row.getField(place);
            case "product" -> row.getField("product");
            default -> row.getField(place) + "/" + row.getField("product");
        };
    }
}
