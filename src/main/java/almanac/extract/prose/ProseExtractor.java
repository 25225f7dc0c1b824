package almanac.extract.prose;

import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.model.Sentence;
import almanac.rule.ProsePattern;
import almanac.rule.Questions;
import almanac.rule.RuleBook;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statistics of a document's prose. Holds compiled rules: make one and use it for many documents. */
public final class ProseExtractor {
    private final RuleBook book;
    private final ProseRules rules;
    private final ProseScanner scanner;

    public ProseExtractor(RuleBook book) {
        this.book = book;
        this.rules = new ProseRules(book);
        this.scanner = new ProseScanner(book.lexicon(), book.periods(), rules.vocabulary());
    }

    /**
     * What was found.
     *
     * @param observations in reading order
     */
    public record Result(List<Observation> observations, List<Diagnostic> diagnostics) {
        public Result {
            observations = List.copyOf(observations);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Prose rules that could not be used, each with its place. */
    public List<Diagnostic> diagnostics() {
        return List.copyOf(rules.diagnostics());
    }

    public Result extract(Document document) {
        return extract(document, book);
    }

    /** The same with a view of the book that notes what it is asked; {@link #asked} has the rest. */
    public Result extract(Document document, RuleBook view) {
        ProseReading reading = new ProseReading(view.lexicon(), rules, scanner, ProseFrame.of(document, view, scanner));
        for (Sentence sentence : document.sentences()) {
            reading.read(sentence, paragraphBreak(document, sentence));
        }
        return new Result(reading.observations(), List.of());
    }

    /**
     * Notes what the prose of a document asks besides names: each text that is cut into tokens, and the word lists. What
     * a text gives depends on its tokens and on the rules that could match them at all.
     */
    public void asked(Document document, Questions questions) {
        if (document.sentences().isEmpty()) {
            return;
        }
        questions.ask('l', "");
        ProseFrame.titles(document).forEach(title -> questions.ask('s', title));
        document.sentences().forEach(sentence -> questions.ask('s', sentence.text()));
    }

    /** The answer to a question of {@link #asked}; empty for one of another kind. */
    public Optional<String> answer(String question) {
        return switch (question.charAt(0)) {
            case 'l' -> Optional.of(rules.lists());
            case 's' -> Optional.of(tokens(question.substring(1)));
            default -> Optional.empty();
        };
    }

    private String tokens(String text) {
        StringBuilder answer = new StringBuilder();
        List<CoreMap> maps = new ArrayList<>();
        for (ProseToken token : scanner.scan(text)) {
            maps.add(ProsePattern.token(token.word(), token.kind().small()));
            answer.append(token.kind().small())
                    .append(token.word())
                    .append(token.from())
                    .append(token.unit());
            token.regions().forEach(region -> answer.append(region.code()).append(region.level()));
            answer.append('\n');
        }
        rules.possible(ProsePattern.Line.of(maps))
                .forEach(rule -> answer.append(rule).append('\n'));
        return answer.toString();
    }

    /** Whether a new paragraph begins before a sentence: a line break stands between it and the sentence before. */
    private static boolean paragraphBreak(Document document, Sentence sentence) {
        String text = document.pageText().getOrDefault(sentence.page(), "");
        for (int i = Math.min(sentence.from(), text.length()) - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '\n') {
                return true;
            }
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return false;
            }
        }
        return true;
    }

    /** The statistics of one text that stands alone; for examples and for explaining. */
    public List<Observation> extract(String text) {
        List<Sentence> sentences = new ArrayList<>();
        for (almanac.text.Sentences.Span span : almanac.text.Sentences.split(text)) {
            sentences.add(new Sentence(
                    "1",
                    span.from(),
                    span.to(),
                    text.substring(span.from(), span.to()),
                    "",
                    almanac.text.Folding.hasIdeograph(text) ? "zh" : "en",
                    java.util.Optional.empty()));
        }
        ProseReading reading = new ProseReading(book.lexicon(), rules, scanner, ProseFrame.none());
        for (Sentence sentence : sentences) {
            reading.read(sentence, false);
        }
        return reading.observations();
    }
}
