package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.model.CellInfluence;
import almanac.model.Coefficient;
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
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The influence of printed cells against brute force: each observation in turn 1 % higher, or gone, and the whole study
 * computed anew.
 */
class PrintedInfluenceTest {
    private static final RuleBook RULES = RuleBook.load(List.of(Path.of("rules")));
    private static final List<String> REGIONS = List.of("CN-31", "CN-32", "CN-33", "CN-34", "CN-36");
    private static final String STUDY = """
            regions: [CN-31, CN-32, CN-33, CN-34, CN-36]
            years: 2010..2014
            missing: MISSING
            variables:
              - {name: gdp, indicator: gdp, unit: CNY_1e8}
              - {name: people, indicator: population.resident, unit: person_1e4, interpolate: {method: geometric, at_most: 2}}
              - {name: rate, indicator: exchange_rate.usd, unit: CNY_per_USD, region: CN}
              - {name: output, indicator: hightech.output, unit: CNY_1e8, interpolate: {method: linear, at_most: 2}}
              - {name: fdi, indicator: fdi.utilised, unit: USD_1e8}
              - {name: exports, indicator: hightech.exports, unit: USD_1e4, by: product}
              - {name: world, indicator: trade.exports_by_product, unit: USD_1e6, by: product, everywhere: true}
              - {name: income, indicator: gdp_per_head, unit: USD, everywhere: true}
              - {name: expy, expy: {exports: exports, world: world, income: income}}
              - {name: y, formula: log(expy)}
              - {name: LE, formula: "lq(output, gdp)"}
              - {name: real, formula: "log(deflate(gdp, chain(rate * 16, 2010), 2010) / people)"}
              - {name: money, formula: "sqrt(fdi * rate) + growth(gdp) - abs(share(gdp)) ^ 2"}
              - {name: past, formula: "diff(log(gdp)) + lag(exp(-LE), 1) / lead(people, 0)"}
            models:
              - {name: ols, formula: y ~ LE + real}
              - {name: terms, formula: "y ~ log(LE) + I(real^2) + LE:money"}
              - {name: fe, formula: "y ~ LE + money + past | region"}
              - {name: re, formula: y ~ LE + real, estimator: re}
            """;

    private final Random random = new Random(11);
    private final Map<String, Observation> observations = new LinkedHashMap<>();

    @TempDir
    Path folder;

