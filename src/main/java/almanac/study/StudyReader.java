package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.Measure;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.panel.Completeness;
import almanac.panel.Formula;
import almanac.panel.PanelBuilder;
import almanac.panel.PanelSpec;
import almanac.panel.RivalChooser;
import almanac.rule.Nearest;
import almanac.study.StudyDocument.Model;
import almanac.study.StudyDocument.PublishedClaims;
import almanac.study.StudyDocument.PublishedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a study document and checks every name in it: regions, indicators, units against the lexicon, formulas against
 * the variables. All trouble is reported at once, each with file, line, key and the nearest known name.
 */
public final class StudyReader {
    /**
     * The names that a study may use.
     *
     * @param units id to unit, multiples included: {@code CNY_1e8}
     * @param unitNames ids to offer when one is mistyped
     */
    public record Lexicon(
            List<Region> places,
            Set<String> indicators,
            Function<String, Optional<Unit>> units,
            Set<String> unitNames) {
        public Lexicon {
            places = List.copyOf(places);
            indicators = Set.copyOf(indicators);
            unitNames = Set.copyOf(unitNames);
        }

        /** The codes of all regions. */
        Set<String> regions() {
            Set<String> codes = new TreeSet<>();
            places.forEach(region -> codes.add(region.code()));
            return codes;
        }
    }

    /** The study, absent when it has errors; and the errors. */
    public record Result(Optional<StudyDocument> study, List<Diagnostic> trouble) {
        public Result {
            trouble = List.copyOf(trouble);
        }
    }

    private final Lexicon lexicon;
    private final List<Diagnostic> trouble = new ArrayList<>();

    private StudyReader(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Reads {@code file} and checks it against the lexicon. */
    public static Result read(Path file, Lexicon lexicon) throws IOException {
        return read(file, lexicon, new TreeMap<>());
    }

    /**
     * The same with some keys set anew.
     *
     * @param settings {@code corpus}, {@code years}, {@code date}, the name of an input (its file), or a path of keys such
     *     as {@code trade.unit}
     */
    public static Result read(Path file, Lexicon lexicon, SortedMap<String, String> settings) throws IOException {
        StudyReader reader = new StudyReader(lexicon);
        Optional<StudyNode> root = StudyNode.read(file, settings, reader.trouble);
        if (root.isEmpty()) {
            return new Result(Optional.empty(), reader.trouble);
        }
        StudyDocument study = reader.document(root.get(), file, settings);
        return new Result(reader.trouble.isEmpty() ? Optional.of(study) : Optional.empty(), reader.trouble);
    }

    private StudyDocument document(StudyNode root, Path file, SortedMap<String, String> settings) throws IOException {
        root.only(
                "schema",
                "id",
                "title",
                "question",
                "date",
                "corpus",
                "inputs",
                "groups",
                "regions",
                "nation",
                "years",
                "rivals",
                "missing",
                "keep",
                "variables",
                "correlations",
                "models",
                "robustness",
                "limits",
                "outputs",
                "claims");
        root.optional("schema")
                .filter(schema -> !schema.equals("almanac.study/1"))
                .ifPresent(schema -> root.key("schema")
                        .orElseThrow()
                        .complain("\"" + schema + "\" is not a schema this version reads", "write almanac.study/1"));
        String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        String id = root.optional("id").orElse(name);
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            root.key("id")
                    .orElse(root)
                    .complain("\"" + id + "\" cannot name a folder", "use letters, digits, dots and dashes");
        }
        SampleReader.Sample sample = SampleReader.read(root, lexicon);
        String nation = root.optional("nation").orElse("CN");
        checkName("region", nation, lexicon.regions(), root.key("nation").orElse(root));
        List<PanelSpec.VariableSpec> variables = variables(root);
        PanelSpec panel =
                new PanelSpec(sample.regions(), nation, sample.years(), rivals(root), variables, sample.members());
        Set<String> names = new LinkedHashSet<>();
        variables.forEach(variable -> names.add(variable.name()));
        sample.rule()
                .variables()
                .forEach(one ->
                        checkName("variable", one, names, root.key("regions").orElse(root)));
        List<Model> models = models(root, names);
        List<String> correlations =
                root.key("correlations").map(StudyNode::texts).orElse(List.of());
        root.key("correlations")
                .ifPresent(node -> node.items()
                        .forEach(item -> checkName("variable", item.text().orElse(""), names, item)));
        return new StudyDocument(
                id,
                words(root, "title"),
                words(root, "question"),
                root.optional("date").orElse("1970-01-01"),
                root.optional("corpus")
                        .or(() -> root.key("inputs").isPresent() ? Optional.empty() : Optional.of("corpus")),
                inputs(root),
                sample.rule(),
                panel,
                sample(root),
                keep(root),
                correlations,
                models,
                RobustnessReader.read(root, models, sample.regions()),
                limits(root),
                outputs(root),
                claims(root, names),
                settings,
                Files.readString(file, StandardCharsets.UTF_8));
    }

