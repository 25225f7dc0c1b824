package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.SyntheticBooks;
import almanac.index.SeriesIndex;
import almanac.index.SeriesIndexWriter;
import almanac.model.EnvironmentTrouble;
import almanac.warehouse.DocumentRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import almanac.warehouse.WarehouseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writing process is killed at random moments: afterwards every document is whole, what was said to be safe is there,
 * nothing is there twice, and warehouse and index agree. {@code -Dalmanac.kills=50} does it fifty times.
 */
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("almanac.kills", 3);
    private static final int BOOKS = 8;
    private static final int OBSERVATIONS = 400;
    private static final long SEED = 20_261_122;

    @TempDir
    Path folder;

    /** The process that is killed: replaces books for ever and notes each one that was committed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Path store = Path.of(arguments[0]);
            Path log = Path.of(arguments[1]);
            long round = Long.parseLong(arguments[2]);
            Random random = new Random(round);
            try (WarehouseWriter warehouse = WarehouseWriter.open(store)) {
                Indexing.repair(warehouse, java.util.Optional.empty());
                try (SeriesIndexWriter index =
                        SeriesIndexWriter.open(warehouse.folder().lucene())) {
                    index.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
                    System.out.println("ready");
                    for (long seed = round * 1_000_000; ; seed++) {
                        List<DocumentRecord> batch = new ArrayList<>();
                        int first = random.nextInt(BOOKS);
                        for (int i = 0; i <= random.nextInt(3); i++) {
                            batch.add(SyntheticBooks.book((first + i) % BOOKS, OBSERVATIONS, seed));
                        }
                        long generation = warehouse.commit(batch, List.of());
                        StringBuilder noted = new StringBuilder();
                        batch.forEach(book -> noted.append(book.input()).append('\n'));
                        Files.writeString(log, noted, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        for (DocumentRecord book : batch) {
                            index.replace(
                                    book.source(), generation, book.observations(), book.sentences(), new TreeMap<>());
                        }
                        index.commit(generation);
                        warehouse.agreed();
                    }
                }
            }
        }
    }

    private static Path driver;
    private static String classPath = "";

    private static synchronized String classPath() throws IOException {
        if (classPath.isEmpty()) {
            classPath = almanac.ProcessClassPath.slim(driver);
        }
        return classPath;
    }

    @org.junit.jupiter.api.BeforeAll
    static void cutTheDriver(@TempDir Path shared) {
        driver = shared;
    }

    private static List<String> command(Path scratch, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // a killed process leaves the unpacked driver behind: here it is swept away with the test's folder
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                classPath(),
                Victim.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void losesNothingWhateverTheMoment_seed20261122() throws Exception {
        Path store = folder.resolve("store");
        Path log = folder.resolve("log");
        Random random = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            Path scratch = Files.createDirectories(folder.resolve("scratch" + kill));
            Process victim = new ProcessBuilder(command(scratch, store.toString(), log.toString(), "" + kill))
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            int first = victim.getInputStream().read();
            assertThat(first).as(Files.readString(folder.resolve("errors"))).isEqualTo('r');
            TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
            victim.destroyForcibly().waitFor();
            try (var left = Files.list(scratch)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            check(store, log, kill);
        }
    }

    private static void check(Path store, Path log, int kill) throws IOException {
        Map<String, Long> said = new HashMap<>();
        if (Files.exists(log)) {
            for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
                String[] parts = line.split("-");
                if (parts.length == 3) {
                    said.put(
                            "books/" + Integer.parseInt(parts[1]) % 7 + "/book-" + parts[1] + ".xls",
                            Long.valueOf(parts[2]));
                }
            }
        }
        SearchDesk.agree(store);
        try (Warehouse warehouse = Warehouse.open(store);
                SeriesIndex index = SeriesIndex.open(new StoreFolder(store).lucene())) {
            Map<String, Long> generations = new TreeMap<>();
            long all = 0;
            for (StoredDocument document : warehouse.documents()) {
                String[] parts = document.input().split("-");
                long seed = Long.parseLong(parts[2]);
                String id = document.source().id();
                generations.put(id, document.generation());
                DocumentRecord written = SyntheticBooks.book(Integer.parseInt(parts[1]), OBSERVATIONS, seed);
                assertThat(warehouse.observations(
                                ObservationFilter.ofDocument(document.source().path())))
                        .as("kill " + kill + ": " + id + " is whole and there once")
                        .containsExactlyElementsOf(written.observations());
                Long promised = said.remove(id);
                assertThat(promised == null || seed >= promised)
                        .as("kill " + kill + ": " + id + " has what was said to be safe")
                        .isTrue();
                all += document.observations();
            }
            assertThat(said).as("kill " + kill + ": documents that were lost").isEmpty();
            assertThat(warehouse.observations(ObservationFilter.ALL)).hasSize((int) all);
            assertThat(index.contents())
                    .as("kill " + kill + ": the index agrees")
                    .isEqualTo(generations);
        }
    }

    @Test
    void survivesADiskThatIsFullInTheMiddleOfACommit() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash for its limit on file sizes");
        Path store = folder.resolve("full");
        Path log = folder.resolve("full.log");
        Path errors = folder.resolve("full.errors");
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.commit(List.of(SyntheticBooks.book(1, 2_000, 1)), List.of());
            writer.finish();
            writer.agreed();
        }
        Path scratch = Files.createDirectories(folder.resolve("scratch-full"));
        List<String> java = new ArrayList<>(command(scratch, store.toString(), log.toString(), "9"));
        java.removeIf(part -> part.startsWith("-Djava.io.tmpdir"));
        // no file may grow beyond this: sooner or later a commit meets it
        long kilobytes = Files.size(store.resolve("warehouse.duckdb")) / 1024 + 200;
        StringBuilder script = new StringBuilder("ulimit -f " + kilobytes + "; exec");
        java.forEach(part -> script.append(" '").append(part).append('\''));
        Process victim = new ProcessBuilder("/bin/bash", "-c", script.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        if (!victim.waitFor(90, TimeUnit.SECONDS)) {
            victim.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(errors)).contains("ALM-4005");
        SearchDesk.agree(store);
        try (Warehouse warehouse = Warehouse.open(store)) {
            for (StoredDocument document : warehouse.documents()) {
                assertThat(warehouse.observations(
                                ObservationFilter.ofDocument(document.source().path())))
                        .hasSize(document.observations());
            }
            assertThat(warehouse.documents()).isNotEmpty();
        }
    }

    @Test
    void makesADeletedIndexAnew() throws Exception {
        Path store = folder.resolve("deleted");
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
            writer.commit(List.of(SyntheticBooks.book(1, 500, 1), SyntheticBooks.book(2, 500, 1)), List.of());
            writer.agreed();
        }
        assertThat(SearchDesk.agree(store)).hasSize(1);
        assertThat(SearchDesk.agree(store)).isEmpty();
        try (var files = Files.list(store.resolve("lucene"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(SearchDesk.agree(store))
                .singleElement()
                .satisfies(note -> assertThat(note.line()).contains("ALM-4102").contains("2 documents"));
        try (WarehouseWriter busy = WarehouseWriter.open(store)) {
            busy.commit(List.of(SyntheticBooks.book(3, 100, 1)), List.of());
            assertThat(SearchDesk.agree(store))
                    .as("a reader beside a writer uses the last commit")
                    .isEmpty();
        }
        assertThat(SearchDesk.agree(store)).hasSize(1);
    }

    @Test
    void saysThatThereIsNoStoreToSearch() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> SearchDesk.agree(folder.resolve("none")))
                .isInstanceOf(EnvironmentTrouble.class)
                .hasMessageContaining("ALM-4004");
    }
}
