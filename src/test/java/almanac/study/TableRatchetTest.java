package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table reader reached on documents with known truth may rise, never fall. Skips where they are missing. */
class TableRatchetTest {
    private static final double GOVERNMENT_TABLES = 0.98;
    private static final double CHINESE_TABLES = 0.998;

    private static final Path SHARED =
            Path.of(System.getenv().getOrDefault("ALMANAC_SHARED", "../shared"), "bench", "tables");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void governmentTablesEndToEnd() throws IOException, InterruptedException {
        assertThat(f1("icdar2013", "icdar")).isGreaterThanOrEqualTo(GOVERNMENT_TABLES);
    }

    @Test
    void chineseYearbookTablesEndToEnd() throws IOException, InterruptedException {
        assertThat(f1("cn", "unicode")).isGreaterThanOrEqualTo(CHINESE_TABLES);
    }

    private double f1(String set, String rule) throws IOException, InterruptedException {
        Path truth = SHARED.resolve("dev").resolve(set);
        assumeTrue(Files.isDirectory(truth), "the documents with truth are not on this machine");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(truth)) {
            all.filter(f -> f.toString().endsWith(".pdf")).sorted().forEach(files::add);
        }
        TableDesk desk = new TableDesk(new TableDesk.Request(List.of(), List.of(), "", false, true, 2));
        for (TableDesk.Tables tables : desk.read(files)) {
            Files.writeString(
                    folder.resolve(tables.document() + ".json"), TableText.json(tables), StandardCharsets.UTF_8);
        }
        Path result = folder.resolve("result.txt");
        Process scorer;
        try {
            scorer = new ProcessBuilder(
                            "python3",
                            SHARED.resolve("score.py").toString(),
                            "--gt",
                            truth.toString(),
                            "--pred",
                            folder.toString(),
                            "--norm",
                            rule)
                    .redirectErrorStream(true)
                    .redirectOutput(result.toFile())
                    .start();
        } catch (IOException noPython) {
            assumeTrue(false, "the scorer needs python3");
            return 0;
        }
        assumeTrue(scorer.waitFor(120, TimeUnit.SECONDS), "the scorer took too long");
        Matcher matcher = Pattern.compile("per-document average.*?F1 ([0-9.]+)")
                .matcher(Files.readString(result, StandardCharsets.UTF_8));
        assumeTrue(scorer.exitValue() == 0 && matcher.find(), "the scorer needs python3 with numpy");
        return Double.parseDouble(matcher.group(1));
    }
}
