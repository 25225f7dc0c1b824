package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.study.FrameReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Covariances against each other and against what Stata's manual prints for Grunfeld's data ([XT] xtpcse, example 1). */
class PanelCorrectedTest {
    private static Frame grunfeld() {
        String shared = Optional.ofNullable(System.getProperty("ALMANAC_SHARED"))
                .or(() -> Optional.ofNullable(System.getenv("ALMANAC_SHARED")))
                .orElse("../shared");
        Path file = Path.of(shared, "bench", "regression", "panel", "grunfeld.csv");
        Assumptions.assumeTrue(Files.exists(file), "the reference panels are not beside this checkout");
        return FrameReader.read(file).frame().orElseThrow();
    }

    private static Fit fit(String formula, String covariance) {
        return Regression.fit(ModelSpec.of(formula).withPanel("firm", "year").withCovariance(covariance), grunfeld());
    }

    private static double se(Fit fit, String term) {
        return fit.coefficient(term).orElseThrow().standardError();
    }

    @Test
    void beckAndKatzAsStatasManualPrintsThem() {
        Fit fit = fit("inv ~ value + capital", "pcse");
        assertThat(se(fit, "value")).isCloseTo(0.0072124, within(5e-8));
        assertThat(se(fit, "capital")).isCloseTo(0.0278862, within(5e-8));
        assertThat(se(fit, "(Intercept)")).isCloseTo(6.780965, within(5e-7));
    }

    @Test
    void variantsDifferByTheirFactorsOnly() {
        String formula = "inv ~ value + capital | firm + year";
        double n = 200;
        double plain = se(fit(formula, "cluster:firm/CR0"), "value");
        double nested = Math.sqrt(10.0 / 9 * (n - 1) / (n - 2 - 19 - 1));
        double full = Math.sqrt(10.0 / 9 * (n - 1) / (n - 2 - 29));
        double none = Math.sqrt(10.0 / 9 * (n - 1) / (n - 2));
        double linear = Math.sqrt(n / (n - 2 - 19 - 1));
        assertThat(se(fit(formula, "cluster:firm"), "value")).isCloseTo(plain * nested, within(1e-12));
        assertThat(se(fit(formula, "cluster:firm/full"), "value")).isCloseTo(plain * full, within(1e-12));
        assertThat(se(fit(formula, "cluster:firm/none"), "value")).isCloseTo(plain * none, within(1e-12));
        assertThat(se(fit(formula, "cluster:firm/linearmodels"), "value")).isCloseTo(plain * linear, within(1e-12));
        assertThat(se(fit("inv ~ value + capital", "arellano:sss"), "value"))
                .isCloseTo(se(fit("inv ~ value + capital", "cluster:firm"), "value"), within(1e-14));
    }
}
