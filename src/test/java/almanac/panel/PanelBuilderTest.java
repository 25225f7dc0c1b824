package almanac.panel;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.SampleLoss;
import almanac.model.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PanelBuilderTest {
    private static final Unit YI = new Unit("CNY_1e8", "CNY", new BigDecimal("1e8"));
    private static final Unit WAN = new Unit("CNY_1e4", "CNY", new BigDecimal("1e4"));
    private static final Unit PERSONS = new Unit("person_1e4", "person", new BigDecimal("1e4"));

    /** Equation (2) and (3) of Hausmann, Hwang and Rodrik (2007), written out for the test. */
    private static final Sophistication PLAIN = new Sophistication() {
        @Override
        public double[] prody(double[][] exports, double[] income) {
            double[] prody = new double[exports[0].length];
            for (int p = 0; p < prody.length; p++) {
                double weights = 0;
                double sum = 0;
                for (int c = 0; c < exports.length; c++) {
                    double total = java.util.Arrays.stream(exports[c]).sum();
                    weights += exports[c][p] / total;
                    sum += exports[c][p] / total * income[c];
                }
                prody[p] = sum / weights;
            }
            return prody;
        }

        @Override
        public double expy(double[] exports, double[] prody) {
            double total = java.util.Arrays.stream(exports).sum();
            double sum = 0;
            for (int p = 0; p < exports.length; p++) {
                sum += exports[p] / total * prody[p];
            }
            return sum;
        }
    };

    private final List<Observation> observations = new ArrayList<>();

    private void print(
            String region, String indicator, int year, String value, Unit unit, String vintage, String... qualifier) {
        Reading reading = value.equals("…")
                ? new Reading.Missing("not_available", value)
                : new Reading.Amount(new BigDecimal(value), Optional.empty(), value);
        TreeMap<String, String> qualifiers = new TreeMap<>();
        if (qualifier.length == 2) {
            qualifiers.put(qualifier[0], qualifier[1]);
        }
        observations.add(new Observation(
                region + indicator + year + vintage + String.join("", qualifier),
                new Named(region, Optional.of(region), "province"),
                new Named(indicator, Optional.of(indicator), ""),
                qualifiers,
                Period.ofYear(year),
                reading,
                Measure.LEVEL,
                unit.id(),
                unit,
                new Locator.CellAt("book" + vintage, "1", "t1", 0, 0, "r1c1", Optional.empty()),
                "test",
                "",
                vintage,
                ""));
    }

    private static PanelSpec.Printed printed(String name, Unit unit) {
        return new PanelSpec.Printed(
                name,
                name,
                name,
                name,
                Measure.LEVEL,
                Optional.of(unit),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static PanelSpec.Computed computed(String name, String formula) throws Exception {
        return new PanelSpec.Computed(name, name, name, formula, Formula.parse(formula));
    }

    private Panel build(List<String> regions, List<Integer> years, PanelSpec.VariableSpec... variables) {
        PanelSpec spec = new PanelSpec(regions, "CN", years, RivalChooser.DEFAULT, List.of(variables));
        return PanelBuilder.build(spec, observations, Map.of(), PLAIN).panel();
    }

    @Test
    void convertsUnitsAndPrefersTheNewestEdition() throws Exception {
        print("A", "gdp", 2010, "100.5", YI, "2011");
        print("A", "gdp", 2010, "1012345", WAN, "2012");
        print("A", "population", 2010, "50", PERSONS, "2011");
        Panel panel = build(
                List.of("A"),
                List.of(2010),
                printed("gdp", YI),
                printed("population", PERSONS),
                computed("lnpc", "log(gdp * 1e4 / population)"));
        assertThat(panel.value("gdp", "A", 2010)).contains(101.2345);
        assertThat(panel.value("lnpc", "A", 2010)).contains(Math.log(101.2345 * 1e4 / 50));
        assertThat(panel.cell("gdp", "A", 2010).orElseThrow().origin())
                .isInstanceOfSatisfying(Panel.Origin.Printed.class, origin -> {
                    assertThat(origin.choice().rivals()).hasSize(1);
                    assertThat(origin.choice().reason())
                            .contains("newest edition")
                            .contains("differ");
                });
        assertThat(panel.sources(new Panel.Key("lnpc", "A", 2010))).hasSize(2);
    }

    @Test
    void prefersWhatWasCountedToANewerForecast() {
        print("A", "gdp", 2010, "100.5", YI, "2011");
        print("A", "gdp", 2010, "104", YI, "2012");
        Observation o = observations.remove(1);
        observations.add(new Observation(
                o.id(),
                o.region(),
                o.indicator(),
                o.qualifiers(),
                o.period(),
                o.reading(),
                o.measure(),
                o.unitLabel(),
                o.unit(),
                o.locator(),
                o.rule(),
                "forecast",
                o.vintage(),
                o.snippet()));
        Panel panel = build(List.of("A"), List.of(2010), printed("gdp", YI));
        assertThat(panel.value("gdp", "A", 2010)).contains(100.5);
    }

    @Test
    void saysWhyARowIsLost() throws Exception {
        print("A", "gdp", 2010, "…", YI, "2011");
        print("A", "gdp", 2011, "5", YI, "2011");
        print("A", "gdp", 2012, "-5", YI, "2011");
        Panel panel =
                build(List.of("A"), List.of(2010, 2011, 2012, 2013), printed("gdp", YI), computed("lngdp", "log(gdp)"));
        SampleLoss loss = SampleLoss.of(panel, List.of("lngdp"));
        assertThat(loss.complete()).isEqualTo(1);
        assertThat(loss.losses().get(0).missing().get("lngdp")).contains("printed \"…\" (not_available)");
        assertThat(loss.losses().get(1).missing().get("lngdp")).contains("log of -5");
        assertThat(loss.losses().get(2).missing().get("lngdp")).contains("stands in no document");
    }

    @Test
    void comparesWithTheNation() throws Exception {
        print("A", "out", 2010, "20", YI, "1");
        print("A", "gdp", 2010, "100", YI, "1");
        print("CN", "out", 2010, "100", YI, "1");
        print("CN", "gdp", 2010, "1000", YI, "1");
        Panel panel = build(
                List.of("A"), List.of(2010), printed("out", YI), printed("gdp", YI), computed("le", "lq(out, gdp)"));
        assertThat(panel.value("le", "A", 2010)).contains(2.0);
    }

    @Test
    void computesExpyOverTheWorldTableAndLeavesOutExportersWithoutIncome() {
        Map<String, String> none = Map.of();
        for (String[] row : new String[][] {
            {"USA", "p", "8"}, {"USA", "q", "2"}, {"IND", "p", "1"}, {"IND", "q", "9"}, {"PRK", "p", "5"}
        }) {
            print(row[0], "world", 2010, row[2], YI, "1", "product", row[1]);
        }
        print("USA", "income", 2010, "50000", YI, "1");
        print("IND", "income", 2010, "5000", YI, "1");
        print("A", "exports", 2010, "3", YI, "1", "product", "p");
        print("A", "exports", 2010, "1", YI, "1", "product", "q");
        PanelSpec spec = new PanelSpec(
                List.of("A"),
                "CN",
                List.of(2010),
                RivalChooser.DEFAULT,
                List.of(
                        new PanelSpec.Printed(
                                "exports",
                                "",
                                "",
                                "exports",
                                Measure.LEVEL,
                                Optional.of(YI),
                                none,
                                Optional.of("product"),
                                Optional.empty(),
                                false),
                        new PanelSpec.Printed(
                                "world",
                                "",
                                "",
                                "world",
                                Measure.LEVEL,
                                Optional.of(YI),
                                none,
                                Optional.of("product"),
                                Optional.empty(),
                                true),
                        new PanelSpec.Printed(
                                "income",
                                "",
                                "",
                                "income",
                                Measure.LEVEL,
                                Optional.of(YI),
                                none,
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        new PanelSpec.Expy("expy", "", "", "exports", "world", "income")));
        PanelBuilder.Result result = PanelBuilder.build(spec, observations, Map.of(), PLAIN);
        double prodyP = (0.8 * 50000 + 0.1 * 5000) / 0.9;
        double prodyQ = (0.2 * 50000 + 0.9 * 5000) / 1.1;
        assertThat(result.panel().value("expy", "A", 2010).orElseThrow())
                .isCloseTo(0.75 * prodyP + 0.25 * prodyQ, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(result.diagnostics()).anySatisfy(d -> assertThat(d.message()).contains("PRK"));
        assertThat(result.panel().sources(new Panel.Key("expy", "A", 2010))).hasSize(2 + 4 + 2);
    }

    private PanelBuilder.Result buildWith(RivalChooser.Criterion first, PanelSpec.VariableSpec... variables) {
        List<RivalChooser.Criterion> rivals = new ArrayList<>(List.of(first));
        rivals.addAll(RivalChooser.DEFAULT);
        PanelSpec spec = new PanelSpec(List.of("A"), "CN", List.of(2010, 2011, 2012), rivals, List.of(variables));
        return PanelBuilder.build(spec, observations, Map.of(), PLAIN);
    }

    @Test
    void takesTheVintageThatPrintsMostYearsThroughoutAndSaysWhereItCannot() {
        print("A", "gdp", 2010, "100", YI, "2011");
        print("A", "gdp", 2011, "110", YI, "2012");
        print("A", "gdp", 2010, "101", YI, "2012");
        print("A", "gdp", 2011, "119", YI, "2013");
        print("A", "gdp", 2012, "130", YI, "2013");
        print("A", "gdp", 2010, "109", YI, "2014");
        PanelBuilder.Result softly = buildWith(RivalChooser.Criterion.SAME_VINTAGE, printed("gdp", YI));
        // 2012 and 2013 print two years each: the newer one; the year it lacks comes from the next best
        assertThat(softly.panel().value("gdp", "A", 2011)).contains(119.0);
        assertThat(softly.panel().value("gdp", "A", 2012)).contains(130.0);
        assertThat(softly.panel().value("gdp", "A", 2010)).contains(109.0);
        assertThat(softly.diagnostics()).anySatisfy(d -> assertThat(d.message()).contains("{A=1}"));
        PanelBuilder.Result strictly = buildWith(RivalChooser.Criterion.SAME_VINTAGE_ONLY, printed("gdp", YI));
        assertThat(strictly.panel().value("gdp", "A", 2010)).isEmpty();
        assertThat(strictly.panel().cell("gdp", "A", 2010).orElseThrow().origin())
                .isInstanceOfSatisfying(Panel.Origin.None.class, none -> {
                    assertThat(none.why()).contains("2013").contains("another does");
                    assertThat(none.choice().orElseThrow().rivals()).hasSize(2);
                });
    }

    @Test
    void theLogOfExactlyNothingIsAGapThatSaysSo() throws Exception {
        print("A", "gdp", 2012, "0", YI, "1");
        print("A", "gdp", 2013, "0.00", YI, "1");
        print("A", "gdp", 2014, "-3", YI, "1");
        Panel panel = build(
                List.of("A"),
                List.of(2012, 2013, 2014),
                printed("gdp", YI),
                computed("l", "log(gdp)"),
                computed("s", "sqrt(gdp)"));
        assertThat(panel.value("gdp", "A", 2012)).contains(0.0);
        for (int year = 2012; year <= 2013; year++) {
            assertThat(panel.cell("l", "A", year).orElseThrow().origin())
                    .isInstanceOfSatisfying(
                            Panel.Origin.None.class,
                            none -> assertThat(none.why()).isEqualTo("log of 0, which is not positive"));
            assertThat(panel.value("s", "A", year)).contains(0.0);
        }
        assertThat(panel.cell("l", "A", 2014).orElseThrow().origin())
                .isInstanceOfSatisfying(
                        Panel.Origin.None.class,
                        none -> assertThat(none.why()).isEqualTo("log of -3, which is not positive"));
        SampleLoss loss = SampleLoss.of(panel, List.of("l"));
        assertThat(loss.complete()).isZero();
        assertThat(loss.losses().get(0).missing().get("l")).contains("log of 0");
    }

    private static PanelSpec.Printed filled(String name, Unit unit, String method, int longest) {
        return new PanelSpec.Printed(
                name,
                name,
                name,
                name,
                Measure.LEVEL,
                Optional.of(unit),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new PanelSpec.Filling(method, longest)));
    }

    @Test
    void fillsGapsOnlyWhenToldOnlyBetweenFiguresAndMarksThem() {
        print("A", "gdp", 2010, "100", YI, "2011");
        print("A", "gdp", 2011, "…", YI, "2011");
        print("A", "gdp", 2012, "400", YI, "2011");
        print("A", "gdp", 2016, "500", YI, "2011");
        List<Integer> years = List.of(2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017);
        assertThat(build(List.of("A"), years, printed("gdp", YI)).value("gdp", "A", 2011))
                .isEmpty();
        Panel linear = build(List.of("A"), years, filled("gdp", YI, "linear", 2));
        assertThat(linear.value("gdp", "A", 2011)).contains(250.0);
        assertThat(linear.cell("gdp", "A", 2011).orElseThrow().origin())
                .isInstanceOfSatisfying(Panel.Origin.Interpolated.class, filled -> {
                    assertThat(filled.inputs()).hasSize(2);
                    assertThat(filled.mark().orElseThrow().kept().reading().raw())
                            .isEqualTo("…");
                });
        assertThat(linear.value("gdp", "A", 2014))
                .as("three years are more than two")
                .isEmpty();
        assertThat(linear.value("gdp", "A", 2009)).as("before the first").isEmpty();
        assertThat(linear.value("gdp", "A", 2017)).as("behind the last").isEmpty();
        assertThat(build(List.of("A"), years, filled("gdp", YI, "geometric", 9)).value("gdp", "A", 2011))
                .contains(200.0);
        assertThat(build(List.of("A"), years, filled("gdp", YI, "last", 9)).value("gdp", "A", 2014))
                .contains(400.0);
        assertThat(linear.sources(new Panel.Key("gdp", "A", 2011))).hasSize(2);
    }

    @Test
    void linksAChainedIndexAndDeflatesWithIt() throws Exception {
        print("A", "gdp", 2012, "132", YI, "1");
        for (int year = 2010; year <= 2012; year++) {
            print("A", "cpi", year, "110", YI, "1");
        }
        Panel panel = build(
                List.of("A"),
                List.of(2010, 2011, 2012),
                printed("gdp", YI),
                printed("cpi", YI),
                computed("level", "chain(cpi, 2011)"),
                computed("real", "deflate(gdp, chain(cpi, 2010), 2010)"));
        assertThat(panel.value("level", "A", 2011)).contains(100.0);
        assertThat(panel.value("level", "A", 2012).orElseThrow())
                .isCloseTo(110.0, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(panel.value("level", "A", 2010).orElseThrow())
                .isCloseTo(100 / 1.1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(panel.value("real", "A", 2012).orElseThrow())
                .isCloseTo(132 / 1.21, org.assertj.core.data.Offset.offset(1e-9));
    }
}
