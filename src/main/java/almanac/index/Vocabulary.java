package almanac.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Which terms the index has. A query asks each word of all fields; most fields do not have it, and what is not there
 * need not be searched. Each term is looked up once while the index is open.
 */
final class Vocabulary {
    /** Terms remembered; then all are forgotten, so that a long-lived reader does not grow. */
    private static final int REMEMBERED = 50_000;

    private final IndexSearcher searcher;
    private final Map<Term, TermStates> states = new HashMap<>();

    Vocabulary(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    boolean has(String field, String text) {
        return states(new Term(field, text)).docFreq() > 0;
    }

    /** The query for a term; empty where the index does not have it. */
    Optional<Query> term(String field, String text) {
        Term term = new Term(field, text);
        TermStates known = states(term);
        return known.docFreq() == 0 ? Optional.empty() : Optional.of(new TermQuery(term, known));
    }

    private synchronized TermStates states(Term term) {
        TermStates known = states.get(term);
        if (known == null) {
            if (states.size() >= REMEMBERED) {
                states.clear();
            }
            try {
                known = TermStates.build(searcher, term, true);
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
            states.put(term, known);
        }
        return known;
    }
}
