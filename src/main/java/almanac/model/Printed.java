package almanac.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as printed: the text with its decimals, and all the numbers that round to it.
 *
 * <p>{@code .23} stands for everything from .225 to .235, {@code .230} for .2295 to .2305. {@code <.001} stands for
 * everything from 0 to .001.
 *
 * @param text the digits as printed, for example {@code -.1178}
 * @param value the number the digits name
 * @param decimals digits after the point
 * @param below whether a {@code <} stands before it
 */
public record Printed(String text, BigDecimal value, int decimals, boolean below) {
    /** No table prints a number longer than this. */
    private static final int LONGEST = 60;

    private static final Pattern NUMBER =
            Pattern.compile("(?<below><\\s*)?(?<sign>[-+]?)(?<whole>\\d*)(?:\\.(?<part>\\d*))?(?<percent>\\s*%)?");

    /**
     * Reads printed digits: minus signs of all kinds, a decimal comma, thousands separators, a percent sign (the number
     * is then a hundredth, with two more decimals), a {@code <} in front.
     */
    public static Optional<Printed> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(text);
        Matcher matcher = NUMBER.matcher(plain);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String whole = matcher.group("whole");
        String part = Optional.ofNullable(matcher.group("part")).orElse("");
        if (whole.isEmpty() && part.isEmpty()) {
            return Optional.empty();
        }
        boolean percent = matcher.group("percent") != null;
        int decimals = part.length() + (percent ? 2 : 0);
        BigDecimal value = new BigDecimal((whole + part).isEmpty() ? "0" : whole + part)
                .movePointLeft(decimals)
                .setScale(decimals);
        if (matcher.group("sign").equals("-")) {
            value = value.negate();
        }
        return Optional.of(new Printed(text.strip(), value, decimals, matcher.group("below") != null));
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u2212', '\u2013', '\u2014', '\u2010', '\u2011', '\u2012', '\uFF0D', '\uFE63', '\u00AD' ->
                    out.append('-');
                case '\uFF0E', '\u00B7', '\u2219', '\u22C5' -> out.append('.');
                case '\uFF1C' -> out.append('<');
                case '\uFF0C' -> out.append(',');
                case '\uFF05' -> out.append('%');
                case '\u00A0', '\u2009', '\u202F', '\u3000' -> out.append(' ');
                default -> out.append(c >= '\uFF10' && c <= '\uFF19' ? (char) (c - '\uFF10' + '0') : c);
            }
        }
        String plain = out.toString().strip();
        // a sign may stand apart from its digits
        plain = plain.replaceFirst("^(<?\\s*[-+])\\s+(?=[\\d.,])", "$1");
        if (plain.matches("<?\\s*[-+]?\\d{1,3}(?:[, ]\\d{3})+(?:\\.\\d*)?\\s*%?")) {
            plain = plain.replaceAll("(?<=\\d)[, ](?=\\d)", ""); // thousands separators
        } else if (plain.indexOf(',') == plain.lastIndexOf(',') && plain.indexOf('.') < 0) {
            plain = plain.replace(',', '.'); // a decimal comma
        }
        return plain;
    }

    /** The smallest and the largest number that round to what is printed; either way of rounding a half is allowed. */
    public Interval interval() {
        if (below) {
            return new Interval(0, value.doubleValue());
        }
        BigDecimal half = new BigDecimal(java.math.BigInteger.valueOf(5), decimals + 1);
        return new Interval(value.subtract(half).doubleValue(), value.add(half).doubleValue());
    }

    /** Half a unit of the last printed digit. */
    public double halfUnit() {
        return 0.5 * Math.pow(10, -decimals);
    }

    public double number() {
        return value.doubleValue();
    }
}
