package almanac.simulate;

import almanac.simulate.PublishedTables.PublishedModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Finds the means, standard deviations and correlations that printed tables stand on.
 *
 * <p>With standardised coefficients {@code beta = R_xx^-1 r_xy} a printed coefficient is {@code b_j = beta_j s_y / s_j}:
 * the coefficients give the ratios of the standard deviations. The constants {@code a = mean_y - sum b_j mean_j} and their
 * t values, {@code t = a / sqrt(s^2 (1/n + m' S^-1 m / (n - 1)))} with {@code m} the regressors' means and {@code S}
 * their covariances, give the means and the scale, up to one direction, which the mean of one variable (the anchor)
 * settles. The unrounded correlations may lie anywhere in the box that their printed decimals leave.
 *
 * <p>The estimate is least squares on the distances between printed and implied figures, each measured in half units of
 * its last printed decimal, a distance inside the interval counting nothing; iterative reweighting keeps the figures that
 * no numbers can meet (a paper may print slips) from pulling at the others.
 */
public final class MomentRecovery {
    /** Part of the rounding interval that is aimed at: leaves room for the rounding of what is printed later. */
    private static final double INSIDE = 0.9;

    private static final int PASSES = 60;

    /** Weight that ties a parameter to its start where nothing printed speaks about it. */
    private static final double TIE = 1e-3;

    private final PublishedTables tables;
    private final int variables;
    private final int anchor;
    private final double anchorMean;
    private final double[][] printedCorrelation;
    private final double[][] halfUnit;

    /**
     * @param anchor the variable whose mean is chosen, because the tables leave one direction open
     * @param anchorMean the chosen mean
     */
    public MomentRecovery(PublishedTables tables, String anchor, double anchorMean) {
        this.tables = tables;
        this.variables = tables.order().size();
        this.anchor = tables.order().indexOf(anchor);
        this.anchorMean = anchorMean;
        this.printedCorrelation = new double[variables][variables];
        this.halfUnit = new double[variables][variables];
        for (int i = 0; i < variables; i++) {
            printedCorrelation[i][i] = 1;
            for (int j = 0; j < i; j++) {
                BigDecimal printed =
                        new BigDecimal(tables.correlations().get(i - 1).get(j));
                printedCorrelation[i][j] = printed.doubleValue();
                printedCorrelation[j][i] = printedCorrelation[i][j];
                halfUnit[i][j] = 0.5 * StrictMath.pow(10, -printed.scale());
            }
        }
    }

    /** The moments that reproduce the most of what is printed. */
    public TargetMoments recover() {
        double[] best = {};
        double bestLoss = Double.POSITIVE_INFINITY;
        for (double scale : new double[] {0.5, 1, 2}) {
            double[] parameters = fit(start(scale));
            double loss = count(parameters);
            if (loss < bestLoss) {
                bestLoss = loss;
                best = parameters;
            }
        }
        return moments(best);
    }

    /** Deviations from the mean ratio of coefficient to standardised coefficient, times a trial scale; means by constants. */
    private double[] start(double scale) {
        double[] parameters = new double[2 * variables + variables * (variables - 1) / 2];
        parameters[variables] = StrictMath.log(scale);
        for (int v = 1; v < variables; v++) {
            double logRatio = 0;
            double weight = 0;
            for (PublishedModel model : tables.models()) {
                int place = model.regressors().indexOf(tables.order().get(v));
                if (place >= 0) {
                    double beta =
                            standardised(printedCorrelation, indices(model)).getEntry(place);
                    BigDecimal printed = new BigDecimal(model.coefficients().get(place));
                    double ratio = beta / printed.doubleValue();
                    if (ratio > 0) {
                        double precision = printed.unscaledValue().doubleValue();
                        logRatio += precision * precision * StrictMath.log(ratio);
                        weight += precision * precision;
                    }
                }
            }
            parameters[variables + v] = weight > 0 ? logRatio / weight : 0;
        }
        // means from the constants: mean_y - sum b_j mean_j = a, the anchor's mean known; least norm where open
        List<PublishedModel> withConstant =
                tables.models().stream().filter(m -> !m.constant().isEmpty()).toList();
        double[][] rows = new double[withConstant.size() + 1][variables];
        double[] right = new double[rows.length];
        for (int m = 0; m < withConstant.size(); m++) {
            rows[m][0] = 1;
            PublishedModel model = withConstant.get(m);
            for (int j = 0; j < model.regressors().size(); j++) {
                rows[m][tables.order().indexOf(model.regressors().get(j))] =
                        -Double.parseDouble(model.coefficients().get(j));
            }
            right[m] = Double.parseDouble(model.constant());
        }
        rows[rows.length - 1][anchor] = 1;
        right[rows.length - 1] = anchorMean;
        RealMatrix system = new Array2DRowRealMatrix(rows);
        RealMatrix normal = system.transpose().multiply(system);
        for (int i = 0; i < variables; i++) {
            normal.addToEntry(i, i, 1e-9);
        }
        double[] means = new QRDecomposition(normal)
                .getSolver()
                .solve(system.transpose().operate(new org.apache.commons.math3.linear.ArrayRealVector(right)))
                .toArray();
        System.arraycopy(means, 0, parameters, 0, variables);
        return parameters;
    }

    private int[] indices(PublishedModel model) {
        return model.regressors().stream().mapToInt(tables.order()::indexOf).toArray();
    }

    private static RealVector standardised(double[][] correlations, int[] x) {
        RealMatrix within = new Array2DRowRealMatrix(x.length, x.length);
        RealVector withY = new org.apache.commons.math3.linear.ArrayRealVector(x.length);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                within.setEntry(i, j, correlations[x[i]][x[j]]);
            }
            withY.setEntry(i, correlations[x[i]][0]);
        }
        return new CholeskyDecomposition(within).getSolver().solve(withY);
    }

    private TargetMoments moments(double[] parameters) {
        double[][] correlations = new double[variables][variables];
        int next = 2 * variables;
        for (int i = 0; i < variables; i++) {
            correlations[i][i] = 1;
            for (int j = 0; j < i; j++) {
                correlations[i][j] =
                        printedCorrelation[i][j] + INSIDE * halfUnit[i][j] * StrictMath.sin(parameters[next++]);
                correlations[j][i] = correlations[i][j];
            }
        }
        double[] deviations = new double[variables];
        for (int v = 0; v < variables; v++) {
            // the first is the common scale, the others are relative to it: the scale is a weak direction of its own
            deviations[v] = StrictMath.exp(parameters[variables] + (v == 0 ? 0 : parameters[variables + v]));
        }
        return new TargetMoments(
                tables.order(), tables.rows(), Arrays.copyOf(parameters, variables), deviations, correlations);
    }

    /** A printed figure against the one that moments imply. */
    record Figure(String name, String printed, double implied) {
        /** Signed distance in half units of the last printed decimal: at most 1 in size where the figure is reproduced. */
        double distance() {
            return distance(0);
        }

        /** The same where the last decimal counts for no more than the part {@code blur} of the figure. */
        double distance(double blur) {
            BigDecimal value = new BigDecimal(printed);
            double halfUnit = 0.5 * StrictMath.pow(10, -value.scale());
            return (implied - value.doubleValue())
                    / StrictMath.max(halfUnit, blur * StrictMath.max(0.1, StrictMath.abs(value.doubleValue())));
        }
    }

    /** Every coefficient, t value and constant that the tables print, with what the moments imply. */
    static List<Figure> figures(PublishedTables tables, TargetMoments moments) {
        List<Figure> figures = new ArrayList<>();
        int n = tables.rows();
        double deviationY = moments.deviations()[0];
        int number = 0;
        for (PublishedModel model : tables.models()) {
            number++;
            int[] x = model.regressors().stream().mapToInt(moments::place).toArray();
            int k = x.length;
            RealMatrix within = new Array2DRowRealMatrix(k, k);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    within.setEntry(i, j, moments.correlations()[x[i]][x[j]]);
                }
            }
            RealMatrix inverse = new CholeskyDecomposition(within).getSolver().getInverse();
            RealVector beta = standardised(moments.correlations(), x);
            double explained = 0;
            for (int i = 0; i < k; i++) {
                explained += beta.getEntry(i) * moments.correlations()[x[i]][0];
            }
            double variance = (1 - explained) / (n - k - 1);
            double constant = moments.means()[0];
            double leverage = 1.0 / n;
            for (int i = 0; i < k; i++) {
                double b = beta.getEntry(i) * deviationY / moments.deviations()[x[i]];
                figures.add(new Figure(
                        "m" + number + ".b." + model.regressors().get(i),
                        model.coefficients().get(i),
                        b));
                figures.add(new Figure(
                        "m" + number + ".t." + model.regressors().get(i),
                        model.tValues().get(i),
                        beta.getEntry(i) / StrictMath.sqrt(variance * inverse.getEntry(i, i))));
                constant -= b * moments.means()[x[i]];
                for (int j = 0; j < k; j++) {
                    leverage += moments.means()[x[i]]
                            / moments.deviations()[x[i]]
                            * inverse.getEntry(i, j)
                            * moments.means()[x[j]]
                            / moments.deviations()[x[j]]
                            / (n - 1);
                }
            }
            double residual = variance * (n - 1) * deviationY * deviationY;
            if (!model.constant().isEmpty()) {
                figures.add(new Figure("m" + number + ".a", model.constant(), constant));
            }
            if (!model.constantT().isEmpty()) {
                figures.add(new Figure(
                        "m" + number + ".ta", model.constantT(), constant / StrictMath.sqrt(residual * leverage)));
            }
        }
        return figures;
    }

    private double[] residuals(double[] parameters, double[] start, double inside, double blur) {
        List<Figure> figures = figures(tables, moments(parameters));
        double[] residuals = new double[figures.size() + parameters.length + 1];
        for (int i = 0; i < figures.size(); i++) {
            double distance = figures.get(i).distance(blur);
            double outside = StrictMath.abs(distance) - inside;
            residuals[i] = outside > 0 ? StrictMath.signum(distance) * outside : 0;
        }
        for (int p = 0; p < parameters.length; p++) {
            residuals[figures.size() + p] = TIE * (parameters[p] - (p < 2 * variables ? start[p] : 0));
        }
        residuals[residuals.length - 1] = (parameters[anchor] - anchorMean) * 100;
        return residuals;
    }

    /** How many half units the figures lie outside, each counted up to 3: what {@link #recover} makes small. */
    private double count(double[] parameters) {
        double loss = 0;
        for (Figure figure : figures(tables, moments(parameters))) {
            double outside = StrictMath.abs(figure.distance()) - 1;
            loss += outside > 0 ? 1 + StrictMath.min(outside, 3) / 10 : 0;
        }
        return loss;
    }

    /** Levenberg-Marquardt steps with weights 1 / |residual|, which make least squares into least absolute distances. */
    private double[] fit(double[] start) {
        double[] now = start.clone();
        double[] best = now;
        double bestCount = Double.POSITIVE_INFINITY;
        double damping = 1e-2;
        int parameters = now.length;
        for (int pass = 0; pass < PASSES * 4; pass++) {
            double inside = pass < PASSES ? 0 : INSIDE;
            double blur = pass < PASSES ? 0.05 * StrictMath.pow(0.85, pass) : 0;
            double[] residuals = residuals(now, start, inside, blur);
            double[] weights = new double[residuals.length];
            // first plain least squares to come near, then ever closer to least absolute distances
            double floor = pass < PASSES ? 1e4 : StrictMath.max(0.05, 30 * StrictMath.pow(0.93, pass - PASSES));
            for (int i = 0; i < weights.length; i++) {
                weights[i] = i < residuals.length - parameters - 1
                        ? floor / StrictMath.max(floor, StrictMath.abs(residuals[i]))
                        : 1;
            }
            RealMatrix jacobian = new Array2DRowRealMatrix(residuals.length, parameters);
            for (int p = 0; p < parameters; p++) {
                double step = 1e-6;
                double[] moved = now.clone();
                moved[p] += step;
                double[] changed = residuals(moved, start, inside, blur);
                moved[p] -= 2 * step;
                double[] back = residuals(moved, start, inside, blur);
                for (int i = 0; i < residuals.length; i++) {
                    jacobian.setEntry(i, p, (changed[i] - back[i]) / (2 * step) * StrictMath.sqrt(weights[i]));
                }
            }
            RealVector weighted = new org.apache.commons.math3.linear.ArrayRealVector(residuals.length);
            for (int i = 0; i < residuals.length; i++) {
                weighted.setEntry(i, residuals[i] * StrictMath.sqrt(weights[i]));
            }
            double loss = weighted.dotProduct(weighted);
            boolean better = false;
            damping = StrictMath.min(damping, 1e-2);
            for (int attempt = 0; attempt < 16 && !better; attempt++) {
                // QR of the stacked system, not of the normal equations: the scale is a weak direction
                RealMatrix stacked = new Array2DRowRealMatrix(residuals.length + parameters, parameters);
                stacked.setSubMatrix(jacobian.getData(), 0, 0);
                for (int p = 0; p < parameters; p++) {
                    double norm = jacobian.getColumnVector(p).getNorm();
                    stacked.setEntry(residuals.length + p, p, StrictMath.sqrt(damping) * (norm + 1e-6));
                }
                RealVector step = new QRDecomposition(stacked, 0)
                        .getSolver()
                        .solve(weighted.append(new org.apache.commons.math3.linear.ArrayRealVector(parameters)));
                double[] trial = now.clone();
                for (int p = 0; p < parameters; p++) {
                    trial[p] -= step.getEntry(p);
                }
                double[] trialResiduals = residuals(trial, start, inside, blur);
                double trialLoss = 0;
                for (int i = 0; i < weights.length; i++) {
                    trialLoss += weights[i] * trialResiduals[i] * trialResiduals[i];
                }
                better = trialLoss < loss;
                if (better) {
                    now = trial;
                    damping = StrictMath.max(damping / 5, 1e-14);
                } else {
                    damping = StrictMath.min(damping * 6, 1e12);
                }
            }
            double count = count(now);
            if (count < bestCount) {
                bestCount = count;
                best = now.clone();
            }
        }
        return best;
    }
}
