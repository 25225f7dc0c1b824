package almanac.study;

import almanac.audit.AuditJson;
import almanac.audit.AuditText;
import almanac.audit.Auditor;
import almanac.audit.ClaimsReader;
import almanac.audit.ClaimsReading;
import almanac.model.Audit;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The door of the audit for the command line: a file in, a text and its diagnostics out. */
public final class AuditDesk {
    static final Diagnostic.Code UNREADABLE =
            new Diagnostic.Code("ALM-7005", Diagnostic.Severity.ERROR, "a file to audit that cannot be read");

    private AuditDesk() {}

    /** The forms of the result. */
    public enum Form {
        TEXT,
        JSON
    }

    /**
     * What the command prints.
     *
     * @param text the result, empty where there was nothing to audit
     * @param clean whether nothing contradicts anything
     */
    public record Outcome(Optional<String> text, boolean clean, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    public static Outcome audit(Path file, Form form) {
        String json;
        try {
            json = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            UNREADABLE,
                            file.toString(),
                            Files.exists(file) ? "cannot be read as UTF-8 text" : "there is no such file",
                            "give a claims file (JSON, UTF-8)"),
                    unreadable);
        }
        ClaimsReading reading = ClaimsReader.read(json, file.toString());
        if (reading.claims().isEmpty()) {
            return new Outcome(Optional.empty(), false, reading.diagnostics());
        }
        Audit audit = Auditor.audit(reading.claims().get());
        String text = switch (form) {
            case TEXT -> AuditText.of(audit);
            case JSON -> AuditJson.of(audit);
        };
        return new Outcome(Optional.of(text), audit.clean(), reading.diagnostics());
    }
}
