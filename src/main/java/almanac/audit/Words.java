package almanac.audit;

import almanac.model.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers and lists in sentences. */
final class Words {
    private Words() {}

    /** Four or five digits that mean something: {@code 2.1531}, {@code .0216} as {@code 0.0216}. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "any size" : "minus any size";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(5, RoundingMode.HALF_EVEN));
        if (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-6) {
            return rounded.stripTrailingZeros().toString();
        }
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** With {@code digits} after the point. */
    static String fixed(double value, int digits) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? number(value)
                : new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String range(Interval range) {
        if (range.low() == Double.NEGATIVE_INFINITY && range.high() == Double.POSITIVE_INFINITY) {
            return "any number";
        }
        if (range.low() == Double.NEGATIVE_INFINITY) {
            return "at most " + number(range.high());
        }
        if (range.high() == Double.POSITIVE_INFINITY) {
            return "at least " + number(range.low());
        }
        double width = range.width();
        if (width == 0) {
            return number(range.low());
        }
        // as many digits as tell the two ends apart, and one more
        int digits = Math.max(0, Math.min(9, 1 - (int) Math.floor(Math.log10(width))));
        if (Math.max(Math.abs(range.low()), Math.abs(range.high())) >= 1e6) {
            return number(range.low()) + " to " + number(range.high());
        }
        return fixed(range.low(), digits) + " to " + fixed(range.high(), digits);
    }

    /** A range of p values. */
    static String pRange(Interval range) {
        if (range.high() < 0.0001) {
            return "below 0.0001";
        }
        int digits = range.high() < 0.01 ? 5 : range.high() < 0.1 ? 4 : 3;
        String low = fixed(range.low(), digits);
        String high = fixed(range.high(), digits);
        return low.equals(high) ? low : low + " to " + high;
    }

    static String list(List<String> items) {
        return switch (items.size()) {
            case 0 -> "";
            case 1 -> items.get(0);
            default -> String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.get(items.size() - 1);
        };
    }

    static String p(double p) {
        return p < 0.0001 ? "p < .0001" : "p = " + fixed(p, p < 0.01 ? 4 : 3).replaceFirst("^0", "");
    }
}
