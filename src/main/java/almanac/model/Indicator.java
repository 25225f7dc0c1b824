package almanac.model;

import java.util.List;

/**
 * A statistic that books print.
 *
 * @param id for example {@code gdp}, {@code hightech.exports}
 * @param kind {@code stock}, {@code flow}, {@code ratio} or {@code index}
 * @param dimension of its unit, for example {@code CNY}; empty when it may have several
 * @param aliases every other name, both languages
 */
public record Indicator(
        String id, String zh, String en, String kind, String dimension, String definition, List<String> aliases) {
    public Indicator {
        aliases = List.copyOf(aliases);
    }
}
