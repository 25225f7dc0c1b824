package almanac.study;

import almanac.index.Hit;
import almanac.index.IndexTrouble;
import almanac.index.SearchAnswer;
import almanac.index.SearchOptions;
import almanac.index.SearchQuery;
import almanac.index.SeriesIndex;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.StoreTrouble;
import almanac.warehouse.WarehouseWriter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers searches over a store. Opens the index only; the warehouse is touched when the two do not agree, to make the
 * index agree again.
 */
public final class SearchDesk {
    /**
     * How the answer is wanted.
     *
     * @param page from 1
     * @param sort relevance, year, value or length
     * @param json as one JSON object instead of text
     * @param columns width of the text
     * @param colour whether marks may be drawn with terminal codes
     * @param places all places of every hit, not only of the first
     */
    public record Wanted(
            int limit,
            int page,
            String sort,
            boolean facets,
            boolean json,
            int columns,
            boolean colour,
            boolean places) {}

    /**
     * The answer as it is to be printed.
     *
     * @param found series and sentences that match
     * @param notes what happened on the way
     */
    public record Printed(String text, long found, List<Diagnostic> notes) {}

    /** A search in a store without content. */
    public static final Diagnostic.Code NOTHING_THERE =
            new Diagnostic.Code("ALM-4031", Diagnostic.Severity.WARNING, "the store is empty");

    private SearchDesk() {}

    /**
     * Searches.
     *
     * @throws QueryTrouble when the query was not understood
     * @throws EnvironmentTrouble when there is no store
     */
    public static Printed search(Path store, String text, Wanted wanted) throws QueryTrouble {
        SearchQuery.Parsed parsed = SearchQuery.parse(text);
        if (parsed instanceof SearchQuery.Parsed.NotUnderstood not) {
            throw new QueryTrouble(not.trouble());
        }
        SearchQuery query = ((SearchQuery.Parsed.Understood) parsed).query();
        if (query.empty()) {
            throw new QueryTrouble(new SearchQuery.Trouble(text, 0, "there is nothing to search for"));
        }
        SearchOptions.Sort sort = SearchOptions.Sort.valueOf(wanted.sort().toUpperCase(Locale.ROOT));
        SearchOptions options =
                new SearchOptions((wanted.page() - 1) * wanted.limit(), wanted.limit(), sort, wanted.facets());
        List<Diagnostic> notes = agree(store);
        try (SeriesIndex index = SeriesIndex.open(new StoreFolder(store).lucene())) {
            SearchAnswer answer = index.search(query, options);
            if (answer.total() == 0 && index.size() == 0) {
                notes = new ArrayList<>(notes);
                notes.add(Diagnostic.of(
                        NOTHING_THERE,
                        store.toString(),
                        "the store holds no figure and no sentence yet",
                        "read documents first: almanac index FOLDER --store " + store));
            }
            String printed = wanted.json() ? json(text, answer) : new HitText(wanted).render(text, answer);
            return new Printed(printed, answer.total(), notes);
        }
    }

    /** The query has an error at a place. */
    public static final class QueryTrouble extends Exception {
        private final Diagnostic diagnostic;
        private final String drawn;

        QueryTrouble(SearchQuery.Trouble trouble) {
            super(trouble.message());
            this.drawn = trouble.drawn();
            this.diagnostic =
                    Diagnostic.of(IndexTrouble.QUERY, "search", trouble.message(), "almanac search -h shows examples");
        }

        public Diagnostic diagnostic() {
            return diagnostic;
        }

        /** The query and a caret under the place. */
        public String drawn() {
            return drawn;
        }
    }

