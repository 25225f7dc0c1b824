package almanac.regression.formula;

/** The text is not a formula; the message says where and what was expected. Turned into a diagnostic at the door. */
public final class FormulaTrouble extends RuntimeException {
    public FormulaTrouble(String message) {
        super(message);
    }
}
