package almanac.document.pdf;

/**
 * A merged ruling.
 *
 * @param at y of a horizontal one, x of a vertical one, points
 * @param from where it starts along its direction
 * @param to where it ends
 * @param thickness points
 */
record Rule(double at, double from, double to, double thickness) {
    double length() {
        return to - from;
    }

    /** How much of the span the rule covers, 0 to 1. */
    double covers(double spanFrom, double spanTo) {
        double shared = Math.min(to, spanTo) - Math.max(from, spanFrom);
        return spanTo - spanFrom <= 0 ? 0 : Math.max(0, shared) / (spanTo - spanFrom);
    }
}
