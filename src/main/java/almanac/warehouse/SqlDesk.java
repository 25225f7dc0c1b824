package almanac.warehouse;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Read-only SQL over the warehouse, within limits of time and memory. The statement cannot write, reach a file or the
 * network, load an extension or change the configuration; DuckDB enforces it, not a look at the text.
 */
public final class SqlDesk {
    /**
     * What one statement may use.
     *
     * @param time until it is stopped
     * @param megabytes of DuckDB's memory
     */
    public record Limits(Duration time, int megabytes) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(30), 1024);
    }

    /** Takes a result row by row. */
    public interface RowTaker {
        /** Called once, before the rows. {@code numeric} tells which columns hold numbers. */
        void columns(List<String> names, List<Boolean> numeric);

        /** A row; null where SQL has NULL. */
        void row(List<@Nullable String> fields);
    }

    /** A column of a table or view. */
    public record ColumnShape(String table, boolean view, String column, String type) {}

    private static final Set<String> READING = Set.of(
            "select",
            "with",
            "from",
            "values",
            "table",
            "describe",
            "desc",
            "show",
            "summarize",
            "explain",
            "pivot",
            "unpivot",
            "(");
    private static final Pattern FIRST_WORD =
            Pattern.compile("(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*(\\(|[A-Za-z]+)", Pattern.DOTALL);

    private final StoreFolder folder;
    private final Limits limits;

    public SqlDesk(Path store, Limits limits) {
        this.folder = new StoreFolder(store);
        this.limits = limits;
    }

    /**
     * Runs one reading statement.
     *
     * @throws EnvironmentTrouble with ALM-4006 when it is refused, ALM-4007 when it runs past its limits
     */
    public void run(String sql, RowTaker taker) {
        refuseWriting(sql);
        try (Connection connection = open(Optional.empty())) {
            limited(connection, sql, statement -> {
                try (ResultSet row = statement.executeQuery(sql)) {
                    ResultSetMetaData shape = row.getMetaData();
                    List<String> names = new ArrayList<>();
                    List<Boolean> numeric = new ArrayList<>();
                    for (int i = 1; i <= shape.getColumnCount(); i++) {
                        names.add(shape.getColumnLabel(i));
                        numeric.add(numeric(shape.getColumnTypeName(i)));
                    }
                    taker.columns(names, numeric);
                    while (row.next()) {
                        List<@Nullable String> fields = new ArrayList<>(names.size());
                        for (int i = 1; i <= names.size(); i++) {
                            fields.add(row.getString(i));
                        }
                        taker.row(fields);
                    }
                }
            });
        } catch (SQLException closing) {
            throw Database.explained(folder, closing);
        }
    }

    /** Runs one reading statement and writes its result as a Parquet file (zstd), the one path it may touch. */
    public void toParquet(String sql, Path file) {
        refuseWriting(sql);
        String path = file.toAbsolutePath().toString();
        String bare = sql.strip();
        while (bare.endsWith(";")) {
            bare = bare.substring(0, bare.length() - 1).strip();
        }
        String copy = "COPY (" + bare + "\n) TO '" + path.replace("'", "''")
                + "' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)";
        try (Connection connection = open(Optional.of(file))) {
            limited(connection, sql, statement -> statement.execute(copy));
        } catch (SQLException closing) {
            throw Database.explained(folder, closing);
        }
    }

    /** Tables and views with their columns, views first as they are what people ask. */
    public List<ColumnShape> schema() {
        List<ColumnShape> columns = new ArrayList<>();
        run(
                "SELECT c.table_name, t.table_type = 'VIEW', c.column_name, c.data_type"
                        + " FROM information_schema.columns c JOIN information_schema.tables t USING (table_name)"
                        + " WHERE c.table_schema = 'main'"
                        + " ORDER BY t.table_type = 'VIEW' DESC, c.table_name, c.ordinal_position",
                new RowTaker() {
                    @Override
                    public void columns(List<String> names, List<Boolean> numeric) {}

                    @Override
                    public void row(List<@Nullable String> fields) {
                        columns.add(new ColumnShape(
                                String.valueOf(fields.get(0)),
                                "true".equals(fields.get(1)),
                                String.valueOf(fields.get(2)),
                                String.valueOf(fields.get(3))));
                    }
                });
        return columns;
    }

    private Connection open(Optional<Path> allowed) {
        Warehouse.closeQuietly(Warehouse.current(folder, Database.PATIENCE));
        return Database.openToQuery(folder, limits.megabytes(), allowed);
    }

    private static boolean numeric(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        return name.startsWith("DECIMAL") || name.contains("INT") || name.equals("DOUBLE") || name.equals("FLOAT");
    }

    private void refuseWriting(String sql) {
        Matcher first = FIRST_WORD.matcher(sql);
        String word = first.lookingAt() ? first.group(1).toLowerCase(Locale.ROOT) : "";
        if (!READING.contains(word)) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    StoreTrouble.SQL_REFUSED,
                    "query",
                    word.isEmpty() ? "there is no statement" : "only reading is allowed here, not " + word,
                    "begin with SELECT, WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN"));
        }
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void limited(Connection connection, String sql, Work work) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "query-limit");
            thread.setDaemon(true);
            return thread;
        });
        try (Statement statement = connection.createStatement()) {
            Future<?> stop = watch.schedule(
                    () -> {
                        statement.cancel();
                        return null;
                    },
                    limits.time().toMillis(),
                    TimeUnit.MILLISECONDS);
            work.on(statement);
            stop.cancel(false);
        } catch (SQLException trouble) {
            throw refused(sql, trouble);
        } finally {
            watch.shutdownNow();
        }
    }

    private EnvironmentTrouble refused(String sql, SQLException trouble) {
        String message = String.valueOf(trouble.getMessage());
        if (message.contains("INTERRUPT")) {
            return new EnvironmentTrouble(
                    Diagnostic.of(
                            StoreTrouble.SQL_TOO_LARGE,
                            "query",
                            "stopped after " + limits.time().toSeconds() + " s",
                            "narrow the question, or give it more with --timeout"),
                    trouble);
        }
        if (message.contains("Out of Memory") || message.contains("max_temp_directory_size")) {
            return new EnvironmentTrouble(
                    Diagnostic.of(
                            StoreTrouble.SQL_TOO_LARGE,
                            "query",
                            "needs more than " + limits.megabytes() + " MB of memory",
                            "narrow the question, or give it more with --memory"),
                    trouble);
        }
        SqlRefusal why = SqlRefusal.of(message, sql);
        return new EnvironmentTrouble(
                Diagnostic.of(StoreTrouble.SQL_REFUSED, "query", why.message(), why.hint()), trouble);
    }
}
