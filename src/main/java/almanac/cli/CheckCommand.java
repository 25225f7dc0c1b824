package almanac.cli;

import almanac.study.CheckDesk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almanac check}: what the cleaning rules find in the store. */
@Command(
        name = "check",
        description =
                "Lists what the cleaning rules find in the store: sums, ranges, jumps, copies, editions. Repairs nothing.",
        footer = {
            "",
            "Examples:",
            "  almanac check",
            "  almanac check yangtze --summary",
            "  almanac check --indicator gdp --indicator gdp.primary --region CN-3212"
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STUDY",
            description = "Only the indicators and regions of this study, and its nation.")
    private Optional<String> study = Optional.empty();

    @Option(names = "--indicator", paramLabel = "ID", description = "Only this indicator (may be repeated).")
    private List<String> indicators = List.of();

    @Option(names = "--region", paramLabel = "CODE", description = "Only this region (may be repeated).")
    private List<String> regions = List.of();

    @Option(names = "--summary", description = "Only how often each kind was found.")
    private boolean summary;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        Set<String> wantedIndicators = new TreeSet<>(indicators);
        Set<String> wantedRegions = new TreeSet<>(regions);
        if (study.isPresent()) {
            CheckDesk.Scope scope = CheckDesk.scope(study.get(), common.ruleFolders(), console::report);
            wantedIndicators.addAll(indicators.isEmpty() ? scope.indicators() : Set.of());
            wantedRegions.addAll(regions.isEmpty() ? scope.regions() : Set.of());
        }
        CheckDesk.Outcome outcome =
                CheckDesk.run(common.store(), common.ruleFolders(), wantedIndicators, wantedRegions);
        if (!summary) {
            outcome.findings().forEach(finding -> {
                console.println(finding.line());
                if (!finding.hint().isEmpty()) {
                    console.println("  hint: " + finding.hint());
                }
            });
        }
        console.print(CheckDesk.summary(outcome));
        return outcome.findings().isEmpty() ? Almanac.DONE : Almanac.FINDINGS;
    }
}
