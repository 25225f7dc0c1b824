package almanac.cli;

import almanac.study.BundleVerification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almanac verify BUNDLE}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Recomputes the hashes and the numbers of a bundle; exit 1 on drift.",
        footer = {"", "Example:", "  almanac verify reports/yangtze"})
final class VerifyCommand implements Callable<Integer> {
    private static final int MOST_LINES = 50;

    private final Console console;

    @Parameters(index = "0", paramLabel = "BUNDLE", description = "A folder that almanac report wrote.")
    @SuppressWarnings("NullAway.Init")
    private Path bundle;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BundleVerification.Result result = BundleVerification.verify(bundle);
        result.drift().stream().limit(MOST_LINES).forEach(console::println);
        if (result.drift().size() > MOST_LINES) {
            console.println("... and " + (result.drift().size() - MOST_LINES) + " more");
        }
        console.println(result.files() + " files and " + result.numbers() + " numbers checked, "
                + (result.drift().isEmpty() ? "no drift" : result.drift().size() + " differ"));
        return result.drift().isEmpty() ? Almanac.DONE : Almanac.FINDINGS;
    }
}
