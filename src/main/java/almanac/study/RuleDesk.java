package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.extract.Extraction;
import almanac.extract.Extractor;
import almanac.extract.check.Cleaning;
import almanac.extract.prose.ProseExplanation;
import almanac.extract.prose.ProseExtractor;
import almanac.extract.prose.ProseRuleTests;
import almanac.model.Cell;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.EnvironmentTrouble;
import almanac.model.Grid;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Source;
import almanac.rule.CheckRule;
import almanac.rule.Nearest;
import almanac.rule.PhraseRule;
import almanac.rule.RuleBook;
import almanac.rule.RuleCodes;
import almanac.rule.RuleLock;
import almanac.rule.RuleTests;
import almanac.text.Names;
import almanac.text.Numerals;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door for {@code almanac rules}: checks, tests, lists, locks and explains rule documents. */
public final class RuleDesk {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{6,64}");

    private final List<Path> folders;
    private final RuleBook book;

    public RuleDesk(List<Path> folders) {
        this.folders = List.copyOf(folders);
        book = RuleBook.load(folders);
    }

    /**
     * What a request gave.
     *
     * @param text the result, lines ended
     * @param diagnostics what was wrong
     */
    public record Outcome(String text, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether some diagnostic is an error. */
        public boolean failed() {
            return diagnostics.stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
        }
    }

    /** Reads the documents; says what is wrong with them, and what differs from the lock file where there is one. */
    public Outcome check() {
        List<Diagnostic> found = new ArrayList<>(book.diagnostics());
        found.addAll(new ProseExtractor(book).diagnostics());
        Path lock = lockFile();
        if (Files.isRegularFile(lock)) {
            try {
                found.addAll(RuleLock.compare(book, Files.readString(lock)));
            } catch (IOException unreadable) {
                found.add(Diagnostic.of(
                        RuleCodes.UNREADABLE,
                        lock.toString(),
                        "the lock file cannot be read",
                        "write it anew: almanac rules lock"));
            }
        }
        return new Outcome(counts() + "\n", found);
    }

    private String counts() {
        SortedMap<String, Integer> kinds = new TreeMap<>();
        book.listed().forEach(entry -> kinds.merge(entry.kind(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        kinds.forEach((kind, count) -> words.add(count + " " + kind + (count == 1 ? "" : "s")));
        return book.texts().size() + " documents: " + String.join(", ", words);
    }

    /** Runs the examples and refusals of all documents. */
    public Outcome test() {
        List<Diagnostic> found = new ArrayList<>(book.diagnostics());
        RuleTests.Outcome outcome = new RuleTests(book).run();
        found.addAll(outcome.diagnostics());
        ProseRuleTests.Outcome prose = new ProseRuleTests(book).run();
        found.addAll(prose.diagnostics());
        int count = outcome.examples() + prose.examples();
        for (CheckRule rule : book.checks()) {
            count += rule.fires().size() + rule.holds().size();
            found.addAll(Cleaning.test(rule, book));
        }
        return new Outcome(count + " examples and refusals run, " + found.size() + " failed\n", found);
    }

    /** One line for each entry: kind, id, what it says, place. */
    public Outcome list(Optional<String> kind) {
        Set<String> kinds = new TreeSet<>();
        book.listed().forEach(entry -> kinds.add(entry.kind()));
        if (kind.isPresent() && !kinds.contains(kind.get())) {
            return new Outcome(
                    "",
                    List.of(Diagnostic.of(
                            RuleCodes.UNKNOWN_REFERENCE,
                            "rules",
                            "there are no rules of the kind " + kind.get(),
                            "there are " + String.join(", ", kinds))));
        }
        StringBuilder text = new StringBuilder();
        book.listed().stream()
                .filter(entry -> kind.isEmpty() || kind.get().equals(entry.kind()))
                .forEach(entry -> text.append(entry.kind())
                        .append('\t')
                        .append(entry.id())
                        .append('\t')
                        .append(entry.says())
                        .append('\t')
                        .append(entry.place())
                        .append('\n'));
        return new Outcome(text.toString(), book.diagnostics());
    }

    private Path lockFile() {
        return folders.get(folders.size() - 1).resolve("rules.lock");
    }

    /** Writes rules.lock into the last of the folders. */
    public Outcome lock() {
        if (book.broken()) {
            return new Outcome("", book.diagnostics());
        }
        Path lock = lockFile();
        try {
            Files.writeString(lock, RuleLock.of(book));
        } catch (IOException trouble) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            RuleCodes.UNREADABLE,
                            lock.toString(),
                            "the lock file cannot be written: " + EnvironmentTrouble.reason(trouble),
                            "check the folder's permissions"),
                    trouble);
        }
        return new Outcome("wrote " + lock + ", " + counts() + "\n", book.diagnostics());
    }

