package almanac.regression;

import almanac.model.Fit;
import almanac.regression.design.Grouping;
import almanac.regression.design.Sample;
import almanac.regression.numeric.LeastSquares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model solved as one least squares problem in its own (demeaned, differenced, projected ...) variables: all that
 * covariances and tests need.
 *
 * @param estimator its name
 * @param sample one row for each row of the equation
 * @param terms names of the kept columns
 * @param columns the kept columns as the equation has them (for instruments: the projected ones)
 * @param response the left side as the equation has it
 * @param solution of {@code columns} and {@code response}
 * @param residuals of the structural equation: the solution's own, but with instruments y - X b
 * @param rss sum of squares of {@code residuals}
 * @param dfResidual rows minus all parameters, absorbed ones included
 * @param constant whether the first column is a constant (or its transform)
 * @param absorbed effects taken out before solving
 * @param figures what the estimator adds: {@code r2_within}, {@code sigma_u}, {@code theta} ...
 * @param effects values of absorbed effects
 * @param dropped terms left out, with reasons
 * @param notes conventions in words
 */
public record Estimate(
        String estimator,
        Sample sample,
        List<String> terms,
        double[][] columns,
        double[] response,
        LeastSquares.Solution solution,
        double[] residuals,
        double rss,
        int dfResidual,
        boolean constant,
        List<Grouping> absorbed,
        Map<String, Double> figures,
        Map<String, Map<String, Double>> effects,
        List<Fit.Dropped> dropped,
        List<String> notes) {
    public Estimate {
        terms = List.copyOf(terms);
        absorbed = List.copyOf(absorbed);
        dropped = List.copyOf(dropped);
        notes = List.copyOf(notes);
    }

    public int size() {
        return residuals.length;
    }

    /** Coefficients of the kept columns. */
    public double[] estimates() {
        return solution.estimates();
    }

    public int parameters() {
        return terms.size();
    }

    /** s^2 = RSS / (n - all parameters). */
    public double variance() {
        return rss / dfResidual;
    }

    /** Positions of the slopes among the terms. */
    public int[] slopes() {
        int first = constant ? 1 : 0;
        int[] slopes = new int[terms.size() - first];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = first + i;
        }
        return slopes;
    }

    /** Diagonal of the projection on the kept columns. */
    public double[] leverage() {
        double[] leverage = new double[size()];
        for (double[] q : solution.orthonormal()) {
            for (int i = 0; i < leverage.length; i++) {
                leverage[i] += q[i] * q[i];
            }
        }
        return leverage;
    }

    /** The same with more figures. */
    public Estimate withFigures(Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>(figures);
        all.putAll(more);
        return with(estimator, all, effects, notes);
    }

    public Estimate withEffects(Map<String, Map<String, Double>> levels) {
        return with(estimator, figures, levels, notes);
    }

    public Estimate withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return with(estimator, figures, effects, more);
    }

    /** The same under another name. */
    public Estimate named(String name) {
        return with(name, figures, effects, notes);
    }

    private Estimate with(
            String name, Map<String, Double> someFigures, Map<String, Map<String, Double>> levels, List<String> words) {
        return new Estimate(
                name,
                sample,
                terms,
                columns,
                response,
                solution,
                residuals,
                rss,
                dfResidual,
                constant,
                absorbed,
                someFigures,
                levels,
                dropped,
                words);
    }
}
