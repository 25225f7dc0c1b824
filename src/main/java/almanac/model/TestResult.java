package almanac.model;

import java.util.OptionalDouble;

/**
 * A test of a hypothesis about a model.
 *
 * @param name short and stable, for example {@code hausman_sigmamore}
 * @param title what it is and whose, for people
 * @param statistic the test statistic
 * @param df degrees of freedom (of the numerator for F)
 * @param df2 degrees of freedom of the denominator, for F
 * @param p of the null hypothesis; absent where the statistic has no usable distribution
 * @param note convention, assumption or flag: for example an indefinite difference of two covariance matrices
 */
public record TestResult(
        String name,
        String title,
        double statistic,
        OptionalDouble df,
        OptionalDouble df2,
        OptionalDouble p,
        String note) {
    public TestResult withNote(String other) {
        return new TestResult(name, title, statistic, df, df2, p, other);
    }
}
