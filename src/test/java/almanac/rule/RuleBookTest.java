package almanac.rule;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Diagnostic;
import almanac.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {
    private static RuleBook book;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        book = RuleBook.load(List.of(Path.of("rules")));
    }

    private RuleBook of(String... documents) throws IOException {
        for (int i = 0; i < documents.length; i++) {
            Files.writeString(folder.resolve("d" + i + ".yaml"), documents[i]);
        }
        return RuleBook.load(List.of(folder));
    }

    @Test
    void ourOwnRulesHaveNoErrors() {
        assertThat(book.diagnostics()).map(Diagnostic::line).isEmpty();
        assertThat(new RuleTests(book).run().diagnostics())
                .map(Diagnostic::line)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            武    汉, CN-4201
            湖北省, CN-42
            济 南 市, CN-3701
            恩施自治州, CN-4228
            神农架, CN-429021
            济源示范区, CN-419001
            内蒙古自治区, CN-15
            ' 北  京', CN-11
            Inner Mongolia, CN-15
            Huaian, CN-3208
            Jiangsu Province, CN-32
            吉林市, CN-2202
            吉林, CN-22
            海南, CN-46
            'Korea, Rep.', KOR
            Türkiye, TUR
            Turkiye, TUR
            "Cote d'Ivoire", CIV
            'Egypt, Arab Rep.', EGY
            中国香港, CN-81
            'Hong Kong SAR, China', CN-81
            'Bosnia and Herzegovina', BIH
            Shaanxi, CN-61
            Shanxi, CN-14
            CHN, CN
            Arab World, ARB
            """)
    void knowsRegionsByManyNames(String name, String code) {
        assertThat(book.lexicon().region(name)).map(Region::code).contains(code);
    }

    @Test
    void tellsPlacesOfOnePinyinApart() {
        assertThat(book.lexicon().regions("Taizhou")).extracting(Region::code).containsExactly("CN-3212", "CN-3310");
        assertThat(book.lexicon().region("Taizhou")).isEmpty();
        assertThat(book.lexicon().region("泰州")).map(Region::code).contains("CN-3212");
        assertThat(book.lexicon().region("台州市")).map(Region::code).contains("CN-3310");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            亿元, CNY_1e8, 100000000
            100 million yuan, CNY_1e8, 100000000
            '(100 million yuan)', CNY_1e8, 100000000
            billion yuan, CNY_1e9, 1000000000
            万元, CNY_1e4, 10000
            '10,000 yuan', CNY_1e4, 10000
            10000 persons, person_1e4, 10000
            万人, person_1e4, 10000
            亿美元, USD_1e8, 100000000
            '1,000 US dollars', USD_1e3, 1000
            million US$, USD_1e6, 1000000
            In thousand Philippine Pesos, PHP_1e3, 1000
            万亿元, CNY_1e12, 1000000000000
            %, percent, 1
            ‰, permille, 0.1
            百分点, points, 1
            吨, tonne, 1000
            亿千瓦时, kilowatt_hour_1e8, 100000000
            万吨, tonne_1e4, 10000000
            平方公里, square_kilometre, 1000000
            人年, person_year, 1
            件, item, 1
            млн руб., RUB_1e6, 1000000
            ₹ Lakh, INR_1e5, 100000
            current US$, USD, 1
            元/人, CNY_per_person, 1
            人民币元, CNY, 1
            亿件, item_1e8, 100000000
            """)
    void readsUnits(String phrase, String id, String factor) {
        assertThat(book.lexicon().units().named(phrase)).hasValueSatisfying(unit -> {
            assertThat(unit.id()).isEqualTo(id);
            assertThat(unit.factor()).isEqualByComparingTo(factor);
            assertThat(book.lexicon().units().byId(id)).contains(unit);
        });
    }

    @ParameterizedTest
    @CsvSource({"Heyuan", "太原", "12 元", "地区生产总值", "''"})
    void doesNotTakeNamesForUnits(String phrase) {
        assertThat(book.lexicon().units().named(phrase)).isEmpty();
    }

    @Test
    void shortNamesHoldOnlyUnderTheirOwner() {
        Lexicon lexicon = book.lexicon();
        assertThat(lexicon.indicator("第一产业")).isEmpty();
        assertThat(lexicon.indicator("第一产业", List.of("gdp")).orElseThrow().id()).isEqualTo("gdp.primary");
        assertThat(lexicon.indicator("第一产业", List.of("employment"))
                        .orElseThrow()
                        .id())
                .isEqualTo("employment.primary");
        assertThat(lexicon.indicator("Gross Domestic Product").orElseThrow().id())
                .isEqualTo("gdp");
    }

    @Test
    void namesTheNearestKeyFileAndLine() throws IOException {
        RuleBook broken =
                of("schema: almanac.indicators/1\nindicators:\n  gdp: {zh: 生产总值, kind: flow, definitoin: x}\n");
        assertThat(broken.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(RuleCodes.UNKNOWN_KEY);
            assertThat(d.source()).endsWith("d0.yaml:3");
            assertThat(d.hint()).contains("definition");
        });
    }

    @Test
    void refusesCode() throws IOException {
        RuleBook broken = of("""
                schema: almanac.prose/1
                rules:
                  a: {pattern: 'x', action: 'run'}
                  b: {pattern: '{{ x }}'}
                  c: {pattern: 'y', result: 'z'}
                """);
        assertThat(broken.diagnostics())
                .extracting(Diagnostic::code)
                .filteredOn(RuleCodes.CODE_REFUSED::equals)
                .hasSize(3);
    }

    @Test
    void boundsCatastrophicPatterns() throws IOException {
        RuleBook hostile = of("""
                schema: almanac.tables/1
                rules:
                  slow: {is: title, match: '(a+)+\\1b'}
                  wrong: {is: title, match: '(a'}
                """);
        assertThat(hostile.match("title", "a".repeat(3000) + "!")).isEmpty();
        assertThat(hostile.diagnostics()).extracting(Diagnostic::code).containsExactly(RuleCodes.BAD_PATTERN);
        assertThat(new RuleTests(hostile).run().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(RuleCodes.BAD_PATTERN);
    }

    @Test
    void laterFoldersExtendAndOverrideById(@TempDir Path mine) throws IOException {
        Files.writeString(mine.resolve("my.yaml"), """
                schema: almanac.indicators/1
                indicators:
                  gdp: {names: [本地的生产总值], definition: mine}
                  rainfall: {zh: 降水量, en: Rainfall, kind: flow}
                  cpi: {off: true}
                """);
        RuleBook both = RuleBook.load(List.of(Path.of("rules"), mine));
        assertThat(both.diagnostics()).map(Diagnostic::line).isEmpty();
        assertThat(both.lexicon().indicator("本地的生产总值").orElseThrow().id()).isEqualTo("gdp");
        assertThat(both.lexicon().indicator("国内生产总值").orElseThrow().definition())
                .isEqualTo("mine");
        assertThat(both.lexicon().indicator("降水量")).isPresent();
        assertThat(both.lexicon().indicatorById("cpi")).isEmpty();
    }

    @Test
    void tellsFoldersOfOneNameApart(@TempDir Path workspace) throws IOException {
        Path mine = Files.createDirectories(workspace.resolve("rules/units"));
        Files.writeString(mine.resolve("units.yaml"), """
                schema: almanac.indicators/1
                indicators:
                  rainfall: {zh: 降水量, en: Rainfall, kind: flow}
                """);
        RuleBook both = RuleBook.load(List.of(Path.of("rules"), workspace.resolve("rules")));
        assertThat(both.texts().keySet()).contains("rules/units/units.yaml", "rules-2/units/units.yaml");
        assertThat(both.lexicon().indicator("降水量")).isPresent();
    }

    @Test
    void saysWhatFailsInAnExample() throws IOException {
        RuleBook wrong = of("""
                schema: almanac.tables/1
                rules:
                  t: {is: title, match: 'Table (?<no>\\d+)', examples: ['Table 12', 'Table x', {text: Table 3, expect: {no: '4'}}], refuses: [Table 5]}
                """);
        assertThat(new RuleTests(wrong).run().diagnostics())
                .extracting(d -> d.code().id())
                .containsExactly("ALM-3007", "ALM-3007", "ALM-3008");
    }

    @Test
    void survivesWhatIsNoYaml() throws IOException {
        RuleBook broken = of("a: [", "- x\n- y\n", "plain", "schema: almanac.unts/1\n", "a: &x [1]\nb: *x\n", "");
        assertThat(broken.diagnostics())
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.code().id()).startsWith("ALM-30"));
    }

    @Test
    void saysWhenThereAreNone() {
        assertThat(RuleBook.load(List.of(folder)).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(RuleCodes.NO_RULES);
    }

    @Test
    void theLockFileKnowsTheRules() throws java.io.IOException {
        String lock = java.nio.file.Files.readString(Path.of("rules/rules.lock"));
        RuleBook rules = RuleBook.load(List.of(Path.of("rules")));
        assertThat(RuleLock.compare(rules, lock))
                .as("after a change of the rules: almanac rules lock")
                .isEmpty();
        assertThat(RuleLock.compare(rules, lock.replaceFirst("(?m)^unit CNY .*$", "unit CNY 00")))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).isEqualTo("unit CNY has changed since rules.lock was written"));
    }
}
