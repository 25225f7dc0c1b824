package almanac.study;

import almanac.audit.AuditJson;
import almanac.audit.AuditPage;
import almanac.audit.AuditText;
import almanac.audit.Auditor;
import almanac.audit.ClaimsReader;
import almanac.audit.ClaimsReading;
import almanac.audit.WhatIfs;
import almanac.audit.reading.MarkdownTables;
import almanac.audit.reading.PaperReader;
import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.model.Audit;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.WhatIf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The door of the audit for the command line: a file in, a text and its diagnostics out. */
public final class AuditDesk {
    static final Diagnostic.Code UNREADABLE =
            new Diagnostic.Code("ALM-7005", Diagnostic.Severity.ERROR, "a file to audit that cannot be read");

    static final Diagnostic.Code FORMULA = new Diagnostic.Code(
            "ALM-7007", Diagnostic.Severity.ERROR, "a model that cannot be computed from the tables");

    /** No claims file is larger. */
    private static final long LARGEST = 64L << 20;

    private AuditDesk() {}

    /** The forms of the result. */
    public enum Form {
        TEXT,
        JSON,
        HTML
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

    /**
     * Audits a file.
     *
     * @param whatIf formulas {@code y ~ a + b} of models to compute from the printed tables
     */
    public static Outcome audit(Path file, Form form, List<String> whatIf) {
        ClaimsReading reading = read(file);
        if (reading.claims().isEmpty()) {
            return new Outcome(Optional.empty(), false, reading.diagnostics());
        }
        List<Diagnostic> diagnostics = new ArrayList<>(reading.diagnostics());
        List<WhatIf> asked = new ArrayList<>();
        for (String formula : whatIf) {
            WhatIfs.Answer answer = WhatIfs.of(reading.claims().get(), formula);
            answer.result().ifPresent(asked::add);
            if (answer.result().isEmpty()) {
                diagnostics.add(Diagnostic.of(
                        FORMULA,
                        file.toString(),
                        "\"" + formula + "\": " + answer.trouble(),
                        "name variables as the correlation table does, for example --what-if \"y ~ a + b\""));
                return new Outcome(Optional.empty(), false, diagnostics);
            }
        }
        Audit audit = Auditor.audit(reading.claims().get()).with(asked);
        String text = switch (form) {
            case TEXT -> AuditText.of(audit);
            case JSON -> AuditJson.of(audit);
            case HTML -> AuditPage.of(audit);
        };
        return new Outcome(Optional.of(text), audit.clean(), diagnostics);
    }

    /** Claims from a claims file, or from the tables of a paper. */
    private static ClaimsReading read(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(file)) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    UNREADABLE,
                    file.toString(),
                    Files.exists(file) ? "is no file" : "there is no such file",
                    "give a claims file (JSON) or a paper (PDF, DOCX, HTML, Markdown)"));
        }
        if (name.endsWith(".json")) {
            return ClaimsReader.read(text(file), file.toString());
        }
        if (name.endsWith(".md") || name.endsWith(".markdown")) {
            String text = text(file);
            return PaperReader.read(MarkdownTables.of(text), text, file.toString(), List.of());
        }
        Path folder = file.toAbsolutePath().getParent();
        return PaperReader.read(
                new DocumentReader().read(file, folder == null ? Path.of("") : folder, ReadLimits.DEFAULT));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            UNREADABLE,
                            file.toString(),
                            "cannot be read as UTF-8 text",
                            "save it as UTF-8; claims files and Markdown are small text files"),
                    unreadable);
        }
    }
}
