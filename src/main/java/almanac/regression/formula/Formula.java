package almanac.regression.formula;

import java.util.List;

/**
 * A regression equation.
 *
 * @param text the whole formula, as written (of a stepwise one: as expanded)
 * @param response the left side
 * @param constant whether there is a constant
 * @param terms exogenous regressors in order
 * @param effects fixed effects to absorb; {@code a^b} means one effect for each pair
 * @param endogenous regressors to be instrumented
 * @param instruments excluded instruments
 */
public record Formula(
        String text,
        Term response,
        boolean constant,
        List<Term> terms,
        List<List<String>> effects,
        List<Term> endogenous,
        List<Term> instruments) {
    public Formula {
        terms = List.copyOf(terms);
        effects = List.copyOf(effects);
        endogenous = List.copyOf(endogenous);
        instruments = List.copyOf(instruments);
    }
}
