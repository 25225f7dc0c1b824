package almanac.audit;

import java.util.List;

/**
 * Figures recomputed from data, beside the published ones: what {@link Replication} compares. NaN stands for a figure
 * that could not be computed.
 *
 * @param correlations in the order of the claims' variables, row, column; an empty array where there are none
 * @param columns one a published model, in its order
 */
public record Recomputed(double[][] correlations, List<Column> columns) {
    public Recomputed {
        columns = List.copyOf(columns);
    }

    /**
     * A model.
     *
     * @param n observations
     * @param r2 R squared
     * @param adjR2 adjusted R squared
     * @param f F statistic
     * @param coefficients in the order of the published rows
     * @param t their statistics
     * @param constant the constant
     * @param constantT its statistic
     */
    public record Column(
            int n,
            double r2,
            double adjR2,
            double f,
            double[] coefficients,
            double[] t,
            double constant,
            double constantT) {}
}
