package almanac.model;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A published figure beside the one recomputed from data.
 *
 * @param claim its name, for example {@code table2.model1.adjR2}
 * @param printed as published
 * @param value recomputed, empty where it could not be
 * @param kind the verdict
 * @param range what the rounding of the printed tables allows, where they bound it
 * @param why in words
 */
public record Replicated(
        String claim, String printed, OptionalDouble value, Kind kind, Optional<Interval> range, String why) {
    /** How the recomputed figure stands to the published one; better than published is a difference too. */
    public enum Kind {
        /** Equal at the printed decimals. */
        REPRODUCED,
        /** Inside the range that the rounding of the printed tables allows. */
        WITHIN,
        /** Neither. */
        DIFFERS,
        /** One of the two is missing. */
        CANNOT_TELL;

        /** {@code reproduced, within, differs, cannot-tell}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
