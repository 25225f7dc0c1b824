package almanac.extract.table;

import almanac.model.Period;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.rule.Lexicon;
import almanac.rule.PhraseRule;
import almanac.rule.RuleBook;
import almanac.text.Folding;
import almanac.text.MissingMarks;
import almanac.text.Names;
import almanac.text.Numerals;
import almanac.text.UnitPhrase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads labels with the rule book; remembers, because tables repeat themselves. Not shared between threads. */
final class Labels {
    /** Labels remembered before the memory is cleared. */
    private static final int REMEMBERED = 200_000;

    /** A mark behind a label: {@code Total1)}, {@code Hubei a)}, {@code 深圳①}, {@code Alaska*}. */
    private static final Pattern MARK_BEHIND =
            Pattern.compile("\\s*(?:(?<=\\p{L})\\d{1,2}\\)|\\[\\d{1,2}\\]|[①-⑳*＊†‡]+|[¹²³⁴⁵⁶⁷⁸⁹]+\\)?)$");

    /** A unit that was lost in a change of encoding: Birth Rate(?). */
    static final Pattern LOST = Pattern.compile("[?\\uFFFD]+");

    private final RuleBook book;
    private final Lexicon lexicon;
    private final Map<String, Meaning> meanings = new HashMap<>();
    private final Map<String, Kind> kinds = new HashMap<>();

    /** What a cell holds, at first sight. */
    enum Kind {
        BLANK,
        NUMBER,
        /** An integer that could be a year, or a label that is a period. */
        YEAR,
        /** A mark that stands for no number. */
        MARK,
        TEXT
    }

    Labels(RuleBook book) {
        this.book = book;
        lexicon = book.lexicon();
    }

    RuleBook book() {
        return book;
    }

    /** The kind of a cell's text. */
    Kind kind(String text) {
        int length = text.length();
        if (length == 0) {
            return Kind.BLANK;
        }
        if (length <= 24) {
            Kind fast = plainNumber(text);
            if (fast != Kind.TEXT) {
                return fast;
            }
        }
        Kind known = kinds.get(text);
        if (known == null) {
            known = slowKind(text);
            if (kinds.size() > REMEMBERED) {
                kinds.clear();
            }
            kinds.put(text, known);
        }
        return known;
    }

