package almanac.cli;

import almanac.study.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almanac init [DIR]}. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Makes a workspace with a commented study to start from.",
        footer = {"", "Example:", "  almanac init my-books"})
final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", defaultValue = ".", description = "The folder (default: this one).")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> made = Workspace.init(folder);
        if (made.isEmpty()) {
            console.println(folder + " is a workspace already; nothing was changed");
        }
        made.forEach(path -> console.println("made " + path));
        console.println("Next: put books into " + folder.resolve("corpus") + ", edit "
                + folder.resolve("rules/studies/my-study.yaml") + ", then: almanac report my-study");
        return Almanac.DONE;
    }
}
