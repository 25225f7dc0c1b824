package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.SyntheticBooks;
import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import almanac.warehouse.WarehouseWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings of documents that did not change are kept; the outcome is that of a run over everything. */
class FindingsKeptTest {
    private static final Indexing.Progress SILENT = (done, all, path) -> {};

    private static final RuleBook BOOK = RuleBook.load(List.of(Path.of("rules")));
    private static final List<String> THINGS =
            List.of("gdp", "gdp.primary", "gdp.secondary", "gdp.tertiary", "exports", "imports", "trade");
    private static final List<String> PLACES = List.of("CN-32", "CN-33", "CN-42", "CN-3211");
    private static final String[] UNITS = {"亿元", "亿元", "亿元", "万元", "亿美元", "", "元/人", "元"};
    /** What a book may be wrong by; mostly nothing. */
    private static final String[] SLIPS = {"1", "1", "1", "1", "1", "1.0004", "1.03", "0.8", "10000", "-1"};

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 5, 8})
    void incrementalIsEqualToFull(long seed) {
        Random random = new Random(seed);
        Path store = folder.resolve("store");
        int compared = 0;
        int fromStore = 0;
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.lexicon(
                    List.copyOf(BOOK.lexicon().regions()),
                    List.copyOf(BOOK.lexicon().indicators()));
            for (int step = 0; step < 14; step++) {
                List<DocumentRecord> written = new ArrayList<>();
                List<String> removed = new ArrayList<>();
                for (int number : IntStream.range(0, 9).toArray()) {
                    int lot = random.nextInt(step == 0 ? 2 : 8);
                    if (lot == 0) {
                        written.add(book(number, random));
                    } else if (lot == 1 && step > 0) {
                        removed.add(path(number));
                    }
                }
                writer.commit(written, removed);
                List<FindingRecord> kept;
                try (Warehouse warehouse = Warehouse.open(store)) {
                    kept = StoredFindings.fresh(BOOK, warehouse, SILENT).orElseThrow();
                    List<FindingRecord> anew =
                            StoredFindings.records(BOOK, warehouse, StoredFindings.NOTHING_KEPT, SILENT);
                    assertThat(kept).isEqualTo(anew);
                    assertThat(StoredFindings.of(BOOK, warehouse, warehouse.observations(ObservationFilter.ALL)))
                            .map(finding -> finding.rule() + finding.message())
                            .containsExactlyElementsOf(kept.stream()
                                    .map(record -> record.rule() + record.message())
                                    .toList());
                    compared += kept.size();
                }
                writer.findings(kept, StoredFindings.stamp(BOOK, writer.generation()));
                try (Warehouse warehouse = Warehouse.open(store)) {
                    assertThat(warehouse.findings()).isEqualTo(kept);
                    assertThat(StoredFindings.fresh(BOOK, warehouse, SILENT)).isEmpty();
                    fromStore += warehouse.findings().size();
                }
            }
        }
        assertThat(compared).isEqualTo(fromStore).isGreaterThan(200);
    }

    private static String path(int number) {
        return "books/" + number + ".xls";
    }

    /** A few places, years and indicators; some numbers copied, some in other units, some wrong. */
    private static DocumentRecord book(int number, Random random) {
        Source named = SyntheticBooks.named(path(number));
        String vintage = number % 3 == 0 ? "" : Integer.toString(2015 + number);
        String unitLabel = UNITS[random.nextInt(UNITS.length)];
        Unit unit = BOOK.lexicon().units().named(unitLabel).orElse(Unit.UNKNOWN);
        List<Observation> list = new ArrayList<>();
        int first = 2008 + random.nextInt(3);
        for (String place : PLACES.subList(0, 1 + random.nextInt(PLACES.size()))) {
            for (String thing : THINGS.subList(0, 1 + random.nextInt(THINGS.size()))) {
                for (int year = first; year < first + 5; year++) {
                    int base = 1000 + 37 * PLACES.indexOf(place) + 100 * THINGS.indexOf(thing) + 50 * (year - 2008);
                    BigDecimal value =
                            new BigDecimal(base).multiply(new BigDecimal(SLIPS[random.nextInt(SLIPS.length)]));
                    list.add(new Observation(
                            number + "-" + random.nextInt(1 << 20) + "-" + list.size(),
                            new Named(place, Optional.of(place), "province"),
                            new Named(thing, Optional.of(thing), "flow"),
                            new TreeMap<>(random.nextInt(9) == 0 ? Map.of("industry", "医药制造业") : Map.of()),
                            Period.ofYear(year),
                            random.nextInt(12) == 0
                                    ? new Reading.Missing("not_available", "…")
                                    : new Reading.Amount(value, Optional.empty(), value.toPlainString()),
                            Measure.LEVEL,
                            unitLabel,
                            unit,
                            new Locator.CellAt(
                                    path(number),
                                    "1",
                                    "t" + THINGS.indexOf(thing) / 3,
                                    list.size(),
                                    year - first,
                                    "r" + list.size() + "c" + (year - first),
                                    Optional.empty()),
                            "table.test",
                            "",
                            vintage,
                            ""));
                }
            }
        }
        List<Diagnostic> labels = random.nextInt(3) > 0
                ? List.of()
                : List.of(new Diagnostic(
                        almanac.extract.ExtractCodes.LABELS_DISAGREE,
                        "labels of row " + random.nextInt(5),
                        path(number),
                        Optional.of("1"),
                        Optional.of("r" + random.nextInt(8) + "c1"),
                        ""));
        return new DocumentRecord(
                named, "/corpus", "i" + random.nextInt(), "rules", true, 1, List.of(), List.of(), list, labels);
    }
}
