package almanac.extract.table;

import almanac.model.Indicator;
import almanac.model.Period;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.rule.Lexicon;
import almanac.rule.PhraseRule;
import almanac.rule.RuleBook;
import almanac.text.Folding;
import almanac.text.Names;
import almanac.text.UnitPhrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lines above a table say.
 *
 * @param number table number ({@code 2-14}), empty where there is none
 * @param label the title without number, year and unit
 * @param english the same in English
 * @param indicator the indicator it names, or the heading it names (高技术产业)
 * @param period when it names one year
 * @param place the region it names, as printed
 * @param region that region
 * @param unitLabel a unit in the title or the unit line
 * @param qualifier the dimension its rows or columns have ({@code product}, {@code industry} ...), empty where it says none
 * @param measure rate, share or index of all figures
 * @param said constants such as {@code basis}
 */
record Title(
        String number,
        String label,
        String english,
        Optional<Indicator> indicator,
        Optional<Period> period,
        String place,
        Optional<Region> region,
        String unitLabel,
        Optional<Unit> unit,
        String qualifier,
        Optional<PhraseRule.Match> measure,
        Map<String, String> said) {

    static final Title NONE = new Title(
            "",
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            Optional.empty(),
            Map.of());

    static Title read(List<String> lines, List<String> unitLines, String number, RuleBook book) {
        String label = "";
        String english = "";
        String unitLabel = "";
        String qualifier = "";
        Optional<Period> period = Optional.empty();
        Optional<PhraseRule.Match> measure = Optional.empty();
        Map<String, String> said = new LinkedHashMap<>();
        String found = "";
        String fromText = "";
        boolean numbered = false;
        for (String printed : lines) {
            for (String line : printed.split("\n")) {
                Optional<PhraseRule.Match> named = book.match("title-indicator", line);
                Optional<PhraseRule.Match> titled = book.match("title", line);
                if (named.isEmpty()
                        && titled.isEmpty()
                        && book.match("metadata", line).isPresent()) {
                    continue;
                }
                String bare = named.flatMap(m -> m.said("label"))
                        .or(() -> titled.flatMap(m -> m.said("label")))
                        .orElse(line);
                boolean first = !numbered && (named.isPresent() || titled.isPresent());
                Optional<Period> stated = book.periods().inText(bare);
                if (period.isEmpty() || first && stated.isPresent()) {
                    period = stated;
                }
                if (qualifier.isEmpty()) {
                    qualifier = book.match("dimension", bare)
                            .flatMap(m -> m.said("qualifier"))
                            .orElse("");
                }
                Basis basis = Basis.of(bare, book);
                said.putAll(basis.said());
                bare = basis.label();
                if (fromText.isEmpty()) {
                    fromText = basis.unit();
                }
                Optional<PhraseRule.Match> rate = book.match("measure-title", bare);
                if (rate.isPresent() && (measure.isEmpty() || says(rate.get()) || !says(measure.get()))) {
                    measure = rate;
                }
                if (named.isPresent() || titled.isPresent() && !numbered) {
                    // the line that says it is the title wins over a running head above it
                    boolean wins = !numbered;
                    numbered = true;
                    if (wins && !label.isEmpty() && !(Folding.hasIdeograph(label) && !Folding.hasIdeograph(bare))) {
                        label = "";
                        english = "";
                    }
                }
                Bilingual both = Bilingual.split(bare);
                boolean names = rate.isEmpty()
                        || rate.flatMap(m -> m.said("label"))
                                .filter(l -> !l.isBlank())
                                .isPresent();
                if (label.isEmpty() && (!bare.isEmpty() && names || numbered)) {
                    label = both.local();
                    english = both.english();
                    found = bare;
                } else if (english.isEmpty() && Folding.hasIdeograph(label) && !Folding.hasIdeograph(bare)) {
                    english = bare;
                } else if (!bare.isEmpty()
                        && !both.local().isEmpty()
                        && book.match("general-title", label).isPresent()
                        && hit(book.periods().without(withoutUnit(both.local(), book)), book)
                                .isPresent()) {
                    // a heading of many tables, and below it the name of this one
                    label = both.local();
                    english = both.english();
                }
            }
        }
        for (UnitPhrase split : UnitPhrase.splits(label)) {
            String unit = unitPart(split.phrase(), book);
            if (!unit.isEmpty() && !split.label().isEmpty()) {
                unitLabel = unit;
                label = split.label();
            }
        }
        for (UnitPhrase split : UnitPhrase.splits(label)) {
            if (Labels.LOST.matcher(split.phrase()).matches()) {
                label = split.label();
            }
        }
        label = uncontinued(trim(book.periods().without(label)), book);
        english = trim(book.periods().without(english));
        for (UnitPhrase split : UnitPhrase.splits(label)) {
            String unit = unitPart(split.phrase(), book);
            if (unitLabel.isEmpty() && !unit.isEmpty() && !split.label().isEmpty()) {
                unitLabel = unit;
                label = split.label();
            }
        }
        if (unitLabel.isEmpty()) {
            unitLabel = fromText;
        }
        String fromLine = unit(unitLines, book);
        if (!fromLine.isEmpty()) {
            unitLabel = fromLine;
        }
        Optional<Region> region = Optional.empty();
        String place = "";
        for (int length = Math.min(12, found.length()); length >= 2 && place.isEmpty(); length--) {
            for (int from = 0; from + length <= Math.min(found.length(), 40) && place.isEmpty(); from++) {
                String part = found.substring(from, from + length);
                if (Folding.ideograph(part.charAt(0))
                        && Folding.ideograph(part.charAt(length - 1))
                        && !book.lexicon().ambiguous(part)) {
                    Optional<Region> hit = book.lexicon().region(part);
                    if (hit.isPresent() && !hit.get().level().equals("group")) {
                        region = hit;
                        place = part;
                    }
                }
            }
        }
        Optional<Hit> hit = hit(label, book);
        Optional<Indicator> indicator = hit.map(Hit::indicator);
        if (hit.isPresent()) {
            label = hit.get().text();
        } else if (!english.isEmpty()) {
            indicator = indicator(english, book);
        }
        String unitText = unitLabel;
        return new Title(
                number,
                label,
                english,
                indicator,
                period,
                place,
                region,
                unitLabel,
                book.lexicon().units().named(unitText),
                qualifier,
                measure,
                Map.copyOf(said));
    }

    /**
     * What a line says of prices, taken out of it.
     *
     * @param label the line without it; empty when it says nothing else
     * @param unit a unit that stands with it: {@code Current prices, £ million}
     */
    private record Basis(String label, String unit, Map<String, String> said) {
        static Basis of(String line, RuleBook book) {
            Optional<PhraseRule.Match> match = book.match("basis", line);
            if (match.isEmpty()) {
                return new Basis(line, "", Map.of());
            }
            Map<String, String> said = new LinkedHashMap<>(match.get().said());
            String front = trim(Optional.ofNullable(said.remove("label")).orElse(""));
            String behind =
                    trim(Optional.ofNullable(said.remove("rest")).orElse("").replaceAll("^[\\s,，;；.。:：)）\\]]+", ""));
            String unit = "";
            for (String part : List.of(front, behind)) {
                String phrase = Labels.stripBrackets(part);
                if (!phrase.isEmpty() && book.lexicon().units().named(phrase).isPresent()) {
                    unit = phrase;
                }
            }
            boolean frontSays =
                    front.length() > 2 && !Labels.stripBrackets(front).equals(unit);
            boolean behindSays =
                    letters(behind) > 3 && !Labels.stripBrackets(behind).equals(unit);
            if (behindSays) {
                return new Basis(line, unit, Map.of()); // 高技术产业当年价总产值: a part of the name
            }
            return new Basis(frontSays ? front : "", unit, said);
        }
    }

    /** Whether a phrase says the measure outright, and does not leave it to the size of the figures. */
    private static boolean says(PhraseRule.Match rate) {
        return rate.said("measure").filter(m -> !m.equals("by-magnitude")).isPresent();
    }

    /** Letters, an ideograph as two. */
    private static long letters(String text) {
        return text.chars()
                .filter(Character::isLetter)
                .map(c -> Folding.ideograph(c) ? 2 : 1)
                .sum();
    }

    /** The unit among the parts of a bracket: {@code в текущих ценах; млн руб.} has млн руб. */
    private static String unitPart(String phrase, RuleBook book) {
        if (book.lexicon().units().named(phrase).isPresent()) {
            return phrase;
        }
        return UnitPhrase.parts(phrase).stream()
                .filter(part -> book.lexicon().units().named(part).isPresent())
                .findFirst()
                .orElse("");
    }

    private static String withoutUnit(String label, RuleBook book) {
        for (UnitPhrase split : UnitPhrase.splits(label)) {
            if (!unitPart(split.phrase(), book).isEmpty()) {
                return split.label();
            }
        }
        return label;
    }

    /** Without a (续表) or (continued) behind it. */
    private static String uncontinued(String title, RuleBook book) {
        return book.match("title-continued", title)
                .flatMap(m -> m.said("label"))
                .map(Title::trim)
                .orElse(title);
    }

    private static String trim(String text) {
        return text.replaceAll("[\\s,，:：。.、]+$", "").strip();
    }

    /** The unit of unit lines: the first that names one, the local language before English. */
    static String unit(List<String> lines, RuleBook book) {
        String best = "";
        for (String line : lines) {
            String phrase = book.match("unit-line", line)
                    .flatMap(m -> m.said("unit"))
                    .orElseGet(() -> Labels.stripBrackets(line));
            String unit = first(phrase, book);
            boolean better = best.isEmpty()
                    || Folding.hasIdeograph(unit) && !Folding.hasIdeograph(best)
                    || book.lexicon().units().named(best).isEmpty()
                            && book.lexicon().units().named(unit).isPresent();
            if (better) {
                best = unit;
            }
        }
        return best;
    }

    /** The local unit of a phrase that may name it twice: {@code 万美元 (10 000 US dollars}. */
    private static String first(String phrase, RuleBook book) {
        Bilingual both = Bilingual.split(phrase);
        if (!both.english().isEmpty()
                && book.lexicon().units().named(both.local()).isPresent()) {
            return Labels.stripBrackets(both.local());
        }
        if (book.lexicon().units().named(phrase).isPresent()) {
            return phrase;
        }
        for (UnitPhrase split : UnitPhrase.splits(phrase)) {
            if (book.lexicon().units().named(split.label()).isPresent()) {
                return split.label();
            }
        }
        return Labels.stripBrackets(both.local().isEmpty() ? phrase : both.local());
    }

    /** An indicator, and the part of a title that names it. */
    private record Hit(Indicator indicator, String text) {}

    /** The indicator of a title, with whatever the rule book allows before and behind it taken away, step by step. */
    static Optional<Indicator> indicator(String label, RuleBook book) {
        return hit(label, book).map(Hit::indicator);
    }

    private static Optional<Hit> hit(String label, RuleBook book) {
        Lexicon lexicon = book.lexicon();
        List<String> tries = new ArrayList<>(List.of(label));
        for (int i = 0; i < tries.size() && i < 24; i++) {
            String text = tries.get(i);
            if (text.isBlank()) {
                continue;
            }
            Optional<Indicator> hit = lexicon.indicator(text);
            if (hit.isPresent()) {
                return Optional.of(new Hit(hit.get(), text));
            }
            for (UnitPhrase split : UnitPhrase.splits(text)) {
                add(tries, split.label());
            }
            for (PhraseRule rule : book.phrases("title-affix")) {
                rule.match(text).flatMap(m -> m.said("label")).ifPresent(rest -> add(tries, Names.label(rest)));
            }
        }
        return Optional.empty();
    }

    private static void add(List<String> tries, String text) {
        if (!text.isEmpty() && !tries.contains(text)) {
            tries.add(text);
        }
    }

    /** This sub-title under the title it goes on from: 第一产业 below 地区生产总值 is its value added. */
    Title under(Title above, RuleBook book) {
        Title joined = or(above);
        Optional<Indicator> inner = label.isEmpty() || indicator.isPresent() || above.indicator.isEmpty()
                ? Optional.empty()
                : book.lexicon().indicator(label, List.of(above.indicator.get().id()));
        return inner.isEmpty()
                ? joined
                : new Title(
                        joined.number,
                        joined.label,
                        joined.english,
                        inner,
                        joined.period,
                        joined.place,
                        joined.region,
                        joined.unitLabel,
                        joined.unit,
                        joined.qualifier,
                        joined.measure,
                        joined.said);
    }

    /** This title with what another one says where this one says nothing. */
    Title or(Title other) {
        return new Title(
                number.isEmpty() ? other.number : number,
                label.isEmpty() ? other.label : label,
                label.isEmpty() ? other.english : english,
                label.isEmpty() ? other.indicator : indicator,
                period.isPresent() ? period : other.period,
                place.isEmpty() ? other.place : place,
                region.isPresent() ? region : other.region,
                unitLabel.isEmpty() ? other.unitLabel : unitLabel,
                unitLabel.isEmpty() ? other.unit : unit,
                qualifier.isEmpty() ? other.qualifier : qualifier,
                measure.isPresent() ? measure : (label.isEmpty() ? other.measure : Optional.empty()),
                said.isEmpty() ? other.said : said);
    }
}
