package almanac.complexity;

import static almanac.model.Diagnostic.Severity.ERROR;
import static almanac.model.Diagnostic.Severity.NOTE;
import static almanac.model.Diagnostic.Severity.WARNING;

import almanac.model.Diagnostic;

/** The codes of what can be wrong with trade tables; each has a page in docs/diagnostics. */
public final class ComplexityTrouble {
    private ComplexityTrouble() {}

    /** The file cannot be read as a trade table. */
    public static final Diagnostic.Code UNREADABLE = new Diagnostic.Code("ALM-6001", ERROR, "Not a trade table");
    /** Two rows for one year, place and product. */
    public static final Diagnostic.Code DUPLICATE = new Diagnostic.Code("ALM-6002", ERROR, "Duplicate rows");
    /** Duplicate rows were added up or passed over, as asked. */
    public static final Diagnostic.Code DUPLICATE_JOINED =
            new Diagnostic.Code("ALM-6003", NOTE, "Duplicate rows were joined");
    /** Negative exports. */
    public static final Diagnostic.Code NEGATIVE = new Diagnostic.Code("ALM-6004", WARNING, "Negative values");
    /** Negative exports where the flags refuse them. */
    public static final Diagnostic.Code NEGATIVE_REFUSED =
            new Diagnostic.Code("ALM-6005", ERROR, "Negative values refused");
    /** A row that could not be read. */
    public static final Diagnostic.Code UNREAD_ROW = new Diagnostic.Code("ALM-6006", WARNING, "Rows not read");
    /** Places with exports and no income. */
    public static final Diagnostic.Code NO_INCOME =
            new Diagnostic.Code("ALM-6007", NOTE, "Places without GDP per head");
    /** Totals beside their parts, or codes of several levels. */
    public static final Diagnostic.Code NESTED = new Diagnostic.Code("ALM-6008", WARNING, "Totals beside their parts");
    /** Places or products without exports. */
    public static final Diagnostic.Code EMPTY = new Diagnostic.Code("ALM-6009", NOTE, "Nothing exported");
    /** The sign of ECI rests on little. */
    public static final Diagnostic.Code WEAK_SIGN = new Diagnostic.Code("ALM-6010", WARNING, "Weak sign");
    /** The graph of places and products falls apart. */
    public static final Diagnostic.Code PARTS = new Diagnostic.Code("ALM-6011", WARNING, "Separate parts");
    /** Fitness has not come to rest. */
    public static final Diagnostic.Code NOT_CONVERGED = new Diagnostic.Code("ALM-6012", NOTE, "Fitness not converged");
    /** Exports without a PRODY or a reference. */
    public static final Diagnostic.Code UNCOVERED =
            new Diagnostic.Code("ALM-6013", NOTE, "Exports without a reference");
    /** No data are left to compute with. */
    public static final Diagnostic.Code NOTHING = new Diagnostic.Code("ALM-6014", ERROR, "Nothing to compute");
    /** Codes that seem to have lost their leading zeros. */
    public static final Diagnostic.Code LOST_ZEROS = new Diagnostic.Code("ALM-6015", NOTE, "Leading zeros lost");
    /** A measure needs data that are not there. */
    public static final Diagnostic.Code NEEDS_DATA = new Diagnostic.Code("ALM-6016", ERROR, "Data missing");
    /** The result cannot be written. */
    public static final Diagnostic.Code NOT_WRITTEN = new Diagnostic.Code("ALM-6017", ERROR, "Result not written");
    /** Places left out by a sample rule. */
    public static final Diagnostic.Code SAMPLE = new Diagnostic.Code("ALM-6018", NOTE, "Left out of the sample");
    /** Ellison and Glaeser's index asked of data without plants. */
    public static final Diagnostic.Code NO_PLANTS = new Diagnostic.Code("ALM-6019", ERROR, "No plant data");
}
