package almanac.mining.forecast;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** The smallest value of a function of a few numbers: J. Nelder and R. Mead (1965), restarted where it stopped. */
final class Minimum {
    private static final int EVALUATIONS = 4000;
    private static final int RESTARTS = 3;

    private Minimum() {}

    /** The point with the smallest value that was found from {@code start}; {@code steps} scale the first simplex. */
    static double[] of(ToDoubleFunction<double[]> function, double[] start, double[] steps) {
        double[] best = start.clone();
        double least = safe(function, best);
        double[] reach = steps.clone();
        for (int restart = 0; restart < RESTARTS; restart++) {
            try {
                PointValuePair found = new SimplexOptimizer(new SimpleValueChecker(1e-10, 1e-10))
                        .optimize(
                                new MaxEval(EVALUATIONS),
                                new ObjectiveFunction(point -> safe(function, point)),
                                GoalType.MINIMIZE,
                                new InitialGuess(best),
                                new NelderMeadSimplex(reach));
                boolean still = least - found.getValue() < 1e-8 * (1 + Math.abs(least));
                if (found.getValue() < least) {
                    least = found.getValue();
                    best = found.getPoint();
                }
                if (still && restart > 0) {
                    break;
                }
            } catch (TooManyEvaluationsException slow) {
                break; // what was found so far stands
            }
            reach = Arrays.stream(steps).map(step -> step / 4).toArray();
        }
        return best;
    }

    private static double safe(ToDoubleFunction<double[]> function, double[] point) {
        double value = function.applyAsDouble(point);
        return Double.isNaN(value) ? 1e300 : Math.min(value, 1e300);
    }
}
