package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.ProcessClassPath;
import almanac.model.Observation;
import almanac.study.Indexing;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while documents are read: exit code 130, a message, and a store that the next run completes. */
class InterruptedIndexTest {
    private static final int FILES = 120;
    private static final int ROWS = 120;

    private static void write(Path corpus) throws IOException {
        Files.createDirectories(corpus);
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder("地区生产总值（亿元）\n地区,2011,2012,2013,2014\n");
            for (int row = 0; row < ROWS; row++) {
                text.append("地").append(row).append(",1.").append(i).append(",2,3,4\n");
            }
            Files.writeString(corpus.resolve("book-" + i + ".csv"), text, StandardCharsets.UTF_8);
        }
    }

    @Test
    void leavesAStoreThatTheNextRunCompletes(@TempDir Path folder) throws Exception {
        Path kill = Path.of("/bin/kill");
        Assumptions.assumeTrue(Files.isExecutable(kill), "there is no kill to send the signal with");
        Path corpus = folder.resolve("corpus");
        write(corpus);
        Path store = folder.resolve("store");
        String classPath = ProcessClassPath.slim(folder);
        int stopped = 0;
        for (int pause : new int[] {100, 600}) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    classPath,
                    "almanac.cli.Almanac",
                    "index",
                    corpus.toString(),
                    "--store",
                    store.toString(),
                    "--rules",
                    Path.of("rules").toAbsolutePath().toString(),
                    "--in-process"));
            Path said = folder.resolve("said-" + pause);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            for (int i = 0; i < 400 && process.isAlive() && !Files.exists(store.resolve("warehouse.duckdb")); i++) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            new ProcessBuilder(kill.toString(), "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            if (process.exitValue() != 0) {
                stopped++;
                assertThat(process.exitValue()).isEqualTo(130);
                assertThat(Files.readString(said)).contains("interrupted; what was committed is safe");
            }
            // whatever was committed is whole
            try (Warehouse warehouse = Warehouse.open(store)) {
                assertThat(warehouse.observations(ObservationFilter.ALL).size() % (ROWS * 4))
                        .isZero();
            }
        }
        assertThat(stopped).isPositive();
        List<Path> rules = List.of(Path.of("rules"));
        Indexing.index(List.of(corpus), store, rules, Indexing.Options.TRUSTING, (done, all, path) -> {});
        Path fresh = folder.resolve("fresh");
        Indexing.index(List.of(corpus), fresh, rules, Indexing.Options.TRUSTING, (done, all, path) -> {});
        assertThat(content(store)).hasSize(FILES * ROWS * 4).isEqualTo(content(fresh));
    }

    private static List<Observation> content(Path store) {
        try (Warehouse warehouse = Warehouse.open(store)) {
            return warehouse.observations(ObservationFilter.ALL);
        }
    }
}
