package almanac.study;

import almanac.complexity.Conventions;
import almanac.complexity.ProductSpace;
import almanac.complexity.Prody;
import almanac.complexity.table.TradeReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the flags of {@code complexity} say, checked: conventions, handling of bad rows, reference, sample, measures.
 *
 * @param prodyYears {@code yearly}, {@code base:YEAR}, {@code mean}, {@code mean-gdp}, {@code mean-trade}
 * @param nested {@code warn}, {@code drop} or {@code refuse}
 * @param referenceMode {@code world}, {@code domestic} or {@code mixed}
 * @param replaces in mixed mode the place of the reference that the places stand in for
 * @param rcaReference {@code reference} or {@code own}
 * @param anchor {@code diversity}, {@code gdp} or a place
 * @param engine {@code memory}, or {@code sql} for PRODY and EXPY of files that do not fit into it
 * @param sample whether sample rules hold for PRODY only or for everything
 */
record ComplexitySettings(
        Conventions conventions,
        Set<String> measures,
        TradeReader.Duplicates duplicates,
        TradeReader.Negatives negatives,
        String nested,
        Map<String, String> filters,
        Map<String, String> referenceFilters,
        String referenceMode,
        String replaces,
        String rcaReference,
        Prody.Weights weights,
        String prodyYears,
        boolean balanced,
        double minLocationExports,
        double minPopulation,
        double minProductExports,
        String sample,
        Set<String> highTech,
        Optional<Double> qualityTheta,
        String anchor,
        double proximityMin,
        double strongLinks,
        String engine) {

    /** Everything that {@code --measures} may name. */
    static final Set<String> MEASURES = new TreeSet<>(List.of(
            "rca",
            "m",
            "density",
            "cog",
            "diversity",
            "eci",
            "fitness",
            "coi",
            "expy",
            "ubiquity",
            "pci",
            "complexity",
            "prody",
            "reflections",
            "rpop",
            "expy_leave_own_out",
            "contribution",
            "decomposition",
            "proximity",
            "location_proximity",
            "product_space"));

    /** What is written when nothing is named. */
    static final Set<String> USUAL = new TreeSet<>(List.of(
            "rca",
            "m",
            "density",
            "cog",
            "diversity",
            "eci",
            "fitness",
            "coi",
            "expy",
            "ubiquity",
            "pci",
            "complexity",
            "prody"));

    ComplexitySettings {
        measures = Set.copyOf(measures);
        filters = Map.copyOf(filters);
        referenceFilters = Map.copyOf(referenceFilters);
        highTech = Set.copyOf(highTech);
    }

    /**
     * @throws IllegalArgumentException naming the flag, what was met and what there is
     */
    static ComplexitySettings of(String preset, List<String> measures, Map<String, String> flags) {
        Map<String, String> rest = new TreeMap<>(flags);
        Conventions conventions = Conventions.preset(preset);
        for (String key : conventions.described().keySet()) {
            String value = rest.remove(key);
            conventions = value == null ? conventions : conventions.with(key, value);
        }
        Set<String> wanted = new TreeSet<>();
        for (String measure : measures) {
            String name = measure.strip().toLowerCase(Locale.ROOT).replace('-', '_');
            name = name.equals("mcp") ? "m" : name;
            if (!MEASURES.contains(name)) {
                throw new IllegalArgumentException(
                        "no measure " + measure + "; there are " + String.join(", ", MEASURES));
            }
            wanted.add(name);
        }
        String prodyYears = rest.getOrDefault("prody-years", "yearly");
        rest.remove("prody-years");
        if (!prodyYears.startsWith("base:")) {
            oneOf("prody-years", prodyYears, "yearly", "mean", "mean-gdp", "mean-trade", "base:YEAR");
        }
        ComplexitySettings settings = new ComplexitySettings(
                conventions,
                wanted.isEmpty() ? USUAL : wanted,
                TradeReader.Duplicates.valueOf(
                        take(rest, "duplicates", "refuse", "sum", "first").toUpperCase(Locale.ROOT)),
                TradeReader.Negatives.valueOf(
                        take(rest, "negative", "drop", "refuse").toUpperCase(Locale.ROOT)),
                take(rest, "nested", "warn", "drop", "refuse"),
                pairs(rest.remove("filter")),
                pairs(rest.remove("reference-filter")),
                take(rest, "reference-mode", "world", "domestic", "mixed"),
                free(rest, "replaces"),
                take(rest, "rca-reference", "reference", "own"),
                Prody.Weights.valueOf(
                        take(rest, "weights", "hhr", "michaely", "lall").toUpperCase(Locale.ROOT)),
                prodyYears,
                Boolean.parseBoolean(take(rest, "balanced", "false", "true")),
                number(rest, "min-location-exports", 0),
                number(rest, "min-population", 0),
                number(rest, "min-product-exports", 0),
                take(rest, "sample", "prody", "all"),
                list(free(rest, "hightech")),
                rest.containsKey("quality") ? Optional.of(number(rest, "quality", 0.2)) : Optional.empty(),
                either(free(rest, "anchor"), "diversity"),
                number(rest, "proximity-min", 0),
                number(rest, "strong-links", ProductSpace.STRONG),
                take(rest, "engine", "memory", "sql"));
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("no setting " + String.join(", ", rest.keySet()));
        }
        return settings;
    }

    boolean wants(String... names) {
        for (String name : names) {
            if (measures.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** For {@code method.json}. */
    Map<String, Object> described() {
        Map<String, Object> all = new LinkedHashMap<>(conventions.described());
        all.put("weights", weights.name().toLowerCase(Locale.ROOT));
        all.put("prody-years", prodyYears);
        all.put("reference-mode", referenceMode);
        all.put("replaces", replaces);
        all.put("rca-reference", rcaReference);
        all.put("balanced", balanced);
        all.put("min-location-exports", minLocationExports);
        all.put("min-population", minPopulation);
        all.put("min-product-exports", minProductExports);
        all.put("sample", sample);
        all.put("duplicates", duplicates.name().toLowerCase(Locale.ROOT));
        all.put("negative", negatives.name().toLowerCase(Locale.ROOT));
        all.put("nested", nested);
        all.put("filter", new TreeMap<>(filters));
        all.put("reference-filter", new TreeMap<>(referenceFilters));
        all.put("hightech", new TreeSet<>(highTech));
        qualityTheta.ifPresent(theta -> all.put("quality", theta));
        all.put("anchor", anchor);
        all.put("engine", engine);
        return all;
    }

    private static String take(Map<String, String> flags, String name, String... choices) {
        String value = flags.getOrDefault(name, choices[0]);
        flags.remove(name);
        oneOf(name, value, choices);
        return value;
    }

    private static void oneOf(String name, String value, String... choices) {
        if (!List.of(choices).contains(value)) {
            throw new IllegalArgumentException(
                    "--" + name + " is one of " + String.join(", ", choices) + ", not " + value);
        }
    }

    private static String free(Map<String, String> flags, String name) {
        String value = flags.getOrDefault(name, "");
        flags.remove(name);
        return value;
    }

    private static String either(String value, String usual) {
        return value.isEmpty() ? usual : value;
    }

    private static Set<String> list(String text) {
        Set<String> items = new TreeSet<>();
        for (String item : text.split("[,\\s]+")) {
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }

    private static double number(Map<String, String> flags, String name, double usual) {
        String value = flags.getOrDefault(name, "");
        flags.remove(name);
        if (value.isEmpty()) {
            return usual;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("--" + name + " is a number, not " + value, wrong);
        }
    }

    private static Map<String, String> pairs(@org.jspecify.annotations.Nullable String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a filter is COLUMN=VALUE, not " + pair);
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
