package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.document.pdf.PagePicture;
import almanac.document.pdf.PdfOptions;
import almanac.document.pdf.PdfReader;
import almanac.model.Box;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Grid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The tables of documents, no store needed: the door behind {@code almanac tables}. */
public final class TableDesk {
    /**
     * What to read and how.
     *
     * @param pages ranges {@code {first, last}}, empty for all
     * @param areas table areas given by hand
     * @param password for encrypted files, empty for none
     * @param joined whether tables over several pages are made one
     * @param leaders whether leader dots stay in the cells, as printed
     * @param workers how many files or pages are read at a time
     */
    public record Request(
            List<int[]> pages, List<Area> areas, String password, boolean joined, boolean leaders, int workers) {
        public Request {
            pages = List.copyOf(pages);
            areas = List.copyOf(areas);
        }
    }

    /** A table area given by hand, points from the page's top left. */
    public record Area(int page, Box box) {}

    /**
     * The tables of one file.
     *
     * @param document the file's name without its ending
     */
    public record Tables(Path file, String document, int pages, List<Grid> grids, List<Diagnostic> diagnostics) {
        public Tables {
            grids = List.copyOf(grids);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private final Request request;

    public TableDesk(Request request) {
        this.request = request;
    }

    /** Reads files, several at a time, and answers in their order. */
    public List<Tables> read(List<Path> files) {
        int workers = Math.max(1, Math.min(request.workers(), files.size()));
        if (workers == 1) {
            List<Tables> all = new ArrayList<>();
            for (Path file : files) {
                all.add(read(file, request.workers()));
            }
            return all;
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Tables>> pending = new ArrayList<>();
            for (Path file : files) {
                pending.add(pool.submit(() -> read(file, 1)));
            }
            List<Tables> all = new ArrayList<>();
            for (Future<Tables> one : pending) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            pool.shutdownNow();
        }
    }

    private Tables read(Path file, int pageWorkers) {
        String name = String.valueOf(file.getFileName());
        String document = name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
        List<PdfOptions.Area> areas = request.areas().stream()
                .map(a -> new PdfOptions.Area(a.page(), a.box()))
                .toList();
        PdfReader pdf = new PdfReader(
                new PdfOptions(request.password(), request.pages(), areas, pageWorkers, request.leaders()));
        Path root = file.toAbsolutePath().getParent();
        Document read = new DocumentReader(pdf).read(file, root == null ? Path.of("") : root, ReadLimits.DEFAULT);
        List<Grid> grids = request.joined() ? JoinedTables.of(read.grids()) : read.grids();
        return new Tables(file, document, read.pageCount(), grids, read.diagnostics());
    }

    private static List<String> captions(List<Grid> grids) {
        List<String> lines = new ArrayList<>();
        grids.forEach(grid -> lines.addAll(TableText.explanation(grid)));
        return lines;
    }

    /**
     * Pictures of the pages that have tables, with the cells drawn in: PNG by page number. Empty for files that have no
     * printed pages.
     */
    public SortedMap<Integer, byte[]> explain(Tables tables) {
        SortedMap<Integer, List<Grid>> pages = new TreeMap<>();
        for (Grid grid : tables.grids()) {
            if (grid.box().isPresent()) {
                pages.computeIfAbsent(Integer.parseInt(grid.page()), p -> new ArrayList<>())
                        .add(grid);
            }
        }
        SortedMap<Integer, byte[]> pictures = new TreeMap<>();
        pages.forEach((page, grids) -> {
            try {
                pictures.put(page, PagePicture.png(tables.file(), request.password(), page, grids, captions(grids)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return pictures;
    }
}
