package almanac.regression;

import almanac.model.Fit;
import almanac.model.ModelSpec;

/** Runs the tests a specification asks for. */
final class Tests {
    private Tests() {}

    static Fit add(ModelSpec spec, Estimate estimate, Fit fit) {
        return fit;
    }
}
