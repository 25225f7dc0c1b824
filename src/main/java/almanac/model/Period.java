package almanac.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time in the ISO 8601 forms of the export: {@code 2012}, {@code 2019-H1}, {@code 2019-Q2}, {@code 2026-07},
 * {@code 2026-01/2026-07}, {@code 1951/1961}; empty text for a number whose period is stated nowhere.
 *
 * @param code the ISO form
 */
public record Period(String code) implements Comparable<Period> {
    private static final Pattern FORM =
            Pattern.compile("(?<from>\\d{4})(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-([0-2]\\d|3[01]))?))?"
                    + "(/\\d{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-([0-2]\\d|3[01]))?))?)?");

    /** No period is stated. */
    public static final Period UNKNOWN = new Period("");

    public Period {
        if (!code.isEmpty() && !FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("not a period: " + code);
        }
    }

    public static Period ofYear(int year) {
        return new Period(String.format(java.util.Locale.ROOT, "%04d", year));
    }

    /** The year when the period is exactly one calendar year. */
    public Optional<Integer> year() {
        return code.length() == 4 ? Optional.of(Integer.valueOf(code)) : Optional.empty();
    }

    /** The calendar year in which the period begins. */
    public Optional<Integer> firstYear() {
        Matcher matcher = FORM.matcher(code);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group("from"))) : Optional.empty();
    }

    @Override
    public int compareTo(Period other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
