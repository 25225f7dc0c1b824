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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Panel unit roots of Grunfeld's investment data as plm's own test log prints them (test_purtest.Rout.save, R 4.1.2); its
 * author notes that the lag 0 and lag 2 figures are those of gretl 2017c and EViews 9.5 too.
 */
class UnitRootTest {
    private static Fit fit(String variable, String lags, String deterministic, String variance) {
        String shared = Optional.ofNullable(System.getProperty("ALMANAC_SHARED"))
                .or(() -> Optional.ofNullable(System.getenv("ALMANAC_SHARED")))
                .orElse("../shared");
        Path file = Path.of(shared, "bench", "regression", "panel", "grunfeld.csv");
        Assumptions.assumeTrue(Files.exists(file), "the reference panels are not beside this checkout");
        Frame frame = FrameReader.read(file).frame().orElseThrow();
        return Regression.fit(
                ModelSpec.of(variable + " ~ capital")
                        .withPanel("firm", "year")
                        .withEstimator("ols")
                        .withTests("unit_root")
                        .with("lags", lags)
                        .with("deterministic", deterministic)
                        .with("adf-variance", variance),
                frame);
    }

    @ParameterizedTest
    @CsvSource({
        "value, 0, intercept, n-k, -1.419, .078",
        "value, 2, intercept, n-k, 1.496, .933",
        "value, 4, intercept, n-k, 1.394, .918",
        "inv, 2, intercept, n, 4.51, 1",
        "inv, sic, intercept, n, 2.5801, .9951",
        "inv, sic, trend, n, -3.0337, .001208"
    })
    void imPesaranShinAsPrinted(
            String variable, String lags, String deterministic, String variance, String statistic, String p) {
        Fit fit = fit(variable, lags, deterministic, variance);
        var test = fit.tests().get("unit_root_ips:" + variable);
        assertThat(test.statistic()).isCloseTo(Double.parseDouble(statistic), within(half(statistic)));
        assertThat(test.p().orElseThrow()).isCloseTo(Double.parseDouble(p), within(half(p)));
    }

    @ParameterizedTest
    @CsvSource({"value, 0, intercept, .119, .547", "value, 0, trend, -2.645, .004"})
    void levinLinChuAsPrinted(String variable, String lags, String deterministic, String statistic, String p) {
        Fit fit = fit(variable, lags, deterministic, "n");
        var test = fit.tests().get("unit_root_llc:" + variable);
        assertThat(test.statistic()).isCloseTo(Double.parseDouble(statistic), within(half(statistic)));
        assertThat(test.p().orElseThrow()).isCloseTo(Double.parseDouble(p), within(half(p)));
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void meanOfTheUnitsStatisticsToEightDigits(String lags) {
        // means of the ten t printed with seven decimals
        double[] none = {
            -3.0980241,
            -3.9708351,
            -2.4918122,
            -4.4232340,
            -0.2247631,
            2.0376353,
            -1.5074566,
            -1.4013933,
            -1.4852375,
            -2.8137835
        };
        double[] two = {
            -1.43117190,
            -1.83739675,
            -1.58422268,
            -2.15851492,
            -0.08602929,
            2.80099666,
            -1.75556519,
            1.02362053,
            -2.07408161,
            -2.11875217
        };
        double[] printed = lags.equals("0") ? none : two;
        double sum = 0;
        for (double t : printed) {
            sum += t / 10;
        }
        assertThat(fit("value", lags, "intercept", "n-k")
                        .figure("unit_root_mean_t:value")
                        .orElseThrow())
                .isCloseTo(sum, within(5e-8));
    }

    private static double half(String printed) {
        int point = printed.indexOf('.');
        return point < 0 ? 5e-4 : 0.5000001 * Math.pow(10, point + 1 - printed.length());
    }
}
