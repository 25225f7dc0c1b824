package almanac.warehouse;

import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Opens the DuckDB file. DuckDB lets either one process write or several read; a writer therefore opens it for the
 * length of one commit only, and whoever finds it taken tries again for a while.
 *
 * <p>Nothing leaves the machine and no file is reached from SQL: extensions are neither fetched nor loaded, external
 * access is off and the configuration is locked.
 */
final class Database {
    /** Longer than any commit of ours takes. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MEMORY = System.getProperty("almanac.warehouse.memory", "1GB");

    private Database() {}

    static Connection openToRead(StoreFolder folder, Duration patience) {
        if (!folder.exists()) {
            throw StoreTrouble.of(
                    StoreTrouble.NO_STORE,
                    folder.path(),
                    "there is no store here",
                    "read documents first: almanac index FOLDER --store " + folder.path());
        }
        Properties options = safe();
        options.setProperty("access_mode", "READ_ONLY");
        options.setProperty("enable_external_access", "false");
        return patiently(folder, options, patience);
    }

    /** Makes an empty warehouse beside its place and puts it there when it is whole: one that exists can be opened. */
    static void make(StoreFolder folder) {
        Path fresh = folder.path().resolve("warehouse.new");
        try {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(folder.path().resolve("warehouse.new.wal"));
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + fresh.toAbsolutePath(), safe())) {
                run(connection, "BEGIN TRANSACTION");
                Migrations.bringTo(connection, Migrations.VERSION);
                run(connection, "COMMIT");
                run(connection, "CHECKPOINT");
            }
            StoreFolder.move(fresh, folder.warehouse());
        } catch (SQLException trouble) {
            throw explained(folder, trouble);
        } catch (IOException trouble) {
            throw folder.writeFailed(trouble);
        }
    }

    static Connection openToWrite(StoreFolder folder, Duration patience) {
        return patiently(folder, safe(), patience);
    }

    /** A reader for statements that people write: bounded memory, and at most one file that it may write. */
    static Connection openToQuery(StoreFolder folder, int megabytes, Optional<Path> allowed) {
        Properties options = safe();
        options.setProperty("access_mode", "READ_ONLY");
        options.setProperty("memory_limit", megabytes + "MB");
        options.setProperty("max_temp_directory_size", "1GB");
        Connection connection = patiently(folder, options, PATIENCE);
        try {
            // the order matters: the allowed path must be known before the door is shut and locked
            if (allowed.isPresent()) {
                String path = allowed.get().toAbsolutePath().toString().replace("'", "''");
                run(connection, "SET allowed_paths = ['" + path + "']");
            }
            run(connection, "SET enable_external_access = false");
            run(connection, "SET lock_configuration = true");
            return connection;
        } catch (SQLException trouble) {
            Warehouse.closeQuietly(connection);
            throw explained(folder, trouble);
        }
    }

    private static Properties safe() {
        Properties options = new Properties();
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty("memory_limit", MEMORY);
        options.setProperty(
                "threads",
                Integer.toString(Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()))));
        return options;
    }

    private static Connection patiently(StoreFolder folder, Properties options, Duration patience) {
        Path file = folder.warehouse();
        long deadline = System.nanoTime() + patience.toNanos();
        long pauseMillis = 5;
        while (true) {
            try {
                return DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), options);
            } catch (SQLException trouble) {
                String message = String.valueOf(trouble.getMessage());
                boolean taken = message.contains("lock on file") || message.contains("different configuration");
                if (!taken) {
                    throw explained(folder, trouble);
                }
                if (System.nanoTime() > deadline) {
                    throw StoreTrouble.of(
                            StoreTrouble.BUSY,
                            file,
                            "another program kept the warehouse open for more than " + patience.toSeconds() + " s: "
                                    + StoreFolder.firstLine(trouble),
                            "end that program, or try again later",
                            trouble);
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(pauseMillis);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    throw StoreTrouble.of(StoreTrouble.BUSY, file, "the wait was interrupted", "try again", stop);
                }
                pauseMillis = Math.min(200, pauseMillis * 2);
            }
        }
    }

    /** DuckDB's words for a full disk or a damaged file, in ours. */
    static EnvironmentTrouble explained(StoreFolder folder, SQLException trouble) {
        String message = String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT);
        boolean damaged = message.contains("not a valid duckdb")
                || message.contains("could not read")
                || message.contains("corrupt")
                || message.contains("checksum")
                || message.contains("serialization error")
                || message.contains("replaying wal")
                || message.contains("failed to load metadata");
        if (damaged && Files.exists(folder.warehouse())) {
            return StoreTrouble.of(
                    StoreTrouble.DAMAGED,
                    folder.warehouse(),
                    "the warehouse file cannot be read: " + StoreFolder.firstLine(trouble),
                    "delete the folder " + folder.path()
                            + " and make it again from the documents: almanac index FOLDER --store " + folder.path(),
                    trouble);
        }
        if (message.contains("newer version") || message.contains("storage version")) {
            return StoreTrouble.of(
                    StoreTrouble.NEWER_STORE,
                    folder.warehouse(),
                    "the warehouse was written by a newer version: " + StoreFolder.firstLine(trouble),
                    "use that version, or make a new store with --store",
                    trouble);
        }
        return folder.writeFailed(trouble);
    }

    static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                return "";
            }
            String value = result.getString(1);
            return value == null ? "" : value;
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
