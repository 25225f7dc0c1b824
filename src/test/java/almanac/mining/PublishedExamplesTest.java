package almanac.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mining against published examples, and against small cases done by hand. */
class PublishedExamplesTest {
    /**
     * The three regressors of D. Hawkins, D. Bradu and G. Kass (1984, Technometrics 26): the first fourteen of the 75 rows
     * are outliers made to mask each other.
     */
    private static final double[] HAWKINS_BRADU_KASS = {
        10.1, 19.6, 28.3, 9.5, 20.5, 28.9, 10.7, 20.2, 31.0, 9.9, 21.5, 31.7, 10.3, 21.1, 31.1, 10.8, 20.4, 29.2, 10.5,
        20.9, 29.1, 9.9, 19.6, 28.8, 9.7, 20.7, 31.0, 9.3, 19.7, 30.3, 11.0, 24.0, 35.0, 12.0, 23.0, 37.0, 12.0, 26.0,
        34.0, 11.0, 34.0, 34.0, 3.4, 2.9, 2.1, 3.1, 2.2, 0.3, 0.0, 1.6, 0.2, 2.3, 1.6, 2.0, 0.8, 2.9, 1.6, 3.1, 3.4,
        2.2, 2.6, 2.2, 1.9, 0.4, 3.2, 1.9, 2.0, 2.3, 0.8, 1.3, 2.3, 0.5, 1.0, 0.0, 0.4, 0.9, 3.3, 2.5, 3.3, 2.5, 2.9,
        1.8, 0.8, 2.0, 1.2, 0.9, 0.8, 1.2, 0.7, 3.4, 3.1, 1.4, 1.0, 0.5, 2.4, 0.3, 1.5, 3.1, 1.5, 0.4, 0.0, 0.7, 3.1,
        2.4, 3.0, 1.1, 2.2, 2.7, 0.1, 3.0, 2.6, 1.5, 1.2, 0.2, 2.1, 0.0, 1.2, 0.5, 2.0, 1.2, 3.4, 1.6, 2.9, 0.3, 1.0,
        2.7, 0.1, 3.3, 0.9, 1.8, 0.5, 3.2, 1.9, 0.1, 0.6, 1.8, 0.5, 3.0, 3.0, 0.1, 0.8, 3.1, 1.6, 3.0, 3.1, 2.5, 1.9,
        2.1, 2.8, 2.9, 2.3, 1.5, 0.4, 3.3, 0.6, 1.2, 0.3, 0.4, 3.3, 1.1, 3.0, 0.3, 0.5, 2.4, 0.9, 1.8, 3.2, 0.9, 1.8,
        0.7, 0.7, 2.4, 3.4, 1.5, 1.6, 2.1, 3.0, 0.3, 1.5, 3.3, 0.4, 3.4, 3.0, 0.9, 0.1, 0.3, 1.1, 2.7, 0.2, 2.8, 3.0,
        2.9, 2.0, 0.7, 2.7, 0.2, 1.8, 0.8, 1.6, 2.0, 1.2, 0.1, 0.0, 1.1, 2.0, 0.6, 0.3, 1.0, 2.2, 2.9, 2.2, 2.5, 2.3,
        0.6, 2.0, 1.5, 0.3, 1.7, 2.2, 0.0, 2.2, 1.6, 0.3, 0.4, 2.6
    };

    private static PanelGrid grid(String period, double[][]... variables) {
        return new PanelGrid(
                IntStream.range(0, variables[0].length)
                        .mapToObj(r -> "r" + (r + 1))
                        .toList(),
                IntStream.range(0, variables[0][0].length)
                        .mapToObj(t -> String.format(Locale.ROOT, period, 2000 + t / 4, t % 4 + 1))
                        .toList(),
                IntStream.range(0, variables.length).mapToObj(v -> "v" + v).toList(),
                variables);
    }

    /** P. Rousseeuw and K. Van Driessen (1999): classical distances show one or two of the fourteen, robust ones all. */
    @Test
    void minimumCovarianceUnmasksTheFourteenOfHawkinsBraduAndKass() {
        double[][] rows = IntStream.range(0, 75)
                .mapToObj(i -> Arrays.copyOfRange(HAWKINS_BRADU_KASS, 3 * i, 3 * i + 3))
                .toArray(double[][]::new);
        for (long seed = 1; seed <= 3; seed++) {
            MinimumCovariance mcd = MinimumCovariance.of(rows, seed);
            assertThat(mcd.cutoff()).isCloseTo(Math.sqrt(9.348404), within(1e-6));
            for (int i = 0; i < 14; i++) {
                assertThat(mcd.distances()[i]).as("row %d", i + 1).isGreaterThan(20);
            }
            assertThat(Arrays.stream(mcd.distances()).skip(14)).allMatch(d -> d < mcd.cutoff());
        }
    }

    /** Median 2.45, median absolute deviation .15: 8.2 is .6745 * 5.75 / .15 = 25.86 from it. */
    @Test
    void robustScoresByHand() {
        double[] scores = Robust.scores(new double[] {2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3});
        assertThat(scores[8]).isCloseTo(0.6744897501960817 * 5.75 / 0.15, within(1e-9));
        assertThat(scores[0]).isCloseTo(-0.6744897501960817 * 0.35 / 0.15, within(1e-9));
    }

