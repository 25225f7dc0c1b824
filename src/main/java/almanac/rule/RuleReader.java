package almanac.rule;

import almanac.model.Diagnostic;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one rule document into entries with places; says what it does not understand, and goes on. */
final class RuleReader {
    /** A rule document is written by people: 8 MB is beyond any of them. */
    private static final long LARGEST_DOCUMENT_BYTES = 8L << 20;

    /** What each schema's entries may say, the key its entries stand under, and what the file may say for all of them. */
    enum Schema {
        REGIONS("almanac.regions/1", "regions", "level parent", "zh en level parent also codes from to off note"),
        REGION_NAMES("almanac.region-names/1", "", "suffixes ambiguous", ""),
        UNITS("almanac.units/1", "units", "scales before", "dimension factor names off note"),
        INDICATORS(
                "almanac.indicators/1",
                "indicators",
                "kind dimension",
                "zh en kind dimension definition names asked within heading off note"),
        TABLES("almanac.tables/1", "rules", "is", "is match gives examples refuses off note"),
        PERIODS(
                "almanac.periods/1",
                "rules",
                "language macros words",
                "language is match gives examples refuses off note macros words"),
        CHECKS(
                "almanac.checks/1",
                "checks",
                "severity",
                "kind indicator measure dimension min max total parts factors product level tolerance relative digits "
                        + "factor volatility share base hint severity fires holds off note"),
        PROSE("almanac.prose/1", "rules", "macros language emits", "language pattern emits examples refuses off note"),
        CORRECTIONS("almanac.corrections/1", "corrections", "", "");

        final String name;
        final String entries;
        private final String forAll;
        private final String keys;

        Schema(String name, String entries, String forAll, String keys) {
            this.name = name;
            this.entries = entries;
            this.forAll = forAll;
            this.keys = keys;
        }

        Set<String> forAll() {
            return words(forAll);
        }

        Set<String> keys() {
            return words(keys);
        }

        private static Set<String> words(String words) {
            Set<String> set = new TreeSet<>(List.of(words.split(" ")));
            set.remove("");
            return set;
        }

        static Optional<Schema> named(String name) {
            for (Schema schema : values()) {
                if (schema.name.equals(name)) {
                    return Optional.of(schema);
                }
            }
            return Optional.empty();
        }
    }

    /** What a document says: entries by id, and what it says for all of them. */
    record Read(Schema schema, Map<String, Fields> entries, Fields forAll, List<Fields> listed) {}

    private final String file;
    private final List<Diagnostic> diagnostics;

