package almanac.extract.table;

import almanac.extract.ExtractCodes;
import almanac.model.Declared;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Indicator;
import almanac.rule.RuleBook;
import almanac.text.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sidecar says of single labels of a document's tables. Panels of other people's making name their columns
 * {@code rd} or {@code x3} and print no units; whoever knows them says so once.
 */
final class DeclaredLabels {
    /** A label with what is known of it. */
    private record Meaning(String printed, Optional<Indicator> indicator, Optional<String> unit) {}

    private final Map<String, Meaning> meanings = new TreeMap<>();
    private final SortedSet<String> unmet = new TreeSet<>();
    private final SortedSet<String> unknown = new TreeSet<>();

    private DeclaredLabels() {}

    static DeclaredLabels of(Declared declared, RuleBook book) {
        DeclaredLabels labels = new DeclaredLabels();
        new TreeMap<>(declared.labels()).forEach((printed, said) -> {
            Optional<Indicator> indicator = said.indicator()
                    .flatMap(name -> book.lexicon().indicatorById(name).or(() -> Title.indicator(name, book)));
            if (said.indicator().isPresent() && indicator.isEmpty()) {
                labels.unknown.add("indicator " + said.indicator().get() + " of \"" + printed + "\"");
            }
            Optional<String> unit =
                    said.unit().filter(u -> book.lexicon().units().named(u).isPresent());
            if (said.unit().isPresent() && unit.isEmpty()) {
                labels.unknown.add("unit " + said.unit().get() + " of \"" + printed + "\"");
            }
            labels.meanings.put(Names.key(printed), new Meaning(printed, indicator, unit));
            labels.unmet.add(printed);
        });
        return labels;
    }

    /** The indicator that a label is declared to mean. */
    Optional<Indicator> indicator(String label) {
        return meaning(label).flatMap(Meaning::indicator);
    }

    /** The unit that the numbers under a label are declared to have. */
    Optional<String> unit(String label) {
        return meaning(label).flatMap(Meaning::unit);
    }

    private Optional<Meaning> meaning(String label) {
        if (meanings.isEmpty()) {
            return Optional.empty();
        }
        Optional<Meaning> found = Optional.ofNullable(meanings.get(Names.key(label)));
        found.ifPresent(meaning -> unmet.remove(meaning.printed()));
        return found;
    }

    /** Tells of declarations that came to nothing, once the document has been read. */
    void report(Document document, List<Diagnostic> diagnostics) {
        if (!unknown.isEmpty()) {
            diagnostics.add(told(
                    document,
                    "labels: the rules do not know " + String.join(", ", unknown),
                    "almanac rules list shows the indicators and units there are"));
        }
        if (!unmet.isEmpty()) {
            diagnostics.add(told(
                    document,
                    "labels: no number stands under " + String.join(", ", unmet),
                    "write the label as the table prints it"));
        }
    }

    private static Diagnostic told(Document document, String message, String hint) {
        return new Diagnostic(
                ExtractCodes.LABEL_UNUSED, message, document.source().path(), Optional.empty(), Optional.empty(), hint);
    }
}
