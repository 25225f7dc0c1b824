package almanac.simulate;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.simulate.SimulationPlan.BookPlan;
import almanac.simulate.SimulationPlan.Breakdown;
import almanac.simulate.SimulationPlan.CommuniquePlan;
import almanac.simulate.SimulationPlan.Country;
import almanac.simulate.SimulationPlan.Gap;
import almanac.simulate.SimulationPlan.Part;
import almanac.simulate.SimulationPlan.Phrase;
import almanac.simulate.SimulationPlan.Place;
import almanac.simulate.SimulationPlan.PrintedUnit;
import almanac.simulate.SimulationPlan.Profile;
import almanac.simulate.SimulationPlan.SeriesPlan;
import almanac.simulate.SimulationPlan.TablePlan;
import almanac.simulate.SimulationPlan.VariablePlan;
import almanac.simulate.SimulationPlan.WorldPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a simulation document; what is wrong in it is said with the file and the place. */
public final class PlanReader {
    /** The simulation document is not there or cannot be read. */
    static final Diagnostic.Code UNREADABLE =
            new Diagnostic.Code("ALM-8001", Diagnostic.Severity.ERROR, "the simulation cannot be read");

    /** The simulation document says something that makes no simulation. */
    public static final Diagnostic.Code MALFORMED =
            new Diagnostic.Code("ALM-8002", Diagnostic.Severity.ERROR, "the simulation is malformed");

    private final String file;

    private PlanReader(String file) {
        this.file = file;
    }

