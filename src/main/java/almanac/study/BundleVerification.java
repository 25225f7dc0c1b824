package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Panel;
import almanac.model.Replicated;
import almanac.report.BundleFolder;
import almanac.rule.RuleBook;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks a bundle: every hash of the manifest, then every number. The panel is built anew from {@code
 * data/observations.csv} with the bundle's own study and rules, and compared with {@code data/panel.csv} and {@code
 * verdicts.json}.
 */
public final class BundleVerification {
    /** The folder is no bundle. */
    public static final Diagnostic.Code NO_BUNDLE =
            new Diagnostic.Code("ALM-5003", Diagnostic.Severity.ERROR, "no bundle");

    /**
     * What was found.
     *
     * @param files whose hash was recomputed
     * @param numbers that were recomputed
     * @param drift one line a difference; empty when all agrees
     */
    public record Result(int files, int numbers, List<String> drift) {
        public Result {
            drift = List.copyOf(drift);
        }
    }

    /** As the user wrote it. */
    private final Path named;

    private final Path bundle;
    private final List<String> drift = new ArrayList<>();
    private int files;
    private int numbers;

    private BundleVerification(Path bundle) {
        this.named = bundle;
        // "." has no names of its own to compare paths with
        this.bundle = bundle.toAbsolutePath().normalize();
    }

    /** Verifies the bundle in a folder. */
    public static Result verify(Path bundle) {
        BundleVerification verification = new BundleVerification(bundle);
        try {
            JsonNode manifest = verification.manifest();
            verification.hashes(manifest);
            verification.recompute(manifest.path("study").asText());
        } catch (IOException e) {
            throw verification.unusable("cannot be read: " + EnvironmentTrouble.reason(e), e);
        }
        return new Result(verification.files, verification.numbers, verification.drift);
    }

    private EnvironmentTrouble unusable(String what, Exception cause) {
        return new EnvironmentTrouble(
                Diagnostic.of(
                        NO_BUNDLE,
                        named.toString(),
                        what,
                        "name a folder that almanac report wrote, for example reports/yangtze"),
                cause);
    }

    private JsonNode manifest() throws IOException {
        Path file = bundle.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            throw unusable(
                    Files.isDirectory(bundle) ? "no bundle: it has no manifest.json" : "there is no such folder",
                    new java.io.FileNotFoundException(file.toString()));
        }
        try {
            return new JsonMapper().readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw unusable(
                    "manifest.json is not JSON: it goes wrong in line "
                            + e.getLocation().getLineNr(),
                    e);
        }
    }

    private void hashes(JsonNode manifest) throws IOException {
        Set<String> named = new TreeSet<>();
        for (JsonNode output : manifest.path("outputs")) {
            String name = output.path("path").asText();
            named.add(name);
            Path file = bundle.resolve(name).normalize();
            if (!file.startsWith(bundle)) {
                drift.add(name + ": a path out of the bundle");
            } else if (!Files.isRegularFile(file)) {
                drift.add(name + ": is missing");
            } else {
                files++;
                if (!BundleFolder.sha256(file).equals(output.path("sha256").asText())) {
                    drift.add(name + ": differs from the manifest's hash");
                }
            }
        }
        try (Stream<Path> all = Files.walk(bundle)) {
            all.filter(Files::isRegularFile)
                    .map(file -> bundle.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("manifest.json") && !named.contains(name))
                    .sorted()
                    .forEach(name -> drift.add(name + ": is not in the manifest"));
        }
    }

    private void recompute(String id) throws IOException {
        Path studyFile = bundle.resolve("study/" + id + ".yaml");
        Path observations = bundle.resolve("data/observations.csv");
        if (!Files.isRegularFile(studyFile) || !Files.isRegularFile(observations)) {
            drift.add("the study or its observations are missing: nothing could be recomputed");
            return;
        }
        RuleBook rules = RuleBook.load(ruleFolders());
        StudyReader.Result read = StudyReader.read(studyFile, StudyDesk.lexicon(rules), settings());
        if (read.study().isEmpty()) {
            read.trouble().forEach(trouble -> drift.add(trouble.line()));
            return;
        }
        ObservationCsv.Content content =
                ObservationCsv.read(observations, rules.lexicon().units()::byId);
        StudyRun run = StudyRun.of(read.study().get(), content.observations(), content.sources());
        comparePanel(run.panel());
        compareVerdicts(run.replicated());
    }

    /** What was set on the command line when the bundle was made. */
    private SortedMap<String, String> settings() throws IOException {
        SortedMap<String, String> settings = new TreeMap<>();
        Path file = bundle.resolve("study/settings.json");
        if (Files.isRegularFile(file)) {
            try {
                new JsonMapper()
                        .readTree(Files.readString(file, StandardCharsets.UTF_8))
                        .properties()
                        .forEach(
                                one -> settings.put(one.getKey(), one.getValue().asText()));
            } catch (JacksonException e) {
                drift.add("study/settings.json is not JSON: it goes wrong in line "
                        + e.getLocation().getLineNr());
            }
        }
        return settings;
    }

    /** {@code rules/1}, {@code rules/2} ...: later ones override earlier ones, as when the bundle was made. */
    private List<Path> ruleFolders() throws IOException {
        if (!Files.isDirectory(bundle.resolve("rules"))) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(bundle.resolve("rules"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private void comparePanel(Panel panel) throws IOException {
        if (!Files.isRegularFile(bundle.resolve("data/panel.csv"))) {
            return; // told of with the hashes
        }
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(bundle.resolve("data/panel.csv"), StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                String region = row.getField("region");
                int year = Integer.parseInt(row.getField("year"));
                for (Panel.Variable variable : panel.variables()) {
                    Optional<String> written = row.findField(variable.name());
                    if (written.isEmpty()) {
                        continue;
                    }
                    numbers++;
                    Optional<Double> value = panel.value(variable.name(), region, year);
                    Optional<Double> before =
                            written.filter(text -> !text.isEmpty()).map(Double::valueOf);
                    if (!value.equals(before)) {
                        drift.add("data/panel.csv " + variable.name() + " " + region + " " + year + ": written "
                                + before.map(Object::toString).orElse("nothing") + ", recomputed "
                                + value.map(Object::toString).orElse("nothing"));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            drift.add("data/panel.csv cannot be read: " + e.getMessage());
        }
    }

    private void compareVerdicts(List<Replicated> replicated) throws IOException {
        Path file = bundle.resolve("verdicts.json");
        if (!Files.isRegularFile(file)) {
            if (!replicated.isEmpty()) {
                drift.add("verdicts.json: is missing");
            }
            return;
        }
        Map<String, JsonNode> written = new HashMap<>();
        try {
            new JsonMapper()
                    .readTree(Files.readString(file, StandardCharsets.UTF_8))
                    .forEach(verdict -> written.put(verdict.path("claim").asText(), verdict));
        } catch (JacksonException e) {
            drift.add("verdicts.json is not JSON");
            return;
        }
        for (Replicated r : replicated) {
            numbers++;
            JsonNode before = written.get(r.claim());
            if (before == null) {
                drift.add("verdicts.json: " + r.claim() + " is missing");
            } else if (!before.path("verdict").asText().equals(r.kind().word())
                    || (r.value().isPresent()
                            && before.path("value").asDouble() != r.value().getAsDouble())) {
                drift.add("verdicts.json " + r.claim() + ": written "
                        + before.path("verdict").asText() + " "
                        + before.path("value").asText() + ", recomputed "
                        + r.kind().word() + " "
                        + (r.value().isPresent() ? r.value().getAsDouble() : "nothing"));
            }
        }
    }
}