    private List<LongTable.Input> inputs(StudyNode root) {
        List<LongTable.Input> inputs = new ArrayList<>();
        root.key("inputs")
                .ifPresent(node -> node.keys().forEach((name, input) -> {
                    input.only("file", "columns", "indicator", "measure", "unit");
                    String indicator = input.required("indicator");
                    checkName(
                            "indicator",
                            indicator,
                            lexicon.indicators(),
                            input.key("indicator").orElse(input));
                    String unit = input.required("unit");
                    Optional<Unit> known = lexicon.units().apply(unit);
                    if (known.isEmpty()) {
                        checkName(
                                "unit",
                                unit,
                                lexicon.unitNames(),
                                input.key("unit").orElse(input));
                    }
                    SortedMap<String, String> columns = new TreeMap<>();
                    input.key("columns")
                            .ifPresent(list -> list.keys()
                                    .forEach((role, column) ->
                                            columns.put(role, column.text().orElse(""))));
                    for (String role : List.of("year", "region", "value")) {
                        if (!columns.containsKey(role)) {
                            input.key("columns")
                                    .orElse(input)
                                    .complain(
                                            "no column is named for \"" + role + "\"",
                                            "write columns: {year: year, region: country, value: value}");
                        }
                    }
                    inputs.add(new LongTable.Input(
                            name,
                            input.optional("file").orElse(""),
                            columns,
                            indicator,
                            measure(input),
                            unit,
                            known.orElse(Unit.UNKNOWN)));
                }));
        return inputs;
    }

    /** {@code limits: [a sentence, {en: ..., zh: ...}]}. */
    private static Map<String, String> limits(StudyNode root) {
        Map<String, String> limits = new LinkedHashMap<>();
        for (StudyNode item : root.key("limits").map(StudyNode::items).orElse(List.of())) {
            String zh = item.text().isPresent() ? "" : item.optional("zh").orElse("");
            String en = item.text().orElseGet(() -> item.optional("en").orElse(zh));
            if (!en.isEmpty()) {
                limits.put(en, zh);
            }
        }
        return limits;
    }

    private static Map<String, String> words(StudyNode root, String key) {
        Map<String, String> words = new TreeMap<>();
        root.key(key).ifPresent(node -> {
            node.text().ifPresent(text -> words.put("en", text));
            node.keys()
                    .forEach((language, text) -> words.put(language, text.text().orElse("")));
        });
        return words;
    }

    private void checkName(String kind, String name, Set<String> known, StudyNode where) {
        if (!known.contains(name)) {
            where.complain(
                    "no " + kind + " is called \"" + name + "\"",
                    Nearest.to(name, known)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse(
                                    kind.equals("variable")
                                            ? "the variables of the study are " + new TreeSet<>(known)
                                            : "almanac rules list shows what there is; add it under rules/"));
        }
    }

    private static StudySample sample(StudyNode root) {
        String name = root.optional("missing").orElse(StudySample.LISTWISE.code());
        Map<String, StudySample> known = new LinkedHashMap<>();
        for (StudySample sample : StudySample.values()) {
            known.put(sample.code(), sample);
        }
        StudySample sample = known.get(name);
        if (sample == null) {
            root.key("missing")
                    .orElse(root)
                    .complain(
                            "\"" + name + "\" is not a treatment of missing values",
                            Nearest.to(name, known.keySet())
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("there are " + String.join(", ", known.keySet())
                                            + "; to fill gaps of one variable give it \"interpolate\""));
            return StudySample.LISTWISE;
        }
        return sample;
    }

