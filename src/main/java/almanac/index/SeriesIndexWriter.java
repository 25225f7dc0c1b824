package almanac.index;

import almanac.model.Indicator;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Sentence;
import almanac.model.Source;
import almanac.text.Folding;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Writes the index, a source at a time. A commit carries the generation of the warehouse it agrees with; the sources'
 * own generations are kept too, so that a repair touches only what differs.
 *
 * <p>The fields: {@code type} and {@code source} to find documents again; {@code region}, {@code indicator}, {@code
 * qualifier}, {@code context}, {@code book}, {@code text} hold words; {@code regionId}, {@code indicatorId}, {@code
 * unit}, {@code kind}, {@code measure}, {@code simulated}, {@code value}, {@code path} hold whole terms; {@code name}
 * feeds the spelling help; {@code year} is a point for ranges; {@code facet.*} and {@code group} are columns for counts
 * and for bringing the books of one series together; {@code data} is what a hit shows.
 */
public final class SeriesIndexWriter implements AutoCloseable {
    static final String GENERATION = "generation";
    static final String SHAPE = "shape";
    /** Counts changes of the fields above: an index of another shape is made anew. */
    static final String PRESENT_SHAPE = "1";

    private static final double BUFFER_MEGABYTES = 96;
    private static final double SEGMENTS_PER_TIER = 4;
    private static final double FLOOR_MEGABYTES = 4;
    private static final double DELETED_PERCENT = 20;

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private Map<String, Lexicon.Entry> names = Map.of();
    private String lexiconText = "";

    private SeriesIndexWriter(Path path, Directory directory, IndexWriter writer) {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
    }

