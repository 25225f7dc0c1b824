package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.ComplexityDesk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code almanac complexity}: export complexity from CSV to CSV. */
@Command(
        name = "complexity",
        description = "Computes RCA, PRODY, EXPY, ECI, PCI, fitness, density and their family from CSV files.",
        footer = {
            "",
            "Example:",
            "  almanac complexity --exports exports.csv --gdp gdp.csv --preset reference --out result"
        })
final class ComplexityCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--exports",
            required = true,
            paramLabel = "F.csv",
            description = "Exports by year, place, product.")
    private Path exports = Path.of("");

    @Option(names = "--gdp", paramLabel = "F.csv", description = "Income per head by place and year.")
    private Optional<Path> gdp = Optional.empty();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "ROLE=COLUMN",
            description = "Columns by role: year, location, product, value, quantity, gdp, population.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--measures", split = ",", paramLabel = "NAME", description = "What to write (default: all).")
    private List<String> measures = List.of();

    @Option(names = "--preset", paramLabel = "NAME", defaultValue = "reference", description = "Conventions of a tool.")
    private String preset = "reference";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out = Path.of("");

    ComplexityCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        ComplexityDesk.Outcome outcome;
        try {
            outcome = ComplexityDesk.run(
                    new ComplexityDesk.Request(exports, gdp, out, columns, measures, preset, Map.of()));
        } catch (IllegalArgumentException usage) {
            throw new ParameterException(spec.commandLine(), String.valueOf(usage.getMessage()), usage);
        }
        outcome.diagnostics().forEach(console::report);
        outcome.files().forEach(file -> console.out().println(file));
        if (!outcome.done()) {
            return Almanac.INPUT;
        }
        boolean findings =
                outcome.diagnostics().stream().anyMatch(d -> d.code().severity() != Diagnostic.Severity.NOTE);
        return findings ? Almanac.FINDINGS : Almanac.DONE;
    }
}
