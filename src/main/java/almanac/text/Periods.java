package almanac.text;

import almanac.model.Period;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels that are spans of time: 2012, 2012年, 2019年上半年, 1-7月 (with the year from elsewhere), 1951-1961, 2019 Q2, Jan
 * 2020, 2011/12.
 *
 * <p>A label with a year is a {@link Period}; a label that names only a part of a year is a {@link #part} that a year
 * printed elsewhere completes.
 */
public final class Periods {
    private static final String YEAR = "(?<y>(?:1[6-9]|20)\\d{2})";
    private static final Pattern PLAIN = Pattern.compile(
            "(?:fy|cy|for|年度|prel\\.?|sơ bộ\\s*-\\s*prel\\.?)?\\s*" + YEAR
                    + "\\s*(?:年|年度|年末|年底|年终|year|г\\.?|год|p|e|f|r|\\(p\\)|\\(r\\)|\\(e\\)|prel\\.?)?(?:\\s*(?:预计|初步|预测))?"
                    + "(?:\\s*(?:\\*{1,3}|†|‡|\\[\\d{1,2}]|[①-⑳]|\\(\\s*(?:[a-z]{1,2}|\\d{1,2})\\s*\\)|(?:[a-f]|\\d{1,2})\\)(?:\\s*[;,]\\s*\\d{1,2}\\))*))?",
            Pattern.CASE_INSENSITIVE);
    /** Raised marks behind a year, which folding would make a part of it. */
    private static final Pattern RAISED = Pattern.compile("(?<=\\d{4}年?)\\s*[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᵖʳ]+$");

    private static final Pattern SPAN = Pattern.compile(
            YEAR + "\\s*年?\\s*(?:-|–|—|~|～|至|到|to|/)\\s*(?<z>(?:1[6-9]|20)\\d{2})\\s*年?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FISCAL = Pattern.compile(YEAR + "\\s*[-–/]\\s*(?<zz>\\d{2})");
    private static final Pattern YEAR_PART =
            Pattern.compile(YEAR + "\\s*(?:年|[-./:]|\\s)?\\s*(?<part>.{1,14})", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART_YEAR =
            Pattern.compile("(?<part>.{1,14}?)[\\s,/-]*" + YEAR + "\\s*年?", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUARTER = Pattern.compile(
            "(?:第?(?<q>[一二三四1-4])季度?|q(?<r>[1-4])|(?<s>[1-4])q|(?<t>[1-4])(?:st|nd|rd|th) quarter|(?<u>iv|i{1,3}) ?(?:quarter|кв\\.?)|quarter (?<v>[1-4]))");
    private static final Pattern HALF =
            Pattern.compile("(?:(?<a>上半年|h1|1h|first half|1st half)|(?<b>下半年|h2|2h|second half|2nd half))");
    private static final Pattern QUARTERS = Pattern.compile("(?:前三季度?|1-3季度?|一至三季度?|first three quarters)");
    private static final Pattern MONTH = Pattern.compile("(?<m>1[0-2]|0?[1-9])\\s*月(?:份|末)?");
    private static final Pattern MONTH_NUMBER = Pattern.compile("m?(?<m>1[0-2]|0[1-9])");
    private static final Pattern MONTHS =
            Pattern.compile("(?<m>1[0-2]|0?[1-9])\\s*月?\\s*(?:-|–|—|~|至)\\s*(?<n>1[0-2]|0?[1-9])\\s*月(?:份)?");
    private static final Map<String, String> MONTH_NAMES = Map.ofEntries(
            Map.entry("jan", "01"),
            Map.entry("feb", "02"),
            Map.entry("mar", "03"),
            Map.entry("apr", "04"),
            Map.entry("may", "05"),
            Map.entry("jun", "06"),
            Map.entry("jul", "07"),
            Map.entry("aug", "08"),
            Map.entry("sep", "09"),
            Map.entry("oct", "10"),
            Map.entry("nov", "11"),
            Map.entry("dec", "12"));
    private static final Pattern YEAR_IN_TEXT = Pattern.compile("(?<!\\d)" + YEAR + "(?!\\d)(?:\\s*年)?");
    private static final Pattern SPAN_IN_TEXT =
            Pattern.compile("(?<!\\d)" + YEAR + "\\s*年?\\s*(?:-|–|—|~|～|至|到| to )\\s*(?<z>(?:1[6-9]|20)\\d{2})(?!\\d)");

    private Periods() {}

    /** Whether the text could be a period at all: cheap, for the many cells that are not. */
    public static boolean possible(String label) {
        if (label.isEmpty() || label.length() > 24) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
        }
        return label.indexOf('半') >= 0
                || label.indexOf('季') >= 0
                || label.toLowerCase(Locale.ROOT).contains("half")
                || label.toLowerCase(Locale.ROOT).contains("quarter")
                || month(label.toLowerCase(Locale.ROOT)).isPresent();
    }

    /** The period that the whole label names; it holds a year. */
    public static Optional<Period> read(String label) {
        if (!possible(label)) {
            return Optional.empty();
        }
        String text = Folding.characters(RAISED.matcher(label.strip()).replaceAll(""))
                .strip()
                .toLowerCase(Locale.ROOT);
        Matcher plain = PLAIN.matcher(text);
        if (plain.matches()) {
            return Optional.of(new Period(plain.group("y")));
        }
        Matcher span = SPAN.matcher(text);
        if (span.matches() && Integer.parseInt(span.group("z")) > Integer.parseInt(span.group("y"))) {
            return Optional.of(new Period(span.group("y") + "/" + span.group("z")));
        }
        Matcher fiscal = FISCAL.matcher(text);
        if (fiscal.matches()) {
            int year = Integer.parseInt(fiscal.group("y"));
            int second = Integer.parseInt(fiscal.group("zz"));
            if ((year + 1) % 100 == second) {
                return Optional.of(new Period(year + "/" + (year + 1)));
            }
            return second >= 1 && second <= 12
                    ? Optional.of(new Period(year + "-" + fiscal.group("zz")))
                    : Optional.empty();
        }
        Matcher front = YEAR_PART.matcher(text);
        if (front.matches()) {
            Optional<Period> period = whole(front.group("y"), front.group("part"));
            if (period.isPresent()) {
                return period;
            }
        }
        Matcher behind = PART_YEAR.matcher(text);
        return behind.matches() ? whole(behind.group("y"), behind.group("part")) : Optional.empty();
    }

    private static Optional<Period> whole(String year, String part) {
        String text = part.strip();
        Optional<String> named = part(text);
        if (named.isEmpty() && MONTH_NUMBER.matcher(text).matches()) {
            named = Optional.of(text.startsWith("m") ? text.substring(1) : text);
        }
        return named.map(code -> of(year, code));
    }

    /** A year and a part ({@link #part}) of it. */
    public static Period of(String year, String part) {
        int slash = part.indexOf('/');
        return slash < 0
                ? new Period(year + "-" + part)
                : new Period(year + "-" + part.substring(0, slash) + "/" + year + "-" + part.substring(slash + 1));
    }

    /** The part of a year that the whole label names without a year: {@code Q2}, {@code H1}, {@code 07}, {@code 01/07}. */
    public static Optional<String> part(String label) {
        String text = Folding.characters(label).strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > 24) {
            return Optional.empty();
        }
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches()) {
            for (String group : new String[] {"q", "r", "s", "t", "u", "v"}) {
                String digit = quarter.group(group);
                if (digit != null) {
                    return Optional.of("Q" + quarterNumber(digit));
                }
            }
        }
        Matcher half = HALF.matcher(text);
        if (half.matches()) {
            return Optional.of(half.group("a") != null ? "H1" : "H2");
        }
        if (QUARTERS.matcher(text).matches()) {
            return Optional.of("01/09");
        }
        Matcher months = MONTHS.matcher(text);
        if (months.matches()) {
            return Optional.of(two(months.group("m")) + "/" + two(months.group("n")));
        }
        Matcher month = MONTH.matcher(text);
        if (month.matches()) {
            return Optional.of(two(month.group("m")));
        }
        return month(text);
    }

    private static Optional<String> month(String text) {
        String word = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (word.length() < 3) {
            return Optional.empty();
        }
        String code = MONTH_NAMES.getOrDefault(word.substring(0, 3), "");
        boolean name = !code.isEmpty()
                && (word.length() == 3
                        || word.matches(
                                "january|february|march|april|june|july|august|sept|september|october|november|december"));
        return name ? Optional.of(code) : Optional.empty();
    }

    private static int quarterNumber(String digit) {
        return switch (digit) {
            case "一", "1", "i" -> 1;
            case "二", "2", "ii" -> 2;
            case "三", "3", "iii" -> 3;
            default -> 4;
        };
    }

    private static String two(String month) {
        return month.length() == 1 ? "0" + month : month;
    }

    /** The one year (or year with a part) that a running text such as a title names; empty for none, several or a span. */
    public static Optional<Period> inText(String text) {
        String folded = Folding.characters(text);
        if (SPAN_IN_TEXT.matcher(folded).find()) {
            return Optional.empty();
        }
        Set<String> years = new LinkedHashSet<>();
        Matcher matcher = YEAR_IN_TEXT.matcher(folded);
        Optional<String> part = Optional.empty();
        while (matcher.find()) {
            years.add(matcher.group("y"));
            String rest = folded.substring(matcher.end());
            for (int length = Math.min(7, rest.length()); length >= 2 && part.isEmpty(); length--) {
                part = part(rest.substring(0, length));
            }
        }
        if (years.size() != 1) {
            return Optional.empty();
        }
        String year = years.iterator().next();
        return Optional.of(part.map(code -> of(year, code)).orElseGet(() -> new Period(year)));
    }

    /** The text without the years in brackets that a title carries: 市、州生产总值(2012) gives 市、州生产总值. */
    public static String without(String title) {
        return Folding.characters(title)
                .replaceAll(
                        "\\s*[(\\[]\\s*(?:截至)?(?:1[6-9]|20)\\d{2}\\s*(?:年|year)?\\s*(?:(?:-|–|—|~|至|to)\\s*(?:(?:1[6-9]|20)\\d{2})?\\s*年?)?[^)\\]]{0,6}[)\\]]",
                        "")
                .replaceAll("^(?:1[6-9]|20)\\d{2}\\s*年(?=\\S{2})", "")
                .replaceAll(
                        "[,\\s]+(?:in\\s+)?(?:1[6-9]|20)\\d{2}(?:\\s*(?:-|–|—|to)\\s*(?:1[6-9]|20)\\d{2})?\\s*$", "")
                .strip();
    }
}
