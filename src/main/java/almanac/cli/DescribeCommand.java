package almanac.cli;

import almanac.study.RegressionDesk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code almanac describe}: descriptives and correlations of a CSV file. */
@Command(
        name = "describe",
        description = "Descriptives and correlations of the numbers in a CSV file.",
        footer = {"", "Example:", "  almanac describe --data panel.csv --correlation --variables \"y,log(x)\""})
final class DescribeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--variables",
            split = ",",
            paramLabel = "TERM",
            description = "Columns or terms such as log(x) (default: every column of numbers).")
    private List<String> variables = List.of();

    @Option(names = "--correlation", description = "Correlations too.")
    private boolean correlation;

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "NAME",
            description = "pearson, spearman, kendall (default: pearson; in JSON all three).")
    private List<String> kinds = List.of();

    @Option(names = "--pairwise", description = "Each pair keeps its own rows (default: rows complete in all).")
    private boolean pairwise;

    @Option(names = "--p", description = "p values below the correlations.")
    private boolean showP;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    DescribeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        List<String> wanted = !kinds.isEmpty()
                ? kinds
                : table.format.equals("json") ? List.of("pearson", "spearman", "kendall") : List.of("pearson");
        RegressionDesk.Outcome outcome = Misuse.told(
                spec,
                () -> RegressionDesk.describe(
                        table.data,
                        variables,
                        correlation ? wanted : List.of(),
                        !pairwise,
                        table.format,
                        new RegressionDesk.Look(table.title, showP ? "p" : "se", false, table.stars, 3, false)));
        ResultOutput.print(console, outcome, table, "description.docx");
        return outcome.complete() ? Almanac.DONE : Almanac.INPUT;
    }
}
