package almanac.regression.design;

import almanac.model.Diagnostic;

/** Carries an error from where it was met to the door of the package, which returns it as a value. */
public final class Refusal extends RuntimeException {
    private final Diagnostic diagnostic;

    public Refusal(Diagnostic.Code code, String message, String hint) {
        super(message);
        this.diagnostic = Trouble.of(code, message, hint);
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
