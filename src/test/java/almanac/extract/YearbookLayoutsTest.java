package almanac.extract;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.model.Document;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small tables in the manner of many yearbooks (drawn in {@code src/test/resources/almanac/yearbooks}, invented numbers),
 * each printed as the file kinds it names and read back. Their truth was written by hand before they were first read.
 *
 * <p>A number is found when an observation has its place, period and value, and right when label and unit agree; what the
 * truth does not know is spurious, and a place said to be blank must give no number.
 */
class YearbookLayoutsTest {
    private static RuleBook book;

    @TempDir
    static Path folder;

    @BeforeAll
    static void load() {
        book = RuleBook.load(List.of(Path.of("rules")));
    }

    @TestFactory
    Stream<DynamicTest> readsTheLayout() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        String only = System.getProperty("almanac.layout", "");
        for (DrawnTable table : DrawnTable.all()) {
            for (String format : table.formats()) {
                String name = table.name() + "." + format;
                if (name.contains(only)) {
                    tests.add(DynamicTest.dynamicTest(name, () -> read(table, format)));
                }
            }
        }
        return tests.stream();
    }

    private static void read(DrawnTable table, String format) throws IOException {
        Path place = Files.createDirectories(folder.resolve(table.name() + "-" + format));
        List<Document> documents = new ArrayList<>();
        for (Path file : table.write(place, format)) {
            documents.add(new DocumentReader().read(file, place, ReadLimits.DEFAULT));
        }
        List<Observation> read = new Extractor(book)
                .extract(documents).observations().stream()
                        .filter(o -> o.locator() instanceof Locator.CellAt)
                        .toList();
        List<DrawnTable.Truth> truth = table.truth();
        TreeSet<String> wrong = new TreeSet<>();
        Map<Observation, Boolean> open = new LinkedHashMap<>();
        read.stream().filter(o -> o.value().isPresent()).forEach(o -> open.put(o, true));
        for (DrawnTable.Truth expected : truth) {
            if (expected.value().isEmpty()) {
                open.keySet().stream()
                        .filter(o -> expected.place(o) && expected.year(o) && expected.label(o))
                        .forEach(o -> wrong.add("blank " + expected + " gave " + shown(o)));
                continue;
            }
            Observation best = null;
            for (Observation o : open.keySet()) {
                if (expected.place(o) && expected.year(o) && expected.value(o)) {
                    boolean better = best == null || expected.rank(o) > expected.rank(best);
                    best = better ? o : best;
                }
            }
            if (best == null) {
                wrong.add("missing " + expected);
            } else {
                open.remove(best);
                if (expected.rank(best) < 3) {
                    wrong.add("label/unit " + expected + " gave " + shown(best));
                }
            }
        }
        open.keySet().forEach(o -> wrong.add("spurious " + shown(o)));
        assertThat(truth).isNotEmpty();
        assertThat(wrong).as(wrong.size() + " of " + truth.size()).isEmpty();
    }

    private static String shown(Observation o) {
        return o.region().label() + " | " + o.indicator().label() + " | "
                + o.period().code() + " | "
                + o.value().map(v -> v.toPlainString()).orElse("-") + " | " + o.unitLabel();
    }
}
