package almanac.regression.formula;

import java.util.List;

/**
 * One summand of a formula: an expression or the product ({@code :}) of several.
 *
 * @param text as the user wrote it, which is the name of its coefficient
 * @param factors at least one
 */
public record Term(String text, List<Expression> factors) {
    public Term {
        factors = List.copyOf(factors);
    }
}
