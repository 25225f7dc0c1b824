package almanac.index;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.EnvironmentTrouble;
import java.nio.file.Path;

/** What can be wrong with a query or with the index. */
public final class IndexTrouble {
    /** The query's grammar. */
    public static final Diagnostic.Code QUERY =
            new Diagnostic.Code("ALM-4101", Severity.ERROR, "the query was not understood");
    /** The index was absent, damaged or behind the warehouse, and has been brought up to date. */
    public static final Diagnostic.Code REPAIRED =
            new Diagnostic.Code("ALM-4102", Severity.NOTE, "the search index was repaired");
    /** The index cannot be read or written. */
    public static final Diagnostic.Code UNUSABLE =
            new Diagnostic.Code("ALM-4103", Severity.ERROR, "the search index cannot be used");

    private IndexTrouble() {}

    static EnvironmentTrouble unusable(Path folder, Exception cause) {
        return new EnvironmentTrouble(
                Diagnostic.of(
                        UNUSABLE,
                        folder.toString(),
                        "the search index cannot be used: " + cause,
                        String.valueOf(cause.getMessage()).contains("No space left")
                                ? "make room on the disk; the numbers in the warehouse are safe, run the command again"
                                : "delete that folder: it is made again from the warehouse at the next search"),
                cause);
    }
}
