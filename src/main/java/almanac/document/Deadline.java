package almanac.document;

import java.time.Duration;

/** The moment at which reading one document must stop. Measures elapsed time only; no result depends on the clock. */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return System.nanoTime() - endNanos > 0;
    }
}
