package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.PanelDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac panel STUDY}. */
@Command(
        name = "panel",
        description = "A study's panel with provenance columns, or the explanation of one of its cells.",
        footer = {
            "",
            "Examples:",
            "  almanac panel yangtze > panel.csv",
            "  almanac panel yangtze --why CN-32 2012 lnFDI"
        })
final class PanelCommand implements Callable<Integer> {
    /** How the panel is written. */
    enum Format {
        CSV,
        PARQUET
    }

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "STUDY", description = "A name under rules/studies, or a file.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Option(names = "--format", description = "csv (default) or parquet; parquet needs --out.")
    private Format format = Format.CSV;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write (default: standard output).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--why",
            arity = "3",
            paramLabel = " REGION YEAR VARIABLE",
            hideParamSyntax = true,
            description = "Explain one cell down to the printed cells.")
    private List<String> why = List.of();

    @Option(
            names = "--completeness",
            description = "Show how many cells of the models' variables are filled, by variable, region and year.")
    private boolean completeness;

    private boolean findings;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the study, or name the file of one of its inputs.")
    private Map<String, String> settings = Map.of();

    PanelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        if (!why.isEmpty()) {
            return explain();
        }
        if (completeness) {
            console.print(PanelDesk.completeness(common.order(study), this::met));
            return findings ? Almanac.FINDINGS : Almanac.DONE;
        }
        if (format == Format.PARQUET) {
            Path file = out.orElseThrow(
                    () -> new ParameterException(spec.commandLine(), "--format parquet needs --out FILE"));
            return PanelDesk.parquet(common.order(study, settings), file, this::met) && !findings
                    ? Almanac.DONE
                    : Almanac.FINDINGS;
        }
        Optional<String> csv = PanelDesk.csv(common.order(study, settings), this::met);
        if (csv.isPresent() && out.isPresent()) {
            PanelDesk.write(out.get(), csv.get());
        } else {
            csv.ifPresent(console.out()::print);
        }
        return csv.isPresent() && !findings ? Almanac.DONE : Almanac.FINDINGS;
    }

    /** A variable without data is a finding, the rest of the panel is printed. */
    private void met(Diagnostic diagnostic) {
        findings |= diagnostic.code().severity() == Diagnostic.Severity.ERROR;
        console.report(diagnostic);
    }

    private int explain() {
        if (!why.get(1).matches("\\d{4}")) {
            throw new ParameterException(
                    spec.commandLine(), "--why REGION YEAR VARIABLE: \"" + why.get(1) + "\" is no year");
        }
        Optional<String> explanation = PanelDesk.why(
                common.order(study, settings), why.get(0), Integer.parseInt(why.get(1)), why.get(2), console::report);
        if (explanation.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the panel has no cell " + why.get(2) + " " + why.get(0) + " " + why.get(1)
                            + ": write code, year and variable as almanac panel prints them");
        }
        console.print(explanation.get());
        return Almanac.DONE;
    }
}
