package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels, bandwidths and prewhitening against what R's sandwich prints for the investment equation of Greene (1993, table
 * 15.1; Zeileis 2004, Journal of Statistical Software 11), and against sums made by hand; plm's forms against each other.
 */
class SerialCovariancesTest {
    /** Gross national product, private investment, deflator, discount rate of the USA, 1963 to 1982. */
    private static final double[][] UNITED_STATES = {
        {596.7, 90.9, 0.7167, 3.23}, {637.7, 97.4, 0.7277, 3.55}, {691.1, 113.5, 0.7436, 4.04},
        {756.0, 125.7, 0.7676, 4.50}, {799.6, 122.8, 0.7906, 4.19}, {873.4, 133.3, 0.8254, 5.16},
        {944.0, 149.3, 0.8679, 5.87}, {992.7, 144.2, 0.9145, 5.95}, {1077.6, 166.4, 0.9601, 4.88},
        {1185.9, 195.0, 1.0000, 4.50}, {1326.4, 229.8, 1.0575, 6.44}, {1434.2, 228.7, 1.1508, 7.83},
        {1549.2, 206.1, 1.2579, 6.25}, {1718.0, 257.9, 1.3234, 5.50}, {1918.3, 324.1, 1.4005, 5.46},
        {2163.9, 386.6, 1.5042, 7.46}, {2417.8, 423.0, 1.6342, 10.28}, {2631.7, 401.9, 1.7842, 11.77},
        {2954.1, 474.9, 1.9514, 13.42}, {3073.0, 414.5, 2.0688, 11.02}
    };

    private static Column.Doubles column(String name, double[] values) {
        boolean[] present = new boolean[values.length];
        Arrays.fill(present, true);
        return new Column.Doubles(name, values, present);
    }

    private static Frame investment() {
        int n = UNITED_STATES.length - 1;
        double[] year = new double[n];
        double[] gnp = new double[n];
        double[] spent = new double[n];
        double[] rate = new double[n];
        for (int t = 0; t < n; t++) {
            double[] now = UNITED_STATES[t + 1];
            double before = UNITED_STATES[t][2];
            year[t] = 1964 + t;
            gnp[t] = now[0] / now[2];
            spent[t] = now[1] / now[2];
            rate[t] = now[3] - 100 * (now[2] - before) / before;
        }
        return new Frame(
                List.of(column("year", year), column("gnp", gnp), column("invest", spent), column("rate", rate)));
    }

    private static Fit invest(String covariance) {
        return Regression.fit(ModelSpec.of("invest ~ gnp + rate").withCovariance(covariance), investment());
    }

    private static double square(Fit fit, String term) {
        double se = fit.coefficient(term).orElseThrow().standardError();
        return se * se;
    }

    @ParameterizedTest
    @CsvSource({
        "newey-west:4/large, 359.4170681, 0.0002805888, 11.171472998",
        "hac:bartlett:5/prewhite=0;adjust=no, 359.4170681, 0.0002805888, 11.171472998",
        "NeweyWest, 594.1004817, 0.0005563172, 13.24912546",
        "newey-west:auto/large;prewhite=1, 594.1004817, 0.0005563172, 13.24912546",
        "kernHAC, 788.6120652, 0.0007483977, 17.71735491",
        "hac:qs:newey-west, 794.986166, 0.0007537517, 17.58798679",
        "hac:parzen:newey-west/prewhite=2;adjust=no, 608.3101258, 0.0004340803, 15.58251456"
    })
    void sandwichPrintsTheseVariances(String kind, double constant, double gnp, double rate) {
        Fit fit = invest(kind.replace(';', ','));
        assertThat(square(fit, "(Intercept)")).isCloseTo(constant, within(6e-8 * Math.max(10, constant)));
        assertThat(square(fit, "gnp")).isCloseTo(gnp, within(6e-11));
        assertThat(square(fit, "rate")).isCloseTo(rate, within(6e-9));
    }

    @Test
    void bandwidthsAreThoseSandwichPrints() {
        assertThat(invest("hac").figures().get("bandwidth")).isCloseTo(1.744749, within(5e-7));
        assertThat(invest("hac:parzen:newey-west/prewhite=2").figures().get("bandwidth"))
                .isCloseTo(2.814444, within(5e-7));
    }

