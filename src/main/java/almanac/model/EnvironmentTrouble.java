package almanac.model;

/** Disk, lock, memory or another program stands in the way: the message carries the path, the hint the next step. */
public final class EnvironmentTrouble extends RuntimeException {
    private final Diagnostic diagnostic;

    public EnvironmentTrouble(Diagnostic diagnostic) {
        super(diagnostic.line());
        this.diagnostic = diagnostic;
    }

    public EnvironmentTrouble(Diagnostic diagnostic, Throwable cause) {
        super(diagnostic.line(), cause);
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
