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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The simulated corpus has its truth beside it: every table's number must come back, with its meaning, and no other. */
class CorpusTest {
    private static final Path CORPUS = Path.of("corpus");

    @Test
    void everyPrintedTableNumberComesBackAndNoOther() throws IOException {
        Path truthFile = CORPUS.resolve("truth.csv");
        Assumptions.assumeTrue(Files.isRegularFile(truthFile), "no simulated corpus here");
        TreeSet<String> truth = new TreeSet<>();
        TreeSet<String> documents = new TreeSet<>();
        List<String> lines = Files.readAllLines(truthFile);
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line.replace("\uFEFF", ""));
            // prose is another reader's work
            if (!fields.get(0).startsWith("communiques/") && !fields.get(11).isEmpty()) {
                documents.add(fields.get(0));
                truth.add(String.join(
                        "|",
                        fields.get(0),
                        fields.get(1),
                        fields.get(2),
                        fields.get(4),
                        fields.get(7),
                        fields.get(8).replaceAll("[{}\"]", "").replace(":", "="),
                        fields.get(9),
                        fields.get(10),
                        fields.get(11),
                        fields.get(13)));
            }
        }
        Map<Path, List<Document>> folders = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(CORPUS)) {
            for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
                String name = CORPUS.relativize(file).toString().replace('\\', '/');
                if (documents.contains(name)) {
                    folders.computeIfAbsent(file.getParent(), f -> new ArrayList<>())
                            .add(new DocumentReader().read(file, CORPUS, ReadLimits.DEFAULT));
                }
            }
        }
        Extractor extractor = new Extractor(RuleBook.load(List.of(Path.of("rules"))));
        TreeSet<String> found = new TreeSet<>();
        for (List<Document> siblings : folders.values()) {
            for (Observation o : extractor.extract(siblings).observations()) {
                if (o.locator() instanceof Locator.CellAt cell && o.value().isPresent()) {
                    found.add(String.join(
                            "|",
                            cell.source(),
                            cell.page(),
                            cell.address(),
                            o.region().id().orElse(""),
                            o.indicator().id().orElse(""),
                            o.qualifiers().toString().replaceAll("[{}]", ""),
                            o.measure().code(),
                            o.period().code(),
                            o.value().orElseThrow().toPlainString(),
                            o.unitLabel()));
                }
            }
        }
        TreeSet<String> lost = new TreeSet<>(truth);
        lost.removeAll(found);
        TreeSet<String> extra = new TreeSet<>(found);
        extra.removeAll(truth);
        assertThat(truth).isNotEmpty();
        assertThat(lost).as("printed and not read").isEmpty();
        assertThat(extra).as("read and not printed").isEmpty();
    }

    /** Fields of a line of CSV with quotation marks. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
