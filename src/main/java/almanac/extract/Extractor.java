package almanac.extract;

import almanac.extract.table.TableExtractor;
import almanac.model.Document;
import almanac.rule.RuleBook;
import java.util.List;

/**
 * Reads documents as statistics with the rules of a {@link RuleBook}.
 *
 * <p>Documents of one folder are given together: a table may go on in another file (2-14 and 2-14 续表), and then takes
 * over the title, unit and header of its beginning.
 */
public final class Extractor {
    private final RuleBook book;

    public Extractor(RuleBook book) {
        this.book = book;
    }

    /** All statistics of the documents' tables. */
    public Extraction extract(List<Document> siblings) {
        return new TableExtractor(book).extract(siblings);
    }
}
