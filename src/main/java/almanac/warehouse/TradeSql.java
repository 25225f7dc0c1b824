package almanac.warehouse;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * PRODY and EXPY of trade files that do not fit into memory: DuckDB streams the file once for each of three sums and
 * keeps only totals. HHR weights, the places themselves as the world, each year apart; the same numbers as {@code
 * almanac.complexity} gives in memory, to rounding (sums are compensated, their order is DuckDB's). Rows that are
 * repeated add up.
 *
 * <p>Reads CSV and Parquet; the two files named are all that SQL can reach.
 */
public final class TradeSql {
    /** DuckDB could not read or compute. */
    public static final Diagnostic.Code TRADE_SQL =
            new Diagnostic.Code("ALM-4040", Diagnostic.Severity.ERROR, "trade could not be computed in SQL");

    /**
     * One number of the result.
     *
     * @param year label, empty where the file has no years
     * @param label place or product
     * @param value EXPY or PRODY
     * @param covered share of the place's exports that has a PRODY; 1 for products
     */
    public record Row(String year, String label, double value, double covered) {}

    /** PRODY by year and product, EXPY by year and place, both sorted. */
    public record Result(List<Row> prody, List<Row> expy) {
        public Result {
            prody = List.copyOf(prody);
            expy = List.copyOf(expy);
        }
    }

    private TradeSql() {}

    /**
     * Computes.
     *
     * @param exports CSV or Parquet
     * @param gdp CSV
     * @param columns role ({@code year, location, product, value, gdp}) to column; {@code year} may be absent
     * @param megabytes of memory DuckDB may use; what needs more is spilled beside {@code scratch}
     * @param scratch a folder for that
     * @throws EnvironmentTrouble where a file or column is missing or the disk is full
     */
    public static Result prodyAndExpy(
            Path exports, Path gdp, Map<String, String> columns, int megabytes, Path scratch) {
        Properties options = new Properties();
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty("memory_limit", megabytes + "MB");
        options.setProperty("preserve_insertion_order", "false");
        options.setProperty("temp_directory", scratch.toAbsolutePath().toString());
        try {
            for (Path file : List.of(exports, gdp)) {
                if (!Files.isReadable(file)) {
                    throw new SQLException("no such file: " + file);
                }
            }
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", options);
                    Statement statement = connection.createStatement()) {
                statement.execute("SET allowed_paths = [" + text(absolute(exports)) + ", " + text(absolute(gdp)) + "]");
                statement.execute("SET allowed_directories = [" + text(absolute(scratch)) + "]");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
                String year = columns.containsKey("year") ? name(columns, "year") : "''";
                statement.execute("CREATE VIEW exports AS SELECT CAST(" + year + " AS VARCHAR) AS year, CAST("
                        + name(columns, "location") + " AS VARCHAR) AS location, CAST(" + name(columns, "product")
                        + " AS VARCHAR) AS product, TRY_CAST(" + name(columns, "value") + " AS DOUBLE) AS value FROM "
                        + source(exports) + " WHERE TRY_CAST(" + name(columns, "value") + " AS DOUBLE) > 0");
                statement.execute("CREATE TABLE income AS SELECT CAST(" + year + " AS VARCHAR) AS year, CAST("
                        + name(columns, "location") + " AS VARCHAR) AS location, TRY_CAST(" + name(columns, "gdp")
                        + " AS DOUBLE) AS income FROM " + source(gdp) + " WHERE TRY_CAST(" + name(columns, "gdp")
                        + " AS DOUBLE) > 0");
                statement.execute(
                        "CREATE TABLE totals AS SELECT year, location, fsum(value) AS total FROM exports GROUP BY ALL");
                statement.execute("CREATE TABLE prody AS SELECT e.year, e.product,"
                        + " fsum(e.value / t.total * i.income) / fsum(e.value / t.total) AS prody"
                        + " FROM exports e JOIN totals t USING (year, location) JOIN income i USING (year, location)"
                        + " GROUP BY ALL");
                return new Result(
                        rows(statement, "SELECT year, product, prody, 1.0 FROM prody ORDER BY year, product"),
                        rows(
                                statement,
                                "SELECT e.year, e.location,"
                                        + " fsum(e.value / t.total * p.prody) / fsum(e.value / t.total),"
                                        + " fsum(e.value / t.total)"
                                        + " FROM exports e JOIN totals t USING (year, location)"
                                        + " JOIN prody p USING (year, product)"
                                        + " GROUP BY e.year, e.location ORDER BY e.year, e.location"));
            }
        } catch (SQLException trouble) {
            throw StoreTrouble.of(
                    TRADE_SQL,
                    exports,
                    "PRODY and EXPY could not be computed in SQL: " + StoreFolder.firstLine(trouble),
                    "check the files, the names given with --columns, and the space on the disk",
                    trouble);
        }
    }

    private static List<Row> rows(Statement statement, String query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(new Row(
                        String.valueOf(result.getString(1)),
                        String.valueOf(result.getString(2)),
                        result.getDouble(3),
                        result.getDouble(4)));
            }
        }
        return rows;
    }

    private static String source(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")
                ? "read_parquet(" + text(absolute(file)) + ")"
                : "read_csv(" + text(absolute(file)) + ", header = true, all_varchar = true)";
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String name(Map<String, String> columns, String role) {
        return '"' + columns.getOrDefault(role, role).replace("\"", "\"\"") + '"';
    }
}