    /** Sees to it that the index agrees with the warehouse, as far as a writer at work allows. */
    static List<Diagnostic> agree(Path store) {
        StoreFolder folder = new StoreFolder(store);
        if (!folder.exists()) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    StoreTrouble.NO_STORE,
                    store.toString(),
                    "there is no store here",
                    "read documents first: almanac index FOLDER --store " + store));
        }
        Optional<StoreFolder.Mark> mark = folder.mark();
        Optional<Long> indexed = SeriesIndex.generation(folder.lucene());
        boolean agrees = mark.isPresent()
                && mark.get().clean()
                && indexed.isPresent()
                && indexed.get() == mark.get().generation();
        if (agrees) {
            return List.of();
        }
        Optional<WarehouseWriter> writer;
        try {
            writer = WarehouseWriter.tryOpen(store);
        } catch (EnvironmentTrouble mayNotWrite) {
            if (indexed.isPresent() && mayNotWrite.diagnostic().code().equals(StoreTrouble.WRITE_FAILED)) {
                return List.of(mayNotWrite.diagnostic());
            }
            throw mayNotWrite;
        }
        if (writer.isEmpty()) {
            if (indexed.isPresent()) {
                // a writer is at work; its last commit of the index is whole, only not the newest
                return List.of();
            }
            throw new EnvironmentTrouble(Diagnostic.of(
                    StoreTrouble.WRITER_AT_WORK,
                    store.toString(),
                    "this store is being written for the first time",
                    "search again when it has finished"));
        }
        try (WarehouseWriter held = writer.get()) {
            int touched = Indexing.repair(held, Optional.empty());
            return touched == 0
                    ? List.of()
                    : List.of(Diagnostic.of(
                            IndexTrouble.REPAIRED,
                            folder.lucene().toString(),
                            "the search index was repaired: " + touched + (touched == 1 ? " document" : " documents"),
                            "nothing to do: it agrees with the warehouse again"));
        }
    }

    private static String json(String text, SearchAnswer answer) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("query", text);
            json.writeNumberField("total", answer.total());
            json.writeBooleanField("exact", answer.exact());
            json.writeStringField("suggestion", answer.suggestion());
            json.writeBooleanField("mended", answer.mended());
            json.writeArrayFieldStart("understood");
            for (String name : answer.understood()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("hits");
            for (Hit hit : answer.hits()) {
                hit(json, hit);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("facets");
            for (Map.Entry<String, List<SearchAnswer.Count>> facet :
                    answer.facets().entrySet()) {
                json.writeArrayFieldStart(facet.getKey());
                for (SearchAnswer.Count count : facet.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("value", count.value());
                    json.writeNumberField("count", count.count());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out + "\n";
    }

    private static void hit(JsonGenerator json, Hit hit) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", hit.kind());
        json.writeNumberField("score", hit.score());
        if (hit.kind().equals("sentence")) {
            json.writeStringField("text", hit.indicator());
        } else {
            json.writeStringField("entity_label", hit.region());
            json.writeStringField("entity_id", hit.regionId().orElse(""));
            json.writeStringField("entity_names", hit.regionNames());
            json.writeStringField("indicator_label", hit.indicator());
            json.writeStringField("indicator_id", hit.indicatorId().orElse(""));
            json.writeStringField("indicator_names", hit.indicatorNames());
            json.writeObjectFieldStart("qualifiers");
            for (Map.Entry<String, String> entry : hit.qualifiers().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeStringField("measure", hit.measure());
        }
        json.writeBooleanField("simulated", hit.simulated());
        json.writeArrayFieldStart("books");
        for (Hit.Book book : hit.books()) {
            json.writeStartObject();
            json.writeStringField("document", book.path());
            json.writeStringField("title", book.title());
            json.writeStringField("vintage", book.vintage());
            json.writeBooleanField("simulated", book.simulated());
            json.writeStringField("page", book.page());
            json.writeStringField("caption", book.caption());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("points");
        for (Hit.Point point : hit.points()) {
            json.writeStartObject();
            json.writeStringField("period", point.period());
            json.writeFieldName("value");
            if (point.value().isEmpty()) {
                json.writeNull();
            } else {
                json.writeNumber(new BigDecimal(point.value()));
            }
            json.writeStringField("unit", point.unit());
            json.writeStringField("flag", point.flag());
            json.writeStringField("document", hit.books().get(point.book()).path());
            json.writeStringField("page", point.page());
            json.writeStringField("cell", point.cell());
            json.writeStringField("id", point.id());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
