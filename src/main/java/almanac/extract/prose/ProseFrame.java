package almanac.extract.prose;

import almanac.model.Document;
import almanac.model.Named;
import almanac.model.Region;
import almanac.model.Sentence;
import almanac.rule.Lexicon;
import almanac.rule.Periods;
import almanac.rule.RuleBook;
import almanac.rule.When;
import almanac.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a document's sentences leave unsaid because its title said it: whose figures they are, and of which year.
 *
 * @param source id of the source
 * @param region of sentences that name none
 * @param year that 全年 and bare months mean
 * @param when period of sentences that name none
 */
record ProseFrame(String source, String vintage, Named region, Optional<Integer> year, Optional<When> when) {
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)(?!\\d)");
    private static final int SENTENCES_LOOKED_AT = 12;

    static ProseFrame none() {
        return new ProseFrame("text", "", Named.unknown(""), Optional.empty(), Optional.empty());
    }

    /** The texts that may say where and when a document is of. */
    static List<String> titles(Document document) {
        List<String> titles = new ArrayList<>();
        document.declared().title().ifPresent(titles::add);
        titles.add(document.source().title());
        String path = document.source().path();
        titles.add(path.substring(path.lastIndexOf('/') + 1));
        document.sentences().stream()
                .limit(2)
                .map(Sentence::text)
                .filter(t -> t.length() < 60)
                .forEach(titles::add);
        return titles;
    }

    static ProseFrame of(Document document, RuleBook book, ProseScanner scanner) {
        List<String> titles = titles(document);
        Lexicon lexicon = book.lexicon();
        Named region = document.declared()
                .region()
                .map(name -> known(lexicon, name))
                .or(() -> titles.stream()
                        .flatMap(t -> region(lexicon, scanner, t).stream())
                        .findFirst())
                .orElse(Named.unknown(""));
        Optional<Integer> year = document.declared()
                .period()
                .flatMap(ProseFrame::firstYear)
                .or(() -> titles.stream().flatMap(t -> firstYear(t).stream()).findFirst())
                .or(() -> document.sentences().stream()
                        .limit(SENTENCES_LOOKED_AT)
                        .flatMap(s -> firstYear(s.text()).stream())
                        .findFirst());
        Optional<When> when = titles.stream()
                .limit(2)
                .map(title -> partOfYear(scanner.periods(), title))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> year.map(When::ofYear));
        return new ProseFrame(
                document.source().id(), document.source().vintage().orElse(""), region, year, when);
    }

    static Named known(Lexicon lexicon, String name) {
        return lexicon.region(name)
                .or(() -> lexicon.regionByCode(name))
                .map(region -> named(region, Folding.label(name)))
                .orElseGet(() -> Named.unknown(Folding.label(name)));
    }

    static Named named(Region region, String label) {
        return new Named(label, Optional.of(region.code()), region.level());
    }

    private static Optional<Integer> firstYear(String text) {
        Matcher matcher = YEAR.matcher(Folding.characters(text));
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** A title that speaks of a part of a year: 2026年1—7月份 ..., ... in the first half of 2021. */
    private static Optional<When> partOfYear(Periods periods, String title) {
        String folded = Folding.characters(title);
        boolean chinese = Folding.hasIdeograph(folded);
        for (int i = 0; i < folded.length(); i++) {
            boolean begins = i == 0
                    || !Character.isLetterOrDigit(folded.charAt(i - 1))
                    || chinese && !Character.isDigit(folded.charAt(i - 1));
            Optional<When> when = begins ? periods.at(folded, i, chinese).map(Periods.Found::when) : Optional.empty();
            if (when.isPresent() && !when.get().part().isEmpty()) {
                return when;
            }
        }
        return Optional.empty();
    }

    private static Optional<Named> region(Lexicon lexicon, ProseScanner scanner, String title) {
        for (ProseToken token : scanner.scan(title)) {
            if (token.is(ProseToken.Kind.REGION) && token.regions().size() == 1) {
                return Optional.of(named(token.regions().get(0), title.substring(token.from(), token.to())));
            }
        }
        for (String word : title.split("[^\\p{L}']+")) {
            if (word.length() >= 4) {
                Optional<Region> region = lexicon.region(word).filter(r -> !lexicon.ambiguous(word));
                if (region.isPresent()) {
                    return region.map(r -> named(r, r.zh().isEmpty() ? r.en() : r.zh()));
                }
            }
        }
        return Optional.empty();
    }
}
