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
}
