package almanac.cli;

import almanac.model.Diagnostic;
import almanac.model.ModelSpec;
import almanac.study.RegressionDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code almanac regress}: regressions on a CSV file. */
@Command(
        name = "regress",
        description = "Estimates regressions on a CSV file; several formulas stand side by side.",
        footer = {
            "",
            "Examples:",
            "  almanac regress --data panel.csv --formula \"y ~ x + log(z)\" --vcov HC1",
            "  almanac regress --data panel.csv --formula \"y ~ x | firm + year\" \\",
            "      --vcov cluster:firm --entity firm --time year --tests all"
        })
final class RegressCommand implements Callable<Integer> {
    /** As many as a double has. */
    private static final int MOST_DECIMALS = 15;

    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--formula",
            required = true,
            paramLabel = "FORMULA",
            description = "y ~ x1 + log(x2) + i(year) | firm + year; repeat for more columns.")
    private List<String> formulas = List.of();

    @Option(names = "--entity", paramLabel = "C", description = "The column that names the unit of a panel.")
    private Optional<String> entity = Optional.empty();

    @Option(names = "--time", paramLabel = "C", description = "The column that names the period.")
    private Optional<String> time = Optional.empty();

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "",
            description = "ols, fe, re, be, fd, iv (default: what the formula implies).")
    private String estimator = "";

    @Option(
            names = "--vcov",
            paramLabel = "KIND",
            description = "classical, HC0 to HC4, cluster:C, cluster:C1+C2, newey-west:L, hac:KERNEL,"
                    + " driscoll-kraay:L, arellano, vcovNW ...; repeat to show one model under several.")
    private List<String> covariances = new ArrayList<>();

    @Option(names = "--weights", paramLabel = "C", description = "A column of analytic weights.")
    private Optional<String> weights = Optional.empty();

    @Option(names = "--tests", paramLabel = "NAMES", defaultValue = "", description = "all, or names and commas.")
    private String tests = "";

    @Option(names = "--common-sample", description = "All models on the rows complete for each of them.")
    private boolean commonSample;

    @Option(
            names = "--leave-out",
            split = ",",
            paramLabel = "C",
            description = "The first model once more without each value of these columns.")
    private List<String> leaveOut = List.of();

    @Option(
            names = "--curve",
            paramLabel = "TERM",
            description = "The coefficient of a term under every subset of the others.")
    private Optional<String> curve = Optional.empty();

    @Option(
            names = "--margins",
            split = ",",
            paramLabel = "C",
            description = "Average marginal effects of columns that stand in several terms.")
    private List<String> margins = List.of();

    @Option(names = "--influence", description = "How much single rows count in the first model.")
    private boolean influence;

    @Option(names = "--effects", description = "List the absorbed effects in the JSON.")
    private boolean effects;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "More: level=0.9, statistic=z ... (see the manual).")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--parentheses",
            paramLabel = "NAME",
            defaultValue = "se",
            description = "What stands below the estimates: se, t, p, ci.")
    private String parentheses = "se";

    @Option(names = "--brackets", description = "Square brackets instead of parentheses.")
    private boolean brackets;

    @Option(names = "--decimals", paramLabel = "N", defaultValue = "3", description = "Decimals in tables.")
    private int decimals = 3;

    @Option(names = "--beta", description = "Standardised coefficients in a line of their own.")
    private boolean beta;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    RegressCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new ParameterException(
                    spec.commandLine(), "--decimals goes from 0 to " + MOST_DECIMALS + ", not " + decimals);
        }
        List<ModelSpec> specs = new ArrayList<>();
        for (String formula : formulas) {
            for (String covariance : covariances.isEmpty() ? List.of("classical") : covariances) {
                specs.add(new ModelSpec(
                        formula, estimator, covariance, entity, time, weights, tests, new TreeMap<>(settings)));
            }
        }
        RegressionDesk.Request request = new RegressionDesk.Request(
                table.data,
                specs,
                commonSample,
                table.format,
                effects,
                new RegressionDesk.Look(table.title, parentheses, brackets, table.stars, decimals, beta),
                new RegressionDesk.Extras(leaveOut, curve, margins, influence));
        RegressionDesk.Outcome outcome = Misuse.told(spec, () -> RegressionDesk.regress(request));
        ResultOutput.print(console, outcome, table, "regression.docx");
        if (!outcome.complete()) {
            return Almanac.INPUT;
        }
        boolean findings =
                outcome.diagnostics().stream().anyMatch(d -> d.code().severity() != Diagnostic.Severity.NOTE);
        return findings ? Almanac.FINDINGS : Almanac.DONE;
    }
}
