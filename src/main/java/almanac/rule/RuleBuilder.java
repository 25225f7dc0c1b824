package almanac.rule;

import almanac.model.Diagnostic;
import almanac.model.Indicator;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.text.Folding;
import almanac.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Turns merged entries into a {@link RuleBook}; says what does not fit together. */
final class RuleBuilder {
    private static final Set<String> LEVELS = Set.of("country", "province", "state", "prefecture", "county", "group");
    private static final Set<String> KINDS = Set.of("stock", "flow", "ratio", "index");
    private static final Set<String> CHECK_KINDS = Set.of(
            "range", "sum", "product", "regions", "jump", "unit-change", "duplicate", "editions", "labels", "rounding");

    private final Map<RuleReader.Schema, Map<String, Fields>> merged;
    private final Map<RuleReader.Schema, List<Fields>> documents;
    private final List<Fields> correctionFields;
    private final List<Diagnostic> diagnostics;
    private final SortedMap<String, String> texts;
    private final List<RuleBook.Listed> listed = new ArrayList<>();

    RuleBuilder(
            Map<RuleReader.Schema, Map<String, Fields>> merged,
            Map<RuleReader.Schema, List<Fields>> documents,
            List<Fields> correctionFields,
            List<Diagnostic> diagnostics,
            SortedMap<String, String> texts) {
        this.merged = merged;
        this.documents = documents;
        this.correctionFields = correctionFields;
        this.diagnostics = diagnostics;
        this.texts = texts;
    }

    private Iterable<Fields> entries(RuleReader.Schema schema) {
        return merged.getOrDefault(schema, Map.of()).values();
    }

    private List<Fields> documents(RuleReader.Schema schema) {
        return documents.getOrDefault(schema, List.of());
    }

    private void report(Diagnostic.Code code, Place place, String message, String hint) {
        diagnostics.add(Diagnostic.of(code, place.toString(), message, hint));
    }

    RuleBook build() {
        Units units = units();
        Lexicon lexicon = lexicon(units);
        return new RuleBook(
                lexicon, phrases(), periods(), checks(lexicon), prose(), corrections(), diagnostics, texts, listed);
    }

    // ---- units

    private Units units() {
        Units.Builder builder = new Units.Builder();
        for (Fields document : documents(RuleReader.Schema.UNITS)) {
            document.nestedPairs("scales")
                    .forEach((name, factor) -> Fields.decimal(factor)
                            .ifPresentOrElse(
                                    value -> builder.scale(name, value),
                                    () -> document.wrong(
                                            document.placeOf("scales"),
                                            "scales: " + name + " should be a number, not \"" + factor + "\"",
                                            "write 1e4")));
            document.texts("before").forEach(builder::before);
        }
        for (Fields fields : entries(RuleReader.Schema.UNITS)) {
            BigDecimal factor = fields.number("factor").orElse(BigDecimal.ONE);
            if (factor.signum() <= 0) {
                fields.wrong(fields.placeOf("factor"), fields.id() + ": factor should be above 0", "");
                continue;
            }
            Unit unit = new Unit(fields.id(), fields.needed("dimension"), new BigDecimal(factor.toPlainString()));
            builder.add(unit);
            listed.add(new RuleBook.Listed(
                    "unit", unit.id(), unit.dimension() + " x " + factor.toPlainString(), fields.place()));
            for (String name : fields.texts("names")) {
                builder.name(name, unit)
                        .ifPresent(other -> collision(fields.placeOf("names"), name, unit.id(), other.id()));
            }
        }
        return builder.build();
    }

    private void collision(Place place, String name, String id, String other) {
        report(
                RuleCodes.NAME_COLLISION,
                place,
                "\"" + name + "\" is a name of " + id + " and of " + other + "; " + other + " keeps it",
                "remove it from one of the two");
    }

    // ---- regions and indicators

