package almanac.regression.design;

import almanac.regression.numeric.Numbers;

/**
 * One column of a design matrix.
 *
 * @param term its name in the results: the term as written, with the level behind it for a factor
 */
public record Regressor(String term, Numbers values) {
    /** The name of the constant, as in R. */
    public static final String CONSTANT = "(Intercept)";

    public Regressor rows(int[] rows) {
        return new Regressor(term, values.rows(rows));
    }

    public Regressor with(Numbers other) {
        return new Regressor(term, other);
    }
}
