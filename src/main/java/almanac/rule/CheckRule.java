package almanac.rule;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cleaning rule: what must hold between observations. It only finds; it never changes a value.
 *
 * @param kind {@code range}, {@code sum}, {@code product}, {@code regions}, {@code jump}, {@code unit-change},
 *     {@code duplicate}, {@code editions}, {@code labels}, {@code rounding}
 * @param settings the kind's own keys, as written
 * @param lists the kind's own lists ({@code parts}, {@code factors})
 * @param fires data that must give a finding, each a list of rows: indicator, region, period, value, unit
 * @param holds data that must give none
 */
public record CheckRule(
        String id,
        String kind,
        String severity,
        Map<String, String> settings,
        Map<String, List<String>> lists,
        List<List<List<String>>> fires,
        List<List<List<String>>> holds,
        Place place) {
    public CheckRule {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        fires = List.copyOf(fires);
        holds = List.copyOf(holds);
    }

    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** A numeric setting; loading has checked that it is a number. */
    public Optional<BigDecimal> number(String key) {
        return setting(key).map(BigDecimal::new);
    }

    public List<String> list(String key) {
        return lists.getOrDefault(key, List.of());
    }
}
