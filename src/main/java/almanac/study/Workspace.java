package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with {@code corpus/ rules/ index/ reports/}. Rules of the workspace extend and override, by id, those that
 * come with the program.
 */
public final class Workspace {
    /** The workspace could not be made or read. */
    public static final Diagnostic.Code UNUSABLE =
            new Diagnostic.Code("ALM-5002", Diagnostic.Severity.ERROR, "the workspace cannot be used");

    private Workspace() {}

    /** The rule folders to load, the program's own first; {@code own} wins by id. */
    public static List<Path> ruleFolders(Path own) {
        List<Path> folders = new ArrayList<>();
        String home = System.getProperty("almanac.home", "");
        if (!home.isEmpty()) {
            Path shipped = Path.of(home, "rules").toAbsolutePath().normalize();
            if (Files.isDirectory(shipped)
                    && !shipped.equals(own.toAbsolutePath().normalize())) {
                folders.add(shipped);
            }
        }
        folders.add(own);
        return folders;
    }

    /**
     * Makes a workspace with a commented study; what is already there stays as it is.
     *
     * @return the files and folders that are new
     */
    public static List<Path> init(Path folder) {
        List<Path> made = new ArrayList<>();
        try {
            for (String name : List.of("corpus", "rules/studies", "rules/corrections", "index", "reports")) {
                Path part = folder.resolve(name);
                if (!Files.isDirectory(part)) {
                    Files.createDirectories(part);
                    made.add(part);
                }
            }
            Path study = folder.resolve("rules/studies/my-study.yaml");
            if (!Files.exists(study)) {
                try (InputStream text = Workspace.class.getResourceAsStream("/almanac/study/my-study.yaml")) {
                    if (text == null) {
                        throw new IllegalStateException("the study to start from is not on the class path");
                    }
                    Files.copy(text, study);
                }
                made.add(study);
            }
            return made;
        } catch (IOException e) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            UNUSABLE,
                            folder.toString(),
                            "no workspace could be made here: " + EnvironmentTrouble.reason(e),
                            "choose a folder you may write to"),
                    e);
        }
    }
}
