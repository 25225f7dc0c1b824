package almanac.mining.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

    /** Airline passengers in thousands, 1949 to 1960 (G. Box and G. Jenkins 1976, series G). */
    private static final double[] AIR = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
        114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
        209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
        302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
        318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
        362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
    };

    /** Accidental deaths in the USA, 1973 to 1978 (P. Brockwell and R. Davis 1991), the second example of that page. */
    private static final double[] DEATHS = {
        9007, 8106, 8928, 9137, 10017, 10826, 11317, 10744, 9713, 9938, 9161, 8927, 7750, 6981, 8038, 8422, 8714, 9512,
        10120, 9823, 8743, 9129, 8710, 8680, 8162, 7306, 8124, 7870, 9387, 9556, 10093, 9620, 8285, 8466, 8160, 8034,
        7717, 7461, 7767, 7925, 8623, 8945, 10078, 9179, 8037, 8488, 7874, 8647, 7792, 6957, 7726, 8106, 8890, 9299,
        10625, 9302, 8314, 8850, 8265, 8796, 7836, 6892, 7791, 8192, 9115, 9434, 10484, 9827, 9110, 9070, 8633, 9240
    };

    @Test
    void seasonalArimaMeetsThePrintedLikelihoods() {
        Arima.Orders airline = new Arima.Orders(0, 1, 1, 0, 1, 1, false);
        Arima.Model air = Arima.fitted(BackTest.logs(AIR), airline, 12).orElseThrow();
        assertThat(air.ma[0]).isCloseTo(-0.4018, within(5e-4));
        assertThat(air.ma[11]).isCloseTo(-0.5569, within(5e-4));
        assertThat(air.ma[12]).isCloseTo(0.4018 * 0.5569, within(5e-4));
        assertThat(air.variance).isCloseTo(0.001348, within(2e-6));
        assertThat(air.logLikelihood).isCloseTo(244.70, within(5e-3));
        Arima.Model deaths = Arima.fitted(DEATHS, airline, 12).orElseThrow();
        assertThat(deaths.ma[0]).isCloseTo(-0.4303, within(5e-4));
        assertThat(deaths.ma[11]).isCloseTo(-0.5528, within(5e-4));
        assertThat(deaths.variance).isCloseTo(99347, within(60.0));
        assertThat(deaths.logLikelihood).isCloseTo(-425.44, within(5e-3));
    }

    @Test
    void seasonIsForecastAndBeatsTheValueOfAYearAgo() {
        double[] known = Arrays.copyOf(AIR, 120);
        Forecasting forecast = Forecasting.of(known, 12, 6).orElseThrow();
        assertThat(forecast.beatsNaive()).isTrue();
        assertThat(forecast.tests().stream().map(BackTest::model)).contains("seasonal naive", "naive", "ARIMA", "ETS");
        for (int h = 0; h < 6; h++) {
            // 1959 rose faster than the ten years before it
            assertThat(forecast.steps().get(h).mean()).isCloseTo(AIR[120 + h], within(0.12 * AIR[120 + h]));
        }
        assertThat(new Arima(12).fit(BackTest.logs(AIR)).orElseThrow().description())
                .contains("(0,1,1)[12]");
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

    /** 80 walks of 18 numbers, seed 9: of the three numbers that follow four in five at least lie in the 80 % intervals. */
    @Test
    void intervalsOfShortWalksHoldWhatTheyPromiseSeed9() {
        SplittableRandom random = new SplittableRandom(9);
        int inside80 = 0;
        int inside95 = 0;
        int all = 0;
        for (int draw = 0; draw < 80; draw++) {
            double[] walk = new double[21];
            for (int t = 1; t < walk.length; t++) {
                walk[t] = walk[t - 1] + 0.2 + random.nextGaussian();
            }
            Forecasting forecast = Forecasting.of(Arrays.copyOf(walk, 18), 1, 3).orElseThrow();
            for (Forecasting.Step step : forecast.steps()) {
                double value = walk[17 + step.ahead()];
                inside80 += value >= step.low80() && value <= step.high80() ? 1 : 0;
                inside95 += value >= step.low95() && value <= step.high95() ? 1 : 0;
                all++;
            }
        }
        assertThat((double) inside80 / all).isBetween(0.75, 0.93);
        assertThat((double) inside95 / all).isBetween(0.91, 1.0);
    }

    /** Twelve walks with rare large steps, seed 10: what one walk's errors do not tell the others' do. */
    @Test
    void aPanelStretchesItsIntervalsTogetherAndNeverShrinksThemSeed10() {
        SplittableRandom random = new SplittableRandom(10);
        List<Forecasting> single = new ArrayList<>();
        for (int region = 0; region < 12; region++) {
            double[] walk = new double[16];
            for (int t = 1; t < walk.length; t++) {
                walk[t] = walk[t - 1] + random.nextGaussian() * (random.nextInt(8) == 0 ? 6 : 1);
            }
            single.add(Forecasting.of(walk, 1, 2).orElseThrow());
        }
        PanelIntervals panel = PanelIntervals.of(single, Collections.nCopies(12, 0));
        assertThat(panel.factor80()).isGreaterThanOrEqualTo(1);
        assertThat(panel.factor95()).isGreaterThanOrEqualTo(1);
        assertThat(panel.coverage80()).isGreaterThanOrEqualTo(0.75);
        for (int region = 0; region < 12; region++) {
            Forecasting.Step before = single.get(region).steps().get(1);
            Forecasting.Step after = panel.forecasts().get(region).steps().get(1);
            assertThat(after.mean()).isEqualTo(before.mean());
            assertThat(after.high95() - after.low95())
                    .isCloseTo(panel.factor95() * (before.high95() - before.low95()), within(1e-9));
        }
        assertThat(PanelIntervals.of(single.subList(0, 3), List.of(0, 0, 0)).factor95())
                .isEqualTo(1);
    }

    private static PanelIntervals walks(SplittableRandom random, double common) {
        double[] shared = new double[16];
        for (int t = 1; t < shared.length; t++) {
            shared[t] = shared[t - 1] + common * random.nextGaussian();
        }
        List<Forecasting> single = new ArrayList<>();
        for (int region = 0; region < 12; region++) {
            double own = 0;
            double[] walk = new double[shared.length];
            for (int t = 0; t < shared.length; t++) {
                own += random.nextGaussian();
                walk[t] = own + shared[t];
            }
            single.add(Forecasting.of(walk, 1, 2).orElseThrow());
        }
        return PanelIntervals.of(single, Collections.nCopies(12, 0));
    }

    private static double width(Forecasting.Step step) {
        return step.high80() - step.low80();
    }

    /** Twelve walks with and without a walk in common, seed 11. */
    @Test
    void whatHitsAllRegionsInOneYearKeepsTheirMeanUncertainSeed11() {
        PanelIntervals apart = walks(new SplittableRandom(11), 0);
        PanelIntervals joined = walks(new SplittableRandom(11), 3);
        assertThat(apart.correlation()).isLessThan(0.15);
        assertThat(joined.correlation()).isGreaterThan(0.6);
        double own = width(apart.forecasts().get(0).steps().get(0));
        assertThat(width(apart.together().orElseThrow().get(0))).isLessThan(0.6 * own);
        double all = joined.forecasts().stream()
                .mapToDouble(f -> width(f.steps().get(0)))
                .average()
                .orElseThrow();
        assertThat(width(joined.together().orElseThrow().get(0))).isBetween(0.75 * all, all);
        // as many regions, but fewer things that happened: the spread of errors is less well known
        assertThat(joined.years()).isEqualTo(8);
    }

    @Test
    void regionsThatEndInDifferentYearsHaveNoMean() {
        List<Forecasting> single = new ArrayList<>();
        for (int region = 0; region < 6; region++) {
            double[] path = new double[12];
            for (int t = 0; t < path.length; t++) {
                path[t] = t + Math.sin(3.0 * t + region);
            }
            single.add(Forecasting.of(path, 1, 2).orElseThrow());
        }
        assertThat(PanelIntervals.of(single, List.of(0, 0, 0, 0, 0, 0)).together())
                .isPresent();
        assertThat(PanelIntervals.of(single, List.of(0, 0, 0, 0, 0, 1)).together())
                .isEmpty();
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