    private Lexicon lexicon(Units units) {
        Map<String, List<String>> suffixes = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Fields document : documents(RuleReader.Schema.REGION_NAMES)) {
            document.lists("suffixes")
                    .forEach((level, list) -> suffixes.computeIfAbsent(level, l -> new ArrayList<>())
                            .addAll(list));
            document.texts("ambiguous").forEach(name -> ambiguous.add(Names.key(name)));
        }
        Map<String, Region> regions = new LinkedHashMap<>();
        Map<String, List<Region>> direct = new HashMap<>();
        Map<String, List<Region>> suffixed = new HashMap<>();
        Map<String, Region> coded = new HashMap<>();
        for (Fields fields : entries(RuleReader.Schema.REGIONS)) {
            Region region = region(fields);
            regions.put(region.code(), region);
            listed.add(new RuleBook.Listed("region", region.code(), region.zh() + " " + region.en(), fields.place()));
            List<String> names = new ArrayList<>(region.aliases());
            names.add(region.zh());
            names.add(region.en());
            names.add(region.code());
            codes(fields).forEach(code -> coded.putIfAbsent(code, region));
            for (String name : names) {
                add(direct, Names.key(name), region);
                for (String suffix : suffixes.getOrDefault(region.level(), List.of())) {
                    if (Folding.hasIdeograph(name) == Folding.hasIdeograph(suffix) && name.length() > 1) {
                        add(suffixed, Names.key(name + " " + suffix), region);
                    }
                }
            }
        }
        for (Fields fields : entries(RuleReader.Schema.REGIONS)) {
            String parent = fields.text("parent").orElse("");
            if (!parent.isEmpty() && !regions.containsKey(parent)) {
                report(
                        RuleCodes.UNKNOWN_REFERENCE,
                        fields.placeOf("parent"),
                        fields.id() + ": there is no region " + parent,
                        Nearest.to(parent, regions.keySet())
                                .map(near -> "did you mean " + near + "?")
                                .orElse(""));
            }
        }
        Map<String, Indicator> indicators = new LinkedHashMap<>();
        Map<String, Indicator> indicatorNames = new HashMap<>();
        Map<String, Map<String, Indicator>> within = new HashMap<>();
        Set<String> headings = new HashSet<>();
        for (Fields fields : entries(RuleReader.Schema.INDICATORS)) {
            indicator(fields, indicators, indicatorNames, headings);
        }
        for (Fields fields : entries(RuleReader.Schema.INDICATORS)) {
            fields.lists("within").forEach((owner, names) -> {
                if (!indicators.containsKey(owner)) {
                    report(
                            RuleCodes.UNKNOWN_REFERENCE,
                            fields.placeOf("within"),
                            fields.id() + ": within names no indicator: " + owner,
                            Nearest.to(owner, indicators.keySet())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse(""));
                }
                for (String name : names) {
                    Indicator mine = indicators.get(fields.id());
                    Indicator other = mine == null
                            ? null
                            : within.computeIfAbsent(owner, o -> new HashMap<>())
                                    .putIfAbsent(Names.key(name), mine);
                    if (other != null && !other.id().equals(fields.id())) {
                        collision(fields.placeOf("within"), name, fields.id(), other.id());
                    }
                }
            });
        }
        return new Lexicon(
                regions,
                copy(direct),
                copy(suffixed),
                Map.copyOf(coded),
                ambiguous,
                indicators,
                Map.copyOf(indicatorNames),
                Map.copyOf(within),
                headings,
                units);
    }

    private static Map<String, List<Region>> copy(Map<String, List<Region>> names) {
        Map<String, List<Region>> copy = new HashMap<>();
        names.forEach((name, list) -> copy.put(
                name, list.stream().sorted(Comparator.comparing(Region::code)).toList()));
        return Map.copyOf(copy);
    }

    private static void add(Map<String, List<Region>> names, String key, Region region) {
        List<Region> list = names.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (!key.isEmpty() && !list.contains(region)) {
            list.add(region);
        }
    }

    /** Codes as tables print them: with and without leading noughts; the divisions of China (GB/T 2260) in six digits. */
    private static List<String> codes(Fields fields) {
        List<String> codes = new ArrayList<>();
        for (String code : fields.texts("codes")) {
            codes.add(code);
            codes.add(code.replaceFirst("^0+", ""));
        }
        if (fields.id().matches("CN-\\d{2,6}")) {
            codes.add((fields.id().substring(3) + "0000").substring(0, 6));
        }
        return codes;
    }

    private Region region(Fields fields) {
        String level = fields.needed("level");
        if (!level.isEmpty() && !LEVELS.contains(level)) {
            fields.wrong(
                    fields.placeOf("level"),
                    fields.id() + ": unknown level \"" + level + "\"",
                    Nearest.to(level, LEVELS)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("known: " + String.join(", ", new TreeSet<>(LEVELS))));
        }
        Optional<String> parent = fields.text("parent");
        if (parent.isEmpty() && fields.id().matches("CN-\\d{4,6}")) {
            parent = Optional.of(fields.id().substring(0, 5));
        }
        return new Region(
                fields.id(),
                fields.text("zh").orElse(""),
                fields.text("en").orElse(""),
                level,
                parent,
                fields.texts("also"),
                fields.year("from"),
                fields.year("to"));
    }

    private void indicator(
            Fields fields, Map<String, Indicator> indicators, Map<String, Indicator> names, Set<String> headings) {
        String kind = fields.needed("kind");
        if (!kind.isEmpty() && !KINDS.contains(kind)) {
            fields.wrong(
                    fields.placeOf("kind"),
                    fields.id() + ": unknown kind \"" + kind + "\"",
                    Nearest.to(kind, KINDS)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("known: " + String.join(", ", new TreeSet<>(KINDS))));
        }
        List<String> aliases = new ArrayList<>(fields.texts("names"));
        fields.lists("within").values().forEach(aliases::addAll);
        // words of people who ask, which no book prints for just this
        aliases.addAll(fields.texts("asked"));
        Indicator indicator = new Indicator(
                fields.id(),
                fields.text("zh").orElse(""),
                fields.text("en").orElse(""),
                kind,
                fields.text("dimension").orElse(""),
                fields.text("definition").orElse(""),
                aliases.stream().distinct().toList());
        indicators.put(indicator.id(), indicator);
        if (fields.flag("heading")) {
            headings.add(indicator.id());
        }
        listed.add(new RuleBook.Listed(
                "indicator", indicator.id(), indicator.zh() + " " + indicator.en(), fields.place()));
        List<String> own = new ArrayList<>(fields.texts("names"));
        own.add(indicator.zh());
        own.add(indicator.en());
        for (String name : own) {
            String key = Names.key(name);
            Indicator other = key.isEmpty() ? null : names.putIfAbsent(key, indicator);
            if (other != null && !other.id().equals(indicator.id())) {
                collision(fields.placeOf("names"), name, indicator.id(), other.id());
            }
        }
    }

    // ---- phrases of time

    private static final Set<String> PERIOD_ROLES = Set.of(
            "phrase",
            "label",
            "part",
            "part-of-year",
            "year-part",
            "span",
            "year-in-text",
            "year-in-head",
            "fiscal-in-text",
            "title-year");

    private Periods periods() {
        List<PeriodRule> rules = new ArrayList<>();
        for (Fields fields : entries(RuleReader.Schema.PERIODS)) {
            String role = fields.needed("is");
            String expression = withMacros(fields.needed("match"), fields.pairs("macros"));
            if (role.isEmpty() || expression.isEmpty()) {
                continue;
            }
            if (!PERIOD_ROLES.contains(role)) {
                fields.wrong(
                        fields.placeOf("is"),
                        fields.id() + ": is: there is no " + role,
                        Nearest.to(role, PERIOD_ROLES)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known: " + String.join(", ", new TreeSet<>(PERIOD_ROLES))));
                continue;
            }
            Map<String, String> words = new LinkedHashMap<>();
            fields.pairs("words").forEach((word, number) -> {
                if (number.matches("\\d{1,4}")) {
                    words.put(word.toLowerCase(java.util.Locale.ROOT), number);
                } else {
                    fields.wrong(
                            fields.placeOf("words"),
                            fields.id() + ": words: " + word + " should be a number, not \"" + number + "\"",
                            "write {January: 1}");
                }
            });
            try {
                rules.add(new PeriodRule(
                        fields.id(),
                        role,
                        fields.text("language").orElse("any"),
                        BoundedRegex.compile(expression),
                        fields.pairs("gives"),
                        words,
                        PeriodRule.beginnings(expression),
                        fields.examples("examples"),
                        fields.examples("refuses"),
                        fields.place()));
                listed.add(new RuleBook.Listed("period", fields.id(), role, fields.place()));
            } catch (PatternSyntaxException broken) {
                report(
                        RuleCodes.BAD_PATTERN,
                        fields.placeOf("match"),
                        fields.id() + ": match: " + broken.getDescription() + " near position " + broken.getIndex(),
                        "patterns are Java regular expressions");
            }
        }
        return new Periods(rules);
    }

    // ---- phrases of tables

    private List<PhraseRule> phrases() {
        List<PhraseRule> phrases = new ArrayList<>();
        for (Fields fields : entries(RuleReader.Schema.TABLES)) {
            String role = fields.needed("is");
            String expression = fields.needed("match");
            if (role.isEmpty() || expression.isEmpty()) {
                continue;
            }
            try {
                PhraseRule rule = new PhraseRule(
                        fields.id(),
                        role,
                        BoundedRegex.compile(expression),
                        fields.pairs("gives"),
                        fields.examples("examples"),
                        fields.examples("refuses"),
                        fields.place());
                phrases.add(rule);
                listed.add(new RuleBook.Listed("phrase", rule.id(), role, fields.place()));
            } catch (PatternSyntaxException broken) {
                report(
                        RuleCodes.BAD_PATTERN,
                        fields.placeOf("match"),
                        fields.id() + ": match: " + broken.getDescription() + " near position " + broken.getIndex(),
                        "patterns are Java regular expressions over the whole label");
            }
        }
        return phrases;
    }

    // ---- checks

    private List<CheckRule> checks(Lexicon lexicon) {
        List<CheckRule> checks = new ArrayList<>();
        for (Fields fields : entries(RuleReader.Schema.CHECKS)) {
            String kind = fields.needed("kind");
            if (!CHECK_KINDS.contains(kind)) {
                fields.wrong(
                        fields.placeOf("kind"),
                        fields.id() + ": unknown kind \"" + kind + "\"",
                        Nearest.to(kind, CHECK_KINDS)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known: " + String.join(", ", new TreeSet<>(CHECK_KINDS))));
                continue;
            }
            Map<String, String> settings = new LinkedHashMap<>();
            for (String key : List.of("measure", "dimension", "level", "hint")) {
                fields.text(key).ifPresent(value -> settings.put(key, value));
            }
            for (String key :
                    List.of("min", "max", "tolerance", "relative", "factor", "digits", "volatility", "share", "base")) {
                fields.number(key).ifPresent(value -> settings.put(key, value.toPlainString()));
            }
            for (String key : List.of("indicator", "total", "product")) {
                fields.text(key).ifPresent(value -> {
                    settings.put(key, value);
                    knownIndicator(lexicon, fields, key, value);
                });
            }
            Map<String, List<String>> lists = new LinkedHashMap<>();
            for (String key : List.of("parts", "factors")) {
                List<String> ids = fields.texts(key);
                ids.forEach(value -> knownIndicator(lexicon, fields, key, value));
                if (!ids.isEmpty()) {
                    lists.put(key, ids);
                }
            }
            CheckRule check = new CheckRule(
                    fields.id(),
                    kind,
                    fields.text("severity").orElse("warning"),
                    settings,
                    lists,
                    fields.data("fires"),
                    fields.data("holds"),
                    fields.place());
            checks.add(check);
            listed.add(new RuleBook.Listed("check", check.id(), kind, fields.place()));
        }
        return checks;
    }

    private void knownIndicator(Lexicon lexicon, Fields fields, String key, String id) {
        if (lexicon.indicatorById(id).isEmpty()) {
            report(
                    RuleCodes.UNKNOWN_REFERENCE,
                    fields.placeOf(key),
                    fields.id() + ": " + key + " names no indicator: " + id,
                    Nearest.to(
                                    id,
                                    lexicon.indicators().stream()
                                            .map(Indicator::id)
                                            .toList())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("see rules/indicators"));
        }
    }

    // ---- prose

    private List<ProseRule> prose() {
        Map<String, String> macros = new LinkedHashMap<>();
        for (Fields document : documents(RuleReader.Schema.PROSE)) {
            macros.putAll(document.pairs("macros"));
        }
        List<ProseRule> rules = new ArrayList<>();
        for (Fields fields : entries(RuleReader.Schema.PROSE)) {
            String pattern = fields.needed("pattern");
            if (pattern.isEmpty()) {
                continue;
            }
            rules.add(new ProseRule(
                    fields.id(),
                    fields.text("language").orElse("any"),
                    withMacros(pattern, macros),
                    fields.pairs("emits"),
                    fields.examples("examples"),
                    fields.examples("refuses"),
                    fields.place(),
                    fields.placeOf("pattern")));
            listed.add(new RuleBook.Listed(
                    "prose", fields.id(), fields.text("language").orElse("any"), fields.place()));
        }
        return rules;
    }

    /** Puts macros in, the longest names first; a macro may use others, a few levels deep. */
    static String withMacros(String pattern, Map<String, String> macros) {
        List<String> names = macros.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        String result = pattern;
        for (int depth = 0; depth < 5; depth++) {
            String before = result;
            for (String name : names) {
                result = result.replace(name, macros.getOrDefault(name, ""));
            }
            if (result.equals(before) || result.length() > 50_000) {
                break;
            }
        }
        return result;
    }

    // ---- corrections

    private List<Correction> corrections() {
        List<Correction> corrections = new ArrayList<>();
        for (Fields fields : correctionFields) {
            Correction correction = new Correction(
                    fields.text("observation"),
                    fields.text("document"),
                    fields.text("cell"),
                    fields.needed("old"),
                    fields.needed("new"),
                    fields.needed("reason"),
                    fields.needed("by"),
                    fields.needed("on"),
                    fields.place());
            boolean named = correction.observation().isPresent()
                    || (correction.document().isPresent() && correction.cell().isPresent());
            if (!named) {
                fields.wrong(fields.place(), "a correction names an observation, or a document and a cell", "");
            }
            if (Fields.decimal(correction.replacement()).isEmpty()) {
                fields.wrong(fields.placeOf("new"), "the new value of a correction should be a number", "");
            } else if (named
                    && !correction.reason().isEmpty()
                    && !correction.by().isEmpty()) {
                corrections.add(correction);
                listed.add(new RuleBook.Listed("correction", correction.id(), correction.says(), fields.place()));
            }
        }
        return corrections;
    }
}
