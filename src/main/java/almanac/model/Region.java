package almanac.model;

import java.util.List;
import java.util.Optional;

/**
 * A place with statistics of its own.
 *
 * @param code {@code CN-32} for provinces (GB/T 2260 first two digits behind CN-), {@code CN-4201} for prefectures, ISO
 *     3166-1 alpha-3 for countries
 * @param level {@code country}, {@code province}, {@code state} (first level of other countries), {@code prefecture}, {@code county}, {@code group}
 * @param parent code of the region it is part of
 * @param aliases every other name, both languages
 * @param from first year in which it exists in this shape, where that matters
 * @param to last year
 */
public record Region(
        String code,
        String zh,
        String en,
        String level,
        Optional<String> parent,
        List<String> aliases,
        Optional<Integer> from,
        Optional<Integer> to) {
    public Region {
        aliases = List.copyOf(aliases);
    }
}
