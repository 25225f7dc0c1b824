package almanac.model;

/**
 * A model estimated once more in another way, to see what hangs on what.
 *
 * @param kind {@code leave_out} or {@code specification}
 * @param label what is different: the unit or year left out, the controls and covariance used
 * @param fit the model so estimated
 */
public record Variant(String kind, String label, Fit fit) {}