    /**
     * Opens the index, empty where there is none or an unreadable one. The caller holds the right to write to the
     * store, so a lock file of Lucene's left behind by a killed process is no obstacle (it locks by the system, too).
     */
    public static SeriesIndexWriter open(Path path) {
        try {
            if (SeriesIndex.generation(path).isEmpty()) {
                clear(path);
            }
            try {
                return opened(path);
            } catch (CorruptIndexException | java.nio.file.NoSuchFileException | IllegalArgumentException damaged) {
                clear(path);
                return opened(path);
            }
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    private static SeriesIndexWriter opened(Path path) throws IOException {
        Directory directory = FSDirectory.open(path);
        try {
            IndexWriterConfig config = new IndexWriterConfig(PrintedTextAnalyzer.forIndexing());
            config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
            config.setCommitOnClose(false);
            config.setMergePolicy(fewSegments());
            // in the writing thread: a run ends with its merges done, not thrown away
            config.setMergeScheduler(new SerialMergeScheduler());
            return new SeriesIndexWriter(path, directory, new IndexWriter(directory, config));
        } catch (IOException | RuntimeException trouble) {
            directory.close();
            throw trouble;
        }
    }

    /** A query looks every word up in every segment, so there should be few; each replaced book adds one. */
    private static TieredMergePolicy fewSegments() {
        TieredMergePolicy policy = new TieredMergePolicy();
        policy.setSegmentsPerTier(SEGMENTS_PER_TIER);
        policy.setFloorSegmentMB(FLOOR_MEGABYTES);
        policy.setDeletesPctAllowed(DELETED_PERCENT);
        return policy;
    }

    private static void clear(Path path) throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The names that queries may use; part of the next commit. */
    public void lexicon(List<Region> regions, List<Indicator> indicators) {
        List<Lexicon.Entry> entries = Lexicon.entries(regions, indicators);
        names = new TreeMap<>();
        entries.forEach(entry -> names.put(entry.kind() + " " + entry.id(), entry));
        lexiconText = Lexicon.format(entries);
        Document document = new Document();
        document.add(new StringField("type", "lexicon", Field.Store.NO));
        document.add(new StoredField("data", lexiconText));
        try {
            writer.updateDocument(new Term("type", "lexicon"), document);
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    /** Replaces all that the index holds of a source. */
    public void replace(
            Source source,
            long generation,
            List<Observation> observations,
            List<Sentence> sentences,
            SortedMap<String, String> captions) {
        List<Document> documents = new ArrayList<>();
        Map<SeriesKey, List<Observation>> series = new LinkedHashMap<>();
        for (Observation observation : observations) {
            series.computeIfAbsent(SeriesKey.of(observation), k -> new ArrayList<>())
                    .add(observation);
        }
        series.values().forEach(members -> documents.add(series(source, members, captions)));
        sentences.forEach(sentence -> documents.add(sentence(source, sentence)));
        Document self = new Document();
        self.add(new StringField("type", "source", Field.Store.YES));
        self.add(new StringField("source", source.id(), Field.Store.YES));
        self.add(new StoredField("shown", bookText(source)));
        self.add(new StoredField(GENERATION, generation));
        documents.add(self);
        try {
            writer.updateDocuments(new Term("source", source.id()), documents);
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    /** Forgets a source. */
    public void remove(String sourceId) {
        try {
            writer.deleteDocuments(new Term("source", sourceId));
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    /** Makes everything since the last commit safe on the disk, as agreeing with this generation of the warehouse. */
    public void commit(long generation) {
        try {
            writer.setLiveCommitData(Map.of(GENERATION, Long.toString(generation), SHAPE, PRESENT_SHAPE)
                    .entrySet());
            writer.commit();
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    @Override
    public void close() {
        try {
            writer.rollback();
            directory.close();
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    private record SeriesKey(
            String kind,
            String region,
            String regionId,
            String indicator,
            String indicatorId,
            SortedMap<String, String> qualifiers,
            String measure,
            String unit) {
        static SeriesKey of(Observation o) {
            return new SeriesKey(
                    o.locator() instanceof Locator.CellAt ? "table" : "prose",
                    o.region().label(),
                    o.region().id().orElse(""),
                    o.indicator().label(),
                    o.indicator().id().orElse(""),
                    o.qualifiers(),
                    o.measure().code(),
                    o.unitLabel());
        }
    }

    private Document series(Source source, List<Observation> members, SortedMap<String, String> captions) {
        Observation first = members.get(0);
        List<Series.Place> places = new ArrayList<>();
        Set<Integer> years = new TreeSet<>();
        Set<String> values = new LinkedHashSet<>();
        for (Observation o : members) {
            Locator locator = o.locator();
            String value = o.value().map(BigDecimal::toPlainString).orElse("");
            String flag =
                    o.flag().isEmpty() && o.reading() instanceof Reading.Missing missing ? missing.reason() : o.flag();
            places.add(new Series.Place(
                    o.period().code(),
                    value,
                    flag,
                    locator.page(),
                    locator instanceof Locator.CellAt cell ? cell.address() : "",
                    o.id()));
            o.period().firstYear().ifPresent(years::add);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        places.sort(Comparator.comparing(Series.Place::period).thenComparing(Series.Place::id));
        String caption = first.locator() instanceof Locator.CellAt cell
                ? captions.getOrDefault(cell.table(), "").replace('\n', ' ').strip()
                : "";
        Series series = new Series(
                first.locator() instanceof Locator.CellAt ? "table" : "prose",
                first.region().label(),
                first.region().id(),
                first.indicator().label(),
                first.indicator().id(),
                first.qualifiers(),
                first.measure().code(),
                first.unitLabel(),
                caption,
                places);

        Document document = document(source, series);
        words(document, "region", series.region(), Lexicon.Kind.REGION, series.regionId());
        words(document, "indicator", series.indicator(), Lexicon.Kind.INDICATOR, series.indicatorId());
        document.add(
                new TextField("qualifier", String.join(" ", series.qualifiers().values()), Field.Store.NO));
        document.add(new TextField("context", caption, Field.Store.NO));
        if (first.locator() instanceof Locator.SpanAt) {
            document.add(new TextField("text", first.snippet(), Field.Store.NO));
        }
        series.regionId().ifPresent(id -> document.add(new StringField("regionId", id, Field.Store.NO)));
        series.indicatorId().ifPresent(id -> document.add(new StringField("indicatorId", id, Field.Store.NO)));
        document.add(new StringField("regionKey", term(Folding.key(series.region())), Field.Store.NO));
        document.add(new StringField("indicatorKey", term(Folding.key(series.indicator())), Field.Store.NO));
        document.add(new StringField("unit", term(Folding.key(series.unit())), Field.Store.NO));
        document.add(new StringField("unit", term(Folding.key(first.unit().id())), Field.Store.NO));
        boolean plain = series.qualifiers().isEmpty() && series.measure().equals("level");
        document.add(new StringField("plain", Boolean.toString(plain), Field.Store.NO));
        for (String value : values) {
            document.add(new StringField("value", term(value), Field.Store.NO));
        }
        for (int year : years) {
            document.add(new IntPoint("year", year));
            document.add(new SortedSetDocValuesField("facet.year", new BytesRef(Integer.toString(year))));
        }
        int latest = years.isEmpty() ? 0 : ((TreeSet<Integer>) years).last();
        document.add(new NumericDocValuesField("latest", latest));
        document.add(new NumericDocValuesField("points", places.size()));
        members.stream()
                .flatMap(o -> o.baseValue().or(o::value).stream())
                .reduce((a, b) -> b)
                .ifPresent(last -> document.add(new NumericDocValuesField(
                        "size", org.apache.lucene.util.NumericUtils.doubleToSortableLong(last.doubleValue()))));
        facet(document, "region", shown(Lexicon.Kind.REGION, series.regionId(), series.region()));
        facet(document, "indicator", shown(Lexicon.Kind.INDICATOR, series.indicatorId(), series.indicator()));
        facet(document, "unit", series.unit());
        document.add(new SortedDocValuesField("group", new BytesRef(term(series.group()))));
        return document;
    }

    private Document sentence(Source source, Sentence sentence) {
        Series series = new Series(
                "sentence",
                "",
                Optional.empty(),
                sentence.text(),
                Optional.empty(),
                new TreeMap<>(),
                "",
                "",
                sentence.heading(),
                List.of(new Series.Place("", "", "", sentence.page(), "", "")));
        Document document = document(source, series);
        document.add(new TextField("text", sentence.text(), Field.Store.NO));
        document.add(new TextField("context", sentence.heading(), Field.Store.NO));
        document.add(new NumericDocValuesField("latest", 0));
        document.add(new NumericDocValuesField("points", 0));
        document.add(new SortedDocValuesField(
                "group",
                new BytesRef(term("sentence " + source.id() + " " + sentence.page() + " " + sentence.from()))));
        return document;
    }

    private Document document(Source source, Series series) {
        Document document = new Document();
        String type = series.kind().equals("sentence") ? "sentence" : "series";
        document.add(new StringField("type", type, Field.Store.NO));
        document.add(new StringField("source", source.id(), Field.Store.YES));
        document.add(new StringField("kind", series.kind(), Field.Store.NO));
        document.add(new StringField("measure", series.measure(), Field.Store.NO));
        document.add(new StringField("simulated", Boolean.toString(source.simulated()), Field.Store.NO));
        document.add(new StringField("path", term(Folding.key(source.path() + source.title())), Field.Store.NO));
        document.add(new TextField(
                "book",
                source.title() + " " + source.path().replace('/', ' ') + " "
                        + source.publisher().orElse(""),
                Field.Store.NO));
        facet(document, "source", source.path());
        facet(document, "kind", series.kind());
        document.add(new StoredField("data", series.bytes()));
        return document;
    }

    private void words(Document document, String field, String label, Lexicon.Kind kind, Optional<String> id) {
        document.add(new TextField(field, label, Field.Store.NO));
        document.add(new StringField("name", term(label.toLowerCase(java.util.Locale.ROOT)), Field.Store.NO));
        for (String part : label.split("[\\s/()（）]+")) {
            if (part.length() > 2 && !part.equals(label)) {
                document.add(new StringField("name", term(part.toLowerCase(java.util.Locale.ROOT)), Field.Store.NO));
            }
        }
        id.map(known -> names.get(kind + " " + known)).ifPresent(entry -> {
            // a field of its own: the canonical names help recall and must not blur how well the label fits
            document.add(new TextField(field + "Name", entry.zh() + " " + entry.en(), Field.Store.NO));
        });
    }

    private String shown(Lexicon.Kind kind, Optional<String> id, String label) {
        return id.map(known -> names.get(kind + " " + known))
                .map(entry -> entry.zh().isBlank() ? entry.en() : entry.zh())
                .orElse(label);
    }

    private static void facet(Document document, String field, String value) {
        if (!value.isBlank()) {
            document.add(new SortedSetDocValuesField("facet." + field, new BytesRef(term(value))));
        }
    }

    /** A whole term must stay below Lucene's 32,766 bytes; hostile labels may not. */
    private static String term(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) : text;
    }

    /** What a hit says of a book, in one stored line. */
    static String bookText(Source source) {
        return String.join(
                "\u0001",
                source.path(),
                source.title(),
                source.vintage().orElse(""),
                Boolean.toString(source.simulated()));
    }
}
