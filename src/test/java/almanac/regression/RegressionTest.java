package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Correlations;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door does with data that are good, and with data that are not. */
class RegressionTest {
    private static Column.Doubles numbers(String name, double... values) {
        boolean[] present = new boolean[values.length];
        double[] kept = values.clone();
        for (int i = 0; i < values.length; i++) {
            present[i] = !Double.isNaN(values[i]);
            kept[i] = present[i] ? values[i] : 0;
        }
        return new Column.Doubles(name, kept, present);
    }

    /** An unbalanced panel of three crossed classifications, seed 7. */
    static Frame seededPanel() {
        SplittableRandom random = new SplittableRandom(7);
        int n = 600;
        double[] firm = new double[n];
        double[] year = new double[n];
        double[] trade = new double[n];
        double[] x = new double[n];
        double[] z = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            firm[i] = i % 60;
            year[i] = 2000 + (i / 60 + (i % 7 == 0 ? 3 : 0));
            trade[i] = random.nextInt(9);
            x[i] = random.nextDouble() + firm[i] / 40 + year[i] / 2000;
            z[i] = random.nextDouble() * trade[i];
            y[i] = 1.5 * x[i] - 0.5 * z[i] + firm[i] / 10 - year[i] / 7 + trade[i] + random.nextDouble();
        }
        return new Frame(List.of(
                numbers("firm", firm),
                numbers("year", year),
                numbers("trade", trade),
                numbers("x", x),
                numbers("z", z),
                numbers("y", y)));
    }

    private static void same(Fit one, Fit other, String... terms) {
        for (String term : terms) {
            Coefficient a = one.coefficient(term).orElseThrow();
            Coefficient b = other.coefficient(term).orElseThrow();
            assertThat(a.estimate()).isCloseTo(b.estimate(), within(1e-10 * Math.abs(b.estimate())));
            assertThat(a.standardError()).isCloseTo(b.standardError(), within(1e-9 * b.standardError()));
        }
    }

    @ParameterizedTest
    @CsvSource({"firm", "firm + year", "firm + year + trade"})
    void absorbedEffectsEqualDummies(String effects) {
        Frame frame = seededPanel();
        Fit absorbed = Regression.fit(ModelSpec.of("y ~ x + z | " + effects), frame);
        String dummies = String.join(
                " + ",
                Arrays.stream(effects.split(" \\+ ")).map(e -> "i(" + e + ")").toList());
        Fit written = Regression.fit(ModelSpec.of("y ~ x + z + " + dummies), frame);
        same(absorbed, written, "x", "z");
        assertThat(absorbed.dfResidual()).isEqualTo(written.dfResidual());
        assertThat(absorbed.figures().get("r2")).isCloseTo(written.figures().get("r2"), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"firm", "firm + year", "firm + year + trade"})
    void weightedAndInstrumentedModelsAbsorbAsDummiesDo(String effects) {
        List<Column> columns = new ArrayList<>(seededPanel().columns());
        double[] weights = new double[600];
        Arrays.setAll(weights, i -> 1 + i % 5);
        columns.add(numbers("w", weights));
        Frame frame = new Frame(columns);
        String dummies = String.join(
                " + ",
                Arrays.stream(effects.split(" \\+ ")).map(e -> "i(" + e + ")").toList());
        same(
                Regression.fit(ModelSpec.of("y ~ x + z | " + effects).withWeights("w"), frame),
                Regression.fit(ModelSpec.of("y ~ x + z + " + dummies).withWeights("w"), frame),
                "x",
                "z");
        same(
                Regression.fit(ModelSpec.of("y ~ (x ~ z + I(z^2)) | " + effects), frame),
                Regression.fit(ModelSpec.of("y ~ " + dummies + " + (x ~ z + I(z^2))"), frame),
                "x");
    }

    @ParameterizedTest
    @CsvSource({
        "firm, HC2",
        "firm, HC3",
        "firm + year, HC2",
        "firm + year, HC3",
        "firm + year, HC4",
        "firm + year + trade, HC3"
    })
    void leverageOfAbsorbedEffectsIsThatOfDummies(String effects, String kind) {
        List<Column> columns = new ArrayList<>(seededPanel().columns());
        double[] weights = new double[600];
        Arrays.setAll(weights, i -> 1 + i % 5);
        columns.add(numbers("w", weights));
        Frame frame = new Frame(columns);
        String dummies = String.join(
                " + ",
                Arrays.stream(effects.split(" \\+ ")).map(e -> "i(" + e + ")").toList());
        ModelSpec absorbed = ModelSpec.of("y ~ x + z | " + effects).withCovariance(kind);
        ModelSpec written = ModelSpec.of("y ~ x + z + " + dummies).withCovariance(kind);
        same(Regression.fit(absorbed, frame), Regression.fit(written, frame), "x", "z");
        same(
                Regression.fit(absorbed.withWeights("w"), frame),
                Regression.fit(written.withWeights("w"), frame),
                "x",
                "z");
    }

    @Test
    void projectionsAndTheDirectSolutionAgree() {
        Frame frame = seededPanel();
        Fit fit = Regression.fit(ModelSpec.of("y ~ x | firm + year"), frame);
        Fit projected = Regression.fit(ModelSpec.of("y ~ x | firm + year + firm"), frame);
        assertThat(projected.coefficients().get(0).estimate())
                .isCloseTo(fit.coefficients().get(0).estimate(), within(1e-10));
        assertThat(projected.notes()).anyMatch(note -> note.contains("alternating projections"));
    }

    @Test
    void weightsOfTwoEqualRowsTwice() {
        Frame frame = new Frame(
                List.of(numbers("y", 1, 3, 2, 5, 4), numbers("x", 1, 2, 3, 4, 5), numbers("w", 2, 1, 1, 1, 3)));
        Frame repeated = new Frame(List.of(numbers("y", 1, 1, 3, 2, 5, 4, 4, 4), numbers("x", 1, 1, 2, 3, 4, 5, 5, 5)));
        Fit weighted = Regression.fit(ModelSpec.of("y ~ x").withWeights("w"), frame);
        Fit plain = Regression.fit(ModelSpec.of("y ~ x"), repeated);
        assertThat(weighted.coefficient("x").orElseThrow().estimate())
                .isCloseTo(plain.coefficient("x").orElseThrow().estimate(), within(1e-13));
        assertThat(weighted.figures().get("r2")).isCloseTo(plain.figures().get("r2"), within(1e-13));
    }

    @Test
    void lagsStopAtGapsAndBorders() {
        Frame frame = new Frame(List.of(
                numbers("u", 1, 1, 1, 2, 2, 2),
                numbers("t", 2000, 2001, 2003, 2000, 2001, 2002),
                numbers("x", 1, 2, 4, 8, 16, 33),
                numbers("y", 3, 1, 4, 1, 5, 9)));
        Fit fit = Regression.fit(ModelSpec.of("y ~ 0 + l(x)").withPanel("u", "t"), frame);
        assertThat(fit.n()).isEqualTo(3);
        assertThat(fit.rows()).containsExactly(1, 4, 5);
        assertThat(fit.dropped()).hasSize(3).allMatch(d -> d.reason().contains("l(x)"));
        Fit many = Regression.fit(ModelSpec.of("y ~ 0 + l(x, 0:1)").withPanel("u", "t"), frame);
        assertThat(many.coefficients().stream().map(Coefficient::term)).containsExactly("l(x, 0)", "l(x, 1)");
        assertThat(Regression.fit(ModelSpec.of("d(y) ~ d(x)").withPanel("u", "t"), frame)
                        .n())
                .isEqualTo(3);
    }

    @Test
    void twoRowsOfOneUnitAtOneTimeAreRefused() {
        Frame frame = new Frame(List.of(
                numbers("u", 1, 1, 1), numbers("t", 2000, 2000, 2001), numbers("x", 1, 2, 3), numbers("y", 3, 1, 4)));
        Fit fit = Regression.fit(ModelSpec.of("y ~ l(x)").withPanel("u", "t"), frame);
        assertThat(fit.estimated()).isFalse();
        assertThat(fit.diagnostics().get(0).message())
                .contains("more than one row")
                .contains("data row 2");
    }

    @Test
    void oneSampleForAllModelsWhereAskedFor() {
        Frame frame = new Frame(List.of(
                numbers("y", 1, 3, 2, 5, 4, 7),
                numbers("x", 1, 2, 3, 4, 5, 6),
                numbers("z", Double.NaN, 1, 4, 2, 3, 1)));
        List<ModelSpec> specs = List.of(ModelSpec.of("y ~ x"), ModelSpec.of("y ~ x + z"));
        assertThat(Regression.fitAll(specs, frame, false).stream().map(Fit::n)).containsExactly(6, 5);
        assertThat(Regression.fitAll(specs, frame, true).stream().map(Fit::n)).containsExactly(5, 5);
        assertThat(Regression.fitAll(List.of(ModelSpec.of("y ~ csw(x, z)")), frame, true).stream()
                        .map(Fit::n))
                .containsExactly(5, 5);
    }

    @Test
    void nonPositiveLogsAreNamedAndNeverInfinite() {
        Frame frame = new Frame(List.of(numbers("y", 1, 3, 2, 5, 4, 7), numbers("x", 1, 0, 3, -4, 5, 6)));
        Fit fit = Regression.fit(ModelSpec.of("y ~ log(x)"), frame);
        assertThat(fit.n()).isEqualTo(4);
        assertThat(fit.diagnostics())
                .anySatisfy(d -> assertThat(d.message()).contains("log(x)").contains("data rows 2, 4"));
        assertThat(fit.coefficients()).allMatch(c -> Double.isFinite(c.estimate()));
    }

    private static Frame difficult() {
        return new Frame(List.of(
                numbers("y", 1, 3, 2, 5, 4, 7),
                numbers("x", 1, 2, 3, 4, 5, 6),
                numbers("constant", 5, 5, 5, 5, 5, 5),
                numbers("twice", 2, 4, 6, 8, 10, 12),
                numbers("endless", 1, 2, Double.POSITIVE_INFINITY, 4, 5, 6),
                numbers("nothing", Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                numbers("weight", 1, 1, 0, 1, 1, 1),
                new Column.Text("typo", List.of("1", "2", "3", "4,5", "6", "7")),
                new Column.Text("one", List.of("a", "a", "a", "a", "a", "a"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            y ~ z_score;            classical;   ALM-6101; there is no column
            y ~ constnat;           classical;   ALM-6101; constnat
            y ~ lgo(x);             classical;   ALM-6101; there is no function
            y ~ x +;                classical;   ALM-6102; character
            y ~ typo;               classical;   ALM-6103; data row 4 (line 5) has "4,5"
            one ~ x;                classical;   ALM-6103; data row 1
            y ~ endless;            classical;   ALM-6104; data row 3
            y ~ nothing;            classical;   ALM-6105; no row has a value
            y ~ x + I(x^2) + I(x^3) + I(x^4) + I(x^5); classical; ALM-6105; cannot estimate 6 parameters
            constant ~ x;           classical;   ALM-6106; in all 6 rows
            y ~ x;                  cluster:one; ALM-6109; a single cluster
            y ~ x + i(one);         classical;   ALM-6110; one level
            y ~ x;                  HC7;         ALM-6113; there is no covariance
            y ~ x;                  newey-west;  ALM-6113; how many lags
            y ~ l(x);               classical;   ALM-6114; order of time
            y ~ 0 | x;              classical;   ALM-6105; parameters
            y ~ (x ~ twice + constant); cluster:ghost; ALM-6101; ghost
            """)
    void badInputIsRefusedWithItsPlace(String formula, String covariance, String code, String words) {
        Fit fit = Regression.fit(ModelSpec.of(formula).withCovariance(covariance), difficult());
        assertThat(fit.estimated()).isFalse();
        Diagnostic last = fit.diagnostics().get(fit.diagnostics().size() - 1);
        assertThat(last.code().id()).as(last.message()).isEqualTo(code);
        assertThat(last.message()).contains(words);
        assertThat(last.hint()).isNotBlank();
    }

    @Test
    void nearestNameIsOffered() {
        Fit fit = Regression.fit(ModelSpec.of("y ~ constnat"), difficult());
        assertThat(fit.diagnostics().get(0).hint()).contains("\"constant\"");
    }

    @Test
    void zeroWeightIsRefusedWithItsRow() {
        Fit fit = Regression.fit(ModelSpec.of("y ~ x").withWeights("weight"), difficult());
        assertThat(fit.diagnostics().get(0).message()).contains("data row 3");
    }

    @Test
    void constantAndCollinearTermsAreLeftOutAndNamed() {
        Fit fit = Regression.fit(ModelSpec.of("y ~ x + constant + twice"), difficult());
        assertThat(fit.coefficients().stream().map(Coefficient::term)).containsExactly("(Intercept)", "x");
        assertThat(fit.dropped()).hasSize(2);
        assertThat(fit.dropped().get(0).reason()).contains("constant");
        assertThat(fit.dropped().get(1).reason()).contains("linear combination").contains("x");
    }

    @Test
    void singletonsAreNamedAndLeftOutOnRequest() {
        Frame frame = new Frame(List.of(
                numbers("g", 1, 1, 2, 2, 3, 4, 4),
                numbers("x", 1, 2, 3, 5, 5, 6, 9),
                numbers("y", 3, 1, 4, 1, 5, 9, 2)));
        Fit kept = Regression.fit(ModelSpec.of("y ~ x | g"), frame);
        assertThat(kept.n()).isEqualTo(7);
        assertThat(kept.dropped())
                .anyMatch(d -> d.kind().equals("singleton") && d.what().equals("3"));
        Fit without = Regression.fit(ModelSpec.of("y ~ x | g").with("singletons", "drop"), frame);
        assertThat(without.n()).isEqualTo(6);
        same(kept, without, "x");
    }

    @Test
    void bootstrapsRepeatAndComeNearTheClusteredErrors() {
        Frame frame = seededPanel();
        ModelSpec spec = ModelSpec.of("y ~ x + z").withEntity("firm");
        double clustered = Regression.fit(spec.withCovariance("cluster:firm"), frame)
                .coefficient("z")
                .orElseThrow()
                .standardError();
        for (String kind : List.of("bootstrap:firm/reps=400,seed=3", "wild:firm/reps=400,seed=3")) {
            double first = Regression.fit(spec.withCovariance(kind), frame)
                    .coefficient("z")
                    .orElseThrow()
                    .standardError();
            double again = Regression.fit(spec.withCovariance(kind), frame)
                    .coefficient("z")
                    .orElseThrow()
                    .standardError();
            assertThat(first).isEqualTo(again);
            assertThat(first).isCloseTo(clustered, within(0.2 * clustered));
        }
    }

    @Test
    void breakIsTestedWhereItIsNamed() {
        Fit fit =
                Regression.fit(ModelSpec.of("y ~ x").with("break", "year:2004").withTests("chow"), seededPanel());
        assertThat(fit.tests()).containsOnlyKeys("chow");
        assertThat(fit.tests().get("chow").df().orElseThrow()).isEqualTo(2);
    }

    @Test
    void unknownTestNamesTheNearest() {
        Fit fit = Regression.fit(ModelSpec.of("y ~ x").withTests("jarque_berra"), seededPanel());
        assertThat(fit.diagnostics()).anySatisfy(d -> assertThat(d.hint()).contains("jarque_bera"));
    }

    @Test
    void correlationsOfRanksAndPairs() {
        Frame frame = new Frame(List.of(
                numbers("a", 1, 2, 3, 4, 5), numbers("b", 1, 4, 9, 16, 25), numbers("c", 5, Double.NaN, 1, 2, 3)));
        Correlations spearman = Correlation.of(frame, List.of("a", "b", "c"), "spearman", false);
        assertThat(spearman.r()[0][1]).isEqualTo(1);
        assertThat(spearman.n()[0][1]).isEqualTo(5);
        assertThat(spearman.n()[0][2]).isEqualTo(4);
        Correlations kendall = Correlation.of(frame, List.of("a", "b"), "kendall", true);
        assertThat(kendall.r()[0][1]).isEqualTo(1);
        // of 120 orders one has no inversion: two-sided 2/120
        assertThat(kendall.p()[0][1]).isCloseTo(2.0 / 120, within(1e-14));
    }

    @Test
    void manyNamesAreOneFrame() {
        List<Column> columns = new ArrayList<>(difficult().columns());
        assertThat(Descriptives.numeric(new Frame(columns)))
                .doesNotContain("typo", "one")
                .contains("x", "y");
    }

    /** Savings and disposable income of the USA, 1970 to 1995 (D. Gujarati, Basic Econometrics, table 8.9; section 8.8). */
    @Test
    void chowTestOfSavingsAndIncomeAsGujaratiPrintsIt() {
        double[] savings = {
            61.0, 68.6, 63.6, 89.6, 97.6, 104.4, 96.4, 92.5, 112.6, 130.1, 161.8, 199.1, 205.5, 167.0, 235.7, 206.2,
            196.5, 168.4, 189.1, 187.8, 208.7, 246.4, 272.6, 214.4, 189.4, 249.3
        };
        double[] income = {
            727.1, 790.2, 855.3, 965.0, 1054.2, 1159.2, 1273.0, 1401.4, 1580.1, 1769.5, 1973.3, 2200.2, 2347.3, 2522.4,
            2810.0, 3002.0, 3187.6, 3363.1, 3640.8, 3894.5, 4166.8, 4343.7, 4613.7, 4790.2, 5021.7, 5320.8
        };
        double[] year = new double[savings.length];
        Arrays.setAll(year, t -> 1970 + t);
        Frame frame = new Frame(List.of(numbers("savings", savings), numbers("income", income), numbers("year", year)));
        Fit fit = Regression.fit(
                ModelSpec.of("savings ~ income").withTests("chow").with("break", "year:1982"), frame);
        assertThat(fit.figures().get("rss")).isCloseTo(23248.30, within(0.005));
        assertThat(fit.coefficient("income").orElseThrow().estimate()).isCloseTo(0.0376, within(1e-4));
        assertThat(fit.tests().get("chow").statistic()).isCloseTo(10.69, within(0.005));
        assertThat(fit.tests().get("chow").p().orElseThrow()).isCloseTo(0.00057, within(5e-6));
    }
}
