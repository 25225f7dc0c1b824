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
        List<TableDeclared> tables) {
    public Declared {
        missing = Map.copyOf(missing);
        tables = List.copyOf(tables);
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
            List.of());

    /** A declaration for the tables of one page or sheet. */
    public record TableDeclared(
            String page,
            Optional<String> region,
            Optional<String> indicator,
            Optional<String> unit,
            Optional<String> period) {}
}
