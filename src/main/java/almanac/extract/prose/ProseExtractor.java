package almanac.extract.prose;

import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.model.Sentence;
import almanac.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** Reads the statistics of a document's prose. Holds compiled rules: make one and use it for many documents. */
public final class ProseExtractor {
    private final RuleBook book;
    private final ProseRules rules;
    private final ProseScanner scanner;

    public ProseExtractor(RuleBook book) {
        this.book = book;
        this.rules = new ProseRules(book);
        this.scanner = new ProseScanner(book.lexicon(), rules.vocabulary());
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
        ProseReading reading = new ProseReading(book.lexicon(), rules, scanner, ProseFrame.of(document, book, scanner));
        for (Sentence sentence : document.sentences()) {
            reading.read(sentence, paragraphBreak(document, sentence));
        }
        return new Result(reading.observations(), List.of());
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
