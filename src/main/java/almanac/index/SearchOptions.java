package almanac.index;

/**
 * How hits are wanted.
 *
 * @param offset hits to leave out from the front
 * @param limit hits wanted
 * @param sort order of the hits
 * @param facets whether to count
 */
public record SearchOptions(int offset, int limit, Sort sort, boolean facets) {
    /** The order of hits. */
    public enum Sort {
        /** As well as they fit. */
        RELEVANCE,
        /** The most recent first. */
        YEAR,
        /** The largest last value first, in base units. */
        VALUE,
        /** The longest series first. */
        LENGTH
    }

    public static SearchOptions first(int limit) {
        return new SearchOptions(0, limit, Sort.RELEVANCE, false);
    }
}
