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
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

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

    private StudyNode(String file, String path, Node node, List<Diagnostic> trouble) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.trouble = trouble;
    }

    /** The root of a file; empty, with the trouble noted, when it is no YAML mapping. */
    static Optional<StudyNode> read(Path file, List<Diagnostic> trouble) throws IOException {
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
            return Optional.of(new StudyNode(name, "", root.get(), trouble));
        } catch (YamlEngineException e) {
            trouble.add(Diagnostic.of(
                    MALFORMED,
                    name,
                    "not YAML: " + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "),
                    "indent with blanks, close every bracket and quote, put a blank behind every colon"));
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            trouble.add(Diagnostic.of(MALFORMED, name, "not UTF-8 text", "save the study as UTF-8"));
            return Optional.empty();
        }
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    void complain(String message, String hint) {
        trouble.add(Diagnostic.of(
                MALFORMED, file, "line " + line() + (path.isEmpty() ? "" : ", " + path) + ": " + message, hint));
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
                                        .orElse("the keys here are " + new TreeSet<>(Set.of(known))));
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
                    String name = key.getValue();
                    keys.put(
                            name,
                            new StudyNode(
                                    file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode(), trouble));
                }
            }
        }
        return keys;
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
                items.add(new StudyNode(file, path + "[" + at++ + "]", item, trouble));
            }
        }
        return items;
    }

    List<String> texts() {
        return items().stream().map(item -> item.text().orElse("")).toList();
    }
}
