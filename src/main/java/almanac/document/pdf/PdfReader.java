package almanac.document.pdf;

import almanac.document.Content;
import almanac.document.FormatReader;
import almanac.document.Prose;
import almanac.document.ReadLimits;
import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.model.Sentence;
import almanac.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Reads PDF files: tables with what belongs to them, and the prose that is no table. Never renders, needs no font of the
 * machine, keeps one page in memory at a time.
 *
 * <p>Example: {@code new PdfReader().read(file, source, ReadLimits.DEFAULT)}.
 */
public final class PdfReader implements FormatReader {
    static {
        FontMappers.set(new PlainFonts());
    }

    private final PdfOptions options;

    public PdfReader() {
        this(PdfOptions.DEFAULT);
    }

    public PdfReader(PdfOptions options) {
        this.options = options;
    }

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        long deadline = System.nanoTime() + limits.time().toNanos();
        try (RandomAccessRead bytes = new RandomAccessReadBufferedFile(file);
                PDDocument document = Loader.loadPDF(
                        bytes, options.password(), null, null, IOUtils.createTempFileOnlyStreamCache())) {
            return read(document, source, limits, deadline);
        } catch (InvalidPasswordException encrypted) {
            return Content.nothing(
                    PdfTrouble.password(source.path(), !options.password().isEmpty()));
        } catch (IOException | RuntimeException broken) {
            return Content.nothing(PdfTrouble.damaged(source.path(), String.valueOf(broken.getMessage())));
        } catch (StackOverflowError nested) {
            return Content.nothing(PdfTrouble.damaged(source.path(), "its objects are nested without end"));
        }
    }

    private Content read(PDDocument document, Source source, ReadLimits limits, long deadline) {
        List<Grid> grids = new ArrayList<>();
        List<Sentence> sentences = new ArrayList<>();
        SortedMap<String, String> texts = new TreeMap<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        int pages = document.getNumberOfPages();
        if (pages == 0) {
            return Content.nothing(PdfTrouble.noPages(source.path()));
        }
        int last = Math.min(pages, limits.maxPages());
        for (int p = 1; p <= last; p++) {
            if (!options.wants(p)) {
                continue;
            }
            if (System.nanoTime() > deadline) {
                diagnostics.add(PdfTrouble.stopped(source.path(), p, "the time for this document is up"));
                break;
            }
            PageReading reading;
            try {
                PageInk ink = InkReader.read(document.getPage(p - 1), p, deadline);
                trouble(ink, source.path(), diagnostics);
                reading = PageReading.of(ink, options.areasOn(p));
            } catch (RuntimeException lost) {
                // the edge of a page: whatever one page does, the others are read
                diagnostics.add(PdfTrouble.pageLost(source.path(), p, String.valueOf(lost)));
                continue;
            }
            List<Grid> onPage = new ArrayList<>();
            for (PlacedTable table : reading.tables()) {
                Optional<String> earlier = Continuation.of(table, grids, onPage, p, last);
                onPage.add(Grids.of(table, p, onPage.size() + 1, earlier));
            }
            grids.addAll(onPage);
            String name = String.valueOf(p);
            if (!reading.prose().isEmpty()) {
                texts.put(name, reading.prose());
                sentences.addAll(Prose.sentences(name, reading.prose()));
            }
        }
        return new Content(pages, grids, sentences, texts, diagnostics);
    }

    private static void trouble(PageInk ink, String source, List<Diagnostic> diagnostics) {
        if (!ink.stopped().isEmpty()) {
            diagnostics.add(PdfTrouble.stopped(source, ink.number(), ink.stopped()));
        }
        if (ink.glyphs().isEmpty() && !ink.images().isEmpty()) {
            diagnostics.add(PdfTrouble.scanned(source, ink.number()));
        }
        if (ink.unreadable() > 0) {
            diagnostics.add(PdfTrouble.unreadable(source, ink.number(), ink.unreadable()));
        }
    }
}
