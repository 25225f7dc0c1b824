package almanac.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The restricted wild cluster bootstrap against samples that are really formed and estimated. */
class RestrictedWildBootstrapTest {
    private static final int CLUSTERS = 7;
    private static final int ROWS = 60;

    private static Column.Doubles numbers(String name, double[] values) {
        boolean[] present = new boolean[values.length];
        Arrays.fill(present, true);
        return new Column.Doubles(name, values, present);
    }

    /** Clusters with errors of their own, seed 5; x and the error are correlated within clusters. */
    private static Frame frame(double[] replacement) {
        SplittableRandom random = new SplittableRandom(5);
        double[] g = new double[ROWS];
        double[] x = new double[ROWS];
        double[] z = new double[ROWS];
        double[] y = new double[ROWS];
        double[] common = random.doubles(CLUSTERS, -1, 1).toArray();
        double[] level = random.doubles(CLUSTERS, 0, 2).toArray();
        for (int i = 0; i < ROWS; i++) {
            int own = i * i % CLUSTERS;
            g[i] = own;
            x[i] = level[own] + random.nextDouble();
            z[i] = random.nextDouble();
            y[i] = 0.4 * x[i] - z[i] + common[own] + random.nextDouble();
        }
        return new Frame(List.of(
                numbers("g", g),
                numbers("x", x),
                numbers("z", z),
                numbers("y", replacement.length == 0 ? y : replacement)));
    }

    private static double[] values(String name) {
        return ((Column.Doubles) frame(new double[0]).column(name).orElseThrow()).values();
    }

    /** p of the hypothesis that the slope of x is {@code value}: every pattern of signs estimated. */
    private static double byHand(double value) {
        double[] x = values("x");
        double[] y = values("y");
        double[] g = values("g");
        double[] moved = new double[ROWS];
        Arrays.setAll(moved, i -> y[i] - value * x[i]);
        Fit restricted = Regression.fit(ModelSpec.of("y ~ z"), frame(moved));
        Fit full = Regression.fit(ModelSpec.of("y ~ x + z").withCovariance("cluster:g"), frame(new double[0]));
        Coefficient own = full.coefficient("x").orElseThrow();
        double t = Math.abs(own.estimate() - value) / own.standardError();
        List<Double> groups = Arrays.stream(g).distinct().sorted().boxed().toList();
        int beyond = 0;
        int patterns = 1 << groups.size();
        for (int pattern = 0; pattern < patterns; pattern++) {
            double[] sample = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                double sign = (pattern & 1 << groups.indexOf(g[i])) == 0 ? 1 : -1;
                sample[i] = restricted.fitted()[i]
                        + value * x[i]
                        + sign * restricted.residuals()[i];
            }
            Coefficient one = Regression.fit(ModelSpec.of("y ~ x + z").withCovariance("cluster:g"), frame(sample))
                    .coefficient("x")
                    .orElseThrow();
            beyond += Math.abs(one.estimate() - value) / one.standardError() > t * (1 + 1e-9) ? 1 : 0;
        }
        return (double) beyond / patterns;
    }

    private static Coefficient restricted(String variant) {
        return Regression.fit(
                        ModelSpec.of("y ~ x + z").withCovariance("wild:g/restricted" + variant), frame(new double[0]))
                .coefficient("x")
                .orElseThrow();
    }

    @Test
    void pIsThatOfEstimatingEverySample() {
        Coefficient own = restricted("");
        assertThat(own.p()).isEqualTo(byHand(0));
        Fit clustered = Regression.fit(ModelSpec.of("y ~ x + z").withCovariance("cluster:g"), frame(new double[0]));
        assertThat(own.standardError())
                .isEqualTo(clustered.coefficient("x").orElseThrow().standardError());
    }

    @Test
    void intervalHoldsWhatIsNotRejected() {
        Coefficient own = restricted("");
        double step = 1e-6 * own.standardError();
        assertThat(byHand(own.ciLow() + step)).isGreaterThan(0.05);
        assertThat(byHand(own.ciLow() - step)).isLessThanOrEqualTo(0.05);
        assertThat(byHand(own.ciHigh() - step)).isGreaterThan(0.05);
        assertThat(byHand(own.ciHigh() + step)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void webbsPointsRepeatAndTellTheSameStorySeeds1To5() {
        double exact = restricted("").p();
        List<Double> drawn = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            double webb = restricted(",weights=webb,reps=1999,seed=" + seed).p();
            assertThat(webb)
                    .isEqualTo(
                            restricted(",weights=webb,reps=1999,seed=" + seed).p());
            drawn.add(webb);
        }
        assertThat(drawn.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                // another distribution with seven clusters: not the same p
                .isCloseTo(exact, within(0.12));
    }

    @Test
    void effectsNestedInClustersMayBeAbsorbedOthersNot() {
        ModelSpec nested = ModelSpec.of("y ~ x + z | g").withCovariance("wild:g/restricted");
        ModelSpec written = ModelSpec.of("y ~ x + z + i(g)").withCovariance("wild:g/restricted");
        Fit absorbed = Regression.fit(nested, frame(new double[0]));
        assertThat(absorbed.coefficient("x").orElseThrow().p())
                .isEqualTo(Regression.fit(written, frame(new double[0]))
                        .coefficient("x")
                        .orElseThrow()
                        .p());
        Fit refused =
                Regression.fit(ModelSpec.of("y ~ x | z").withCovariance("wild:g/restricted"), frame(new double[0]));
        assertThat(refused.estimated()).isFalse();
    }

    @Test
    void theLevelOfTheModelIsTheLevelOfItsIntervals() {
        ModelSpec spec = ModelSpec.of("y ~ x + z").withCovariance("wild:g/restricted");
        Coefficient wide =
                Regression.fit(spec, frame(new double[0])).coefficient("x").orElseThrow();
        Coefficient narrow = Regression.fit(spec.with("level", "0.8"), frame(new double[0]))
                .coefficient("x")
                .orElseThrow();
        assertThat(narrow.ciLow()).isGreaterThan(wide.ciLow());
        assertThat(narrow.ciHigh()).isLessThan(wide.ciHigh());
        // at its ends the hypothesis is on the verge of being rejected at 20 %
        double width = narrow.ciHigh() - narrow.ciLow();
        assertThat(byHand(narrow.ciHigh() - 1e-6 * width)).isGreaterThan(0.2);
        assertThat(byHand(narrow.ciHigh() + 1e-6 * width)).isLessThanOrEqualTo(0.2);
        assertThat(Regression.fit(spec.withCovariance("wild:g/restricted,level=0.8"), frame(new double[0]))
                        .diagnostics())
                .anyMatch(d -> d.hint().contains("--set level=0.8"));
    }
}
