package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.MiningDesk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac mine outliers|clusters|segments|forecast}. */
@Command(
        name = "mine",
        mixinStandardHelpOptions = true,
        description = "Looks for outliers, groups of regions, breaks and splits, and makes forecasts.",
        subcommands = {
            MineCommand.Outliers.class,
            MineCommand.ClusterRegions.class,
            MineCommand.Segments.class,
            MineCommand.Forecast.class
        },
        footer = {"", "Example:", "  almanac mine outliers --data panel.csv --variables gdp,exports"})
final class MineCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to mine for? outliers, clusters, segments or forecast");
    }

    /** How results are printed. */
    enum Format {
        TEXT,
        JSON,
        CSV
    }

    /** What the four share. */
    abstract static class Mining implements Callable<Integer> {
        private final Console console;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private CommonOptions common = new CommonOptions();

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "STUDY",
                description = "A name under rules/studies, or a file: its panel is mined.")
        private Optional<String> study = Optional.empty();

        @Option(names = "--data", paramLabel = "F.csv", description = "A table with a header line.")
        private Optional<Path> data = Optional.empty();

        @Option(names = "--region", paramLabel = "COLUMN", description = "Column of the regions (default: found).")
        private Optional<String> region = Optional.empty();

        @Option(names = "--year", paramLabel = "COLUMN", description = "Column of the periods (default: found).")
        private Optional<String> year = Optional.empty();

        @Option(
                names = "--variables",
                split = ",",
                paramLabel = "NAME",
                description = "Columns to mine (default: all).")
        List<String> variables = List.of();

        @Option(
                names = "--seed",
                paramLabel = "N",
                description = "Seed of everything random (default ${DEFAULT-VALUE}).")
        long seed = 1;

        @Option(names = "--format", description = "text (default), json or csv.")
        private Format format = Format.TEXT;

        @Option(names = "--out", paramLabel = "DIR", description = "Write result.csv, result.json and pictures there.")
        private Optional<Path> out = Optional.empty();

        Mining(Console console) {
            this.console = console;
        }

        abstract MiningDesk.Outcome mine(MiningDesk.Material material);

        /** Whether a finding makes the exit code 1. */
        boolean findingsCount() {
            return false;
        }

        @Override
        public Integer call() {
            console.setQuiet(common.quiet);
            if (data.isPresent() == study.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(),
                        data.isPresent() ? "give a STUDY or --data F.csv, not both" : "needs a STUDY or --data F.csv");
            }
            Optional<MiningDesk.Material> material;
            if (data.isPresent()) {
                List<Diagnostic> diagnostics = new ArrayList<>();
                material = MiningDesk.file(data.get(), region, year, diagnostics);
                diagnostics.forEach(console::report);
            } else {
                material = Optional.of(MiningDesk.study(common.order(study.orElseThrow()), console::report));
            }
            if (material.isEmpty()) {
                return Almanac.INPUT;
            }
            MiningDesk.Outcome outcome = Misuse.told(spec, () -> mine(material.get()));
            outcome.diagnostics().forEach(console::report);
            if (outcome.refused()) {
                return Almanac.INPUT;
            }
            out.ifPresent(folder -> MiningDesk.write(folder, outcome));
            console.out()
                    .print(
                            switch (format) {
                                case TEXT -> outcome.text();
                                case JSON -> outcome.jsonText();
                                case CSV -> outcome.csv();
                            });
            boolean warned =
                    outcome.diagnostics().stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.WARNING);
            return findingsCount() && outcome.found() || warned ? Almanac.FINDINGS : Almanac.DONE;
        }
    }

    /** {@code almanac mine outliers}. */
    @Command(
            name = "outliers",
            description = {
                "Numbers that do not fit: far from the others (robust-z), from the own trend (trend), by a jump (jump),",
                "or as a combination (joint)."
            },
            footer = {"", "Example:", "  almanac mine outliers --data panel.csv --variables gdp,exports"})
    static final class Outliers extends Mining {
        @Option(names = "--kind", split = ",", paramLabel = "KIND", description = "robust-z, trend, jump, joint (all).")
        private List<String> kinds = List.of();

        @Option(
                names = "--threshold",
                paramLabel = "Z",
                description = "Robust standard deviations (default ${DEFAULT-VALUE}).")
        private double threshold = 3.5;

        Outliers(Console console) {
            super(console);
        }

        @Override
        boolean findingsCount() {
            return true;
        }

        @Override
        MiningDesk.Outcome mine(MiningDesk.Material material) {
            return MiningDesk.outliers(material, variables, kinds, threshold, seed);
        }
    }

    /** {@code almanac mine clusters}. */
    @Command(
            name = "clusters",
            description = "Groups of regions by k-means and by a tree, with their stability.",
            footer = {"", "Example:", "  almanac mine clusters --data panel.csv --on paths --out groups"})
    static final class ClusterRegions extends Mining {
        @Option(names = "--k", paramLabel = "N", description = "How many groups (default: chosen by the silhouette).")
        private int k;

        @Option(names = "--on", paramLabel = "WHAT", description = "levels (means over time, default) or paths.")
        private String on = "levels";

        ClusterRegions(Console console) {
            super(console);
        }

        @Override
        MiningDesk.Outcome mine(MiningDesk.Material material) {
            if (!on.equals("levels") && !on.equals("paths")) {
                throw new IllegalArgumentException("--on is levels or paths, not " + on);
            }
            if (k < 0 || k == 1) {
                throw new IllegalArgumentException("--k is 2 or more, not " + k);
            }
            return MiningDesk.clusters(material, variables, on.equals("paths"), k, seed);
        }
    }

    /** {@code almanac mine segments}. */
    @Command(
            name = "segments",
            description = "Structural breaks of each region's path; with --tree a regression tree of one variable.",
            footer = {
                "",
                "Examples:",
                "  almanac mine segments --data panel.csv --variables exports --log --trend",
                "  almanac mine segments --data panel.csv --tree expy --variables gdp,fdi"
            })
    static final class Segments extends Mining {
        @Option(names = "--trend", description = "Each piece has a trend of its own, not only a level.")
        private boolean trend;

        @Option(names = "--log", description = "Of logs.")
        private boolean log;

        @Option(names = "--tree", paramLabel = "COLUMN", description = "A regression tree of this variable instead.")
        private Optional<String> tree = Optional.empty();

        Segments(Console console) {
            super(console);
        }

        @Override
        MiningDesk.Outcome mine(MiningDesk.Material material) {
            return tree.isPresent()
                    ? MiningDesk.tree(material, tree.get(), variables, seed)
                    : MiningDesk.breaks(material, variables, trend, log, seed);
        }
    }

    /** {@code almanac mine forecast}. */
    @Command(
            name = "forecast",
            description = "Forecasts by the model that did best in a rolling back-test, or the word that none did.",
            footer = {"", "Example:", "  almanac mine forecast --data result/location.csv --variables expy --horizon 3"
            })
    static final class Forecast extends Mining {
        @Option(names = "--horizon", paramLabel = "N", description = "Steps ahead (default ${DEFAULT-VALUE}).")
        private int horizon = 3;

        Forecast(Console console) {
            super(console);
        }

        @Override
        MiningDesk.Outcome mine(MiningDesk.Material material) {
            if (horizon < 1 || horizon > 60) {
                throw new IllegalArgumentException("--horizon is 1 to 60, not " + horizon);
            }
            return MiningDesk.forecast(material, variables, horizon);
        }
    }
}
