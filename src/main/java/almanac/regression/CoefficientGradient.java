package almanac.regression;

import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.formula.FormulaTrouble;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How each coefficient of a model moves with each number of the data.
 *
 * <p>For least squares, with {@code M} the projection that takes absorbed effects out, {@code e} the residuals, {@code
 * c_j} the j-th row of {@code (X'MX)^-1}, and {@code dX}, {@code dy} any small change of the design and of the response
 * (from differentiating {@code X'M(y - Xb) = 0}):
 *
 * <pre>
 *   db_j = c_j [ dX' e + X'M (dy - dX b) ]
 * </pre>
 *
 * A term such as {@code log(x)} or {@code x1:x2} enters through its own derivative within the row. For every other
 * estimator, and for terms that look at other rows (lags), each number is moved a little both ways and the model
 * estimated anew.
 *
 * @param terms of the coefficients, in the order of the fit
 * @param rows of the frame that the model uses
 * @param slopes variable to {@code [coefficient][position in rows]}
 */
public record CoefficientGradient(List<String> terms, int[] rows, Map<String, double[][]> slopes) {
    /** Relative step of the differences between neighbouring values. */
    private static final double STEP = 1e-6;

    /** Estimations that a model may cost that has no closed form. */
    private static final int MOST_ESTIMATIONS = 20_000;

    public CoefficientGradient {
        terms = List.copyOf(terms);
    }

    /**
     * The gradient of a model, or empty when it is refused or would take too long.
     *
     * @param variables columns of the frame whose numbers may move
     */
    public static Optional<CoefficientGradient> of(ModelSpec spec, Frame frame, List<String> variables) {
        try {
            Sample sample = sample(spec, frame);
            Estimate estimate = Regression.estimate(spec, sample);
            boolean plain = List.of("ols", "fe").contains(estimate.estimator())
                    && sample.weights().isEmpty()
                    && !spec.formula().matches(".*\\b(lag|lead|diff|growth|L|F|D)\\s*\\(.*")
                    && sample.regressors().stream().allMatch(r -> r.values().size() == sample.size());
            return plain ? Optional.of(closed(spec, frame, variables, estimate)) : numeric(spec, frame, variables);
        } catch (FormulaTrouble | Refusal refused) {
            return Optional.empty(); // the fit of the same specification says why
        }
    }

    /** The coefficients alone, by term; empty for a refused model. Much cheaper than a whole {@link Fit}. */
    public static Map<String, Double> estimates(ModelSpec spec, Frame frame) {
        try {
            Estimate estimate = Regression.estimate(spec, sample(spec, frame));
            Map<String, Double> estimates = new LinkedHashMap<>();
            for (int j = 0; j < estimate.parameters(); j++) {
                estimates.put(estimate.terms().get(j), estimate.estimates()[j]);
            }
            return estimates;
        } catch (FormulaTrouble | Refusal refused) {
            return Map.of();
        }
    }

    private static Sample sample(ModelSpec spec, Frame frame) {
        return almanac.regression.design.SampleBuilder.build(
                frame,
                Regression.parse(spec).get(0),
                spec,
                Covariances.columns(CovarianceKind.parse(spec.covariance())),
                null);
    }

    private static CoefficientGradient closed(ModelSpec spec, Frame frame, List<String> variables, Estimate estimate) {
        Sample used = estimate.sample();
        int n = estimate.size();
        int k = estimate.parameters();
        double[] b = estimate.estimates();
        double[] e = estimate.residuals();
        double[][] x = estimate.columns();
        double[][] inverse = estimate.solution().inverse();
        double[][] pull = new double[k][n]; // (M X c_j)_i
        for (int j = 0; j < k; j++) {
            for (int l = 0; l < k; l++) {
                for (int i = 0; i < n; i++) {
                    pull[j][i] += inverse[j][l] * x[l][i];
                }
            }
        }
        int[] positions = positions(sample(spec, frame), used);
        Map<String, double[][]> slopes = new LinkedHashMap<>();
        for (String variable : variables) {
            double[] step = steps(frame, variable);
            Sample up = sample(spec, moved(frame, variable, step, 1)).at(positions);
            Sample down = sample(spec, moved(frame, variable, step, -1)).at(positions);
            double[] dy = slope(up.response(), down.response(), step, used.rows());
            double[][] dx = new double[k][];
            for (int l = 0; l < k; l++) {
                dx[l] = slope(
                        column(up, estimate.terms().get(l)),
                        column(down, estimate.terms().get(l)),
                        step,
                        used.rows());
            }
            double[][] slope = new double[k][n];
            for (int j = 0; j < k; j++) {
                for (int i = 0; i < n; i++) {
                    double sum = pull[j][i] * dy[i];
                    for (int l = 0; l < k; l++) {
                        sum += dx[l][i] * (inverse[j][l] * e[i] - pull[j][i] * b[l]);
                    }
                    slope[j][i] = sum;
                }
            }
            slopes.put(variable, slope);
        }
        return new CoefficientGradient(estimate.terms(), used.rows(), slopes);
    }

    /** Where the rows of {@code used} stand in {@code all}: singletons may have been dropped. */
    private static int[] positions(Sample all, Sample used) {
        int[] positions = new int[used.rows().length];
        int at = 0;
        for (int i = 0; i < positions.length; i++) {
            while (all.rows()[at] != used.rows()[i]) {
                at++;
            }
            positions[i] = at;
        }
        return positions;
    }

    private static Numbers column(Sample sample, String term) {
        return sample.regressors().stream()
                .filter(regressor -> regressor.term().equals(term))
                .findFirst()
                .map(Regressor::values)
                .orElseGet(() -> Numbers.constant(sample.size(), 1));
    }

    private static double[] slope(Numbers up, Numbers down, double[] step, int[] rows) {
        double[] slope = new double[rows.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (up.hi()[i] - down.hi()[i]) / (2 * step[rows[i]]);
        }
        return slope;
    }

    private static Optional<CoefficientGradient> numeric(ModelSpec spec, Frame frame, List<String> variables) {
        Fit fit = Regression.fit(spec, frame);
        if (!fit.estimated() || 2L * frame.rows() * variables.size() > MOST_ESTIMATIONS) {
            return Optional.empty();
        }
        List<String> terms = fit.coefficients().stream().map(c -> c.term()).toList();
        int[] rows = new int[frame.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        Map<String, double[][]> slopes = new LinkedHashMap<>();
        for (String variable : variables) {
            double[] step = steps(frame, variable);
            double[][] slope = new double[terms.size()][rows.length];
            for (int i = 0; i < rows.length; i++) {
                double[] one = new double[step.length];
                one[i] = step[i];
                Map<String, Double> up = estimates(spec, moved(frame, variable, one, 1));
                Map<String, Double> down = estimates(spec, moved(frame, variable, one, -1));
                for (int j = 0; j < terms.size(); j++) {
                    double difference =
                            up.getOrDefault(terms.get(j), Double.NaN) - down.getOrDefault(terms.get(j), Double.NaN);
                    slope[j][i] = difference / (2 * step[i]);
                }
            }
            slopes.put(variable, slope);
        }
        return Optional.of(new CoefficientGradient(terms, rows, slopes));
    }

    private static double[] steps(Frame frame, String variable) {
        double[] values = values(frame, variable);
        double[] steps = new double[values.length];
        double size = 0;
        for (double value : values) {
            size += Math.abs(value);
        }
        size = size == 0 ? 1 : size / values.length;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = STEP * Math.max(Math.abs(values[i]), size / 1000);
        }
        return steps;
    }

    private static double[] values(Frame frame, String variable) {
        return frame.column(variable).orElseThrow() instanceof Column.Doubles doubles
                ? doubles.values()
                : new double[frame.rows()];
    }

    private static Frame moved(Frame frame, String variable, double[] step, int sign) {
        List<Column> columns = new ArrayList<>();
        for (Column column : frame.columns()) {
            if (column.name().equals(variable) && column instanceof Column.Doubles doubles) {
                double[] values = doubles.values().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] += sign * step[i];
                }
                columns.add(new Column.Doubles(variable, values, doubles.present()));
            } else {
                columns.add(column);
            }
        }
        return new Frame(columns);
    }
}
