package almanac.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link Frame}: numbers, or text. A column read from print keeps its decimals until a solver asks for
 * doubles.
 */
public sealed interface Column {
    String name();

    int size();

    boolean missing(int row);

    /** Numbers with their printed decimals; missing is explicit. */
    record Decimals(String name, List<@Nullable BigDecimal> values) implements Column {
        public Decimals {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public boolean missing(int row) {
            return values.get(row) == null;
        }

        public Optional<BigDecimal> at(int row) {
            return Optional.ofNullable(values.get(row));
        }
    }

    /** Computed numbers. {@code present[row]} is false where there is none; the value there is 0. */
    record Doubles(String name, double[] values, boolean[] present) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return !present[row];
        }
    }

    /** Labels and categories; empty text is missing. */
    record Text(String name, List<String> values) implements Column {
        public Text {
            values = List.copyOf(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public boolean missing(int row) {
            return values.get(row).isEmpty();
        }
    }
}
