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
 * @param asked what was asked of the rules while it was understood
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
        List<Diagnostic> diagnostics,
        Asked asked) {
    public DocumentRecord {
        tables = List.copyOf(tables);
        sentences = List.copyOf(sentences);
        observations = List.copyOf(observations);
        diagnostics = List.copyOf(diagnostics);
    }

    /** A document of which nobody noted what it asked of the rules: it is read again when any rule changes. */
    public DocumentRecord(
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
        this(
                source,
                root,
                input,
                rules,
                readable,
                pageCount,
                tables,
                sentences,
                observations,
                diagnostics,
                Asked.UNKNOWN);
    }

    /**
     * What a document asked of the rules, and a fingerprint of what they answered.
     *
     * @param questions one text each, joined by U+001E; empty where they are not known
     */
    public record Asked(String questions, String answers) {
        public static final Asked UNKNOWN = new Asked("", "");

        public boolean known() {
            return !questions.isEmpty();
        }
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
