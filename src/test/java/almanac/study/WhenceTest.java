package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Observation;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each part of what a number says is shown with the place where it is printed. */
class WhenceTest {
    private static final List<Path> RULES = List.of(Path.of("rules"));

    @TempDir
    Path folder;

    private Path corpus;
    private Path store;

    @BeforeEach
    void index() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        store = folder.resolve("store");
        Files.writeString(
                corpus.resolve("gdp.csv"),
                "2-1 地区生产总值\n单位：亿元\n地区,2011,2012\n江苏,49110.27,54058.22\n浙江,32318.85,34665.33\n",
                StandardCharsets.UTF_8);
        Files.writeString(
                corpus.resolve("2019.txt"), "2019年湖北省统计公报\n\n全年地区生产总值45828.31亿元，比上年增长7.5%。\n", StandardCharsets.UTF_8);
        Indexing.index(List.of(corpus), store, RULES, Indexing.Options.TRUSTING, (done, all, path) -> {});
    }

    private Map<String, String> shown(String document, String value) {
        String id;
        try (Warehouse warehouse = Warehouse.open(store)) {
            id = warehouse.observations(ObservationFilter.ofDocument(document)).stream()
                    .filter(o -> o.reading().raw().contains(value))
                    .map(Observation::id)
                    .findFirst()
                    .orElseThrow();
        }
        Map<String, String> lines = new TreeMap<>();
        ShowDesk.show(store, RULES, id)
                .forEach(line ->
                        lines.putIfAbsent(line.name().strip() + (line.name().startsWith(" ") ? "?" : ""), line.text()));
        return lines;
    }

    @Test
    void namesTheCellsThatSayItAndTheRulesThatTookThem() {
        Map<String, String> lines = shown("gdp.csv", "54058.22");
        assertThat(lines.get("region?")).contains("\"江苏\" in row label r4c1", "CN-32", "china-provinces.yaml:");
        assertThat(lines.get("period?")).contains("\"2012\" in head r3c3");
        assertThat(lines.get("indicator?")).contains("地区生产总值", "gdp", "national-accounts.yaml:");
        assertThat(lines.get("unit?")).contains("单位：亿元", "units.yaml:");
        assertThat(lines.get("read with")).endsWith("the same as now");
    }

    @Test
    void namesTheSentenceAndTheTitleOfProse() {
        Map<String, String> lines = shown("2019.txt", "45828.31");
        assertThat(lines.get("indicator?")).contains("in the sentence", "gdp");
        assertThat(lines.get("region?")).contains("湖北", "CN-42");
    }

    @Test
    void saysWhenTheFileIsNoLongerTheOneThatWasRead() throws IOException {
        Files.writeString(corpus.resolve("gdp.csv"), "地区,2011\n江苏,1\n", StandardCharsets.UTF_8);
        assertThat(shown("gdp.csv", "54058.22").get("why")).contains("no longer as it was read");
        Files.delete(corpus.resolve("gdp.csv"));
        assertThat(shown("gdp.csv", "54058.22").get("why")).contains("no longer as it was read");
    }
}
