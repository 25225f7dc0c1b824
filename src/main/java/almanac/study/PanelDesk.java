package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Panel;
import almanac.report.DataTables;
import almanac.rule.Lexicon;
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

    /** No cell of the panel has a figure. */
    public static final Diagnostic.Code EMPTY =
            new Diagnostic.Code("ALM-5004", Diagnostic.Severity.ERROR, "the panel has no figure");

    /**
     * The panel as CSV; for each variable a column {@code <name>_from} that leads to its printed cell. Empty, with a
     * diagnostic, where no cell has a figure.
     */
    public static Optional<String> csv(ReportDesk.Order order, Consumer<Diagnostic> taker) {
        ReportDesk.Computed computed = ReportDesk.computed(order, taker);
        computed.run().result().diagnostics().forEach(taker);
        Panel panel = computed.run().panel();
        boolean any =
                panel.cells().values().stream().anyMatch(cell -> cell.value().isPresent());
        if (!any) {
            taker.accept(Diagnostic.of(
                    EMPTY,
                    order.study(),
                    "no cell of the panel has a figure: the store answers none of its variables",
                    "read the study's documents first: almanac index FOLDER, or almanac report " + order.study()));
            return Optional.empty();
        }
        Lexicon lexicon = computed.rules().lexicon();
        return Optional.of(DataTables.panel(
                panel,
                computed.study().modelVariables(),
                code -> lexicon.regionByCode(code)
                        .map(region -> region.en().isEmpty() ? region.zh() : region.en())
                        .orElse(code)));
    }

    /** The same as a Parquet file; false where there is nothing to write. */
    public static boolean parquet(ReportDesk.Order order, Path file, Consumer<Diagnostic> taker) {
        Optional<String> found = csv(order, taker);
        if (found.isEmpty()) {
            return false;
        }
        String csv = found.get();
        try {
            Path plain = Files.createTempFile("almanac-panel", ".csv");
            try {
                Files.writeString(plain, csv, StandardCharsets.UTF_8);
                ParquetFile.ofCsv(plain, file);
            } finally {
                Files.deleteIfExists(plain);
            }
            return true;
        } catch (IOException e) {
            throw trouble(file, e);
        }
    }

    /** The cell's formula, inputs, printed places and rivals, as lines; empty when the panel has no such cell. */
    public static Optional<String> why(
            ReportDesk.Order order, String region, int year, String variable, Consumer<Diagnostic> taker) {
        return ReportDesk.run(order, taker).why(region, year, variable);
    }

    /** How full the panel is, by variable, region and year. */
    public static String completeness(ReportDesk.Order order, Consumer<Diagnostic> taker) {
        return ReportDesk.run(order, taker).completeness().text();
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
                Diagnostic.of(
                        Workspace.UNUSABLE,
                        file.toString(),
                        "cannot be written: " + EnvironmentTrouble.reason(e),
                        "choose another file"),
                e);
    }
}
