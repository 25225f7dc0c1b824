package almanac.model;

import java.math.BigDecimal;

/**
 * A unit of measure. Converts only within its dimension.
 *
 * @param id for example {@code CNY_1e8}; {@code unknown} is a legal unit
 * @param dimension what it counts, for example {@code CNY}, {@code person}, {@code percent}
 * @param factor how many base units one of it is: 1e8 for 亿元
 */
public record Unit(String id, String dimension, BigDecimal factor) {
    /** The document states no unit, or one that nobody declared. */
    public static final Unit UNKNOWN = new Unit("unknown", "unknown", BigDecimal.ONE);
}
