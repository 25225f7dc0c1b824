package almanac.extract;

import almanac.extract.prose.ProseExtractor;
import almanac.extract.table.TableExtractor;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads documents as statistics with the rules of a {@link RuleBook}: first their tables, then their prose; then the
 * corrections of single numbers are applied.
 *
 * <p>Documents of one folder are given together: a table may go on in another file (2-14 and 2-14 续表), and then takes
 * over the title, unit and header of its beginning.
 */
public final class Extractor {
    private final TableExtractor tables;
    private final ProseExtractor prose;
    private final Corrections corrections;

    public Extractor(RuleBook book) {
        this.tables = new TableExtractor(book);
        this.prose = new ProseExtractor(book);
        this.corrections = new Corrections(book.corrections());
    }

    /** All statistics of the documents. */
    public Extraction extract(List<Document> siblings) {
        Extraction printed = tables.extract(siblings);
        List<Extraction.Part> parts = new ArrayList<>();
        for (int i = 0; i < siblings.size(); i++) {
            Extraction.Part part = printed.parts().get(i);
            ProseExtractor.Result said = prose.extract(siblings.get(i));
            List<Observation> observations = new ArrayList<>(part.observations());
            observations.addAll(said.observations());
            List<Diagnostic> diagnostics = new ArrayList<>(part.diagnostics());
            diagnostics.addAll(said.diagnostics());
            List<Observation> checked =
                    corrections.apply(siblings.get(i).source().path(), observations, diagnostics);
            parts.add(new Extraction.Part(part.source(), checked, diagnostics, part.tallies()));
        }
        return new Extraction(parts);
    }
}
