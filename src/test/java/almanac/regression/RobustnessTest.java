package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.InfluentialRow;
import almanac.model.ModelSpec;
import almanac.model.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RobustnessTest {
    @Test
    void leavesOutEachUnitInTurn() {
        Frame frame = RegressionTest.seededPanel();
        List<Variant> variants = Robustness.leaveOneOut(ModelSpec.of("y ~ x + z"), frame, "trade")
                .variants();
        assertThat(variants).hasSize(9);
        assertThat(variants.get(0).label()).isEqualTo("trade 0");
        int all = variants.stream().mapToInt(v -> 600 - v.fit().n()).sum();
        assertThat(all).isEqualTo(600);
        assertThat(Robustness.leaveOneOut(ModelSpec.of("y ~ x"), frame, "trad")
                        .diagnostics()
                        .get(0)
                        .hint())
                .contains("trade");
    }

    @Test
    void followsOneTermThroughEverySubset() {
        Frame frame = RegressionTest.seededPanel();
        List<Variant> variants = Robustness.specificationCurve(
                        ModelSpec.of("y ~ x + z + trade | firm"), frame, "x", List.of("classical", "HC1"))
                .variants();
        assertThat(variants).hasSize(8);
        assertThat(variants).allMatch(v -> v.fit().estimator().equals("fe"));
        for (int i = 1; i < variants.size(); i++) {
            assertThat(variants.get(i).fit().coefficient("x").orElseThrow().estimate())
                    .isGreaterThanOrEqualTo(variants.get(i - 1)
                            .fit()
                            .coefficient("x")
                            .orElseThrow()
                            .estimate());
        }
    }

    @Test
    void firstStageHasInstrumentsAndExogenousRegressors() {
        List<Variant> stages = Robustness.firstStages(
                ModelSpec.of("y ~ trade + (x ~ z) | firm").withCovariance("HC1"), RegressionTest.seededPanel());
        assertThat(stages).hasSize(1);
        assertThat(stages.get(0).fit().coefficients().stream().map(Coefficient::term))
                .containsExactly("trade", "z");
        assertThat(stages.get(0).fit().covariance()).isEqualTo("HC1");
    }

    @Test
    void dfbetasAreTheChangesWithoutTheRow() {
        Frame frame = RegressionTest.seededPanel();
        ModelSpec spec = ModelSpec.of("y ~ x + z");
        InfluentialRow first = Regression.influence(spec, frame).get(0);
        boolean[] others = new boolean[frame.rows()];
        Arrays.fill(others, true);
        others[first.row() - 1] = false;
        Fit all = Regression.fit(spec, frame);
        Fit without = Regression.fitWithin(spec, frame, others);
        double scale = all.coefficients().get(1).standardError()
                / all.figures().get("rmse")
                * without.figures().get("rmse");
        double change = all.coefficients().get(1).estimate()
                - without.coefficients().get(1).estimate();
        assertThat(first.dfbetas().get(1)).isCloseTo(change / scale, within(1e-9));
    }

    @Test
    void marginalEffectOfASquareAndALog() {
        Frame frame = RegressionTest.seededPanel();
        Fit square = Regression.fit(ModelSpec.of("y ~ x + I(x^2)"), frame);
        double mean = Descriptives.of(frame, List.of("x")).get(0).mean();
        double expected = square.coefficient("x").orElseThrow().estimate()
                + 2 * mean * square.coefficient("I(x^2)").orElseThrow().estimate();
        Coefficient effect = MarginalEffects.of(square, frame, "x").get(0);
        assertThat(effect.estimate()).isCloseTo(expected, within(1e-7));
        double variance =
                square.matrix()[1][1] + 4 * mean * square.matrix()[1][2] + 4 * mean * mean * square.matrix()[2][2];
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(variance), within(1e-6));
        Fit plain = Regression.fit(ModelSpec.of("y ~ x"), frame);
        assertThat(MarginalEffects.of(plain, frame, "z")).isEmpty();
    }

    /** 120 panels of independent random walks, seed 11: both statistics must be about standard normal. */
    @Test
    void unitRootStatisticsAreCentredUnderTheNullSeed11() {
        SplittableRandom random = new SplittableRandom(11);
        int units = 12;
        int periods = 45;
        double[] ips = new double[120];
        double[] llc = new double[ips.length];
        for (int draw = 0; draw < ips.length; draw++) {
            double[] unit = new double[units * periods];
            double[] year = new double[unit.length];
            double[] y = new double[unit.length];
            double[] x = new double[unit.length];
            boolean[] present = new boolean[unit.length];
            Arrays.fill(present, true);
            for (int i = 0; i < unit.length; i++) {
                unit[i] = i / periods;
                year[i] = i % periods;
                double step = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
                y[i] = (year[i] == 0 ? 0 : y[i - 1]) + step;
                x[i] = random.nextDouble();
            }
            Frame frame = new Frame(List.of(
                    new Column.Doubles("unit", unit, present),
                    new Column.Doubles("year", year, present),
                    new Column.Doubles("y", y, present),
                    new Column.Doubles("x", x, present)));
            Fit fit = Regression.fit(
                    ModelSpec.of("y ~ x")
                            .withPanel("unit", "year")
                            .withTests("unit_root")
                            .with("lags", "0"),
                    frame);
            ips[draw] = fit.tests().get("unit_root_ips:y").statistic();
            llc[draw] = fit.tests().get("unit_root_llc_driftless:y").statistic();
            // white noise has no unit root
            assertThat(fit.tests().get("unit_root_ips:x").p().orElse(1)).isLessThan(1e-6);
            assertThat(fit.tests().get("unit_root_llc:x").p().orElse(1)).isLessThan(1e-6);
        }
        for (double[] statistics : List.of(ips, llc)) {
            double mean = Arrays.stream(statistics).average().orElse(Double.NaN);
            assertThat(mean).isCloseTo(0, within(0.35));
            assertThat(FitAssembly.sd(statistics)).isBetween(0.75, 1.25);
        }
    }
}
