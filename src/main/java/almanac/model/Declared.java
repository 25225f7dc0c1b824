package almanac.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sidecar file ({@code <file>.almanac.yaml}, or {@code almanac.yaml} for a folder) says about a document that
 * does not say it itself. An empty value means "not declared".
 *
 * @param missing printed mark to reason, for example {@code - -> not_applicable}
 * @param tables declarations for single pages or sheets; they win over the document's
 * @param labels printed label of a column or row to what it means, for tables that name their columns and no units
 */
public record Declared(
        Optional<String> title,
        Optional<String> publisher,
        Optional<String> vintage,
        Optional<String> licence,
        boolean simulated,
        Optional<String> region,
        Optional<String> indicator,
        Optional<String> unit,
        Optional<String> period,
        Map<String, String> missing,
        List<TableDeclared> tables,
        Map<String, LabelDeclared> labels) {
    public Declared {
        missing = Map.copyOf(missing);
        tables = List.copyOf(tables);
        labels = Map.copyOf(labels);
    }

    /** Nothing is declared. */
    public static final Declared NOTHING = new Declared(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Map.of());

    /** A declaration for the tables of one page or sheet. */
    public record TableDeclared(
            String page,
            Optional<String> region,
            Optional<String> indicator,
            Optional<String> unit,
            Optional<String> period) {}

    /** What a printed label means: an indicator's id or name, the unit of its numbers, or both. */
    public record LabelDeclared(Optional<String> indicator, Optional<String> unit) {}
}
