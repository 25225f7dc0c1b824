package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.ProcessClassPath;
import almanac.document.ReadLimits;
import almanac.model.Observation;
import almanac.warehouse.DocumentRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexingTest {
    @TempDir
    Path folder;

    private Path corpus;
    private Path store;

    @BeforeEach
    void write() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        store = folder.resolve("store");
        table("a/gdp-2012.csv", "54058.22");
        table("a/gdp-2013.csv", "59161.75");
        table("b/gdp-2014.csv", "65088.32");
        Files.writeString(corpus.resolve("a/truth.csv"), "not,a,document\n");
        Files.writeString(corpus.resolve("a/.hidden.csv"), "a,b\n1,2\n");
    }

    private void table(String path, String value) throws IOException {
        Path file = corpus.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "地区生产总值（亿元）\n地区,2012\n江苏," + value + "\n浙江,34665.33\n", StandardCharsets.UTF_8);
    }

    private Indexing.Summary index(Indexing.Options options) {
        return Indexing.index(List.of(corpus), store, List.of(Path.of("rules")), options, (done, all, path) -> {});
    }

    private static Indexing.Options pruning() {
        Indexing.Options o = Indexing.Options.TRUSTING;
        return new Indexing.Options(o.workers(), o.force(), true, o.dryRun(), o.contained(), o.megabytes(), o.limits());
    }

    private List<Observation> stored() {
        try (Warehouse warehouse = Warehouse.open(store)) {
            return warehouse.observations(ObservationFilter.ALL);
        }
    }

    @Test
    void readsWhatIsNewOnly() {
        Indexing.Summary first = index(Indexing.Options.TRUSTING);
        assertThat(first.planned())
                .extracting(Indexing.Planned::path)
                .containsExactly("a/gdp-2012.csv", "a/gdp-2013.csv", "b/gdp-2014.csv");
        assertThat(first.written()).isEqualTo(3);
        assertThat(stored()).isNotEmpty();
        Indexing.Summary second = index(Indexing.Options.TRUSTING);
        assertThat(second.written()).isZero();
        assertThat(second.count(Indexing.Plan.UNCHANGED)).isEqualTo(3);
    }

    @Test
    void followsChangesMovesAndLosses() throws IOException {
        index(Indexing.Options.TRUSTING);
        table("a/gdp-2013.csv", "60000.00");
        Files.move(corpus.resolve("a/gdp-2012.csv"), corpus.resolve("a/renamed-2012.csv"));
        Files.delete(corpus.resolve("b/gdp-2014.csv"));
        Indexing.Summary summary = index(Indexing.Options.TRUSTING);
        assertThat(summary.count(Indexing.Plan.CHANGED)).isEqualTo(1);
        assertThat(summary.count(Indexing.Plan.RENAMED)).isEqualTo(1);
        assertThat(summary.count(Indexing.Plan.VANISHED)).isEqualTo(1);
        assertThat(summary.diagnostics()).anyMatch(d -> d.code().equals(Indexing.VANISHED));
        assertThat(stored())
                .extracting(o -> o.locator().source())
                .contains("a/renamed-2012.csv", "b/gdp-2014.csv")
                .doesNotContain("a/gdp-2012.csv");
        assertThat(stored()).anyMatch(o -> o.reading().raw().contains("60000"));
        assertThat(index(pruning()).removed()).isEqualTo(1);
        assertThat(stored()).extracting(o -> o.locator().source()).doesNotContain("b/gdp-2014.csv");
    }

    @Test
    void changesNothingWhenAskedToSayOnly() {
        Indexing.Options o = Indexing.Options.TRUSTING;
        Indexing.Summary summary = index(new Indexing.Options(
                o.workers(), o.force(), o.prune(), true, o.contained(), o.megabytes(), o.limits()));
        assertThat(summary.count(Indexing.Plan.NEW)).isEqualTo(3);
        assertThat(store).doesNotExist();
    }

    @Test
    void keepsTheFirstOfTwoDocumentsWithOneName() throws IOException {
        index(Indexing.Options.TRUSTING);
        Path other = Files.createDirectories(folder.resolve("other/a"));
        Files.writeString(other.resolve("gdp-2012.csv"), "地区,2012\n江苏,1\n");
        Indexing.Summary summary = Indexing.index(
                List.of(folder.resolve("other")),
                store,
                List.of(Path.of("rules")),
                Indexing.Options.TRUSTING,
                (done, all, path) -> {});
        assertThat(summary.diagnostics()).anyMatch(d -> d.code().equals(Indexing.SAME_NAME));
        assertThat(stored()).anyMatch(o -> o.reading().raw().contains("54058.22"));
    }

    @Test
    void givesTheSameWhateverReadsIt() throws IOException {
        index(Indexing.Options.TRUSTING);
        List<Observation> here = stored();
        System.setProperty("almanac.classpath", ProcessClassPath.whole());
        try {
            Path another = folder.resolve("contained");
            Indexing.Options two = new Indexing.Options(2, false, false, false, true, 256, ReadLimits.DEFAULT);
            Indexing.index(List.of(corpus), another, List.of(Path.of("rules")), two, (done, all, path) -> {});
            try (Warehouse warehouse = Warehouse.open(another)) {
                assertThat(warehouse.observations(ObservationFilter.ALL)).isEqualTo(here);
            }
        } finally {
            System.clearProperty("almanac.classpath");
        }
    }

    @Test
    void leavesBehindWhatKillsItsReader() throws IOException {
        System.setProperty("almanac.classpath", ProcessClassPath.whole());
        ReadLimits limits = new ReadLimits(Duration.ofSeconds(1), 100, 1_000, 100_000, 1 << 20);
        try (ContainedReader reader = new ContainedReader(Hostile.class.getName(), List.of(), limits, 64)) {
            List<DocumentWork.Member> members = new ArrayList<>();
            for (String name : List.of("good-1", "memory", "good-2", "crash", "stack", "good-3", "loop")) {
                members.add(new DocumentWork.Member(folder.resolve(name), folder, true));
            }
            List<DocumentRecord> documents = reader.read(members);
            assertThat(documents)
                    .extracting(d -> d.source().id())
                    .containsExactly("good-1", "memory", "good-2", "crash", "stack", "good-3", "loop");
            assertThat(documents)
                    .extracting(DocumentRecord::readable)
                    .containsExactly(true, false, true, false, false, true, false);
            assertThat(documents)
                    .extracting(d -> d.diagnostics().isEmpty()
                            ? ""
                            : d.diagnostics().get(0).code().id())
                    .containsExactly("", "ALM-4020", "", "ALM-4022", "ALM-4022", "", "ALM-4021");
        } finally {
            System.clearProperty("almanac.classpath");
        }
    }

    /** A reading process that does what the file's name says. */
    static final class Hostile {
        private Hostile() {}

        public static void main(String[] arguments) throws IOException {
            ReadingProcess.serve((members, readOne) -> {
                List<DocumentRecord> documents = new ArrayList<>();
                for (DocumentWork.Member member : members) {
                    switch (member.id()) {
                        case "memory" -> {
                            List<long[]> all = new ArrayList<>();
                            while (all.size() < 1_000_000) {
                                all.add(new long[1 << 20]);
                            }
                        }
                        case "loop" -> {
                            while (Duration.ZERO.isZero()) {
                                Thread.onSpinWait();
                            }
                        }
                        case "crash" -> Runtime.getRuntime().halt(134);
                        case "stack" -> recurse(0);
                        default -> {}
                    }
                    readOne.run();
                    documents.add(new DocumentRecord(
                            almanac.SyntheticBooks.named(member.id()),
                            member.root().toString(),
                            "",
                            "",
                            true,
                            1,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()));
                }
                return documents;
            });
        }

        @SuppressWarnings("InfiniteRecursion") // the overflow is what the test is about
        private static int recurse(int depth) {
            return recurse(depth + 1) + 1;
        }
    }

    @Test
    void saysWhatDoesNotExist() {
        Indexing.Summary summary = Indexing.index(
                List.of(folder.resolve("nowhere")),
                store,
                List.of(Path.of("rules")),
                Indexing.Options.TRUSTING,
                (done, all, path) -> {});
        assertThat(summary.nothingRead()).isTrue();
        assertThat(summary.diagnostics()).anyMatch(d -> d.code().equals(Indexing.NO_SUCH_PATH));
        assertThat(Optional.of(summary.documents())).contains(0);
    }
}
