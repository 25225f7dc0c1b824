package almanac.rule;

import almanac.model.Diagnostic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys and values of one rule as written, from one document or from several that extend each other. Every value
 * knows its line; asking for a value in a form it does not have records a diagnostic and answers the default.
 */
final class Fields {
    /** Keys whose values add up when a later document names the same id; all others replace. */
    private static final Set<String> ADDITIVE =
            Set.of("names", "asked", "also", "codes", "within", "examples", "refuses");

    /** A written value and where it stands. */
    record Value(Node node, Place place) {}

    private final String id;
    private final Place place;
    private final List<Diagnostic> diagnostics;
    private final Map<String, List<Value>> values = new LinkedHashMap<>();

    Fields(String id, Place place, List<Diagnostic> diagnostics) {
        this.id = id;
        this.place = place;
        this.diagnostics = diagnostics;
    }

    String id() {
        return id;
    }

    Place place() {
        return place;
    }

    static Place placeOf(String file, Node node) {
        return new Place(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }

    void put(String key, Value value) {
        if (ADDITIVE.contains(key) && values.containsKey(key)) {
            values.get(key).add(value);
        } else {
            List<Value> list = new ArrayList<>();
            list.add(value);
            values.put(key, list);
        }
    }

    /** Another document's word on the same id: extends and overrides. */
    void extend(Fields later) {
        later.values.forEach((key, list) -> list.forEach(value -> put(key, value)));
    }

    /** Gives another entry this one's word on a key, where it says nothing itself. */
    void copyIfAbsent(String key, Fields other) {
        List<Value> mine = values.get(key);
        if (mine != null) {
            other.values.computeIfAbsent(key, k -> new ArrayList<>(mine));
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    Place placeOf(String key) {
        List<Value> list = values.get(key);
        return list == null ? place : list.get(list.size() - 1).place();
    }

    private Optional<Value> last(String key) {
        List<Value> list = values.get(key);
        return list == null ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }

    void wrong(Place where, String message, String hint) {
        diagnostics.add(Diagnostic.of(RuleCodes.BAD_VALUE, where.toString(), message, hint));
    }

    /** A text; empty when absent. */
    Optional<String> text(String key) {
        Optional<Value> value = last(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().node() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        wrong(value.get().place(), id + ": " + key + " should be a text", "write it as " + key + ": text");
        return Optional.empty();
    }

    /** A text that must be there. */
    String needed(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !has(key)) {
            wrong(place, id + ": " + key + " is missing", "add " + key + ": to the entry");
        }
        return text.orElse("");
    }

    Optional<Integer> year(String key) {
        return text(key).flatMap(text -> {
            if (text.matches("\\d{4}")) {
                return Optional.of(Integer.valueOf(text));
            }
            wrong(
                    placeOf(key),
                    id + ": " + key + " should be a year, not \"" + text + "\"",
                    "write a year of four digits");
            return Optional.empty();
        });
    }

    Optional<BigDecimal> number(String key) {
        return text(key).flatMap(text -> {
            Optional<BigDecimal> number = decimal(text);
            if (number.isEmpty()) {
                wrong(
                        placeOf(key),
                        id + ": " + key + " should be a number, not \"" + text + "\"",
                        "write it with digits, a point and perhaps an exponent: 1e8");
            }
            return number;
        });
    }

    static Optional<BigDecimal> decimal(String text) {
        if (text.length() > 40 || !text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    boolean flag(String key) {
        return text(key).map(text -> text.equals("true")).orElse(false);
    }

    /** Texts of a list (or of a single text), from all documents. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Value value : values.getOrDefault(key, List.of())) {
            addTexts(key, value, texts);
        }
        return texts;
    }

    private void addTexts(String key, Value value, List<String> texts) {
        if (value.node() instanceof ScalarNode scalar) {
            texts.add(scalar.getValue());
        } else if (value.node() instanceof SequenceNode sequence) {
            for (Node node : sequence.getValue()) {
                if (node instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    wrong(
                            placeOf(value.place().file(), node),
                            id + ": " + key + " should be a list of texts",
                            "put names with a colon or a comma in quotation marks");
                }
            }
        } else {
            wrong(value.place(), id + ": " + key + " should be a list of texts", "write it as " + key + ": [a, b]");
        }
    }

    /** Key to text. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Value value : values.getOrDefault(key, List.of())) {
            if (value.node() instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode name
                            && tuple.getValueNode() instanceof ScalarNode text) {
                        pairs.put(name.getValue(), text.getValue());
                    } else {
                        wrong(
                                placeOf(value.place().file(), tuple.getKeyNode()),
                                id + ": " + key + " should map names to texts",
                                "write it as " + key + ": {name: text}");
                    }
                }
            } else {
                wrong(value.place(), id + ": " + key + " should map names to texts", "write it as " + key + ": {a: b}");
            }
        }
        return pairs;
    }

    /** The pairs of mappings of mappings ({@code zh: {万: 1e4}}), all of them together. */
    Map<String, String> nestedPairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Value value : values.getOrDefault(key, List.of())) {
            if (!(value.node() instanceof MappingNode outer)) {
                wrong(value.place(), id + ": " + key + " should map languages to names", "");
                continue;
            }
            for (NodeTuple group : outer.getValue()) {
                if (group.getValueNode() instanceof MappingNode inner) {
                    for (NodeTuple tuple : inner.getValue()) {
                        if (tuple.getKeyNode() instanceof ScalarNode name
                                && tuple.getValueNode() instanceof ScalarNode text) {
                            pairs.put(name.getValue(), text.getValue());
                        }
                    }
                }
            }
        }
        return pairs;
    }

    /** Key to list of texts. */
    Map<String, List<String>> lists(String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Value value : values.getOrDefault(key, List.of())) {
            if (value.node() instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode name) {
                        addTexts(
                                key,
                                new Value(
                                        tuple.getValueNode(),
                                        placeOf(value.place().file(), tuple.getValueNode())),
                                lists.computeIfAbsent(name.getValue(), k -> new ArrayList<>()));
                    }
                }
            } else {
                wrong(
                        value.place(),
                        id + ": " + key + " should map names to lists",
                        "write it as " + key + ": {a: [b]}");
            }
        }
        return lists;
    }

