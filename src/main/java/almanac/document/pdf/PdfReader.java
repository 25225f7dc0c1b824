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
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Reads PDF files: tables with what belongs to them, and the prose that is no table. Never renders, needs no font of the
 * machine, keeps few pages in memory at a time.
 *
 * <p>Example: {@code new PdfReader().read(file, source, ReadLimits.DEFAULT)}.
 */
public final class PdfReader implements FormatReader {
    static {
        PagePicture.rememberFonts();
        FontMappers.set(new PlainFonts());
    }

    /** Below so many pages a second copy of the open file costs more than it saves. */
    private static final int WORTH_SHARING = 12;

    private final PdfOptions options;

    public PdfReader() {
        this(PdfOptions.DEFAULT);
    }

    public PdfReader(PdfOptions options) {
        this.options = options;
    }

    private static final int END_MARK_WITHIN = 4096;

    /** What one page gave. */
    private record Outcome(int page, List<PlacedTable> tables, String prose, List<Diagnostic> diagnostics) {}

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        long deadline = System.nanoTime() + limits.time().toNanos();
        try (PDDocument document = open(file)) {
            int pages = document.getNumberOfPages();
            if (pages <= 0) {
                return Content.nothing(PdfTrouble.noPages(source.path()));
            }
            Gathered gathered = new Gathered(pages);
            if (!ended(file)) {
                gathered.diagnostics.add(PdfTrouble.cutOff(source.path()));
            }
            List<Integer> wanted = new ArrayList<>();
            for (int p = 1; p <= pages; p++) {
                if (options.wants(p)) {
                    wanted.add(p);
                }
            }
            if (wanted.size() > limits.maxPages()) {
                gathered.diagnostics.add(PdfTrouble.stopped(
                        source.path(), wanted.get(limits.maxPages()), "more than " + limits.maxPages() + " pages"));
                wanted = wanted.subList(0, limits.maxPages());
            }
            if (options.workers() > 1 && wanted.size() >= WORTH_SHARING) {
                shared(file, document, wanted, source, deadline, limits, gathered);
            } else {
                for (int p : wanted) {
                    if (!gathered.add(page(document, p, source.path(), deadline), source, deadline, limits)) {
                        break;
                    }
                }
            }
            return gathered.content();
        } catch (InvalidPasswordException encrypted) {
            return Content.nothing(
                    PdfTrouble.password(source.path(), !options.password().isEmpty()));
        } catch (IOException | RuntimeException broken) {
            return Content.nothing(PdfTrouble.damaged(source.path(), PdfTrouble.plain(broken)));
        } catch (StackOverflowError nested) {
            return Content.nothing(PdfTrouble.damaged(source.path(), "its objects are nested without end"));
        }
    }

    /** Whether the end mark of a PDF stands where readers look for it: in the last bytes, some junk behind it allowed. */
    private static boolean ended(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(channel.size(), END_MARK_WITHIN));
            channel.position(channel.size() - tail.capacity());
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // a channel may give less than asked for
            }
            return new String(tail.array(), StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }

    private PDDocument open(Path file) throws IOException {
        return Loader.loadPDF(
                new RandomAccessReadBufferedFile(file),
                options.password(),
                null,
                null,
                IOUtils.createTempFileOnlyStreamCache());
    }

    private Outcome page(PDDocument document, int number, String source, long deadline) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (System.nanoTime() > deadline) {
            diagnostics.add(PdfTrouble.stopped(source, number, "the time for this document is up"));
            return new Outcome(number, List.of(), "", diagnostics);
        }
        try {
            PageInk ink = InkReader.read(document.getPage(number - 1), number, deadline);
            trouble(ink, source, diagnostics);
            PageReading reading = PageReading.of(ink, options.areasOn(number), options.keepLeaders());
            return new Outcome(number, reading.tables(), reading.prose(), diagnostics);
        } catch (RuntimeException lost) {
            // the edge of a page: whatever one page does, the others are read
            diagnostics.add(PdfTrouble.pageLost(source, number, PdfTrouble.plain(lost)));
        } catch (StackOverflowError nested) {
            diagnostics.add(PdfTrouble.pageLost(source, number, "its objects are nested without end"));
        } catch (OutOfMemoryError large) {
            diagnostics.add(PdfTrouble.pageLost(source, number, "it needs more memory than there is"));
        }
        return new Outcome(number, List.of(), "", diagnostics);
    }

    /** Pages in parallel, each worker with its own open copy of the file; results are taken in page order. */
    private void shared(
            Path file,
            PDDocument first,
            List<Integer> wanted,
            Source source,
            long deadline,
            ReadLimits limits,
            Gathered gathered)
            throws IOException {
        ConcurrentLinkedQueue<PDDocument> copies = new ConcurrentLinkedQueue<>();
        copies.add(first);
        List<PDDocument> opened = new ArrayList<>();
        for (int i = 1; i < options.workers(); i++) {
            PDDocument copy = open(file);
            opened.add(copy);
            copies.add(copy);
        }
        ExecutorService pool = Executors.newFixedThreadPool(options.workers());
        try {
            Deque<Future<Outcome>> pending = new ArrayDeque<>();
            int next = 0;
            boolean goOn = true;
            while (goOn && (next < wanted.size() || !pending.isEmpty())) {
                while (next < wanted.size() && pending.size() < 4 * options.workers()) {
                    int number = wanted.get(next++);
                    pending.add(pool.submit(() -> {
                        PDDocument copy = copies.remove(); // as many copies as threads: there is always one
                        try {
                            return page(copy, number, source.path(), deadline);
                        } finally {
                            copies.add(copy);
                        }
                    }));
                }
                goOn = gathered.add(pending.remove().get(), source, deadline, limits);
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            pool.shutdownNow();
            try {
                pool.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            for (PDDocument copy : opened) {
                copy.close();
            }
        }
    }

    /** The document so far. */
    private static final class Gathered {
        private final int pages;
        private final List<Grid> grids = new ArrayList<>();
        private final List<Sentence> sentences = new ArrayList<>();
        private final SortedMap<String, String> texts = new TreeMap<>();
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private long cells;
        private long characters;

        Gathered(int pages) {
            this.pages = pages;
        }

        /** Adds a page; false where the document's bounds are reached. */
        boolean add(Outcome outcome, Source source, long deadline, ReadLimits limits) {
            diagnostics.addAll(outcome.diagnostics());
            List<Grid> onPage = new ArrayList<>();
            for (PlacedTable table : outcome.tables()) {
                Optional<String> earlier = Continuation.of(table, grids, onPage, outcome.page(), pages);
                onPage.add(Grids.of(table, outcome.page(), onPage.size() + 1, earlier));
                cells += table.table().slots().size();
            }
            grids.addAll(onPage);
            if (!outcome.prose().isEmpty()) {
                String name = String.valueOf(outcome.page());
                texts.put(name, outcome.prose());
                sentences.addAll(Prose.sentences(name, outcome.prose()));
                characters += outcome.prose().length();
            }
            if (cells > limits.maxCells() || characters > limits.maxCharacters()) {
                diagnostics.add(PdfTrouble.stopped(
                        source.path(), outcome.page(), "the document has more text than its bounds allow"));
                return false;
            }
            return System.nanoTime() <= deadline;
        }

        Content content() {
            return new Content(pages, grids, sentences, texts, diagnostics);
        }
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
