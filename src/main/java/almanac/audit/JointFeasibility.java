package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Printed;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Check C4: whether one correlation matrix inside the rounding box gives all printed cells at once.
 *
 * <p>Around the printed matrix R0 every figure is {@code f(R) = f0 + g (R - R0) + rest}; the mean value theorem bounds the
 * rest by {@code sum_e max |G_e - g_e| h_e} with G the enclosure of the derivatives over the whole box. With that rest
 * allowed for, a linear programme over the correlations and one ratio of standard deviations a variable (a coefficient b
 * needs {@code b_low q <= b* <= b_high q}) is a relaxation: where it has no solution there is no such matrix. The sum of the
 * excesses, in half units of the last printed digit, is made as small as it can be; the cells that carry it are a smallest
 * set to doubt (an L1 solution: few, not always the fewest).
 */
final class JointFeasibility {
    /** Excess below this, in half units of a last digit, is the solver's noise. */
    private static final double NOISE = 0.02;

    private static final int MOST_PAIRS = 45;
    private static final int MOST_CELLS = 120;
    private static final int MOST_STEPS = 4000;

    private JointFeasibility() {}

    /** A printed cell: its figure, linear around the printed matrix, and what is printed. */
    private record Cell(
            Claim claim, double value, double[] slope, double rest, Interval printed, int ratio, double ratioStart) {}

    static Optional<Finding> of(Claims claims, CorrelationBox box, List<ModelTable> tables, List<Verdict> verdicts) {
        int size = box.size();
        int pairs = size * (size - 1) / 2;
        if (pairs > MOST_PAIRS) {
            return Optional.empty();
        }
        Map<String, Integer> ratios = new LinkedHashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (ModelTable table : tables) {
            if (table.box.isPresent() && table.model.errors() != Errors.ROBUST) {
                cells.addAll(cells(table, box, ratios, pairs));
            }
        }
        // what is impossible by itself is known; the question is whether the others go together
        List<Claim> known = verdicts.stream()
                .filter(v -> v.kind() == Kind.IMPOSSIBLE)
                .map(Verdict::claim)
                .toList();
        int all = cells.size();
        cells.removeIf(cell -> known.contains(cell.claim()));
        if (cells.size() < 3 || cells.size() > MOST_CELLS) {
            return Optional.empty();
        }
        Optional<double[]> excess = solve(cells, pairs, ratios.size());
        if (excess.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> bad = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (excess.get()[i] > NOISE) {
                bad.add(i);
            }
        }
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        bad.sort(java.util.Comparator.comparingDouble((Integer i) -> -excess.get()[i])
                .thenComparing(i -> i));
        List<String> words = bad.stream()
                .map(i -> cells.get(i).claim().place() + " ("
                        + cells.get(i).claim().printed() + ", " + Words.fixed(excess.get()[i], 2)
                        + " half units beyond its rounding)")
                .toList();
        return Optional.of(new Finding(
                "C4",
                Severity.CONTRADICTION,
                bad.stream().map(i -> cells.get(i).claim()).toList(),
                "No single correlation matrix inside the rounding of the printed one gives "
                        + (cells.size() == all
                                ? "all " + all + " coefficients, t's and R2's at once"
                                : "the " + cells.size() + " coefficients, t's and R2's that are possible one by one")
                        + " with the printed N. The least that has to give, in all: " + Words.list(words) + "."));
    }

    private static List<Cell> cells(ModelTable table, CorrelationBox box, Map<String, Integer> ratios, int pairs) {
        List<Cell> cells = new ArrayList<>();
        CorrelationBox part = table.box.orElseThrow();
        int[] where = new int[part.size()];
        for (int i = 0; i < where.length; i++) {
            where[i] = box.position(part.names().get(i)).orElseThrow();
        }
        Optional<Integer> df = table.degrees();
        for (int j = 0; j < table.model.rows().size(); j++) {
            Row row = table.model.rows().get(j);
            if (row.t().isPresent() && df.isPresent()) {
                Interval t = row.t().get().interval();
                Interval partial = new Interval(partial(t.low(), df.get()), partial(t.high(), df.get()));
                BoxRange.linear(part, BoxRange.Figure.PARTIAL, j + 1)
                        .ifPresent(line -> cells.add(new Cell(
                                table.claim(row, "t", row.t().get()),
                                line.value(),
                                spread(line.slopes(), where, pairs),
                                line.rest(),
                                partial,
                                -1,
                                0)));
            }
            if (row.coef().isPresent() && row.coef().get().number() != 0) {
                double b = row.coef().get().number();
                BoxRange.linear(part, BoxRange.Figure.COEFFICIENT, j + 1)
                        .filter(line -> line.value() / b > 0)
                        .ifPresent(line -> cells.add(new Cell(
                                table.claim(row, "coef", row.coef().get()),
                                line.value(),
                                spread(line.slopes(), where, pairs),
                                line.rest(),
                                row.coef().get().interval(),
                                ratios.computeIfAbsent(
                                        table.model.y() + "\u0000" + row.variable(), key -> ratios.size()),
                                line.value() / b)));
            }
        }
        Optional<Printed> fit = table.model.adjR2().or(table.model::r2);
        boolean adjusted = table.model.adjR2().isPresent();
        if (fit.isPresent() && (!adjusted || df.isPresent())) {
            Interval share = adjusted
                    ? ModelTable.unadjusted(fit.get().interval(), table.n.orElseThrow(), table.regressors())
                    : fit.get().interval();
            BoxRange.linear(part, BoxRange.Figure.EXPLAINED, 0)
                    .ifPresent(line -> cells.add(new Cell(
                            table.claim(
                                    adjusted ? "adjR2" : "R2",
                                    Optional.empty(),
                                    fit.get().text()),
                            line.value(),
                            spread(line.slopes(), where, pairs),
                            line.rest(),
                            share,
                            -1,
                            0)));
        }
        return cells;
    }

