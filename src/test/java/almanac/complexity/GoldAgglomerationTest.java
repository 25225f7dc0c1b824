package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.study.AgglomerationDesk;
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

/** Sixteen Laender by seventeen industries, and plants, against a reference computed apart. */
class GoldAgglomerationTest {
    @TempDir
    static Path folder;

    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @CsvSource(textBlock = """
            region, krugman, ref_region, krugman
            region, hhi, ref_region, hhi
            region, gini_lq, ref_region, gini_unweighted_lq
            region, entropy_bits, ref_region, entropy_bits
            region, hachman, ref_region, hachman
            industry, hoover_gini, ref_industry, gini_weighted
            industry, gini_lq, ref_industry, gini_unweighted_lq
            industry, hoover, ref_industry, hoover
            industry, krugman, ref_industry, krugman_conc
            industry, hhi, ref_industry, hhi_industry
            industry, g_raw, ref_industry, eg_raw_G
            industry, locational_gini, industry_measures, loc_gini_econgeo
            lq, lq, lq, lq_reat
            """)
    void meetsTheGoldValues(String file, String column, String gold, String goldColumn) throws IOException {
        Path out = folder.resolve("totals");
        ComplexityDesk.Outcome outcome = AgglomerationDesk.run(new AgglomerationDesk.Request(
                Optional.of(Shared.complexity("data/agglo/regions_industries.csv")),
                Optional.empty(),
                Map.of(),
                Map.of(),
                false,
                out));
        assertThat(outcome.done()).as("%s", outcome.diagnostics()).isTrue();
        Map<String, Double> ours = new HashMap<>();
        for (NamedCsvRecord row : Shared.records(out.resolve(file + ".csv"))) {
            ours.put(key(file, row), Double.valueOf(row.getField(column)));
        }
        for (NamedCsvRecord row : Shared.records(Shared.complexity("gold/agglo/" + gold + ".csv"))) {
            assertThat(ours.get(key(file, row)))
                    .as(key(file, row))
                    .isCloseTo(Double.parseDouble(row.getField(goldColumn)), within(1e-12));
        }
    }

    private static String key(String file, NamedCsvRecord row) {
        return file.equals("lq") ? row.getField("region") + "/" + row.getField("industry") : row.getField(file);
    }

    @ParameterizedTest
    @CsvSource({"eg_example_firms.csv, farhauer_kroell_example", "fk2014_egc.csv, ''"})
    void ellisonGlaeserFromPlants(String file, String onlyCase) throws IOException {
        Path out = folder.resolve(file);
        ComplexityDesk.Outcome outcome = AgglomerationDesk.run(new AgglomerationDesk.Request(
                Optional.empty(),
                Optional.of(Shared.complexity("data/agglo/" + file)),
                Map.of(),
                onlyCase.isEmpty() ? Map.of() : Map.of("Wien", 500000.0, "Linz", 400000.0, "Graz", 100000.0),
                true,
                out));
        assertThat(outcome.done()).as("%s", outcome.diagnostics()).isTrue();
        Map<String, NamedCsvRecord> gold = new HashMap<>();
        for (NamedCsvRecord row : Shared.records(Shared.complexity("gold/agglo/ellison_glaeser_reat.csv"))) {
            gold.put(row.getField("case"), row);
        }
        for (NamedCsvRecord row : Shared.records(out.resolve("ellison_glaeser.csv"))) {
            NamedCsvRecord expected = gold.get(onlyCase.isEmpty() ? row.getField("industry") : onlyCase);
            assertThat(expected).isNotNull();
            assertThat(Double.parseDouble(row.getField("gamma")))
                    .isCloseTo(Double.parseDouble(expected.getField("gamma")), within(1e-12));
            assertThat(Double.parseDouble(row.getField("plant_hhi")))
                    .isCloseTo(Double.parseDouble(expected.getField("HHI")), within(1e-12));
            assertThat(Double.parseDouble(row.getField("z")))
                    .isCloseTo(Double.parseDouble(expected.getField("z")), within(1e-10));
        }
    }

    @Test
    void refusesEllisonGlaeserFromTotals() {
        ComplexityDesk.Outcome outcome = AgglomerationDesk.run(new AgglomerationDesk.Request(
                Optional.of(Path.of("totals.csv")), Optional.empty(), Map.of(), Map.of(), true, folder.resolve("x")));
        assertThat(outcome.done()).isFalse();
        assertThat(outcome.diagnostics()).allMatch(d -> d.code().equals(ComplexityTrouble.NO_PLANTS));
    }
}
