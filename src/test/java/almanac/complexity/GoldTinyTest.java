package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.study.ComplexityDesk;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four countries and five provinces over three years against exact fractions: reference modes, years, quality. */
class GoldTinyTest {
    @TempDir
    static Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            prody_world              | product  | prody                | reference-filter=level=country
            expy_world               | location | expy                 | reference-filter=level=country
            prody_domestic           | product  | prody                | filter=level=province
            expy_domestic            | location | expy                 | filter=level=province
            prody_mixed_provinces_replace_china | product | prody      | filter=level=province;reference-filter=level=country;reference-mode=mixed;replaces=CHN
            prody_mean_over_years    | product  | prody                | reference-filter=level=country;prody-years=mean
            expy_mean_prody          | location | expy                 | reference-filter=level=country;prody-years=mean
            expy_base_year_prody     | location | expy                 | reference-filter=level=country;prody-years=base:2002
            tsi_michaely_world       | product  | prody                | reference-filter=level=country;weights=michaely
            expy_tsi                 | location | expy                 | reference-filter=level=country;weights=michaely
            expy_hightech_within     | location | expy_ht_within       | reference-filter=level=country;hightech=8471,8517,8803,9018
            expy_hightech_contribution | location | expy_ht_contribution | reference-filter=level=country;hightech=8471,8517,8803,9018
            expy_hightech_own_prody  | location | expy_ht_own          | reference-filter=level=country;hightech=8471,8517,8803,9018
            expy_quality_theta0.2    | location | expy_quality         | reference-filter=level=country;quality=0.2
            relative_unit_price      | pair     | relative_unit_value  | reference-filter=level=country;quality=0.2
            """)
    void meetsTheFractions(String variant, String file, String column, String settings) throws IOException {
        Map<String, String> flags = new HashMap<>();
        for (String setting : settings.split(";")) {
            flags.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Path out = folder.resolve(variant);
        ComplexityDesk.Outcome outcome = ComplexityDesk.run(ComplexityDesk.Request.of(
                        Shared.complexity("data/tiny/exports.csv"),
                        Optional.of(Shared.complexity("data/tiny/gdp.csv")),
                        out)
                .measuring("prody", "expy")
                .with(flags));
        assertThat(outcome.done()).as("%s", outcome.diagnostics()).isTrue();
        Map<String, Double> ours = new HashMap<>();
        for (NamedCsvRecord row : Shared.records(out.resolve(file + ".csv"))) {
            String text = row.getField(column);
            if (!text.isEmpty()) {
                ours.put(
                        row.getField("year") + "/"
                                + (file.equals("product") ? "" : row.getField("location")) + "/"
                                + (file.equals("location") ? "" : row.getField("product")),
                        Double.valueOf(text));
            }
        }
        int compared = 0;
        for (NamedCsvRecord row : Shared.records(Shared.complexity("gold/tiny/variants.csv"))) {
            if (row.getField("variant").equals(variant)) {
                String key = row.getField("year") + "/" + row.getField("location") + "/" + row.getField("product");
                if (variant.equals("prody_mean_over_years")
                        && row.getField("year").isEmpty()) {
                    key = "2002/" + row.getField("location") + "/" + row.getField("product");
                }
                if (row.getField("value").isEmpty()) {
                    continue;
                }
                double expected = Double.parseDouble(row.getField("value"));
                assertThat(ours).containsKey(key);
                assertThat(Math.abs(ours.get(key) / expected - 1)).as(key).isLessThan(1e-12);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }
}
