package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.simulate.CorpusWriter;
import almanac.simulate.PlanReader;
import almanac.simulate.PublishedTables;
import almanac.simulate.PublishedTables.PublishedModel;
import almanac.simulate.SimulationPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** From a study whose data are not public, but whose printed tables are, to a corpus of books with known truth. */
public final class Simulation {
    /** The study has no printed tables to draw from. */
    static final Diagnostic.Code NO_CLAIMS =
            new Diagnostic.Code("ALM-8004", Diagnostic.Severity.ERROR, "the study prints no tables to draw from");

    /**
     * What to make.
     *
     * @param rules the folder of rule documents, with {@code simulations} and {@code studies} under it
     * @param study name of a document under {@code simulations}, or a file
     * @param out where the corpus goes
     * @param seed instead of the document's own
     * @param noise 0 for clean layouts, 1 for the worst seen in real books
     * @param editions of each book, instead of the document's own number
     */
    public record Request(Path rules, String study, Path out, OptionalLong seed, double noise, OptionalInt editions) {}

    private Simulation() {}

    /**
     * Makes the corpus; answers what to tell the user.
     *
     * @throws EnvironmentTrouble when a document or the folder is in the way
     */
    public static String run(Request request) {
        Path document = request.study().endsWith(".yaml")
                ? Path.of(request.study())
                : document(request.rules(), "simulations", request.study());
        SimulationPlan plan = PlanReader.read(document);
        // told before an economy is drawn, which takes long
        CorpusWriter.refuseFile(request.out());
        if (request.seed().isPresent()) {
            plan = plan.withSeed(request.seed().getAsLong());
        }
        PublishedTables published = published(document(request.rules(), "studies", plan.study()));
        CorpusWriter.Made made;
        try {
            made = new CorpusWriter(plan, published)
                    .write(request.out(), request.editions().orElse(0), request.noise());
        } catch (IllegalArgumentException impossible) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            PlanReader.MALFORMED,
                            document.toString(),
                            "this economy cannot be drawn: " + impossible.getMessage(),
                            "another --seed, other levels or other gaps may help"),
                    impossible);
        }
        return String.format(
                Locale.ROOT,
                "%d documents, %d printed figures, %.1f MB in %s (simulated, not official statistics)%n"
                        + "correlations within %.2f half units of their last printed decimal; %d of %d printed "
                        + "coefficients, t values and constants reproduced to the last decimal%n",
                made.documents(),
                made.figures(),
                made.bytes() / 1e6,
                request.out(),
                made.correlations(),
                made.reproduced(),
                made.figuresPublished());
    }

    /** A document of one's own rules, else of the program's; where neither has it, the place where one's own would be. */
    private static Path document(Path rules, String kind, String name) {
        Path own = rules.resolve(kind).resolve(name + ".yaml");
        return Files.isRegularFile(own)
                ? own
                : Workspace.ruleFolders(rules).stream()
                        .map(folder -> folder.resolve(kind).resolve(name + ".yaml"))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElse(own);
    }

    /** The printed tables of a study document: its {@code claims}. */
    static PublishedTables published(Path study) {
        try {
            Object loaded = new Load(
                            LoadSettings.builder().setLabel(study.toString()).build())
                    .loadFromString(Files.readString(study, StandardCharsets.UTF_8));
            Map<?, ?> claims = map(map(loaded).get("claims"));
            List<List<String>> correlations = new ArrayList<>();
            for (Object row : list(claims.get("correlations"))) {
                correlations.add(texts(row));
            }
            List<PublishedModel> models = new ArrayList<>();
            for (Object item : list(claims.get("models"))) {
                Map<?, ?> model = map(item);
                models.add(new PublishedModel(
                        texts(model.get("vars")),
                        texts(model.get("coef")),
                        texts(model.get("t")),
                        text(model.get("const")),
                        text(model.get("const_t"))));
            }
            return new PublishedTables(
                    texts(claims.get("order")), correlations, Integer.parseInt(text(claims.get("n"))), models);
        } catch (IOException trouble) {
            throw noClaims(study, "the study cannot be read: " + trouble.getMessage());
        } catch (YamlEngineException | IllegalArgumentException trouble) {
            throw noClaims(study, "its claims cannot be read: " + trouble.getMessage());
        }
    }

    private static EnvironmentTrouble noClaims(Path study, String message) {
        return new EnvironmentTrouble(Diagnostic.of(
                NO_CLAIMS,
                study.toString(),
                message,
                "the study needs claims: order, n, correlations and models, each figure a string as printed"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("a map is needed, not " + value);
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("a list is needed, not " + value);
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }
}
