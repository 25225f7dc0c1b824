package almanac.mining;

import static almanac.model.Diagnostic.Severity.ERROR;
import static almanac.model.Diagnostic.Severity.NOTE;
import static almanac.model.Diagnostic.Severity.WARNING;

import almanac.model.Diagnostic;

/** The codes of what can stand in the way of mining. */
public final class MiningTrouble {
    private MiningTrouble() {}

    /** A column that was named is not there, or holds no numbers. */
    public static final Diagnostic.Code NO_COLUMN = new Diagnostic.Code("ALM-6201", ERROR, "No such column");
    /** Two rows for one region and period. */
    public static final Diagnostic.Code TWICE = new Diagnostic.Code("ALM-6202", ERROR, "Two rows for one cell");
    /** Too few numbers for what was asked. */
    public static final Diagnostic.Code TOO_FEW = new Diagnostic.Code("ALM-6203", WARNING, "Too few numbers");
    /** Regions left out because of missing numbers. */
    public static final Diagnostic.Code LEFT_OUT = new Diagnostic.Code("ALM-6204", NOTE, "Left out");
    /** No numbers are left at all. */
    public static final Diagnostic.Code NOTHING = new Diagnostic.Code("ALM-6205", ERROR, "Nothing to mine");
    /** The result cannot be written. */
    public static final Diagnostic.Code NOT_WRITTEN = new Diagnostic.Code("ALM-6206", ERROR, "Result not written");
}
