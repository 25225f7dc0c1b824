package almanac.cli;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code almanac} command: finds the subcommand, runs it, turns what happened into an exit code. */
@Command(
        name = "almanac",
        mixinStandardHelpOptions = true,
        versionProvider = Almanac.Version.class,
        description = "Reads statistical yearbooks, keeps every number with its printed cell, answers and computes.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  almanac report yangtze", "", "Each command explains itself: almanac COMMAND -h"})
public final class Almanac implements Runnable {
    /** Reading, asking, computing, reporting: in the order of the manual. */
    private static final List<Class<?>> COMMANDS = List.of(
            TablesCommand.class,
            ExtractCommand.class,
            IndexCommand.class,
            ExportCommand.class,
            SearchCommand.class,
            QueryCommand.class,
            SchemaCommand.class,
            CubeCommand.class,
            ShowCommand.class,
            DoctorCommand.class,
            ComplexityCommand.class,
            MineCommand.class,
            RegressCommand.class,
            DescribeCommand.class,
            AuditCommand.class,
            SimulateCommand.class,
            ReportCommand.class,
            PanelCommand.class,
            VerifyCommand.class,
            RulesCommand.class,
            CheckCommand.class,
            InitCommand.class,
            CompletionCommand.class,
            ManCommand.class);

    /** Done, all checks hold. */
    public static final int DONE = 0;
    /** Done, with findings. */
    public static final int FINDINGS = 1;
    /** The command line was not understood. */
    public static final int USAGE = 2;
    /** Input or environment stands in the way. */
    public static final int INPUT = 3;
    /** A bug of ours. */
    public static final int BUG = 70;

    /** A file that is named on the command line, mostly for output, is out of reach. */
    static final Diagnostic.Code UNREACHABLE =
            new Diagnostic.Code("ALM-9001", Diagnostic.Severity.ERROR, "a file or folder is out of reach");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Picocli refuses less. */
    private static final int LEAST_HELP_COLUMNS = 55;

    private static final boolean DEBUG = System.getenv("ALMANAC_DEBUG") != null;

    /** Held, or the level would be forgotten with the logger. */
    private static final Logger SEARCH_LIBRARY = Logger.getLogger("org.apache.lucene");

    public static void main(String[] arguments) {
        // on newer Java machines the search library tells which of their features it uses: nobody asked
        SEARCH_LIBRARY.setLevel(Level.SEVERE);
        Console console = Console.system();
        int code = commandLine(console, arguments).execute(arguments);
        console.flush();
        Optional<IOException> lost = console.lost();
        if (lost.isPresent()) {
            console.report(unreachable(lost.get()));
            console.flush();
        }
        System.exit(lost.isPresent() && code < USAGE ? INPUT : code);
    }

    /** The command line with all subcommands, printing to {@code console}; tests use it as it is. */
    public static CommandLine commandLine(Console console) {
        return commandLine(console, new String[0]);
    }

    /** The command line for these arguments: where the first names a command, only that one is made. */
    static CommandLine commandLine(Console console, String[] arguments) {
        CommandFactory factory = new CommandFactory(console);
        CommandLine line = new CommandLine(new Almanac(), factory);
        named(arguments).map(List::<Class<?>>of).orElse(COMMANDS).forEach(command -> line.addSubcommand(command));
        line.setOut(console.out());
        line.setErr(console.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Math.max(LEAST_HELP_COLUMNS, console.helpColumns()));
        line.setParameterExceptionHandler((usage, all) -> misunderstood(console, usage));
        line.setExecutionExceptionHandler((exception, commandLine, parsed) -> {
            if (exception instanceof EnvironmentTrouble trouble) {
                console.report(trouble.diagnostic());
                return INPUT;
            }
            if (exception instanceof CommandLine.ParameterException usage) {
                return misunderstood(console, usage);
            }
            Optional<IOException> disk = fileTrouble(exception);
            if (disk.isPresent()) {
                console.report(unreachable(disk.get()));
                return INPUT;
            }
            console.say(
                    "almanac: this is a bug: " + exception,
                    DEBUG
                            ? "please report it with the lines below"
                            : "please report it; ALMANAC_DEBUG=1 before the command shows where it happened");
            if (DEBUG) {
                exception.printStackTrace(console.err());
            }
            return BUG;
        });
        return line;
    }

    /** The command that the first argument names; empty for those that speak of all commands. */
    private static Optional<Class<?>> named(String[] arguments) {
        if (arguments.length == 0 || List.of("completion", "man").contains(arguments[0])) {
            return Optional.empty();
        }
        for (Class<?> command : COMMANDS) {
            Command described = command.getAnnotation(Command.class);
            if (described != null && described.name().equals(arguments[0])) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    private static Optional<IOException> fileTrouble(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException disk) {
                return Optional.of(disk);
            }
        }
        return Optional.empty();
    }

    /** The path with what the system says against it; its exceptions often carry the path alone as their message. */
    private static Diagnostic unreachable(IOException disk) {
        String place =
                disk instanceof FileSystemException about && about.getFile() != null ? about.getFile() : "output";
        String why = EnvironmentTrouble.reason(disk);
        return Diagnostic.of(
                UNREACHABLE,
                place,
                "cannot be read or written: " + why,
                "check the path, its rights and the disk's room");
    }

    /** A line that says what is wrong, perhaps what was meant, and where help is: pages of it would hide the line. */
    private static int misunderstood(Console console, CommandLine.ParameterException usage) {
        CommandLine command = usage.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        StringWriter meant = new StringWriter();
        boolean near = CommandLine.UnmatchedArgumentException.printSuggestions(usage, new PrintWriter(meant));
        String words = UsageWords.of(String.valueOf(usage.getMessage()), name);
        console.say(
                "almanac: " + words + (near ? "\n  " + meant.toString().strip() : ""),
                name + " -h shows its options and an example");
        return USAGE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    /** The version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"almanac " + number()};
        }

        String number() {
            return Optional.ofNullable(Almanac.class.getPackage().getImplementationVersion())
                    .orElse("(unpackaged)");
        }
    }
}
