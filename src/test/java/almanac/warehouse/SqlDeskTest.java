package almanac.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.SyntheticBooks;
import almanac.model.EnvironmentTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDeskTest {
    @TempDir
    static Path store;

    @BeforeAll
    static void write() {
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
            writer.commit(List.of(SyntheticBooks.book(3, 700, 1), SyntheticBooks.book(4, 300, 1)), List.of());
            writer.finish();
        }
    }

    private static List<List<@Nullable String>> ask(String sql) {
        return ask(sql, SqlDesk.Limits.DEFAULT);
    }

    private static List<List<@Nullable String>> ask(String sql, SqlDesk.Limits limits) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        new SqlDesk(store, limits).run(sql, new SqlDesk.RowTaker() {
            @Override
            public void columns(List<String> names, List<Boolean> numeric) {}

            @Override
            public void row(List<@Nullable String> fields) {
                rows.add(fields);
            }
        });
        return rows;
    }

    @Test
    void answersOverTheViews() {
        assertThat(ask("SELECT count(*) FROM observation").get(0)).containsExactly("1000");
        assertThat(ask("SELECT count(*) FROM cube_latest WHERE region = 'CN-32'")
                        .get(0)
                        .get(0))
                .isNotEqualTo("0");
        assertThat(ask("FROM vintages LIMIT 1")).hasSize(1);
        assertThat(ask("SELECT * FROM pivot_years")).isNotEmpty();
        List<@Nullable String> rollup =
                ask("SELECT region, members FROM rollup WHERE indicator = 'gdp' AND year = 2000 AND qualifiers = '{}'")
                        .get(0);
        assertThat(rollup.get(0)).isEqualTo("CHN");
        assertThat(Integer.parseInt(String.valueOf(rollup.get(1)))).isBetween(9, 11);
    }

    @Test
    void listsTablesAndViews() {
        List<SqlDesk.ColumnShape> schema = new SqlDesk(store, SqlDesk.Limits.DEFAULT).schema();
        assertThat(schema)
                .extracting(SqlDesk.ColumnShape::table)
                .contains("fact_observation", "dim_region", "observation", "cube", "rollup", "pivot_years");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM fact_observation",
                "INSERT INTO meta VALUES ('a', 'b')",
                "COPY fact_observation TO 'stolen.csv'",
                "ATTACH 'other.duckdb'",
                "SET enable_external_access = true",
                "INSTALL httpfs",
                "CREATE TABLE x(a INTEGER)",
                "",
                "-- nothing\n",
                "SELECT * FROM read_text('/etc/hostname')",
                "SELECT * FROM read_csv('https://example.org/a.csv')",
                "SELECT * FROM '/etc/hostname'",
                "SELECT 1; DROP TABLE meta",
                "SELECT 1; SET memory_limit = '9GB'",
                "WITH a AS (DELETE FROM meta RETURNING *) SELECT * FROM a",
                "SELECT nonsense FROM observation"
            })
    void refuses(String sql) {
        assertThatThrownBy(() -> ask(sql))
                .isInstanceOfSatisfying(
                        EnvironmentTrouble.class,
                        trouble -> assertThat(trouble.diagnostic().code().id()).isEqualTo("ALM-4006"));
        assertThat(ask("SELECT count(*) FROM observation").get(0)).containsExactly("1000");
    }

    @Test
    void stopsWhatRunsForEver() {
        SqlDesk.Limits short0 = new SqlDesk.Limits(Duration.ofMillis(300), 256);
        assertThatThrownBy(() -> ask("SELECT count(*) FROM range(1000000000) a, range(1000000000) b", short0))
                .hasMessageContaining("ALM-4007");
    }

    @Test
    void stopsWhatEatsTheMemory() {
        SqlDesk.Limits small = new SqlDesk.Limits(Duration.ofSeconds(20), 64);
        assertThatThrownBy(() -> ask("SELECT list(range) FROM range(100000000)", small))
                .hasMessageContaining("ALM-4007");
    }

    @Test
    void writesTheOneParquetFileItMay(@TempDir Path elsewhere) {
        Path file = elsewhere.resolve("it's.parquet");
        new SqlDesk(store, SqlDesk.Limits.DEFAULT).toParquet("SELECT * FROM observation;", file);
        assertThat(file).exists();
        assertThatThrownBy(() -> new SqlDesk(store, SqlDesk.Limits.DEFAULT)
                        .toParquet("SELECT 1) TO '" + elsewhere.resolve("x.csv") + "'; COPY (SELECT 2", file))
                .isInstanceOf(EnvironmentTrouble.class);
        assertThat(Files.exists(elsewhere.resolve("x.csv"))).isFalse();
    }
}
