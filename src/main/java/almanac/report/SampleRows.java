package almanac.report;

import java.util.List;

/**
 * The rows of the panel that some figures of the report are computed from; figures with the same rows share one.
 *
 * @param id for links, letters, digits and dashes only
 * @param uses what is computed from them, one phrase each: {@code model 2}, {@code robustness: without CN-31}
 * @param rows in the panel's order
 */
public record SampleRows(String id, List<String> uses, List<Row> rows) {
    /** A region in a year. */
    public record Row(String region, int year) {}

    public SampleRows {
        uses = List.copyOf(uses);
        rows = List.copyOf(rows);
    }
}
