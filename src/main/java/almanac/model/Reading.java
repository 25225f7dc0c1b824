package almanac.model;

import java.math.BigDecimal;
import java.util.Optional;

/** What a cell or a phrase was read as. {@code raw} is the printed text, untouched. Never NaN. */
public sealed interface Reading {
    String raw();

    /**
     * A number.
     *
     * @param value as displayed, with its printed decimals, and with the sign its verb gives it (下降1.7% is -1.7)
     * @param stored the value the file keeps behind the display, where it keeps one
     */
    record Amount(BigDecimal value, Optional<BigDecimal> stored, String raw) implements Reading {}

    /**
     * A printed mark that stands for no number.
     *
     * @param reason {@code not_applicable}, {@code not_available}, {@code nil}, {@code withheld}, {@code blank} ...
     */
    record Missing(String reason, String raw) implements Reading {}

    /** Something that should have been a number and could not be read as one. */
    record Unread(String why, String raw) implements Reading {}
}
