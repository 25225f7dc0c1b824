package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Indicator;
import almanac.model.Unit;
import almanac.rule.Nearest;
import almanac.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and opens study documents by name or file. */
public final class StudyDesk {
    private StudyDesk() {}

    /** The lexicon's names that a study may use. */
    static StudyReader.Lexicon lexicon(RuleBook rules) {
        return new StudyReader.Lexicon(
                List.copyOf(rules.lexicon().regions()),
                rules.lexicon().indicators().stream().map(Indicator::id).collect(Collectors.toSet()),
                rules.lexicon().units()::byId,
                rules.lexicon().units().all().stream().map(Unit::id).collect(Collectors.toSet()));
    }

    /**
     * The file of a study: a path to it, or a name under {@code rules/studies}.
     *
     * @param ruleFolders as {@link Workspace#ruleFolders}; later ones win
     */
    public static Path find(String nameOrFile, List<Path> ruleFolders) {
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return file;
        }
        Set<String> known = new TreeSet<>();
        List<Path> folders = new ArrayList<>(ruleFolders);
        java.util.Collections.reverse(folders);
        for (Path folder : folders) {
            for (String ending : List.of(".yaml", ".yml")) {
                Path candidate = folder.resolve("studies").resolve(nameOrFile + ending);
                if (Files.isRegularFile(candidate)) {
                    return candidate;
                }
            }
            try (Stream<Path> studies = Files.isDirectory(folder.resolve("studies"))
                    ? Files.list(folder.resolve("studies"))
                    : Stream.of()) {
                studies.map(path -> path.getFileName().toString())
                        .filter(name -> name.matches(".*\\.ya?ml"))
                        .forEach(name -> known.add(name.replaceFirst("\\.ya?ml$", "")));
            } catch (IOException e) {
                throw new EnvironmentTrouble(
                        Diagnostic.of(
                                Workspace.UNUSABLE,
                                folder.toString(),
                                "cannot be listed: " + EnvironmentTrouble.reason(e),
                                "mend its rights"),
                        e);
            }
        }
        throw new EnvironmentTrouble(Diagnostic.of(
                StudyNode.MALFORMED,
                nameOrFile,
                "there is no such study, neither a file nor under rules/studies",
                Nearest.to(nameOrFile, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(
                                known.isEmpty()
                                        ? "almanac init makes one to start from"
                                        : "there are " + String.join(", ", known))));
    }

    /** Reads a study; when it has errors, throws the first and hands all to {@code taker} before. */
    static StudyDocument read(Path file, RuleBook rules, java.util.function.Consumer<Diagnostic> taker) {
        return read(file, rules, new TreeMap<>(), taker);
    }

    /** @param settings keys set anew on the command line */
    static StudyDocument read(
            Path file,
            RuleBook rules,
            SortedMap<String, String> settings,
            java.util.function.Consumer<Diagnostic> taker) {
        try {
            StudyReader.Result result = StudyReader.read(file, lexicon(rules), settings);
            List<Diagnostic> trouble = result.trouble();
            trouble.subList(0, Math.max(0, trouble.size() - 1)).forEach(taker);
            return result.study().orElseThrow(() -> new EnvironmentTrouble(trouble.get(trouble.size() - 1)));
        } catch (IOException e) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            StudyNode.MALFORMED,
                            file.toString(),
                            "cannot be read: " + EnvironmentTrouble.reason(e),
                            "look at the file's rights"),
                    e);
        }
    }
}