    /** Examples: texts, or mappings with {@code text} and {@code expect}. */
    List<Example> examples(String key) {
        List<Example> examples = new ArrayList<>();
        for (Value value : values.getOrDefault(key, List.of())) {
            List<Node> nodes =
                    value.node() instanceof SequenceNode sequence ? sequence.getValue() : List.of(value.node());
            for (Node node : nodes) {
                Place where = placeOf(value.place().file(), node);
                if (node instanceof ScalarNode scalar) {
                    examples.add(new Example(scalar.getValue(), new TreeMap<>(), where));
                } else if (node instanceof MappingNode mapping) {
                    examples.add(example(key, mapping, where));
                } else {
                    wrong(where, id + ": " + key + " should be texts or {text: ..., expect: {...}}", "");
                }
            }
        }
        return examples;
    }

    private Example example(String key, MappingNode mapping, Place where) {
        String text = "";
        SortedMap<String, String> expect = new TreeMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.equals("text") && tuple.getValueNode() instanceof ScalarNode scalar) {
                text = scalar.getValue();
            } else if (name.equals("expect") && tuple.getValueNode() instanceof MappingNode expected) {
                for (NodeTuple pair : expected.getValue()) {
                    if (pair.getKeyNode() instanceof ScalarNode k && pair.getValueNode() instanceof ScalarNode v) {
                        expect.put(k.getValue(), v.getValue());
                    }
                }
            } else {
                wrong(where, id + ": " + key + " knows text and expect, not \"" + name + "\"", "");
            }
        }
        if (text.isEmpty()) {
            wrong(where, id + ": an entry of " + key + " has no text", "write {text: ..., expect: {...}}");
        }
        return new Example(text, expect, where);
    }

    /** Lists of rows of cells, as data of a check. */
    List<List<List<String>>> data(String key) {
        List<List<List<String>>> cases = new ArrayList<>();
        for (Value value : values.getOrDefault(key, List.of())) {
            if (!(value.node() instanceof SequenceNode sequence)) {
                wrong(value.place(), id + ": " + key + " should be a list of data sets", "");
                continue;
            }
            for (Node set : sequence.getValue()) {
                List<List<String>> rows = new ArrayList<>();
                for (Node row : set instanceof SequenceNode many ? many.getValue() : List.<Node>of()) {
                    List<String> cells = new ArrayList<>();
                    for (Node cell : row instanceof SequenceNode list ? list.getValue() : List.<Node>of()) {
                        cells.add(cell instanceof ScalarNode scalar ? scalar.getValue() : "");
                    }
                    rows.add(List.copyOf(cells));
                }
                cases.add(List.copyOf(rows));
            }
        }
        return cases;
    }
}
