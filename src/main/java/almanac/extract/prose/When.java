package almanac.extract.prose;

import almanac.model.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phrase that says when, in Chinese or English: 2024年, 1—7月份, 上半年, 截至2024年12月31日, {@code the first half of 2021},
 * {@code January to July}.
 *
 * @param year printed in the phrase, empty where it leans on the document's year
 * @param shift years to add to the document's year where none is printed (上年 is -1)
 * @param part what follows the year in the period's code: {@code ""}, {@code "-H1"}, {@code "-07"}, {@code "-01/-07"}, {@code
 *     "-12-31"}
 * @param toYear the last year of a span of years
 */
record When(Optional<Integer> year, int shift, String part, Optional<Integer> toYear) {
    private static final String MONTHS =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)";
    private static final List<String> MONTH_NAMES =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> COUNTS = List.of(
            "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final String DASH = "\\s*(?:-{1,2}|—{1,2}|–|~|～|至|到)\\s*";

    private static final Pattern CHINESE =
            Pattern.compile("(?<y>\\d{4})年" + DASH + "(?<y2>\\d{4})年|(?<ya>\\d{4})" + DASH
                    + "(?<yb>\\d{4})年|(?:(?<ry>\\d{4})年)?(?<m1>\\d{1,2})月?份?" + DASH
                    + "(?<m2>\\d{1,2})月(?:份|末)?|(?:(?<dy>\\d{4})年|(?<dl>今年|去年|上年))?(?<dm>\\d{1,2})月(?<dd>\\d{1,2})日|(?:(?<my>\\d{4})年|(?<ml>今年|去年|上年))?(?<m>\\d{1,2})月(?:份|末|底|当月)?"
                    + "|(?:(?<py>\\d{4})年|(?<pl>今年|去年|上年))?(?<p>上半年|下半年|前三季度|前三个季度|前两个季度|前[一二三四五六七八九十\\d]{1,2}个月|第?[一二三四1234]季度)"
                    + "|(?<oy>\\d{4})年(?:末|底|全年|度|初)?|(?<rel>全年|年末|年底|当年|本年|今年|上年末|上年底|上年同期|上年|去年末|去年底|去年同期|去年|前年)");

    private static final Pattern ENGLISH =
            Pattern.compile("(?i)(?<r1>" + MONTHS + ")\\s*(?:to|-|–|—|through|and)\\s*(?<r2>" + MONTHS
                    + ")(?:,?\\s+(?:of\\s+)?(?<ry>\\d{4}))?|(?:(?:the\\s+)?end\\s+of\\s+)?(?<m>" + MONTHS
                    + ")(?:\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?)?(?:,?\\s+(?:of\\s+)?(?<my>\\d{4}))?\\b"
                    + "|(?:the\\s+)?(?<p>first\\s+half|second\\s+half|first\\s+three\\s+quarters|first\\s+two\\s+quarters|first\\s+(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\\d{1,2})\\s+months|(?:first|second|third|fourth)\\s+quarter)(?:\\s+(?:of|in)\\s+(?:(?<py>\\d{4})|(?:the|this)\\s+year|(?<pl>last\\s+year)))?"
                    + "|(?:the\\s+)?(?:year-end|(?:end|year)\\s+of|year)\\s+(?<ey>(?:19|20)\\d\\d)\\b|(?:the\\s+)?(?<rel>whole\\s+year|end\\s+of\\s+(?:the|this)\\s+year|year-end|end\\s+of\\s+last\\s+year|last\\s+year|(?:the\\s+)?previous\\s+year|this\\s+year)"
                    + "|(?<y>(?:19|20)\\d\\d)(?:\\s*[-–]\\s*(?<y2>(?:19|20)\\d\\d))?\\b");

    private static final Pattern BEGINS = Pattern.compile("(?i)[\\djfmasondtypelwh今去上下前第全年当本一二三四].*", Pattern.DOTALL);

    /** A phrase and where it ends. */
    record Found(When when, int to) {}

    static When ofYear(int year) {
        return new When(Optional.of(year), 0, "", Optional.empty());
    }

    /** The phrase that begins at {@code at} of a folded text, if one does. */
    static Optional<Found> at(String folded, int at, boolean chinese) {
        char first = folded.charAt(at);
        if (!BEGINS.matcher(String.valueOf(first)).matches()) {
            return Optional.empty();
        }
        Matcher matcher = (chinese ? CHINESE : ENGLISH).matcher(folded).region(at, Math.min(folded.length(), at + 60));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        Optional<When> when = chinese ? chinese(matcher) : english(matcher, folded, at);
        return when.map(w -> new Found(w, matcher.end()));
    }

    private static Optional<Integer> year(Matcher matcher, String group) {
        return Optional.ofNullable(matcher.group(group)).map(Integer::valueOf).filter(y -> y >= 1800 && y <= 2200);
    }

    private static int shift(@org.jspecify.annotations.Nullable String relative) {
        return relative != null && (relative.startsWith("去") || relative.startsWith("上年")) ? -1 : 0;
    }

    private static Optional<When> chinese(Matcher matcher) {
        if (matcher.group("y") != null) {
            return Optional.of(new When(year(matcher, "y"), 0, "", year(matcher, "y2")));
        }
        if (matcher.group("ya") != null) {
            return Optional.of(new When(year(matcher, "ya"), 0, "", year(matcher, "yb")));
        }
        if (matcher.group("m1") != null) {
            return months(year(matcher, "ry"), 0, number(matcher.group("m1")), number(matcher.group("m2")));
        }
        if (matcher.group("dm") != null) {
            int month = number(matcher.group("dm"));
            int day = number(matcher.group("dd"));
            return month < 1 || month > 12 || day < 1 || day > 31
                    ? Optional.empty()
                    : Optional.of(new When(
                            year(matcher, "dy"),
                            shift(matcher.group("dl")),
                            two("-", month) + two("-", day),
                            Optional.empty()));
        }
        if (matcher.group("m") != null) {
            int month = number(matcher.group("m"));
            return month < 1 || month > 12
                    ? Optional.empty()
                    : Optional.of(new When(
                            year(matcher, "my"), shift(matcher.group("ml")), two("-", month), Optional.empty()));
        }
        if (matcher.group("p") != null) {
            return part(matcher.group("p"))
                    .map(part -> new When(year(matcher, "py"), shift(matcher.group("pl")), part, Optional.empty()));
        }
        if (matcher.group("oy") != null) {
            return year(matcher, "oy").map(When::ofYear);
        }
        String relative = matcher.group("rel");
        int shift = relative.startsWith("上年") || relative.startsWith("去年") ? -1 : relative.equals("前年") ? -2 : 0;
        return Optional.of(new When(Optional.empty(), shift, "", Optional.empty()));
    }

    private static Optional<String> part(String phrase) {
        if (phrase.equals("上半年")) {
            return Optional.of("-H1");
        }
        if (phrase.equals("下半年")) {
            return Optional.of("-H2");
        }
        if (phrase.startsWith("前三") && phrase.endsWith("季度")) {
            return Optional.of("-01/-09");
        }
        if (phrase.startsWith("前两")) {
            return Optional.of("-H1");
        }
        if (phrase.startsWith("前")) {
            String count = phrase.substring(1, phrase.length() - 2);
            int months = almanac.text.Numerals.chinese(count)
                    .map(java.math.BigDecimal::intValue)
                    .orElseGet(() -> count.chars().allMatch(Character::isDigit) ? number(count) : 0);
            return months < 2 || months > 12 ? Optional.empty() : Optional.of("-01/" + two("-", months));
        }
        String digit = phrase.startsWith("第") ? phrase.substring(1, 2) : phrase.substring(0, 1);
        int quarter = "一二三四".indexOf(digit) >= 0 ? "一二三四".indexOf(digit) + 1 : number(digit);
        return Optional.of("-Q" + quarter);
    }

    private static Optional<When> english(Matcher matcher, String text, int at) {
        if (matcher.group("r1") != null) {
            return months(year(matcher, "ry"), 0, month(matcher.group("r1")), month(matcher.group("r2")));
        }
        if (matcher.group("m") != null) {
            String name = matcher.group("m");
            boolean dated = matcher.group("d") != null || matcher.group("my") != null;
            // "may" and "march" are words too: only a capital and a date, or a word of time before, makes them months
            boolean timely = Pattern.compile("(?i)(?:in|of|by|since|for|during|until|from|end)\\s*$")
                    .matcher(text.substring(Math.max(0, at - 8), at))
                    .find();
            if (!Character.isUpperCase(name.charAt(0)) || !(dated || timely)) {
                return Optional.empty();
            }
            int day = matcher.group("d") == null ? 0 : number(matcher.group("d"));
            String part = two("-", month(name)) + (day > 0 && day <= 31 ? two("-", day) : "");
            return Optional.of(new When(year(matcher, "my"), 0, part, Optional.empty()));
        }
        if (matcher.group("p") != null) {
            String phrase = matcher.group("p").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
            String part = switch (phrase) {
                case "first half", "first two quarters" -> "-H1";
                case "second half" -> "-H2";
                case "first three quarters" -> "-01/-09";
                case "first quarter" -> "-Q1";
                case "second quarter" -> "-Q2";
                case "third quarter" -> "-Q3";
                case "fourth quarter" -> "-Q4";
                default -> {
                    String count = phrase.split(" ")[1];
                    int months = COUNTS.indexOf(count) > 0 ? COUNTS.indexOf(count) : number(count);
                    yield months >= 2 && months <= 12 ? "-01/" + two("-", months) : "";
                }
            };
            return Optional.of(
                    new When(year(matcher, "py"), matcher.group("pl") == null ? 0 : -1, part, Optional.empty()));
        }
        if (matcher.group("ey") != null) {
            return year(matcher, "ey").map(When::ofYear);
        }
        if (matcher.group("rel") != null) {
            String relative = matcher.group("rel").toLowerCase(Locale.ROOT);
            boolean last = relative.contains("last") || relative.contains("previous");
            return Optional.of(new When(Optional.empty(), last ? -1 : 0, "", Optional.empty()));
        }
        return year(matcher, "y").map(y -> new When(Optional.of(y), 0, "", year(matcher, "y2")));
    }

    private static int month(String name) {
        return MONTH_NAMES.indexOf(name.toLowerCase(Locale.ROOT).substring(0, 3)) + 1;
    }

    private static int number(String digits) {
        return digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(Character::isDigit)
                ? 0
                : Integer.parseInt(digits);
    }

    private static String two(String before, int number) {
        return before + (number < 10 ? "0" : "") + number;
    }

    private static Optional<When> months(Optional<Integer> year, int shift, int first, int last) {
        if (first < 1 || last > 12 || first >= last) {
            return Optional.empty();
        }
        return Optional.of(new When(year, shift, two("-", first) + "/" + two("-", last), Optional.empty()));
    }

    /** Whether it only says "the document's own year". */
    boolean plain() {
        return year.isEmpty() && shift == 0 && part.isEmpty();
    }

    /** The period, given the year the document is about; unknown where neither names one. */
    Period period(Optional<Integer> documentYear) {
        Optional<Integer> known = year.or(() -> documentYear.map(y -> y + shift));
        if (known.isEmpty()) {
            return Period.UNKNOWN;
        }
        String code = String.format(Locale.ROOT, "%04d", known.get());
        if (toYear.isPresent()) {
            return new Period(code + "/" + String.format(Locale.ROOT, "%04d", toYear.get()));
        }
        int slash = part.indexOf('/');
        return slash < 0
                ? new Period(code + part)
                : new Period(code + part.substring(0, slash) + "/" + code + part.substring(slash + 1));
    }
}
