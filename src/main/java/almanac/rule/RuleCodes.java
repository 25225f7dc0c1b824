package almanac.rule;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;

/** What can be wrong with a rule document. */
public final class RuleCodes {
    /** The file cannot be read, or is no YAML. */
    public static final Diagnostic.Code UNREADABLE =
            new Diagnostic.Code("ALM-3001", Severity.ERROR, "a rule document cannot be read");

    /** A key that no rule of this kind has. */
    public static final Diagnostic.Code UNKNOWN_KEY =
            new Diagnostic.Code("ALM-3002", Severity.ERROR, "unknown key in a rule document");

    /** A value of the wrong form, or none where one is needed. */
    public static final Diagnostic.Code BAD_VALUE =
            new Diagnostic.Code("ALM-3003", Severity.ERROR, "a value in a rule document has the wrong form");

    /** The same id twice in one folder. */
    public static final Diagnostic.Code DUPLICATE =
            new Diagnostic.Code("ALM-3004", Severity.ERROR, "an id stands twice in the rule documents");

    /** Rules are data: something that would run code. */
    public static final Diagnostic.Code CODE_REFUSED =
            new Diagnostic.Code("ALM-3005", Severity.ERROR, "a rule tries to run code");

    /** A regular expression that is broken or takes too long. */
    public static final Diagnostic.Code BAD_PATTERN =
            new Diagnostic.Code("ALM-3006", Severity.ERROR, "a pattern is broken or too costly");

    /** An example that its own rule does not read as said. */
    public static final Diagnostic.Code EXAMPLE_FAILED =
            new Diagnostic.Code("ALM-3007", Severity.ERROR, "an example is not read as the rule says");

    /** A text that a rule should refuse and takes. */
    public static final Diagnostic.Code REFUSAL_FAILED =
            new Diagnostic.Code("ALM-3008", Severity.ERROR, "a text that a rule should refuse is taken");

    /** One name for two things. */
    public static final Diagnostic.Code NAME_COLLISION =
            new Diagnostic.Code("ALM-3009", Severity.WARNING, "one name stands for two entries");

    /** A reference to an id that no document defines. */
    public static final Diagnostic.Code UNKNOWN_REFERENCE =
            new Diagnostic.Code("ALM-3010", Severity.ERROR, "a rule names an id that does not exist");

    /** The rules are not the ones that the lock file was written for. */
    public static final Diagnostic.Code LOCK_DIFFERS =
            new Diagnostic.Code("ALM-3011", Severity.WARNING, "the rules differ from rules.lock");

    /** Nothing to load. */
    public static final Diagnostic.Code NO_RULES =
            new Diagnostic.Code("ALM-3012", Severity.ERROR, "no rule documents found");

    private RuleCodes() {}
}
