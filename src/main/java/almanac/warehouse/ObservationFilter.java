package almanac.warehouse;

import java.util.List;
import java.util.Optional;

/**
 * Which observations are wanted; an empty list or value lets all pass.
 *
 * @param indicators ids of the lexicon
 * @param regions codes of the lexicon
 * @param fromYear first calendar year a period may begin in
 * @param toYear last calendar year a period may begin in
 * @param document path of one source, as in the export's column {@code document}
 */
public record ObservationFilter(
        List<String> indicators,
        List<String> regions,
        Optional<Integer> fromYear,
        Optional<Integer> toYear,
        Optional<String> document) {
    /** Everything. */
    public static final ObservationFilter ALL =
            new ObservationFilter(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public ObservationFilter {
        indicators = List.copyOf(indicators);
        regions = List.copyOf(regions);
    }

    public static ObservationFilter ofDocument(String document) {
        return new ObservationFilter(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.of(document));
    }

    public static ObservationFilter ofIndicators(List<String> indicators) {
        return new ObservationFilter(indicators, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public ObservationFilter inRegions(List<String> codes) {
        return new ObservationFilter(indicators, codes, fromYear, toYear, document);
    }

    public ObservationFilter inYears(int from, int to) {
        return new ObservationFilter(indicators, regions, Optional.of(from), Optional.of(to), document);
    }

    /** The condition in SQL over the names of {@link ObservationRows#FROM}; the values are bound, never pasted. */
    String where(List<Object> values) {
        StringBuilder sql = new StringBuilder("TRUE");
        among(sql, values, "i.id", indicators);
        among(sql, values, "r.id", regions);
        fromYear.ifPresent(year -> {
            sql.append(" AND p.first_year >= ?");
            values.add(year);
        });
        toYear.ifPresent(year -> {
            sql.append(" AND p.first_year <= ?");
            values.add(year);
        });
        document.ifPresent(path -> {
            sql.append(" AND s.path = ?");
            values.add(path);
        });
        return sql.toString();
    }

    private static void among(StringBuilder sql, List<Object> values, String column, List<String> wanted) {
        if (!wanted.isEmpty()) {
            sql.append(" AND ").append(column).append(" IN (");
            sql.append(String.join(",", wanted.stream().map(w -> "?").toList())).append(')');
            values.addAll(wanted);
        }
    }
}
