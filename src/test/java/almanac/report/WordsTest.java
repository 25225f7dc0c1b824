package almanac.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words english = Words.of("en");
    private final Words chinese = Words.of("zh");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() {
        assertThat(chinese.keys()).isEqualTo(english.keys()).hasSizeGreaterThan(80);
        Pattern place = Pattern.compile("\\{\\d}");
        for (String key : english.keys()) {
            Object[] names = {"<0>", "<1>", "<2>", "<3>", "<4>", "<5>"};
            Pattern named = Pattern.compile("<\\d>");
            assertThat(named.matcher(chinese.say(key, names))
                            .results()
                            .map(r -> r.group())
                            .sorted())
                    .as(key)
                    .isEqualTo(named.matcher(english.say(key, names))
                            .results()
                            .map(r -> r.group())
                            .sorted()
                            .toList());
            assertThat(place.matcher(chinese.say(key, names)).find()).as(key).isFalse();
        }
    }

    @Test
    void oneIsSingular() {
        assertThat(english.say("documents.text", "1", "1", "0"))
                .isEqualTo("1 document, 1 observation, 0 of them in the panel.");
        assertThat(english.say("documents.text", "2", "3", "1")).startsWith("2 documents, 3 observations");
        assertThat(english.say("sample.text", 184, 184, 1, 184)).contains("(184 regions × 1 year)");
        assertThat(chinese.say("documents.text", "1", "1", "0")).startsWith("1 份文献");
    }

    @Test
    void saysListsOfMomentsAndRangesInChinese() {
        assertThat(chinese.tell("LE mean 1.06 +- 0.01 sd 0.65; lnFDI mean 5.35 sd 1"))
                .isEqualTo("LE 均值 1.06 ± 0.01、标准差 0.65；lnFDI 均值 5.35、标准差 1");
        assertThat(chinese.tell("LE 0.01 to 0.02, lnFDI 0.15 to 0.16")).isEqualTo("LE 0.01 至 0.02、lnFDI 0.15 至 0.16");
        assertThat(chinese.tellPage(
                        "<html lang=\"en\"><title>book/2013.pdf, page 2</title><img alt=\"the page as printed\">"))
                .isEqualTo("<html lang=\"zh\"><title>book/2013.pdf，第 2 页</title><img alt=\"印刷页面\">");
    }

    @Test
    void noSentenceStandsTwice() throws Exception {
        Path file = Path.of("src/main/resources/almanac/report/sentences_zh.txt");
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> english = IntStream.range(0, lines.size() / 2)
                .mapToObj(i -> lines.get(2 * i))
                .toList();
        assertThat(english).hasSizeGreaterThan(400).doesNotHaveDuplicates();
    }

    @Test
    void refusesALanguageThereIsNot() {
        assertThatThrownBy(() -> Words.of("fr")).hasMessageContaining("fr");
    }

    @Test
    void leavesEnglishAsItIsAndChineseToo() {
        assertThat(english.tell("no outliers")).isEqualTo("no outliers");
        assertThat(chinese.tell("武汉 2003")).isEqualTo("武汉 2003");
    }

    @Test
    void saysCountsOfFindingsAndCompletenessInChinese() {
        assertThat(chinese.tell("a series jumps from one year to the next: 17")).isEqualTo("序列年际跳变：17 处");
        assertThat(chinese.tell("Of 365 findings of one kind the worst 20 are listed; almanac check lists all."))
                .startsWith("同类发现 365 处");
        assertThat(chinese.tell("A region of which less than 80.0 % is filled is left out."))
                .isEqualTo("地区的有值比例低于 80.0% 者剔除。");
        assertThat(chinese.tell("How complete is the panel?")).isEqualTo("面板是否完整？");
    }
}
