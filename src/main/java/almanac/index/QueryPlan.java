package almanac.index;

import almanac.text.Folding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;

/**
 * From a {@link SearchQuery} to Lucene. The free words are cut into concepts (names the lexicon knows, the longest
 * first) and the rest; each is a clause over all fields, and all clauses are wanted. Where a concept is known by id,
 * the id counts more than any wording, so that 沪 finds 上海市 and GDP finds 地区生产总值.
 */
final class QueryPlan {
    /** Weights of the fields: what the number is of, before what is printed near it. */
    private record Weight(String field, float boost) {}

    private static final List<Weight> FIELDS = List.of(
            new Weight("indicator", 3f),
            new Weight("region", 3f),
            new Weight("qualifier", 2.4f),
            new Weight("indicatorName", 2f),
            new Weight("regionName", 2f),
            new Weight("text", 1.2f),
            new Weight("context", 0.8f),
            new Weight("book", 0.5f));
    private static final float KNOWN_REGION = 14;
    /** Above {@link #KNOWN_REGION}: who asks for the cities of a province means them before the province. */
    private static final float KNOWN_MEMBER = 20;

    private static final float KNOWN_INDICATOR = 16;
    private static final float INSIDE = 8;
    private static final float SAME_LABEL = 4;
    private static final float UNQUALIFIED = 2.5f;
    private static final float REAL = 1.5f;
    private static final float SERIES = 2f;
    /** Of the character pairs of a long Chinese word, the share that must be there. */
    private static final double PAIRS_NEEDED = 0.7;

    private static final PrintedTextAnalyzer ANALYZER = PrintedTextAnalyzer.forQueries();
    private static final Set<String> FILLERS = Set.of(
            "of",
            "the",
            "and",
            "in",
            "for",
            "by",
            "a",
            "an",
            "on",
            "to",
            "的",
            "per",
            "total",
            "data",
            "statistic",
            "年",
            "和",
            "与",
            "各");

    /** A part of the free words: a name of the lexicon or something else. */
    private record Part(String text, List<Lexicon.Entry> entries) {}

    /** Words that ask for the places below the one that is named. */
    private static final Set<String> MEMBERS =
            Set.of("各市", "各地市", "各地级市", "各地区", "各市州", "各县", "各区县", "各县市", "分地区", "cities", "prefectures", "counties");

    /** Words that say of a region that all of it is meant: beside its name they say nothing more. */
    private static final Set<String> ALL_OF_IT = Set.of("全省", "全市", "全区", "全州", "全县", "全国", "全自治区", "合计", "总计");

    private final List<Part> parts = new ArrayList<>();
    private boolean members;
    private boolean elsewhere;
    private final SearchQuery query;
    private final Lexicon lexicon;
    private final Vocabulary vocabulary;

    QueryPlan(SearchQuery query, Lexicon lexicon, Vocabulary vocabulary) {
        this.query = query;
        this.lexicon = lexicon;
        this.vocabulary = vocabulary;
        cut();
    }

    private void cut() {
        String words = query.words();
        List<Lexicon.Piece> pieces = Lexicon.pieces(words);
        List<Lexicon.Found> found = lexicon.find(pieces);
        int at = 0;
        for (Lexicon.Found name : found) {
            rest(words, pieces, at, name.from());
            parts.add(new Part(
                    words.substring(
                            pieces.get(name.from()).from(),
                            pieces.get(name.to() - 1).to()),
                    name.entries()));
            at = name.to();
        }
        rest(words, pieces, at, pieces.size());
        if (parts.stream().anyMatch(QueryPlan::region)) {
            parts.removeIf(part -> ALL_OF_IT.contains(part.text()) && !region(part));
        }
    }

