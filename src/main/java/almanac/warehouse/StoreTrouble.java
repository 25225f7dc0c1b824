package almanac.warehouse;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.EnvironmentTrouble;
import java.nio.file.Path;

/** What can stand between a command and its store; each with the next step. */
public final class StoreTrouble {
    /** A second writer. */
    public static final Diagnostic.Code WRITER_AT_WORK =
            new Diagnostic.Code("ALM-4001", Severity.ERROR, "another program is writing to this store");
    /** The store was made by a newer Almanac. */
    public static final Diagnostic.Code NEWER_STORE =
            new Diagnostic.Code("ALM-4002", Severity.ERROR, "the store was written by a newer version");
    /** The warehouse file cannot be read. */
    public static final Diagnostic.Code DAMAGED =
            new Diagnostic.Code("ALM-4003", Severity.ERROR, "the warehouse file is damaged");
    /** Nothing was indexed yet. */
    public static final Diagnostic.Code NO_STORE =
            new Diagnostic.Code("ALM-4004", Severity.ERROR, "there is no store here");
    /** The disk refused a write. */
    public static final Diagnostic.Code WRITE_FAILED =
            new Diagnostic.Code("ALM-4005", Severity.ERROR, "the store could not be written");
    /** The SQL was refused, by its grammar or because it wanted more than reading. */
    public static final Diagnostic.Code SQL_REFUSED =
            new Diagnostic.Code("ALM-4006", Severity.ERROR, "the SQL was refused");
    /** The SQL wanted more time or memory than it may have. */
    public static final Diagnostic.Code SQL_TOO_LARGE =
            new Diagnostic.Code("ALM-4007", Severity.ERROR, "the SQL ran past its limits");
    /** A writer held the warehouse for longer than a reader waits. */
    public static final Diagnostic.Code BUSY = new Diagnostic.Code("ALM-4008", Severity.ERROR, "the warehouse is busy");

    private StoreTrouble() {}

    static EnvironmentTrouble of(Diagnostic.Code code, Path place, String message, String hint) {
        return new EnvironmentTrouble(Diagnostic.of(code, place.toString(), message, hint));
    }

    static EnvironmentTrouble of(Diagnostic.Code code, Path place, String message, String hint, Throwable cause) {
        return new EnvironmentTrouble(Diagnostic.of(code, place.toString(), message, hint), cause);
    }
}
