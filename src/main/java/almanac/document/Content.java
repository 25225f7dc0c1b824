package almanac.document;

import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.model.Sentence;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link FormatReader} found in a file.
 *
 * @param pageCount pages, sheets, or 1
 * @param pageText for each page that has prose, the text that the sentences' offsets count in
 * @param title the document's own title, where its content or metadata gives one
 */
public record Content(
        int pageCount,
        List<Grid> grids,
        List<Sentence> sentences,
        SortedMap<String, String> pageText,
        List<Diagnostic> diagnostics,
        Optional<String> title) {
    public Content {
        grids = List.copyOf(grids);
        sentences = List.copyOf(sentences);
        pageText = Collections.unmodifiableSortedMap(new TreeMap<>(pageText));
        diagnostics = List.copyOf(diagnostics);
    }

    public Content(
            int pageCount,
            List<Grid> grids,
            List<Sentence> sentences,
            SortedMap<String, String> pageText,
            List<Diagnostic> diagnostics) {
        this(pageCount, grids, sentences, pageText, diagnostics, Optional.empty());
    }

    /** Nothing but trouble. */
    public static Content nothing(Diagnostic... diagnostics) {
        return new Content(0, List.of(), List.of(), new TreeMap<>(), List.of(diagnostics));
    }
}
