package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

/** Fast forms against slow ones, and identities, on random trade; the seed is in each name. */
class ComplexityPropertiesTest {
    private static TradeMatrix random(long seed, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows * columns];
        for (int c = 0; c < rows; c++) {
            for (int p = 0; p < columns; p++) {
                boolean exported = random.nextDouble() < 0.2 + 0.6 * (c + p) / (rows + columns);
                values[c * columns + p] = exported ? Math.exp(4 * random.nextDouble()) : 0;
            }
        }
        return new TradeMatrix(labels("c", rows), labels("p", columns), values);
    }

    private static List<String> labels(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + (1000 + i)).toList();
    }

    private static Presence presence(TradeMatrix matrix) {
        return Presence.of(matrix, LocationQuotient.of(matrix), 1, false);
    }

    @Test
    void densityByUbiquityEqualsDensityByDefinitionSeed1() {
        TradeMatrix matrix = random(1, 31, 57);
        Presence presence = presence(matrix);
        double[] rca = LocationQuotient.of(matrix);
        for (String diagonal : List.of("kept", "zero")) {
            Conventions fast = Conventions.preset("reference").with("diagonal", diagonal);
            // more neighbours than products: the same numbers by the other route
            Conventions slow = fast.with("neighbours", "100");
            ComplexityIndex index = ComplexityIndex.of(presence, fast, presence.diversity());
            Relatedness a = Relatedness.of(presence, index, rca, fast);
            Relatedness b = Relatedness.of(presence, index, rca, slow);
            assertThat(a.density()).containsExactly(b.density(), within(1e-13));
            assertThat(a.gain()).containsExactly(b.gain(), within(1e-12));
            assertThat(a.outlook()).containsExactly(b.outlook(), within(1e-12));
        }
    }

    @Test
    void secondEigenvectorAgreesWithAFullDecompositionSeed2() {
        Presence presence = presence(random(2, 40, 90));
        ComplexityIndex index = ComplexityIndex.of(presence, Conventions.preset("reference"), presence.diversity());
        double[] diversity = presence.diversity();
        double[] ubiquity = presence.ubiquity();
        double[][] symmetric = new double[40][40];
        for (int a = 0; a < 40; a++) {
            for (int b = 0; b < 40; b++) {
                for (int p = 0; p < 90; p++) {
                    symmetric[a][b] += presence.m()[a * 90 + p] * presence.m()[b * 90 + p] / ubiquity[p];
                }
                symmetric[a][b] /= Math.sqrt(diversity[a] * diversity[b]);
            }
        }
        EigenDecomposition full = new EigenDecomposition(new Array2DRowRealMatrix(symmetric));
        double[] sorted = full.getRealEigenvalues().clone();
        java.util.Arrays.sort(sorted);
        assertThat(index.second()).isCloseTo(sorted[38], within(1e-12));
        assertThat(index.third()).isCloseTo(sorted[37], within(1e-6));
    }

    @Test
    void eciIsTheMeanPciOfAPlacesProductsSeed3() {
        Presence presence = presence(random(3, 25, 12)); // more places than products: solved on the product side
        ComplexityIndex index = ComplexityIndex.of(presence, Conventions.preset("reference"), presence.diversity());
        assertThat(ComplexityIndex.fromOutside(presence, index.pci())).containsExactly(index.eci(), within(1e-12));
    }

    @Test
    void solvingOnPlacesOrOnProductsGivesTheSameSeed4() {
        Presence presence = presence(random(4, 15, 33));
        ComplexityIndex index = ComplexityIndex.of(presence, Conventions.preset("reference"), presence.diversity());
        Presence turned = presence.transposed();
        ComplexityIndex other = ComplexityIndex.of(turned, Conventions.preset("reference"), index.rawProducts());
        double[] a = ComplexityIndex.standardised(
                index.rawProducts(),
                ComplexityIndex.mean(index.rawProducts()),
                Conventions.Deviation.POPULATION.of(index.rawProducts(), 1));
        assertThat(other.eci()).containsExactly(a, within(1e-9));
    }

    @Test
    void aZeroRowOrColumnChangesNothingElseSeed5() {
        TradeMatrix matrix = random(5, 20, 30);
        double[] wider = new double[21 * 31];
        for (int c = 0; c < 20; c++) {
            System.arraycopy(matrix.values(), c * 30, wider, c * 31, 30);
        }
        TradeMatrix padded = new TradeMatrix(labels("c", 21), labels("p", 31), wider);
        Conventions conventions = Conventions.preset("reference");
        ComplexityIndex plain = ComplexityIndex.of(
                presence(matrix), conventions, presence(matrix).diversity());
        ComplexityIndex withZero = ComplexityIndex.of(
                presence(padded), conventions, presence(padded).diversity());
        assertThat(java.util.Arrays.copyOf(withZero.eci(), 20)).containsExactly(plain.eci(), within(1e-11));
        assertThat(withZero.eci()[20]).isNaN();
        assertThat(withZero.pci()[30]).isNaN();
        Fitness fitness = Fitness.of(presence(padded), 50, 1);
        assertThat(java.util.Arrays.copyOf(fitness.fitness(), 20))
                .containsExactly(Fitness.of(presence(matrix), 50, 1).fitness(), within(1e-12));
        Relatedness relatedness = Relatedness.of(presence(padded), withZero, LocationQuotient.of(padded), conventions);
        assertThat(relatedness.outlook()[20]).isNaN();
        assertThat(relatedness.outlook()[3])
                .isCloseTo(
                        Relatedness.of(presence(matrix), plain, LocationQuotient.of(matrix), conventions)
                                .outlook()[3],
                        within(1e-11));
    }

    @Test
    void aChangeOfExpyIsTheSumOfItsPartsSeed6() {
        TradeMatrix before = random(6, 8, 20);
        TradeMatrix after = random(7, 8, 20);
        double[] income = IntStream.range(0, 8).mapToDouble(c -> 1000 * (c + 1)).toArray();
        Prody first = Prody.of(before, income, Prody.Weights.HHR);
        Prody second = Prody.of(after, income, Prody.Weights.HHR);
        second.values()[3] = Double.NaN;
        for (int c = 0; c < 8; c++) {
            ExpyChange change = ExpyChange.of(
                    before.products(),
                    java.util.Arrays.copyOfRange(before.values(), c * 20, c * 20 + 20),
                    java.util.Arrays.copyOfRange(after.values(), c * 20, c * 20 + 20),
                    first.values(),
                    second.values());
            double parts = 0;
            for (int p = 0; p < 20; p++) {
                parts += change.within()[p] + change.between()[p];
            }
            assertThat(parts).isCloseTo(change.to() - change.from(), within(1e-9));
            assertThat(change.to()).isCloseTo(Expy.of(after, second).values()[c], within(1e-9));
        }
    }

    @Test
    void prodyWeightsAreTheSameFromRcaSeed8() {
        TradeMatrix matrix = random(8, 12, 9);
        double[] income = IntStream.range(0, 12).mapToDouble(c -> 500 + 90 * c).toArray();
        double[] rca = LocationQuotient.of(matrix);
        Prody prody = Prody.of(matrix, income, Prody.Weights.HHR);
        for (int p = 0; p < 9; p++) {
            double weighted = 0;
            double sum = 0;
            for (int c = 0; c < 12; c++) {
                weighted += rca[c * 9 + p] * income[c];
                sum += rca[c * 9 + p];
            }
            assertThat(prody.values()[p]).isCloseTo(weighted / sum, within(1e-9));
        }
    }

    @Test
    void theSpanningTreeHoldsAllProductsSeed9() {
        Presence presence = presence(random(9, 20, 40));
        ProductSpace space =
                ProductSpace.of(presence, Proximity.of(presence, Proximity.Kind.MINIMUM, new double[0]), 0.6);
        assertThat(space.links().stream().filter(ProductSpace.Link::tree))
                .hasSize(space.products().size() - 1);
        assertThat(space.links().stream().filter(link -> !link.tree())).allMatch(link -> link.proximity() >= 0.6);
    }

    @Test
    void separatePartsAreCounted() {
        TradeMatrix apart = new TradeMatrix(List.of("a", "b"), List.of("x", "y"), new double[] {1, 0, 0, 1});
        assertThat(ComplexityIndex.parts(presence(apart))).isEqualTo(2);
    }

    @Test
    void findsTotalsParentsAndLostZeros() {
        TradeMatrix nested = new TradeMatrix(
                List.of("a", "b", "c"), List.of("Total", "x", "y"), new double[] {3, 1, 2, 9, 4, 5, 2, 0, 2});
        assertThat(TradeChecks.totalProducts(nested)).containsExactly("Total");
        assertThat(TradeChecks.parentCodes(List.of("84", "8471", "8472", "90"), new double[] {5, 3, 2, 7}))
                .containsExactly("84");
        assertThat(TradeChecks.parentCodes(List.of("03", "0301", "90"), new double[] {5, 3, 7}))
                .containsExactly("03");
        assertThat(TradeChecks.parentCodes(List.of("10", "100", "101", "90"), new double[] {5, 3, 9, 7}))
                .isEmpty();
        assertThat(TradeChecks.lostZeros(List.of("010110", "10120", "847130"))).containsExactly("10120");
        assertThat(TradeChecks.lostZeros(List.of("01011", "84713"))).isEmpty();
    }
}
