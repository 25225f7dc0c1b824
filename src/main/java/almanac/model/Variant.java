package almanac.model;

/**
 * A model estimated once more in another way, to see what hangs on what.
 *
 * @param kind {@code leave_out}, {@code specification} or {@code first_stage}
 * @param label what is different: the unit or year left out, the controls and covariance used, the endogenous regressor
 * @param fit the model so estimated
 */
public record Variant(String kind, String label, Fit fit) {}
