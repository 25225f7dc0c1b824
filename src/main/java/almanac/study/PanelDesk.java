package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.report.DataTables;
import almanac.warehouse.ParquetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A study's panel for the command line: as a table with provenance columns, or one cell explained. */
public final class PanelDesk {
    private PanelDesk() {}

    /** The panel as CSV; for each variable a column {@code <name>_from} that leads to its printed cell. */
    public static String csv(ReportDesk.Order order, Consumer<Diagnostic> taker) {
        return DataTables.panel(ReportDesk.reportOf(order, taker));
    }

    /** The same as a Parquet file. */
    public static void parquet(ReportDesk.Order order, Path file, Consumer<Diagnostic> taker) {
        String csv = csv(order, taker);
        try {
            Path plain = Files.createTempFile("almanac-panel", ".csv");
            try {
                Files.writeString(plain, csv, StandardCharsets.UTF_8);
                ParquetFile.ofCsv(plain, file);
            } finally {
                Files.deleteIfExists(plain);
            }
        } catch (IOException e) {
            throw trouble(file, e);
        }
    }

    /** The cell's formula, inputs, printed places and rivals, as lines; empty when the panel has no such cell. */
    public static Optional<String> why(
            ReportDesk.Order order, String region, int year, String variable, Consumer<Diagnostic> taker) {
        return ReportDesk.run(order, taker).why(region, year, variable);
    }

    /** Writes a text to a file. */
    public static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw trouble(file, e);
        }
    }

    private static EnvironmentTrouble trouble(Path file, IOException e) {
        return new EnvironmentTrouble(
                Diagnostic.of(Workspace.UNUSABLE, file.toString(), "cannot be written: " + e, "choose another file"),
                e);
    }
}
