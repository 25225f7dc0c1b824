package almanac.simulate;

/**
 * A printed statistic as a reader must find it: the columns of {@code truth.csv} behind the place.
 *
 * @param value the printed number without separators, empty where a mark stands for a missing one
 * @param stored what a spreadsheet keeps behind the display, else empty
 */
record Fact(
        String entityLabel,
        String entityId,
        String entityKind,
        String indicatorLabel,
        String indicatorId,
        String qualifiers,
        String measure,
        String period,
        String value,
        String stored,
        String unitLabel) {

    /** Where a fact stands in a document. */
    record Placed(String document, String page, String cell, Fact fact) {}
}
