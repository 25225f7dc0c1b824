package almanac.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was read from one file: its tables, its prose, and the trouble met on the way.
 *
 * @param source the file
 * @param pageCount pages, sheets, or 1
 * @param grids tables in document order
 * @param sentences prose in document order
 * @param pageText for each page that has prose, the text that the sentences' offsets count in
 * @param declared what a sidecar file declares (see {@link Declared})
 * @param diagnostics everything the reader could not read or had to assume
 */
public record Document(
        Source source,
        int pageCount,
        List<Grid> grids,
        List<Sentence> sentences,
        SortedMap<String, String> pageText,
        Declared declared,
        List<Diagnostic> diagnostics) {
    public Document {
        grids = List.copyOf(grids);
        sentences = List.copyOf(sentences);
        pageText = Collections.unmodifiableSortedMap(new TreeMap<>(pageText));
        diagnostics = List.copyOf(diagnostics);
    }
}