    /** What the rules make of a label or phrase: what matches, and how far each other rule gets. */
    public Outcome explain(String text) {
        return explain(text, Optional.empty());
    }

    /**
     * The same, of one rule.
     *
     * @param only id of a rule, or nothing for all
     */
    public Outcome explain(String text, Optional<String> only) {
        if (only.isPresent()
                && book.listed().stream().noneMatch(entry -> entry.id().equals(only.get()))) {
            String near = Nearest.to(
                            only.get(),
                            book.listed().stream().map(RuleBook.Listed::id).toList())
                    .map(id -> "did you mean " + id + "?")
                    .orElse("almanac rules list shows the ids");
            return new Outcome(
                    "",
                    List.of(Diagnostic.of(
                            RuleCodes.UNKNOWN_REFERENCE, "rules", "there is no rule " + only.get(), near)));
        }
        String label = Names.label(text);
        StringBuilder said = new StringBuilder();
        ProseExplanation prose = new ProseExplanation(book);
        if (prose.speaksOf(text)) {
            said.append(prose.explain(text, only));
        }
        if (only.isPresent() && !said.isEmpty() && book.prose().stream().anyMatch(r -> r.id().equals(only.get()))) {
            return new Outcome(said.toString(), book.diagnostics());
        }
        said.append("text\t").append(label).append('\n');
        Numerals.read(label)
                .ifPresent(n -> said.append("number\t")
                        .append(n.value().toPlainString())
                        .append('\n'));
        book.periods()
                .read(label)
                .ifPresent(p -> said.append("period\t").append(p.code()).append('\n'));
        book.lexicon()
                .regions(label)
                .forEach(r -> said.append("region\t")
                        .append(r.code())
                        .append(' ')
                        .append(r.zh())
                        .append(' ')
                        .append(r.en())
                        .append('\n'));
        book.lexicon()
                .indicator(label)
                .ifPresent(i -> said.append("indicator\t")
                        .append(i.id())
                        .append(' ')
                        .append(i.zh())
                        .append('\n'));
        book.lexicon()
                .units()
                .named(label)
                .ifPresent(u -> said.append("unit\t")
                        .append(u.id())
                        .append(" x ")
                        .append(u.factor().toPlainString())
                        .append('\n'));
        for (PhraseRule rule : book.phrases()) {
            Optional<PhraseRule.Match> match = rule.match(label);
            if (match.isPresent() && only.map(rule.id()::equals).orElse(true)) {
                said.append("matches\t").append(rule.id()).append("\tis ").append(rule.role());
                match.get()
                        .said()
                        .forEach(
                                (k, v) -> said.append(' ').append(k).append('=').append(v));
                said.append('\t').append(rule.place()).append('\n');
            }
        }
        for (PhraseRule rule : book.phrases()) {
            // a pattern that begins with anything at all always reaches the end: nothing to learn from it
            boolean open = rule.regex().expression().startsWith(".*")
                    || rule.regex().expression().startsWith("(?<label>.");
            int reaches = open ? 0 : rule.regex().reaches(label);
            boolean asked = only.map(rule.id()::equals).orElse(false);
            if (rule.match(label).isEmpty()
                    && (asked || only.isEmpty() && reaches >= Math.max(2, label.length() / 3))) {
                said.append("misses\t")
                        .append(rule.id())
                        .append("\tfails at character ")
                        .append(reaches + 1)
                        .append(" of \"")
                        .append(label)
                        .append("\"\n");
            }
        }
        return new Outcome(said.toString(), book.diagnostics());
    }

    /**
     * The same for a number of a store: which rules made it, what they say, where it is printed, and what the rules make
     * of the labels around it.
     *
     * @return empty where the text is no id of the store
     */
    public Optional<Outcome> explainNumber(Path store, String text) {
        String id = text.startsWith("#") ? text.substring(1) : text;
        // a year of four digits is a text, not the beginning of an id
        if (!ID.matcher(id).matches() || !new StoreFolder(store).exists()) {
            return Optional.empty();
        }
        try (Warehouse warehouse = Warehouse.open(store)) {
            Optional<Observation> found = warehouse.observation(id);
            List<String> near = found.isPresent() ? List.of() : warehouse.idsLike(id);
            if (near.size() == 1) {
                found = warehouse.observation(near.get(0));
            }
            return found.map(o -> explain(o, warehouse.sources().get(o.locator().source())));
        }
    }

