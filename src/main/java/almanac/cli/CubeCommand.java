package almanac.cli;

import almanac.model.Measure;
import almanac.study.CubeDesk;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code almanac cube}: region by indicator by year. */
@Command(
        name = "cube",
        description = "Prints figures by region, indicator and year: the newest edition of each.",
        footer = {
            "",
            "Examples:",
            "  almanac cube --indicator gdp,fdi --region 江苏,CN-33 --years 2010..2015",
            "  almanac cube --indicator gdp --under 湖北 --years 2012",
            "  almanac cube --indicator gdp --format csv"
        })
final class CubeCommand implements Callable<Integer> {
    private static final Pattern YEARS = Pattern.compile("(\\d{4})?(\\.\\.)?(\\d{4})?");

    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--indicator", split = ",", paramLabel = "NAME", description = "Indicators, by id or name.")
    private List<String> indicators = List.of();

    @Option(names = "--region", split = ",", paramLabel = "NAME", description = "Regions, by code or name.")
    private List<String> regions = List.of();

    @Option(
            names = "--under",
            paramLabel = "NAME",
            description = "A region with those directly below it and their sum.")
    private Optional<String> under = Optional.empty();

    @Option(names = "--years", paramLabel = "YEARS", description = "2012, 2010..2015, 2010.. or ..2015 (default: all).")
    private String years = "..";

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description = "level, share, index, growth, points or change (default: level).")
    private Measure measure = Measure.LEVEL;

    @Option(names = "--format", paramLabel = "NAME", description = "table, csv or json (default: table).")
    private String format = "table";

    CubeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        Misuse.unlessOneOf(spec, "--format", format, CubeDesk.FORMATS);
        if (indicators.isEmpty() && regions.isEmpty() && under.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name an --indicator, a --region or both");
        }
        Matcher range = YEARS.matcher(years);
        if (!range.matches() || years.isEmpty() || (range.group(2) == null && range.group(3) != null)) {
            throw new ParameterException(spec.commandLine(), "--years \"" + years + "\" is no range: 2010..2015");
        }
        int from = range.group(1) == null ? 0 : Integer.parseInt(range.group(1));
        int to = range.group(3) != null ? Integer.parseInt(range.group(3)) : range.group(2) == null ? from : 9999;
        if (from > to) {
            throw new ParameterException(spec.commandLine(), "--years \"" + years + "\" ends before it begins");
        }
        CubeDesk.print(
                        common.store(),
                        new CubeDesk.Wanted(
                                indicators, regions, under, from, to, measure, format, console.outColumns()),
                        console.out())
                .forEach(console::println);
        return Almanac.DONE;
    }
}
