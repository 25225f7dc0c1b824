package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.ReportDesk;
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

/** {@code almanac report STUDY}. */
@Command(
        name = "report",
        description = "Indexes what is new, computes a study and writes its replication bundle.",
        footer = {
            "",
            "Examples:",
            "  almanac report yangtze",
            "  almanac report my-study --out /tmp/bundle --strict",
            "  almanac report yangtze --lang zh --format html,pdf,docx",
            "  almanac report world-expy --set trade=exports.csv --set gdp=gdp.csv",
            "  almanac report provinces --set corpus=my-yearbooks"
        })
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "STUDY", description = "A name under rules/studies, or a file.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write (default: reports/STUDY).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            split = ",",
            description = "html, pdf, docx, latex, md: one or more, with commas between (default: html).")
    private List<String> forms = List.of();

    @Option(names = "--lang", paramLabel = "LANG", description = "The report's language: en or zh (default: en).")
    private String language = "en";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the study, or name the file of one of its inputs.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--strict", description = "Exit 1 when a published figure is not reproduced.")
    private boolean strict;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        ProgressLine progress = new ProgressLine(console);
        ReportDesk.Edition edition =
                new ReportDesk.Edition(language, forms.isEmpty() ? ReportDesk.Edition.USUAL.forms() : forms);
        try {
            edition.check();
        } catch (IllegalArgumentException usage) {
            throw new ParameterException(spec.commandLine(), String.valueOf(usage.getMessage()), usage);
        }
        ReportDesk.Outcome outcome =
                ReportDesk.report(common.order(study, settings), out, edition, progress, console::report);
        progress.clear();
        outcome.diagnostics().forEach(console::report);
        outcome.reports().forEach(console.out()::println);
        console.println("sample: " + outcome.complete() + " of " + outcome.design() + " rows complete");
        if (!outcome.verdicts().isEmpty()) {
            StringBuilder line = new StringBuilder("published figures: ");
            String comma = "";
            for (Map.Entry<String, Integer> verdict : outcome.verdicts().entrySet()) {
                line.append(comma).append(verdict.getValue()).append(' ').append(verdict.getKey());
                comma = ", ";
            }
            console.println(line.toString());
        }
        boolean differs =
                outcome.verdicts().containsKey("differs") || outcome.verdicts().containsKey("cannot-tell");
        boolean incomplete = outcome.diagnostics().stream()
                .anyMatch(diagnostic -> diagnostic.code().severity() == Diagnostic.Severity.ERROR);
        return incomplete || strict && differs ? Almanac.FINDINGS : Almanac.DONE;
    }
}
