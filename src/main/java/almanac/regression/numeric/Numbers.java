package almanac.regression.numeric;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers, each a double or, where {@code lo} is present, a double-double (see {@link DoubleDouble}).
 *
 * @param hi values rounded to doubles
 * @param lo what the doubles leave, or null where every value is exactly a double
 */
public record Numbers(double[] hi, double @Nullable [] lo) {
    public static Numbers of(double[] values) {
        return new Numbers(values, null);
    }

    public static Numbers constant(int size, double value) {
        double[] values = new double[size];
        java.util.Arrays.fill(values, value);
        return of(values);
    }

    public int size() {
        return hi.length;
    }

    public DoubleDouble at(int row) {
        return new DoubleDouble(hi[row], lo == null ? 0 : lo[row]);
    }

    /** The rows named, in that order. */
    public Numbers rows(int[] rows) {
        double[] high = new double[rows.length];
        double[] low = lo == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            high[i] = hi[rows[i]];
            if (low != null && lo != null) {
                low[i] = lo[rows[i]];
            }
        }
        return new Numbers(high, low);
    }

    /** A function in doubles: what is below a double is given up. */
    public Numbers map(DoubleUnaryOperator function) {
        double[] values = new double[hi.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble(hi[i]);
        }
        return of(values);
    }

    /** Something done to each pair in double-double. */
    public interface Operation {
        DoubleDouble apply(DoubleDouble left, DoubleDouble right);
    }

    public Numbers with(Numbers other, Operation operation) {
        double[] high = new double[hi.length];
        double[] low = new double[hi.length];
        for (int i = 0; i < high.length; i++) {
            DoubleDouble value = operation.apply(at(i), other.at(i));
            high[i] = value.hi();
            low[i] = Double.isFinite(value.lo()) ? value.lo() : 0;
        }
        return new Numbers(high, low);
    }

    public Numbers power(int exponent) {
        return with(this, (value, same) -> value.power(exponent));
    }

    /** Each value times a double. */
    public Numbers times(double[] factors) {
        return with(of(factors), DoubleDouble::times);
    }
}
