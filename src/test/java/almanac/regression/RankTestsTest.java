package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rank tests of the first stage, where theory says what they must equal. Seed 21 throughout. */
class RankTestsTest {
    private static final int ROWS = 120;

    private static Frame frame() {
        SplittableRandom random = new SplittableRandom(21);
        String[] names = {"y", "e1", "e2", "x", "z1", "z2", "z3", "g"};
        double[][] columns = new double[names.length][ROWS];
        for (int i = 0; i < ROWS; i++) {
            double hidden = random.nextDouble();
            for (int j = 3; j < 7; j++) {
                columns[j][i] = random.nextDouble(-1, 1);
            }
            columns[7][i] = i % 15;
            columns[1][i] = columns[4][i] + 0.5 * columns[5][i] + hidden * (1 + columns[3][i]) + random.nextDouble();
            columns[2][i] = columns[4][i] + 0.2 * columns[6][i] - hidden + random.nextDouble();
            columns[0][i] = columns[1][i] - columns[2][i] + columns[3][i] + hidden;
        }
        List<Column> all = new ArrayList<>();
        for (int j = 0; j < names.length; j++) {
            boolean[] present = new boolean[ROWS];
            Arrays.fill(present, true);
            all.add(new Column.Doubles(names[j], columns[j], present));
        }
        return new Frame(all);
    }

    private static double[] column(String name) {
        return ((Column.Doubles) frame().column(name).orElseThrow()).values();
    }

    private static double test(String formula, String covariance, String name) {
        Fit fit =
                Regression.fit(ModelSpec.of(formula).withCovariance(covariance).withTests("all"), frame());
        return fit.tests().get(name).statistic();
    }

    @Test
    void withOneEndogenousTheyAreFirstStageTests() {
        String formula = "y ~ x + (e1 ~ z1 + z2 + z3)";
        assertThat(test(formula, "classical", "cragg_donald"))
                .isCloseTo(test(formula, "classical", "weak_instruments"), within(1e-10));
        for (String kind : List.of("HC1", "cluster:g")) {
            Fit first = Regression.fit(ModelSpec.of("e1 ~ x + z1 + z2 + z3").withCovariance(kind), frame());
            double[][] v = Symmetric.part(first.matrix(), new int[] {2, 3, 4});
            double[] b = new double[3];
            for (int j = 0; j < 3; j++) {
                b[j] = first.coefficients().get(2 + j).estimate();
            }
            assertThat(test(formula, kind, "kleibergen_paap"))
                    .isCloseTo(Symmetric.quadraticInverse(v, b) / 3, within(1e-9));
        }
    }

    /** The smallest first-stage F over all combinations of the endogenous regressors is Cragg and Donald's, by their count. */
    @Test
    void craggDonaldIsTheWeakestCombination() {
        double[] e1 = Auxiliary.solve(List.of(Auxiliary.ones(ROWS), column("x")), column("e1"))
                .residuals();
        double[] e2 = Auxiliary.solve(List.of(Auxiliary.ones(ROWS), column("x")), column("e2"))
                .residuals();
        List<double[]> instruments =
                List.of(Auxiliary.ones(ROWS), column("x"), column("z1"), column("z2"), column("z3"));
        double least = Double.POSITIVE_INFINITY;
        double from = 0;
        double to = Math.PI;
        for (int round = 0; round < 8; round++) {
            double best = from;
            double width = (to - from) / 100;
            for (int step = 0; step <= 100; step++) {
                double angle = from + step * width;
                double[] mix = new double[ROWS];
                Arrays.setAll(mix, i -> Math.cos(angle) * e1[i] + Math.sin(angle) * e2[i]);
                double rest = Auxiliary.solve(instruments, mix).rss();
                double f = (WithinEstimator.squares(mix) - rest) / 3 / (rest / (ROWS - 5));
                if (f < least) {
                    least = f;
                    best = angle;
                }
            }
            from = best - width;
            to = best + width;
        }
        assertThat(test("y ~ x + (e1 + e2 ~ z1 + z2 + z3)", "classical", "cragg_donald"))
                .isCloseTo(least, within(1e-9 * least));
    }

    @Test
    void neitherUnitsNorCombinationsOfRegressorsOrInstrumentsMatter() {
        String plain = "y ~ x + (e1 + e2 ~ z1 + z2 + z3)";
        String mixed = "y ~ x + (I(e1 - 3*e2) + I(100*e2) ~ I(z1 + z2) + z2 + I(z3 - 5*z1))";
        for (String kind : List.of("HC1", "cluster:g")) {
            for (String name : List.of("kleibergen_paap", "kleibergen_paap_rk", "cragg_donald", "anderson_canonical")) {
                assertThat(test(mixed, kind, name)).isCloseTo(test(plain, kind, name), within(1e-8));
            }
        }
    }

    @Test
    void conditionalFisTheCraggDonaldOfAResidualWithFewerDegrees() {
        Fit fit = Regression.fit(ModelSpec.of("y ~ x + (e1 + e2 ~ z1 + z2)").withTests("all"), frame());
        // exactly identified: with one instrument left each, both conditional F are Cragg and Donald's times two over
        // one
        Fit exact = Regression.fit(ModelSpec.of("e1 ~ x + (e2 ~ z1 + z2)").withTests("sargan"), frame());
        assertThat(fit.tests()).containsKeys("sanderson_windmeijer:e1", "sanderson_windmeijer:e2");
        // F of the instruments in the 2SLS residuals is Sargan's, in another form
        double n = ROWS;
        double sargan = exact.tests().get("sargan").statistic();
        double expected = sargan / n / ((1 - sargan / n) / (n - 4));
        assertThat(fit.tests().get("sanderson_windmeijer:e1").statistic()).isCloseTo(expected, within(1e-8 * expected));
    }
}
