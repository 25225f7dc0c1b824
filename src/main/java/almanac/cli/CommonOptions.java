package almanac.cli;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.study.ReportDesk;
import almanac.study.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that every command with a workspace shares. Use as {@code @Mixin}. */
public final class CommonOptions {
    @Option(names = "--store", paramLabel = "DIR", description = "The store (default: the workspace's index).")
    Optional<Path> store = Optional.empty();

    @Option(names = "--rules", paramLabel = "DIR", description = "The rule documents (default: the workspace's rules).")
    Optional<Path> rules = Optional.empty();

    @Option(names = "-q", description = "Only results and errors.")
    boolean quiet;

    @Option(names = "-v", description = "Say more.")
    boolean verbose;

    @Option(names = "--no-color", description = "Plain text (the NO_COLOR variable too).")
    boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** The workspace: the nearest folder from here upwards that has a {@code rules} folder, else the current one. */
    public Path workspace() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("rules"))) {
                return folder;
            }
        }
        return here;
    }

    /** A study to be computed in this workspace. */
    ReportDesk.Order order(String study) {
        return order(study, Map.of());
    }

    /** The same with keys of the study set anew. */
    ReportDesk.Order order(String study, Map<String, String> settings) {
        return new ReportDesk.Order(
                study, workspace(), store(), rules(), new Almanac.Version().number(), new TreeMap<>(settings));
    }

    public Path store() {
        return store.orElseGet(() -> workspace().resolve("index"));
    }

    /**
     * The program's rules and the workspace's, which win.
     *
     * @throws EnvironmentTrouble where {@code --rules} names no folder
     */
    public List<Path> ruleFolders() {
        if (rules.isPresent() && !Files.isDirectory(rules.get())) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    Almanac.UNREACHABLE,
                    rules.get().toString(),
                    "there is no such folder of rule documents",
                    "name one with --rules, or leave it out for the workspace's"));
        }
        return Workspace.ruleFolders(rules());
    }

    /** The workspace's rules; where it has none, those that came with the program. */
    public Path rules() {
        return rules.orElseGet(() -> {
            Path own = workspace().resolve("rules");
            String home = System.getProperty("almanac.home", "");
            return Files.isDirectory(own) || home.isEmpty()
                    ? own
                    : Path.of(home).resolve("rules");
        });
    }
}
