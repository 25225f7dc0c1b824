/**
 * Series and sentences in Lucene; from a query to hits.
 *
 * <p>In come the observations, sentences and table captions of one source at a time ({@link
 * almanac.index.SeriesIndexWriter}); out go {@link almanac.index.Hit}s for a {@link almanac.index.SearchQuery} ({@link
 * almanac.index.SeriesIndex}). A Lucene document is a <em>series</em>: one indicator of one region in one source, with
 * all its periods; a sentence of prose is a document of its own. Everything a hit shows is stored in the index, so that
 * a search opens nothing else. The names of the lexicon are kept in the index too, written in the same commit.
 *
 * <p>The index holds nothing that the warehouse does not hold: it may be deleted at any time.
 */
@NullMarked
package almanac.index;

import org.jspecify.annotations.NullMarked;