    /** Plain digits with at most one point, a sign and proper grouping commas: 1,234,567.8 needs no closer look. */
    static boolean plain(String text) {
        int length = text.length();
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int point = -1;
        int comma = -1;
        int digits = 0;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && point < 0 && i > start && (comma < 0 || i - comma == 4)) {
                point = i;
            } else if (c == ',' && point < 0 && (comma < 0 ? i > start && i - start <= 3 : i - comma == 4)) {
                comma = i;
            } else {
                return false;
            }
        }
        boolean grouped = comma < 0 || point >= 0 || length - comma == 4;
        return digits > 0 && digits < 30 && grouped && text.charAt(length - 1) != '.';
    }

    private static Kind plainNumber(String text) {
        if (!plain(text)) {
            return Kind.TEXT;
        }
        boolean year = text.length() == 4
                && text.indexOf('.') < 0
                && (text.startsWith("19") || text.startsWith("20") || text.startsWith("18"));
        return year ? Kind.YEAR : Kind.NUMBER;
    }

    private Kind slowKind(String text) {
        if (text.isBlank()) {
            return Kind.BLANK;
        }
        if (MissingMarks.mark(text).isPresent()) {
            return Kind.MARK;
        }
        if (book.periods().possible(text) && (book.periods().read(text).isPresent())) {
            return Kind.YEAR;
        }
        return Numerals.read(text).isPresent()
                        || Numerals.read(text, Numerals.Style.COMMA).isPresent()
                ? Kind.NUMBER
                : Kind.TEXT;
    }

    /** What a label says. */
    Meaning of(String printed) {
        Meaning known = meanings.get(printed);
        if (known == null) {
            known = read(printed);
            if (meanings.size() > REMEMBERED) {
                meanings.clear();
            }
            meanings.put(printed, known);
        }
        return known;
    }

    private Meaning read(String printed) {
        Bilingual both = Bilingual.split(printed);
        String text = both.local();
        String whole = Names.label(printed);
        Optional<Period> period = book.periods().read(text);
        Optional<String> part =
                period.isPresent() ? Optional.empty() : book.periods().part(text);
        Optional<PhraseRule.Match> measure = period.isPresent()
                ? Optional.empty()
                : book.match("measure-head", text).or(() -> book.match("measure-head", whole));
        boolean ofWhich = false;
        String label = text;
        Optional<PhraseRule.Match> which = period.isPresent() ? Optional.empty() : book.match("of-which", text);
        if (which.isPresent()) {
            label = which.get().said("label").orElse(text);
            ofWhich = true;
        }
        String twin = both.english();
        String unitLabel = "";
        Optional<Unit> unit = lexicon.units().named(label);
        boolean bracketed = !label.isEmpty() && "([（".indexOf(label.charAt(0)) >= 0;
        boolean unitOnly = unit.isPresent() && (bracketed || Folding.key(label).length() <= 14) && !ofWhich;
        if (unitOnly) {
            unitLabel = stripBrackets(label);
        } else {
            unit = Optional.empty();
            for (UnitPhrase last : UnitPhrase.splits(label)) {
                UnitPhrase split = last;
                Optional<String> phrase = unitIn(split.phrase());
                if (phrase.isEmpty() && split.label().endsWith(")")) {
                    // 指数(%)(2018年为以下各年): the unit stands in the bracket before the last
                    for (UnitPhrase inner : UnitPhrase.splits(split.label())) {
                        if (unitIn(inner.phrase()).isPresent()) {
                            split = inner;
                            phrase = unitIn(inner.phrase());
                        }
                    }
                }
                if (phrase.isPresent() && !split.label().isEmpty()) {
                    unitLabel = phrase.get();
                    unit = lexicon.units().named(unitLabel);
                    label = split.label();
                } else if (LOST.matcher(split.phrase()).matches()
                        && !split.label().isEmpty()) {
                    label = split.label();
                } else if (lexicon.units().named(split.label()).isPresent()) {
                    // a unit with its explanation: Млн руб. (на конец года)
                    unitLabel = split.label();
                    unit = lexicon.units().named(unitLabel);
                    unitOnly = true;
                }
            }
            for (UnitPhrase split : UnitPhrase.splits(twin)) {
                if (unitIn(split.phrase()).isPresent() && !split.label().isEmpty()) {
                    if (unitLabel.isEmpty()) {
                        unitLabel = unitIn(split.phrase()).orElse("");
                        unit = lexicon.units().named(unitLabel);
                    }
                    twin = split.label();
                }
            }
        }
        String bare = MARK_BEHIND.matcher(label).replaceAll("");
        if (bare.length() < 2) {
            bare = label;
        }
        String named = bare.endsWith(":") || bare.endsWith("：") ? bare.substring(0, bare.length() - 1) : bare;
        List<Region> regions = period.isPresent() || named.length() > 90 ? List.of() : lexicon.regions(named);
        if (regions.isEmpty() && !twin.isEmpty()) {
            regions = lexicon.regions(twin);
        } else if (regions.size() > 1 && !twin.isEmpty()) {
            List<Region> twins = lexicon.regions(twin);
            List<Region> common = regions.stream().filter(twins::contains).toList();
            regions = common.isEmpty() ? regions : common;
        }
        return new Meaning(
                whole,
                named,
                twin,
                unitLabel,
                unit,
                unitOnly,
                period,
                part,
                regions,
                measure,
                book.match("total", text).isPresent(),
                book.match("subtotal", text).isPresent(),
                ofWhich,
                book.match("stub-head", text).flatMap(m -> m.said("axis")).orElse(""));
    }

    /** The unit among the parts of a bracket: {@code 亿元,当年价} has 亿元. */
    private Optional<String> unitIn(String phrase) {
        if (lexicon.units().named(phrase).isPresent()) {
            return Optional.of(phrase);
        }
        return UnitPhrase.parts(phrase).stream()
                .filter(part -> lexicon.units().named(part).isPresent())
                .findFirst();
    }

    static String stripBrackets(String text) {
        String result = text.strip();
        while (result.length() > 1 && "([（【".indexOf(result.charAt(0)) >= 0) {
            result = result.substring(1).strip();
        }
        while (result.length() > 1
                && ")]）】".indexOf(result.charAt(result.length() - 1)) >= 0
                && result.indexOf('(') < 0) {
            result = result.substring(0, result.length() - 1).strip();
        }
        return result;
    }
}
