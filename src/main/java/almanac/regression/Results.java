package almanac.regression;

import almanac.model.TestResult;
import almanac.regression.design.Refusal;
import almanac.regression.numeric.Tail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Collects tests and figures while they are computed. */
final class Results {
    private final Map<String, TestResult> tests = new LinkedHashMap<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, String> troubles = new LinkedHashMap<>();

    Map<String, TestResult> tests() {
        return tests;
    }

    Map<String, Double> figures() {
        return figures;
    }

    /** What could not be computed, and why. */
    Map<String, String> troubles() {
        return troubles;
    }

    void figure(String name, double value) {
        figures.put(name, value);
    }

    void trouble(String name, String why) {
        troubles.put(name, why);
    }

    /** Runs a part of a family; a refusal concerns that part only. */
    void part(String name, Runnable work) {
        try {
            work.run();
        } catch (Refusal refusal) {
            troubles.put(name, refusal.diagnostic().message());
        }
    }

    void chi(String name, String title, double statistic, double df) {
        chi(name, title, statistic, df, "");
    }

    void chi(String name, String title, double statistic, double df, String note) {
        put(new TestResult(
                name,
                title,
                statistic,
                OptionalDouble.of(df),
                OptionalDouble.empty(),
                OptionalDouble.of(Tail.chiSquare(statistic, df)),
                note));
    }

    void f(String name, String title, double statistic, double df1, double df2) {
        put(new TestResult(
                name,
                title,
                statistic,
                OptionalDouble.of(df1),
                OptionalDouble.of(df2),
                OptionalDouble.of(Tail.f(statistic, df1, df2)),
                ""));
    }

    /** A statistic with a p of its own, or none (not a number). */
    void other(String name, String title, double statistic, double p, String note) {
        put(new TestResult(
                name,
                title,
                statistic,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Double.isNaN(p) ? OptionalDouble.empty() : OptionalDouble.of(p),
                note));
    }

    private void put(TestResult test) {
        if (Double.isFinite(test.statistic())) {
            tests.put(test.name(), test);
        } else {
            troubles.put(test.name(), "the statistic is not finite");
        }
    }
}
