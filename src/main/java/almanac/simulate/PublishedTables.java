package almanac.simulate;

import java.util.List;

/**
 * The printed tables of a paper whose data are not public: a correlation table and nested linear models over the same
 * variables. Every figure is a string as printed, because its decimals are its interval.
 *
 * @param order names of the variables; the first is the dependent one
 * @param correlations the lower triangle without its diagonal: row i holds the i+1 correlations of variable i+1
 * @param rows the number of observations
 */
public record PublishedTables(
        List<String> order, List<List<String>> correlations, int rows, List<PublishedModel> models) {
    public PublishedTables {
        order = List.copyOf(order);
        correlations = correlations.stream().map(List::copyOf).toList();
        models = List.copyOf(models);
        if (correlations.size() != order.size() - 1) {
            throw new IllegalArgumentException(
                    order.size() + " variables need " + (order.size() - 1) + " rows of correlations");
        }
    }

    /**
     * One column of the regression table.
     *
     * @param regressors names out of {@code order}
     * @param coefficients one per regressor
     * @param tValues one per regressor
     * @param constant the intercept, empty where it is not printed
     * @param constantT its t value, empty where it is not printed
     */
    public record PublishedModel(
            List<String> regressors,
            List<String> coefficients,
            List<String> tValues,
            String constant,
            String constantT) {
        public PublishedModel {
            regressors = List.copyOf(regressors);
            coefficients = List.copyOf(coefficients);
            tValues = List.copyOf(tValues);
        }
    }
}
