package almanac.model;

/**
 * One estimated coefficient.
 *
 * @param term as written in the formula; the constant is {@code (Intercept)}
 * @param estimate in units of the dependent variable per unit of the term
 * @param standardError not a number where the covariance matrix gives a negative variance (which is flagged)
 * @param statistic estimate over standard error: t, or z where {@link Fit#dfInference} is infinite
 * @param p two-sided
 * @param ciLow lower end of the confidence interval (95 % unless the specification says otherwise)
 * @param ciHigh upper end
 * @param beta standardised: estimate times sd of the term over sd of the dependent variable, both over the sample used;
 *     not a number for the constant
 */
public record Coefficient(
        String term,
        double estimate,
        double standardError,
        double statistic,
        double p,
        double ciLow,
        double ciHigh,
        double beta) {}
