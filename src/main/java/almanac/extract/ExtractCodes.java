package almanac.extract;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;

/** What can be in doubt when a table is read as statistics. */
public final class ExtractCodes {
    /** The table says a unit that the lexicon does not know. */
    public static final Diagnostic.Code UNIT_UNKNOWN =
            new Diagnostic.Code("ALM-2031", Severity.WARNING, "the unit line was not understood");

    /** Nothing says when. */
    public static final Diagnostic.Code NO_PERIOD =
            new Diagnostic.Code("ALM-2032", Severity.WARNING, "no year is stated");

    /** Nothing says what is counted. */
    public static final Diagnostic.Code NO_INDICATOR =
            new Diagnostic.Code("ALM-2033", Severity.WARNING, "no indicator is stated");

    /** Cells that should be numbers and are not. */
    public static final Diagnostic.Code UNREAD =
            new Diagnostic.Code("ALM-2034", Severity.WARNING, "a cell could not be read as a number");

    /** Chinese and English label disagree. */
    public static final Diagnostic.Code LABELS_DISAGREE =
            new Diagnostic.Code("ALM-2035", Severity.WARNING, "the labels in two languages name different things");

    /** A column was left out as a check column. */
    public static final Diagnostic.Code CHECK_COLUMN =
            new Diagnostic.Code("ALM-2036", Severity.NOTE, "a column without a head was left out");

    /** A title or header was taken over from another table. */
    public static final Diagnostic.Code INHERITED = new Diagnostic.Code(
            "ALM-2037", Severity.NOTE, "title or header were taken over from the table it continues");

    /** The table and its sidecar say different things. */
    public static final Diagnostic.Code SIDECAR_DISAGREES =
            new Diagnostic.Code("ALM-2038", Severity.WARNING, "the sidecar says something else than the table");

    /** A table that has columns of numbers but no header. */
    public static final Diagnostic.Code NO_HEADER =
            new Diagnostic.Code("ALM-2039", Severity.WARNING, "a table has no header");

    /** What a correction calls the old value is not what was read. */
    public static final Diagnostic.Code CORRECTION_DIFFERS =
            new Diagnostic.Code("ALM-2040", Severity.WARNING, "a correction was not applied: another value was read");

    /** A correction for a number that was not read. */
    public static final Diagnostic.Code CORRECTION_UNUSED =
            new Diagnostic.Code("ALM-2041", Severity.WARNING, "a correction meets no number");

    /** A correction that means cells on several sheets or pages. */
    public static final Diagnostic.Code CORRECTION_AMBIGUOUS =
            new Diagnostic.Code("ALM-2042", Severity.WARNING, "a correction means more than one cell");

    /** What a sidecar says of a label came to nothing. */
    public static final Diagnostic.Code LABEL_UNUSED =
            new Diagnostic.Code("ALM-2043", Severity.WARNING, "a label of the sidecar was of no use");

    private ExtractCodes() {}
}