    RuleReader(String file, List<Diagnostic> diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    private void report(Diagnostic.Code code, Place place, String message, String hint) {
        diagnostics.add(Diagnostic.of(code, place.toString(), message, hint));
    }

    /** Reads a file; empty when nothing of it could be understood. */
    Optional<Read> read(Path path) {
        try {
            if (Files.size(path) > LARGEST_DOCUMENT_BYTES) {
                report(RuleCodes.UNREADABLE, new Place(file, 0), "the rule document is larger than 8 MB", "split it");
                return Optional.empty();
            }
            return read(Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException notUtf8) {
            report(RuleCodes.UNREADABLE, new Place(file, 0), "the rule document is not UTF-8", "save it as UTF-8");
            return Optional.empty();
        } catch (IOException trouble) {
            report(
                    RuleCodes.UNREADABLE,
                    new Place(file, 0),
                    "the rule document cannot be read: " + trouble.getMessage(),
                    "check the file");
            return Optional.empty();
        }
    }

    /** Reads the text of a document. */
    Optional<Read> read(String text) {
        Node root;
        try (Reader reader = new StringReader(text)) {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(0)
                    .setCodePointLimit((int) LARGEST_DOCUMENT_BYTES)
                    .build();
            Optional<Node> composed = new Compose(settings).composeReader(reader);
            if (composed.isEmpty()) {
                return Optional.empty();
            }
            root = composed.get();
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            report(
                    RuleCodes.UNREADABLE,
                    new Place(file, line),
                    "no YAML: " + Optional.ofNullable(broken.getProblem()).orElse("broken"),
                    "look at this line and the one above: indentation, quotation marks, brackets");
            return Optional.empty();
        } catch (YamlEngineException | StackOverflowError | IOException broken) {
            report(RuleCodes.UNREADABLE, new Place(file, 0), "no YAML: " + broken.getMessage(), "check the file");
            return Optional.empty();
        }
        refuseAnchors(root, 0);
        if (root instanceof SequenceNode list) {
            return Optional.of(corrections(list));
        }
        if (!(root instanceof MappingNode mapping)) {
            report(
                    RuleCodes.BAD_VALUE,
                    new Place(file, 1),
                    "a rule document begins with schema:",
                    "see docs/manual/rules.md");
            return Optional.empty();
        }
        return document(mapping);
    }

    private void refuseAnchors(Node node, int depth) {
        if (node.getAnchor().isPresent()) {
            report(
                    RuleCodes.BAD_VALUE,
                    Fields.placeOf(file, node),
                    "anchors and aliases are not used in rule documents",
                    "write the value out");
        }
        if (depth > 20) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> refuseAnchors(tuple.getValueNode(), depth + 1));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseAnchors(item, depth + 1));
        }
    }

    private Optional<Read> document(MappingNode root) {
        Map<String, NodeTuple> top = keys(root, "the document");
        NodeTuple named = top.get("schema");
        String name = named != null && named.getValueNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Schema> schema = Schema.named(name);
        if (schema.isEmpty()) {
            Set<String> known = new TreeSet<>();
            for (Schema each : Schema.values()) {
                known.add(each.name);
            }
            report(
                    RuleCodes.BAD_VALUE,
                    named == null ? new Place(file, 1) : Fields.placeOf(file, named.getKeyNode()),
                    name.isEmpty() ? "schema: is missing" : "unknown schema \"" + name + "\"",
                    Nearest.to(name, known)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("known: " + known));
            return Optional.empty();
        }
        Schema known = schema.get();
        Fields forAll = new Fields("the document", new Place(file, 1), diagnostics);
        Map<String, Fields> entries = new LinkedHashMap<>();
        Set<String> allowed = new LinkedHashSet<>(known.forAll());
        allowed.add("schema");
        allowed.add(known.entries);
        for (Map.Entry<String, NodeTuple> entry : top.entrySet()) {
            Node value = entry.getValue().getValueNode();
            Place place = Fields.placeOf(file, entry.getValue().getKeyNode());
            if (!allowed.contains(entry.getKey())) {
                unknown(entry.getKey(), "the document", allowed, place);
            } else if (entry.getKey().equals(known.entries) && !known.entries.isEmpty()) {
                if (value instanceof MappingNode mapping) {
                    entries.putAll(entries(known, mapping));
                } else if (known == Schema.CORRECTIONS && value instanceof SequenceNode list) {
                    return Optional.of(corrections(list));
                } else {
                    report(
                            RuleCodes.BAD_VALUE,
                            place,
                            known.entries + ": should map ids to entries",
                            "write id: {key: value} below it");
                }
            } else if (!entry.getKey().equals("schema")) {
                forAll.put(entry.getKey(), new Fields.Value(value, place));
            }
        }
        return Optional.of(new Read(known, entries, forAll, List.of()));
    }

    private Map<String, Fields> entries(Schema schema, MappingNode mapping) {
        Map<String, Fields> entries = new LinkedHashMap<>();
        for (Map.Entry<String, NodeTuple> entry : keys(mapping, schema.entries).entrySet()) {
            Place place = Fields.placeOf(file, entry.getValue().getKeyNode());
            Fields fields = new Fields(entry.getKey(), place, diagnostics);
            if (entry.getValue().getValueNode() instanceof MappingNode body) {
                for (Map.Entry<String, NodeTuple> field :
                        keys(body, entry.getKey()).entrySet()) {
                    Place where = Fields.placeOf(file, field.getValue().getKeyNode());
                    if (refusesCode(field.getKey(), field.getValue().getValueNode(), entry.getKey(), where)) {
                        continue;
                    }
                    if (schema.keys().contains(field.getKey())) {
                        fields.put(
                                field.getKey(),
                                new Fields.Value(field.getValue().getValueNode(), where));
                    } else {
                        unknown(field.getKey(), entry.getKey(), schema.keys(), where);
                    }
                }
            } else {
                report(RuleCodes.BAD_VALUE, place, entry.getKey() + " should be a mapping", "write {key: value}");
            }
            entries.put(entry.getKey(), fields);
        }
        return entries;
    }

    private boolean refusesCode(String key, Node value, String id, Place place) {
        if (key.equals("action") || key.equals("result") || key.equals("postprocess")) {
            report(
                    RuleCodes.CODE_REFUSED,
                    place,
                    id + ": " + key + ": is refused, rules are data and run nothing",
                    "name groups in the pattern and say constants in emits: or gives:");
            return true;
        }
        if (value instanceof ScalarNode scalar && scalar.getValue().contains("{{")) {
            report(
                    RuleCodes.CODE_REFUSED,
                    place,
                    id + ": \"{{\" in " + key + ": is refused, it would run code",
                    "match attributes with [{name:/.../}]");
            return true;
        }
        return false;
    }

    private void unknown(String key, String owner, Set<String> known, Place place) {
        if (key.equals("action") || key.equals("result")) {
            report(RuleCodes.CODE_REFUSED, place, owner + ": " + key + ": is refused, rules run nothing", "remove it");
            return;
        }
        report(
                RuleCodes.UNKNOWN_KEY,
                place,
                owner + " has no key \"" + key + "\"",
                Nearest.to(key, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known: " + String.join(", ", new TreeSet<>(known))));
    }

    private Map<String, NodeTuple> keys(MappingNode mapping, String owner) {
        Map<String, NodeTuple> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = Fields.placeOf(file, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                report(RuleCodes.BAD_VALUE, place, owner + ": a key should be a text", "");
            } else if (keys.putIfAbsent(key.getValue(), tuple) != null) {
                report(
                        RuleCodes.DUPLICATE,
                        place,
                        owner + " has \"" + key.getValue() + "\" twice; the first counts",
                        "join the two");
            }
        }
        return keys;
    }

    private Read corrections(SequenceNode list) {
        Set<String> known = Set.of("observation", "document", "cell", "old", "new", "reason", "by", "on");
        List<Fields> listed = new java.util.ArrayList<>();
        for (Node node : list.getValue()) {
            Place place = Fields.placeOf(file, node);
            Fields fields = new Fields("correction", place, diagnostics);
            if (node instanceof MappingNode mapping) {
                for (Map.Entry<String, NodeTuple> field :
                        keys(mapping, "the correction").entrySet()) {
                    Place where = Fields.placeOf(file, field.getValue().getKeyNode());
                    if (known.contains(field.getKey())) {
                        fields.put(
                                field.getKey(),
                                new Fields.Value(field.getValue().getValueNode(), where));
                    } else {
                        unknown(field.getKey(), "the correction", known, where);
                    }
                }
                listed.add(fields);
            } else {
                report(RuleCodes.BAD_VALUE, place, "a correction is a mapping", "see docs/manual/rules.md");
            }
        }
        return new Read(
                Schema.CORRECTIONS, Map.of(), new Fields("the document", new Place(file, 1), diagnostics), listed);
    }
}
