package almanac.mining.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastTest {
    /** Luteinizing hormone in blood samples (P. Diggle 1990), the example of R's manual page for arima. */
    static final double[] LH = {
        2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8,
        2.7, 3.0, 2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6,
        2.1, 3.4, 3.0, 2.9
    };

    @Test
    void arimaMeetsThePrintedLikelihoods() {
        Arima.Model one = Arima.fitted(LH, 1, 0, 0, true).orElseThrow();
        assertThat(one.ar[0]).isCloseTo(0.5739, within(1e-3));
        assertThat(one.mean).isCloseTo(2.4133, within(1e-3));
        assertThat(one.variance).isCloseTo(0.1975, within(1e-4));
        assertThat(one.logLikelihood).isCloseTo(-29.38, within(5e-3));
        Arima.Model three = Arima.fitted(LH, 3, 0, 0, true).orElseThrow();
        assertThat(three.ar[0]).isCloseTo(0.6448, within(2e-3));
        assertThat(three.ar[2]).isCloseTo(-0.2198, within(2e-3));
        assertThat(three.logLikelihood).isCloseTo(-27.09, within(5e-3));
    }

    @Test
    void aRandomWalkIsNotBeatenSeed4() {
        SplittableRandom random = new SplittableRandom(4);
        double[] walk = new double[18];
        for (int t = 1; t < walk.length; t++) {
            walk[t] = walk[t - 1] + random.nextDouble() - 0.5;
        }
        Forecasting forecast = Forecasting.of(walk, 1, 3).orElseThrow();
        assertThat(forecast.verdict()).contains("18 values");
        assertThat(forecast.steps()).hasSize(3);
        assertThat(forecast.steps().get(2).high95() - forecast.steps().get(2).low95())
                .isGreaterThan(forecast.steps().get(0).high95()
                        - forecast.steps().get(0).low95());
    }

    @Test
    void aPersistentSeriesIsLearntSeed5() {
        SplittableRandom random = new SplittableRandom(5);
        double[] series = new double[120];
        double shock = 0;
        for (int t = 1; t < series.length; t++) {
            shock = -0.7 * shock + random.nextDouble() - 0.5;
            series[t] = 10 + shock;
        }
        series[0] = 10;
        Forecasting forecast = Forecasting.of(series, 1, 1).orElseThrow();
        assertThat(forecast.beatsNaive()).isTrue();
        assertThat(forecast.model()).startsWith("ARIMA");
    }

    @Test
    void driftGoesOnWithTheLine() {
        Forecaster.Path path = new SimpleModels.Drift()
                .fit(new double[] {1, 2, 4, 4, 5})
                .orElseThrow()
                .ahead(2);
        assertThat(path.mean()).containsExactly(6, 7);
    }

    @Test
    void smoothingFollowsALineAndASeason() {
        double[] line = new double[24];
        for (int t = 0; t < line.length; t++) {
            line[t] = 5 + 2 * t + 0.01 * Math.sin(7.0 * t);
        }
        assertThat(new ExponentialSmoothing(1).fit(line).orElseThrow().ahead(2).mean()[1])
                .isCloseTo(5 + 2 * 25, within(0.1));
        double[] seasonal = new double[32];
        double[] pattern = {3, -1, -4, 2};
        for (int t = 0; t < seasonal.length; t++) {
            seasonal[t] = 100 + pattern[t % 4] + 0.05 * Math.cos(5.0 * t);
        }
        Forecaster.Fitted fitted = new ExponentialSmoothing(4).fit(seasonal).orElseThrow();
        assertThat(fitted.description()).endsWith(",A)");
        assertThat(fitted.ahead(3).mean()[2]).isCloseTo(96, within(0.3));
    }

    @Test
    void usesOnlyWhatStandsAfterTheLastGap() {
        assertThat(Forecasting.lastRun(new double[] {1, Double.NaN, 2, 3, Double.NaN}))
                .containsExactly(2, 3);
        assertThat(Forecasting.of(new double[] {1, 2, 3}, 1, 2)).isEmpty();
        double[] same = new double[12];
        Arrays.fill(same, 4);
        assertThat(Forecasting.of(same, 1, 2)).isEmpty();
    }
}
