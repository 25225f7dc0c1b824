package almanac.simulate;

import java.util.List;

/**
 * What a drawn sample must have: means, sample standard deviations (divisor n - 1) and correlations.
 *
 * @param names of the variables, the dependent one first
 * @param rows the sample's size
 * @param correlations the full symmetric matrix
 */
public record TargetMoments(
        List<String> names, int rows, double[] means, double[] deviations, double[][] correlations) {
    public TargetMoments {
        names = List.copyOf(names);
        means = means.clone();
        deviations = deviations.clone();
        correlations = correlations.clone();
    }

    /** The place of a variable among the names. */
    public int place(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("no variable " + name + " among " + names);
        }
        return place;
    }

    /** The moments of a sample: one array per variable, all of one length. */
    public static TargetMoments of(List<String> names, List<double[]> columns) {
        int variables = columns.size();
        int rows = columns.get(0).length;
        double[] means = new double[variables];
        double[] deviations = new double[variables];
        double[][] correlations = new double[variables][variables];
        for (int i = 0; i < variables; i++) {
            for (double value : columns.get(i)) {
                means[i] += value / rows;
            }
        }
        double[][] products = new double[variables][variables];
        for (int i = 0; i < variables; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int row = 0; row < rows; row++) {
                    sum += (columns.get(i)[row] - means[i]) * (columns.get(j)[row] - means[j]);
                }
                products[i][j] = sum;
            }
            deviations[i] = StrictMath.sqrt(products[i][i] / (rows - 1));
        }
        for (int i = 0; i < variables; i++) {
            for (int j = 0; j <= i; j++) {
                correlations[i][j] = products[i][j] / StrictMath.sqrt(products[i][i] * products[j][j]);
                correlations[j][i] = correlations[i][j];
            }
        }
        return new TargetMoments(names, rows, means, deviations, correlations);
    }
}
