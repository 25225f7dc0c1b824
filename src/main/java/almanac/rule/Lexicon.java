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
import java.util.concurrent.ConcurrentHashMap;

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
    private final Map<String, Region> codes;
    private final Set<String> ambiguous;
    private final Map<String, Indicator> indicators;
    private final Map<String, Indicator> indicatorNames;
    /** What labels are compared by, for as many labels as some tables have. */
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    private static final int KEYS_KEPT = 20_000;
    private final Map<String, Map<String, Indicator>> within;
    private final Set<String> headings;
    private final Units units;
    private final Optional<Questions> questions;

    Lexicon(
            Map<String, Region> regions,
            Map<String, List<Region>> regionNames,
            Map<String, List<Region>> suffixedNames,
            Map<String, Region> codes,
            Set<String> ambiguous,
            Map<String, Indicator> indicators,
            Map<String, Indicator> indicatorNames,
            Map<String, Map<String, Indicator>> within,
            Set<String> headings,
            Units units) {
        this.regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
        this.regionNames = regionNames;
        this.suffixedNames = suffixedNames;
        this.codes = codes;
        this.ambiguous = Set.copyOf(ambiguous);
        this.indicators = Collections.unmodifiableMap(new LinkedHashMap<>(indicators));
        this.indicatorNames = indicatorNames;
        this.within = within;
        this.headings = Set.copyOf(headings);
        this.units = units;
        this.questions = Optional.empty();
    }

    private Lexicon(Lexicon same, Questions questions) {
        this.regions = same.regions;
        this.regionNames = same.regionNames;
        this.suffixedNames = same.suffixedNames;
        this.codes = same.codes;
        this.ambiguous = same.ambiguous;
        this.indicators = same.indicators;
        this.indicatorNames = same.indicatorNames;
        this.within = same.within;
        this.headings = same.headings;
        this.units = same.units.heardBy(questions);
        this.questions = Optional.of(questions);
    }

    /** The same lexicon, which notes what it is asked. */
    Lexicon heardBy(Questions listener) {
        return new Lexicon(this, listener);
    }

    private void asked(char kind, String about) {
        questions.ifPresent(q -> q.ask(kind, about));
    }

    /** All regions in the order of the documents. */
    public Collection<Region> regions() {
        asked('R', "");
        return regions.values();
    }

    /** The regions directly below a region, in the order of the documents. */
    public List<Region> regionsWithin(String code) {
        asked('w', code);
        return regions.values().stream()
                .filter(region -> region.parent().filter(code::equals).isPresent())
                .toList();
    }

    public Optional<Region> regionByCode(String code) {
        asked('c', code);
        return Optional.ofNullable(regions.get(code));
    }

    /** Every region of this name; a name that a document gives wins over one made with a suffix. */
    public List<Region> regions(String label) {
        asked('r', label);
        String key = Names.key(label);
        List<Region> direct = regionNames.get(key);
        return direct != null ? direct : suffixedNames.getOrDefault(key, List.of());
    }

    /**
     * The region of an official code that is no name: {@code DE} and {@code 276} of Germany, {@code 320100} of Nanjing. To be
     * asked only where a head says that codes stand below; elsewhere it is a number or a word.
     */
    public Optional<Region> regionByPrintedCode(String code) {
        asked('k', code);
        return Optional.ofNullable(codes.get(code.strip()));
    }

    /** The one region of this name; empty when there is none, or several. */
    public Optional<Region> region(String label) {
        List<Region> found = regions(label);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether the name is also a common word or a part of one, so that free text must not take it for a place. */
    public boolean ambiguous(String label) {
        asked('a', label);
        return ambiguous.contains(Names.key(label));
    }

    /** Every name of a region with the suffixes its level allows, as given (not folded). */
    public List<String> names(Region region) {
        asked('R', "");
        List<String> names = new ArrayList<>(List.of(region.zh(), region.en()));
        names.addAll(region.aliases());
        return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
    }

    /** All indicators in the order of the documents. */
    public Collection<Indicator> indicators() {
        asked('I', "");
        return indicators.values();
    }

    public Optional<Indicator> indicatorById(String id) {
        asked('d', id);
        return Optional.ofNullable(indicators.get(id));
    }

    /** The indicator of this name, whatever stands around it. */
    public Optional<Indicator> indicator(String label) {
        asked('i', label);
        return Optional.ofNullable(indicatorNames.get(key(label)));
    }

    /** A table asks for its few labels once a cell. */
    private String key(String label) {
        String known = keys.get(label);
        if (known == null) {
            known = Names.key(label);
            if (keys.size() >= KEYS_KEPT) {
                keys.clear();
            }
            keys.put(label, known);
        }
        return known;
    }

    /**
     * The indicator of this name in a context: short names (第一产业) hold only under the indicators that own them.
     *
     * @param context ids of the indicators that headings and title name, nearest first
     */
    public Optional<Indicator> indicator(String label, Collection<String> context) {
        questions.ifPresent(q -> q.ask('x', label, String.join(",", context)));
        String key = key(label);
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
        asked('h', indicatorId);
        return headings.contains(indicatorId);
    }

    public Units units() {
        return units;
    }
}