    /** Pieces that are no names: neighbouring ideographs stay together, each word is its own part. */
    private void rest(String words, List<Lexicon.Piece> pieces, int from, int to) {
        int i = from;
        while (i < to) {
            int end = i + 1;
            if (pieces.get(i).ideograph()) {
                while (end < to
                        && pieces.get(end).ideograph()
                        && pieces.get(end).from() == pieces.get(end - 1).to()) {
                    end++;
                }
            }
            String text =
                    words.substring(pieces.get(i).from(), pieces.get(end - 1).to());
            if (MEMBERS.contains(text.toLowerCase(Locale.ROOT))) {
                members = true;
            } else if (!FILLERS.contains(text.toLowerCase(Locale.ROOT))) {
                parts.add(new Part(text, List.of()));
            }
            i = end;
        }
    }

    /** The parts that no name of the lexicon explains. */
    List<String> unknown() {
        return parts.stream().filter(p -> p.entries().isEmpty()).map(Part::text).toList();
    }

    /** What names were taken for, where that is more than repeating them. */
    List<String> understood() {
        List<String> understood = new ArrayList<>();
        for (Part part : parts) {
            Set<String> meanings = new LinkedHashSet<>();
            for (Lexicon.Entry entry : part.entries()) {
                String name = entry.zh().isBlank() ? entry.en() : entry.zh();
                if (!Folding.key(name).equals(Folding.key(part.text()))) {
                    meanings.add(name + " (" + entry.id() + ")");
                }
            }
            if (!meanings.isEmpty()) {
                understood.add(part.text() + " = " + String.join(" / ", meanings));
            }
        }
        if (elsewhere) {
            parts.stream()
                    .filter(QueryPlan::region)
                    .forEach(part -> understood.add("the store has nothing of the kind for " + part.text()));
        }
        return understood;
    }

    /** Terms to mark in a label. */
    Set<String> markedTerms() {
        Set<String> terms = new LinkedHashSet<>();
        for (Part part : parts) {
            ANALYZER.tokens(part.text()).forEach(token -> terms.add(token.term()));
            for (Lexicon.Entry entry : part.entries()) {
                entry.names().forEach(name -> ANALYZER.tokens(name).forEach(token -> terms.add(token.term())));
            }
        }
        query.phrases().forEach(phrase -> ANALYZER.tokens(phrase.text()).forEach(token -> terms.add(token.term())));
        return terms;
    }

    int clauses() {
        return (int) parts.stream().filter(part -> !(elsewhere && region(part))).count();
    }

    /** The query with all of its parts. */
    Query lucene() {
        return lucene(parts.size(), false);
    }

    /**
     * The query with at least {@code needed} of its parts; regions are not given up, and a name is also met by a name
     * inside it (GDP in GDP per capita).
     */
    Query nearly(int needed) {
        return lucene(needed, true);
    }

