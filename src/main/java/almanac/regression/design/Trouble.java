package almanac.regression.design;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Code;
import almanac.model.Diagnostic.Severity;

/** The kinds of trouble a regression can meet; each has a page in docs/diagnostics. */
public final class Trouble {
    public static final Code UNKNOWN_NAME = new Code("ALM-6101", Severity.ERROR, "unknown name in a formula");
    public static final Code FORMULA = new Code("ALM-6102", Severity.ERROR, "formula not understood");
    public static final Code TEXT_IN_NUMBERS = new Code("ALM-6103", Severity.ERROR, "text in a number column");
    public static final Code INFINITE = new Code("ALM-6104", Severity.ERROR, "infinite value");
    public static final Code TOO_FEW_ROWS = new Code("ALM-6105", Severity.ERROR, "too few rows");
    public static final Code CONSTANT_RESPONSE = new Code("ALM-6106", Severity.ERROR, "constant dependent variable");
    public static final Code COLLINEAR = new Code("ALM-6107", Severity.WARNING, "collinear term left out");
    public static final Code OUTSIDE_DOMAIN =
            new Code("ALM-6108", Severity.WARNING, "logarithm or root of a value outside its domain");
    public static final Code ONE_CLUSTER = new Code("ALM-6109", Severity.ERROR, "a single cluster");
    public static final Code ONE_LEVEL = new Code("ALM-6110", Severity.ERROR, "factor with one level");
    public static final Code SINGLETONS = new Code("ALM-6111", Severity.NOTE, "singleton groups left out");
    public static final Code NOT_POSITIVE =
            new Code("ALM-6112", Severity.WARNING, "covariance matrix not positive semidefinite");
    public static final Code UNKNOWN_OPTION = new Code("ALM-6113", Severity.ERROR, "estimator or option not known");
    public static final Code PANEL = new Code("ALM-6114", Severity.ERROR, "panel not declared or not unique");
    public static final Code DATA_FILE = new Code("ALM-6115", Severity.ERROR, "data file not readable");
    public static final Code WEIGHTS = new Code("ALM-6116", Severity.ERROR, "weights not usable");
    public static final Code INCOMPLETE_ROWS = new Code("ALM-6117", Severity.NOTE, "incomplete rows left out");
    public static final Code INSTRUMENTS = new Code("ALM-6118", Severity.ERROR, "instruments not sufficient");
    public static final Code TEST_NOT_POSSIBLE = new Code("ALM-6119", Severity.NOTE, "test not possible");
    public static final Code PERFECT_FIT = new Code("ALM-6120", Severity.WARNING, "perfect fit");

    private Trouble() {}

    /** A diagnostic about the data at hand; the door fills in the file's name. */
    public static Diagnostic of(Code code, String message, String hint) {
        return Diagnostic.of(code, "data", message, hint);
    }
}