    private Outcome explain(Observation o, @Nullable Source source) {
        StringBuilder said = new StringBuilder();
        line(said, "observation", o.id());
        line(said, "value", o.value().map(BigDecimal::toPlainString).orElse("none") + " " + o.unitLabel());
        line(said, "as printed", o.reading().raw().strip());
        line(
                said,
                "place",
                (source == null ? o.locator().source() : source.path()) + " "
                        + o.locator().page()
                        + (o.locator() instanceof Locator.CellAt cell
                                ? " " + cell.address() + ", table " + cell.table()
                                : ""));
        line(said, "snippet", o.snippet());
        line(said, "rule", o.rule());
        for (String part : o.rule().split("[;+ ]+")) {
            book.listed().stream()
                    .filter(entry -> entry.id().equals(part))
                    .findFirst()
                    .ifPresentOrElse(
                            entry -> line(
                                    said,
                                    "says",
                                    part + "\t" + entry.kind() + " " + entry.says() + "\t" + entry.place()),
                            () -> line(said, "says", part + "\ta reading step of the program, not of a document"));
        }
        named(said, "region", o.region().label(), o.region().id());
        named(said, "indicator", o.indicator().label(), o.indicator().id());
        named(said, "unit", o.unitLabel(), Optional.of(o.unit().id()).filter(u -> !u.isEmpty()));
        line(said, "period", o.period().code());
        line(said, "measure", o.measure().code());
        for (String label : List.of(o.indicator().label(), o.unitLabel())) {
            if (!label.isBlank()) {
                said.append(explain(label).text());
            }
        }
        return new Outcome(said.toString(), book.diagnostics());
    }

    private void named(StringBuilder said, String kind, String label, Optional<String> id) {
        Optional<RuleBook.Listed> entry = id.flatMap(known -> book.listed().stream()
                .filter(listed -> listed.kind().equals(kind) && listed.id().equals(known))
                .findFirst());
        line(
                said,
                kind,
                label
                        + id.map(known -> " [" + known + "]").orElse("")
                        + entry.map(listed -> "\t" + listed.says() + "\t" + listed.place())
                                .orElse(""));
    }

    private static void line(StringBuilder said, String name, String text) {
        said.append(name).append('\t').append(text).append('\n');
    }

    /** How often each phrase rule and reading step is used in documents, and which labels two rules of a role take. */
    public Outcome coverage(List<Path> paths) {
        SortedMap<String, Integer> hits = new TreeMap<>();
        SortedMap<String, Integer> overlaps = new TreeMap<>();
        book.phrases().forEach(rule -> hits.put(rule.id(), 0));
        int numbers = 0;
        int known = 0;
        for (Path path : paths) {
            for (Path file : files(path)) {
                Path root = Files.isDirectory(path)
                        ? path
                        : Optional.ofNullable(path.getParent()).orElse(Path.of(""));
                Document document = new DocumentReader().read(file, root, ReadLimits.DEFAULT);
                for (Grid grid : document.grids()) {
                    for (Cell cell : grid.cells()) {
                        label(cell.text(), hits, overlaps);
                    }
                    grid.caption().lines().forEach(line -> label(line, hits, overlaps));
                }
                Extraction extraction = new Extractor(book).extract(List.of(document));
                for (Observation observation : extraction.observations()) {
                    hits.merge(observation.rule(), 1, Integer::sum);
                    numbers++;
                    known += observation.indicator().id().isPresent()
                                    && observation.region().id().isPresent()
                            ? 1
                            : 0;
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> entry : hits.entrySet()) {
            text.append(entry.getKey())
                    .append('\t')
                    .append(entry.getValue())
                    .append('\t')
                    .append(overlaps.getOrDefault(entry.getKey(), 0))
                    .append('\n');
        }
        text.append("numbers\t")
                .append(numbers)
                .append("\twith region and indicator known\t")
                .append(known)
                .append('\n');
        return new Outcome("rule\thits\toverlaps\n" + text, book.diagnostics());
    }

    private void label(String printed, SortedMap<String, Integer> hits, SortedMap<String, Integer> overlaps) {
        if (printed.isBlank()
                || printed.length() > 400
                || Numerals.read(printed).isPresent()) {
            return;
        }
        String label = Names.label(printed);
        SortedMap<String, String> first = new TreeMap<>();
        for (PhraseRule rule : book.phrases()) {
            if (rule.match(label).isPresent()) {
                if (first.putIfAbsent(rule.role(), rule.id()) == null) {
                    hits.merge(rule.id(), 1, Integer::sum);
                } else {
                    overlaps.merge(rule.id(), 1, Integer::sum);
                }
            }
        }
    }

    private static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    RuleCodes.UNREADABLE, path.toString(), "there is no such file or folder", "see how it is spelled"));
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !DocumentReader.isSidecar(file))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException trouble) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    RuleCodes.UNREADABLE, path.toString(), "the folder cannot be read", "check its permissions"));
        }
    }
}
