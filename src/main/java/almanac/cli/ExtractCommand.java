package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.ExtractDesk;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almanac extract}: the observations of documents, no store needed. */
@Command(
        name = "extract",
        description = "Prints the statistics of documents.",
        footer = {"", "Example:", "  almanac extract yearbook.xls communique.html --format csv"})
final class ExtractCommand implements Callable<Integer> {
    enum Format {
        csv,
        jsonl
    }

    private final Console console;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private CommonOptions common;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Documents.")
    private List<Path> files = List.of();

    @Option(names = "--format", description = "csv or jsonl (default csv).")
    private Format format = Format.csv;

    @Option(names = "--out", paramLabel = "F", description = "Write to a file.")
    private Optional<Path> out = Optional.empty();

    ExtractCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.setQuiet(common.quiet);
        ExtractDesk.Reading reading = new ExtractDesk(common.ruleFolders()).read(files);
        if (out.isPresent()) {
            try (Writer writer = Files.newBufferedWriter(out.get(), StandardCharsets.UTF_8)) {
                ExtractDesk.write(reading, format == Format.jsonl, writer);
            }
        } else {
            ExtractDesk.write(reading, format == Format.jsonl, console.out());
        }
        reading.diagnostics().forEach(console::report);
        boolean findings =
                reading.diagnostics().stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
        return reading.unread() == files.size() ? Almanac.INPUT : findings ? Almanac.FINDINGS : Almanac.DONE;
    }
}
