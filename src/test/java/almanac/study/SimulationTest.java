package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final Path RULES = Path.of("rules");

    @TempDir
    Path folder;

    private static Simulation.Request request(Path out, double noise, int editions, long seed) {
        return new Simulation.Request(
                RULES,
                "yangtze",
                out,
                seed == 0 ? OptionalLong.empty() : OptionalLong.of(seed),
                noise,
                editions == 0 ? OptionalInt.empty() : OptionalInt.of(editions));
    }

    private static TreeMap<String, byte[]> files(Path folder) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void makesTheCommittedCorpusAgainByteForByte() throws IOException {
        String said = Simulation.run(request(folder, 0, 0, 0));
        TreeMap<String, byte[]> made = files(folder);
        TreeMap<String, byte[]> committed = files(Path.of("corpus"));
        assertThat(made.keySet()).isEqualTo(committed.keySet());
        made.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(committed.get(name)));
        assertThat(made.values().stream().mapToLong(b -> b.length).sum()).isLessThan(10_000_000);
        // a distance of one half unit is the edge of what rounds to the printed correlation
        assertThat(Double.parseDouble(said.replaceAll("(?s).*within ([0-9.]+) half units.*", "$1")))
                .isLessThan(1);
    }

    @Test
    void everyDocumentSaysThatItIsSimulated() throws IOException {
        for (var file : files(Path.of("corpus")).entrySet()) {
            if (file.getKey().endsWith(".almanac.yaml")) {
                assertThat(new String(file.getValue(), StandardCharsets.UTF_8)).contains("simulated: true");
            }
        }
        assertThat(Files.readString(Path.of("corpus/communiques/2019/shanghai.txt")))
                .contains("模拟数据，非官方统计", "simulated, not official statistics");
    }

    @Test
    void noiseChangesWhatIsPrintedAndNotTheTruthSeed7() throws IOException {
        Simulation.run(request(folder.resolve("clean"), 0, 1, 7));
        Simulation.run(request(folder.resolve("noisy"), 1, 1, 7));
        TreeMap<String, byte[]> clean = files(folder.resolve("clean"));
        TreeMap<String, byte[]> noisy = files(folder.resolve("noisy"));
        assertThat(noisy.get("world-income/2020.csv")).isNotEqualTo(clean.get("world-income/2020.csv"));
        List<String> truth = new String(clean.get("truth.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(new String(noisy.get("truth.csv"), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                .hasSameSizeAs(truth);
    }

    @Test
    void namesTheDocumentThatIsNotThere() {
        assertThatThrownBy(() -> Simulation.run(
                        new Simulation.Request(RULES, "nowhere", folder, OptionalLong.empty(), 0, OptionalInt.empty())))
                .isInstanceOf(EnvironmentTrouble.class)
                .hasMessageContaining("ALM-8001")
                .hasMessageContaining("nowhere.yaml");
    }

    @Test
    void namesThePlaceOfASlip() throws IOException {
        Path slip = folder.resolve("slip.yaml");
        Files.writeString(
                slip,
                Files.readString(RULES.resolve("simulations/yangtze.yaml")).replace("people: 6144", "people: many"));
        assertThatThrownBy(() -> Simulation.run(new Simulation.Request(
                        RULES, slip.toString(), folder, OptionalLong.empty(), 0, OptionalInt.empty())))
                .hasMessageContaining("ALM-8002")
                .hasMessageContaining("regions[4].people");
    }
}
