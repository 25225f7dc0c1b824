package almanac.document.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DataFormatter;

/**
 * What a sheet shows for the number it keeps. Plain decimal formats ({@code 0.00}, {@code #,##0_ }) are worked out here
 * because they are nearly all of a yearbook; every other format goes to POI.
 */
final class Shown {
    private static final Pattern PLAIN =
            Pattern.compile("(?<group>#,##)?[0#]*0(?:\\.(?<decimals>0+))?(?:_[ )）]|\\\\ | )*");

    private record Plain(boolean plain, boolean grouped, int decimals) {}

    private final DataFormatter formatter = new DataFormatter(Locale.US);
    private final Map<String, Plain> plains = new HashMap<>();

    String of(double value, int formatIndex, String format) {
        Plain plain = plains.computeIfAbsent(format, Shown::analyse);
        if (plain.plain() && !plain.grouped() && Math.abs(value) < 1e15) {
            return rounded(value, plain.decimals());
        }
        if (format.equalsIgnoreCase("general") || format.isEmpty()) {
            return general(value);
        }
        try {
            // POI keeps the quotation marks of yyyy"年"; ideographs need none
            String bare = format.indexOf('"') < 0 ? format : format.replaceAll("\"([^\"\\x00-\\x7F]+)\"", "$1");
            return formatter.formatRawCellContents(value, formatIndex, bare).strip();
        } catch (RuntimeException badFormat) {
            return general(value);
        }
    }

    private static Plain analyse(String format) {
        // "0.00_ ;[Red]-0.00" shows positive and negative alike but for colour; the first section decides the decimals
        String[] sections = format.split(";");
        String first = sections[0];
        Matcher matcher = PLAIN.matcher(first);
        boolean alike = sections.length == 1
                || (sections.length == 2
                        && sections[1]
                                .replaceAll("\\[[A-Za-z]+]|\\\\", "")
                                .strip()
                                .equals("-" + first.strip()));
        if (!matcher.matches() || !alike) {
            return new Plain(false, false, 0);
        }
        String decimals = matcher.group("decimals");
        boolean leadingZeros = first.replaceAll("\\..*", "").matches("0{2,}.*");
        return leadingZeros
                ? new Plain(false, false, 0)
                : new Plain(true, matcher.group("group") != null, decimals == null ? 0 : decimals.length());
    }

    /** Half up on the shortest decimal form, as spreadsheets do. */
    private static String rounded(double value, int decimals) {
        BigDecimal shown = new BigDecimal(stored(value)).setScale(decimals, RoundingMode.HALF_UP);
        return shown.signum() == 0 ? shown.abs().toPlainString() : shown.toPlainString();
    }

    /** The general format: up to 11 digits, no trailing zeros. */
    private static String general(double value) {
        BigDecimal shown = new BigDecimal(stored(value)).round(new MathContext(11, RoundingMode.HALF_UP));
        if (shown.signum() == 0) {
            return "0";
        }
        shown = shown.stripTrailingZeros();
        return shown.precision() - shown.scale() > 20 || shown.scale() > 20 ? shown.toString() : shown.toPlainString();
    }

    /** The shortest decimal that gives the double back, at least 15 digits looked at: the same on every JDK. */
    static String stored(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 15; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros().toPlainString();
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The number in a cell's file text, empty where it is none. */
    static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isNaN(value) || Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
