package almanac.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyPlacesTest {
    @Test
    void rankingDrawsBothEndsAndCountsTheRest() {
        List<Ranking.Row> rows = new ArrayList<>();
        for (int i = 0; i < 184; i++) {
            rows.add(new Ranking.Row("place " + i, i, i + 1));
        }
        Ranking ranking = new Ranking("r", "title", "description", "2002", "2019", "unit", false, rows);
        assertThat(ranking.svg())
                .contains(">place 183<", ">place 164<", "⋯ 144 ⋯", ">place 19<", ">place 0<")
                .doesNotContain(">place 163<", ">place 20<");
        assertThat(ranking.data().rows()).hasSize(2 * 184);
    }

    @Test
    void trendsDrawThePlacesWithTheMostNumbers() {
        List<SmallMultiples.Series> panels = new ArrayList<>();
        for (int i = 0; i < 87; i++) {
            panels.add(new SmallMultiples.Series("city " + i, new double[] {1, i % 2 == 0 ? 2 : Double.NaN}));
        }
        SmallMultiples trends = new SmallMultiples("t", "title", "description", "unit", List.of(2018, 2019), panels);
        assertThat(trends.svg())
                .contains(">city 0<", ">city 2<", ">city 70<", "⋯ +51")
                .doesNotContain(">city 1<", ">city 72<");
        assertThat(trends.data().rows()).hasSize(2 * 87);
    }

    @Test
    void fansDrawThePlacesWithTheMostNumbers() {
        List<FanChart.Fan> fans = new ArrayList<>();
        for (int i = 0; i < 87; i++) {
            fans.add(new FanChart.Fan(
                    "city " + i,
                    List.of("2018", "2019", "2020"),
                    List.of(1.0, i % 2 == 0 ? 2 : Double.NaN),
                    List.of(new FanChart.Step(2, 1, 3, 0, 4))));
        }
        FanChart chart = new FanChart("f", "title", "description", "unit", fans);
        assertThat(chart.svg()).contains(">city 0<", ">city 70<", "⋯ +51").doesNotContain(">city 1<", ">city 72<");
        assertThat(chart.data().rows()).hasSize(3 * 87);
    }

    @Test
    void ofALargeTreeTheCrownIsDrawn() {
        int n = 184;
        List<String> labels = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        List<TreeChart.Join> joins = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add("place " + i);
            order.add(n - 1 - i);
            if (i > 0) {
                joins.add(new TreeChart.Join(i == 1 ? 0 : n + i - 2, i, i));
            }
        }
        TreeChart tree = new TreeChart("t", "title", "description", "distance", labels, order, joins);
        assertThat(tree.svg())
                .contains(">place 183<", ">place 145<", ">place 144 +144<")
                .doesNotContain(">place 143");
        assertThat(tree.data().rows()).hasSize(n + 3 * (n - 1));
    }

    @Test
    void aNameInTwoLanguagesKeepsItsChineseNameAndItsYear() {
        assertThat(Svg.shortened("Democratic Republic of the Congo 刚果民主共和国", 25))
                .isEqualTo("Democrati… 刚果民主共和国");
        assertThat(Svg.shortened("Venezuela (Bolivarian Republic of) 委内瑞拉 2004", 30))
                .isEqualTo("Venezuela (Boli… 委内瑞拉 2004");
        assertThat(Svg.shortened("very_long_variable_name", 10)).isEqualTo("very_long_…");
    }

    @Test
    void withoutAFigureNothingWrongIsDrawn() {
        assertThat(new HeatMap("h", "t", "d", List.of("a", "b"), new double[][] {{1, Double.NaN}, {Double.NaN, 1}})
                        .svg())
                .contains(">–<")
                .doesNotContain("NaN", "#000000");
        CoefficientPlot.Estimate none =
                new CoefficientPlot.Estimate("(1)", Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        CoefficientPlot.Estimate zero = new CoefficientPlot.Estimate("(2)", 0, 0, 0, Double.NaN);
        assertThat(new CoefficientPlot(
                                "c", "t", "d", "note", List.of(new CoefficientPlot.Group("x", List.of(none, zero))))
                        .svg())
                .contains("(2)")
                .doesNotContain("NaN");
        assertThat(new SmallMultiples(
                                "s",
                                "t",
                                "d",
                                "u",
                                List.of(2018, 2019),
                                List.of(new SmallMultiples.Series("a", new double[] {5e7, 5e7})))
                        .svg())
                .contains(">5e7<")
                .doesNotContain("NaN");
    }
}
