package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.ComplexityDesk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        abbreviateSynopsis = true,
        subcommands = AgglomerationCommand.class,
        footer = {
            "",
            "Examples:",
            "  almanac complexity --exports exports.csv --gdp gdp.csv --preset reference --out result",
            "  almanac complexity --exports provinces.csv --gdp gdp.csv --reference world.csv --reference-gdp wdi.csv \\",
            "      --measures expy,rca,eci --out result",
            "  almanac complexity agglomeration --data employment.csv --out result"
        })
final class ComplexityCommand implements Callable<Integer> {
    private final Console console;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Conventions and sample rules, each an option of its name. */
    private static final List<SettingOptions.Setting> SETTINGS = List.of(
            new SettingOptions.Setting("threshold", "X", "RCA from which a place counts as present (1)."),
            new SettingOptions.Setting("presence", "RULE", "What M is made of: rca, rpop, either, continuous, given."),
            new SettingOptions.Setting("sd", "KIND", "Standard deviation of ECI: population, sample, cells."),
            new SettingOptions.Setting("pci-scale", "KIND", "Scale of PCI: eci or own."),
            new SettingOptions.Setting("diagonal", "KIND", "A product as its own neighbour in density: kept or zero."),
            new SettingOptions.Setting("proximity", "KIND", "Proximity: minimum, asymmetric, root, pearson."),
            new SettingOptions.Setting("neighbours", "K", "Only the K nearest products count in density (0: all)."),
            new SettingOptions.Setting("coi", "FORM", "Outlook index: raw-standardised or pci."),
            new SettingOptions.Setting("cog", "FORM", "Outlook gain: reach-raw, reach-pci, net-pci."),
            new SettingOptions.Setting("fitness-steps", "N", "Most steps of the fitness iteration (200)."),
            new SettingOptions.Setting("extremality", "G", "Exponent of the fitness iteration (1)."),
            new SettingOptions.Setting("reflections", "N", "Order of the method of reflections (20)."),
            new SettingOptions.Setting(
                    "anchor", "WHAT", "What ECI's sign follows: diversity, gdp, or a place above the mean."),
            new SettingOptions.Setting("weights", "KIND", "Weights of PRODY: hhr, michaely, lall."),
            new SettingOptions.Setting("prody-years", "MODE", "PRODY: yearly, base:YEAR, mean, mean-gdp, mean-trade."),
            new SettingOptions.Setting(
                    "reference-mode",
                    "MODE",
                    "PRODY from the reference (world), the places (domestic), or both (mixed)."),
            new SettingOptions.Setting(
                    "replaces", "PLACE", "In mixed mode the place of the reference that the places stand in for."),
            new SettingOptions.Setting(
                    "rca-reference", "WHICH", "RCA against the reference or the places' own sum (own)."),
            new SettingOptions.Setting("filter", "COLUMN=VALUE", "Rows of the exports to use."),
            new SettingOptions.Setting(
                    "reference-filter", "COLUMN=VALUE", "Rows of the reference; without --reference of the same file."),
            new SettingOptions.Setting("min-location-exports", "X", "Smallest exports of a place in the sample."),
            new SettingOptions.Setting("min-population", "X", "Smallest population of a place in the sample."),
            new SettingOptions.Setting("min-product-exports", "X", "Smallest exports of a product."),
            new SettingOptions.Setting("sample", "SCOPE", "Sample rules hold for prody or for all."),
            new SettingOptions.Setting(
                    "hightech",
                    "CODES",
                    "High-tech products, or @FILE with one code a line: three kinds of EXPY over them."),
            new SettingOptions.Setting(
                    "quality", "THETA", "Quality-adjusted EXPY with unit values to that power (needs quantities)."),
            new SettingOptions.Setting("duplicates", "HOW", "A second row for one cell: refuse, sum, first."),
            new SettingOptions.Setting("negative", "HOW", "Negative values: drop or refuse."),
            new SettingOptions.Setting("nested", "HOW", "Totals beside their parts: warn, drop, refuse."),
            new SettingOptions.Setting("proximity-min", "X", "Smallest proximity to write (above 0)."),
            new SettingOptions.Setting(
                    "strong-links", "X", "Links of this proximity join the product space beside the tree (0.55)."),
            new SettingOptions.Setting(
                    "engine",
                    "NAME",
                    "memory, or sql: PRODY and EXPY streamed through DuckDB, for files beyond memory."));

    private final List<String> measures = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Spec
    void spec(CommandSpec own) {
        spec = own;
        SettingOptions.add(own, SETTINGS, settings);
    }

    @Option(names = "--exports", paramLabel = "F.csv", description = "Exports by year, place, product.")
    private Optional<Path> exports = Optional.empty();

    @Option(names = "--gdp", paramLabel = "F.csv", description = "GDP per head by place and year (and population).")
    private Optional<Path> gdp = Optional.empty();

    @Option(names = "--reference", paramLabel = "F.csv", description = "Exports of the world to measure with.")
    private Optional<Path> reference = Optional.empty();

    @Option(names = "--reference-gdp", paramLabel = "F.csv", description = "Its GDP per head (default: --gdp).")
    private Optional<Path> referenceGdp = Optional.empty();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "ROLE=COLUMN",
            description = "Columns by role: year, location, product, value, quantity, gdp, population.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--measures",
            paramLabel = "NAMES",
            description = "What to write (default: the usual ones); a wrong name lists them all.")
    void measures(String names) {
        measures.addAll(List.of(names.split(",")));
    }

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "reference",
            description = "Conventions of a tool: reference, py-ecomplexity, economiccomplexity, stata.")
    private String preset = "reference";

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--strict", description = "Present only above the threshold, not at it.")
    void strict(boolean value) {
        settings.put("strict", Boolean.toString(value));
    }

    @Option(names = "--balanced", description = "PRODY from places with exports and GDP in every year.")
    void balanced(boolean value) {
        settings.put("balanced", Boolean.toString(value));
    }

    @Option(names = "--leave-own-out", description = "EXPY with the own income left out of PRODY too.")
    private boolean leaveOwnOut;

    ComplexityCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        if (exports.isEmpty() || out.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "needs --exports F.csv and --out DIR");
        }
        if (leaveOwnOut) {
            if (measures.isEmpty()) {
                measures.addAll(ComplexityDesk.usualMeasures());
            }
            measures.add("expy_leave_own_out");
        }
        ComplexityDesk.Outcome outcome;
        try {
            readHighTech();
            outcome = ComplexityDesk.run(new ComplexityDesk.Request(
                    exports.get(), gdp, reference, referenceGdp, out.get(), columns, measures, preset, settings));
        } catch (IllegalArgumentException usage) {
            throw new ParameterException(spec.commandLine(), String.valueOf(usage.getMessage()), usage);
        }
        return told(console, outcome);
    }

    private void readHighTech() {
        String codes = settings.getOrDefault("hightech", "");
        if (codes.startsWith("@")) {
            try {
                settings.put("hightech", Files.readString(Path.of(codes.substring(1)), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("cannot read " + codes.substring(1), unreadable);
            }
        }
    }

    /** Prints what was written and said, and gives the exit code. */
    static int told(Console console, ComplexityDesk.Outcome outcome) {
        outcome.diagnostics().stream().distinct().forEach(console::report);
        outcome.files().forEach(file -> console.out().println(file));
        if (!outcome.done()) {
            return Almanac.INPUT;
        }
        boolean findings =
                outcome.diagnostics().stream().anyMatch(d -> d.code().severity() != Diagnostic.Severity.NOTE);
        return findings ? Almanac.FINDINGS : Almanac.DONE;
    }
}
