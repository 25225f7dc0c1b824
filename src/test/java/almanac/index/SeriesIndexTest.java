package almanac.index;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.SyntheticBooks;
import almanac.model.Region;
import almanac.warehouse.DocumentRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesIndexTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void write() {
        try (SeriesIndexWriter writer = SeriesIndexWriter.open(folder.resolve("lucene"))) {
            List<Region> regions = new ArrayList<>(SyntheticBooks.regions());
            // known, but in no book
            regions.add(new Region(
                    "CN-15",
                    "内蒙古",
                    "Inner Mongolia",
                    "province",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
            writer.lexicon(regions, SyntheticBooks.indicators());
            for (int i = 1; i <= 6; i++) {
                replace(writer, SyntheticBooks.book(i, 2400, 1), i);
            }
            writer.commit(6);
        }
    }

    private static void replace(SeriesIndexWriter writer, DocumentRecord book, long generation) {
        TreeMap<String, String> captions = new TreeMap<>();
        book.tables().forEach(t -> captions.put(t.id(), t.caption()));
        writer.replace(book.source(), generation, book.observations(), book.sentences(), captions);
    }

    private static SearchAnswer search(String text) {
        return search(text, new SearchOptions(0, 10, SearchOptions.Sort.RELEVANCE, true));
    }

    private static SearchAnswer search(String text, SearchOptions options) {
        SearchQuery.Parsed parsed = SearchQuery.parse(text);
        assertThat(parsed).isInstanceOf(SearchQuery.Parsed.Understood.class);
        try (SeriesIndex index = SeriesIndex.open(folder.resolve("lucene"))) {
            return index.search(((SearchQuery.Parsed.Understood) parsed).query(), options);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            江苏 地区生产总值,            CN-32, gdp
            江苏地区生产总值,             CN-32, gdp
            沪 GDP,                       CN-31, gdp
            Shanghai gross regional product, CN-31, gdp
            浙江省 R&D经费,               CN-33, rd.expenditure
            zhejiang R & D expenditure,   CN-33, rd.expenditure
            Ｒ＆Ｄ 湖北,                  CN-42, rd.expenditure
            高技术产业 出口 四川,         CN-51, hightech.exports
            四川高技术产业出口额,         CN-51, hightech.exports
            patents yunnan,               CN-53, patents.granted
            region:安徽 indicator:fdi,    CN-34, fdi
            region:CN-36 专利,            CN-36, patents.granted
            """)
    void findsWhatAPersonMeans(String text, String region, String indicator) {
        Hit first = search(text).hits().get(0);
        assertThat(first.regionId()).contains(region);
        assertThat(first.indicatorId()).contains(indicator);
        assertThat(first.qualifiers()).as("the total before its parts").isEmpty();
        assertThat(first.books()).as("all books of the series in one hit").hasSizeGreaterThan(2);
    }

    @Test
    void narrowsToYears() {
        Hit hit = search("江苏 GDP year:2010..2012").hits().get(0);
        assertThat(hit.points()).extracting(Hit.Point::period).containsOnly("2010", "2011", "2012");
        assertThat(search("江苏 GDP year:2090").hits()).isEmpty();
        assertThat(search("江苏 GDP 2011年").hits().get(0).points())
                .extracting(Hit.Point::period)
                .containsOnly("2011");
    }

    @Test
    void filtersAndExcludes() {
        assertThat(search("GDP simulated:yes").hits()).allMatch(Hit::simulated).isNotEmpty();
        assertThat(search("GDP -江苏").hits())
                .noneMatch(h -> h.region().contains("江苏"))
                .isNotEmpty();
        assertThat(search("kind:sentence 地区生产总值").hits())
                .allMatch(h -> h.kind().equals("sentence"))
                .isNotEmpty();
        assertThat(search("unit:亿元 source:book-4 GDP").hits())
                .allMatch(h -> h.books().stream().allMatch(b -> b.path().contains("book-4")))
                .isNotEmpty();
        assertThat(search("\"高技术产业出口交货值\" 江苏").hits().get(0).indicator()).contains("高技术产业出口交货值");
        assertThat(search("\"出口高技术\"").total()).isZero();
    }

    @Test
    void countsFacets() {
        SearchAnswer answer = search("GDP");
        assertThat(answer.facets().get("region"))
                .extracting(SearchAnswer.Count::value)
                .contains("江苏", "上海");
        assertThat(answer.facets().get("unit").get(0).value()).isEqualTo("亿元");
    }

    @Test
    void helpsWithSpelling() {
        assertThat(search("Jiangsoo GDP").suggestion()).isEqualTo("jiangsu GDP");
        assertThat(search("江苏 地区生产总直").suggestion()).contains("地区生产总值");
        assertThat(search("江苏 GDP").suggestion()).isEmpty();
    }

    @Test
    void saysWhenNotAllWordsFit() {
        SearchAnswer answer = search("江苏 地区生产总值 quaternions");
        assertThat(answer.exact()).isFalse();
        assertThat(answer.hits().get(0).regionId()).contains("CN-32");
    }

    @Test
    void looksElsewhereWhereAPlaceHasNothingAndSaysSo() {
        SearchAnswer answer = search("内蒙古 高技术产业出口额");
        assertThat(answer.exact()).isFalse();
        assertThat(answer.understood()).contains("the store has nothing of the kind for 内蒙古");
        assertThat(answer.hits().get(0).indicatorId()).contains("hightech.exports");
        assertThat(search("江苏 全省 地区生产总值").hits().get(0).regionId()).contains("CN-32");
    }

    @Test
    void pagesWithoutOverlap() {
        SearchOptions second = new SearchOptions(5, 5, SearchOptions.Sort.RELEVANCE, false);
        List<Hit> all = search("GDP").hits();
        assertThat(search("GDP", second).hits()).isEqualTo(all.subList(5, 10));
    }

    @Test
    void marksWhatWasAsked() {
        Hit hit = search("江苏 生产总值").hits().get(0);
        assertThat(hit.marks()).isNotEmpty();
        assertThat(hit.indicator().substring(hit.marks().get(0), hit.marks().get(1)))
                .contains("生产总值");
    }

    @Test
    void replacesRemovesAndRemembersGenerations() {
        Path path = folder.resolve("other");
        try (SeriesIndexWriter writer = SeriesIndexWriter.open(path)) {
            writer.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
            replace(writer, SyntheticBooks.book(1, 240, 1), 1);
            replace(writer, SyntheticBooks.book(2, 240, 1), 1);
            writer.commit(1);
            writer.remove("books/2/book-2.xls");
            replace(writer, SyntheticBooks.book(1, 120, 2), 2);
            writer.commit(2);
            replace(writer, SyntheticBooks.book(3, 120, 2), 3);
        }
        assertThat(SeriesIndex.generation(path)).contains(2L);
        try (SeriesIndex index = SeriesIndex.open(path)) {
            assertThat(index.contents()).containsOnly(java.util.Map.entry("books/1/book-1.xls", 2L));
        }
    }

    @Test
    void beginsAnewWhereTheIndexIsDamaged() throws Exception {
        Path path = folder.resolve("damaged");
        try (SeriesIndexWriter writer = SeriesIndexWriter.open(path)) {
            replace(writer, SyntheticBooks.book(1, 240, 1), 1);
            writer.commit(1);
        }
        try (var files = Files.list(path)) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".si") || f.toString().endsWith(".cfs"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (SeriesIndexWriter writer = SeriesIndexWriter.open(path)) {
            replace(writer, SyntheticBooks.book(2, 240, 1), 2);
            writer.commit(2);
        }
        try (SeriesIndex index = SeriesIndex.open(path)) {
            assertThat(index.contents()).containsOnlyKeys("books/2/book-2.xls");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            regoin:江苏            | 0  | did you mean region:?
            江苏 year:2015..2010   | 8  | ends before it begins
            江苏 year:soon         | 8  | year: takes
            江苏 "GDP              | 3  | never closed
            kind:picture           | 5  | table, prose or sentence
            江苏 unit:             | 8  | needs a value
            """)
    void drawsACaretUnderTheTrouble(String text, int at, String message) {
        SearchQuery.Parsed parsed = SearchQuery.parse(text);
        assertThat(parsed).isInstanceOfSatisfying(SearchQuery.Parsed.NotUnderstood.class, not -> {
            assertThat(not.trouble().at()).isEqualTo(at);
            assertThat(not.trouble().message()).contains(message);
            assertThat(not.trouble().drawn().lines().toList().get(1)).endsWith("^");
        });
    }
}
