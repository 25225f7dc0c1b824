package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.model.TestResult;
import almanac.study.FrameReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What no table of another tool is at hand for, against its definition in 50 digits, and marginal effects against what Stata
 * prints.
 *
 * <p>The 50-digit figures come from arithmetic that shares nothing with the program: mpmath, all matrices written out, inverses
 * taken of X'X and Z'Z themselves (no orthonormal basis, no sums by group).
 *
 * <pre>
 *   Hansen      b1 = (X'P X)^-1 X'P y, P = Z (Z'Z)^-1 Z';  u = y - X b1;  S = sum z_i z_i' u_i^2
 *               b2 = (X'Z S^-1 Z'X)^-1 X'Z S^-1 Z'y;  g = Z'(y - X b2);  J = g' S^-1 g
 *   white2      V = (X'X)^-1 X' O X (X'X)^-1, O diagonal: the unit's mean square of e (/time: the period's); X, e demeaned
 *   vcovNW:L    O_ij = (1 - |t_i - t_j| / (L + 1)) e_i e_j within a unit and L periods, else 0
 *   vcovDC      O_ij = ([same unit] + [same period] - [i = j]) e_i e_j
 *   vcovBK      O_ij = m(t_i, t_j) within a unit, m(s, t) the mean of e_s e_t over the units that have both; /time with
 *               units and periods exchanged
 *   bootstrap   all 6^6 ordered samples of six rows, those with a single x left out: the mean square about the mean
 * </pre>
 */
class DefinitionsTest {
    /** Thirty-two cars of 1973-74 (Motor Trend; Henderson and Velleman 1981): mpg, cyl, disp, hp, drat, wt. */
    private static final String CARS = """
            21.0 6 160.0 110 3.90 2.620
            21.0 6 160.0 110 3.90 2.875
            22.8 4 108.0 93 3.85 2.320
            21.4 6 258.0 110 3.08 3.215
            18.7 8 360.0 175 3.15 3.440
            18.1 6 225.0 105 2.76 3.460
            14.3 8 360.0 245 3.21 3.570
            24.4 4 146.7 62 3.69 3.190
            22.8 4 140.8 95 3.92 3.150
            19.2 6 167.6 123 3.92 3.440
            17.8 6 167.6 123 3.92 3.440
            16.4 8 275.8 180 3.07 4.070
            17.3 8 275.8 180 3.07 3.730
            15.2 8 275.8 180 3.07 3.780
            10.4 8 472.0 205 2.93 5.250
            10.4 8 460.0 215 3.00 5.424
            14.7 8 440.0 230 3.23 5.345
            32.4 4 78.7 66 4.08 2.200
            30.4 4 75.7 52 4.93 1.615
            33.9 4 71.1 65 4.22 1.835
            21.5 4 120.1 97 3.70 2.465
            15.5 8 318.0 150 2.76 3.520
            15.2 8 304.0 150 3.15 3.435
            13.3 8 350.0 245 3.73 3.840
            19.2 8 400.0 175 3.08 3.845
            27.3 4 79.0 66 4.08 1.935
            26.0 4 120.3 91 4.43 2.140
            30.4 4 95.1 113 3.77 1.513
            15.8 8 351.0 264 4.22 3.170
            19.7 6 145.0 175 3.62 2.770
            15.0 8 301.0 335 3.54 3.570
            21.4 4 121.0 109 4.11 2.780
            """;

    private static Frame cars() {
        String[] names = {"mpg", "cyl", "disp", "hp", "drat", "wt"};
        List<String[]> rows = CARS.lines().map(line -> line.split(" ")).toList();
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.length; j++) {
            int column = j;
            columns.add(column(
                    names[j],
                    rows.stream()
                            .mapToDouble(row -> Double.parseDouble(row[column]))
                            .toArray()));
        }
        return new Frame(columns);
    }

    private static Column.Doubles column(String name, double... values) {
        boolean[] present = new boolean[values.length];
        Arrays.fill(present, true);
        return new Column.Doubles(name, values, present);
    }

    /** Stata 14, margins, dydx(*), after regress (the vignettes of R's margins print its log). */
    @ParameterizedTest
    @CsvSource(textBlock = """
            cyl + hp + wt,           cyl, -.9416166, .5509165
            cyl + hp + wt,           hp,  -.0180381, .0118763
            cyl + hp + wt,           wt,  -3.166973, .740576
            cyl + hp + wt + hp:wt,   cyl, -.3652391, .5086204
            cyl + hp + wt + hp:wt,   hp,  -.0252715, .0105097
            cyl + hp + wt + hp:wt,   wt,  -3.837584, .6730996
            cyl + hp + wt + cyl:hp,  cyl, .0381376,  .5998897
            cyl + hp + wt + cyl:hp,  hp,  -.0463187, .014516
            cyl + hp + wt + cyl:hp,  wt,  -3.119815, .661322
            """)
    void marginalEffectsAsStataPrintsThem(String regressors, String variable, double effect, double error) {
        Fit fit = Regression.fit(ModelSpec.of("mpg ~ " + regressors), cars());
        Coefficient found = MarginalEffects.of(fit, cars(), variable).get(0);
        // seven digits are printed
        assertThat(found.estimate()).isCloseTo(effect, within(5.1e-7 * Math.max(1, Math.abs(effect))));
        assertThat(found.standardError()).isCloseTo(error, within(5.1e-8 * Math.max(10 * error, 1)));
    }

    @Test
    void hansensJ() {
        Fit fit = Regression.fit(
                ModelSpec.of("mpg ~ wt + (hp ~ cyl + disp + drat)").withTests("sargan,hansen_j"), cars());
        assertThat(fit.coefficient("hp").orElseThrow().estimate()).isCloseTo(-0.0379341825492433, within(1e-14));
        TestResult sargan = fit.tests().get("sargan");
        TestResult hansen = fit.tests().get("hansen_j");
        assertThat(sargan.statistic()).isCloseTo(3.8236153069548458, within(1e-11));
        assertThat(hansen.statistic()).isCloseTo(6.4554394451408071, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            grunfeld,            white2:HC0,      0.018924553521979866,  0.027787316675718131
            grunfeld,            white2:HC0/time, 0.012207584047456846,  0.022038030664314832
            grunfeld,            vcovNW:2,        0.021456504903975163,  0.049098560984333225
            grunfeld,            vcovDC:HC0,      0.011054228551588209,  0.041144765839794169
            grunfeld,            vcovBK:HC0,      0.011844333985906066,  0.040282161844059189
            grunfeld,            vcovBK:HC0/time, 0.017556757175798646,  0.024573091210795428
            grunfeld_unbalanced, white2:HC0,      0.020519650062618383,  0.029423623878675667
            grunfeld_unbalanced, white2:HC0/time, 0.012944838181846716,  0.023462761791497302
            grunfeld_unbalanced, vcovNW:2,        0.023795459743146231,  0.051329809801379934
            grunfeld_unbalanced, vcovDC:HC0,      0.0062246487759050424, 0.042443821481802041
            grunfeld_unbalanced, vcovBK:HC0,      0.0077340079778669131, 0.041584406911752038
            grunfeld_unbalanced, vcovBK:HC0/time, 0.018755083258857492,  0.025270170330467917
            """)
    void panelSandwiches(String data, String covariance, double value, double capital) {
        Fit fit = Regression.fit(
                ModelSpec.of("inv ~ value + capital")
                        .withEstimator("fe")
                        .withPanel("firm", "year")
                        .withCovariance(covariance),
                panel(data));
        assertThat(fit.coefficient("value").orElseThrow().standardError()).isCloseTo(value, within(1e-12 * value));
        assertThat(fit.coefficient("capital").orElseThrow().standardError())
                .isCloseTo(capital, within(1e-12 * capital));
    }

    @Test
    void beckAndKatzByPeriodAreThoseOfPcse() {
        ModelSpec pooled = ModelSpec.of("inv ~ value + capital").withPanel("firm", "year");
        Fit plm = Regression.fit(pooled.withCovariance("vcovBK:HC0/time"), panel("grunfeld_unbalanced"));
        Fit stata = Regression.fit(pooled.withCovariance("pcse"), panel("grunfeld_unbalanced"));
        for (String term : List.of("(Intercept)", "value", "capital")) {
            assertThat(plm.coefficient(term).orElseThrow().standardError())
                    .isEqualTo(stata.coefficient(term).orElseThrow().standardError());
        }
    }

    private static Frame panel(String name) {
        String shared = Optional.ofNullable(System.getProperty("ALMANAC_SHARED"))
                .or(() -> Optional.ofNullable(System.getenv("ALMANAC_SHARED")))
                .orElse("../shared");
        Path file = Path.of(shared, "bench", "regression", "panel", name + ".csv");
        Assumptions.assumeTrue(Files.exists(file), "the reference panels are not beside this checkout");
        return FrameReader.read(file).frame().orElseThrow();
    }

    /** The bootstrap of six rows has 46,656 samples: their spread is known, 20,000 draws come near it. Seed 5. */
    @Test
    void pairsBootstrapComesNearTheSpreadOfAllSamplesSeed5() {
        double[] x = {1, 2, 4, 5, 7, 11};
        double[] y = {2.1, 2.9, 5.2, 4.8, 8.5, 10.9};
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int sample = 0; sample < 46_656; sample++) {
            double sx = 0;
            double sy = 0;
            double sxx = 0;
            double sxy = 0;
            for (int draw = 0, rest = sample; draw < 6; draw++, rest /= 6) {
                int i = rest % 6;
                sx += x[i];
                sy += y[i];
                sxx += x[i] * x[i];
                sxy += x[i] * y[i];
            }
            double spread = sxx - sx * sx / 6;
            if (spread > 1e-9) {
                double slope = (sxy - sx * sy / 6) / spread;
                sum += slope;
                squares += slope * slope;
                count++;
            }
        }
        double exact = Math.sqrt(squares / count - (sum / count) * (sum / count));
        Frame frame = new Frame(List.of(column("x", x), column("y", y)));
        Fit fit = Regression.fit(ModelSpec.of("y ~ x").withCovariance("bootstrap/reps=20000,seed=5"), frame);
        assertThat(count).isEqualTo(46_656 - 6);
        assertThat(fit.coefficient("x").orElseThrow().standardError()).isCloseTo(exact, within(0.03 * exact));
    }
}