    /** Residuals of 1, 2, 4, 5 from their mean are -2, -1, 1, 2: autocovariance sums 10, 3, -4, -4. */
    @ParameterizedTest
    @CsvSource({
        "truncated:1, 16",
        "truncated:2, 8",
        "bartlett:2, 13",
        "parzen:2, 11.5",
        "tukey:2, 13",
        "qs:0, 10",
        "bartlett:3, 11.333333333333334"
    })
    void kernelsByHand(String kernel, double sum) {
        Frame frame = new Frame(List.of(column("y", new double[] {1, 2, 4, 5})));
        ModelSpec spec = ModelSpec.of("y ~ 1");
        Fit plain = Regression.fit(spec.withCovariance("hac:" + kernel + "/prewhite=0,adjust=no"), frame);
        assertThat(square(plain, "(Intercept)")).isCloseTo(sum / 16, within(1e-14));
        Fit adjusted = Regression.fit(spec.withCovariance("hac:" + kernel + "/prewhite=0"), frame);
        assertThat(square(adjusted, "(Intercept)")).isCloseTo(sum / 16 * 4 / 3, within(1e-14));
    }

    /** An autoregression that is exact: u = 8, 4, 2, 1 ... has nothing left but its colour. */
    @Test
    void prewhiteningTakesTheAutoregressionOut() {
        Frame frame =
                new Frame(List.of(column("y", new double[] {8, 4, 2, 1}), column("w", new double[] {-8, -4, -2, -1})));
        Fit fit = Regression.fit(ModelSpec.of("y ~ 0 + I(w^0)").withCovariance("hac:trunc:0"), frame);
        // residuals 4.25, .25, -1.75, -2.75: rho = (1.0625 - .4375 + 4.8125) / (18.0625 + .0625 + 3.0625)
        double rho = 5.4375 / 21.1875;
        double rest =
                Math.pow(0.25 - rho * 4.25, 2) + Math.pow(-1.75 - rho * 0.25, 2) + Math.pow(-2.75 + rho * 1.75, 2);
        assertThat(fit.coefficients().get(0).standardError())
                .isCloseTo(Math.sqrt(rest / Math.pow(1 - rho, 2) / 16 * 4 / 3), within(1e-13));
    }

    @Test
    void timeDecidesTheOrderNotTheFile() {
        Frame frame = investment();
        List<Integer> mixed =
                new ArrayList<>(IntStream.range(0, frame.rows()).boxed().toList());
        Collections.shuffle(mixed, new Random(5));
        List<Column> columns = new ArrayList<>();
        for (Column column : frame.columns()) {
            double[] values = ((Column.Doubles) column).values();
            columns.add(column(
                    column.name(), mixed.stream().mapToDouble(i -> values[i]).toArray()));
        }
        ModelSpec spec =
                ModelSpec.of("invest ~ gnp + rate").withCovariance("kernHAC").withTime("year");
        assertThat(square(Regression.fit(spec, new Frame(columns)), "gnp"))
                .isCloseTo(square(invest("kernHAC"), "gnp"), within(1e-14));
    }

    private static Fit panel(String estimator, String covariance) {
        return Regression.fit(
                ModelSpec.of("y ~ x + z")
                        .withEstimator(estimator)
                        .withPanel("firm", "year")
                        .withCovariance(covariance),
                unbalanced());
    }

    /** Sixty firms, ten years, every thirteenth row missing, seed 7. */
    private static Frame unbalanced() {
        Frame frame = RegressionTest.seededPanel();
        int[] rows = IntStream.range(0, 600).filter(i -> i % 13 != 5).toArray();
        List<Column> columns = new ArrayList<>();
        for (Column column : frame.columns()) {
            double[] values = ((Column.Doubles) column).values();
            columns.add(column(
                    column.name(),
                    Arrays.stream(rows)
                            .mapToDouble(i -> column.name().equals("year") ? 2000 + i / 60 : values[i])
                            .toArray()));
        }
        return new Frame(columns);
    }

    private static void same(String one, String other, double factor) {
        for (String estimator : List.of("ols", "fe")) {
            Fit left = panel(estimator, one);
            Fit right = panel(estimator, other);
            assertThat(left.estimated()).isTrue();
            for (Coefficient c : left.coefficients()) {
                assertThat(square(left, c.term()))
                        .as("%s %s %s", estimator, one, c.term())
                        .isCloseTo(square(right, c.term()) * factor, within(1e-12 * square(left, c.term())));
            }
        }
    }

    @Test
    void formsOfPlmAreThoseOfOthersUnderOtherNamesSeed7() {
        double n = panel("ols", "HC0").n();
        same("white1", "HC0", 1);
        same("vcovSCC:3", "driscoll-kraay:3", 1);
        same("vcovSCC:0", "arellano:HC0/time", 1);
        same("vcovNW:0", "HC0", 1);
        same("vcovDC", "cluster:firm+year/CR0", 1);
        same("arellano", "cluster:firm/CR0", 1);
        double groups = panel("ols", "cluster:year").figures().get("clusters");
        double k = panel("ols", "HC0").coefficients().size();
        Fit plain = panel("ols", "vcovSCC:2");
        Fit corrected = panel("ols", "vcovSCC:2/sss");
        assertThat(square(corrected, "x"))
                .isCloseTo(square(plain, "x") * groups / (groups - 1) * (n - 1) / (n - k), within(1e-12));
        assertThat(square(panel("ols", "white2:HC1"), "x"))
                .isCloseTo(square(panel("ols", "white2"), "x") * n / (n - k), within(1e-12));
    }

