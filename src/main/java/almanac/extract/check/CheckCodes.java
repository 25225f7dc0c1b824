package almanac.extract.check;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;

/** One code for each kind of check. */
public final class CheckCodes {
    /** A value outside what its indicator can have. */
    public static final Diagnostic.Code RANGE =
            new Diagnostic.Code("ALM-2201", Severity.WARNING, "a value is outside its range");

    /** Parts that do not add up to their total. */
    public static final Diagnostic.Code SUM =
            new Diagnostic.Code("ALM-2202", Severity.WARNING, "the parts do not add up to the total");

    /** A product that is not the product of its factors. */
    public static final Diagnostic.Code PRODUCT =
            new Diagnostic.Code("ALM-2203", Severity.WARNING, "a product does not fit its factors");

    /** Regions that do not add up to the whole. */
    public static final Diagnostic.Code REGIONS =
            new Diagnostic.Code("ALM-2204", Severity.NOTE, "the regions do not add up to the whole");

    /** A jump from one year to the next. */
    public static final Diagnostic.Code JUMP =
            new Diagnostic.Code("ALM-2205", Severity.WARNING, "a series jumps from one year to the next");

    /** A series that changes its unit. */
    public static final Diagnostic.Code UNIT_CHANGE =
            new Diagnostic.Code("ALM-2206", Severity.NOTE, "a series changes its unit");

    /** Two rows of a table with the same numbers. */
    public static final Diagnostic.Code DUPLICATE =
            new Diagnostic.Code("ALM-2207", Severity.WARNING, "two rows of a table have the same numbers");

    /** Two books that print different numbers of one thing. */
    public static final Diagnostic.Code EDITIONS =
            new Diagnostic.Code("ALM-2208", Severity.NOTE, "two editions print different numbers");

    /** A displayed number that is not the stored one rounded. */
    public static final Diagnostic.Code ROUNDING =
            new Diagnostic.Code("ALM-2209", Severity.WARNING, "the printed number is not the stored one rounded");

    /** A single figure that differs between books which agree otherwise. */
    public static final Diagnostic.Code EDITION_FIGURE =
            new Diagnostic.Code("ALM-2210", Severity.WARNING, "a figure differs between books that agree otherwise");

    private CheckCodes() {}
}
