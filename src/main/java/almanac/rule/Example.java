package almanac.rule;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text a rule must read, and what it must read in it.
 *
 * @param text as printed
 * @param expect named group (or field of the observation) to value; empty when only the match counts
 */
public record Example(String text, SortedMap<String, String> expect, Place place) {
    public Example {
        expect = Collections.unmodifiableSortedMap(new TreeMap<>(expect));
    }
}
