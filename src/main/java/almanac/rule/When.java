package almanac.rule;

import almanac.model.Period;
import java.util.Locale;
import java.util.Optional;

/**
 * What a phrase of time says: 2024年, 1—7月份, 上半年, 截至2024年12月31日, {@code the first half of 2021}, {@code a year earlier}.
 *
 * @param year printed in the phrase, empty where it leans on the document's year
 * @param shift years to add to the document's year where none is printed (上年 is -1)
 * @param part what follows the year in the period's code: {@code ""}, {@code "-H1"}, {@code "-07"}, {@code "-01/-07"}, {@code
 *     "-12-31"}
 * @param toYear the last year of a span of years
 */
public record When(Optional<Integer> year, int shift, String part, Optional<Integer> toYear) {
    public static When ofYear(int year) {
        return new When(Optional.of(year), 0, "", Optional.empty());
    }

    /** Whether it only says "the document's own year". */
    public boolean plain() {
        return year.isEmpty() && shift == 0 && part.isEmpty();
    }

    /** The period, given the year the document is about; unknown where neither names one. */
    public Period period(Optional<Integer> documentYear) {
        Optional<Integer> known = year.or(() -> documentYear.map(y -> y + shift));
        if (known.isEmpty()) {
            return Period.UNKNOWN;
        }
        String code = fourDigits(known.get());
        if (toYear.isPresent()) {
            return new Period(code + "/" + fourDigits(toYear.get()));
        }
        int slash = part.indexOf('/');
        return slash < 0
                ? new Period(code + part)
                : new Period(code + part.substring(0, slash) + "/" + code + part.substring(slash + 1));
    }

    private static String fourDigits(int year) {
        return year >= 1000 ? Integer.toString(year) : String.format(Locale.ROOT, "%04d", year);
    }

    /** The part as rule documents write it: {@code H1}, {@code 07}, {@code 01/07}, {@code 12-31}, or nothing. */
    String bare() {
        return part.isEmpty() ? "" : part.substring(1).replace("/-", "/");
    }
}
