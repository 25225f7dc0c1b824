package almanac.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a printed string to a number with its decimals.
 *
 * <p>Reads grouping by comma, blank, no-break blank, apostrophe and (European) point; decimal point, decimal comma and
 * the raised point of old Chinese books; blanks a typesetter left inside a number ({@code 986 1. 56}); signs before and
 * behind; bookkeeper's brackets; per cent and per mille; full-width digits; scale words (万, 亿, 万亿, billion); Chinese
 * numerals; footnote marks before and behind. It never guesses: what fits no form is empty.
 *
 * <p>A decimal comma can look like a grouping comma ({@code 1,234}). A reader that sees a whole column asks
 * {@link #style} first and passes the answer on.
 */
public final class Numerals {
    /** How a column writes its decimals. */
    public enum Style {
        /** {@code 1,234.5}; also where nothing tells. */
        POINT,
        /** {@code 1 234,5} or {@code 1.234,5}. */
        COMMA
    }

    /**
     * A number as printed.
     *
     * @param value with its printed decimals, sign and brackets applied, scale not applied
     * @param scale factor of the scale word behind it (1e4 for 万), 1 where there is none
     * @param suffix {@code %}, {@code ‰}, a scale word, or empty
     * @param marks footnote marks found beside it, without blanks
     * @param bracketed printed in round brackets: negative to a bookkeeper; {@code value} is negative then
     */
    public record Numeral(BigDecimal value, BigDecimal scale, String suffix, List<String> marks, boolean bracketed) {
        public Numeral {
            marks = List.copyOf(marks);
        }

        /** The value times its scale word: 1.34万亿 is 1340000000000. */
        public BigDecimal scaled() {
            return value.multiply(scale);
        }
    }

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String MARK_CHARACTERS = SUPERSCRIPTS + "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*＊†‡§";

    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d{1,3}");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{2,3})*,\\d{3}(\\.\\d+)?");
    private static final Pattern GROUPED_BLANK = Pattern.compile("\\d{1,3}( {1,2}\\d{3})+([.,]\\d+)?");
    private static final Pattern GROUPED_APOSTROPHE = Pattern.compile("\\d{1,3}(['’]\\d{3})+([.,]\\d+)?");
    private static final Pattern GROUPED_POINT = Pattern.compile("\\d{1,3}(\\.\\d{3}){2,}|\\d{1,3}(\\.\\d{3})+,\\d+");
    private static final Pattern COMMA_DECIMAL = Pattern.compile("(0|\\d{1,3}( \\d{3})*|\\d+),\\d+");
    private static final Pattern SPLIT_DIGITS = Pattern.compile("[\\d ]*\\d *\\. *\\d[\\d ]*");
    private static final Pattern SPLIT_COMMA = Pattern.compile("\\d{1,3}( ?, ?\\d{3})+( ?\\. ?\\d+)?");

    private static final Pattern TRAILING_BRACKETED_MARK =
            Pattern.compile("\\s*(\\[\\s*\\w{1,3}\\s*]|\\((?:\\d{1,2}|[a-z]|[rpef])\\)|【\\w{1,3}】|〔\\w{1,3}〕)$");
    private static final Pattern TRAILING_LETTER_MARK =
            Pattern.compile("(?<=[\\d%‰])\\s?([a-z](?:[,;][a-z])*\\)|[rpebf]|[a-d])$");
    private static final Pattern LEADING_MARK =
            Pattern.compile("^(\\[\\s*\\w{1,3}\\s*]|[*＊†‡§" + SUPERSCRIPTS + "①-⑳]+)\\s*(?=[-+(.\\d])");

    /** Scale words, longest first, with their factors. */
    private static final Map<String, BigDecimal> SCALES = Map.ofEntries(
            Map.entry("万亿", new BigDecimal("1000000000000")),
            Map.entry("千亿", new BigDecimal("100000000000")),
            Map.entry("百亿", new BigDecimal("10000000000")),
            Map.entry("十亿", new BigDecimal("1000000000")),
            Map.entry("亿", new BigDecimal("100000000")),
            Map.entry("千万", new BigDecimal("10000000")),
            Map.entry("百万", new BigDecimal("1000000")),
            Map.entry("十万", new BigDecimal("100000")),
            Map.entry("万", new BigDecimal("10000")),
            Map.entry("千", new BigDecimal("1000")),
            Map.entry("百", new BigDecimal("100")),
            Map.entry("trillion", new BigDecimal("1000000000000")),
            Map.entry("billion", new BigDecimal("1000000000")),
            Map.entry("crore", new BigDecimal("10000000")),
            Map.entry("million", new BigDecimal("1000000")),
            Map.entry("lakh", new BigDecimal("100000")),
            Map.entry("thousand", new BigDecimal("1000")),
            Map.entry("hundred", new BigDecimal("100")));

    private static final Pattern TRAILING_SCALE = Pattern.compile(
            "\\s*(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|(?i:trillion|billion|crore|million|lakh|thousand|hundred)s?)$");

    private Numerals() {}

    /** The number that the whole string prints, in the style {@code POINT}. */
    public static Optional<Numeral> read(String printed) {
        return read(printed, Style.POINT);
    }

    /** The number that the whole string prints, or empty where it prints something else. */
    public static Optional<Numeral> read(String printed, Style style) {
        if (printed.length() > 60) {
            return Optional.empty();
        }
        String text = fold(printed);
        if (text.isEmpty() || !hasDigit(text)) {
            return chineseNumeral(text);
        }
        if (PLAIN.matcher(text).matches() && text.length() <= 40) {
            return Optional.of(new Numeral(new BigDecimal(text), BigDecimal.ONE, "", List.of(), false));
        }
        List<String> marks = new ArrayList<>();
        text = takeLeadingMarks(text, marks);
        text = takeTrailingMarks(text, marks);
        boolean bracketed = false;
        boolean negative = false;
        if (text.length() > 2 && text.startsWith("(") && text.endsWith(")")) {
            bracketed = true;
            negative = true;
            text = text.substring(1, text.length() - 1).strip();
        }
        String suffix = "";
        BigDecimal scale = BigDecimal.ONE;
        if (text.endsWith("%") || text.endsWith("‰")) {
            suffix = text.substring(text.length() - 1);
            text = text.substring(0, text.length() - 1).strip();
        } else {
            Matcher word = TRAILING_SCALE.matcher(text);
            if (word.find() && word.start() > 0) {
                suffix = word.group(1);
                scale = scaleWord(suffix).orElse(BigDecimal.ONE);
                text = text.substring(0, word.start()).strip();
            }
        }
        if (text.startsWith("(") && text.endsWith(")") && text.length() > 2) {
            bracketed = true;
            negative = true;
            text = text.substring(1, text.length() - 1).strip();
        }
        if (!text.isEmpty() && "+-▲△".indexOf(text.charAt(0)) >= 0) {
            if (bracketed && text.charAt(0) != '+') {
                return Optional.empty();
            }
            negative |= text.charAt(0) != '+';
            text = text.substring(1).strip();
        } else if (text.endsWith("-") && text.length() > 1 && Character.isDigit(text.charAt(text.length() - 2))) {
            negative = true;
            text = text.substring(0, text.length() - 1);
        }
        Optional<BigDecimal> value = magnitude(text, style);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal signed = negative ? value.get().negate() : value.get();
        return Optional.of(new Numeral(signed, scale, suffix, marks, bracketed));
    }

    /** Folds width and blanks; dashes before a digit become minus signs; a raised point between digits a point. */
    private static String fold(String printed) {
        StringBuilder text = new StringBuilder(Folding.characters(printed).strip());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digitBefore = i > 0 && Character.isDigit(text.charAt(i - 1));
            boolean digitAfter = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
            if ((c == '–' || c == '—' || c == '‐' || c == '‑' || c == '‒') && i == 0 && text.length() > 1) {
                text.setCharAt(i, '-');
            } else if ((c == '·' || c == '．' || c == '・') && digitBefore && digitAfter) {
                text.setCharAt(i, '.');
            } else if (c == '，' || c == '、' && digitBefore && digitAfter) {
                text.setCharAt(i, ',');
            } else if (c == '\n' || c == '\t') {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static String takeLeadingMarks(String text, List<String> marks) {
        Matcher matcher = LEADING_MARK.matcher(text);
        if (matcher.find()) {
            marks.add(matcher.group(1).replace(" ", ""));
            return text.substring(matcher.end());
        }
        return text;
    }

    private static String takeTrailingMarks(String printed, List<String> marks) {
        String text = printed;
        int end = text.length();
        while (end > 1 && (MARK_CHARACTERS.indexOf(text.charAt(end - 1)) >= 0 || text.charAt(end - 1) == ' ')) {
            end--;
        }
        String signs = text.substring(end).replace(" ", "");
        if (!signs.isEmpty() && hasDigit(text.substring(0, end))) {
            marks.add(signs);
            text = text.substring(0, end).strip();
        }
        Matcher bracket = TRAILING_BRACKETED_MARK.matcher(text);
        if (bracket.find() && bracket.start() > 0 && hasDigit(text.substring(0, bracket.start()))) {
            marks.add(bracket.group(1).replace(" ", ""));
            return text.substring(0, bracket.start());
        }
        if (text.endsWith(")") && text.indexOf('(') < 0) {
            return takeDigitMark(text, marks);
        }
        Matcher letter = TRAILING_LETTER_MARK.matcher(text);
        if (letter.find()) {
            marks.add(letter.group(1));
            return text.substring(0, letter.start());
        }
        return text;
    }

    /**
     * A superscript that lost its height: {@code 1 043,31)} is 1 043,3 with mark 1), {@code 9 294 19815)} is 9 294 198 with
     * mark 15). Grouping tells where the number ends; without grouping the mark is one digit. {@code 2);3)} are two marks.
     */
    private static String takeDigitMark(String text, List<String> marks) {
        Matcher several =
                Pattern.compile("(\\d{1,2}\\))(?:[;, ]+(\\d{1,2}\\)))+$").matcher(text);
        if (several.find()) {
            int first = text.indexOf(')');
            String rest = text.substring(first + 1).replaceAll("[;, ]+", "");
            String head = takeDigitMark(text.substring(0, first + 1), marks);
            for (String mark : rest.split("(?<=\\))")) {
                marks.add(mark);
            }
            return head;
        }
        Matcher letter = Pattern.compile("(?<=\\d)\\s?([a-z]\\))$").matcher(text);
        if (letter.find()) {
            marks.add(letter.group(1));
            return text.substring(0, letter.start());
        }
        Matcher apart = Pattern.compile("(?<=\\d)\\s+(\\d{1,2}\\))$").matcher(text);
        String digits = text.substring(0, text.length() - 1);
        Matcher grouped =
                Pattern.compile("^([-+]?\\d{1,3}(?:[ ,]\\d{3})+)(\\d{1,2})$").matcher(digits);
        if (grouped.matches()) {
            marks.add(grouped.group(2) + ")");
            return grouped.group(1);
        }
        if (apart.find()
                && !Pattern.compile("\\d{1,3}( \\d{3})*").matcher(digits).matches()) {
            marks.add(apart.group(1));
            return text.substring(0, apart.start());
        }
        Matcher one = Pattern.compile("^([-+]?[\\d ,.]*\\d)(\\d)$").matcher(digits);
        if (one.matches()) {
            marks.add(one.group(2) + ")");
            return one.group(1);
        }
        return text;
    }

    private static Optional<BigDecimal> magnitude(String text, Style style) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(text.length() - 1))) {
            return Optional.empty();
        }
        if (text.charAt(0) == '.'
                && text.length() > 1
                && PLAIN.matcher("0" + text).matches()) {
            return Optional.of(new BigDecimal("0" + text));
        }
        if (style == Style.COMMA) {
            Optional<BigDecimal> european = european(text);
            if (european.isPresent()) {
                return european;
            }
        }
        if (PLAIN.matcher(text).matches() || EXPONENT.matcher(text).matches()) {
            return Optional.of(plain(new BigDecimal(text)));
        }
        if (GROUPED.matcher(text).matches() && !(text.startsWith("0,"))) {
            return Optional.of(new BigDecimal(text.replace(",", "")));
        }
        if (SPLIT_COMMA.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replaceAll("[ ,]", "")));
        }
        if (GROUPED_BLANK.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(" ", "").replace(',', '.')));
        }
        if (GROUPED_APOSTROPHE.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replaceAll("['’]", "").replace(',', '.')));
        }
        if (GROUPED_POINT.matcher(text).matches() || COMMA_DECIMAL.matcher(text).matches()) {
            return european(text);
        }
        if (SPLIT_DIGITS.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(" ", "")));
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> european(String text) {
        if (GROUPED_POINT.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(".", "").replace(',', '.')));
        }
        if (COMMA_DECIMAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(" ", "").replace(',', '.')));
        }
        if (Pattern.compile("[\\d ]*\\d *, *\\d[\\d ]*").matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(" ", "").replace(',', '.')));
        }
        return Optional.empty();
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static final Pattern MARK_AT_END = Pattern.compile("\\s?\\d{0,2}\\)$");
    private static final Pattern ONLY_COMMA =
            Pattern.compile("(?:\\d{1,3}(?:[ .]\\d{3})*|\\d+),(?:\\d{1,2}|\\d{4,})|0,\\d+");
    private static final Pattern ONLY_POINT =
            Pattern.compile("[\\d, ]*\\d\\.(?:\\d{1,2}|\\d{4,})|\\d{1,3}(?:,\\d{3})+\\.\\d+");

    /**
     * How a column writes its decimals: {@code COMMA} where some cell can only be read so ({@code 1 043,3}, {@code 0,75})
     * and none can only be read the other way ({@code 1,234.5}, {@code 12.75}).
     */
    public static Style style(Collection<String> cells) {
        int comma = 0;
        int point = 0;
        for (String cell : cells) {
            String text = MARK_AT_END.matcher(fold(cell)).replaceAll("");
            if (text.isEmpty() || !Character.isDigit(text.charAt(text.length() - 1))) {
                continue;
            }
            String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
            if (ONLY_COMMA.matcher(bare).matches()) {
                comma++;
            } else if (ONLY_POINT.matcher(bare).matches()) {
                point++;
            }
        }
        return comma > 0 && point == 0 ? Style.COMMA : Style.POINT;
    }

    /** The factor of a scale word (万, 亿, 万亿, million ...), empty for any other word. */
    public static Optional<BigDecimal> scaleWord(String word) {
        String key = Folding.key(word);
        BigDecimal factor = SCALES.get(key);
        if (factor == null && key.endsWith("s")) {
            factor = SCALES.get(key.substring(0, key.length() - 1));
        }
        return Optional.ofNullable(factor);
    }

    private static Optional<Numeral> chineseNumeral(String text) {
        // a single ideograph in a cell is an ordinal or a unit (一, 万), not a figure
        boolean figure = text.length() > 1 && "〇零一二三四五六七八九两十".indexOf(text.charAt(0)) >= 0;
        return figure
                ? chinese(text).map(value -> new Numeral(value, BigDecimal.ONE, "", List.of(), false))
                : Optional.empty();
    }

    private static final String CHINESE_DIGITS = "〇一二三四五六七八九";

    /**
     * A number written in Chinese numerals: 三百五十 is 350, 两千亿 is 200000000000, 二〇一九 is 2019, 一点五 is 1.5, 百分之五 is not
     * one. Empty for anything else.
     */
    public static Optional<BigDecimal> chinese(String printed) {
        String text = printed.strip();
        if (text.isEmpty() || text.length() > 30) {
            return Optional.empty();
        }
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(
                    switch (c) {
                        case '零', '○', 'O' -> '〇';
                        case '两', '貳', '贰' -> '二';
                        case '壹' -> '一';
                        case '叁' -> '三';
                        case '肆' -> '四';
                        case '伍' -> '五';
                        case '陆' -> '六';
                        case '柒' -> '七';
                        case '捌' -> '八';
                        case '玖' -> '九';
                        case '拾' -> '十';
                        case '佰' -> '百';
                        case '仟' -> '千';
                        case '萬' -> '万';
                        case '億' -> '亿';
                        default -> c;
                    });
        }
        String numeral = folded.toString();
        if (!numeral.chars().allMatch(c -> CHINESE_DIGITS.indexOf(c) >= 0 || "十百千万亿点".indexOf(c) >= 0)) {
            return Optional.empty();
        }
        int point = numeral.indexOf('点');
        if (point >= 0) {
            String fraction = digits(numeral.substring(point + 1));
            Optional<BigDecimal> whole = chinese(numeral.substring(0, point));
            return fraction.isEmpty()
                    ? Optional.empty()
                    : whole.map(w -> new BigDecimal(w.toPlainString() + "." + fraction));
        }
        String digits = digits(numeral);
        if (!digits.isEmpty()) {
            return Optional.of(new BigDecimal(digits));
        }
        return positional(numeral);
    }

    /** The digits of a numeral written digit by digit (二〇一九), empty for one with place words. */
    private static String digits(String numeral) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < numeral.length(); i++) {
            int digit = CHINESE_DIGITS.indexOf(numeral.charAt(i));
            if (digit < 0) {
                return "";
            }
            digits.append(digit);
        }
        return digits.toString();
    }

    private static Optional<BigDecimal> positional(String numeral) {
        long total = 0;
        long section = 0;
        long digit = 0;
        boolean digitSeen = false;
        for (int i = 0; i < numeral.length(); i++) {
            char c = numeral.charAt(i);
            int value = CHINESE_DIGITS.indexOf(c);
            if (value >= 0) {
                if (digitSeen && digit != 0) {
                    return Optional.empty();
                }
                digit = value;
                digitSeen = true;
                continue;
            }
            switch (c) {
                case '十', '百', '千' -> {
                    long place = c == '十' ? 10 : c == '百' ? 100 : 1000;
                    section += (digitSeen ? digit : 1) * place;
                }
                case '万' -> {
                    section = (section + digit == 0 ? 1 : section + digit) * 10_000L;
                    total += section;
                    section = 0;
                }
                default -> {
                    long sum = total + section + digit;
                    total = (sum == 0 ? 1 : sum) * 100_000_000L;
                    section = 0;
                }
            }
            digit = 0;
            digitSeen = false;
            if (total > 1_000_000_000_000_000L) {
                return Optional.empty();
            }
        }
        return Optional.of(BigDecimal.valueOf(total + section + digit));
    }
}
