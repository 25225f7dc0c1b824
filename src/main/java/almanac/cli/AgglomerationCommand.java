package almanac.cli;

import almanac.study.AgglomerationDesk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac complexity agglomeration}: location quotients, specialisation and concentration from CSV to CSV. */
@Command(
        name = "agglomeration",
        description = {
            "Computes location quotients, specialisation of regions and concentration of industries.",
            "Writes region.csv (hhi, krugman, entropy, hachman, gini_lq), industry.csv (hhi, krugman, hoover, three",
            "named Ginis, G; Ellison-Glaeser where --plants gives the plants) and lq.csv."
        },
        footer = {
            "",
            "Example:",
            "  almanac complexity agglomeration --data employment.csv --columns location=region,product=industry,value=emp \\",
            "      --out result"
        })
final class AgglomerationCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--data", paramLabel = "F.csv", description = "Employment (or output) by year, region, industry.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--plants", paramLabel = "F.csv", description = "One line a plant: region, industry, employment.")
    private Optional<Path> plants = Optional.empty();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "ROLE=COLUMN",
            description = "Columns by role: year, location, product, value; of plants: region, industry, employment,"
                    + " region_total.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--region-totals",
            split = ",",
            paramLabel = "REGION=X",
            description = "Employment of regions in all industries, for --plants (default: from --data).")
    private Map<String, Double> regionTotals = new LinkedHashMap<>();

    @Option(
            names = "--ellison-glaeser",
            description = "Insist on the Ellison-Glaeser index: refused where plants are not given.")
    private boolean ellisonGlaeser;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out = Path.of("");

    AgglomerationCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        return ComplexityCommand.told(
                console,
                AgglomerationDesk.run(
                        new AgglomerationDesk.Request(data, plants, columns, regionTotals, ellisonGlaeser, out)));
    }
}
