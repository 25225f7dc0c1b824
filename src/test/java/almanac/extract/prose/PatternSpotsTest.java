package almanac.extract.prose;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Diagnostic;
import almanac.rule.PatternSpots;
import almanac.rule.Place;
import almanac.rule.ProsePattern;
import almanac.rule.ProseRule;
import almanac.rule.RuleBook;
import almanac.text.Sentences;
import edu.stanford.nlp.util.CoreMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Running the matcher only where a match may begin finds what running it everywhere finds. */
class PatternSpotsTest {
    private static final RuleBook BOOK = RuleBook.load(List.of(Path.of("rules")));

    @ParameterizedTest
    @ValueSource(strings = {"passages-third.txt", "passages-fifth.txt"})
    void losesAndAddsNoMatchInPassages(String file) throws IOException {
        ProseRules rules = new ProseRules(BOOK);
        ProseScanner scanner = new ProseScanner(BOOK.lexicon(), BOOK.periods(), rules.vocabulary());
        String all;
        try (InputStream in = Objects.requireNonNull(PatternSpotsTest.class.getResourceAsStream(file))) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int found = 0;
        for (Sentences.Span span : Sentences.split(all)) {
            List<CoreMap> maps = new ArrayList<>();
            for (ProseToken token : scanner.scan(all.substring(span.from(), span.to()))) {
                maps.add(ProsePattern.token(token.word(), token.kind().small()));
            }
            found += same(rules, ProsePattern.Line.of(maps));
        }
        assertThat(found).isGreaterThan(300);
    }

    @Test
    void losesAndAddsNoMatchInRandomTokensOfSeed110() {
        ProseRules rules = new ProseRules(BOOK);
        List<String> words = new ArrayList<>();
        for (String language : List.of("zh", "en")) {
            rules.patterns(language).forEach(pattern -> words.addAll(pattern.alternatives()));
        }
        List<String> kinds = List.of("num", "unit", "pct", "pp", "time", "region", "word", "text", "punct", "ratio");
        List<String> numbers = List.of("3.1", "-3.1", "+0.2", "12,345", "100", "1", "381.642");
        List<String> marks = List.of(",", "、", "(", ")", ";", ".", "/", ":", "%", "Than", "İ", "K");
        Random random = new Random(110);
        int found = 0;
        for (int line = 0; line < 400; line++) {
            List<CoreMap> maps = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String kind = kinds.get(random.nextInt(kinds.size()));
                boolean other = kind.equals("text") || kind.equals("region");
                String word = kind.equals("num")
                        ? numbers.get(random.nextInt(numbers.size()))
                        : kind.equals("punct")
                                ? marks.get(random.nextInt(marks.size()))
                                : other && random.nextBoolean() ? "某地" : words.get(random.nextInt(words.size()));
                maps.add(ProsePattern.token(word, kind));
            }
            found += same(rules, ProsePattern.Line.of(maps));
        }
        assertThat(found).isGreaterThan(2000);
    }

    @Test
    void patternsBeyondWhatItUnderstandsAreRunEverywhere() {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<ProsePattern> patterns = new ArrayList<>();
        for (String pattern : List.of(
                "^ (?$value [{kind:num}])",
                "(?$value [{kind:num} | {word:/x/}])",
                "(?$value [{kind:num} & !{word:/[0-9]+/}])",
                "(?$value [!{word:\"To\"} & {kind:word}]) [{kind:num}]",
                "(?$value []) $")) {
            ProseRule rule = new ProseRule(
                    "t",
                    "any",
                    pattern,
                    Map.of(),
                    List.of(),
                    List.of(),
                    new Place("t.yaml", 1),
                    new Place("t.yaml", 2));
            ProsePattern.compile(rule, diagnostics).ifPresent(patterns::add);
        }
        PatternSpots spots = new PatternSpots(patterns);
        ProsePattern.Line line = ProsePattern.Line.of(List.of(
                ProsePattern.token("5.1", "num"),
                ProsePattern.token("to", "word"),
                ProsePattern.token("7", "num"),
                ProsePattern.token("x", "word")));
        assertThat(patterns).isNotEmpty();
        for (ProsePattern pattern : patterns) {
            assertThat(pattern.find(line, spots.of(line)))
                    .as(pattern.rule().pattern())
                    .isEqualTo(pattern.find(line));
        }
    }

    private static int same(ProseRules rules, ProsePattern.Line line) {
        int found = 0;
        for (String language : List.of("zh", "en")) {
            PatternSpots.Spots spots = rules.spots(language, line);
            for (ProsePattern pattern : rules.patterns(language)) {
                List<ProsePattern.Found> everywhere = pattern.find(line);
                assertThat(pattern.find(line, spots)).as(pattern.rule().id()).isEqualTo(everywhere);
                found += everywhere.size();
            }
        }
        return found;
    }
}
