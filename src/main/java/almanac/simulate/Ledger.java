package almanac.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The final figures of the simulated economy, in base units and at the precision of the newest book that prints them:
 * what a reader who takes the newest edition must find.
 */
final class Ledger {
    private final Map<Key, BigDecimal> figures = new TreeMap<>();
    private final Set<Key> gaps = new TreeSet<>();
    private final Map<Key, SimulationPlan.PrintedUnit> precision = new TreeMap<>();

    /** Says that the newest book with this figure prints it in {@code unit}. */
    void printedIn(Key key, SimulationPlan.PrintedUnit unit) {
        precision.put(key, unit);
    }

    /** Says that a figure is printed as finely as another one. */
    void printedLike(Key key, Key other) {
        SimulationPlan.PrintedUnit unit = precision.get(other);
        if (unit != null) {
            precision.put(key, unit);
        }
    }

    void gap(Key key) {
        gaps.add(key);
    }

    boolean missing(Key key) {
        return gaps.contains(key);
    }

    /** Keeps a figure as the newest book prints it, and answers that. */
    double enter(Key key, double baseValue) {
        SimulationPlan.PrintedUnit unit = precision.get(key);
        BigDecimal exact = new BigDecimal(baseValue);
        BigDecimal kept = unit == null
                ? exact
                : exact.divide(unit.factor(), unit.decimals(), RoundingMode.HALF_EVEN)
                        .multiply(unit.factor());
        figures.put(key, kept);
        return kept.doubleValue();
    }

    /** The smallest difference that the newest book can print, base units. */
    double step(Key key) {
        SimulationPlan.PrintedUnit unit = precision.get(key);
        return unit == null
                ? 1
                : unit.factor().scaleByPowerOfTen(-unit.decimals()).doubleValue();
    }

    BigDecimal figure(Key key) {
        BigDecimal figure = figures.get(key);
        if (figure == null) {
            throw new IllegalStateException("the economy has no figure for " + key);
        }
        return figure;
    }

    double value(Key key) {
        return figure(key).doubleValue();
    }
}
