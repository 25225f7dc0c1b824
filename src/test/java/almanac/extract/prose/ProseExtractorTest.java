package almanac.extract.prose;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseExtractorTest {
    private static RuleBook book;
    private static ProseExtractor extractor;

    @BeforeAll
    static void load() {
        book = RuleBook.load(List.of(Path.of("rules")));
        extractor = new ProseExtractor(book);
    }

    private static List<String> read(String text) {
        return extractor.extract(text).stream()
                .map(o -> String.join(
                        "|",
                        o.region().label(),
                        o.indicator().label(),
                        o.period().code(),
                        o.value().map(v -> v.toPlainString()).orElse(""),
                        o.unitLabel(),
                        o.measure().code()))
                .toList();
    }

    @Test
    void rulesReadTheirOwnExamples() {
        ProseRuleTests.Outcome outcome = new ProseRuleTests(book).run();
        assertThat(outcome.diagnostics()).extracting(Diagnostic::line).isEmpty();
        assertThat(outcome.examples()).isGreaterThan(35);
    }

    @Test
    void carriesSubjectRegionAndTimeOn() {
        assertThat(read("初步核算，2023年浙江省生产总值为82553亿元，比上年增长6.0%。其中，第一产业增加值2332亿元，下降2.8%。"))
                .containsExactly(
                        "浙江省|生产总值|2023|82553|亿元|level",
                        "浙江省|生产总值|2023|6.0|%|growth",
                        "浙江省|第一产业增加值|2023|2332|亿元|level",
                        "浙江省|第一产业增加值|2023|-2.8|%|growth");
    }

    @Test
    void pairsListsWithTheirNumbers() {
        assertThat(read("2024年财政总收入100亿元，一般公共预算收入60亿元，分别增长9.2%和下降7.0%。"))
                .contains("|财政总收入|2024|9.2|%|growth", "|一般公共预算收入|2024|-7.0|%|growth");
        assertThat(read("2024年城镇和农村居民人均可支配收入分别为74997元和40311元。"))
                .containsExactly("|城镇居民人均可支配收入|2024|74997|元|level", "|农村居民人均可支配收入|2024|40311|元|level");
    }

    @Test
    void keepsPartnersPartsAndCalibresApart() {
        List<Observation> found = extractor.extract("2024年上海关区货物进出口总额796亿元。对欧盟进口50亿元，下降5.7%，出口30亿元；对日本出口12亿元。");
        assertThat(found)
                .extracting(o -> o.qualifiers().getOrDefault("partner", ""))
                .containsExactly("", "欧盟", "欧盟", "欧盟", "日本");
        assertThat(found.get(0).qualifiers()).containsEntry("scope", "上海关区");
        List<Observation> parts = extractor.extract("全年规模以上工业增加值比上年增长7.7%。轻工业增长5.9%，重工业增长8.5%。");
        assertThat(parts)
                .extracting(o -> o.qualifiers().getOrDefault("part", ""))
                .containsExactly("", "轻工业", "重工业");
    }

    @Test
    void readsPeriodsThatAreNoYears() {
        assertThat(read("2026年1—7月份，全国规模以上工业增加值同比增长5.3%。7月份，规模以上工业增加值环比增长0.11%。"))
                .containsExactly("全国|规模以上工业增加值|2026-01/2026-07|5.3|%|growth", "全国|规模以上工业增加值||0.11|%|growth");
        assertThat(read("截至2024年12月31日，全市共有经营主体341.90万户。")).containsExactly("|经营主体|2024-12-31|341.90|万户|level");
        assertThat(
                        read(
                                "In the first half of 2016, the GDP of China was 34,084.2 billion yuan, up 6.7 percent year on year."))
                .containsExactly(
                        "China|GDP|2016-H1|34084.2|billion yuan|level", "China|GDP|2016-H1|6.7|percent|growth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "图1 2020-2024年全省生产总值及其增速",
                "表12 2024年对主要国家进出口总额",
                "以上年价格为100。",
                "会议于9:30在北京召开，5G和IPv6是重点。",
                "规模以上工业是指年主营业务收入2000万元及以上的工业企业。",
                "力争2030年R&D经费达到5000亿元。",
                "（见图1、表11）[2]",
                "第1章第2节第3条",
                "2024.21",
                "Note 3: see table 5 of 2019.",
                "GDP was lower in 2019.",
                ""
            })
    void refusesDigitsThatAreNoStatistics(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void readsShares() {
        assertThat(read("2024年高新技术产品出口增长5%，占全市比重为31.7%。")).contains("|高新技术产品出口占全市出口比重|2024|31.7|%|share");
        assertThat(read("2024年三次产业结构由2023年的8.9：36.5：54.6调整为9.1:35.9:55.0。"))
                .contains("|第一产业占比（三次产业结构）|2023|8.9|%|share", "|第三产业占比（三次产业结构）|2024|55.0|%|share");
    }

    @Test
    void locatesEveryFigureInThePage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("jiangsu_2024.txt");
        Files.writeString(file, "一、综合\n全年实现地区生产总值137008亿元，增长5.8%。\n年末常住人口8526万人。\n");
        Document document = new DocumentReader().read(file, folder, ReadLimits.DEFAULT);
        List<Observation> found = extractor.extract(document).observations();
        assertThat(found).hasSize(3);
        assertThat(found).extracting(o -> o.region().id().orElse("")).containsOnly("CN-32");
        assertThat(found).extracting(o -> o.period().code()).containsOnly("2024");
        for (Observation observation : found) {
            var span = (almanac.model.Locator.SpanAt) observation.locator();
            assertThat(document.pageText().get("1").substring(span.from(), span.to()))
                    .contains(observation.value().orElseThrow().toPlainString());
        }
        assertThat(found).extracting(Observation::id).doesNotHaveDuplicates();
    }

    @Test
    void refusesRulesThatRunCode(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), """
                schema: almanac.prose/1
                language: zh
                rules:
                  a.expression: {pattern: '(?$value [{kind:num}] & {{ word.length() }})'}
                  a.action: {pattern: '( (?$value [{kind:num}]) => "x" )'}
                  a.unbounded: {pattern: '(?$value ([{kind:num}]+)+)'}
                  a.groupless: {pattern: '[{kind:num}]'}
                  a.broken: {pattern: '(?$value [{kind:num}'}
                  a.key: {pattern: '(?$value [{ner:DATE}])'}
                """);
        RuleBook bad = RuleBook.load(List.of(folder));
        ProseExtractor none = new ProseExtractor(bad);
        assertThat(none.diagnostics().size() + bad.diagnostics().size()).isGreaterThanOrEqualTo(6);
        assertThat(bad.prose()).hasSizeLessThanOrEqualTo(6);
        assertThat(none.diagnostics()).allMatch(d -> d.source().contains("bad.yaml:"));
        assertThat(none.diagnostics()).extracting(d -> d.code().id()).contains("ALM-3005", "ALM-3006");
    }

    @Test
    void endsOnEndlessAndOnRandomTextSeed7() {
        Random random = new Random(7);
        String letters = "增长下降5.8%亿元，、；。（）分别为占比重1234567890上年比和及由2024年月广东GDP";
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(300);
            for (int j = 0; j < length; j++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            extractor.extract(text.toString());
        }
        assertThat(extractor.extract("增长5%和".repeat(600))).isEmpty();
        assertThat(extractor.extract("（".repeat(3_000) + "5亿元")).isEmpty();
        assertThat(extractor.extract("up by 5 percent and ".repeat(400))).isEmpty();
    }
}
