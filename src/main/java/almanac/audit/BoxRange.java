package almanac.audit;

import almanac.model.Interval;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The exact range of a regression figure over all correlation matrices that round to the printed ones.
 *
 * <p>With R the correlations of y (row 0) and the regressors, P its inverse, Q the inverse of the regressors' own part
 * and b the standardised coefficients (b_0 = -1 stands for y):
 *
 * <pre>
 * standardised coefficient  b_j  = -P_0j / P_00            d b_j  / d r_cd = -(b_c Q_jd + b_d Q_jc)
 * share explained           R2   = 1 - 1 / P_00            d R2   / d r_cd = -2 b_c b_d
 * partial correlation       pr_j = -P_0j / sqrt(P_00 P_jj) d pr_j / d r_cd = u_c w_d + u_d w_c + pr_j (u_c u_d + w_c w_d),
 *                           u = P_0. / sqrt(P_00), w = P_j. / sqrt(P_jj)
 * </pre>
 *
 * from dP = -P dR P (Magnus and Neudecker 1999, chapter 8). t follows from pr_j and the degrees of freedom f as
 * {@code pr sqrt(f / (1 - pr^2))}.
 *
 * <p>The extremes are found by branch and bound and are proofs: every inverse over a part of the box is enclosed by
 * {@code |P - P_0| <= |P_0| H |P_0| (I - H |P_0|)^-1} (H: half-widths; Neumann series), so are the gradients; where one
 * keeps its sign the extreme lies on that face; where it does not, the mean value theorem bounds the figure and the part
 * is cut in two. Parts in which no matrix is positive semi-definite are left out. Where the work would grow too large
 * the bound found so far is returned: the range may then be too wide, never too narrow.
 */
final class BoxRange {
    /** Parts looked at for one extreme: some tens of milliseconds at ten variables. */
    private static final int MOST_PARTS = 600;
    /** Extremes are found to this accuracy, and widened by it: far below any printed digit. */
    private static final double ACCURACY = 1e-8;

    /** The figure. */
    enum Figure {
        COEFFICIENT(Double.POSITIVE_INFINITY),
        PARTIAL(1),
        EXPLAINED(1);

        /** What its magnitude never exceeds. */
        final double limit;

        Figure(double limit) {
            this.limit = limit;
        }
    }

    private final int size;
    private final int[] rows;
    private final int[] columns;
    private final Figure figure;
    private final int regressor;

