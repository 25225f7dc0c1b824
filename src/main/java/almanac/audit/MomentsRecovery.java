package almanac.audit;

import almanac.model.Claims;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Interval;
import almanac.model.Moments;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Means and standard deviations that a correlation table and regression columns imply.
 *
 * <p>With standardised coefficients b* from the correlations, z_j = mean_j / s_j and Q the inverse of the regressors'
 * correlations, each column prints
 *
 * <pre>
 * b_j     = b*_j s_y / s_j
 * const   = mean_y - sum_j b_j mean_j
 * t_const = const / sqrt( s^2 (1 / N + z'Q z / (N - 1)) ),   s^2 = (1 - R2) s_y^2 (N - 1) / (N - k - 1)
 * </pre>
 *
 * (Greene 2012, sections 3.2 and 4.6). Standard deviations and means are the least-squares solution over all printed
 * coefficients, constants and constants' t's, each residual measured in half units of its last printed digit
 * (Levenberg-Marquardt). The coefficients give only ratios of standard deviations; what the t's of the constants add does
 * not fix the last scale either: multiplying all standard deviations by one factor and moving the means accordingly
 * leaves every printed figure as it is, and of the two roots
 * that remain the one with more positive means is taken. So one standard deviation must be given (a printed one, or an assumption); every
 * coefficient, t, R2 and constant of any model over the variables is the same whatever is given.
 */
public final class MomentsRecovery {
    private static final int MOST_STEPS = 200;
    private static final double STEP = 1e-6;

    private final Claims claims;
    private final CorrelationBox box;
    private final List<Model> models;
    private final int n;
    /** Variables in the order of the correlation table; position 0 of {@link #which} is y. */
    private final int[] which;

    private final double anchor;
    private final List<int[]> parts = new ArrayList<>();
    private final double[] observed;
    private final double[] half;
    private final List<Place> places;

    /** What a residual belongs to. */
    private record Place(int model, int row, Kind kind) {
        enum Kind {
            COEFFICIENT,
            CONSTANT,
            CONSTANT_T
        }
    }

    private MomentsRecovery(Claims claims, CorrelationBox box, List<Model> models, int n, int[] which, double anchor) {
        this.claims = claims;
        this.box = box;
        this.models = models;
        this.n = n;
        this.which = which;
        this.anchor = anchor;
        models.forEach(model -> parts.add(positions(model)));
        List<Place> all = new ArrayList<>();
        List<Printed> printed = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            Model model = models.get(m);
            for (int j = 0; j < model.rows().size(); j++) {
                int row = j;
                int number = m;
                model.rows().get(j).coef().ifPresent(p -> {
                    all.add(new Place(number, row, Place.Kind.COEFFICIENT));
                    printed.add(p);
                });
            }
            int number = m;
            model.constant().flatMap(Row::coef).ifPresent(p -> {
                all.add(new Place(number, -1, Place.Kind.CONSTANT));
                printed.add(p);
            });
            model.constant().flatMap(Row::t).ifPresent(p -> {
                all.add(new Place(number, -1, Place.Kind.CONSTANT_T));
                printed.add(p);
            });
        }
        this.places = all;
        this.observed = printed.stream().mapToDouble(Printed::number).toArray();
        this.half = printed.stream().mapToDouble(Printed::halfUnit).toArray();
    }

    /**
     * The solution.
     *
     * @param moments of the variables of the columns: y first, then in the order of the correlation table
     * @param figures coefficient, constant and constant's t of each column at the solution
     * @param residuals root mean square of the residuals, in half units of the last printed digit
     */
    record Solution(Moments moments, List<Figures> figures, double residuals) {}

    /**
     * A column at the solution, each figure with its range over the rounding of the printed correlations, to first
     * order, means and standard deviations staying where they are.
     *
     * @param constant empty where no constant is printed
     */
    record Figures(int model, List<Interval> coefficients, Optional<Interval> constant, Optional<Interval> constantT) {}

    /** The moments, empty where the tables do not determine them: see {@link #recover(Claims, OptionalDouble)}. */
    public static Optional<Moments> recover(Claims claims) {
        return recover(claims, OptionalDouble.empty());
    }

    /**
     * Recovers the moments.
     *
     * @param deviation the standard deviation of the dependent variable, where known; else the printed one, else 1
     * @return empty without correlation table, N, and columns of one dependent variable with coefficients and constants
     */
    public static Optional<Moments> recover(Claims claims, OptionalDouble deviation) {
        return solve(claims, deviation, true).map(Solution::moments);
    }

    static Optional<Solution> solve(Claims claims, OptionalDouble deviation, boolean ranges) {
        CorrelationBox box = CorrelationBox.of(claims);
        List<Model> usable = new ArrayList<>();
        for (Model model : claims.models()) {
            ModelShape shape = shape(claims, model, box);
            if (shape.usable()
                    && (usable.isEmpty() || usable.get(0).y().equals(model.y()))
                    && model.constant().flatMap(Row::coef).isPresent()) {
                usable.add(model);
            }
        }
        Optional<Integer> n = claims.n()
                .or(() -> usable.stream().flatMap(m -> m.n().stream()).findFirst())
                .map(p -> p.value().intValue())
                .filter(count -> count > 2);
        if (usable.isEmpty() || n.isEmpty()) {
            return Optional.empty();
        }
        int y = box.position(usable.get(0).y()).orElseThrow();
        int[] which = java.util.stream.IntStream.concat(
                        java.util.stream.IntStream.of(y),
                        java.util.stream.IntStream.range(0, box.size())
                                .filter(i -> i != y
                                        && usable.stream()
                                                .anyMatch(m -> m.variables().stream()
                                                        .anyMatch(v ->
                                                                box.position(v).orElse(-1) == i))))
                .toArray();
        for (int i : which) {
            for (int j : which) {
                if (!box.known()[i][j]) {
                    return Optional.empty();
                }
            }
        }
        Optional<Double> printedDeviation = claims.descriptives().stream()
                .filter(d -> d.variable().equals(usable.get(0).y()))
                .flatMap(d -> d.sd().stream())
                .map(Printed::number)
                .filter(sd -> sd > 0)
                .findFirst();
        double anchor = deviation.orElse(printedDeviation.orElse(1.0));
        MomentsRecovery recovery = new MomentsRecovery(claims, box.part(which), usable, n.get(), which, anchor);
        return recovery.solve(deviation.isPresent() || printedDeviation.isPresent(), ranges);
    }

    private record ModelShape(boolean usable) {}

    private static ModelShape shape(Claims claims, Model model, CorrelationBox box) {
        boolean whole = !model.rows().isEmpty()
                && model.regressors().isPresent()
                && model.regressors().getAsInt() == model.rows().size()
                && box.position(model.y()).isPresent()
                && model.rows().stream()
                        .allMatch(row -> box.position(row.variable()).isPresent()
                                && row.coef().isPresent())
                && model.variables().stream().distinct().count() == model.rows().size()
                && (model.n().isEmpty()
                        || claims.n().isEmpty()
                        || model.n().get().value().compareTo(claims.n().get().value()) == 0);
        return new ModelShape(whole);
    }

    private Optional<Solution> solve(boolean fixed, boolean ranges) {
        double[][] r = box.middle();
        Optional<double[]> start = start(r);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        int size = which.length;
        double[] best = start.get();
        List<Shape> shapes = shapes(r);
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestPositive = -1;
        // the t's of the constants are quadratic in the means: several starts find the two roots
        for (double level : new double[] {1, 0, 4, -1, 16}) {
            double[] from = start.get().clone();
            means(from, r, level * anchor);
            double[] candidate = minimise(from, shapes, half);
            double loss = loss(candidate, shapes, half);
            int positive = 0;
            for (int i = 0; i < size; i++) {
                positive += candidate[size - 1 + i] > 0 ? 1 : 0;
            }
            boolean better = loss < bestLoss * (1 - 1e-4) - 1e-9;
            boolean equal = !better && loss <= bestLoss * (1 + 1e-4) + 1e-9;
            if (better || equal && positive > bestPositive) {
                bestLoss = loss;
                best = candidate;
                bestPositive = positive;
            }
        }
        if (!(bestLoss < Double.MAX_VALUE)) {
            return Optional.empty();
        }
        double[] centre = predict(best, shapes);
        double[] spread = new double[centre.length];
        double[] parameterSpread = new double[best.length];
        if (ranges) {
            double[][] slopes = slopes(best, shapes, half);
            parameterSpread = parameterSpread(slopes, best, r);
            spread = figureSpread(best, r, centre);
        }
        double[] deviations = new double[size];
        double[] means = new double[size];
        double[] meanErrors = new double[size];
        double[] deviationErrors = new double[size];
        for (int i = 0; i < size; i++) {
            deviations[i] = i == 0 ? anchor : Math.exp(best[i - 1]);
            means[i] = best[size - 1 + i];
            meanErrors[i] = parameterSpread[size - 1 + i];
            deviationErrors[i] = i == 0 ? 0 : deviations[i] * parameterSpread[i - 1];
        }
        List<String> names =
                Arrays.stream(which).mapToObj(i -> claims.order().get(i)).toList();
        Moments moments = new Moments(
                names,
                n,
                means,
                deviations,
                r,
                fixed,
                ranges ? Optional.of(meanErrors) : Optional.empty(),
                ranges ? Optional.of(deviationErrors) : Optional.empty());
        List<Figures> figures = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            List<Interval> coefficients = new ArrayList<>();
            Optional<Interval> constant = Optional.empty();
            Optional<Interval> constantT = Optional.empty();
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).model() == m) {
                    double reach = Double.isNaN(spread[i]) ? 0 : spread[i];
                    Interval range = new Interval(centre[i] - reach, centre[i] + reach);
                    switch (places.get(i).kind()) {
                        case COEFFICIENT -> coefficients.add(range);
                        case CONSTANT -> constant = Optional.of(range);
                        case CONSTANT_T -> constantT = Optional.of(range);
                    }
                }
            }
            figures.add(new Figures(models.get(m).number(), coefficients, constant, constantT));
        }
        return Optional.of(new Solution(moments, figures, Math.sqrt(bestLoss / Math.max(1, places.size()))));
    }

    private static double[][] shiftedCorrelations(double[][] r, int row, int column, double shift) {
        double[][] moved = new double[r.length][];
        for (int k = 0; k < r.length; k++) {
            moved[k] = r[k].clone();
        }
        moved[row][column] += shift;
        moved[column][row] += shift;
        return moved;
    }

    /** How far the figures move over the rounding of the correlations, means and deviations staying where they are. */
    private double[] figureSpread(double[] best, double[][] r, double[] centre) {
        double[] spread = new double[centre.length];
        for (int row = 0; row < r.length; row++) {
            for (int column = 0; column < row; column++) {
                double h = (box.high()[row][column] - box.low()[row][column]) / 2;
                double[][] moved = shiftedCorrelations(r, row, column, h);
                if (Symmetric.inverse(moved).isPresent()) {
                    double[] up = predict(best, shapes(moved));
                    for (int i = 0; i < centre.length; i++) {
                        spread[i] += Math.abs(up[i] - centre[i]);
                    }
                }
            }
        }
        return spread;
    }

    /** How the parameters move when a residual moves by one: {@code (A'A)^-1 A'}, parameter, residual. */
    private double[][] slopes(double[] at, List<Shape> r, double[] weights) {
        double[][] a = jacobian(at, r, weights);
        int p = at.length;
        double[][] slopes = new double[p][observed.length];
        for (int i = 0; i < observed.length; i++) {
            double[] gradient = new double[p];
            for (int c = 0; c < p; c++) {
                gradient[c] = -a[c][i];
            }
            double[] moved = stepped(new double[p], normal(a), gradient, 1e-10);
            for (int c = 0; c < p; c++) {
                slopes[c][i] = moved[c];
            }
        }
        return slopes;
    }

    private double[] parameterSpread(double[][] slopes, double[] best, double[][] r) {
        double[] spread = new double[best.length];
        double[] figures = predict(best, shapes(r));
        for (int c = 0; c < best.length; c++) {
            for (int k = 0; k < observed.length; k++) {
                spread[c] += Math.abs(slopes[c][k]);
            }
        }
        for (int row = 0; row < r.length; row++) {
            for (int column = 0; column < row; column++) {
                double h = (box.high()[row][column] - box.low()[row][column]) / 2;
                double[][] shifted = shiftedCorrelations(r, row, column, h);
                if (Symmetric.inverse(shifted).isEmpty()) {
                    continue;
                }
                double[] up = predict(best, shapes(shifted));
                for (int c = 0; c < best.length; c++) {
                    double move = 0;
                    for (int k = 0; k < observed.length; k++) {
                        move += slopes[c][k] * (up[k] - figures[k]) / half[k];
                    }
                    spread[c] += Math.abs(move);
                }
            }
        }
        return spread;
    }

    /** Parameters: logarithms of the regressors' standard deviations, then the means, y's first. */
    private Optional<double[]> start(double[][] r) {
        int size = which.length;
        if (Symmetric.inverse(r).isEmpty()) {
            return Optional.empty();
        }
        double[] parameters = new double[2 * size - 1];
        for (int i = 1; i < size; i++) {
            double sum = 0;
            int count = 0;
            for (Model model : models) {
                int[] part = positions(model);
                for (int j = 0; j < part.length; j++) {
                    if (part[j] == i) {
                        double beta = standardised(r, part)[j];
                        double b = model.rows().get(j).coef().orElseThrow().number();
                        if (b / beta > 0) {
                            sum += Math.log(anchor * beta / b);
                            count++;
                        }
                    }
                }
            }
            if (count == 0) {
                return Optional.empty(); // every coefficient has the other sign than the correlations give
            }
            parameters[i - 1] = sum / count;
        }
        return Optional.of(parameters);
    }

    /** Means that give the printed constants and lie nearest to {@code level}. */
    private void means(double[] parameters, double[][] r, double level) {
        int size = which.length;
        double[][] gram = new double[size][size];
        double[] right = new double[size];
        for (Model model : models) {
            int[] part = positions(model);
            double[] beta = standardised(r, part);
            double[] line = new double[size];
            line[0] = 1;
            for (int j = 0; j < part.length; j++) {
                line[part[j]] = -beta[j] * anchor / Math.exp(parameters[part[j] - 1]);
            }
            double constant = model.constant().flatMap(Row::coef).orElseThrow().number();
            double target = constant;
            for (int i = 0; i < size; i++) {
                target -= line[i] * level;
            }
            for (int i = 0; i < size; i++) {
                right[i] += line[i] * target;
                for (int j = 0; j < size; j++) {
                    gram[i][j] += line[i] * line[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            gram[i][i] += 1e-6;
        }
        Symmetric.inverse(gram).ifPresent(inverse -> {
            for (int i = 0; i < size; i++) {
                double sum = level;
                for (int j = 0; j < size; j++) {
                    sum += inverse[i][j] * right[j];
                }
                parameters[size - 1 + i] = sum;
            }
        });
    }

    private int[] positions(Model model) {
        return model.variables().stream()
                .mapToInt(v -> box.position(v).orElseThrow())
                .toArray();
    }

    private static double[][] part(double[][] r, int[] rows) {
        double[][] part = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                part[i][j] = r[rows[i]][rows[j]];
            }
        }
        return part;
    }

    private static double[] standardised(double[][] r, int[] part) {
        double[][] q = Symmetric.inverse(part(r, part)).orElseThrow();
        double[] beta = new double[part.length];
        for (int i = 0; i < part.length; i++) {
            for (int j = 0; j < part.length; j++) {
                beta[i] += q[i][j] * r[0][part[j]];
            }
        }
        return beta;
    }

    /** What one column takes from the correlations. */
    private record Shape(int[] part, double[] beta, double[][] q, double unexplained) {}

    private List<Shape> shapes(double[][] r) {
        List<Shape> shapes = new ArrayList<>();
        for (int[] part : parts) {
            double[][] q = Symmetric.inverse(part(r, part)).orElseThrow();
            double[] beta = new double[part.length];
            double share = 0;
            for (int i = 0; i < part.length; i++) {
                for (int j = 0; j < part.length; j++) {
                    beta[i] += q[i][j] * r[0][part[j]];
                }
                share += beta[i] * r[0][part[i]];
            }
            shapes.add(new Shape(part, beta, q, 1 - share));
        }
        return shapes;
    }

    /** All printed figures at some parameters. */
    private double[] predict(double[] parameters, List<Shape> shapes) {
        int size = which.length;
        double[] figures = new double[places.size()];
        int at = 0;
        for (int m = 0; m < shapes.size(); m++) {
            Shape shape = shapes.get(m);
            int[] part = shape.part();
            int k = part.length;
            double constant = parameters[size - 1];
            double[] z = new double[k];
            double[] b = new double[k];
            for (int j = 0; j < k; j++) {
                double sd = Math.exp(parameters[part[j] - 1]);
                b[j] = shape.beta()[j] * anchor / sd;
                z[j] = parameters[size - 1 + part[j]] / sd;
                constant -= b[j] * parameters[size - 1 + part[j]];
            }
            double distance = 0;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    distance += z[i] * shape.q()[i][j] * z[j];
                }
            }
            double variance = shape.unexplained() * anchor * anchor * (n - 1.0) / (n - k - 1.0);
            double error = Math.sqrt(Math.max(1e-300, variance * (1.0 / n + distance / (n - 1.0))));
            while (at < places.size() && places.get(at).model() == m) {
                Place place = places.get(at);
                figures[at] = switch (place.kind()) {
                    case COEFFICIENT -> b[place.row()];
                    case CONSTANT -> constant;
                    case CONSTANT_T -> constant / error;
                };
                at++;
            }
        }
        return figures;
    }

    private double[] residuals(double[] parameters, List<Shape> r, double[] weights) {
        double[] figures = predict(parameters, r);
        for (int i = 0; i < figures.length; i++) {
            figures[i] = (figures[i] - observed[i]) / weights[i];
        }
        return figures;
    }

    private double loss(double[] parameters, List<Shape> r, double[] weights) {
        return square(residuals(parameters, r, weights));
    }

    /** Derivatives of the residuals: parameter, residual. */
    private double[][] jacobian(double[] at, List<Shape> r, double[] weights) {
        double[][] jacobian = new double[at.length][];
        for (int c = 0; c < at.length; c++) {
            double[] forward = at.clone();
            double[] backward = at.clone();
            forward[c] += STEP;
            backward[c] -= STEP;
            double[] up = residuals(forward, r, weights);
            double[] down = residuals(backward, r, weights);
            jacobian[c] = new double[up.length];
            for (int i = 0; i < up.length; i++) {
                jacobian[c][i] = (up[i] - down[i]) / (2 * STEP);
            }
        }
        return jacobian;
    }

    private static double[][] normal(double[][] jacobian) {
        int p = jacobian.length;
        double[][] normal = new double[p][p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < jacobian[a].length; i++) {
                    sum += jacobian[a][i] * jacobian[b][i];
                }
                normal[a][b] = sum;
                normal[b][a] = sum;
            }
        }
        return normal;
    }

    /** Levenberg-Marquardt (Marquardt 1963) with a numerical Jacobian. */
    private double[] minimise(double[] start, List<Shape> r, double[] weights) {
        double[] at = start.clone();
        double[] residual = residuals(at, r, weights);
        double loss = square(residual);
        double damping = 1e-3;
        for (int step = 0; step < MOST_STEPS && damping < 1e12; step++) {
            double[][] jacobian = jacobian(at, r, weights);
            double[][] normal = normal(jacobian);
            double[] gradient = new double[at.length];
            for (int a = 0; a < at.length; a++) {
                for (int i = 0; i < residual.length; i++) {
                    gradient[a] += jacobian[a][i] * residual[i];
                }
            }
            boolean improved = false;
            while (!improved && damping < 1e12) {
                double[] next = stepped(at, normal, gradient, damping);
                double[] nextResidual = residuals(next, r, weights);
                double nextLoss = square(nextResidual);
                if (nextLoss < loss) {
                    boolean done = loss - nextLoss < 1e-10 * loss;
                    at = next;
                    residual = nextResidual;
                    loss = nextLoss;
                    damping = Math.max(1e-12, damping / 5);
                    improved = true;
                    if (done) {
                        return at;
                    }
                } else {
                    damping *= 4;
                }
            }
        }
        return at;
    }

    private static double[] stepped(double[] at, double[][] normal, double[] gradient, double damping) {
        int p = at.length;
        double[][] damped = new double[p][p];
        double[] scale = new double[p];
        for (int a = 0; a < p; a++) {
            scale[a] = Math.sqrt(Math.max(1e-12, normal[a][a]));
        }
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                damped[a][b] = normal[a][b] / scale[a] / scale[b];
            }
            damped[a][a] += damping + 1e-12;
        }
        double[] next = at.clone();
        Symmetric.inverse(damped).ifPresent(inverse -> {
            for (int a = 0; a < p; a++) {
                double sum = 0;
                for (int b = 0; b < p; b++) {
                    sum += inverse[a][b] * gradient[b] / scale[b];
                }
                next[a] -= sum / scale[a];
            }
        });
        return next;
    }

    private static double square(double[] residual) {
        double sum = 0;
        for (double value : residual) {
            sum += value * value;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }
}