    /** Quarters with an exact line and an exact season: only the number that was changed is off. */
    @Test
    void residualsOfTrendAndSeason() {
        double[] season = {-20, 5, 30, -15};
        double[] path = IntStream.range(0, 24)
                .mapToDouble(t -> 400 + 2 * t + season[t % 4] + (t % 3 - 1) * 0.4)
                .toArray();
        path[13] += 60;
        assertThat(OutlierSearch.of(grid("%d-Q%d", new double[][] {path}), List.of("trend"), 3.5, 1))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.period()).isEqualTo("2003-Q2");
                    assertThat(finding.shape()).isEqualTo("spike");
                    assertThat(finding.expected()).isCloseTo(431, within(6.0));
                });
    }

    /**
     * The Nile once more: sums of squares for 0 to 4 breaks, and the single break, as A. Zeileis, C. Kleiber, W. Kraemer and
     * K. Hornik (2003, Computational Statistics and Data Analysis 44) have them from the same dynamic programme.
     */
    @Test
    void everyNumberOfBreaksOfTheNile() {
        StructuralBreaks breaks = StructuralBreaks.of(MiningTest.NILE, false, 1);
        double[] published = {2835157, 1597457, 1552924, 1538097, 1507888, 1659994};
        for (int m = 0; m < published.length; m++) {
            double count = 2 * m + 1;
            double squares = 100 * Math.exp(breaks.bic()[m] - count * Math.log(100) / 100);
            assertThat(squares).as("%d breaks", m).isCloseTo(published[m], within(0.6));
        }
    }

    /** Three exact levels of 10, 12 and 11 periods. */
    @Test
    void breaksOfExactLevels() {
        double[] series = DoubleStream.concat(
                        DoubleStream.concat(
                                DoubleStream.generate(() -> 1).limit(10),
                                DoubleStream.generate(() -> 5).limit(12)),
                        DoubleStream.generate(() -> 2).limit(11))
                .toArray();
        StructuralBreaks breaks = StructuralBreaks.of(series, false, 1);
        assertThat(breaks.breaks()).containsExactly(10, 22);
        assertThat(breaks.squares()).isZero();
        assertThat(breaks.stability()).containsExactly(new double[] {1, 1}, within(1e-12));
    }

    /** 0, 1, 5, 7: Ward joins at 1, 2 and sqrt(2 * 2 * 2 / 4 * 5.5^2) = sqrt(60.5). */
    @Test
    void wardsHeightsByHand() {
        Dendrogram tree = Dendrogram.of(new double[][] {{0}, {1}, {5}, {7}});
        assertThat(tree.merges().stream().mapToDouble(Dendrogram.Merge::height).toArray())
                .containsExactly(new double[] {1, 2, Math.sqrt(60.5)}, within(1e-12));
        assertThat(tree.cut(2)).containsExactly(0, 0, 1, 1);
        assertThat(tree.order()).containsExactly(0, 1, 2, 3);
    }

    /** The same four points: a = 1, b = 6 for the first, so 5/6; k-means leaves 0.5 + 2. */
    @Test
    void silhouettesAndKMeansByHand() {
        double[][] rows = {{0}, {1}, {5}, {7}};
        KMeans means = KMeans.of(rows, 2, 1);
        assertThat(means.labels()).containsExactly(0, 0, 1, 1);
        assertThat(means.within()).isCloseTo(2.5, within(1e-12));
        assertThat(Clusters.silhouettes(rows, means.labels(), 2))
                .containsExactly(new double[] {5.0 / 6, 4.0 / 5, 2.5 / 4.5, 4.5 / 6.5}, within(1e-12));
    }

    /** A single cloud of one spacing: no groups, which only the gap statistic can say. */
    @Test
    void gapSaysThatEvenlySpreadRegionsAreNoGroups() {
        double[][] a = new double[25][1];
        double[][] b = new double[25][1];
        for (int r = 0; r < 25; r++) {
            a[r][0] = r / 5;
            b[r][0] = r % 5;
        }
        assertThat(Clusters.of(RegionFeatures.levels(grid("%d.%d", a, b)), 0, 1).gapK())
                .isEqualTo(1);
    }

    /** Means alike, paths unlike: levels see no difference where paths do. */
    @Test
    void pathsTellRisingFromFallingRegions() {
        double[][] paths = new double[8][6];
        for (int r = 0; r < 8; r++) {
            for (int t = 0; t < 6; t++) {
                paths[r][t] = 50 + (r % 2 == 0 ? 1 : -1) * (t - 2.5) * 4 + 0.1 * ((r * 7 + t * 3) % 5);
            }
        }
        Clusters clusters = Clusters.of(RegionFeatures.paths(grid("%d.%d", paths)), 0, 1);
        assertThat(clusters.k()).isEqualTo(2);
        assertThat(clusters.labels()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
        assertThat(Arrays.stream(clusters.stability())).allMatch(s -> s > 0.95);
    }

    /** Steps at 20 and, in the upper part, at 40 of sixty rows: 0, 4, 10 without noise. */
    @Test
    void regressionTreeOfExactSteps() {
        double[][] rows = new double[60][2];
        double[] outcome = new double[60];
        for (int i = 0; i < 60; i++) {
            rows[i][0] = i;
            rows[i][1] = i * 37 % 60;
            outcome[i] = i < 20 ? 0 : i < 40 ? 4 : 10;
        }
        RegressionTree tree = RegressionTree.of(outcome, rows, List.of("step", "noise"), 1);
        RegressionTree.Split first = tree.root().split().orElseThrow();
        // 40 is first: it leaves 2/3 * 1/3 * 8^2 of the variance explained, 20 only 2/9 * 7^2
        assertThat(first.variable()).isEqualTo("step");
        assertThat(first.at()).isEqualTo(39.5);
        assertThat(first.below().split().orElseThrow().at()).isEqualTo(19.5);
        assertThat(first.above().split()).isEmpty();
        assertThat(first.above().mean()).isEqualTo(10);
        assertThat(tree.root().leafSquares()).isZero();
        assertThat(tree.rootShares().get("step")).isGreaterThan(0.99);
    }
}
