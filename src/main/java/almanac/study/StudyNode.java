package almanac.study;

import almanac.model.Diagnostic;
import almanac.rule.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A node of a study's YAML that knows its line, so that every complaint names file, line and key. Values are taken as
 * text: {@code .1658} stays {@code .1658}.
 */
final class StudyNode {
    /** A study document could not be understood at a place. */
    static final Diagnostic.Code MALFORMED =
            new Diagnostic.Code("ALM-5001", Diagnostic.Severity.ERROR, "a study was not understood");

    private static final int CODE_POINTS = 4_000_000;

    private final String file;
    private final String path;
    private final Node node;
    private final List<Diagnostic> trouble;

    /** What is set anew on the command line: path of keys to value. */
    private final SortedMap<String, Node> settings;

    private StudyNode(String file, String path, Node node, SortedMap<String, Node> settings, List<Diagnostic> trouble) {
        this.settings = settings;
        this.file = file;
        this.path = path;
        this.node = node;
        this.trouble = trouble;
    }

    /** The root of a file; empty, with the trouble noted, when it is no YAML mapping. */
    static Optional<StudyNode> read(Path file, SortedMap<String, String> set, List<Diagnostic> trouble)
            throws IOException {
        String name = file.toString();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(CODE_POINTS)
                .setMaxAliasesForCollections(20)
                .setAllowDuplicateKeys(false)
                .build();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Optional<Node> root = new Compose(settings).composeReader(reader);
            if (root.isEmpty() || !(root.get() instanceof MappingNode)) {
                trouble.add(Diagnostic.of(
                        MALFORMED,
                        name,
                        "the file holds no study (no keys at all)",
                        "almanac init writes one with comments"));
                return Optional.empty();
            }
            StudyNode plain = new StudyNode(name, "", root.get(), new TreeMap<>(), trouble);
            Set<String> inputs =
                    plain.key("inputs").map(node -> node.keys().keySet()).orElse(Set.of());
            SortedMap<String, Node> changed = new TreeMap<>();
            for (Map.Entry<String, String> one : set.entrySet()) {
                String key = one.getKey();
                String first = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
                String path = !inputs.contains(first) ? key : "inputs." + key + (key.equals(first) ? ".file" : "");
                if (!plain.knows(path, inputs)) {
                    trouble.add(Diagnostic.of(
                            MALFORMED,
                            name,
                            "--set " + key + ": the study has no such key",
                            Nearest.to(key, plain.settable(inputs))
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("there are " + String.join(", ", plain.settable(inputs)))));
                    continue;
                }
                // a file name may hold anything, also what YAML reads as more than text
                boolean text = path.endsWith(".file") || path.equals("corpus") || path.contains(".columns.");
                Node value = text
                        ? new ScalarNode(Tag.STR, one.getValue(), ScalarStyle.DOUBLE_QUOTED)
                        : new Compose(settings)
                                .composeString(one.getValue())
                                .orElseGet(() -> new ScalarNode(Tag.STR, "", ScalarStyle.DOUBLE_QUOTED));
                changed.put(path, value);
            }
            return Optional.of(new StudyNode(name, "", root.get(), changed, trouble));
        } catch (YamlEngineException e) {
            trouble.add(Diagnostic.of(
                    MALFORMED,
                    name,
                    "not YAML: " + broken(e),
                    "indent with blanks, close every bracket and quote, put a blank behind every colon"));
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            trouble.add(Diagnostic.of(MALFORMED, name, "not UTF-8 text", "save the study as UTF-8"));
            return Optional.empty();
        }
    }

    /** What {@code --set} may name here. */
    private Set<String> settable(Set<String> inputs) {
        Set<String> names = new TreeSet<>(keys().keySet());
        names.addAll(inputs);
        names.add("corpus");
        return names;
    }

    /** Whether a path of keys leads to something that is there, or to a key that may be absent. */
    private boolean knows(String path, Set<String> inputs) {
        if (path.equals("corpus") || path.equals("date")) {
            return true;
        }
        StudyNode at = this;
        List<String> parts = List.of(path.split("\\."));
        for (int i = 0; i < parts.size(); i++) {
            Optional<StudyNode> next = at.key(parts.get(i));
            if (next.isEmpty()) {
                return i == parts.size() - 1 && i > 0 && inputs.contains(parts.get(1)) || i == 3;
            }
            at = next.get();
        }
        return true;
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    void complain(String message, String hint) {
        trouble.add(Diagnostic.of(
                MALFORMED, file, "line " + line() + (path.isEmpty() ? "" : ", " + path) + ": " + message, hint));
    }

    /** Where the text stops being YAML, and why. */
    private static String broken(YamlEngineException trouble) {
        if (trouble instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            Mark at = marked.getProblemMark().get();
            return "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": "
                    + marked.getProblem().replace("'<stream end>'", "the end of the file");
        }
        return String.valueOf(trouble.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Complains about keys that are not among {@code known}, offering the nearest name. */
    StudyNode only(String... known) {
        for (String key : keys().keySet()) {
            if (!List.of(known).contains(key)) {
                keys().get(key)
                        .complain(
                                "no such key",
                                Nearest.to(key, Set.of(known))
                                        .map(name -> "did you mean \"" + name + "\"?")
                                        .orElse("the keys here are "
                                                + String.join(", ", new TreeSet<>(Set.of(known)))));
            }
        }
        return this;
    }

    boolean mapping() {
        return node instanceof MappingNode;
    }

    Map<String, StudyNode> keys() {
        Map<String, StudyNode> keys = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    put(keys, key.getValue(), tuple.getValueNode());
                }
            }
            String within = path.isEmpty() ? "" : path + ".";
            settings.forEach((where, value) -> {
                if (where.startsWith(within) && where.indexOf('.', within.length()) < 0) {
                    put(keys, where.substring(within.length()), value);
                }
            });
        }
        return keys;
    }

    private void put(Map<String, StudyNode> keys, String name, Node value) {
        keys.put(name, new StudyNode(file, path.isEmpty() ? name : path + "." + name, value, settings, trouble));
    }

    Optional<StudyNode> key(String name) {
        return Optional.ofNullable(keys().get(name));
    }

    /** The text of a scalar under a key; complains when it is missing. */
    String required(String name) {
        Optional<String> text = key(name).flatMap(StudyNode::text);
        if (text.isEmpty()) {
            complain("\"" + name + "\" is missing", "write it, see the manual's chapter on studies");
        }
        return text.orElse("");
    }

    Optional<String> optional(String name) {
        return key(name).flatMap(StudyNode::text);
    }

    Optional<String> text() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    List<StudyNode> items() {
        List<StudyNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            int at = 0;
            for (Node item : sequence.getValue()) {
                items.add(new StudyNode(file, path + "[" + at++ + "]", item, settings, trouble));
            }
        }
        return items;
    }

    List<String> texts() {
        return items().stream().map(item -> item.text().orElse("")).toList();
    }
}
