package almanac.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the commands share that print statistical tables of a CSV file. Use as {@code @Mixin}. */
final class TableOptions {
    @Option(names = "--data", required = true, paramLabel = "F.csv", description = "A CSV file with a header line.")
    Path data = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "text",
            description = "text, json, csv, latex, html, docx, md.")
    String format = "text";

    @Option(
            names = "--stars",
            paramLabel = "LIST",
            defaultValue = "*:.1,**:.05,***:.01",
            description = "Thresholds of the stars (default: *:.1,**:.05,***:.01), or none.")
    String stars = "";

    @Option(names = "--title", paramLabel = "TEXT", defaultValue = "", description = "A title for the tables.")
    String title = "";

    @Option(names = "--out", paramLabel = "F", description = "Write to a file (docx has a name of its own otherwise).")
    Optional<Path> out = Optional.empty();
}
