package almanac.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiningTest {
    /** Annual flow of the Nile at Aswan, 1871 to 1970 (G. Cobb 1978): it fell in 1898. */
    static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    private static PanelGrid grid(double[][]... variables) {
        int regions = variables[0].length;
        int periods = variables[0][0].length;
        return new PanelGrid(
                IntStream.range(0, regions).mapToObj(r -> "r" + (10 + r)).toList(),
                IntStream.range(0, periods)
                        .mapToObj(t -> Integer.toString(2002 + t))
                        .toList(),
                IntStream.range(0, variables.length).mapToObj(v -> "v" + v).toList(),
                variables);
    }

    /** Growing regions with a little noise. */
    private static double[][] growing(long seed, int regions, int periods) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[regions][periods];
        for (int r = 0; r < regions; r++) {
            for (int t = 0; t < periods; t++) {
                values[r][t] = (50 + 10 * r) * Math.exp(0.08 * t + 0.02 * (random.nextDouble() - 0.5));
            }
        }
        return values;
    }

    @Test
    void findsASlipOfUnitsAndCallsItASpikeSeed1() {
        double[][] values = growing(1, 11, 18);
        values[4][9] *= 10;
        List<OutlierSearch.Finding> found =
                OutlierSearch.of(grid(values), List.of("jump", "trend"), OutlierSearch.THRESHOLD, 1);
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo("trend");
            assertThat(finding.region()).isEqualTo("r14");
            assertThat(finding.period()).isEqualTo("2011");
            assertThat(finding.shape()).isEqualTo("spike");
            assertThat(finding.remark()).contains("10^1");
        });
        assertThat(found).allMatch(finding -> finding.region().equals("r14"));
    }

    @Test
    void aLastingChangeIsAShiftSeed2() {
        double[][] values = growing(2, 11, 18);
        for (int t = 10; t < 18; t++) {
            values[2][t] *= 1.8;
        }
        assertThat(OutlierSearch.of(grid(values), List.of("jump"), OutlierSearch.THRESHOLD, 1))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.period()).isEqualTo("2012");
                    assertThat(finding.shape()).isEqualTo("shift");
                });
    }

    @Test
    void findsCombinationsThatNoVariableShowsAloneSeed3() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] a = new double[20][10];
        double[][] b = new double[20][10];
        for (int r = 0; r < 20; r++) {
            for (int t = 0; t < 10; t++) {
                a[r][t] = random.nextDouble();
                b[r][t] = a[r][t] + 0.05 * (random.nextDouble() - 0.5);
            }
        }
        b[7][3] = 1 - a[7][3] > 0.5 ? 0.95 : 0.05;
        a[7][3] = 1 - b[7][3];
        List<OutlierSearch.Finding> found = OutlierSearch.of(grid(a, b), List.of("joint", "robust-z"), 3.5, 1);
        assertThat(found.get(0).region()).isEqualTo("r17");
        assertThat(found.get(0).period()).isEqualTo("2005");
        assertThat(found.get(0).score()).isGreaterThan(10);
        assertThat(found).noneMatch(finding -> finding.kind().equals("robust-z"));
    }

    @Test
    void robustScoresSurviveEqualAndMissingValues() {
        assertThat(Robust.scores(new double[] {2, 2, 2, 2})).containsOnly(0);
        assertThat(Robust.scores(new double[] {2, 2, 2, 2, Double.NaN, 9})[5]).isGreaterThan(3.5);
        assertThat(Robust.median(new double[] {})).isNaN();
    }

    @Test
    void clustersFindThreeGroupsAndSayTheyAreStableSeed4() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] a = new double[18][1];
        double[][] b = new double[18][1];
        for (int r = 0; r < 18; r++) {
            a[r][0] = r % 3 * 10 + random.nextDouble();
            b[r][0] = r % 3 * -7 + random.nextDouble();
        }
        Clusters clusters = Clusters.of(RegionFeatures.levels(grid(a, b)), 0, 9);
        assertThat(clusters.k()).isEqualTo(3);
        assertThat(clusters.gapK()).isEqualTo(3);
        assertThat(clusters.labels()).isEqualTo(clusters.treeLabels());
        assertThat(Arrays.stream(clusters.stability())).allMatch(s -> s > 0.85);
        assertThat(Clusters.of(RegionFeatures.levels(grid(a, b)), 0, 9).labels())
                .isEqualTo(clusters.labels());
    }

    @Test
    void regionsWithoutAllNumbersAreLeftOutAndNamed() {
        double[][] values = growing(5, 6, 4);
        values[2][1] = Double.NaN;
        assertThat(RegionFeatures.paths(grid(values)).leftOut()).containsExactly("r12");
        assertThat(RegionFeatures.levels(grid(values)).leftOut()).isEmpty();
    }

    @Test
    void findsTheBreakOfTheNile() {
        StructuralBreaks breaks = StructuralBreaks.of(NILE, false, 1);
        assertThat(breaks.breaks()).containsExactly(28); // 1899 is the first year of the lower level
        assertThat(breaks.squares()).isCloseTo(1597457, within(1.0));
        assertThat(breaks.stability()[0]).isGreaterThan(0.6);
        assertThat(StructuralBreaks.of(Arrays.copyOfRange(NILE, 30, 90), false, 1)
                        .breaks())
                .isEmpty();
    }

    @Test
    void aTreeFindsTheSplitAndNothingInNoiseSeed6() {
        SplittableRandom random = new SplittableRandom(6);
        double[][] rows = new double[120][2];
        double[] outcome = new double[120];
        double[] noise = new double[120];
        for (int i = 0; i < 120; i++) {
            rows[i][0] = random.nextDouble();
            rows[i][1] = random.nextDouble();
            outcome[i] = (rows[i][1] < 0.4 ? 1 : 3) + random.nextDouble();
            noise[i] = random.nextDouble();
        }
        RegressionTree tree = RegressionTree.of(outcome, rows, List.of("a", "b"), 2);
        assertThat(tree.root().split().orElseThrow().variable()).isEqualTo("b");
        assertThat(tree.root().split().orElseThrow().at()).isCloseTo(0.4, within(0.03));
        assertThat(tree.rootShares().get("b")).isGreaterThan(0.95);
        assertThat(tree.error()).isLessThan(tree.meanError() / 3);
        assertThat(RegressionTree.of(noise, rows, List.of("a", "b"), 2).root().split())
                .isEmpty();
    }
}