    /** {@code keep: {coverage: 0.8, per: region}}. */
    private static Optional<Completeness.Keep> keep(StudyNode root) {
        Optional<StudyNode> node = root.key("keep");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        node.get().only("coverage", "per");
        String coverage = node.get().optional("coverage").orElse("");
        String per = node.get().optional("per").orElse(Completeness.Per.REGION.code());
        boolean share = coverage.matches("0(?:\\.\\d{1,6})?|1(?:\\.0{1,6})?");
        if (!share) {
            node.get().complain("\"" + coverage + "\" is no share", "write coverage: 0.8 for four fifths of the cells");
        }
        for (Completeness.Per each : List.of(Completeness.Per.REGION, Completeness.Per.YEAR)) {
            if (share && each.code().equals(per)) {
                return Optional.of(new Completeness.Keep(Double.parseDouble(coverage), each));
            }
        }
        if (share) {
            node.get().complain("\"" + per + "\" cannot be left out", "write per: region or per: year");
        }
        return Optional.empty();
    }

    private static List<RivalChooser.Criterion> rivals(StudyNode root) {
        List<RivalChooser.Criterion> criteria = new ArrayList<>();
        Map<String, RivalChooser.Criterion> known = new LinkedHashMap<>();
        for (RivalChooser.Criterion criterion : RivalChooser.Criterion.values()) {
            known.put(criterion.code(), criterion);
        }
        root.key("rivals")
                .ifPresent(node -> node.items().forEach(item -> {
                    String name = item.text().orElse("");
                    RivalChooser.Criterion criterion = known.get(name);
                    if (criterion == null) {
                        item.complain(
                                "\"" + name + "\" is no way to choose among rivals",
                                Nearest.to(name, known.keySet())
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("there are " + String.join(", ", known.keySet())));
                    } else {
                        criteria.add(criterion);
                    }
                }));
        return criteria.isEmpty() ? RivalChooser.DEFAULT : criteria;
    }

    // --- variables -------------------------------------------------------------------------------------------------

    private List<PanelSpec.VariableSpec> variables(StudyNode root) {
        List<PanelSpec.VariableSpec> variables = new ArrayList<>();
        Map<String, StudyNode> nodes = new LinkedHashMap<>();
        List<StudyNode> items = root.key("variables").map(StudyNode::items).orElse(List.of());
        if (items.isEmpty()) {
            root.complain("\"variables\" is missing", "list at least one variable");
        }
        for (StudyNode item : items) {
            item.only(
                    "name",
                    "indicator",
                    "measure",
                    "unit",
                    "where",
                    "by",
                    "region",
                    "everywhere",
                    "interpolate",
                    "formula",
                    "expy",
                    "en",
                    "zh");
            String name = item.required("name");
            if (!name.isEmpty() && !name.matches("[A-Za-z_][A-Za-z0-9_.]{0,63}")) {
                item.complain(
                        "\"" + name + "\" cannot be used in formulas",
                        "begin with a letter, go on with letters and digits");
            }
            if (nodes.put(name, item) != null) {
                item.complain("a second variable \"" + name + "\"", "rename one");
            }
            variable(item, name).ifPresent(variables::add);
        }
        checkReferences(variables, nodes);
        return variables;
    }