    private Query lucene(int needed, boolean nearly) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (!parts.isEmpty()) {
            BooleanQuery.Builder words = new BooleanQuery.Builder();
            int regions = 0;
            int around = 0;
            for (Part part : parts) {
                boolean region = region(part);
                if (region && elsewhere) {
                    continue;
                }
                boolean must = nearly && region;
                boolean outer = region && parts.stream().anyMatch(other -> region(other) && inside(other, part));
                if (outer) {
                    // 浙江 杭州: the province only says which Hangzhou
                    around++;
                    all.add(clause(part, false), Occur.SHOULD);
                    continue;
                }
                regions += must ? 1 : 0;
                words.add(clause(part, nearly && !region), must ? Occur.MUST : Occur.SHOULD);
            }
            words.setMinimumNumberShouldMatch(Math.max(0, needed - regions - around));
            all.add(words.build(), Occur.MUST);
        } else {
            all.add(new ConstantScoreQuery(new MatchAllDocsQuery()), Occur.MUST);
        }
        for (SearchQuery.Term phrase : query.phrases()) {
            Query clause = anywhere(field -> phrase(field, phrase.text()), Optional.empty());
            all.add(clause, phrase.wanted() ? Occur.MUST : Occur.MUST_NOT);
        }
        for (SearchQuery.Filter filter : query.filters()) {
            all.add(filter(filter), filter.wanted() ? Occur.FILTER : Occur.MUST_NOT);
        }
        if (query.from().isPresent()) {
            all.add(
                    IntPoint.newRangeQuery(
                            "year", query.from().get(), query.to().orElse(9999)),
                    Occur.FILTER);
        }
        BooleanQuery.Builder kinds = new BooleanQuery.Builder();
        kinds.add(new TermQuery(new Term("type", "series")), Occur.SHOULD);
        kinds.add(new TermQuery(new Term("type", "sentence")), Occur.SHOULD);
        all.add(kinds.build(), Occur.FILTER);
        all.add(preferred("plain", "true", UNQUALIFIED), Occur.SHOULD);
        all.add(preferred("simulated", "false", REAL), Occur.SHOULD);
        all.add(preferred("type", "series", SERIES), Occur.SHOULD);
        return all.build();
    }

    /** Gives up the places; false where there is none to give up, or nothing but places. */
    boolean goElsewhere() {
        elsewhere =
                parts.stream().anyMatch(QueryPlan::region) && !parts.stream().allMatch(QueryPlan::region);
        return elsewhere;
    }

    private static boolean region(Part part) {
        return !part.entries().isEmpty() && part.entries().stream().allMatch(e -> e.kind() == Lexicon.Kind.REGION);
    }

    /** Whether every meaning of one place lies in some meaning of another: codes of China begin with their province's. */
    private static boolean inside(Part inner, Part outer) {
        return inner.entries().stream()
                .allMatch(in -> outer.entries().stream().anyMatch(out -> below(in.id(), out.id())));
    }

    private static boolean below(String code, String of) {
        return code.length() > of.length() && code.startsWith(of) && of.matches("CN-\\d{2,4}");
    }

    private static Query preferred(String field, String value, float boost) {
        return new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(field, value))), boost);
    }

    private Query clause(Part part, boolean nearly) {
        List<Query> ways = new ArrayList<>();
        if (nearly) {
            for (Lexicon.Entry entry : lexicon.inside(part.text())) {
                if (entry.kind() == Lexicon.Kind.INDICATOR) {
                    ways.add(preferred("indicatorId", entry.id(), INSIDE));
                }
            }
        }
        for (Lexicon.Entry entry : part.entries()) {
            boolean region = entry.kind() == Lexicon.Kind.REGION;
            if (region && members && entry.id().matches("CN-\\d{2,4}")) {
                // 浙江 各市: the places below it, each by its own code
                ways.add(new BoostQuery(
                        new ConstantScoreQuery(new WildcardQuery(new Term("regionId", entry.id() + "??"))),
                        KNOWN_MEMBER));
            }
            ways.add(preferred(
                    region ? "regionId" : "indicatorId", entry.id(), region ? KNOWN_REGION : KNOWN_INDICATOR));
        }
        ways.add(words(part.text()));
        Query best = new DisjunctionMaxQuery(ways, 0.1f);
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        builder.add(best, Occur.MUST);
        builder.add(preferred("indicatorKey", Folding.key(part.text()), SAME_LABEL), Occur.SHOULD);
        builder.add(preferred("regionKey", Folding.key(part.text()), SAME_LABEL), Occur.SHOULD);
        return builder.build();
    }

    private Query words(String text) {
        return anywhere(field -> loose(field, text), numeric(text));
    }

    /** The text as a number that may be a printed value; empty where it has no digit. */
    private static Optional<String> numeric(String text) {
        return text.chars().anyMatch(Character::isDigit) ? Optional.of(text.replace(",", "")) : Optional.empty();
    }

    /** The best of all fields that can have it, and of the values where it is a number. */
    private static Query anywhere(Function<String, Optional<Query>> form, Optional<String> numeric) {
        List<Query> ways = new ArrayList<>();
        for (Weight weight : FIELDS) {
            form.apply(weight.field()).ifPresent(query -> ways.add(new BoostQuery(query, weight.boost())));
        }
        numeric.ifPresent(value -> ways.add(preferred("value", value, 6)));
        return ways.isEmpty() ? new MatchNoDocsQuery("no field has these words") : new DisjunctionMaxQuery(ways, 0.1f);
    }

    /** Where exactly this is printed. */
    Query asPrinted(String text) {
        return anywhere(field -> phrase(field, text), numeric(text));
    }

    /** All tokens in order, side by side; empty where the field lacks one. */
    private Optional<Query> phrase(String field, String text) {
        List<PrintedTextAnalyzer.Token> tokens = ANALYZER.tokens(text);
        if (tokens.size() <= 1) {
            return vocabulary.term(
                    field, tokens.isEmpty() ? text : tokens.get(0).term());
        }
        if (!tokens.stream().allMatch(token -> vocabulary.has(field, token.term()))) {
            return Optional.empty();
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        phrase.setSlop(0);
        tokens.forEach(token -> phrase.add(new Term(field, token.term()), token.position()));
        return Optional.of(phrase.build());
    }

    /**
     * Most of the pairs of a Chinese word, more for all of them side by side; a Latin word also as a beginning. Empty
     * where the field has too few of them.
     */
    private Optional<Query> loose(String field, String text) {
        List<PrintedTextAnalyzer.Token> tokens = ANALYZER.tokens(text);
        if (tokens.size() <= 1) {
            String term = tokens.isEmpty()
                    ? text.toLowerCase(Locale.ROOT)
                    : tokens.get(0).term();
            Optional<Query> whole = vocabulary.term(field, term);
            if (term.length() < 4 || Folding.hasIdeograph(term)) {
                return whole;
            }
            Query beginning = new BoostQuery(new PrefixQuery(new Term(field, term)), 0.5f);
            return Optional.of(new DisjunctionMaxQuery(
                    whole.map(query -> List.of(query, beginning)).orElse(List.of(beginning)), 0));
        }
        List<Query> there = tokens.stream()
                .flatMap(token -> vocabulary.term(field, token.term()).stream())
                .toList();
        int needed = (int) Math.ceil(tokens.size() * PAIRS_NEEDED);
        if (there.size() < needed) {
            return Optional.empty();
        }
        BooleanQuery.Builder pairs = new BooleanQuery.Builder();
        there.forEach(pair -> pairs.add(pair, Occur.SHOULD));
        pairs.setMinimumNumberShouldMatch(needed);
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        both.add(pairs.build(), Occur.MUST);
        phrase(field, text).ifPresent(phrase -> both.add(phrase, Occur.SHOULD));
        return Optional.of(both.build());
    }

    private Query filter(SearchQuery.Filter filter) {
        String value = filter.value();
        return switch (filter.field()) {
            case REGION -> named("region", Lexicon.Kind.REGION, value);
            case INDICATOR -> named("indicator", Lexicon.Kind.INDICATOR, value);
            case UNIT -> new TermQuery(new Term("unit", Folding.key(value)));
            case SOURCE -> new WildcardQuery(new Term("path", "*" + escaped(Folding.key(value)) + "*"));
            case KIND -> new TermQuery(new Term("kind", value));
            case MEASURE -> new TermQuery(new Term("measure", value));
            case SIMULATED -> new TermQuery(new Term("simulated", value));
            case YEAR -> new MatchAllDocsQuery();
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    /** By id or name of the lexicon where it is one, else by the words of the label. */
    private Query named(String field, Lexicon.Kind kind, String value) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Set<String> ids = new LinkedHashSet<>(lexicon.ids(kind, value));
        Optional<Lexicon.Entry> byId = lexicon.entry(kind, value);
        byId.ifPresent(entry -> ids.add(entry.id()));
        ids.forEach(id -> any.add(new TermQuery(new Term(field + "Id", id)), Occur.SHOULD));
        if (ids.isEmpty()) {
            phrase(field, value).ifPresent(phrase -> any.add(phrase, Occur.SHOULD));
            phrase(field + "Name", value).ifPresent(phrase -> any.add(phrase, Occur.SHOULD));
        } else {
            // what the rules gave no id but prints this very name
            any.add(new TermQuery(new Term(field + "Key", Folding.key(value))), Occur.SHOULD);
        }
        return any.build();
    }
}
