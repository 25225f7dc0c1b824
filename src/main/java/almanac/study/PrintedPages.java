package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.document.picture.PagePicture;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.PrintedPage;
import almanac.model.Sentence;
import almanac.report.BundleFolder;
import almanac.warehouse.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pages on which the observations of a study are printed: looked up in the documents again, for the bundle to show.
 * A document that is gone or has changed since it was read gives pages without a picture, which say so.
 */
final class PrintedPages {
    /** Page pictures in one bundle; pages with the most used figures come first. */
    static final int MOST_PICTURES = 300;

    /** A page of a document, or a table of a sheet. */
    private record Place(String source, String page, String table) {}

    private final Map<String, StoredDocument> documents = new HashMap<>();
    private final Map<String, List<Grid>> grids;
    private final int mostPictures;

    private PrintedPages(List<StoredDocument> documents, Map<String, List<Grid>> grids, int mostPictures) {
        this.grids = grids;
        this.mostPictures = mostPictures;
        documents.forEach(document -> this.documents.put(document.source().id(), document));
    }

    /**
     * The pages of some observations, by document, page and table.
     *
     * @param grids the tables of files that are at hand already, by source
     * @param mostPictures page pictures at most; sheets and prose are text and always shown
     */
    static List<PrintedPage> of(
            Collection<Observation> observations,
            List<StoredDocument> documents,
            Map<String, List<Grid>> grids,
            int mostPictures) {
        return new PrintedPages(documents, grids, mostPictures).pages(observations);
    }

    private List<PrintedPage> pages(Collection<Observation> observations) {
        SortedMap<String, List<Observation>> bySource = new TreeMap<>();
        observations.forEach(o -> bySource.computeIfAbsent(o.locator().source(), k -> new ArrayList<>())
                .add(o));
        SortedMap<String, SortedSet<Integer>> drawn = drawn(bySource);
        List<PrintedPage> pages = new ArrayList<>();
        bySource.forEach(
                (source, here) -> pages.addAll(document(source, here, drawn.getOrDefault(source, new TreeSet<>()))));
        return pages;
    }

    private boolean paged(String source) {
        StoredDocument document = documents.get(source);
        return document != null && document.source().mediaType().equals("application/pdf");
    }

    /** Which pages of PDFs get a picture. */
    private SortedMap<String, SortedSet<Integer>> drawn(SortedMap<String, List<Observation>> bySource) {
        Map<Place, Integer> counts = new HashMap<>();
        bySource.forEach((source, here) -> {
            if (paged(source)) {
                here.stream()
                        .map(o -> o.locator().page())
                        .filter(page -> page.matches("\\d{1,6}"))
                        .forEach(page -> counts.merge(new Place(source, page, ""), 1, Integer::sum));
            }
        });
        SortedMap<String, SortedSet<Integer>> drawn = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Place, Integer> e) -> -e.getValue())
                        .thenComparing(e -> e.getKey().source())
                        .thenComparingInt(e -> Integer.parseInt(e.getKey().page())))
                .limit(mostPictures)
                .forEach(e -> drawn.computeIfAbsent(e.getKey().source(), k -> new TreeSet<>())
                        .add(Integer.valueOf(e.getKey().page())));
        return drawn;
    }

    private List<PrintedPage> document(String source, List<Observation> observations, SortedSet<Integer> drawn) {
        StoredDocument document = documents.get(source);
        Path file = document == null || document.root().isEmpty()
                ? Path.of("")
                : Path.of(document.root(), document.source().path());
        String trouble = "";
        SortedMap<Integer, PagePicture> pictures = new TreeMap<>();
        Optional<Document> read = Optional.empty();
        List<Grid> own = grids.getOrDefault(source, List.of());
        if (!own.isEmpty()) {
            trouble = "";
        } else if (document == null || !Files.isRegularFile(file)) {
            trouble = "The document was not there any more when this bundle was made.";
        } else if (!BundleFolder.sha256(file).equals(document.source().sha256())) {
            trouble = "The document had changed since it was read when this bundle was made.";
        } else {
            try {
                if (paged(source)) {
                    pictures.putAll(PagePicture.of(file, drawn));
                } else {
                    read = Optional.of(new DocumentReader().read(file, Path.of(document.root()), ReadLimits.DEFAULT));
                }
            } catch (IOException | RuntimeException e) {
                trouble = "The page could not be drawn: " + e.getMessage();
            }
        }
        SortedMap<String, List<Observation>> places = new TreeMap<>(PrintedPages::inOrder);
        for (Observation o : observations) {
            String table = o.locator() instanceof Locator.CellAt at && !paged(source) ? at.table() : "";
            places.computeIfAbsent(o.locator().page() + "\n" + table, k -> new ArrayList<>())
                    .add(o);
        }
        List<PrintedPage> pages = new ArrayList<>();
        for (Map.Entry<String, List<Observation>> entry : places.entrySet()) {
            String page = entry.getKey().substring(0, entry.getKey().indexOf('\n'));
            String table = entry.getKey().substring(entry.getKey().indexOf('\n') + 1);
            List<Observation> here = new ArrayList<>(entry.getValue());
            here.sort(Comparator.comparingInt(PrintedPages::row)
                    .thenComparingInt(PrintedPages::column)
                    .thenComparing(Observation::id));
            Optional<PagePicture> picture = page.matches("\\d{1,6}")
                    ? Optional.ofNullable(pictures.get(Integer.valueOf(page)))
                    : Optional.empty();
            Optional<Grid> grid = table.isEmpty()
                    ? Optional.empty()
                    : read.flatMap(d ->
                            d.grids().stream().filter(g -> g.id().equals(table)).findFirst());
            List<Sentence> sentences = read.map(d -> d.sentences().stream()
                            .filter(s -> s.page().equals(page))
                            .toList())
                    .orElse(List.of());
            String note = !trouble.isEmpty()
                    ? trouble
                    : paged(source) && picture.isEmpty()
                            ? "This bundle shows the " + mostPictures
                                    + " pages with the most figures; this one is not among them."
                            : "";
            pages.add(new PrintedPage(
                    source,
                    page,
                    picture.map(PagePicture::widthPoints).orElse(0.0),
                    picture.map(PagePicture::heightPoints).orElse(0.0),
                    picture.map(PagePicture::png),
                    grid,
                    table.isEmpty() ? sentences : List.of(),
                    here,
                    note));
        }
        return pages;
    }

    /** Pages by number, sheets by name. */
    private static int inOrder(String one, String other) {
        String first = one.substring(0, one.indexOf('\n'));
        String second = other.substring(0, other.indexOf('\n'));
        if (first.matches("\\d{1,6}") && second.matches("\\d{1,6}") && !first.equals(second)) {
            return Integer.compare(Integer.parseInt(first), Integer.parseInt(second));
        }
        return one.compareTo(other);
    }

    private static int row(Observation o) {
        return o.locator() instanceof Locator.CellAt at
                ? at.row()
                : o.locator() instanceof Locator.SpanAt span ? span.from() : 0;
    }

    private static int column(Observation o) {
        return o.locator() instanceof Locator.CellAt at ? at.column() : 0;
    }
}
