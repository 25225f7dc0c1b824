package almanac.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac man}: the manual pages of the commands, made from what the commands say of themselves. */
@Command(
        name = "man",
        description = "Prints the manual page of a command, or writes those of all.",
        footer = {
            "",
            "Examples:",
            "  almanac man search | man -l -",
            "  almanac man --out man/man1 && man -M man almanac-search"
        })
final class ManCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command (default: almanac itself).")
    private Optional<String> command = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Write every page into this folder.")
    private Optional<Path> out = Optional.empty();

    ManCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.setQuiet(common.quiet);
        Map<String, CommandSpec> pages = new TreeMap<>();
        collect(spec.root(), pages);
        if (out.isPresent()) {
            Files.createDirectories(out.get());
            for (Map.Entry<String, CommandSpec> page : pages.entrySet()) {
                Path file = out.get().resolve(page.getKey() + ".1");
                Files.writeString(file, ManPage.of(page.getValue()), StandardCharsets.UTF_8);
                console.out().println(file);
            }
            return Almanac.DONE;
        }
        String name = command.map(c -> "almanac-" + c.replace(' ', '-')).orElse("almanac");
        CommandSpec wanted = pages.get(name);
        if (wanted == null) {
            throw new ParameterException(
                    spec.commandLine(), "there is no command " + command.orElse("") + "; see almanac -h");
        }
        console.out().print(ManPage.of(wanted));
        return Almanac.DONE;
    }

    private static void collect(CommandSpec command, Map<String, CommandSpec> pages) {
        pages.put(command.qualifiedName("-"), command);
        for (CommandLine sub : command.subcommands().values()) {
            collect(sub.getCommandSpec(), pages);
        }
    }
}
