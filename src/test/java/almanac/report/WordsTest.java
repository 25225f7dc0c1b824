package almanac.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
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
