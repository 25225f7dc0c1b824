package almanac.rule;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way to say when, as a rule document has it.
 *
 * @param id for example {@code period.zh.first-half}
 * @param role {@code phrase}, {@code label}, {@code part}, {@code part-of-year}, {@code year-part}, {@code span}, {@code
 *     year-in-text}, {@code fiscal-in-text}, {@code title-year}
 * @param language of phrases
 * @param words what months, quarters and counts are called in the rule's document
 * @param begins characters that a match can begin with, as far as they are below U+FFFF
 */
public record PeriodRule(
        String id,
        String role,
        String language,
        BoundedRegex regex,
        Map<String, String> gives,
        Map<String, String> words,
        BitSet begins,
        List<Example> examples,
        List<Example> refuses,
        Place place) {
    private static final Pattern LOOK_BEHIND = Pattern.compile("\\(\\?<[=!](?:[^()]|\\([^()]*\\))*\\)");

    public PeriodRule {
        gives = Map.copyOf(gives);
        words = Map.copyOf(words);
        begins = (BitSet) begins.clone();
        examples = List.copyOf(examples);
        refuses = List.copyOf(refuses);
    }

    /** The characters a match of the expression can begin with, found by asking the matcher. */
    static BitSet beginnings(String expression) {
        BitSet begins = new BitSet();
        Pattern pattern = Pattern.compile(
                LOOK_BEHIND.matcher(expression).replaceAll(""), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        String candidates = expression + expression.toUpperCase(Locale.ROOT) + "0123456789"
                + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int i = 0; i < candidates.length(); i++) {
            char c = candidates.charAt(i);
            java.util.regex.Matcher matcher = pattern.matcher(String.valueOf(c));
            if (matcher.lookingAt() || matcher.hitEnd()) {
                begins.set(c);
            }
        }
        return begins;
    }

    /** What the groups of a match say, empty where they say nothing possible (month 13). */
    Optional<When> when(Map<String, String> groups) {
        Map<String, String> said = new LinkedHashMap<>(gives);
        groups.forEach((name, value) -> said.put(plain(name), value));
        Optional<Integer> year = number(said.get("year")).filter(y -> y >= 1600 && y <= 2200);
        if (said.containsKey("year") && year.isEmpty()) {
            return Optional.empty();
        }
        if (said.containsKey("era")) {
            // a year of an era: 平成30年 is the 30th since the era began, and 元年 its first
            Optional<Integer> begins = number(said.get("since"));
            return number(said.get("era"))
                    .filter(n -> n >= 1 && n <= 200)
                    .flatMap(n -> begins.map(since -> new When(Optional.of(since + n), 0, "", Optional.empty())));
        }
        Optional<Integer> toYear = number(said.get("toYear")).filter(y -> y >= 1600 && y <= 2200);
        if (said.containsKey("toYear")) {
            return toYear.isPresent() && year.isPresent() && toYear.get() > year.get()
                    ? Optional.of(new When(year, 0, "", toYear))
                    : Optional.empty();
        }
        if (said.containsKey("tail") && year.isPresent()) {
            int tail = number(said.get("tail")).orElse(0);
            if ((year.get() + 1) % 100 == tail) {
                return Optional.of(new When(year, 0, "", Optional.of(year.get() + 1)));
            }
            return role.equals("label") && tail >= 1 && tail <= 12
                    ? Optional.of(new When(year, 0, two(tail), Optional.empty()))
                    : Optional.empty();
        }
        int shift = said.containsKey("last") ? -1 : number(said.get("shift")).orElse(0);
        return part(said).map(part -> new When(year, shift, part, Optional.empty()));
    }

    /** A group may have several names where an expression needs it twice: quarter, quarterRoman. */
    private static String plain(String group) {
        for (String name : List.of("quarter", "month", "year", "count")) {
            if (group.startsWith(name)
                    && group.length() > name.length()
                    && Character.isUpperCase(group.charAt(name.length()))) {
                return name;
            }
        }
        return group;
    }

    private Optional<String> part(Map<String, String> said) {
        if (said.containsKey("month")) {
            int month = number(said.get("month")).orElse(0);
            int last = said.containsKey("toMonth") ? number(said.get("toMonth")).orElse(0) : 12;
            int day = said.containsKey("day") ? number(said.get("day")).orElse(0) : 1;
            if (month < 1 || month > 12 || last > 12 || day < 1 || day > 31) {
                return Optional.empty();
            }
            if (said.containsKey("toMonth")) {
                return month < last ? Optional.of(two(month) + "/" + two(last)) : Optional.empty();
            }
            return Optional.of(two(month) + (said.containsKey("day") ? two(day) : ""));
        }
        if (said.containsKey("count")) {
            int count = number(said.get("count")).orElse(0);
            return count >= 2 && count <= 12 ? Optional.of("-01/" + two(count)) : Optional.empty();
        }
        if (said.containsKey("quarter")) {
            int quarter = number(said.get("quarter")).orElse(0);
            return quarter >= 1 && quarter <= 4 ? Optional.of("-Q" + quarter) : Optional.empty();
        }
        String part = said.getOrDefault("part", "");
        return Optional.of(part.isEmpty() ? "" : "-" + part.replace("/", "/-"));
    }

    private Optional<Integer> number(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 12) {
            return Optional.empty();
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-') && text.length() <= 5) {
            try {
                return Optional.of(Integer.valueOf(text));
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }
        String word = text.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        String known = words.get(word);
        return known != null
                ? Optional.of(Integer.valueOf(known))
                : almanac.text.Numerals.chinese(text).map(BigDecimal::intValue);
    }

    private static String two(int number) {
        return (number < 10 ? "-0" : "-") + number;
    }
}
