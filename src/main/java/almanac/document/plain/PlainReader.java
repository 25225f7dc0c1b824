package almanac.document.plain;

import almanac.document.Bytes;
import almanac.document.Content;
import almanac.document.FormatReader;
import almanac.document.Prose;
import almanac.document.ReadLimits;
import almanac.document.Trouble;
import almanac.model.Diagnostic;
import almanac.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Plain text: prose, and tables that were flattened to one cell a line. */
public final class PlainReader implements FormatReader {
    /** The name of the one page of such a file. */
    public static final String PAGE = "1";

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        String text = Bytes.text(file, source.path(), limits, diagnostics)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        List<LineTables.Found> tables = LineTables.find(PAGE, text);
        for (LineTables.Found table : tables) {
            int rows = table.grid().rows() - table.grid().headerRows();
            diagnostics.add(Trouble.inferred(
                    source.path(), PAGE, rows + " rows of " + table.grid().columns() + " cells"));
        }
        TreeMap<String, String> pages = new TreeMap<>();
        pages.put(PAGE, text);
        return new Content(
                1,
                tables.stream().map(LineTables.Found::grid).toList(),
                Prose.sentences(PAGE, text).stream()
                        .filter(sentence -> tables.stream()
                                .noneMatch(table -> sentence.from() >= table.from() && sentence.to() <= table.to()))
                        .toList(),
                pages,
                diagnostics);
    }
}
