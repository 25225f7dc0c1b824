package almanac.document;

import almanac.model.Declared;
import almanac.model.Declared.LabelDeclared;
import almanac.model.Declared.TableDeclared;
import almanac.model.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the sidecars of a document declare: {@code <file>.almanac.yaml} beside it, and {@code almanac.yaml} of its folder
 * and of the folders above up to the root. The nearer one wins, key by key; a contradiction is told of.
 */
final class Sidecars {
    private static final Set<String> KEYS = Set.of(
            "title",
            "publisher",
            "vintage",
            "licence",
            "license",
            "simulated",
            "region",
            "indicator",
            "unit",
            "period",
            "missing",
            "tables",
            "labels");

    /** Keys whose nearer value replaces the farther one without a word. */
    private static final Set<String> COLLECTIONS = Set.of("missing", "tables", "labels");

    private static final long LARGEST = 1 << 20;

    private Sidecars() {}

    /** Whether a file is a sidecar itself and no document. */
    static boolean isSidecar(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals("almanac.yaml") || name.endsWith(".almanac.yaml");
    }

    static Declared of(Path file, Path root, List<Diagnostic> diagnostics) {
        Map<String, Object> merged = new TreeMap<>();
        Path own = file.resolveSibling(file.getFileName() + ".almanac.yaml");
        List<Path> candidates = new ArrayList<>();
        candidates.add(own);
        Path top = root.toAbsolutePath().normalize();
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (folder != null) {
            candidates.add(folder.resolve("almanac.yaml"));
            if (folder.equals(top) || !folder.startsWith(top)) {
                break;
            }
            folder = folder.getParent();
        }
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                Map<String, Object> declared = load(candidate, root, diagnostics);
                declared.forEach((key, value) -> {
                    Object nearer = merged.putIfAbsent(key, value);
                    boolean contradicts = nearer != null && !nearer.equals(value) && !COLLECTIONS.contains(key);
                    if (contradicts && candidates.indexOf(candidate) == 1) {
                        diagnostics.add(Trouble.contradiction(
                                shown(own, root), key, String.valueOf(nearer), String.valueOf(value)));
                    }
                });
            }
        }
        return declared(merged);
    }

    private static String shown(Path file, Path root) {
        Path absolute = file.toAbsolutePath().normalize();
        Path top = root.toAbsolutePath().normalize();
        return (absolute.startsWith(top) ? top.relativize(absolute) : absolute.getFileName())
                .toString()
                .replace('\\', '/');
    }

    private static Map<String, Object> load(Path sidecar, Path root, List<Diagnostic> diagnostics) {
        String name = shown(sidecar, root);
        try {
            if (Files.size(sidecar) > LARGEST) {
                diagnostics.add(Trouble.sidecar(name, "it is larger than a megabyte"));
                return Map.of();
            }
            String text = Files.readString(sidecar, StandardCharsets.UTF_8);
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(name)
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(20)
                    .build();
            Object loaded = new Load(settings).loadFromString(text);
            if (loaded == null) {
                return Map.of();
            }
            if (!(loaded instanceof Map<?, ?> map)) {
                diagnostics.add(Trouble.sidecar(name, "it is no map of keys"));
                return Map.of();
            }
            Map<String, Object> result = new TreeMap<>();
            map.forEach((key, value) -> {
                if (!KEYS.contains(String.valueOf(key))) {
                    diagnostics.add(Trouble.sidecar(name, "unknown key \"" + key + "\""));
                } else if (value != null) {
                    result.put(String.valueOf(key).equals("license") ? "licence" : String.valueOf(key), value);
                }
            });
            return result;
        } catch (MarkedYamlEngineException broken) {
            diagnostics.add(Trouble.sidecar(
                    name,
                    "it is not YAML: "
                            + broken.getProblemMark()
                                    .map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ")
                                    .orElse("")
                            + broken.getProblem()));
            return Map.of();
        } catch (IOException | YamlEngineException broken) {
            String message = String.valueOf(broken.getMessage());
            diagnostics.add(Trouble.sidecar(name, message.replace('\n', ' ')));
            return Map.of();
        }
    }

    private static Declared declared(Map<String, Object> keys) {
        if (keys.isEmpty()) {
            return Declared.NOTHING;
        }
        Map<String, String> missing = new TreeMap<>();
        if (keys.get("missing") instanceof Map<?, ?> marks) {
            marks.forEach((mark, reason) -> missing.put(String.valueOf(mark), String.valueOf(reason)));
        }
        List<TableDeclared> tables = new ArrayList<>();
        if (keys.get("tables") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> table) {
                    Object page = table.get("page") != null ? table.get("page") : table.get("sheet");
                    tables.add(new TableDeclared(
                            page == null ? "" : String.valueOf(page),
                            text(table.get("region")),
                            text(table.get("indicator")),
                            text(table.get("unit")),
                            text(table.get("period"))));
                }
            }
        }
        Map<String, LabelDeclared> labels = new TreeMap<>();
        if (keys.get("labels") instanceof Map<?, ?> map) {
            map.forEach((label, meaning) -> {
                // a bare word is the indicator
                boolean both = meaning instanceof Map<?, ?>;
                Map<?, ?> said = both ? (Map<?, ?>) meaning : Map.of("indicator", String.valueOf(meaning));
                labels.put(
                        String.valueOf(label), new LabelDeclared(text(said.get("indicator")), text(said.get("unit"))));
            });
        }
        return new Declared(
                text(keys.get("title")),
                text(keys.get("publisher")),
                text(keys.get("vintage")),
                text(keys.get("licence")),
                Boolean.TRUE.equals(keys.get("simulated")),
                text(keys.get("region")),
                text(keys.get("indicator")),
                text(keys.get("unit")),
                text(keys.get("period")),
                missing,
                tables,
                labels);
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable Object value) {
        return value == null
                ? Optional.empty()
                : Optional.of(String.valueOf(value).strip()).filter(t -> !t.isEmpty());
    }
}
