package almanac.rule;

import almanac.model.Indicator;
import almanac.model.Region;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What was asked of a rule book while a document was understood. Understanding is a function of the document and of the
 * answers: where other rules answer all of these questions as before, they would ask the same questions again and come to
 * the same numbers. So a document need not be read again for a change of rules that gives none of its questions another
 * answer; see docs/decisions/0031.
 *
 * <p>A question is a text: a letter for its kind, then what was asked. Not for several threads.
 */
public final class Questions {
    /** Between questions in a store; a document that prints it keeps no questions. */
    public static final char SEPARATOR = '\u001e';
    /** Between the parts of a question. */
    private static final char BETWEEN = '\u001f';
    /** Documents that ask more are read again with every change: a bound for hostile ones. */
    private static final int MOST = 200_000;

    private final SortedSet<String> asked = new TreeSet<>();
    private boolean tooMany;

    /** Notes a question. */
    public void ask(char kind, String about) {
        if (asked.size() < MOST && about.indexOf(SEPARATOR) < 0) {
            asked.add(kind + about);
        } else {
            tooMany = true;
        }
    }

    void ask(char kind, String first, String second) {
        ask(kind, first + BETWEEN + second);
    }

    /** Every question once, sorted; empty where there were too many to keep. */
    public Optional<List<String>> asked() {
        return tooMany ? Optional.empty() : Optional.of(List.copyOf(asked));
    }

    /**
     * Fingerprint of the answers.
     *
     * @param answer the answer to one question
     */
    public static String fingerprint(Collection<String> questions, UnaryOperator<String> answer) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String question : questions) {
                digest.update(answer.apply(question).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What this book answers, as a text that differs wherever the reading of a document could. */
    static String answer(RuleBook book, String question) {
        String about = question.substring(1);
        Lexicon lexicon = book.lexicon();
        return switch (question.charAt(0)) {
            case 'r' -> regions(lexicon.regions(about));
            case 'w' -> regions(lexicon.regionsWithin(about));
            case 'c' -> regions(lexicon.regionByCode(about).stream().toList());
            case 'k' -> regions(lexicon.regionByPrintedCode(about).stream().toList());
            case 'a' -> Boolean.toString(lexicon.ambiguous(about));
            case 'i' -> indicator(lexicon.indicator(about));
            case 'x' -> {
                int cut = about.indexOf(BETWEEN);
                yield indicator(lexicon.indicator(
                        about.substring(0, cut),
                        List.of(about.substring(cut + 1).split(",", -1))));
            }
            case 'd' -> indicator(lexicon.indicatorById(about));
            case 'h' -> Boolean.toString(lexicon.heading(about));
            case 'u' -> lexicon.units().named(about).toString();
            case 'b' -> lexicon.units().byId(about).toString();
            case 'm' -> {
                int cut = about.indexOf(BETWEEN);
                yield book.match(about.substring(0, cut), about.substring(cut + 1))
                        .map(match -> match.rule().id() + match.said())
                        .orElse("");
            }
            case 'p' -> {
                StringBuilder all = new StringBuilder();
                book.phrases(about)
                        .forEach(phrase -> all.append(content(phrase)).append('\n'));
                yield all.toString();
            }
            case 't' -> {
                StringBuilder all = new StringBuilder();
                book.periods().rules().forEach(rule -> all.append(content(rule)).append('\n'));
                yield all.toString();
            }
            // everything: asked by nobody at present, and never wrong
            case 'R' ->
                regions(lexicon.regions())
                        + lexicon.regions().stream().map(lexicon::names).toList();
            default -> lexicon.indicators() + lexicon.units().all().toString();
        };
    }

    static String content(PeriodRule rule) {
        return rule.id()
                + ' '
                + rule.role()
                + ' '
                + rule.language()
                + ' '
                + rule.regex().expression()
                + ' '
                + new TreeMap<>(rule.gives())
                + new TreeMap<>(rule.words());
    }

    static String content(PhraseRule phrase) {
        return phrase.id() + ' ' + phrase.role() + ' ' + phrase.regex().expression() + ' ' + phrase.gives();
    }

    /** Without aliases: they decide which names lead here, and that is another question. */
    private static String regions(Collection<Region> regions) {
        StringBuilder text = new StringBuilder();
        for (Region r : regions) {
            text.append(r.code())
                    .append('|')
                    .append(r.zh())
                    .append('|')
                    .append(r.en())
                    .append('|')
                    .append(r.level());
            text.append('|').append(r.parent()).append(r.from()).append(r.to()).append('\n');
        }
        return text.toString();
    }

    private static String indicator(Optional<Indicator> indicator) {
        return indicator
                .map(i -> i.id() + '|' + i.zh() + '|' + i.en() + '|' + i.kind() + '|' + i.dimension())
                .orElse("");
    }
}
