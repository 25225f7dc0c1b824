package almanac.extract.prose;

import almanac.model.Named;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose figure a statistic is and what it counts.
 *
 * @param text the words of this subject alone, as printed
 * @param indicator as the observation will show it
 * @param part what narrows the indicator, empty for a whole
 * @param region whose figure it is
 * @param qualifiers partner, scope, part
 */
record Subject(
        String text, Named indicator, Optional<String> part, Named region, SortedMap<String, String> qualifiers) {
    Subject {
        qualifiers = new TreeMap<>(qualifiers);
    }

    Subject named(Named other) {
        return new Subject(text, other, part, region, qualifiers);
    }

    Subject in(Named other) {
        return new Subject(text, indicator, part, other, qualifiers);
    }
}
