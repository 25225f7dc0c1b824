package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Two places and two products, small enough to follow on paper. */
class TradeMatrixTest {
    private static final Offset<Double> EXACT = within(1e-12);

    // rich exports 60 ships and 40 cloth, poor exports 5 ships and 15 cloth
    static final TradeMatrix WORLD =
            new TradeMatrix(List.of("poor", "rich"), List.of("cloth", "ships"), new double[] {15, 5, 40, 60});

    private static final double[] INCOME = {1000, 9000};

    @Test
    void prodyIsTheShareWeightedMeanOfIncomes() {
        // ships: shares .25 and .6, so (.25 * 1000 + .6 * 9000) / .85
        Prody prody = Prody.of(WORLD, INCOME, Prody.Weights.HHR);
        assertThat(prody.of("ships")).isCloseTo(5650 / 0.85, EXACT);
        assertThat(prody.of("cloth")).isCloseTo((0.75 * 1000 + 0.4 * 9000) / 1.15, EXACT);
        assertThat(Prody.of(WORLD, INCOME, Prody.Weights.MICHAELY).of("ships"))
                .isCloseTo((5 * 1000 + 60 * 9000) / 65.0, EXACT);
        assertThat(prody.of("air")).isNaN();
    }

    @Test
    void aPlaceWithoutIncomeIsOutOfPrody() {
        Prody prody = Prody.of(WORLD, new double[] {Double.NaN, 9000}, Prody.Weights.HHR);
        assertThat(prody.values()).containsExactly(9000, 9000);
    }

    @Test
    void expyIsTheShareWeightedMeanOfProdyAndContributionsAddUpToIt() {
        Prody prody = Prody.of(WORLD, INCOME, Prody.Weights.HHR);
        Expy expy = Expy.of(WORLD, prody);
        assertThat(expy.of("rich")).isCloseTo(0.4 * prody.of("cloth") + 0.6 * prody.of("ships"), EXACT);
        double[] parts = Expy.contributions(WORLD, prody.values());
        assertThat(parts[2] + parts[3]).isCloseTo(expy.of("rich"), EXACT);
    }

    @Test
    void expyIsTakenOverTheProductsThatHaveAProdyAndSaysHowMuchThatIs() {
        Expy expy = Expy.of(WORLD, new double[] {2000, Double.NaN});
        assertThat(expy.of("rich")).isEqualTo(2000);
        assertThat(expy.covered()[1]).isCloseTo(0.4, EXACT);
    }

    @Test
    void leavingOwnOutMeasuresWithTheOthersIncomes() {
        assertThat(Expy.leavingOwnOut(WORLD, INCOME, Prody.Weights.HHR).values())
                .containsExactly(9000, 1000);
    }

    @Test
    void locationQuotientComparesShares() {
        double[] quotients = LocationQuotient.of(WORLD);
        assertThat(quotients[0]).isCloseTo(0.75 / (55 / 120.0), EXACT);
        assertThat(LocationQuotient.of(15, 20, 55, 120)).isEqualTo(quotients[0]);
        assertThat(LocationQuotient.of(15, 0, 55, 120)).isNaN();
    }

    @Test
    void alignsByLabelAndFillsWithZero() {
        assertThat(WORLD.alignedTo(List.of("ships", "air")).values()).containsExactly(5, 0, 60, 0);
    }
}
