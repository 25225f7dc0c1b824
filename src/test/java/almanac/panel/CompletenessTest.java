package almanac.panel;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Panel;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    /** Two variables, two regions, two years; B lacks y in both years and x in 2011. */
    private static Panel panel() {
        TreeMap<Panel.Key, Panel.Cell> cells = new TreeMap<>();
        for (String region : List.of("A", "B")) {
            for (int year : List.of(2010, 2011)) {
                for (String variable : List.of("x", "y")) {
                    boolean none = region.equals("B") && (variable.equals("y") || year == 2011);
                    cells.put(
                            new Panel.Key(variable, region, year),
                            new Panel.Cell(
                                    none ? Optional.empty() : Optional.of(1.0),
                                    new Panel.Origin.None("not printed", List.of(), Optional.empty())));
                }
            }
        }
        return new Panel(
                List.of("A", "B"),
                List.of(2010, 2011),
                List.of(new Panel.Variable("x", "x", "x", "x", ""), new Panel.Variable("y", "y", "y", "y", "")),
                cells);
    }

    private static PanelSpec spec() {
        return new PanelSpec(List.of("A", "B"), "CN", List.of(2010, 2011), List.of(), List.of());
    }

    private static Completeness counted() {
        return Completeness.of(panel(), List.of("x", "y"), (region, year) -> true);
    }

    @Test
    void countsByVariableRegionAndYear() {
        assertThat(counted().lines())
                .extracting(line -> line.per().code() + " " + line.name() + " " + line.filled() + "/" + line.cells())
                .containsExactly(
                        "variable x 3/4",
                        "variable y 2/4",
                        "region A 4/4",
                        "region B 1/4",
                        "year 2010 3/4",
                        "year 2011 2/4");
        assertThat(counted().text()).containsPattern("B +1 +4 +25.0%");
    }

    @Test
    void keepsWhatIsCompleteEnough() {
        PanelSpec regions = counted().kept(spec(), new Completeness.Keep(0.5, Completeness.Per.REGION));
        assertThat(regions.member("A", 2010)).isTrue();
        assertThat(regions.member("B", 2010)).isFalse();
        PanelSpec years = counted().kept(spec(), new Completeness.Keep(0.75, Completeness.Per.YEAR));
        assertThat(years.member("B", 2010)).isTrue();
        assertThat(years.member("A", 2011)).isFalse();
        PanelSpec all = counted().kept(spec(), new Completeness.Keep(0.25, Completeness.Per.REGION));
        assertThat(all).isEqualTo(spec());
    }
}