    /** pr = t / sqrt(t^2 + f). */
    private static double partial(double t, double df) {
        return t / Math.sqrt(t * t + df);
    }

    /** From pairs of the column's own part (row, column, slope times half-width) to pairs of the whole table. */
    private static double[] spread(double[][] slopes, int[] where, int pairs) {
        double[] spread = new double[pairs];
        for (int i = 0; i < where.length; i++) {
            for (int j = 0; j < i; j++) {
                int row = Math.max(where[i], where[j]);
                int column = Math.min(where[i], where[j]);
                spread[row * (row - 1) / 2 + column] += slopes[i][j];
            }
        }
        return spread;
    }

    /** The smallest excesses; empty where the solver gave up. */
    private static Optional<double[]> solve(List<Cell> cells, int pairs, int ratioCount) {
        int count = cells.size();
        int variables = pairs + ratioCount + count;
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int e = 0; e < pairs; e++) {
            double[] line = new double[variables];
            line[e] = 1;
            constraints.add(new LinearConstraint(line, Relationship.LEQ, 2)); // u = 1 + (r - r0) / h, from 0 to 2
        }
        double[] starts = new double[ratioCount];
        for (Cell cell : cells) {
            if (cell.ratio() >= 0 && starts[cell.ratio()] == 0) {
                starts[cell.ratio()] = cell.ratioStart();
            }
        }
        for (int i = 0; i < count; i++) {
            Cell cell = cells.get(i);
            // f = value + sum slope (u - 1); upper: f - rest - s unit <= high (times q), lower likewise
            double base = cell.value() - Arrays.stream(cell.slope()).sum();
            double unit = cell.printed().width() / 2;
            double scale = 1;
            if (cell.ratio() >= 0) {
                scale = starts[cell.ratio()];
                unit *= Math.abs(scale);
            }
            for (int side : new int[] {1, -1}) {
                double bound = side > 0 ? cell.printed().high() : cell.printed().low();
                double[] line = new double[variables];
                for (int e = 0; e < pairs; e++) {
                    line[e] = side * cell.slope()[e] / unit;
                }
                line[pairs + ratioCount + i] = -1;
                double right = (cell.rest() - side * base) / unit + 1e-6;
                if (cell.ratio() >= 0) {
                    line[pairs + cell.ratio()] = -side * bound * scale / unit;
                } else {
                    right += side * bound / unit;
                }
                constraints.add(new LinearConstraint(line, Relationship.LEQ, right));
            }
        }
        double[] objective = new double[variables];
        Arrays.fill(objective, pairs + ratioCount, variables, 1);
        try {
            PointValuePair solution = new SimplexSolver(1e-7, 10)
                    .optimize(
                            new MaxIter(MOST_STEPS),
                            new LinearObjectiveFunction(objective, 0),
                            new LinearConstraintSet(constraints),
                            GoalType.MINIMIZE,
                            new NonNegativeConstraint(true));
            double[] point = solution.getPoint();
            double[] excess = Arrays.copyOfRange(point, pairs + ratioCount, variables);
            double least = Arrays.stream(excess).sum();
            return holds(point, constraints, 1e-3) && (least <= NOISE || proved(constraints, objective))
                    ? Optional.of(excess)
                    : Optional.empty();
        } catch (MathIllegalStateException gaveUp) {
            return Optional.empty(); // no verdict is better than a guess
        }
    }

    /**
     * Proof that the excess cannot be none: numbers y >= 0, one a constraint, with {@code -A'y <= c} and {@code -b'y > 0};
     * weak duality makes {@code -b'y} a lower bound of the sum of the excesses, however y was found.
     */
    private static boolean proved(List<LinearConstraint> constraints, double[] objective) {
        int rows = constraints.size();
        int variables = objective.length;
        List<LinearConstraint> dual = new ArrayList<>();
        double[] goal = new double[rows];
        for (int i = 0; i < variables; i++) {
            double[] line = new double[rows];
            for (int r = 0; r < rows; r++) {
                line[r] = -constraints.get(r).getCoefficients().getEntry(i);
            }
            dual.add(new LinearConstraint(line, Relationship.LEQ, objective[i]));
        }
        for (int r = 0; r < rows; r++) {
            goal[r] = -constraints.get(r).getValue();
        }
        double[] y = new SimplexSolver(1e-7, 10)
                .optimize(
                        new MaxIter(MOST_STEPS),
                        new LinearObjectiveFunction(goal, 0),
                        new LinearConstraintSet(dual),
                        GoalType.MAXIMIZE,
                        new NonNegativeConstraint(true))
                .getPoint();
        double bound = 0;
        for (int r = 0; r < rows; r++) {
            if (y[r] < 0) {
                y[r] = 0;
            }
            bound += goal[r] * y[r];
        }
        return bound > NOISE && holds(y, dual, 1e-5);
    }

    /** The solver's own point must satisfy what it was given. */
    private static boolean holds(double[] point, List<LinearConstraint> constraints, double slack) {
        for (LinearConstraint constraint : constraints) {
            double sum = 0;
            for (int i = 0; i < point.length; i++) {
                sum += constraint.getCoefficients().getEntry(i) * point[i];
            }
            if (sum > constraint.getValue() + slack) {
                return false;
            }
        }
        return true;
    }
}
