package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.mining.OutlierSearch;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Unit;
import almanac.rule.RuleBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study says of figures that are missing, filled in, or printed twice; and where what does not fit is printed. */
class MissingTest {
    private static final RuleBook RULES = RuleBook.load(List.of(Path.of("rules")));
    private static final List<String> REGIONS = List.of("CN-31", "CN-32", "CN-33", "CN-34", "CN-36", "CN-42");
    private static final String STUDY = """
            regions: [CN-31, CN-32, CN-33, CN-34, CN-36, CN-42]
            years: 2010..2019
            missing: MISSING
            variables:
              - {name: gdp, indicator: gdp, unit: CNY_1e8}
              - {name: people, indicator: population.resident, unit: person_1e4, FILLING}
              - {name: y, formula: log(gdp)}
              - {name: x, formula: log(people)}
            models:
              - {name: ols, formula: y ~ x}
            """;

    private final List<Observation> observations = new ArrayList<>();

    @TempDir
    Path folder;

    private void print(String region, String indicator, int year, String value, String unit, String vintage) {
        Unit known = RULES.lexicon().units().byId(unit).orElseThrow();
        Reading reading = value.equals("…")
                ? new Reading.Missing("not_available", value)
                : new Reading.Amount(new BigDecimal(value), Optional.empty(), value);
        observations.add(new Observation(
                region + "-" + indicator + "-" + year + "-" + vintage,
                new Named(region, Optional.of(region), ""),
                new Named(indicator, Optional.of(indicator), ""),
                new TreeMap<>(),
                Period.ofYear(year),
                reading,
                Measure.LEVEL,
                unit,
                known,
                new Locator.CellAt("book" + vintage, "7", "t1", 2, 3, "r3c4", Optional.empty()),
                "test",
                "",
                vintage,
                ""));
    }

    private StudyRun run(String missing, String filling) throws IOException {
        for (String region : REGIONS) {
            for (int year = 2010; year <= 2019; year++) {
                int place = REGIONS.indexOf(region);
                long gdp =
                        Math.round(1000 * (place + 2) * Math.pow(1.08 + 0.004 * (year * (place + 3) % 5), year - 2010));
                boolean slip = place == 1 && year == 2015;
                print(region, "gdp", year, Long.toString(slip ? 10 * gdp : gdp), "CNY_1e8", "2020");
                boolean gap = place == 2 && year == 2014;
                print(
                        region,
                        "population.resident",
                        year,
                        gap ? "…" : Integer.toString(3000 + 500 * place + 20 * (year - 2010)),
                        "person_1e4",
                        "2020");
            }
        }
        print("CN-31", "gdp", 2012, "1999", "CNY_1e8", "2013");
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, STUDY.replace("MISSING", missing).replace("FILLING", filling));
        StudyReader.Result read = StudyReader.read(file, StudyDesk.lexicon(RULES));
        assertThat(read.trouble()).isEmpty();
        return StudyRun.of(read.study().orElseThrow(), observations, Map.of());
    }

    private static final String NOTHING = "measure: level";

    @Test
    void aBalancedPanelCountsTheCompleteRowsOfRegionsItLeavesOut() throws IOException {
        StudyRun run = run("balanced", NOTHING);
        assertThat(run.loss().design()).isEqualTo(60);
        assertThat(run.loss().complete()).isEqualTo(50).isEqualTo(run.sample().rows());
        assertThat(run.fits().get(0).n()).isEqualTo(50);
        assertThat(run.loss().losses())
                .hasSize(10)
                .allMatch(row -> row.region().equals("CN-33"))
                .filteredOn(row -> row.missing().containsValue("the region has a gap in 2014"))
                .hasSize(9);
        assertThat(run.why("CN-33", 2012, "x").orElseThrow())
                .contains(
                        "the row CN-33 2012 is left out of the sample: the region has a gap in another year (missing: balanced)");
        assertThat(run.why("CN-34", 2012, "x").orElseThrow()).doesNotContain("left out");
    }

    @Test
    void aGapIsExplainedByItsMarkAndByWhatTheStudyMakesOfIt() throws IOException {
        StudyRun run = run("listwise", NOTHING);
        assertThat(run.loss().complete()).isEqualTo(59);
        assertThat(run.why("CN-33", 2014, "x").orElseThrow())
                .contains("x CN-33 2014 = (no number)")
                .contains("printed … ")
                .contains("the row CN-33 2014 is left out of the sample: no x (missing: listwise)");
        assertThat(run("per-model", NOTHING).why("CN-33", 2014, "x").orElseThrow())
                .contains("enters only the models that do not need x (missing: per-model)");
    }

    @Test
    void anInterpolatedCellIsExplainedByItsNeighboursTheirWeightsAndTheMarkInTheGap() throws IOException {
        StudyRun run = run("listwise", "interpolate: {method: linear, at_most: 2}");
        assertThat(run.loss().complete()).isEqualTo(60);
        assertThat(run.why("CN-33", 2014, "people").orElseThrow())
                .startsWith("people CN-33 2014 = 4080")
                .contains("not printed: filled in (linear), because the study says interpolate")
                .contains("printed … person_1e4 in book2020 p.7 t1 r3c4")
                .contains("from people CN-33 2013, weight 0.5")
                .contains("from people CN-33 2015, weight 0.5")
                .contains("printed 4060 ")
                .contains("printed 4100 ");
    }

    @Test
    void aCellChosenAmongRivalsNamesThemAndTheReason() throws IOException {
        assertThat(run("listwise", NOTHING).why("CN-31", 2012, "gdp").orElseThrow())
                .contains("in book2020 p.7 t1 r3c4")
                .contains("chosen: ")
                .containsPattern("rival: +1999 .*in book2013 p\\.7 t1 r3c4");
    }

    @Test
    void minedOutliersOfAStudyLeadToTheirPrintedCell() throws IOException {
        StudyRun run = run("listwise", NOTHING);
        MiningDesk.Outcome outcome = MiningDesk.outliers(
                MiningDesk.panel(run.panel(), "small"),
                List.of("y", "x"),
                List.of("trend", "jump"),
                OutlierSearch.THRESHOLD,
                1);
        String printed = run.panel()
                        .cell("gdp", "CN-32", 2015)
                        .orElseThrow()
                        .value()
                        .orElseThrow()
                        .longValue() + "";
        assertThat(outcome.found()).isTrue();
        assertThat(outcome.rows().get(0).subList(0, 4)).containsExactly("trend", "CN-32", "2015", "y");
        assertThat(outcome.rows().get(0).get(9)).asString().isEqualTo("\"" + printed + "\" book2020 p.7 t1 r3c4");
        assertThat(outcome.text()).contains("CN-32", "book2020");
    }
}
