package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Observation;
import almanac.rule.RuleBook;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed rule is read into the documents that it can change, and into no other. */
class RuleChangeTest {
    private static final Map<String, String> SCHEMAS = Map.of(
            "region", "almanac.regions/1\nregions",
            "unit", "almanac.units/1\nunits",
            "indicator", "almanac.indicators/1\nindicators",
            "phrase", "almanac.tables/1\nrules",
            "prose", "almanac.prose/1\nlanguage: zh\nrules");

    @TempDir
    Path folder;

    private Path corpus;
    private Path own;

    @BeforeEach
    void write() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        own = Files.createDirectories(folder.resolve("own"));
        file("gdp/2012.csv", "1-1 地区生产总值（亿元）\n地区,2012,比上年增长（%）\n江苏,54058.22,10.1\n浙江,34665.33,8.0\n合计,88723.55,\n");
        file("gdp/2013.csv", "续表 1-1\n地区,2013\n江苏,59161.75\n浙江,37568.49\n");
        file(
                "trade/ports.csv",
                "Exports by region (100 million US dollars)\nRegion,2014,2015\nShanghai,2101.6,1969.7\nChongqing,634.1,551.9\n");
        file("trade/patents.csv", "专利授权量\n单位：件\n地区,发明,实用新型\n四川,1234,5678\n贵州,…,90\n");
        file(
                "news/communique.txt",
                "2019年湖北省国民经济和社会发展统计公报\n\n全年地区生产总值45828.31亿元，比上年增长7.5%。其中，第一产业增加值3809.09亿元，增长3.2%。"
                        + "年末常住人口5927万人，比上年末增加10万人。全年居民消费价格上涨3.1%。\n");
        file("news/english.txt", "In 2018 the exports of Zhejiang reached 2118.2 billion yuan, up 9.0 percent.\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = corpus.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private void own(String text) throws IOException {
        Files.writeString(own.resolve("own.yaml"), text, StandardCharsets.UTF_8);
    }

    private Indexing.Summary index(Path store) {
        return Indexing.index(
                List.of(corpus),
                store,
                List.of(Path.of("rules"), own),
                Indexing.Options.TRUSTING,
                (done, all, path) -> {});
    }

    private static String content(Path store) {
        StringBuilder content = new StringBuilder();
        try (Warehouse warehouse = Warehouse.open(store)) {
            for (Observation observation : warehouse.observations(ObservationFilter.ALL)) {
                content.append(observation).append('\n');
            }
            warehouse
                    .sources()
                    .keySet()
                    .forEach(id -> content.append(warehouse.diagnostics(id)).append('\n'));
        }
        return content.toString();
    }

    @Test
    void readsOnlyTheDocumentsThatAnAliasNames() throws IOException {
        Path store = folder.resolve("store");
        own("schema: almanac.indicators/1\nindicators: {}\n");
        index(store);
        own("schema: almanac.indicators/1\nindicators:\n  patents.granted: {names: [专利获批数]}\n");
        Indexing.Summary nobody = index(store);
        assertThat(nobody.ruleChange()).contains(new Indexing.RuleChange(1, 0, 6));
        assertThat(nobody.count(Indexing.Plan.UNCHANGED)).isEqualTo(6);
        own("schema: almanac.regions/1\nregions:\n  CN-51: {off: true}\n");
        Indexing.Summary one = index(store);
        assertThat(one.ruleChange().orElseThrow().touched()).isEqualTo(1);
        assertThat(one.planned())
                .filteredOn(p -> p.plan() == Indexing.Plan.RULES_CHANGED)
                .extracting(Indexing.Planned::path)
                .containsExactly("trade/patents.csv");
        assertThat(index(store).ruleChange()).isEmpty();
    }

    @Test
    void readsACorrectionIntoTheDocumentItNames() throws IOException {
        Path store = folder.resolve("store");
        index(store);
        String id;
        try (Warehouse warehouse = Warehouse.open(store)) {
            id = warehouse
                    .observations(ObservationFilter.ofDocument("trade/ports.csv"))
                    .get(0)
                    .id();
        }
        Files.createDirectories(own.resolve("corrections"));
        Files.writeString(
                own.resolve("corrections/checked.yaml"),
                "- {observation: " + id
                        + ", old: '2101.6', new: '2102.6', reason: misprint, by: Li, on: 2026-03-01}\n");
        Indexing.Summary summary = index(store);
        assertThat(summary.ruleChange()).contains(new Indexing.RuleChange(1, 1, 6));
        assertThat(content(store)).contains("2102.6");
    }

    @Test
    void givesWhatAFreshStoreGivesWhateverRuleIsTakenAwaySeed7() throws IOException {
        List<RuleBook.Listed> entries = new ArrayList<>();
        Map<String, List<RuleBook.Listed>> byKind = new TreeMap<>();
        for (RuleBook.Listed listed : RuleBook.load(List.of(Path.of("rules"))).listed()) {
            if (SCHEMAS.containsKey(listed.kind())) {
                byKind.computeIfAbsent(listed.kind(), k -> new ArrayList<>()).add(listed);
            }
        }
        Random random = new Random(7);
        byKind.values().forEach(list -> {
            entries.add(list.get(random.nextInt(list.size())));
        });
        // and those that the documents are sure to use
        for (String id : List.of("gdp", "CN-32", "CNY", "zh.growth.rate", "table.title.continued", "population")) {
            byKind.values().stream()
                    .flatMap(List::stream)
                    .filter(l -> l.id().equals(id))
                    .forEach(entries::add);
        }
        Path store = folder.resolve("store");
        index(store);
        int spared = 0;
        for (RuleBook.Listed entry : entries) {
            own("schema: " + SCHEMAS.get(entry.kind()) + ":\n  " + entry.id() + ": {off: true}\n");
            Indexing.Summary summary = index(store);
            Path fresh = folder.resolve("fresh-" + spared + "-" + entries.indexOf(entry));
            index(fresh);
            assertThat(content(store)).as(entry.toString()).isEqualTo(content(fresh));
            spared += summary.ruleChange().map(c -> c.documents() - c.touched()).orElse(0);
        }
        assertThat(spared).isGreaterThan(entries.size() * 2);
    }
}
