package almanac.model;

import java.util.Locale;

/** What kind of figure a value is. The first three are states, the others are movements. */
public enum Measure {
    /** A quantity: 8003.82 亿元. */
    LEVEL,
    /** A part of a whole. */
    SHARE,
    /** A ratio to a base of 100 (or 1); the base stands in the qualifiers. */
    INDEX,
    /** A rate of change: 增长 5.8 %. */
    GROWTH,
    /** A change in percentage points. */
    POINTS,
    /** An absolute change. */
    CHANGE;

    /** The name used in files: {@code level}, {@code share} ... */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
