package almanac.cli;

import almanac.study.SearchDesk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac search}: series and sentences for a query. */
@Command(
        name = "search",
        description = {
            "Finds series and sentences.",
            "A query is free words in Chinese or English, \"phrases\", -excluded, and",
            "region: indicator: unit: source: kind: measure: simulated: year:2010..2015."
        },
        footer = {
            "",
            "Examples:",
            "  almanac search \"武汉 地区生产总值\"",
            "  almanac search \"GDP per capita Zhejiang year:2010..2015\"",
            "  almanac search \"R&D region:沪 -growth\" --facets"
        })
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "QUERY", description = "What to look for.")
    private List<String> query = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "Hits on a page (default: 10).")
    private int limit = 10;

    @Option(names = "--page", paramLabel = "N", description = "Which page (default: 1).")
    private int page = 1;

    @Option(names = "--sort", paramLabel = "ORDER", description = "relevance, year, value or length.")
    private Order sort = Order.RELEVANCE;

    @Option(names = "--facets", description = "Count by region, indicator, source, year, kind, unit.")
    private boolean facets;

    @Option(names = "--places", description = "Every place of every hit.")
    private boolean places;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    enum Order {
        RELEVANCE,
        YEAR,
        VALUE,
        LENGTH
    }

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        if (limit < 1 || page < 1) {
            throw new ParameterException(spec.commandLine(), "--limit and --page begin at 1");
        }
        try {
            SearchDesk.Printed answer = SearchDesk.search(
                    common.store(),
                    String.join(" ", query),
                    new SearchDesk.Wanted(
                            limit, page, sort.name(), facets, json, console.textColumns(), colour(), places));
            answer.notes().forEach(console::report);
            console.out().print(answer.text());
            return Almanac.DONE;
        } catch (SearchDesk.QueryTrouble trouble) {
            console.out().flush();
            console.err().println(trouble.drawn());
            console.report(trouble.diagnostic());
            return Almanac.USAGE;
        }
    }

    private boolean colour() {
        return !common.noColor && System.getenv("NO_COLOR") == null && "1".equals(System.getenv("ALMANAC_TTY_OUT"));
    }
}
