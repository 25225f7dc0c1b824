package almanac.index;

import almanac.text.Folding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** A reader of the index: one state of it from {@link #open} to {@link #close}, beside a writer or not. */
public final class SeriesIndex implements AutoCloseable {
    /** How many series are looked at to make a page of hits: one hit may gather the same series of many books. */
    private static final int SERIES_PER_HIT = 20;

    private static final int LEAST_SERIES = 200;
    /** Books of one hit that are read; more say nothing new. */
    private static final int MOST_BOOKS = 60;

    private static final int COUNTED = 10_000;
    private static final int FACET_VALUES = 10;
    private static final List<String> FACETS = List.of("indicator", "kind", "region", "source", "unit", "year");

    private final Path path;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Lexicon lexicon;
    private final Vocabulary vocabulary;
    private final Map<String, String[]> books = new HashMap<>();
    private final Map<String, StringDocValuesReaderState> facetStates = new HashMap<>();

    private SeriesIndex(Path path, Directory directory, DirectoryReader reader) throws IOException {
        this.path = path;
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.vocabulary = new Vocabulary(searcher);
        this.lexicon = Lexicon.parse(readLexicon());
    }

    /** Opens the last commit. */
    public static SeriesIndex open(Path path) {
        try {
            Directory directory = FSDirectory.open(path);
            try {
                DirectoryReader reader = DirectoryReader.open(directory);
                return new SeriesIndex(path, directory, reader);
            } catch (IOException | RuntimeException trouble) {
                directory.close();
                throw trouble;
            }
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    /** The generation of the warehouse that the last commit agrees with; empty where there is no usable index. */
    public static Optional<Long> generation(Path path) {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try (Directory directory = FSDirectory.open(path)) {
            if (!DirectoryReader.indexExists(directory)) {
                return Optional.empty();
            }
            Map<String, String> data = org.apache.lucene.index.SegmentInfos.readLatestCommit(directory)
                    .getUserData();
            if (!SeriesIndexWriter.PRESENT_SHAPE.equals(data.get(SeriesIndexWriter.SHAPE))) {
                return Optional.empty();
            }
            return Optional.ofNullable(data.get(SeriesIndexWriter.GENERATION)).map(Long::valueOf);
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private String readLexicon() throws IOException {
        TopDocs found = searcher.search(new TermQuery(new Term("type", "lexicon")), 1);
        if (found.scoreDocs.length == 0) {
            return "";
        }
        String text = searcher.storedFields().document(found.scoreDocs[0].doc).get("data");
        return text == null ? "" : text;
    }

    /** Source ids and the generation in which each was last written. */
    public SortedMap<String, Long> contents() {
        SortedMap<String, Long> contents = new TreeMap<>();
        try {
            Query sources = new TermQuery(new Term("type", "source"));
            int count = Math.max(1, reader.maxDoc());
            StoredFields stored = searcher.storedFields();
            for (ScoreDoc hit : searcher.search(new ConstantScoreQuery(sources), count).scoreDocs) {
                Document document = stored.document(hit.doc);
                org.apache.lucene.index.IndexableField generation = document.getField(SeriesIndexWriter.GENERATION);
                String source = document.get("source");
                if (source != null && generation != null && generation.numericValue() != null) {
                    contents.put(source, generation.numericValue().longValue());
                }
            }
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
        return contents;
    }

    /** Series and sentences in the index. */
    public int size() {
        try {
            return searcher.count(new TermQuery(new Term("type", "series")))
                    + searcher.count(new TermQuery(new Term("type", "sentence")));
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    /** Answers a query. Where nothing has all the words, what has most of them is shown, and the answer says so. */
    public SearchAnswer search(SearchQuery query, SearchOptions options) {
        try {
            int wanted = Math.max(LEAST_SERIES, (options.offset() + options.limit()) * SERIES_PER_HIT);
            SearchQuery asked = query;
            QueryPlan plan = new QueryPlan(asked, lexicon, vocabulary);
            Query lucene = plan.lucene();
            TopDocs top = top(lucene, wanted, options.sort());
            boolean exact = top.totalHits.value > 0 || plan.clauses() == 0;
            String suggestion = suggestion(query, plan);
            if (!exact && !suggestion.isEmpty()) {
                // a slip of the pen: what was probably meant, if the store has it
                SearchQuery mended = query.withWords(suggestion);
                QueryPlan second = new QueryPlan(mended, lexicon, vocabulary);
                TopDocs better = top(second.lucene(), wanted, options.sort());
                if (better.totalHits.value > 0) {
                    asked = mended;
                    plan = second;
                    lucene = second.lucene();
                    top = better;
                }
            }
            for (int needed = plan.clauses(); top.totalHits.value == 0 && needed > 0; needed--) {
                lucene = plan.nearly(needed);
                top = top(lucene, wanted, options.sort());
            }
            if (top.totalHits.value == 0 && plan.goElsewhere()) {
                for (int needed = plan.clauses(); top.totalHits.value == 0 && needed > 0; needed--) {
                    lucene = plan.nearly(needed);
                    top = top(lucene, wanted, options.sort());
                }
            }
            boolean mended = !asked.equals(query);
            List<Hit> hits = hits(top, asked, plan.markedTerms(), options);
            SortedMap<String, List<SearchAnswer.Count>> facets = options.facets() ? facets(lucene) : new TreeMap<>();
            return new SearchAnswer(hits, top.totalHits.value, exact, suggestion, mended, plan.understood(), facets);
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        } catch (UncheckedIOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }

    private TopDocs top(Query query, int count, SearchOptions.Sort order) throws IOException {
        SortField latest = new SortField("latest", SortField.Type.LONG, true);
        SortField points = new SortField("points", SortField.Type.LONG, true);
        SortField group = new SortField("group", SortField.Type.STRING);
        Sort sort = switch (order) {
            case RELEVANCE -> new Sort(SortField.FIELD_SCORE, points, latest, group, SortField.FIELD_DOC);
            case YEAR -> new Sort(latest, SortField.FIELD_SCORE, points, group, SortField.FIELD_DOC);
            case VALUE -> {
                SortField size = new SortField("size", SortField.Type.LONG, true);
                size.setMissingValue(Long.MIN_VALUE);
                yield new Sort(size, SortField.FIELD_SCORE, group, SortField.FIELD_DOC);
            }
            case LENGTH -> new Sort(points, SortField.FIELD_SCORE, latest, group, SortField.FIELD_DOC);
        };
        TopDocs top = searcher.search(query, new TopFieldCollectorManager(sort, count, null, COUNTED));
        // every order above has the score among its fields: no need to compute it once more
        int score = List.of(sort.getSort()).indexOf(SortField.FIELD_SCORE);
        for (ScoreDoc found : top.scoreDocs) {
            found.score = ((FieldDoc) found).fields[score] instanceof Float known ? known : 0;
        }
        return top;
    }

    /** Brings the series of several books together into hits, keeps the page that is wanted. */
    private List<Hit> hits(TopDocs top, SearchQuery query, Set<String> marked, SearchOptions options)
            throws IOException {
        Map<String, List<ScoreDoc>> groups = new LinkedHashMap<>();
        List<LeafReaderContext> leaves = reader.leaves();
        for (ScoreDoc found : top.scoreDocs) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
            SortedDocValues values = leaf.reader().getSortedDocValues("group");
            String group = values != null && values.advanceExact(found.doc - leaf.docBase)
                    ? values.lookupOrd(values.ordValue()).utf8ToString()
                    : "#" + found.doc;
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(found);
        }
        List<Hit> hits = new ArrayList<>();
        int at = 0;
        for (List<ScoreDoc> members : groups.values()) {
            if (at++ < options.offset()) {
                continue;
            }
            if (hits.size() == options.limit()) {
                break;
            }
            hits.add(hit(members, query, marked));
        }
        return hits;
    }

    private Hit hit(List<ScoreDoc> members, SearchQuery query, Set<String> marked) throws IOException {
        StoredFields stored = searcher.storedFields();
        List<Hit.Book> hitBooks = new ArrayList<>();
        List<Hit.Point> points = new ArrayList<>();
        Optional<Series> lead = Optional.empty();
        for (ScoreDoc member : members.subList(0, Math.min(MOST_BOOKS, members.size()))) {
            Document document = stored.document(member.doc);
            BytesRef data = document.getBinaryValue("data");
            Series series = Series.read(data.bytes, data.offset, data.length);
            if (lead.isEmpty()) {
                lead = Optional.of(series);
            }
            String source = String.valueOf(document.get("source"));
            String[] book = book(source);
            String firstPage =
                    series.places().isEmpty() ? "" : series.places().get(0).page();
            hitBooks.add(new Hit.Book(
                    source, book[0], book[1], book[2], Boolean.parseBoolean(book[3]), firstPage, series.caption()));
            for (Series.Place place : series.places()) {
                if (!series.kind().equals("sentence") && wanted(place.period(), query)) {
                    points.add(new Hit.Point(
                            place.period(),
                            place.value(),
                            series.unit(),
                            place.flag(),
                            hitBooks.size() - 1,
                            place.page(),
                            place.cell(),
                            place.id()));
                }
            }
        }
        points.sort(Comparator.comparing(Hit.Point::period).thenComparing(Hit.Point::book));
        Series series = lead.orElseThrow();
        return new Hit(
                series.kind(),
                members.get(0).score,
                series.region(),
                series.regionId(),
                names(Lexicon.Kind.REGION, series.regionId()),
                series.indicator(),
                series.indicatorId(),
                names(Lexicon.Kind.INDICATOR, series.indicatorId()),
                series.qualifiers(),
                series.measure(),
                points,
                hitBooks,
                marks(series.indicator(), marked));
    }

    private static boolean wanted(String period, SearchQuery query) {
        if (query.from().isEmpty() || period.length() < 4) {
            return query.from().isEmpty();
        }
        int year = Integer.parseInt(period.substring(0, 4));
        return year >= query.from().get() && year <= query.to().orElse(9999);
    }

    private String names(Lexicon.Kind kind, Optional<String> id) {
        return id.flatMap(known -> lexicon.entry(kind, known))
                .map(entry -> entry.zh().isBlank()
                        ? entry.en()
                        : entry.en().isBlank() ? entry.zh() : entry.zh() + " " + entry.en())
                .orElse("");
    }

    /** Where the label holds what was asked: from, to, from, to ..., without overlaps. */
    private static List<Integer> marks(String label, Set<String> terms) {
        List<int[]> spans = new ArrayList<>();
        for (PrintedTextAnalyzer.Token token : PrintedTextAnalyzer.forQueries().tokens(label)) {
            if (terms.contains(token.term())) {
                if (!spans.isEmpty() && spans.get(spans.size() - 1)[1] >= token.from()) {
                    int[] last = spans.get(spans.size() - 1);
                    last[1] = Math.max(last[1], token.to());
                } else {
                    spans.add(new int[] {token.from(), token.to()});
                }
            }
        }
        List<Integer> marks = new ArrayList<>();
        for (int[] span : spans) {
            marks.add(span[0]);
            marks.add(span[1]);
        }
        return marks;
    }

    private String[] book(String source) throws IOException {
        String[] known = books.get(source);
        if (known != null) {
            return known;
        }
        BooleanQuery.Builder self = new BooleanQuery.Builder();
        self.add(new TermQuery(new Term("type", "source")), Occur.FILTER);
        self.add(new TermQuery(new Term("source", source)), Occur.FILTER);
        TopDocs found = searcher.search(self.build(), 1);
        String text = found.scoreDocs.length == 0
                ? null
                : searcher.storedFields().document(found.scoreDocs[0].doc).get("shown");
        String[] read = text == null ? new String[] {source, source, "", "false"} : text.split("\u0001", -1);
        books.put(source, read);
        return read;
    }

    private SortedMap<String, List<SearchAnswer.Count>> facets(Query query) throws IOException {
        FacetsCollector collected = searcher.search(query, new org.apache.lucene.facet.FacetsCollectorManager());
        SortedMap<String, List<SearchAnswer.Count>> facets = new TreeMap<>();
        for (String facet : FACETS) {
            List<SearchAnswer.Count> counts = new ArrayList<>();
            FacetResult result = new StringValueFacetCounts(state("facet." + facet), collected)
                    .getTopChildren(FACET_VALUES, "facet." + facet);
            if (result != null) {
                for (org.apache.lucene.facet.LabelAndValue value : result.labelValues) {
                    counts.add(new SearchAnswer.Count(value.label, value.value.longValue()));
                }
            }
            facets.put(facet, List.copyOf(counts));
        }
        return facets;
    }

    private StringDocValuesReaderState state(String field) throws IOException {
        StringDocValuesReaderState known = facetStates.get(field);
        if (known == null) {
            known = new StringDocValuesReaderState(reader, field);
            facetStates.put(field, known);
        }
        return known;
    }

    /** The query with each unknown word replaced by the name it comes nearest to. */
    private String suggestion(SearchQuery query, QueryPlan plan) throws IOException {
        String mended = query.words();
        boolean changed = false;
        for (String word : plan.unknown()) {
            boolean printedSomewhere = searcher.count(plan.asPrinted(word)) > 0;
            Optional<String> near = printedSomewhere ? Optional.empty() : nearest(word);
            if (near.isPresent()) {
                mended = mended.replace(word, near.get());
                changed = true;
            }
        }
        return changed ? mended : "";
    }

    private Optional<String> nearest(String word) throws IOException {
        String folded = Folding.characters(word).toLowerCase(Locale.ROOT);
        if (folded.length() < 2 || folded.chars().allMatch(c -> Character.isDigit(c) || c == '.')) {
            return Optional.empty();
        }
        Optional<String> fromLexicon = lexicon.all().stream()
                .flatMap(entry -> entry.names().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> Math.abs(name.length() - folded.length()) <= 2)
                .map(name -> Map.entry(name, SpellingDistance.of(folded, name)))
                .filter(near -> near.getValue() > 0 && near.getValue() <= SpellingDistance.allowed(folded))
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
        if (fromLexicon.isPresent()) {
            return fromLexicon;
        }
        if (reader.docFreq(new Term("name", folded)) > 0) {
            return Optional.empty();
        }
        DirectSpellChecker checker = new DirectSpellChecker();
        checker.setMinPrefix(0);
        checker.setMinQueryLength(2);
        checker.setAccuracy(0.55f);
        SuggestWord[] near =
                checker.suggestSimilar(new Term("name", folded), 1, reader, SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX);
        return near.length == 0 ? Optional.empty() : Optional.of(near[0].string);
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
        } catch (IOException trouble) {
            throw IndexTrouble.unusable(path, trouble);
        }
    }
}
