package almanac.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordMakerTest {
    private static final double WIDE = 0.5;

    private final List<Glyph> glyphs = new ArrayList<>();

    private double print(String text, double left, double baseline, double size) {
        double x = left;
        for (char c : text.toCharArray()) {
            glyphs.add(
                    new Glyph(String.valueOf(c), x, x + WIDE * size, baseline, size, 0, false, false, glyphs.size()));
            x += WIDE * size;
        }
        return x;
    }

    private List<String> words() {
        return WordMaker.words(glyphs).stream().map(Word::text).toList();
    }

    @Test
    void countsTextPrintedTwiceOnce() {
        print("1234", 100, 200, 10);
        print("1234", 100.4, 200.3, 10);
        assertThat(words()).containsExactly("1234");
    }

    @Test
    void keepsDoubledLetters() {
        print("hill11", 100, 200, 10);
        assertThat(words()).containsExactly("hill11");
    }

    @Test
    void partsWordsAtRoomAndNotAtKerning() {
        double end = print("net", 100, 200, 10);
        end = print("work", end + 1, 200, 10);
        print("ing", end + 2.5, 200, 10);
        assertThat(words()).containsExactly("network", "ing");
    }

    @Test
    void knowsRaisedMarks() {
        double end = print("24.91", 100, 200, 10);
        print("2", end, 196.5, 6);
        assertThat(WordMaker.words(glyphs)).anySatisfy(word -> {
            assertThat(word.text()).isEqualTo("2");
            assertThat(word.raised()).isTrue();
        });
        assertThat(words()).contains("24.91");
    }

    @Test
    void joinsLettersSetWide() {
        double x = 100;
        for (char c : "TOTAL".toCharArray()) {
            x = print(String.valueOf(c), x, 200, 10) + 3;
        }
        assertThat(words()).containsExactly("TOTAL");
    }
}
