package almanac.rule;

import almanac.model.Indicator;
import almanac.model.Region;
import almanac.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What things are called: regions, indicators, units. Names compare by {@link Names#key}, so padding, case, accents and
 * punctuation do not matter.
 *
 * <p>Some names are many places' ({@code Taizhou}); then {@link #regions(String)} answers all of them and the caller
 * chooses by what else the table says.
 */
public final class Lexicon {
    /** Nothing is known. */
    public static final Lexicon EMPTY = new Lexicon(
            Map.of(),
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Set.of(),
            new Units.Builder().build());

    private final Map<String, Region> regions;
    private final Map<String, List<Region>> regionNames;
    private final Map<String, List<Region>> suffixedNames;
    private final Set<String> ambiguous;
    private final Map<String, Indicator> indicators;
    private final Map<String, Indicator> indicatorNames;
    private final Map<String, Map<String, Indicator>> within;
    private final Set<String> headings;
    private final Units units;

    Lexicon(
            Map<String, Region> regions,
            Map<String, List<Region>> regionNames,
            Map<String, List<Region>> suffixedNames,
            Set<String> ambiguous,
            Map<String, Indicator> indicators,
            Map<String, Indicator> indicatorNames,
            Map<String, Map<String, Indicator>> within,
            Set<String> headings,
            Units units) {
        this.regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
        this.regionNames = regionNames;
        this.suffixedNames = suffixedNames;
        this.ambiguous = Set.copyOf(ambiguous);
        this.indicators = Collections.unmodifiableMap(new LinkedHashMap<>(indicators));
        this.indicatorNames = indicatorNames;
        this.within = within;
        this.headings = Set.copyOf(headings);
        this.units = units;
    }

    /** All regions in the order of the documents. */
    public Collection<Region> regions() {
        return regions.values();
    }

    public Optional<Region> regionByCode(String code) {
        return Optional.ofNullable(regions.get(code));
    }

    /** Every region of this name; a name that a document gives wins over one made with a suffix. */
    public List<Region> regions(String label) {
        String key = Names.key(label);
        List<Region> direct = regionNames.get(key);
        return direct != null ? direct : suffixedNames.getOrDefault(key, List.of());
    }

    /** The one region of this name; empty when there is none, or several. */
    public Optional<Region> region(String label) {
        List<Region> found = regions(label);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether the name is also a common word or a part of one, so that free text must not take it for a place. */
    public boolean ambiguous(String label) {
        return ambiguous.contains(Names.key(label));
    }

    /** Every name of a region with the suffixes its level allows, as given (not folded). */
    public List<String> names(Region region) {
        List<String> names = new ArrayList<>(List.of(region.zh(), region.en()));
        names.addAll(region.aliases());
        return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
    }

    /** All indicators in the order of the documents. */
    public Collection<Indicator> indicators() {
        return indicators.values();
    }

    public Optional<Indicator> indicatorById(String id) {
        return Optional.ofNullable(indicators.get(id));
    }

    /** The indicator of this name, whatever stands around it. */
    public Optional<Indicator> indicator(String label) {
        return Optional.ofNullable(indicatorNames.get(Names.key(label)));
    }

    /**
     * The indicator of this name in a context: short names (第一产业) hold only under the indicators that own them.
     *
     * @param context ids of the indicators that headings and title name, nearest first
     */
    public Optional<Indicator> indicator(String label, Collection<String> context) {
        String key = Names.key(label);
        for (String id : context) {
            Indicator inside = within.getOrDefault(id, Map.of()).get(key);
            if (inside != null) {
                return Optional.of(inside);
            }
        }
        return Optional.ofNullable(indicatorNames.get(key));
    }

    /** Whether the entry only heads others (高技术产业) and is no statistic itself. */
    public boolean heading(String indicatorId) {
        return headings.contains(indicatorId);
    }

    public Units units() {
        return units;
    }
}
