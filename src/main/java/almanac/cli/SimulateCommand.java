package almanac.cli;

import almanac.study.Simulation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac simulate}: a corpus of invented books with known truth. */
@Command(
        name = "simulate",
        description = "Makes a corpus of invented yearbooks and communiques whose truth is known.",
        footer = {
            "",
            "Example:",
            "  almanac simulate yangtze --out target/corpus",
            "  almanac simulate yangtze --out target/noisy --seed 7 --noise 0.5 --editions 4"
        })
final class SimulateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", description = "A name under rules/simulations, or a file.")
    private String study = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the corpus goes.")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Other chance (default: the document's own).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--noise",
            paramLabel = "X",
            description = "Spoiled layouts: 0 for clean (the default), 1 for the worst seen in real books.")
    private double noise;

    @Option(
            names = "--editions",
            paramLabel = "N",
            description = "Editions of each book (default: the document's own).")
    private Optional<Integer> editions = Optional.empty();

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(noise >= 0 && noise <= 1)) {
            throw new ParameterException(spec.commandLine(), "--noise goes from 0 to 1, not " + noise);
        }
        if (editions.isPresent() && (editions.get() < 1 || editions.get() > 9)) {
            throw new ParameterException(spec.commandLine(), "--editions goes from 1 to 9, not " + editions.get());
        }
        console.setQuiet(common.quiet);
        String said = Simulation.run(new Simulation.Request(
                common.rules(),
                study,
                out,
                seed.isPresent() ? OptionalLong.of(seed.get()) : OptionalLong.empty(),
                noise,
                editions.isPresent() ? OptionalInt.of(editions.get()) : OptionalInt.empty()));
        if (!common.quiet) {
            console.print(said);
        }
        return Almanac.DONE;
    }
}
