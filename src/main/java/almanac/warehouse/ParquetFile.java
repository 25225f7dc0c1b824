package almanac.warehouse;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A CSV file of ours as Parquet (zstd), types found by DuckDB over all rows; codes with leading zeros stay text. */
public final class ParquetFile {
    private ParquetFile() {}

    /** Writes {@code parquet}; both files are the only ones that the statement may touch. */
    public static void ofCsv(Path csv, Path parquet) {
        Properties options = new Properties();
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", options);
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_csv(" + quoted(csv)
                    + ", header = true, sample_size = -1, all_varchar = false)) TO " + quoted(parquet)
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            StoreTrouble.WRITE_FAILED,
                            parquet.toString(),
                            "the Parquet file could not be written: " + StoreFolder.firstLine(e),
                            "look at the disk's space and rights, or choose another file with --out"),
                    e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}
