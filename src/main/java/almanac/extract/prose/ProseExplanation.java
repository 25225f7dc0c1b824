package almanac.extract.prose;

import almanac.model.Observation;
import almanac.rule.ProsePattern;
import almanac.rule.RuleBook;
import almanac.text.Folding;
import almanac.text.Sentences;
import edu.stanford.nlp.util.CoreMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what prose rules make of a sentence: which fit, and of the others how far each gets and what it wanted next. */
public final class ProseExplanation {
    private static final int MOST_MISSES = 8;

    private final RuleBook book;
    private final ProseRules rules;
    private final ProseScanner scanner;

    public ProseExplanation(RuleBook book) {
        this.book = book;
        this.rules = new ProseRules(book);
        this.scanner = new ProseScanner(book.lexicon(), book.periods(), rules.vocabulary());
    }

    /** Whether the text has a figure and words around it, so that prose rules could say something about it. */
    public boolean speaksOf(String text) {
        return text.chars().anyMatch(Character::isDigit)
                && text.length() >= 6
                && scanner.scan(text).size() >= 3;
    }

    /** A rule that does not fit, and how far it gets. */
    private record Miss(ProsePattern pattern, ProsePattern.Partial partial) {}

    /**
     * Lines of name, tab, text.
     *
     * @param only the rule asked about, or nothing for all
     */
    public String explain(String text, Optional<String> only) {
        StringBuilder said = new StringBuilder();
        for (Sentences.Span span : Sentences.split(text)) {
            sentence(text.substring(span.from(), span.to()), only, said);
        }
        for (Observation o : new ProseExtractor(book).extract(text)) {
            line(
                    said,
                    "reads",
                    o.measure().code() + " "
                            + o.value().map(BigDecimal::toPlainString).orElse("") + " "
                            + o.unitLabel() + " of \"" + o.indicator().label() + "\""
                            + (o.region().label().isEmpty()
                                    ? ""
                                    : ", " + o.region().label())
                            + (o.period().code().isEmpty()
                                    ? ""
                                    : ", " + o.period().code())
                            + (o.qualifiers().isEmpty() ? "" : " " + o.qualifiers()) + " by " + o.rule());
        }
        return said.toString();
    }

    private void sentence(String sentence, Optional<String> only, StringBuilder said) {
        List<ProseToken> tokens = scanner.scan(sentence);
        List<ProseToken> cut = tokens.subList(0, Math.min(tokens.size(), ProsePattern.MOST_TOKENS));
        StringBuilder shown = new StringBuilder();
        List<CoreMap> maps = new ArrayList<>();
        for (ProseToken token : cut) {
            shown.append(shown.isEmpty() ? "" : " ")
                    .append(token.word())
                    .append('/')
                    .append(token.kind().small());
            maps.add(ProsePattern.token(token.word(), token.kind().small()));
        }
        line(said, "tokens", shown.toString());
        ProsePattern.Line ready = ProsePattern.Line.of(maps);
        String language = Folding.hasIdeograph(sentence) ? "zh" : "en";
        List<Miss> misses = new ArrayList<>();
        for (ProsePattern pattern : rules.patterns(language)) {
            boolean asked = only.map(id -> id.equals(pattern.rule().id())).orElse(true);
            if (!asked) {
                continue;
            }
            List<ProsePattern.Found> found = pattern.find(ready);
            for (ProsePattern.Found each : found) {
                line(
                        said,
                        "matches",
                        pattern.rule().id() + "\t\"" + words(cut, sentence, each.from(), each.to()) + "\"\t"
                                + pattern.rule().place());
            }
            if (found.isEmpty()) {
                pattern.partial(ready).ifPresent(partial -> misses.add(new Miss(pattern, partial)));
            }
        }
        misses.sort(Comparator.comparingInt((Miss m) -> m.partial().missing())
                .thenComparingInt(m -> -m.partial().fitting())
                .thenComparing(m -> m.pattern().rule().id()));
        boolean any = false;
        for (Miss miss : misses) {
            boolean statistic = ProseRules.role(miss.pattern().rule()).equals("statistic");
            if (only.isEmpty()
                    && (!statistic || miss.partial().fitting() == 0 || countOf(said, "misses\t") >= MOST_MISSES)) {
                continue;
            }
            any = true;
            ProsePattern.Partial partial = miss.partial();
            String where = partial.to() >= cut.size()
                    ? "at the end of the sentence"
                    : "at token " + (partial.to() + 1) + ", \""
                            + cut.get(partial.to()).word() + "\"";
            line(
                    said,
                    "misses",
                    miss.pattern().rule().id() + "\tfits "
                            + (partial.from() == partial.to()
                                    ? "nothing"
                                    : "\"" + words(cut, sentence, partial.from(), partial.to()) + "\"")
                            + ", fails " + where + ", wanted " + partial.wanted() + "\t"
                            + miss.pattern().rule().place());
        }
        if (only.isPresent() && !any && countOf(said, "matches\t") == 0) {
            line(said, "rule", only.get() + " is no pattern for this language: almanac rules list prose");
        }
    }

    private static int countOf(StringBuilder said, String start) {
        return (int) said.toString().lines().filter(l -> l.startsWith(start)).count();
    }

    private static String words(List<ProseToken> tokens, String sentence, int from, int to) {
        return from >= to
                ? ""
                : sentence.substring(tokens.get(from).from(), tokens.get(to - 1).to());
    }

    private static void line(StringBuilder said, String name, String text) {
        said.append(name).append('\t').append(text).append('\n');
    }
}