    /** Two units of two rows: mean squares of the residuals stand for each row's own. */
    @Test
    void secondWhiteByHand() {
        Frame frame = new Frame(List.of(
                column("unit", new double[] {1, 1, 2, 2}),
                column("year", new double[] {1, 2, 1, 2}),
                column("y", new double[] {1, 2, 4, 5}),
                column("x", new double[] {1, 1, 1, 3})));
        Fit fit = Regression.fit(
                ModelSpec.of("y ~ 0 + x").withPanel("unit", "year").withCovariance("white2"), frame);
        double b = 22.0 / 12;
        double first = (Math.pow(1 - b, 2) + Math.pow(2 - b, 2)) / 2;
        double second = (Math.pow(4 - b, 2) + Math.pow(5 - 3 * b, 2)) / 2;
        assertThat(square(fit, "x")).isCloseTo((first * 2 + second * 10) / 144, within(1e-14));
        Fit lagged = Regression.fit(
                ModelSpec.of("y ~ 0 + x").withPanel("unit", "year").withCovariance("vcovNW:1"), frame);
        double own = Math.pow(1 - b, 2) + Math.pow(2 - b, 2) + Math.pow(4 - b, 2) + 9 * Math.pow(5 - 3 * b, 2);
        double crossed = (1 - b) * (2 - b) + 3 * (4 - b) * (5 - 3 * b);
        assertThat(square(lagged, "x")).isCloseTo((own + 2 * 0.5 * crossed) / 144, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hac:parsen", "hac:parzen:wide", "hac:truncated:newey-west", "hac/prewhite=x", "hac/prewhite=9",
                "newey-west:2/small", "newey-west:2/prewhite=-1", "white1:HC9", "vcovDC:HC0/time", "vcovNW:x",
                "driscoll-kraay:2/large", "kernHAC/colour=red"
            })
    void whatIsNoCovarianceIsRefusedInWords(String kind) {
        Fit fit = Regression.fit(
                ModelSpec.of("invest ~ gnp + rate").withTime("year").withCovariance(kind), investment());
        assertThat(fit.estimated()).isFalse();
        assertThat(fit.diagnostics()).isNotEmpty();
    }

    @Test
    void twoRowsOfOneUnitInOnePeriodAreRefusedSeed7() {
        for (String kind : List.of("vcovNW", "vcovDC")) {
            Fit fit = Regression.fit(
                    ModelSpec.of("y ~ x").withPanel("firm", "year").withCovariance(kind), RegressionTest.seededPanel());
            assertThat(fit.diagnostics()).anyMatch(d -> d.message().contains("more than one row"));
        }
    }

    @Test
    void panelsAreNoSingleSeriesSeed7() {
        assertThat(panel("ols", "kernHAC").diagnostics())
                .anyMatch(d -> d.message().contains("60 units"));
    }

    /** The table of the manual that says what other tools' standard errors are called here. */
    @Test
    void everySpellingOfTheManualRunsSeed7() throws IOException {
        String manual = Files.readString(Path.of("docs", "manual", "regression.md"));
        String table = manual.substring(manual.indexOf("## The same standard errors"), manual.indexOf("## Tests"));
        List<String> spellings = new ArrayList<>();
        for (String line : table.lines().filter(l -> l.startsWith("|")).skip(2).toList()) {
            Matcher matcher = Pattern.compile("`(--[^`]+)`").matcher(line);
            while (matcher.find()) {
                spellings.add(matcher.group(1));
            }
        }
        assertThat(spellings).hasSizeGreaterThan(40);
        for (String spelling : spellings) {
            Matcher parts =
                    Pattern.compile("(?:--estimator (\\S+) )?--vcov (\\S+)").matcher(spelling);
            assertThat(parts.matches()).as(spelling).isTrue();
            String estimator = parts.group(1) == null ? "ols" : parts.group(1);
            boolean series = parts.group(2).matches("(?i)(hac|kernHAC|newey).*");
            ModelSpec spec = ModelSpec.of(
                            series
                                    ? "invest ~ gnp + rate"
                                    : estimator.equals("iv") ? "y ~ (x ~ trade) + z" : "y ~ x + z")
                    .withEstimator(estimator)
                    .withCovariance(parts.group(2));
            Fit fit = series
                    ? Regression.fit(spec, investment())
                    : Regression.fit(spec.withPanel("firm", "year"), unbalanced());
            assertThat(fit.diagnostics()).as(spelling).isEmpty();
            assertThat(fit.coefficients()).as(spelling).allMatch(c -> c.standardError() > 0);
        }
    }
}
