package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The linear sets of NIST's Statistical Reference Datasets, and their shapes made by formula. */
class NistTest {
    private static final double DIGITS = 14;

    private static Column.Decimals decimals(String name, List<BigDecimal> values) {
        return new Column.Decimals(name, new ArrayList<>(values));
    }

    /** Wampler (1970): y is an exact polynomial of degree five in 0..20 with the coefficients given. */
    private static Fit wampler(String... coefficients) {
        List<BigDecimal> x = new ArrayList<>();
        List<BigDecimal> y = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            BigDecimal value = BigDecimal.ZERO;
            for (int power = 0; power < coefficients.length; power++) {
                value = value.add(new BigDecimal(coefficients[power])
                        .multiply(BigDecimal.valueOf(i).pow(power)));
            }
            x.add(BigDecimal.valueOf(i));
            y.add(value);
        }
        return Regression.fit(
                ModelSpec.of("y ~ x + I(x^2) + I(x^3) + I(x^4) + I(x^5)"),
                new Frame(List.of(decimals("x", x), decimals("y", y))));
    }

    @Test
    void wampler1GivesOnesToTheLastBit() {
        assertThat(wampler("1", "1", "1", "1", "1", "1").coefficients())
                .allSatisfy(c -> assertThat(c.estimate()).isEqualTo(1));
    }

    @Test
    void wampler2GivesPowersOfTenToTheLastBit() {
        Fit fit = wampler("1", ".1", ".01", ".001", ".0001", ".00001");
        assertThat(fit.coefficients().stream().map(c -> c.estimate()))
                .containsExactly(1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001);
    }

    @Test
    void noInterceptOneAsCertified() {
        List<BigDecimal> x = new ArrayList<>();
        List<BigDecimal> y = new ArrayList<>();
        for (int i = 60; i <= 70; i++) {
            x.add(BigDecimal.valueOf(i));
            y.add(BigDecimal.valueOf(i + 70));
        }
        Fit fit = Regression.fit(ModelSpec.of("y ~ 0 + x"), new Frame(List.of(decimals("x", x), decimals("y", y))));
        assertThat(fit.coefficients().get(0).estimate()).isCloseTo(2.07438016528926, within(1e-14));
        assertThat(fit.coefficients().get(0).standardError()).isCloseTo(0.165289256198347E-01, within(1e-16));
        assertThat(fit.figures().get("r2")).isCloseTo(0.999365492298663, within(1e-14));
        assertThat(fit.f().orElseThrow().statistic()).isCloseTo(15750.2500000000, within(1e-8));
    }

    @TestFactory
    Stream<DynamicTest> elevenSetsToFourteenDigits() throws IOException {
        String shared = Optional.ofNullable(System.getProperty("ALMANAC_SHARED"))
                .or(() -> Optional.ofNullable(System.getenv("ALMANAC_SHARED")))
                .orElse("../shared");
        Path folder = Path.of(shared, "bench", "regression", "nist");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the certified sets are not beside this checkout");
        ObjectMapper mapper = new ObjectMapper();
        JsonNode sets = mapper.readTree(folder.resolve("strd.json").toFile());
        JsonNode exact = mapper.readTree(folder.resolve("exact_values.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        sets.fieldNames()
                .forEachRemaining(name -> tests.add(DynamicTest.dynamicTest(name, () -> {
                    Fit fit = fit(folder.resolve("data").resolve(name + ".csv"), sets.get(name));
                    JsonNode values = exact.get(name).get("decimal");
                    for (int j = 0; j < fit.coefficients().size(); j++) {
                        assertThat(digits(
                                        fit.coefficients().get(j).estimate(),
                                        values.get("b").get(j).asText()))
                                .as(name + " b" + j)
                                .isGreaterThanOrEqualTo(DIGITS);
                        if (Double.parseDouble(values.get("se").get(j).asText()) != 0) {
                            assertThat(digits(
                                            fit.coefficients().get(j).standardError(),
                                            values.get("se").get(j).asText()))
                                    .as(name + " se" + j)
                                    .isGreaterThanOrEqualTo(DIGITS);
                        }
                    }
                })));
        return tests.stream();
    }

    private static Fit fit(Path csv, JsonNode set) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        String[] names = lines.get(0).split(",");
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.length; j++) {
            List<BigDecimal> values = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                values.add(new BigDecimal(line.split(",")[j]));
            }
            columns.add(decimals(names[j], values));
        }
        List<String> terms = new ArrayList<>();
        if (!set.get("intercept").asText().equalsIgnoreCase("true")) {
            terms.add("0");
        }
        if (set.get("model").asText().startsWith("poly")) {
            terms.add("x");
            for (int power = 2; power <= set.get("polyDegree").asInt(); power++) {
                terms.add("I(x^" + power + ")");
            }
        } else {
            for (String name : names) {
                if (!name.equals("y")) {
                    terms.add(name);
                }
            }
        }
        return Regression.fit(ModelSpec.of("y ~ " + String.join(" + ", terms)), new Frame(columns));
    }

    private static double digits(double measured, String certified) {
        BigDecimal exact = new BigDecimal(certified);
        BigDecimal off = new BigDecimal(measured).subtract(exact).abs();
        return off.signum() == 0
                ? 15
                : Math.min(15, -Math.log10(off.doubleValue() / exact.abs().doubleValue()));
    }
}
