package almanac.model;

import java.util.List;
import java.util.Locale;

/**
 * What an audit says about several printed numbers together.
 *
 * @param check the check: {@code A2}, {@code C1}, {@code C3}, {@code D1} ...
 * @param severity whether the numbers cannot all be right, or it is only worth knowing
 * @param cells the numbers concerned
 * @param text in words, with the figures that show it
 */
public record Finding(String check, Severity severity, List<Claim> cells, String text) {
    public Finding {
        cells = List.copyOf(cells);
    }

    /** How bad. */
    public enum Severity {
        /** The numbers named cannot all be right. */
        CONTRADICTION,
        /** Worth knowing: a likely cause, something that could not be checked, what it means for the conclusion. */
        REMARK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
