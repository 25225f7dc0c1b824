package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.study.ComplexityDesk;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** World trade of 2024 against an independent reference, py-ecomplexity and the R package, from file to file. */
class GoldDevTest {
    @TempDir
    static Path folder;

    private static final Map<String, Path> RESULTS = new HashMap<>();

    /** Runs that are more than a preset. */
    private static final Map<String, UnaryOperator<ComplexityDesk.Request>> VARIANTS = Map.of(
            "sample-sd", r -> r.with(Map.of("sd", "sample", "pci-scale", "own", "fitness-steps", "19")),
            "own-scale", r -> r.with(Map.of("pci-scale", "own")),
            "atlas", r -> r.with(Map.of("coi", "pci", "cog", "net-pci")),
            "continuous", r -> r.with(Map.of("presence", "continuous")),
            "nearest-5", r -> r.with(Map.of("neighbours", "5", "diagonal", "zero")),
            "nearest-20", r -> r.with(Map.of("neighbours", "20", "diagonal", "zero")),
            "michaely", r -> r.with(Map.of("weights", "michaely")),
            "hightech", r -> r.with(Map.of("hightech", "30,84,85,88,90")),
            "reflections-1", r -> r.measuring("reflections").with(Map.of("reflections", "1")),
            "proximities", r -> r.measuring("proximity", "location_proximity"));

    private static Path result(String preset) {
        return RESULTS.computeIfAbsent(preset, name -> {
            Path out = folder.resolve(name);
            ComplexityDesk.Outcome outcome = ComplexityDesk.run(VARIANTS.getOrDefault(name, r -> r.like(name))
                    .apply(ComplexityDesk.Request.of(
                            Shared.complexity("data/dev/exports.csv"),
                            Optional.of(Shared.complexity("data/dev/gdp.csv")),
                            out)));
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
            economiccomplexity, location, fitness, rec_country, fitness20, 1e-10
            economiccomplexity, product, pci, rec_product, pci_eigen, 1e-10
            economiccomplexity, product, complexity, rec_product, q20, 1e-10
            stata, location, coi, ref_country, coi_stata_port, 1e-10
            stata, pair, density, ref_cp, density_diag0, 1e-12
            sample-sd, location, eci, ref_country, eci_sample_sd, 1e-10
            sample-sd, product, pci, ref_product, pci_z_sample_sd, 1e-10
            sample-sd, location, fitness, ref_country, fitness20, 1e-10
            sample-sd, product, complexity, ref_product, q20, 1e-10
            own-scale, product, pci, ref_product, pci_z, 1e-10
            atlas, location, coi, ref_country, coi_atlas, 1e-10
            atlas, pair, cog, ref_cp, cog_atlas_full, 1e-10
            continuous, location, diversity, ref_country_continuousM, diversity_cont, 1e-12
            continuous, location, eci, ref_country_continuousM, eci_cont, 1e-10
            continuous, product, pci, ref_product_continuousM, pci_cont, 1e-10
            nearest-5, pair, density, ref_density_knn, density_knn5, 1e-12
            nearest-20, pair, density, ref_density_knn, density_knn20, 1e-12
            michaely, product, prody, ref_prody, michaely_tsi, 1e-12
            michaely, location, expy, ref_expy, expy_michaely, 1e-12
            hightech, location, expy_ht_within, ref_expy, expy_ht_within, 1e-12
            hightech, location, expy_ht_contribution, ref_expy, expy_ht_contribution, 1e-12
            hightech, location, expy_ht_own, ref_expy, expy_ht_ownprody, 1e-12
            reflections-1, location, reflections, ref_country, kc1, 1e-12
            reflections-1, product, reflections, ref_product, kp1, 1e-12
            proximities, proximity, proximity, rec_proximity_product, proximity, 1e-12
            proximities, location_proximity, proximity, rec_proximity_country, proximity, 1e-12
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
                if (file.endsWith("proximity") && value == 0) {
                    continue; // nothing in common: not written
                }
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
            case "proximity" -> row.getField(0) + "/" + row.getField(1);
            case "location_proximity" -> row.getField(0) + "/" + row.getField(1);
            default -> row.getField(place) + "/" + row.getField("product");
        };
    }
}