    private Optional<PanelSpec.VariableSpec> variable(StudyNode item, String name) {
        String en = item.optional("en").orElse(name);
        String zh = item.optional("zh").orElse(en);
        int kinds = (item.key("indicator").isPresent() ? 1 : 0)
                + (item.key("formula").isPresent() ? 1 : 0)
                + (item.key("expy").isPresent() ? 1 : 0);
        if (kinds != 1) {
            item.complain(
                    "a variable has one of \"indicator\", \"formula\", \"expy\"", "name where its numbers come from");
            return Optional.empty();
        }
        if (item.key("formula").isPresent()) {
            String text = item.optional("formula").orElse("");
            try {
                return Optional.of(new PanelSpec.Computed(name, en, zh, text, Formula.parse(text)));
            } catch (Formula.FormulaSyntaxException e) {
                item.key("formula").orElseThrow().complain(String.valueOf(e.getMessage()), "mend the formula");
                return Optional.empty();
            }
        }
        if (item.key("expy").isPresent()) {
            StudyNode expy = item.key("expy").orElseThrow().only("exports", "world", "income", "absent");
            String absent = expy.optional("absent").orElse("missing");
            if (!absent.equals("missing") && !absent.equals("zero")) {
                expy.key("absent")
                        .orElse(expy)
                        .complain("\"" + absent + "\" says not what an absent row means", "write zero or missing");
            }
            return Optional.of(new PanelSpec.Expy(
                    name,
                    en,
                    zh,
                    expy.required("exports"),
                    expy.required("world"),
                    expy.required("income"),
                    absent.equals("zero")));
        }
        String indicator = item.required("indicator");
        checkName(
                "indicator",
                indicator,
                lexicon.indicators(),
                item.key("indicator").orElse(item));
        Optional<Unit> unit = item.optional("unit").flatMap(id -> {
            Optional<Unit> known = lexicon.units().apply(id);
            if (known.isEmpty()) {
                checkName("unit", id, lexicon.unitNames(), item.key("unit").orElse(item));
            }
            return known;
        });
        item.optional("region")
                .ifPresent(region -> checkName(
                        "region", region, lexicon.regions(), item.key("region").orElse(item)));
        Map<String, String> where = new TreeMap<>();
        item.key("where")
                .ifPresent(node -> node.keys()
                        .forEach((key, value) -> where.put(key, value.text().orElse(""))));
        return Optional.of(new PanelSpec.Printed(
                name,
                en,
                zh,
                indicator,
                measure(item),
                unit,
                where,
                item.optional("by"),
                item.optional("region"),
                item.optional("everywhere").map(Boolean::valueOf).orElse(false),
                filling(item)));
    }

    /** {@code interpolate: linear}, or {@code interpolate: {method: linear, at_most: 2}}. */
    private static Optional<PanelSpec.Filling> filling(StudyNode item) {
        Optional<StudyNode> node = item.key("interpolate");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        StudyNode filling = node.get().only("method", "at_most");
        String method =
                filling.text().orElseGet(() -> filling.optional("method").orElse("linear"));
        if (!PanelSpec.Filling.METHODS.contains(method)) {
            filling.key("method")
                    .orElse(filling)
                    .complain(
                            "\"" + method + "\" is no way to fill gaps",
                            Nearest.to(method, Set.copyOf(PanelSpec.Filling.METHODS))
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("there are " + String.join(", ", PanelSpec.Filling.METHODS)));
        }
        String longest = filling.optional("at_most").orElse("1");
        if (!longest.matches("[1-9]\\d?")) {
            filling.key("at_most")
                    .orElse(filling)
                    .complain("\"" + longest + "\" is no number of years", "write at_most: 2");
            return Optional.empty();
        }
        return Optional.of(new PanelSpec.Filling(method, Integer.parseInt(longest)));
    }

    private static Measure measure(StudyNode item) {
        Optional<String> code = item.optional("measure");
        for (Measure measure : Measure.values()) {
            if (code.isPresent() && measure.code().equals(code.get())) {
                return measure;
            }
        }
        code.ifPresent(wrong -> item.key("measure")
                .orElseThrow()
                .complain("\"" + wrong + "\" is no measure", "level, share, index, growth, points or change"));
        return PanelBuilder.defaultMeasure();
    }

    /** Unknown names and circles among the variables. */
    private void checkReferences(List<PanelSpec.VariableSpec> variables, Map<String, StudyNode> nodes) {
        Map<String, Set<String>> uses = new LinkedHashMap<>();
        for (PanelSpec.VariableSpec variable : variables) {
            Set<String> names = new TreeSet<>();
            if (variable instanceof PanelSpec.Computed computed) {
                names.addAll(computed.formula().names());
            } else if (variable instanceof PanelSpec.Expy expy) {
                names.addAll(List.of(expy.exports(), expy.worldExports(), expy.income()));
            }
            StudyNode where = nodes.getOrDefault(
                    variable.name(), nodes.values().iterator().next());
            names.forEach(name -> checkName("variable", name, nodes.keySet(), where));
            uses.put(variable.name(), names);
        }
        Set<String> done = new HashSet<>();
        for (String name : uses.keySet()) {
            StudyNode where = nodes.getOrDefault(name, nodes.values().iterator().next());
            circle(name, uses, new LinkedHashSet<>(), done)
                    .ifPresent(path -> where.complain(
                            "the formulas go in a circle: " + path, "let one of them start from printed figures"));
        }
    }

