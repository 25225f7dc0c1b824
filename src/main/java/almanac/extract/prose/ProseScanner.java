package almanac.extract.prose;

import almanac.extract.prose.ProseToken.Kind;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.rule.Lexicon;
import almanac.rule.Periods;
import almanac.text.Folding;
import almanac.text.Numerals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a sentence into tokens: numbers with their units, phrases of time, places, the words that rules name, and what is
 * left between them. Needs no model and no dictionary but the rules' own words and the lexicon.
 *
 * <p>Digits that are no values never become numbers: those that a letter touches (5G, IPv6), footnote marks ([2]), parts
 * of times.
 */
final class ProseScanner {
    private static final int LONGEST_WORD = 12;
    private static final int LONGEST_UNIT = 14;

    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(?:\\d{1,3}(?:,\\d{3})+(?!,?\\d)|\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)|\\d+)(?:\\.\\d+)?");
    /** A currency before its number: US$ 480, RMB 1.2, €3.4. */
    private static final Pattern MONEY =
            Pattern.compile("(?<symbol>\\p{Lu}{0,3}\\p{Sc}|\\p{Lu}\\p{L}{1,3}\\.?)\\s?(?=\\d)");

    /** What a price is the price of: $71.5 per barrel. */
    private static final Pattern PER = Pattern.compile(" per (?<what>(?:metric |troy )?\\p{L}+)");

    private static final Set<String> PRICED = Set.of("oil", "mass", "energy", "volume", "area");

    private static final Pattern RATIO =
            Pattern.compile("\\d+(?:\\.\\d+)?(?:\\s?:\\s?\\d+(?:\\.\\d+)?){2,}|\\d+\\.\\d+\\s?:\\s?\\d+(?:\\.\\d+)?");
    private static final Pattern MARK = Pattern.compile("\\[\\s?\\d{1,3}\\s?]|〔\\d{1,2}〕|【\\d{1,2}】|[①-⑳¹²³⁴-⁹]+");
    private static final Pattern POINTS =
            Pattern.compile("(?:个)?百分点|(?i:percentage\\s+points?|p\\.p\\.|pp\\b|ppts?\\b)");
    private static final Pattern PER_CENT = Pattern.compile("[%‰]|(?i:per\\s?cent\\b|per\\s+mille\\b)");
    private static final Pattern WORD = Pattern.compile(
            "[\\p{L}\\p{M}][\\p{L}\\p{M}\\d]*(?:(?:[&'’\\-]|(?<=\\b\\p{Lu})\\.(?=\\p{Lu}))[\\p{L}\\p{M}\\d]+)*(?:(?<=\\.\\p{Lu})\\.)?");
    private static final Pattern UNIT_WORD =
            Pattern.compile("[\\p{L}][\\p{L}.]*(?:[\\-/][\\p{L}.]+)*|US\\$|\\$|€|£|¥|/|²|³");

    private final Lexicon lexicon;
    private final Periods periods;
    private final Map<Character, List<String>> words = new HashMap<>();
    private final Map<Character, List<String>> chinesePlaces = new HashMap<>();
    private final Map<String, List<Region>> englishPlaces = new HashMap<>();
    private int longestPlace;

    ProseScanner(Lexicon lexicon, Periods periods, Collection<String> ruleWords) {
        this.lexicon = lexicon;
        this.periods = periods;
        for (String word : ruleWords) {
            words.computeIfAbsent(word.charAt(0), c -> new ArrayList<>()).add(word);
        }
        for (Region region : lexicon.regions()) {
            if (region.level().equals("group") && region.zh().length() < 2) {
                continue;
            }
            for (String name : lexicon.names(region)) {
                place(region, name);
            }
        }
        words.values().forEach(ProseScanner::longestFirst);
        chinesePlaces.values().forEach(ProseScanner::longestFirst);
    }

    private static void longestFirst(List<String> list) {
        list.sort((a, b) -> a.length() != b.length() ? b.length() - a.length() : a.compareTo(b));
    }

    private void place(Region region, String name) {
        if (lexicon.ambiguous(name)) {
            return;
        }
        if (Folding.hasIdeograph(name)) {
            List<String> names = new ArrayList<>(List.of(name));
            switch (region.level()) {
                case "province" -> names.addAll(List.of(name + "省", name + "市"));
                case "prefecture" -> names.add(name + "市");
                default -> {}
            }
            for (String each : names) {
                if (each.length() >= 2 && lexicon.regions(each).contains(region)) {
                    List<String> list = chinesePlaces.computeIfAbsent(each.charAt(0), c -> new ArrayList<>());
                    if (!list.contains(each)) {
                        list.add(each);
                    }
                }
            }
        } else if (name.length() >= 4 && Character.isUpperCase(name.charAt(0))) {
            englishPlaces
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                    .add(region);
            longestPlace = Math.max(longestPlace, name.length());
        }
    }

    Periods periods() {
        return periods;
    }

    List<ProseToken> scan(String sentence) {
        StringBuilder buffer = new StringBuilder(sentence.length());
        for (int i = 0; i < sentence.length(); i++) {
            char c = Folding.character(sentence.charAt(i));
            buffer.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
        }
        String text = buffer.toString();
        boolean chinese = Folding.hasIdeograph(text);
        List<ProseToken> tokens = new ArrayList<>();
        int textFrom = -1;
        int at = 0;
        while (at < text.length()) {
            if (!chinese && textFrom < 0 && money(text, at, tokens)) {
                at = tokens.get(tokens.size() - 1).to();
                continue;
            }
            Optional<ProseToken> token = next(text, at, chinese, tokens, textFrom < 0);
            if (token.isPresent()) {
                if (textFrom >= 0) {
                    tokens.add(ProseToken.of(Kind.TEXT, text.substring(textFrom, at), textFrom, at));
                    textFrom = -1;
                }
                if (token.get().to() > token.get().from() && !token.get().word().isBlank()) {
                    tokens.add(token.get());
                }
                at = Math.max(at + 1, token.get().to());
            } else {
                textFrom = textFrom < 0 ? at : textFrom;
                at++;
            }
        }
        if (textFrom >= 0) {
            tokens.add(ProseToken.of(Kind.TEXT, text.substring(textFrom), textFrom, text.length()));
        }
        return tokens;
    }

    /** The token that begins here; blank word for what is skipped; empty for a character of a run of text. */
    private Optional<ProseToken> next(String text, int at, boolean chinese, List<ProseToken> tokens, boolean adjacent) {
        char c = text.charAt(at);
        if (c == ' ') {
            return Optional.of(ProseToken.of(Kind.PUNCT, " ", at, at + 1));
        }
        Matcher mark = MARK.matcher(text).region(at, Math.min(text.length(), at + 8));
        if (mark.lookingAt()) {
            return Optional.of(ProseToken.of(Kind.PUNCT, " ", at, mark.end()));
        }
        if (adjacent && !tokens.isEmpty() && (tokens.get(tokens.size() - 1).is(Kind.NUM))) {
            Optional<ProseToken> unit = unit(text, at, chinese);
            if (unit.isPresent()) {
                return unit;
            }
        }
        boolean letterBefore = at > 0 && latin(text.charAt(at - 1));
        boolean digit = c >= '0' && c <= '9';
        if (digit && !letterBefore) {
            Matcher ratio = RATIO.matcher(text).region(at, Math.min(text.length(), at + 60));
            if (ratio.lookingAt()) {
                return Optional.of(ratio(text, at, ratio.end()));
            }
        }
        if (digit ? !letterBefore && (at == 0 || !digitOrPoint(text.charAt(at - 1))) : !(letterBefore && latin(c))) {
            Optional<ProseToken> time = periods.at(text, at, chinese)
                    .filter(found -> !digit || chinese || yearStands(text, at, found.to()))
                    .map(found -> ProseToken.of(Kind.TIME, text.substring(at, found.to()), at, found.to()));
            if (time.isPresent()) {
                return time;
            }
        }
        if (digit
                || ((c == '-' || c == '+')
                        && at + 1 < text.length()
                        && Character.isDigit(text.charAt(at + 1))
                        && signPlace(text, at))) {
            return Optional.of(number(text, at, letterBefore));
        }
        if (chinese) {
            if (Folding.ideograph(c)) {
                Optional<ProseToken> word = listed(text, at, words, Kind.WORD);
                Optional<ProseToken> place = listed(text, at, chinesePlaces, Kind.REGION);
                return place.isPresent()
                                && (word.isEmpty()
                                        || word.get().to() <= place.get().to())
                        ? place
                        : word;
            }
            return latin(c) || Character.isLetter(c) || c == '&'
                    ? Optional.empty()
                    : Optional.of(ProseToken.of(Kind.PUNCT, String.valueOf(c), at, at + 1));
        }
        Optional<ProseToken> place = englishPlace(text, at, letterBefore);
        if (place.isPresent()) {
            return place;
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        return Optional.of(
                word.lookingAt()
                        ? ProseToken.of(Kind.WORD, word.group(), at, word.end())
                        : ProseToken.of(Kind.PUNCT, String.valueOf(c), at, at + 1));
    }

    private static boolean latin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean digitOrPoint(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    /** Whether a bare number of four digits is a year: no unit, no decimals, no scale word follows. */
    private boolean yearStands(String text, int from, int to) {
        if (to - from != 4) {
            return true;
        }
        String rest = text.substring(to, Math.min(text.length(), to + 30));
        if (rest.startsWith(",") && rest.length() > 1 && Character.isDigit(rest.charAt(1))
                || rest.startsWith(".") && rest.length() > 1 && Character.isDigit(rest.charAt(1))) {
            return false;
        }
        return unit(text, to, false).isEmpty();
    }

    /** A minus sign stands behind a blank, a bracket, a list mark or an ideograph, never behind a digit. */
    private static boolean signPlace(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return !Character.isDigit(before) && !latin(before) && before != '-';
    }

    private static ProseToken ratio(String text, int from, int to) {
        List<BigDecimal> parts = new ArrayList<>();
        for (String part : text.substring(from, to).split(":")) {
            parts.add(new BigDecimal(part.strip()));
        }
        return new ProseToken(Kind.RATIO, text.substring(from, to), from, to, parts, Optional.empty(), List.of());
    }

    private static ProseToken number(String text, int at, boolean letterBefore) {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt() || matcher.end() - at > 30) {
            return ProseToken.of(Kind.PUNCT, String.valueOf(text.charAt(at)), at, at + 1);
        }
        int end = matcher.end();
        boolean nameBehind = end < text.length()
                && latin(text.charAt(end))
                && !Pattern.compile("(?:[kKMGT]?[WVBb]h?|[kcm]?m|k?g|[TG]W|t)(?![A-Za-z])")
                        .matcher(text)
                        .region(end, text.length())
                        .lookingAt();
        if (letterBefore || nameBehind) {
            // 5G, IPv6, T20: part of a name
            while (end < text.length() && (latin(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
                end++;
            }
            return ProseToken.of(Kind.WORD, text.substring(at, end), at, end);
        }
        String printed = matcher.group();
        Optional<BigDecimal> value =
                Numerals.read(printed.replace(",", "").replace("+", "")).map(Numerals.Numeral::value);
        return value.isEmpty()
                ? ProseToken.of(Kind.WORD, printed, at, end)
                : new ProseToken(Kind.NUM, printed, at, end, List.of(value.get()), Optional.empty(), List.of());
    }

    private Optional<ProseToken> unit(String text, int at, boolean chinese) {
        Matcher points = POINTS.matcher(text).region(at, text.length());
        if (points.lookingAt()) {
            return Optional.of(ProseToken.of(Kind.PP, points.group(), at, points.end()));
        }
        Matcher perCent = PER_CENT.matcher(text).region(at, text.length());
        if (perCent.lookingAt()) {
            Optional<Unit> unit = lexicon.units().named(perCent.group());
            return Optional.of(
                    new ProseToken(Kind.PCT, perCent.group(), at, perCent.end(), List.of(), unit, List.of()));
        }
        return chinese ? chineseUnit(text, at) : englishUnit(text, at);
    }

    /** A number behind its currency, and the scale behind the number: US$ 480 billion is 480 and US$ billion. */
    private boolean money(String text, int at, List<ProseToken> tokens) {
        char c = text.charAt(at);
        boolean symbol = Character.getType(c) == Character.CURRENCY_SYMBOL;
        if (!symbol && (c < 'A' || c > 'Z') || at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
            return false;
        }
        Matcher matcher = MONEY.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        String currency = matcher.group("symbol");
        Optional<Unit> unit =
                lexicon.units().named(currency).filter(u -> u.dimension().length() == 3);
        if (unit.isEmpty()) {
            return false;
        }
        ProseToken number = number(text, matcher.end(), false);
        if (!number.is(Kind.NUM)) {
            return false;
        }
        int end = number.to();
        int reach = end;
        String scale = "";
        for (int count = 0; count < 2; count++) {
            int from = reach;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            Matcher word = UNIT_WORD.matcher(text).region(from, text.length());
            if (!word.lookingAt()) {
                break;
            }
            String piece = word.group();
            String words = Folding.label(
                    (scale + " " + (piece.endsWith(".") ? piece.substring(0, piece.length() - 1) : piece)));
            Optional<Unit> scaled = lexicon.units().named(words + " " + currency);
            if (scaled.isEmpty() || Numerals.scaleWord(piece.replace(".", "")).isEmpty()) {
                break;
            }
            unit = scaled;
            scale = words;
            end = from + piece.length() - (piece.endsWith(".") ? 1 : 0);
            reach = end;
        }
        tokens.add(
                new ProseToken(Kind.NUM, number.word(), at, number.to(), number.values(), Optional.empty(), List.of()));
        String label = scale.isEmpty() ? currency : currency + " " + scale;
        Matcher per = PER.matcher(text).region(end, text.length());
        if (per.lookingAt()) {
            boolean measured = lexicon.units()
                    .named(per.group("what"))
                    .filter(what -> PRICED.contains(what.dimension()))
                    .isPresent();
            if (measured) {
                label = label + per.group();
                unit = lexicon.units().named(label);
                end = per.end();
            }
        }
        tokens.add(new ProseToken(Kind.UNIT, label, number.to(), end, List.of(), unit, List.of()));
        return true;
    }

    private Optional<ProseToken> chineseUnit(String text, int start) {
        // 1200余家, 30多项
        int at = start < text.length() && "余多".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        int most = at;
        while (most < text.length()
                && most - at < LONGEST_UNIT
                && (Character.isLetter(text.charAt(most)) || "/·".indexOf(text.charAt(most)) >= 0)) {
            most++;
        }
        for (int end = most; end > at; end--) {
            String phrase = text.substring(at, end);
            Optional<Unit> unit = lexicon.units().named(phrase);
            if (unit.isPresent()) {
                int to = bracketed(text, end);
                return Optional.of(
                        new ProseToken(Kind.UNIT, text.substring(at, to), start, to, List.of(), unit, List.of()));
            }
        }
        Matcher scale = Pattern.compile("万亿|[百千十]?亿|[百千十]?万").matcher(text).region(at, text.length());
        if (!scale.lookingAt()) {
            return Optional.empty();
        }
        // 4.1亿块, : a unit that no document names
        int end = scale.end();
        while (end < text.length() && end - scale.end() < 3 && Folding.ideograph(text.charAt(end))) {
            end++;
        }
        boolean alone =
                end - scale.end() <= 2 && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        int to = alone ? end : scale.end();
        return Optional.of(
                new ProseToken(Kind.UNIT, text.substring(at, to), start, to, List.of(), Optional.empty(), List.of()));
    }

    /** 头（只）: a second unit in brackets belongs to the first. */
    private int bracketed(String text, int end) {
        if (end + 2 < text.length() && text.charAt(end) == '(') {
            int close = text.indexOf(')', end);
            if (close > 0
                    && close - end <= 4
                    && lexicon.units().named(text.substring(end + 1, close)).isPresent()) {
                return close + 1;
            }
        }
        return end;
    }

    private Optional<ProseToken> englishUnit(String text, int at) {
        int best = -1;
        Optional<Unit> known = Optional.empty();
        int end = at;
        boolean scaled = false;
        for (int count = 0; count < 6 && end < text.length(); count++) {
            Matcher word = UNIT_WORD.matcher(text).region(end, text.length());
            if (!word.lookingAt()) {
                break;
            }
            int to = word.end();
            String piece = word.group();
            // the full stop of a sentence is no part of its last unit
            if (piece.endsWith(".") && piece.indexOf('.') == piece.length() - 1) {
                to--;
            }
            String phrase = text.substring(at, to);
            Optional<Unit> unit = lexicon.units().named(phrase);
            if (unit.isPresent()) {
                best = to;
                known = unit;
            } else if (count == 0 && Numerals.scaleWord(phrase).isPresent()) {
                best = to;
                scaled = true;
            }
            end = to;
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        String phrase = text.substring(at, best);
        boolean one = phrase.length() == 1 && Character.isLetter(phrase.charAt(0)) && !phrase.equals("t");
        if (one
                || (!scaled
                        && List.of("in", "of", "at", "a", "no", "number").contains(phrase.toLowerCase(Locale.ROOT)))) {
            return Optional.empty();
        }
        return Optional.of(new ProseToken(Kind.UNIT, phrase, at, best, List.of(), known, List.of()));
    }

    private Optional<ProseToken> listed(String text, int at, Map<Character, List<String>> lists, Kind kind) {
        for (String word : lists.getOrDefault(text.charAt(at), List.of())) {
            if (word.length() <= LONGEST_WORD && text.startsWith(word, at)) {
                List<Region> regions = kind == Kind.REGION ? lexicon.regions(word) : List.of();
                return Optional.of(
                        new ProseToken(kind, word, at, at + word.length(), List.of(), Optional.empty(), regions));
            }
        }
        return Optional.empty();
    }

    private Optional<ProseToken> englishPlace(String text, int at, boolean letterBefore) {
        if (letterBefore || !Character.isUpperCase(text.charAt(at))) {
            return Optional.empty();
        }
        int most = Math.min(text.length(), at + longestPlace);
        for (int end = most; end >= at + 4; end--) {
            if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                continue;
            }
            List<Region> regions = englishPlaces.get(text.substring(at, end).toLowerCase(Locale.ROOT));
            if (regions != null) {
                return Optional.of(new ProseToken(
                        Kind.REGION, text.substring(at, end), at, end, List.of(), Optional.empty(), regions));
            }
        }
        return Optional.empty();
    }
}
