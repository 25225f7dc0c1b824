package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.extract.ExtractCodes;
import almanac.model.Diagnostic;
import almanac.model.Observation;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number that a person checked against the book, from the rule document to {@code show}. */
class CorrectionTest {
    @TempDir
    Path folder;

    private Path corpus;
    private Path store;
    private Path own;

    @BeforeEach
    void write() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus/jiangsu"));
        store = folder.resolve("store");
        own = folder.resolve("own");
        Files.createDirectories(own.resolve("corrections"));
        Files.writeString(corpus.resolve("gdp.csv"), "地区生产总值（亿元）\n地区,2012\n江苏,\"1,934.88\"\n浙江,34665.33\n");
    }

    private void correct(String... lines) throws IOException {
        Files.writeString(own.resolve("corrections/jiangsu.yaml"), String.join("\n", lines) + "\n");
    }

    private static String line(String target, String old) {
        return "- {" + target + ", old: \"" + old
                + "\", new: \"2393.45\", reason: the printed row repeats another, by: Li, on: \"2026-03-01\"}";
    }

    private List<Path> rules() {
        return List.of(Path.of("rules"), own);
    }

    private Indexing.Summary index() {
        return Indexing.index(
                List.of(folder.resolve("corpus")), store, rules(), Indexing.Options.TRUSTING, (d, n, p) -> {});
    }

    private Observation jiangsu() {
        try (Warehouse warehouse = Warehouse.open(store)) {
            return warehouse.observations(ObservationFilter.ALL).stream()
                    .filter(o -> o.region().label().equals("江苏"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Diagnostic> about(Indexing.Summary summary) {
        return summary.diagnostics().stream()
                .filter(d -> List.of(
                                ExtractCodes.CORRECTION_AMBIGUOUS,
                                ExtractCodes.CORRECTION_DIFFERS,
                                ExtractCodes.CORRECTION_UNUSED)
                        .contains(d.code()))
                .toList();
    }

    @Test
    void namedByDocumentAndCellIsAppliedAndStaysVisible() throws IOException {
        index();
        Observation before = jiangsu();
        assertThat(before.value()).hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("1934.88"));
        correct(line("document: jiangsu/gdp.csv, cell: r3c2", "1934.88"));
        assertThat(about(index())).isEmpty();
        Observation after = jiangsu();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.value()).hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("2393.45"));
        assertThat(after.reading().raw()).isEqualTo(before.reading().raw());
        assertThat(after.flag()).isEqualTo("corrected");
        assertThat(after.rule()).isEqualTo(before.rule() + "+correction.2026-03-01.Li.jiangsu-gdp-csv-r3c2");
        assertThat(after.snippet())
                .startsWith(before.snippet())
                .contains("corrected from 1934.88 to 2393.45: the printed row repeats another (Li, 2026-03-01)");
        assertThat(ShowDesk.show(store, rules(), after.id()))
                .anyMatch(line -> line.name().equals("corrected")
                        && line.text().contains("1934.88")
                        && line.text().contains("jiangsu.yaml:1"))
                .anyMatch(
                        line -> line.name().equals("as printed") && line.text().contains("1,934.88"));
    }

    @Test
    void namedByIdAndChainedWithALaterOne() throws IOException {
        index();
        String id = jiangsu().id();
        correct(
                line("observation: " + id, "1,934.88"),
                "- {observation: " + id + ", old: 2393.45, new: 2400, reason: again, by: Wu, on: 2026-04-01}");
        assertThat(about(index())).isEmpty();
        assertThat(jiangsu().value()).hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("2400"));
        assertThat(jiangsu().flag()).isEqualTo("corrected");
        assertThat(jiangsu().rule()).contains("+correction.2026-03-01.Li").contains("+correction.2026-04-01.Wu");
    }

    @Test
    void anotherOldValueChangesNothingAndNamesFileAndLine() throws IOException {
        correct("", line("document: jiangsu/gdp.csv, cell: r3c2", "1.5"));
        assertThat(about(index())).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(ExtractCodes.CORRECTION_DIFFERS);
            assertThat(d.source()).isEqualTo("jiangsu/gdp.csv");
            assertThat(d.cell()).contains("r3c2");
            assertThat(d.message()).contains("own/corrections/jiangsu.yaml:2").contains("1934.88");
        });
        assertThat(jiangsu().flag()).isEmpty();
        assertThat(jiangsu().value()).hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("1934.88"));
    }

    @Test
    void whatMeetsNothingIsSaid() throws IOException {
        correct(
                line("document: jiangsu/gdp.csv, cell: r30c2", "1.5"),
                line("document: jiangsu/none.csv, cell: r3c2", "1.5"),
                line("observation: ffffffffffffffff", "1.5"),
                line("document: jiangsu/gdp.csv, cell: \"Other!r3c2\"", "1934.88"));
        List<Diagnostic> said = about(index());
        assertThat(said).hasSize(4).allMatch(d -> d.code().equals(ExtractCodes.CORRECTION_UNUSED));
        for (int line = 1; line <= 4; line++) {
            String place = "own/corrections/jiangsu.yaml:" + line;
            assertThat(said).anyMatch(d -> d.line().contains(place));
        }
        assertThat(jiangsu().flag()).isEmpty();
    }

    @Test
    void extractWithoutAStoreCorrectsAndExportsIt() throws IOException {
        correct(line("document: gdp.csv, cell: r3c2", "1934.88"));
        StringWriter csv = new StringWriter();
        ExtractDesk.write(new ExtractDesk(rules()).read(List.of(corpus.resolve("gdp.csv"))), false, csv);
        assertThat(csv.toString()).contains("2393.45").contains("corrected from 1934.88 to 2393.45");
    }

    @Test
    void explainsANumberByItsRules() throws IOException {
        correct(line("document: jiangsu/gdp.csv, cell: r3c2", "1934.88"));
        index();
        RuleDesk desk = new RuleDesk(rules());
        assertThat(desk.explainNumber(store, jiangsu().id()).orElseThrow().text())
                .contains("place\tjiangsu/gdp.csv")
                .contains("r3c2")
                .contains("as printed\t1,934.88")
                .contains("says\tcorrection.2026-03-01.Li.jiangsu-gdp-csv-r3c2\tcorrection corrected from 1934.88")
                .contains("region\t江苏 [CN-32]");
        assertThat(desk.explainNumber(store, jiangsu().id().substring(0, 8))).isPresent();
        assertThat(desk.explainNumber(store, "2016")).isEmpty();
        assertThat(desk.explainNumber(folder.resolve("none"), jiangsu().id())).isEmpty();
    }
}
