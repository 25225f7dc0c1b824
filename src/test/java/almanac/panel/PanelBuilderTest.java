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
    void saysWhyARowIsLost() throws Exception {
        print("A", "gdp", 2010, "…", YI, "2011");
        print("A", "gdp", 2011, "5", YI, "2011");
        print("A", "gdp", 2012, "-5", YI, "2011");
        Panel panel =
                build(List.of("A"), List.of(2010, 2011, 2012, 2013), printed("gdp", YI), computed("lngdp", "log(gdp)"));
        SampleLoss loss = SampleLoss.of(panel, List.of("lngdp"));
        assertThat(loss.complete()).isEqualTo(1);
        assertThat(loss.losses().get(0).missing().get("lngdp")).contains("printed \"…\" (not_available)");
        assertThat(loss.losses().get(1).missing().get("lngdp")).contains("log of -5.0");
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
}
