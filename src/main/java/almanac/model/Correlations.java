package almanac.model;

import java.util.List;

/**
 * A correlation matrix.
 *
 * @param names of the variables, in the order of the matrices
 * @param kind {@code pearson}, {@code spearman} or {@code kendall}
 * @param listwise whether only rows complete in all variables were used; else each pair has its own rows
 * @param r coefficients in [-1, 1]; not a number where a variable is constant
 * @param statistic t for Pearson and Spearman, z for Kendall
 * @param p two-sided
 * @param n rows behind each coefficient
 * @param low lower end of the 95 % interval (Pearson: Fisher's z; else not a number)
 * @param high upper end
 */
public record Correlations(
        List<String> names,
        String kind,
        boolean listwise,
        double[][] r,
        double[][] statistic,
        double[][] p,
        int[][] n,
        double[][] low,
        double[][] high) {
    public Correlations {
        names = List.copyOf(names);
    }
}
