package almanac.regression;

import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.ModelSpec;
import almanac.model.TestResult;
import almanac.regression.design.Nearest;
import almanac.regression.design.Refusal;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the tests a specification asks for: {@code all} is everything the model and the data allow; a name runs every test
 * whose name begins with it.
 */
final class Tests {
    private Tests() {}

    /** Something that adds its results. */
    private interface Family {
        void run(Results results);
    }

    static Fit add(ModelSpec spec, Estimate estimate, Fit fit) {
        Sample sample = estimate.sample();
        Results results = new Results();
        List<Family> families = new ArrayList<>();
        if (estimate.estimator().equals("ols") || estimate.estimator().equals("wls")) {
            families.add(r -> ResidualTests.run(estimate, r));
            families.add(r -> ChowTest.run(spec, estimate, r));
        }
        if (estimate.estimator().equals("iv")) {
            families.add(r -> InstrumentTests.run(estimate, r));
        }
        boolean panelRows =
                !estimate.estimator().equals("be") && !estimate.estimator().equals("fd");
        if (sample.entity().isPresent() && panelRows && sample.endogenous().isEmpty()) {
            families.add(r -> HausmanTests.run(sample, r));
            families.add(r -> PanelTests.run(sample, r));
            families.add(r -> UnitRootTests.run(spec, sample, r));
        }
        List<Diagnostic> notPossible = new ArrayList<>();
        for (Family family : families) {
            try {
                family.run(results);
            } catch (Refusal refusal) {
                notPossible.add(refusal.diagnostic());
            }
        }
        Map<String, TestResult> wanted = new LinkedHashMap<>();
        if (spec.tests().strip().equalsIgnoreCase("all")) {
            wanted.putAll(results.tests());
        } else {
            for (String name : spec.tests().split(",")) {
                String prefix = name.strip().toLowerCase(Locale.ROOT);
                Set<String> names = new TreeSet<>();
                results.tests().forEach((key, test) -> {
                    if (key.startsWith(prefix)) {
                        names.add(key);
                        wanted.put(key, test);
                    }
                });
                if (names.isEmpty()) {
                    notPossible.add(Trouble.of(
                            Trouble.TEST_NOT_POSSIBLE,
                            "there is no test \"" + prefix + "\" for this model and these data",
                            Nearest.hint(prefix, results.tests().keySet())));
                }
            }
        }
        results.troubles()
                .forEach((name, why) -> notPossible.add(Trouble.of(
                        Trouble.TEST_NOT_POSSIBLE, name + ": " + why, "the other tests are not touched by it")));
        return fit.withTests(wanted, results.figures(), notPossible);
    }
}
