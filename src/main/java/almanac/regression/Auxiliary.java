package almanac.regression;

import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Auxiliary regressions of tests: columns of doubles, solved with the same solver. */
final class Auxiliary {
    /**
     * @param r2 about the mean of the left side
     * @param rank columns that counted
     */
    record Fitted(LeastSquares.Solution solution, double rss, double tss, double r2, int rank) {
        double[] residuals() {
            return solution.residuals();
        }
    }

    private Auxiliary() {}

    static Fitted solve(List<double[]> columns, double[] response) {
        LeastSquares.Solution solution =
                LeastSquares.solve(columns.stream().map(Numbers::of).toList(), Numbers.of(response));
        double total = BetweenEstimator.total(response, true);
        return new Fitted(solution, solution.rss(), total, 1 - solution.rss() / total, solution.kept().length);
    }

    static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    static List<double[]> with(List<double[]> columns, double[]... more) {
        List<double[]> all = new ArrayList<>(columns);
        all.addAll(Arrays.asList(more));
        return all;
    }

    static double[] product(double[] left, double[] right) {
        double[] result = new double[left.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = left[i] * right[i];
        }
        return result;
    }

    static double[] power(double[] values, int exponent) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.pow(values[i], exponent);
        }
        return result;
    }
}
