package almanac.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** The condition in SQL on the keys of the fact table; keys are numbers, so nothing is pasted that was typed. */
    String where(Dimensions dimensions) {
        List<String> conditions = new ArrayList<>();
        if (!indicators.isEmpty()) {
            Set<String> wanted = Set.copyOf(indicators);
            conditions.add(among(
                    "indicator_key",
                    dimensions.indicators(
                            name -> name.id().filter(wanted::contains).isPresent())));
        }
        if (!regions.isEmpty()) {
            Set<String> wanted = Set.copyOf(regions);
            conditions.add(among(
                    "region_key",
                    dimensions.regions(
                            name -> name.id().filter(wanted::contains).isPresent())));
        }
        if (fromYear.isPresent() || toYear.isPresent()) {
            int from = fromYear.orElse(Integer.MIN_VALUE);
            int to = toYear.orElse(Integer.MAX_VALUE);
            conditions.add(among(
                    "period_key",
                    dimensions.periods(period ->
                            period.firstYear().filter(y -> y >= from && y <= to).isPresent())));
        }
        document.ifPresent(path -> conditions.add(among("source_key", dimensions.sources(path::equals))));
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    static String among(String column, List<Integer> keys) {
        return keys.isEmpty()
                ? "FALSE"
                : "f." + column + " IN ("
                        + String.join(",", keys.stream().map(String::valueOf).toList()) + ")";
    }
}
