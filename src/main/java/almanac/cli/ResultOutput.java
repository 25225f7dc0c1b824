package almanac.cli;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.study.RegressionDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Prints a result, or writes it to a file where the user named one or the format is no text. */
final class ResultOutput {
    static final Diagnostic.Code NOT_WRITTEN =
            new Diagnostic.Code("ALM-6121", Diagnostic.Severity.ERROR, "result file not written");

    private ResultOutput() {}

    /** Prints or writes what came out, then what was met on the way. */
    static void print(Console console, RegressionDesk.Outcome outcome, TableOptions table, String docxName) {
        content(console, outcome, table.format, table.out, docxName);
        outcome.diagnostics().forEach(console::report);
    }

    private static void content(
            Console console, RegressionDesk.Outcome outcome, String format, Optional<Path> out, String docxName) {
        if (outcome.content().length == 0) {
            return;
        }
        if (out.isEmpty() && !format.equals("docx")) {
            console.out().print(outcome.text());
            return;
        }
        Path file = out.orElseGet(() -> Path.of(docxName));
        try {
            Files.write(file, outcome.content());
            console.out().println(file);
        } catch (IOException trouble) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            NOT_WRITTEN,
                            file.toString(),
                            "cannot be written: " + EnvironmentTrouble.reason(trouble),
                            "choose another place with --out"),
                    trouble);
        }
    }
}
