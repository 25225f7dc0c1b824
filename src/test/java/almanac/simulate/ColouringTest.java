package almanac.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColouringTest {
    private static double[] noise(long seed, int rows) {
        Random random = new Random(seed);
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = random.nextGaussian();
        }
        return column;
    }

    @Test
    void meetsMeanDeviationAndCorrelationsExactlyOnTheSampleSeed17() {
        boolean[] sample = new boolean[60];
        Arrays.fill(sample, 5, 55, true);
        double[] first = Colouring.colour(List.of(), noise(17, 60), sample, 3, 2, new double[0]);
        double[] second = Colouring.colour(List.of(first), noise(18, 60), sample, -1, 0.5, new double[] {0.7});
        TargetMoments moments = TargetMoments.of(
                List.of("a", "b"), List.of(Arrays.copyOfRange(first, 5, 55), Arrays.copyOfRange(second, 5, 55)));
        assertThat(moments.means()[0]).isCloseTo(3, within(1e-12));
        assertThat(moments.deviations()[0]).isCloseTo(2, within(1e-12));
        assertThat(moments.means()[1]).isCloseTo(-1, within(1e-12));
        assertThat(moments.deviations()[1]).isCloseTo(0.5, within(1e-12));
        assertThat(moments.correlations()[1][0]).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void refusesCorrelationsThatNoColumnCanHave() {
        boolean[] sample = new boolean[40];
        Arrays.fill(sample, true);
        double[] first = Colouring.colour(List.of(), noise(1, 40), sample, 0, 1, new double[0]);
        double[] second = Colouring.colour(List.of(first), noise(2, 40), sample, 0, 1, new double[] {0.9});
        assertThatThrownBy(() ->
                        Colouring.colour(List.of(first, second), noise(3, 40), sample, 0, 1, new double[] {0.9, -0.9}))
                .hasMessageContaining("leave no variance");
    }
}
