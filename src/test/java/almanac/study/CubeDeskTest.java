package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.model.Measure;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CubeDeskTest {
    @TempDir
    static Path folder;

    private static Path store;

    @BeforeAll
    static void index() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        store = folder.resolve("store");
        Files.writeString(
                corpus.resolve("2013.csv"),
                "地区生产总值（亿元）\n地区,2011,2012\n湖北,19632.26,22250.45\n武汉,6762.20,8003.82\n宜昌,2140.69,2508.89\n",
                StandardCharsets.UTF_8);
        Files.writeString(corpus.resolve("2013.csv.almanac.yaml"), "vintage: '2013'\n", StandardCharsets.UTF_8);
        Files.writeString(
                corpus.resolve("2014.csv"), "地区生产总值（万元）\n地区,2012,2013\n武汉,80038300,90512700\n", StandardCharsets.UTF_8);
        Files.writeString(corpus.resolve("2014.csv.almanac.yaml"), "vintage: '2014'\n", StandardCharsets.UTF_8);
        Indexing.index(
                List.of(corpus), store, List.of(Path.of("rules")), Indexing.Options.TRUSTING, (done, all, path) -> {});
    }

    private static String print(CubeDesk.Wanted wanted) {
        StringWriter out = new StringWriter();
        List<String> notes = CubeDesk.print(store, wanted, out);
        return out + String.join("\n", notes);
    }

    private static CubeDesk.Wanted wanted(List<String> regions, Optional<String> under, String format, int columns) {
        return new CubeDesk.Wanted(List.of("GDP"), regions, under, 0, 9999, Measure.LEVEL, format, columns);
    }

    @Test
    void printsTheNewestEditionInOneUnitAndMarksWhatIsDisputed() {
        String text = print(wanted(List.of("武汉"), Optional.empty(), "table", 0));
        assertThat(text.lines().toList().get(0)).containsSubsequence("2011", "2012", "2013");
        assertThat(text).contains("67622000", "80038300*", "90512700", "万元", "other books print another figure");
    }

    @Test
    void addsUpTheRegionsBelowOne() {
        String text = print(wanted(List.of(), Optional.of("湖北省"), "table", 0));
        assertThat(text).contains("sum of up to 2", "22250.45", "10512.72");
    }

    @Test
    void partsTheYearsWhereTheTerminalIsNarrow() {
        String text = print(wanted(List.of("CN-4201"), Optional.empty(), "table", 44));
        assertThat(text.lines().filter(line -> line.startsWith("indicator"))).hasSizeGreaterThan(1);
    }

    @Test
    void listsFiguresWithTheirBookAndId() {
        String text = print(wanted(List.of("武汉"), Optional.empty(), "csv", 0));
        assertThat(text.lines()).hasSize(4);
        assertThat(text).contains("gdp,CN-4201,武汉,,level,2012,80038300,万元,2014.csv,2014,true,");
    }

    @Test
    void saysWhatItDoesNotKnowAndWhatItDoesNotHave() {
        assertThatThrownBy(() -> print(wanted(List.of("江苏州"), Optional.empty(), "table", 0)))
                .hasMessageContaining("ALM-4030");
        assertThat(print(wanted(List.of("西藏"), Optional.empty(), "table", 0))).contains("has no such figures");
    }
}
