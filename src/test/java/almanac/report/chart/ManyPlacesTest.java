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
}
