package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated books read back: every printed figure with its meaning and its cell, and nothing that is not printed. */
class SimulatedCorpusTest {
    private static final Path CORPUS = Path.of("corpus");
    private static final String PROSE = "communiques/";

    private static List<Observation> read;
    private static List<NamedCsvRecord> truth;

    @TempDir
    static Path folder;

    @BeforeAll
    static void readTheCorpus() throws IOException {
        read = read(CORPUS);
        truth = truth(CORPUS);
    }

    private static List<NamedCsvRecord> truth(Path corpus) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(corpus.resolve("truth.csv"))) {
            return rows.stream().toList();
        }
    }

    private static List<Observation> read(Path corpus) throws IOException {
        Map<Path, List<DocumentWork.Member>> folders = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(corpus)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                Path folder = file.toAbsolutePath().getParent();
                if (!DocumentReader.isSidecar(file) && !folder.equals(corpus.toAbsolutePath())) {
                    folders.computeIfAbsent(folder, f -> new ArrayList<>())
                            .add(new DocumentWork.Member(file, corpus, true));
                }
            }
        }
        DocumentWork work = DocumentWork.with(RuleBook.load(List.of(Path.of("rules"))), ReadLimits.DEFAULT);
        List<Observation> read = new ArrayList<>();
        for (List<DocumentWork.Member> members : folders.values()) {
            for (DocumentRecord record : work.read(members, () -> {})) {
                assertThat(record.source().simulated())
                        .as(record.source().path())
                        .isTrue();
                read.addAll(record.observations());
            }
        }
        return read;
    }

    /** Layouts as bad as the worst books (spoiled heads, padding, odd units): the goal is 99 of 100 both ways. */
    @ParameterizedTest(name = "noise {0}, seed {1}")
    @CsvSource({"0.5, 11", "1, 23"})
    void readsSpoiledBooks(double noise, long seed) throws IOException {
        Path corpus = folder.resolve("noise" + noise);
        Simulation.run(new Simulation.Request(
                Path.of("rules"), "yangtze", corpus, OptionalLong.of(seed), noise, OptionalInt.empty()));
        List<String> got = read(corpus).stream()
                .filter(o -> o.value().isPresent())
                .map(SimulatedCorpusTest::meaning)
                .toList();
        List<String> printed = truth(corpus).stream()
                .filter(row -> !row.getField("value").isEmpty())
                .map(SimulatedCorpusTest::meaning)
                .toList();
        int missed = without(printed, got, Integer.MAX_VALUE).size();
        assertThat(1 - (double) missed / printed.size()).as("recall").isGreaterThanOrEqualTo(0.99);
        assertThat((double) (printed.size() - missed) / got.size())
                .as("precision")
                .isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void everyFigureOfATableIsReadAndNothingElse() {
        List<String> got = read.stream()
                .filter(o -> !prose(o))
                .map(o -> meaning(o) + " @" + cell(o))
                .toList();
        List<String> printed = truth.stream()
                .filter(row -> !row.getField("document").startsWith(PROSE))
                .map(row -> meaning(row) + " @" + cell(row))
                .toList();
        assertThat(without(printed, got)).as("printed and not read").isEmpty();
        assertThat(without(got, printed)).as("read and not printed").isEmpty();
    }

    @Test
    void everyFigureOfACommuniqueIsReadAndNothingElse() {
        List<String> got = read.stream()
                .filter(SimulatedCorpusTest::prose)
                .map(SimulatedCorpusTest::meaning)
                .toList();
        List<String> printed = truth.stream()
                .filter(row -> row.getField("document").startsWith(PROSE))
                .map(SimulatedCorpusTest::meaning)
                .toList();
        assertThat(without(printed, got)).as("printed and not read").isEmpty();
        assertThat(without(got, printed)).as("read and not printed").isEmpty();
    }

    /** What is in the first list more often than in the second, a dozen at most: enough for a message. */
    private static List<String> without(List<String> all, List<String> others) {
        return without(all, others, 12);
    }

    private static List<String> without(List<String> all, List<String> others, int most) {
        Map<String, Integer> left = new TreeMap<>();
        others.forEach(other -> left.merge(other, 1, Integer::sum));
        return all.stream()
                .filter(one -> left.merge(one, -1, Integer::sum) < 0)
                .limit(most)
                .toList();
    }

    private static boolean prose(Observation observation) {
        return observation.locator().source().startsWith(PROSE);
    }

    /** Addresses count in spreadsheets; elsewhere the numbering of rows depends on what a reader calls a table. */
    private static String cell(Observation observation) {
        return observation.locator().source().matches(".*\\.xlsx?")
                        && observation.locator() instanceof Locator.CellAt at
                ? at.address()
                : "";
    }

    private static String cell(NamedCsvRecord row) {
        return row.getField("document").matches(".*\\.xlsx?") ? row.getField("cell") : "";
    }

    private static String meaning(Observation observation) {
        // what a change is measured against (上年) describes it; the truth lists what narrows a figure
        String qualifiers = observation.qualifiers().entrySet().stream()
                .filter(e -> !e.getKey().equals("basis"))
                .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        return String.join(
                " | ",
                observation.locator().source(),
                observation.locator().page(),
                observation.region().id().orElse("?" + observation.region().label()),
                observation
                        .indicator()
                        .id()
                        .orElse("?" + observation.indicator().label()),
                qualifiers,
                observation.measure().code(),
                observation.period().code(),
                observation.value().map(SimulatedCorpusTest::plain).orElse(""),
                observation.unitLabel());
    }

    private static String meaning(NamedCsvRecord row) {
        String value = row.getField("value");
        return String.join(
                " | ",
                row.getField("document"),
                row.getField("page"),
                row.getField("entity_id"),
                row.getField("indicator_id"),
                row.getField("qualifiers"),
                row.getField("measure"),
                row.getField("period"),
                value.isEmpty() ? "" : plain(new BigDecimal(value)),
                row.getField("unit_label"));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
