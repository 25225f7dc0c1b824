package almanac.cli;

import almanac.model.EnvironmentTrouble;
import almanac.study.QueryDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac query}: read-only SQL over the warehouse. */
@Command(
        name = "query",
        description = "Answers SQL over the warehouse. It can only read, and only the store.",
        footer = {
            "",
            "Examples:",
            "  almanac query \"SELECT entity_label, period, value, unit_label FROM observation LIMIT 5\"",
            "  almanac query \"FROM vintages WHERE figures > 1\" --format csv",
            "  almanac query \"SELECT year, sum(base_value) FROM cube_latest WHERE indicator = 'gdp' GROUP BY year\""
        })
final class QueryCommand implements Callable<Integer> {
    private static final int LEAST_MEGABYTES = 16;

    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SQL", description = "One reading statement.")
    private String sql = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv, json or parquet (default: table).")
    private String format = "table";

    @Option(names = "--out", paramLabel = "F", description = "File for Parquet.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Time it may take (default: 30).")
    private long seconds = 30;

    @Option(names = "--memory", paramLabel = "MEGABYTES", description = "Memory it may use (default: 1024).")
    private int megabytes = 1024;

    QueryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        Misuse.unlessOneOf(spec, "--format", format, QueryDesk.FORMATS);
        if (format.equals("parquet") && out.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Parquet is no text: name a file with --out");
        }
        if (seconds < 1 || megabytes < LEAST_MEGABYTES) {
            throw new ParameterException(
                    spec.commandLine(), "--timeout begins at 1 second, --memory at " + LEAST_MEGABYTES + " megabytes");
        }
        try {
            QueryDesk.query(
                    common.store(),
                    sql,
                    format,
                    Duration.ofSeconds(seconds),
                    megabytes,
                    out,
                    console.out(),
                    console.outColumns());
            return Almanac.DONE;
        } catch (EnvironmentTrouble trouble) {
            if (QueryDesk.ofTheQuestion(trouble.diagnostic())) {
                console.report(trouble.diagnostic());
                return Almanac.USAGE;
            }
            throw trouble;
        }
    }
}
