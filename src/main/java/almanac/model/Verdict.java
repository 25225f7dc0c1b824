package almanac.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What an audit found about one {@link Claim}.
 *
 * @param claim the printed number
 * @param kind consistent, impossible, untestable
 * @param range what the other printed numbers allow, where they bound it
 * @param check the check that decided: {@code A3}, {@code C2} ...; empty where none applied
 * @param why the certificate in words: the range that would have been possible, and from which cells; or what is missing
 */
public record Verdict(Claim claim, Kind kind, Optional<Interval> range, String check, String why) {
    /** How a printed number stands to the others. */
    public enum Kind {
        /** Some unrounded numbers behind the tables would give it. */
        CONSISTENT,
        /** No unrounded numbers behind the tables could give it. */
        IMPOSSIBLE,
        /** Nothing printed binds it. */
        UNTESTABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
