package almanac.document.csv;

import almanac.document.Bytes;
import almanac.document.Content;
import almanac.document.FormatReader;
import almanac.document.ReadLimits;
import almanac.document.Trouble;
import almanac.document.sheet.SheetCells;
import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.model.Source;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CSV and its relatives: encoding, separator and quoting are found out, fields lose the white space at their ends
 * (trailing tabs of some exports), rows keep their place. The whole file is one grid, title and note lines too.
 */
public final class CsvReader implements FormatReader {
    /** The name of the one page of such a file. */
    public static final String PAGE = "1";

    /** Longer fields are no cells of a table; they are cut and told of. */
    private static final int LONGEST_FIELD = 4_000;

    /** More lines than this inside one field mean that a quotation mark was never closed. */
    private static final int MOST_LINES_IN_A_FIELD = 40;

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        String text = Bytes.text(file, source.path(), limits, diagnostics);
        char separator = Dialect.separator(text);
        SheetCells cells = new SheetCells();
        if (!fill(text, separator, '"', source.path(), limits, cells, diagnostics)) {
            cells = new SheetCells();
            fill(text, separator, '\u0000', source.path(), limits, cells, diagnostics);
        }
        List<Grid> grids = new ArrayList<>();
        try {
            grids.addAll(cells.grids(PAGE, limits.maxCells()));
        } catch (SheetCells.TooWide tooWide) {
            diagnostics.add(Trouble.limit(source.path(), String.valueOf(tooWide.getMessage())));
        }
        return new Content(1, grids, List.of(), new TreeMap<>(), diagnostics);
    }

    /** Fills the cells; false where the quoting is broken. */
    private static boolean fill(
            String text,
            char separator,
            char quote,
            String path,
            ReadLimits limits,
            SheetCells cells,
            List<Diagnostic> diagnostics) {
        boolean cut = false;
        int row = 0;
        try (de.siegmar.fastcsv.reader.CsvReader<CsvRecord> reader = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .acceptCharsAfterQuotes(true)
                .ignoreDifferentFieldCount(true)
                .skipEmptyLines(false)
                .maxBufferSize(Math.max(1024, text.length() + 16))
                .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                for (int column = 0; column < record.getFieldCount(); column++) {
                    String field = record.getField(column);
                    if (field.isEmpty()) {
                        continue;
                    }
                    if (field.length() > 200 && quote == '"' && lines(field) > MOST_LINES_IN_A_FIELD) {
                        return false;
                    }
                    if (field.length() > LONGEST_FIELD) {
                        field = field.substring(0, LONGEST_FIELD);
                        cut = true;
                    }
                    String value = field.replace("\r\n", "\n").strip();
                    value = value.replace("\u00A0", " ").strip();
                    if (!value.isEmpty()) {
                        cells.add(row, column, value, Optional.empty(), List.of(), indent(field), false);
                    }
                    if (cells.size() > limits.maxCells()) {
                        diagnostics.add(Trouble.limit(path, "more than " + limits.maxCells() + " cells"));
                        return true;
                    }
                }
                row++;
            }
        } catch (CsvParseException | UncheckedIOException broken) {
            diagnostics.add(Trouble.damaged(path, String.valueOf(broken.getMessage())));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        if (cut) {
            diagnostics.add(
                    Trouble.limit(path, "a field was longer than " + LONGEST_FIELD + " characters and was cut"));
        }
        return true;
    }

    private static long lines(String field) {
        return field.chars().filter(c -> c == '\n').count();
    }

    private static int indent(String field) {
        int indent = 0;
        for (int i = 0; i < field.length() && (field.charAt(i) == ' ' || field.charAt(i) == '\u3000'); i++) {
            indent += field.charAt(i) == '\u3000' ? 2 : 1;
        }
        return indent / 2;
    }
}
