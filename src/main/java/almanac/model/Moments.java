package almanac.model;

import java.util.List;
import java.util.Optional;

/**
 * Means, standard deviations and correlations of some variables, for example those that printed tables imply.
 *
 * @param names the variables
 * @param observations how many there are
 * @param means one a variable
 * @param deviations standard deviations (divisor n - 1)
 * @param correlations symmetric, ones on the diagonal: row, column
 * @param scaleFixed false where the tables leave one scale free and {@code deviations} (and the means with them) stand
 *     for one choice of it
 * @param meanErrors half-widths of the means' uncertainty from rounding, where known
 * @param deviationErrors half-widths of the deviations' uncertainty from rounding, at the chosen scale, where known
 */
public record Moments(
        List<String> names,
        int observations,
        double[] means,
        double[] deviations,
        double[][] correlations,
        boolean scaleFixed,
        Optional<double[]> meanErrors,
        Optional<double[]> deviationErrors) {
    public Moments {
        names = List.copyOf(names);
        if (means.length != names.size() || deviations.length != names.size() || correlations.length != names.size()) {
            throw new IllegalArgumentException("moments of " + names.size() + " variables");
        }
    }
}
