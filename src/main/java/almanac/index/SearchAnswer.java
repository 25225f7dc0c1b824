package almanac.index;

import java.util.List;
import java.util.SortedMap;

/**
 * The answer to a query.
 *
 * @param hits the page asked for, best first
 * @param total series and sentences that match
 * @param exact false when no series has all the words and these have most of them
 * @param suggestion the query as it was perhaps meant, empty where there is nothing to mend
 * @param mended whether the hits are those of the suggestion, because nothing has the words as typed
 * @param understood what the names in the query were taken for, for example {@code 沪 = 上海 (CN-31)}
 * @param facets for each of region, indicator, source, year, kind, unit: value and count, most frequent first
 */
public record SearchAnswer(
        List<Hit> hits,
        long total,
        boolean exact,
        String suggestion,
        boolean mended,
        List<String> understood,
        SortedMap<String, List<Count>> facets) {
    /** A facet value and how many of the matching series have it. */
    public record Count(String value, long count) {}

    public SearchAnswer {
        hits = List.copyOf(hits);
        understood = List.copyOf(understood);
    }
}
