package almanac.report.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as tables print them. */
final class Figures {
    private Figures() {}

    /** So many decimals, more where fewer than three significant digits would be left; blank for what is no number. */
    static String of(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "";
        }
        double size = Math.abs(value);
        if (size >= 1e9 || size > 0 && size < 1e-6) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int places = decimals;
        if (size > 0 && size < 1) {
            places = Math.max(decimals, 2 - (int) Math.floor(Math.log10(size)));
        }
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** A p value: three decimals, or below .001. */
    static String p(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return value < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String whole(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%d", (long) value) : of(value, 2);
    }
}