    private BoxRange(CorrelationBox box, Figure figure, int regressor) {
        this.size = box.size();
        this.figure = figure;
        this.regressor = regressor;
        int pairs = size * (size - 1) / 2;
        rows = new int[pairs];
        columns = new int[pairs];
        int pair = 0;
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < i; j++) {
                rows[pair] = i;
                columns[pair++] = j;
            }
        }
    }

    /**
     * The range of a figure.
     *
     * @param box y first, then the regressors
     * @param regressor position of the regressor in the box, from 1; not used for {@link Figure#EXPLAINED}
     * @return empty where no matrix in the box is positive semi-definite
     */
    static Optional<Interval> of(CorrelationBox box, Figure figure, int regressor) {
        BoxRange range = new BoxRange(box, figure, regressor);
        double highest = range.extreme(box, 1);
        if (Double.isNaN(highest)) {
            return Optional.empty();
        }
        double lowest = -range.extreme(box, -1);
        if (Double.isNaN(lowest) || lowest > highest) {
            return Optional.empty();
        }
        double floor = figure == Figure.EXPLAINED ? 0 : -figure.limit;
        return Optional.of(new Interval(Math.max(floor, lowest), Math.min(figure.limit, highest)));
    }

    /** The figure at one matrix, empty where that is not positive definite. */
    static Optional<Double> at(double[][] matrix, Figure figure, int regressor) {
        return Symmetric.inverse(matrix).map(p -> value(p, figure, regressor));
    }

    private static double value(double[][] p, Figure figure, int j) {
        return switch (figure) {
            case COEFFICIENT -> -p[0][j] / p[0][0];
            case PARTIAL -> -p[0][j] / Math.sqrt(p[0][0] * p[j][j]);
            case EXPLAINED -> 1 - 1 / p[0][0];
        };
    }

    /**
     * A figure near the middle of the box: {@code |figure(R) - value - sum slopes u| <= rest} for every R of the box, u the
     * distance of each correlation from the middle in half-widths, from -1 to 1.
     *
     * @param slopes row, column below the diagonal: derivative times half-width
     */
    record Linear(double value, double[][] slopes, double rest) {}

    /** The linear form, empty where the box reaches a singular matrix. */
    static Optional<Linear> linear(CorrelationBox box, Figure figure, int regressor) {
        BoxRange range = new BoxRange(box, figure, regressor);
        double[] low = new double[range.rows.length];
        double[] high = new double[range.rows.length];
        for (int e = 0; e < low.length; e++) {
            low[e] = box.low()[range.rows[e]][range.columns[e]];
            high[e] = box.high()[range.rows[e]][range.columns[e]];
        }
        Optional<double[][]> inverse = Symmetric.inverse(range.middle(low, high));
        Optional<double[][]> spread = inverse.flatMap(p -> range.spread(p, low, high));
        if (inverse.isEmpty() || spread.isEmpty()) {
            return Optional.empty();
        }
        double[][] p = inverse.get();
        double[][] none = new double[range.size][range.size];
        double[][] slopes = new double[range.size][range.size];
        double rest = 0;
        for (int e = 0; e < low.length; e++) {
            int c = range.rows[e];
            int d = range.columns[e];
            double half = (high[e] - low[e]) / 2;
            double here = range.slope(p, none, c, d).middle();
            Interval everywhere = range.slope(p, spread.get(), c, d);
            if (!everywhere.bounded()) {
                return Optional.empty();
            }
            slopes[c][d] = here * half;
            rest += Math.max(everywhere.high() - here, here - everywhere.low()) * half;
        }
        return Optional.of(new Linear(value(p, figure, regressor), slopes, rest * (1 + 1e-9) + 1e-12));
    }

    /** A part of the box, by pair. */
    private record Part(double[] low, double[] high, double bound) {}

    /** The largest value of {@code sign} times the figure, NaN where no matrix of the box is semi-definite. */
    private double extreme(CorrelationBox box, int sign) {
        double[] low = new double[rows.length];
        double[] high = new double[rows.length];
        for (int e = 0; e < rows.length; e++) {
            low[e] = box.low()[rows[e]][columns[e]];
            high[e] = box.high()[rows[e]][columns[e]];
        }
        double best = Double.NEGATIVE_INFINITY;
        PriorityQueue<Part> parts = new PriorityQueue<>(Comparator.comparingDouble(part -> -part.bound()));
        parts.add(new Part(low, high, figure.limit));
        double limit = figure == Figure.EXPLAINED && sign < 0 ? 0 : figure.limit;
        for (int looked = 0; !parts.isEmpty(); looked++) {
            Part part = parts.remove();
            double margin = ACCURACY * Math.max(1, Math.abs(best));
            if (part.bound() <= best + margin) {
                return Math.max(best, part.bound()) + margin;
            }
            if (looked >= MOST_PARTS) {
                return part.bound();
            }
            Enclosure enclosure = enclose(part, sign, limit);
            if (enclosure.impossible()) {
                continue;
            }
            best = Math.max(best, enclosure.reached());
            if (enclosure.exact()) {
                continue;
            }
            double bound = Math.min(part.bound(), enclosure.bound());
            int cut = enclosure.cut();
            double[] low0 = enclosure.low();
            double[] high0 = enclosure.high();
            double middle = (low0[cut] + high0[cut]) / 2;
            double[] upperHalf = low0.clone();
            upperHalf[cut] = middle;
            double[] lowerHalf = high0.clone();
            lowerHalf[cut] = middle;
            parts.add(new Part(low0, lowerHalf, bound));
            parts.add(new Part(upperHalf, high0, bound));
        }
        return Double.isInfinite(best) ? Double.NaN : best + ACCURACY * Math.max(1, Math.abs(best));
    }

    /**
     * What is known of a part.
     *
     * @param reached a value of the figure inside it, minus infinity where none was computed
     * @param bound no value of the figure inside it is larger
     * @param exact {@code reached} is the extreme
     * @param impossible no matrix of the part is positive semi-definite
     * @param cut the pair to cut at
     */
    private record Enclosure(
            double[] low, double[] high, double reached, double bound, boolean exact, boolean impossible, int cut) {}

    private Enclosure enclose(Part part, int sign, double limit) {
        double[] low = part.low().clone();
        double[] high = part.high().clone();
        double reached = Double.NEGATIVE_INFINITY;
        while (true) {
            double[][] middle = middle(low, high);
            Optional<double[][]> inverse = Symmetric.inverse(middle);
            if (inverse.isEmpty()) {
                boolean none = neverSemiDefinite(middle, low, high);
                return new Enclosure(low, high, reached, limit, false, none, widest(low, high));
            }
            double[][] p = inverse.get();
            double value = sign * value(p, figure, regressor);
            reached = Math.max(reached, value);
            Optional<double[][]> spread = spread(p, low, high);
            if (spread.isEmpty()) {
                return new Enclosure(low, high, reached, limit, false, false, widest(low, high));
            }
            double[][] d = spread.get();
            double bound = value;
            double worst = 0;
            int cut = 0;
            boolean fixed = false;
            for (int e = 0; e < rows.length; e++) {
                if (low[e] == high[e]) {
                    continue;
                }
                Interval slope = slope(p, d, rows[e], columns[e]).times(sign);
                if (slope.low() >= 0) {
                    low[e] = high[e];
                    fixed = true;
                } else if (slope.high() <= 0) {
                    high[e] = low[e];
                    fixed = true;
                } else {
                    double reach = Math.max(-slope.low(), slope.high()) * (high[e] - low[e]) / 2;
                    bound += reach;
                    if (reach > worst) {
                        worst = reach;
                        cut = e;
                    }
                }
            }
            if (!fixed) {
                return new Enclosure(low, high, reached, Math.min(limit, bound), worst == 0, false, cut);
            }
        }
    }

    private double[][] middle(double[] low, double[] high) {
        double[][] middle = new double[size][size];
        for (int i = 0; i < size; i++) {
            middle[i][i] = 1;
        }
        for (int e = 0; e < rows.length; e++) {
            double value = (low[e] + high[e]) / 2;
            middle[rows[e]][columns[e]] = value;
            middle[columns[e]][rows[e]] = value;
        }
        return middle;
    }

    private static int widest(double[] low, double[] high) {
        int widest = 0;
        for (int e = 1; e < low.length; e++) {
            if (high[e] - low[e] > high[widest] - low[widest]) {
                widest = e;
            }
        }
        return widest;
    }

    /** Proof by one vector: v'Rv is below 0 for every R of the part. */
    private boolean neverSemiDefinite(double[][] middle, double[] low, double[] high) {
        Symmetric.Eigen eigen = Symmetric.eigen(middle);
        double[] v = eigen.vectors()[0];
        double most = 0;
        for (double component : v) {
            most += component * component;
        }
        for (int e = 0; e < rows.length; e++) {
            double weight = 2 * v[rows[e]] * v[columns[e]];
            most += Math.max(weight * low[e], weight * high[e]);
        }
        return most < -1e-12;
    }

    /** How far the inverse can be from {@code p} anywhere in the part, element by element; empty where unbounded. */
    private Optional<double[][]> spread(double[][] p, double[] low, double[] high) {
        double[][] a = new double[size][size]; // H |P|
        for (int e = 0; e < rows.length; e++) {
            double h = (high[e] - low[e]) / 2;
            if (h > 0) {
                for (int k = 0; k < size; k++) {
                    a[rows[e]][k] += h * Math.abs(p[columns[e]][k]);
                    a[columns[e]][k] += h * Math.abs(p[rows[e]][k]);
                }
            }
        }
        // S = A + A^2 + ... = (I - A)^-1 A by Gauss; all pivots positive <=> the series converges (M-matrix)
        double[][] m = new double[size][2 * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                m[i][k] = (i == k ? 1 : 0) - a[i][k];
                m[i][size + k] = a[i][k];
            }
        }
        for (int i = 0; i < size; i++) {
            if (!(m[i][i] > 1e-6)) {
                return Optional.empty();
            }
            for (int r = i + 1; r < size; r++) {
                double factor = m[r][i] / m[i][i];
                if (factor != 0) {
                    for (int k = i; k < 2 * size; k++) {
                        m[r][k] -= factor * m[i][k];
                    }
                }
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = size; k < 2 * size; k++) {
                double sum = m[i][k];
                for (int r = i + 1; r < size; r++) {
                    sum -= m[i][r] * m[r][k];
                }
                m[i][k] = sum / m[i][i];
            }
        }
        double[][] spread = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double sum = 0;
                for (int r = 0; r < size; r++) {
                    sum += Math.abs(p[i][r]) * m[r][size + k];
                }
                spread[i][k] = sum * (1 + 1e-9) + 1e-12;
            }
        }
        return Optional.of(spread);
    }

    /** Enclosure of the derivative of the figure by the correlation of c and d. */
    private Interval slope(double[][] p, double[][] spread, int c, int d) {
        Interval p00 = element(p, spread, 0, 0);
        switch (figure) {
            case EXPLAINED -> {
                if (d == 0) {
                    // 2 b_c: the sign of -P_0c
                    return element(p, spread, 0, c).times(-2).over(p00);
                }
                return element(p, spread, 0, c)
                        .times(element(p, spread, 0, d))
                        .times(-2)
                        .over(p00.square());
            }
            case COEFFICIENT -> {
                if (d == 0) {
                    return schur(p, spread, regressor, c);
                }
                Interval left = element(p, spread, 0, c).times(schur(p, spread, regressor, d));
                Interval right = element(p, spread, 0, d).times(schur(p, spread, regressor, c));
                return left.plus(right).over(p00); // b_c = -P_0c / P_00
            }
            default -> {
                return partialSlope(p, spread, c, d, p00);
            }
        }
    }

    private Interval partialSlope(double[][] p, double[][] spread, int c, int d, Interval p00) {
        Interval pjj = element(p, spread, regressor, regressor);
        // the cases with y or the regressor itself simplify to one product: sharp signs
        Interval both = scale(p00, pjj).over(p00); // 1 / sqrt(P_00 P_jj)
        Interval pr = element(p, spread, 0, regressor)
                .times(-1)
                .times(both)
                .and(new Interval(-1, 1))
                .orElse(new Interval(-1, 1));
        Interval rest = new Interval(1, 1).minus(pr.square());
        if (d == 0 && c == regressor || d == regressor && c == 0) {
            return scale(p00, pjj).times(pjj).times(rest); // sqrt(P_00 P_jj) (1 - pr^2)
        }
        if (d == 0) {
            return element(p, spread, regressor, c).times(scale(p00, pjj)).times(rest);
        }
        if (c == regressor || d == regressor) {
            int other = c == regressor ? d : c;
            return element(p, spread, 0, other).times(scale(pjj, p00)).times(rest);
        }
        Interval u1 = element(p, spread, 0, c);
        Interval u2 = element(p, spread, 0, d);
        Interval w1 = element(p, spread, regressor, c);
        Interval w2 = element(p, spread, regressor, d);
        Interval crossed = u1.times(w2).plus(u2.times(w1)).times(both);
        Interval own = u1.times(u2).over(p00).plus(w1.times(w2).over(pjj));
        return crossed.plus(pr.times(own));
    }

    /** sqrt(x / y). */
    private static Interval scale(Interval x, Interval y) {
        double high = y.low() <= 0 ? Double.POSITIVE_INFINITY : Math.sqrt(Math.max(0, x.high()) / y.low());
        double low = y.high() <= 0 ? 0 : Math.sqrt(Math.max(0, x.low()) / y.high());
        return new Interval(Math.min(low, high), high);
    }

    private static Interval element(double[][] p, double[][] spread, int i, int j) {
        return new Interval(p[i][j] - spread[i][j], p[i][j] + spread[i][j]);
    }

    /** Q_jd = P_jd - P_0j P_0d / P_00: the inverse of the regressors' own correlations. */
    private static Interval schur(double[][] p, double[][] spread, int j, int d) {
        return element(p, spread, j, d)
                .minus(element(p, spread, 0, j).times(element(p, spread, 0, d)).over(element(p, spread, 0, 0)));
    }
}
