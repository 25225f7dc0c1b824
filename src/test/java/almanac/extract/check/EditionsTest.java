package almanac.extract.check;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Unit;
import almanac.rule.CheckRule;
import almanac.rule.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two books that print the same figures: one finding tells what happened to the series. */
class EditionsTest {
    private static final CheckRule RULE = new CheckRule(
            "check.editions",
            "editions",
            "note",
            Map.of("relative", "0.001"),
            Map.of(),
            List.of(),
            List.of(),
            new Place("test", 1));
    private static final Unit UNIT = new Unit("CNY_1e8", "CNY", new BigDecimal("1e8"));

    private static Observation of(String book, int place, int year, double value) {
        BigDecimal printed = new BigDecimal(String.format(java.util.Locale.ROOT, "%.2f", value));
        return new Observation(
                book + place + "-" + year,
                new Named("place " + place, Optional.of("CN-" + place), "province"),
                new Named("GDP", Optional.of("gdp"), "flow"),
                new TreeMap<>(),
                Period.ofYear(year),
                new Reading.Amount(printed, Optional.empty(), printed.toPlainString()),
                Measure.LEVEL,
                "亿元",
                UNIT,
                new Locator.CellAt(book, "1", "t1", place, year - 2000, "r" + place + "c" + year, Optional.empty()),
                "test",
                "",
                "",
                "");
    }

    private interface Later {
        double value(int place, int year, double before);
    }

    /** Three places, five years, in book a and as another book has them. */
    private static List<Finding> compare(Later later) {
        List<Observation> numbers = new ArrayList<>();
        for (int place = 31; place <= 33; place++) {
            for (int year = 2010; year < 2015; year++) {
                double before = 1000 + place * 10 + (year - 2010) * 87.65;
                numbers.add(of("a.xls", place, year, before));
                numbers.add(of("b.xls", place, year, later.value(place, year, before)));
            }
        }
        return new Editions(RULE).findings(numbers);
    }

    @Test
    void saysNothingWhereBooksAgree() {
        assertThat(compare((place, year, before) -> before + 0.01)).isEmpty();
    }

    @Test
    void tellsOfARevisedSeriesOnce() {
        List<Finding> findings = compare((place, year, before) -> before * (1.01 + (year - 2010) * 0.01));
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.code()).isEqualTo(CheckCodes.EDITIONS);
        assertThat(finding.message())
                .startsWith(
                        "GDP: 15 of 15 figures differ from those of a.xls (3 places, 5 periods 2010 to 2014, +3.0 %")
                .contains("2014");
        assertThat(finding.hint()).contains("revision of the series");
        assertThat(finding.observations()).hasSize(30);
        assertThat(finding.diagnostic().source()).isEqualTo("b.xls");
        assertThat(finding.diagnostic().cell())
                .hasValueSatisfying(cell -> assertThat(cell).contains("c2014"));
    }

    @Test
    void knowsAPreliminaryYear() {
        List<Finding> findings = compare((place, year, before) -> year == 2014 ? before * 1.02 : before);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).message()).contains("3 of 15 figures", "3 places, 2014,");
        assertThat(findings.get(0).hint()).contains("first published against revised");
    }

    @Test
    void warnsOfASingleFigure() {
        List<Finding> findings = compare((place, year, before) -> place == 32 && year == 2012 ? before + 90 : before);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(CheckCodes.EDITION_FIGURE);
        assertThat(findings.get(0).message()).contains("1 of 15 figures", "place 32, 2012", "1585.30", "1495.30");
        assertThat(findings.get(0).observations()).hasSize(2);
    }

    @Test
    void knowsAnotherUnitAndAnotherThing() {
        assertThat(compare((place, year, before) -> before * 10_000).get(0).hint())
                .contains("万");
        assertThat(compare((place, year, before) -> before * 1.25).get(0).hint())
                .contains("one factor");
        assertThat(compare((place, year, before) -> before * (3 + year % 3))
                        .get(0)
                        .hint())
                .contains("not of one thing");
    }

    @Test
    void comparesEachBookWithTheNext() {
        List<Observation> numbers = new ArrayList<>();
        for (int book = 0; book < 6; book++) {
            numbers.add(of("book" + book + ".xls", 31, 2010, 100 + book));
        }
        assertThat(new Editions(RULE).findings(numbers))
                .hasSize(5)
                .allSatisfy(finding -> assertThat(finding.observations()).hasSize(2));
    }

    @Test
    void tellsOfZeroAndOfAChangeOfSign() {
        assertThat(new Editions(RULE).findings(List.of(of("a", 31, 2010, 0), of("b", 31, 2010, 12))))
                .hasSize(1);
        assertThat(new Editions(RULE).findings(List.of(of("a", 31, 2010, -12), of("b", 31, 2010, 12))))
                .hasSize(1);
    }
}