    private void print(String region, String indicator, int year, double value, String unit, String... product) {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        if (product.length > 0) {
            qualifiers.put("product", product[0]);
        }
        BigDecimal printed = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN);
        Unit known = RULES.lexicon().units().byId(unit).orElseThrow();
        String id = region + "-" + indicator + "-" + year + "-" + String.join("", product);
        observations.put(
                id,
                new Observation(
                        id,
                        new Named(region, Optional.of(region), ""),
                        new Named(indicator, Optional.of(indicator), ""),
                        qualifiers,
                        Period.ofYear(year),
                        new Reading.Amount(printed, Optional.empty(), printed.toPlainString()),
                        Measure.LEVEL,
                        unit,
                        known,
                        new Locator.CellAt("book", "1", "t1", 0, 0, "r1c1", Optional.empty()),
                        "test",
                        "",
                        "2016",
                        ""));
    }

    private double draw(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private void printBooks() {
        for (int year = 2009; year <= 2014; year++) {
            print("CN", "exchange_rate.usd", year, draw(6, 7), "CNY_per_USD");
            print("CN", "gdp", year, draw(4e5, 5e5), "CNY_1e8");
            print("CN", "hightech.output", year, draw(4e4, 5e4), "CNY_1e8");
            for (String country : List.of("USA", "IND", "DEU", "BRA")) {
                print(country, "gdp_per_head", year, draw(2000, 50000), "USD");
                for (String product : List.of("p", "q", "r")) {
                    print(country, "trade.exports_by_product", year, draw(10, 900), "USD_1e6", product);
                }
            }
            for (String region : REGIONS) {
                boolean gap = region.equals("CN-33") && (year == 2012 || year == 2013);
                print(region, "gdp", year, draw(8000, 60000), "CNY_1e8");
                if (!gap) {
                    print(region, "population.resident", year, draw(2000, 9000), "person_1e4");
                    print(region, "hightech.output", year, draw(800, 6000), "CNY_1e8");
                }
                print(region, "fdi.utilised", year, draw(10, 200), "USD_1e8");
                for (String product : List.of("p", "q")) {
                    print(region, "hightech.exports", year, draw(100, 5000), "USD_1e4", product);
                }
            }
        }
    }

    private StudyRun run(Map<String, Observation> books, String missing) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, STUDY.replace("MISSING", missing));
        StudyReader.Result read = StudyReader.read(file, StudyDesk.lexicon(RULES));
        assertThat(read.trouble()).isEmpty();
        return StudyRun.of(read.study().orElseThrow(), new ArrayList<>(books.values()), Map.of());
    }

    private Map<String, Observation> higher(String id) {
        Map<String, Observation> books = new LinkedHashMap<>(observations);
        Observation o = observations.get(id);
        BigDecimal value = o.value().orElseThrow().multiply(new BigDecimal("1.01"));
        books.put(
                id,
                new Observation(
                        o.id(),
                        o.region(),
                        o.indicator(),
                        o.qualifiers(),
                        o.period(),
                        new Reading.Amount(value, Optional.empty(), value.toPlainString()),
                        o.measure(),
                        o.unitLabel(),
                        o.unit(),
                        o.locator(),
                        o.rule(),
                        o.flag(),
                        o.vintage(),
                        o.snippet()));
        return books;
    }

    @Test
    void agreesWithComputingTheWholeStudyAnewForEveryObservationSeed11() throws IOException {
        printBooks();
        StudyRun run = run(observations, "listwise");
        assertThat(run.panel().cell("people", "CN-33", 2012).orElseThrow().origin())
                .isInstanceOf(almanac.model.Panel.Origin.Interpolated.class);
        List<CellInfluence> found = PrintedInfluence.of(run, 10);
        Map<String, Map<String, Double>> brute = new TreeMap<>();
        for (String id : observations.keySet()) {
            StudyRun anew = run(higher(id), "listwise");
            for (int m = 0; m < run.fits().size(); m++) {
                for (Coefficient before : run.fits().get(m).coefficients()) {
                    double change = anew.fits()
                                    .get(m)
                                    .coefficient(before.term())
                                    .orElseThrow()
                                    .estimate()
                            - before.estimate();
                    brute.computeIfAbsent(
                                    run.study().models().get(m).name() + " " + before.term(), k -> new TreeMap<>())
                            .put(id, change);
                }
            }
        }
        assertThat(brute).hasSize(3 + 4 + 3 + 3);
        brute.forEach((coefficient, changes) -> {
            List<CellInfluence> own = found.stream()
                    .filter(i -> (i.model() + " " + i.term()).equals(coefficient))
                    .toList();
            assertThat(own).as(coefficient).hasSize(10);
            List<Double> largest = changes.values().stream()
                    .map(Math::abs)
                    .sorted(Comparator.reverseOrder())
                    .limit(10)
                    .toList();
            for (int i = 0; i < 10; i++) {
                CellInfluence one = own.get(i);
                double size = largest.get(i);
                assertThat(one.change())
                        .as(coefficient + " " + one.observation().id())
                        .isCloseTo(changes.get(one.observation().id()), within(1e-7 * size + 1e-13));
                assertThat(Math.abs(one.change()))
                        .as(coefficient + " rank " + i)
                        .isCloseTo(size, within(1e-7 * size));
                // one hundredth of the derivative is the change up to curvature
                assertThat(one.slope()).isCloseTo(one.change(), within(0.1 * size));
            }
        });
    }

    @Test
    void leavesOutWhatRestsOnAFigureThatIsGone() throws IOException {
        printBooks();
        for (String missing : List.of("listwise", "per-model", "balanced")) {
            StudyRun run = run(observations, missing);
            for (CellInfluence one : PrintedInfluence.of(run, 3)) {
                if (one.observation().indicator().label().equals("population.resident")
                        || one.observation().indicator().label().equals("hightech.output")) {
                    continue; // without an end of a gap the other end reaches further: another filling, not another
                    // figure
                }
                Map<String, Observation> books = new LinkedHashMap<>(observations);
                books.remove(one.observation().id());
                StudyRun without = run(books, missing);
                int m = run.study().models().stream()
                        .map(StudyDocument.Model::name)
                        .toList()
                        .indexOf(one.model());
                Optional<Double> expected =
                        without.fits().get(m).coefficient(one.term()).map(c -> c.estimate() - one.estimate());
                assertThat(one.leftOut().isPresent()).isEqualTo(expected.isPresent());
                expected.ifPresent(change -> assertThat(one.leftOut().orElseThrow())
                        .as(missing + " " + one.model() + " " + one.term() + " "
                                + one.observation().id())
                        .isCloseTo(change, within(1e-8 * Math.abs(change) + 1e-12)));
                assertThat(one.rowsLost())
                        .isEqualTo(run.sample().rows() - without.sample().rows());
            }
        }
    }
}
