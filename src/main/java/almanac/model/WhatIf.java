package almanac.model;

import java.util.List;
import java.util.Optional;

/**
 * A model that a paper does not print, computed from the tables it prints; every figure with its range over their
 * rounding.
 *
 * @param formula as asked, for example {@code lnExtec ~ LE + lnFDI}
 * @param observations N, empty where none is printed
 * @param terms one a regressor
 * @param explained R squared
 * @param adjusted adjusted R squared, where N is known
 * @param constant at the recovered moments, where they could be recovered
 */
public record WhatIf(
        String formula,
        Optional<Integer> observations,
        List<Term> terms,
        Interval explained,
        Optional<Interval> adjusted,
        Optional<Double> constant) {
    public WhatIf {
        terms = List.copyOf(terms);
    }

    /**
     * A regressor.
     *
     * @param standardised coefficient between variables of variance 1
     * @param coefficient in the variables' own units, where the printed coefficients give the ratio of standard deviations
     * @param statistic t with classical errors, where N is known
     * @param p two-sided, where N is known
     * @param partial correlation with the dependent variable, the other regressors given
     * @param dominance its share of R squared: what it adds, averaged over all subsets of the other regressors
     */
    public record Term(
            String variable,
            Interval standardised,
            Optional<Interval> coefficient,
            Optional<Interval> statistic,
            Optional<Interval> p,
            Interval partial,
            double dominance) {}
}