    /**
     * Reads a document.
     *
     * @throws EnvironmentTrouble with the place when it cannot be read or makes no simulation
     */
    public static SimulationPlan read(Path document) {
        String text;
        try {
            text = Files.readString(document, StandardCharsets.UTF_8);
        } catch (IOException trouble) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            UNREADABLE,
                            document.toString(),
                            trouble instanceof java.nio.file.NoSuchFileException
                                    ? "there is no such simulation"
                                    : "the simulation cannot be read: " + trouble,
                            "name a document under rules/simulations, for example yangtze, or a file"),
                    trouble);
        }
        return new PlanReader(document.toString()).parse(text);
    }

    private SimulationPlan parse(String text) {
        try {
            Object loaded = new Load(LoadSettings.builder()
                            .setLabel(file)
                            .setMaxAliasesForCollections(50)
                            .build())
                    .loadFromString(text);
            return plan(new Entry("", loaded));
        } catch (MarkedYamlEngineException trouble) {
            throw malformed("it is not YAML: "
                    + trouble.getProblemMark()
                            .map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ")
                            .orElse("")
                    + trouble.getProblem());
        } catch (YamlEngineException trouble) {
            throw malformed(
                    "it is not YAML: " + String.valueOf(trouble.getMessage()).replace('\n', ' '));
        } catch (IllegalArgumentException trouble) {
            throw malformed(String.valueOf(trouble.getMessage()));
        }
    }

    private EnvironmentTrouble malformed(String message) {
        return new EnvironmentTrouble(Diagnostic.of(
                MALFORMED, file, message, "compare with rules/simulations/yangtze.yaml and docs/manual/simulate.md"));
    }

    private static SimulationPlan plan(Entry root) {
        List<Entry> years = root.at("years").list();
        return new SimulationPlan(
                root.at("simulation").text(),
                root.at("study").text(),
                root.at("seed").whole(),
                (int) years.get(0).whole(),
                (int) years.get(1).whole(),
                (int) root.at("complete").whole(),
                root.at("anchor").at("variable").text(),
                root.at("anchor").at("mean").number(),
                place(root.at("nation")),
                root.at("regions").list().stream().map(PlanReader::profile).toList(),
                root.at("variables").list().stream().map(PlanReader::variable).toList(),
                root.at("products").list().stream().map(PlanReader::place).toList(),
                root.at("countries").list().stream()
                        .map(e -> new Country(
                                place(e),
                                e.at("income").number(),
                                e.at("growth").number()))
                        .toList(),
                new WorldPlan(
                        root.at("world").at("exports").text(),
                        root.at("world").at("income").text()),
                root.at("breakdowns").list().stream()
                        .map(e -> new Breakdown(
                                e.at("whole").text(),
                                e.at("parts").list().stream()
                                        .map(p -> new Part(
                                                p.at("indicator").text(),
                                                phrase(p),
                                                p.at("share").number(),
                                                p.at("drift").number()))
                                        .toList()))
                        .toList(),
                root.at("gaps").list().stream()
                        .map(e -> new Gap(
                                e.at("indicator").text(),
                                e.at("region").text(),
                                e.at("years").list().stream()
                                        .map(y -> (int) y.whole())
                                        .toList()))
                        .toList(),
                phrase(root.at("notice")),
                root.at("books").list().stream().map(PlanReader::book).toList(),
                root.at("communiques").list().stream()
                        .map(e -> new CommuniquePlan(
                                e.at("region").text(),
                                (int) e.at("year").whole(),
                                e.at("language").text(),
                                e.at("format").text(),
                                e.at("preliminary").or("false").equals("true")))
                        .toList());
    }

    private static Phrase phrase(Entry entry) {
        return new Phrase(entry.at("zh").text(), entry.at("en").text());
    }

    private static Place place(Entry entry) {
        return new Place(
                entry.at("code").text(), entry.at("zh").text(), entry.at("en").text());
    }

    private static Profile profile(Entry entry) {
        Map<String, Double> levels = new LinkedHashMap<>();
        entry.at("levels").map().forEach((name, level) -> levels.put(name, level.number()));
        return new Profile(
                place(entry),
                entry.at("people").number(),
                entry.at("growth").number(),
                entry.at("openness").number(),
                levels);
    }

    private static VariablePlan variable(Entry entry) {
        return new VariablePlan(
                entry.at("name").text(),
                entry.at("form").text(),
                entry.at("of").text(),
                entry.at("by").or(""),
                Double.parseDouble(entry.at("scale").or("1")),
                entry.at("level").number(),
                entry.at("trend").number(),
                entry.at("noise").number());
    }

    private static BookPlan book(Entry entry) {
        return new BookPlan(
                entry.at("folder").text(),
                phrase(entry.at("name")),
                phrase(entry.at("publisher")),
                entry.at("formats").texts(),
                entry.at("styles").texts(),
                (int) entry.at("editions").whole(),
                (int) entry.at("newest").whole(),
                (int) entry.at("through").whole(),
                entry.at("marks").texts(),
                entry.at("tables").list().stream().map(PlanReader::table).toList());
    }

    private static TablePlan table(Entry entry) {
        return new TablePlan(
                entry.at("number").text(),
                phrase(entry.at("title")),
                entry.at("rows").text(),
                entry.at("columns").text(),
                entry.at("nation").or("false").equals("true"),
                entry.at("series").list().stream().map(PlanReader::series).toList(),
                entry.at("note").present() ? Optional.of(phrase(entry.at("note"))) : Optional.empty());
    }

    private static SeriesPlan series(Entry entry) {
        return new SeriesPlan(
                entry.at("indicator").text(),
                entry.at("names").list().stream().map(PlanReader::phrase).toList(),
                entry.at("units").list().stream()
                        .map(u -> new PrintedUnit(
                                u.at("zh").text(),
                                u.at("en").text(),
                                new BigDecimal(u.at("factor").text()),
                                (int) u.at("decimals").whole()))
                        .toList());
    }

    /** A node of the document that knows its place, so that every complaint names it. */
    private record Entry(String path, Optional<Object> value) {
        Entry(String path, Object value) {
            this(path, Optional.ofNullable(value));
        }

        boolean present() {
            return value.isPresent();
        }

        Entry at(String key) {
            return map().getOrDefault(key, new Entry(path + "." + key, Optional.empty()));
        }

        Map<String, Entry> map() {
            Map<String, Entry> entries = new LinkedHashMap<>();
            if (value.orElse(null) instanceof Map<?, ?> map) {
                map.forEach((key, item) -> entries.put(
                        String.valueOf(key),
                        new Entry(path + (path.isEmpty() ? "" : ".") + key, Optional.ofNullable((Object) item))));
                return entries;
            }
            throw new IllegalArgumentException("a map is needed at " + where());
        }

        List<Entry> list() {
            if (value.isEmpty()) {
                return List.of();
            }
            if (value.get() instanceof List<?> list) {
                java.util.ArrayList<Entry> entries = new java.util.ArrayList<>();
                for (Object item : list) {
                    entries.add(new Entry(path + "[" + (entries.size() + 1) + "]", Optional.ofNullable(item)));
                }
                return entries;
            }
            throw new IllegalArgumentException("a list is needed at " + where());
        }

        List<String> texts() {
            return list().stream().map(Entry::text).toList();
        }

        String text() {
            return value.map(String::valueOf)
                    .orElseThrow(() -> new IllegalArgumentException("nothing stands at " + where()));
        }

        String or(String other) {
            return value.map(String::valueOf).orElse(other);
        }

        double number() {
            try {
                return Double.parseDouble(text());
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("a number is needed at " + where() + ", not " + text(), notANumber);
            }
        }

        long whole() {
            try {
                return Long.parseLong(text());
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(
                        "a whole number is needed at " + where() + ", not " + text(), notANumber);
            }
        }

        private String where() {
            return path.isEmpty() ? "the top" : path;
        }
    }
}
