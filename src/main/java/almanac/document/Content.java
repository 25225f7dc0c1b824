package almanac.document;

import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.model.Sentence;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link FormatReader} found in a file.
 *
 * @param pageCount pages, sheets, or 1
 * @param pageText for each page that has prose, the text that the sentences' offsets count in
 */
public record Content(
        int pageCount,
        List<Grid> grids,
        List<Sentence> sentences,
        SortedMap<String, String> pageText,
        List<Diagnostic> diagnostics) {
    public Content {
        grids = List.copyOf(grids);
        sentences = List.copyOf(sentences);
        pageText = Collections.unmodifiableSortedMap(new TreeMap<>(pageText));
        diagnostics = List.copyOf(diagnostics);
    }
}
