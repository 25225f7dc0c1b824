package almanac.simulate;

import java.util.Comparator;

/**
 * One statistic of the simulated economy.
 *
 * @param product empty where the indicator is not broken down
 */
record Key(String indicator, String region, String product, int year) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::indicator)
            .thenComparing(Key::region)
            .thenComparing(Key::product)
            .thenComparingInt(Key::year);

    static Key of(String indicator, String region, int year) {
        return new Key(indicator, region, "", year);
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
