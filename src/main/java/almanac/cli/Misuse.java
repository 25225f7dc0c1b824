package almanac.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What only a command, or the desk behind it, can see is wrong with a command line. */
final class Misuse {
    private Misuse() {}

    /** Asks a desk; what it says against the options is told as a misuse. */
    static <T> T told(CommandSpec spec, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException usage) {
            throw new ParameterException(spec.commandLine(), String.valueOf(usage.getMessage()), usage);
        }
    }

    /** Refuses a value that is not among those known. */
    static void unlessOneOf(CommandSpec spec, String option, String said, List<String> known) {
        if (!known.contains(said)) {
            throw new ParameterException(
                    spec.commandLine(), option + " is one of " + String.join(", ", known) + ", not \"" + said + "\"");
        }
    }
}
