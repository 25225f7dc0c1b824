package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.StoreDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac export}: observations as files. */
@Command(
        name = "export",
        description = "Writes the observations of the store.",
        footer = {
            "",
            "Examples:",
            "  almanac export observations > observations.csv",
            "  almanac export observations --format parquet --out observations.parquet",
            "  almanac export observations --document hubei/2013.xls --format sdmx-csv"
        })
final class ExportCommand implements Callable<Integer> {
    private static final Diagnostic.Code NO_SUCH_DOCUMENT =
            new Diagnostic.Code("ALM-9002", Diagnostic.Severity.WARNING, "the store has no such document");

    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "WHAT", description = "observations")
    private String what = "observations";

    @Option(names = "--document", paramLabel = "D", description = "Only of this document, as in the column document.")
    private Optional<String> document = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, jsonl, parquet or sdmx-csv (default: csv).")
    private String format = "csv";

    @Option(names = "--out", paramLabel = "F", description = "File to write (default: standard output).")
    private Optional<Path> out = Optional.empty();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        if (!what.equals("observations")) {
            throw new ParameterException(spec.commandLine(), "what can be exported: observations");
        }
        Misuse.unlessOneOf(spec, "--format", format, StoreDesk.FORMATS);
        if (format.equals("parquet") && out.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Parquet is no text: name a file with --out");
        }
        try {
            long written = StoreDesk.export(common.store(), document, format, out, console.out());
            if (written == 0 && document.isPresent()) {
                console.report(Diagnostic.of(
                        NO_SUCH_DOCUMENT,
                        document.get(),
                        "the store has no observations of this document",
                        StoreDesk.nearestDocument(common.store(), document.get())
                                        .map(near -> "did you mean " + near + "? ")
                                        .orElse("")
                                + "all: almanac query \"SELECT path FROM dim_source\""));
                return Almanac.FINDINGS;
            }
            return Almanac.DONE;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
