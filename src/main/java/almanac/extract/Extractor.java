package almanac.extract;

import almanac.extract.prose.ProseExtractor;
import almanac.extract.table.TableExtractor;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.rule.Questions;
import almanac.rule.RuleBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

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

    private final RuleBook book;

    public Extractor(RuleBook book) {
        this.book = book;
        this.tables = new TableExtractor(book);
        this.prose = new ProseExtractor(book);
        this.corrections = new Corrections(book.corrections());
    }

    /** All statistics of the documents. */
    public Extraction extract(List<Document> siblings) {
        return extract(tables.extract(siblings), siblings, Collections.nCopies(siblings.size(), book));
    }

    /**
     * All statistics of the documents, and what each asked of the rules.
     *
     * @param questions one for each document, filled by this call
     */
    public Extraction extract(List<Document> siblings, List<Questions> questions) {
        List<RuleBook> views = questions.stream().map(book::heardBy).toList();
        Extraction extraction = extract(TableExtractor.extract(siblings, views), siblings, views);
        for (int i = 0; i < siblings.size(); i++) {
            prose.asked(siblings.get(i), questions.get(i));
            questions.get(i).ask('k', siblings.get(i).source().path());
        }
        return extraction;
    }

    /**
     * Fingerprint of what the rules answer to the questions of a document: while it stays the same, reading the document
     * again gives the same.
     *
     * @param hasNumber whether the document has an observation of this id
     */
    public String answers(Collection<String> questions, Predicate<String> hasNumber) {
        return Questions.fingerprint(
                questions,
                question -> question.charAt(0) == 'k'
                        ? corrections.about(question.substring(1), hasNumber)
                        : prose.answer(question).orElseGet(() -> book.answer(question)));
    }

    private Extraction extract(Extraction printed, List<Document> siblings, List<RuleBook> views) {
        List<Extraction.Part> parts = new ArrayList<>();
        for (int i = 0; i < siblings.size(); i++) {
            Extraction.Part part = printed.parts().get(i);
            ProseExtractor.Result said = prose.extract(siblings.get(i), views.get(i));
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
