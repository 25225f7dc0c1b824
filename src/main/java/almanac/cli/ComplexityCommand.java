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
    private final List<String> measures = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

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

    @Option(names = "--threshold", paramLabel = "X", description = "RCA from which a place counts as present (1).")
    void threshold(String value) {
        settings.put("threshold", value);
    }

    @Option(
            names = "--presence",
            paramLabel = "RULE",
            description = "What M is made of: rca, rpop, either, continuous, given.")
    void presence(String value) {
        settings.put("presence", value);
    }

    @Option(names = "--sd", paramLabel = "KIND", description = "Standard deviation of ECI: population, sample, cells.")
    void sd(String value) {
        settings.put("sd", value);
    }

    @Option(names = "--pci-scale", paramLabel = "KIND", description = "Scale of PCI: eci or own.")
    void pciScale(String value) {
        settings.put("pci-scale", value);
    }

    @Option(
            names = "--diagonal",
            paramLabel = "KIND",
            description = "A product as its own neighbour in density: kept or zero.")
    void diagonal(String value) {
        settings.put("diagonal", value);
    }

    @Option(names = "--proximity", paramLabel = "KIND", description = "Proximity: minimum, asymmetric, root, pearson.")
    void proximity(String value) {
        settings.put("proximity", value);
    }

    @Option(
            names = "--neighbours",
            paramLabel = "K",
            description = "Only the K nearest products count in density (0: all).")
    void neighbours(String value) {
        settings.put("neighbours", value);
    }

    @Option(names = "--coi", paramLabel = "FORM", description = "Outlook index: raw-standardised or pci.")
    void coi(String value) {
        settings.put("coi", value);
    }

    @Option(names = "--cog", paramLabel = "FORM", description = "Outlook gain: reach-raw, reach-pci, net-pci.")
    void cog(String value) {
        settings.put("cog", value);
    }

    @Option(names = "--fitness-steps", paramLabel = "N", description = "Most steps of the fitness iteration (200).")
    void fitnessSteps(String value) {
        settings.put("fitness-steps", value);
    }

    @Option(names = "--extremality", paramLabel = "G", description = "Exponent of the fitness iteration (1).")
    void extremality(String value) {
        settings.put("extremality", value);
    }

    @Option(names = "--reflections", paramLabel = "N", description = "Order of the method of reflections (20).")
    void reflections(String value) {
        settings.put("reflections", value);
    }

    @Option(
            names = "--anchor",
            paramLabel = "WHAT",
            description = "What ECI's sign follows: diversity, gdp, or a place above the mean.")
    void anchor(String value) {
        settings.put("anchor", value);
    }

    @Option(names = "--weights", paramLabel = "KIND", description = "Weights of PRODY: hhr, michaely, lall.")
    void weights(String value) {
        settings.put("weights", value);
    }

    @Option(
            names = "--prody-years",
            paramLabel = "MODE",
            description = "PRODY: yearly, base:YEAR, mean, mean-gdp, mean-trade.")
    void prodyYears(String value) {
        settings.put("prody-years", value);
    }

    @Option(
            names = "--reference-mode",
            paramLabel = "MODE",
            description = "PRODY from the reference (world), the places (domestic), or both (mixed).")
    void referenceMode(String value) {
        settings.put("reference-mode", value);
    }

    @Option(
            names = "--replaces",
            paramLabel = "PLACE",
            description = "In mixed mode the place of the reference that the places stand in for.")
    void replaces(String value) {
        settings.put("replaces", value);
    }

    @Option(
            names = "--rca-reference",
            paramLabel = "WHICH",
            description = "RCA against the reference or the places' own sum (own).")
    void rcaReference(String value) {
        settings.put("rca-reference", value);
    }

    @Option(names = "--filter", paramLabel = "COLUMN=VALUE", description = "Rows of the exports to use.")
    void filter(String value) {
        settings.put("filter", value);
    }

    @Option(
            names = "--reference-filter",
            paramLabel = "COLUMN=VALUE",
            description = "Rows of the reference; without --reference of the same file.")
    void referenceFilter(String value) {
        settings.put("reference-filter", value);
    }

    @Option(
            names = "--min-location-exports",
            paramLabel = "X",
            description = "Smallest exports of a place in the sample.")
    void minLocationExports(String value) {
        settings.put("min-location-exports", value);
    }

    @Option(names = "--min-population", paramLabel = "X", description = "Smallest population of a place in the sample.")
    void minPopulation(String value) {
        settings.put("min-population", value);
    }

    @Option(names = "--min-product-exports", paramLabel = "X", description = "Smallest exports of a product.")
    void minProductExports(String value) {
        settings.put("min-product-exports", value);
    }

    @Option(names = "--sample", paramLabel = "SCOPE", description = "Sample rules hold for prody or for all.")
    void sample(String value) {
        settings.put("sample", value);
    }

    @Option(
            names = "--hightech",
            paramLabel = "CODES",
            description = "High-tech products, or @FILE with one code a line: three kinds of EXPY over them.")
    void hightech(String value) {
        settings.put("hightech", value);
    }

    @Option(
            names = "--quality",
            paramLabel = "THETA",
            description = "Quality-adjusted EXPY with unit values to that power (needs quantities).")
    void quality(String value) {
        settings.put("quality", value);
    }

    @Option(names = "--duplicates", paramLabel = "HOW", description = "A second row for one cell: refuse, sum, first.")
    void duplicates(String value) {
        settings.put("duplicates", value);
    }

    @Option(names = "--negative", paramLabel = "HOW", description = "Negative values: drop or refuse.")
    void negative(String value) {
        settings.put("negative", value);
    }

    @Option(names = "--nested", paramLabel = "HOW", description = "Totals beside their parts: warn, drop, refuse.")
    void nested(String value) {
        settings.put("nested", value);
    }

    @Option(names = "--proximity-min", paramLabel = "X", description = "Smallest proximity to write (above 0).")
    void proximityMin(String value) {
        settings.put("proximity-min", value);
    }

    @Option(
            names = "--strong-links",
            paramLabel = "X",
            description = "Links of this proximity join the product space beside the tree (0.55).")
    void strongLinks(String value) {
        settings.put("strong-links", value);
    }

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "memory, or sql: PRODY and EXPY streamed through DuckDB, for files beyond memory.")
    void engine(String value) {
        settings.put("engine", value);
    }

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