    private static Optional<String> circle(
            String name, Map<String, Set<String>> uses, Set<String> path, Set<String> done) {
        if (path.contains(name)) {
            return Optional.of(String.join(" -> ", path) + " -> " + name);
        }
        if (!done.add(name)) {
            return Optional.empty();
        }
        path.add(name);
        for (String next : uses.getOrDefault(name, Set.of())) {
            Optional<String> found = circle(next, uses, path, done);
            if (found.isPresent()) {
                return found;
            }
        }
        path.remove(name);
        return Optional.empty();
    }

    // --- models and claims -----------------------------------------------------------------------------------------

    private List<Model> models(StudyNode root, Set<String> names) {
        List<Model> models = new ArrayList<>();
        for (StudyNode item : root.key("models").map(StudyNode::items).orElse(List.of())) {
            item.only("name", "formula", "estimator", "vcov");
            String formula = item.required("formula");
            Matcher words = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*\\s*\\(?").matcher(formula);
            while (words.find()) {
                String word = words.group().strip();
                if (!word.endsWith("(") && !word.equals("region") && !word.equals("year")) {
                    checkName("variable", word, names, item);
                }
            }
            if (!formula.contains("~")) {
                item.complain("a model's formula needs a ~", "write it as y ~ x1 + x2");
            }
            models.add(new Model(
                    item.optional("name").orElse("(" + (models.size() + 1) + ")"),
                    formula,
                    item.optional("estimator").orElse("ols").toLowerCase(Locale.ROOT),
                    item.optional("vcov").orElse("classical")));
        }
        return models;
    }

    private static StudyDocument.Outputs outputs(StudyNode root) {
        Optional<StudyNode> node = root.key("outputs");
        if (node.isEmpty()) {
            return StudyDocument.Outputs.DEFAULT;
        }
        StudyNode outputs = node.get().only("influence", "pictures");
        return new StudyDocument.Outputs(
                count(outputs, "influence", StudyDocument.Outputs.DEFAULT.influence()),
                count(outputs, "pictures", StudyDocument.Outputs.DEFAULT.pictures()));
    }

    private static int count(StudyNode node, String key, int otherwise) {
        Optional<String> text = node.optional(key);
        if (text.isPresent() && !text.get().matches("\\d{1,4}")) {
            node.key(key)
                    .orElse(node)
                    .complain("\"" + text.get() + "\" is no count", "write a whole number, 0 for none");
            return otherwise;
        }
        return text.map(Integer::parseInt).orElse(otherwise);
    }

    private Optional<PublishedClaims> claims(StudyNode root, Set<String> names) {
        Optional<StudyNode> node = root.key("claims");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        StudyNode claims = node.get().only("paper", "n", "order", "correlations", "models");
        claims.key("order")
                .ifPresent(order -> order.items()
                        .forEach(item -> checkName("variable", item.text().orElse(""), names, item)));
        List<PublishedModel> models = new ArrayList<>();
        for (StudyNode item : claims.key("models").map(StudyNode::items).orElse(List.of())) {
            item.only("vars", "coef", "t", "const", "const_t", "adjR2");
            PublishedModel model = new PublishedModel(
                    item.key("vars").map(StudyNode::texts).orElse(List.of()),
                    item.key("coef").map(StudyNode::texts).orElse(List.of()),
                    item.key("t").map(StudyNode::texts).orElse(List.of()),
                    item.optional("const"),
                    item.optional("const_t"),
                    item.optional("adjR2"));
            if (model.coefficients().size() != model.variables().size()
                    || (!model.t().isEmpty()
                            && model.t().size() != model.variables().size())) {
                item.complain(
                        model.variables().size() + " variables, "
                                + model.coefficients().size() + " coefficients, "
                                + model.t().size() + " t's",
                        "give each variable its coefficient and its t");
            }
            models.add(model);
        }
        return Optional.of(new PublishedClaims(
                claims.optional("paper").orElse(""),
                claims.optional("n").orElse(""),
                claims.key("order").map(StudyNode::texts).orElse(List.of()),
                claims.key("correlations")
                        .map(rows -> rows.items().stream().map(StudyNode::texts).toList())
                        .orElse(List.of()),
                models));
    }
}
