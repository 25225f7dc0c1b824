package almanac.warehouse;

import almanac.model.Diagnostic;
import almanac.model.Observation;
import almanac.model.Sentence;
import almanac.model.Source;
import java.util.List;
import java.util.Optional;

/**
 * All that the warehouse keeps of one document; written whole or not at all.
 *
 * @param root the folder it was indexed from, absolute
 * @param input fingerprint of everything it was read from: the file and its sidecars
 * @param rules fingerprint of the rules it was read with
 * @param readable false when nothing of it could be read: the diagnostics say why
 * @param pageCount pages, sheets, or 1
 */
public record DocumentRecord(
        Source source,
        String root,
        String input,
        String rules,
        boolean readable,
        int pageCount,
        List<PrintedTable> tables,
        List<Sentence> sentences,
        List<Observation> observations,
        List<Diagnostic> diagnostics) {
    public DocumentRecord {
        tables = List.copyOf(tables);
        sentences = List.copyOf(sentences);
        observations = List.copyOf(observations);
        diagnostics = List.copyOf(diagnostics);
    }

    /** A table as the index and {@code show} need it: what is printed around the cells. */
    public record PrintedTable(
            String id,
            String page,
            String caption,
            String unitNote,
            int rows,
            int columns,
            Optional<String> continues) {}
}
