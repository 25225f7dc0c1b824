package almanac.complexity;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The gold values beside the checkout; tests that need them are skipped where they are missing. */
public final class Shared {
    private Shared() {}

    public static Path complexity(String path) {
        String root = System.getenv().getOrDefault("ALMANAC_SHARED", "../shared");
        Path file = Path.of(root, "bench", "complexity").resolve(path);
        Assumptions.assumeTrue(Files.exists(file), "skipped: no shared data at " + file);
        return file;
    }

    public static List<NamedCsvRecord> records(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }
}
