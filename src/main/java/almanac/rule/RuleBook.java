package almanac.rule;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All rule documents of some folders, read and checked: the lexicon, the phrases of tables, the checks, the prose rules
 * and the corrections. A later folder extends the earlier ones and overrides them by id.
 *
 * <pre>{@code
 * RuleBook book = RuleBook.load(List.of(Path.of("rules"), Path.of("my-rules")));
 * book.diagnostics().forEach(...);
 * book.lexicon().regions("武汉市");
 * }</pre>
 */
public final class RuleBook {
    /** Folder of study documents, which the studies' own reader reads. */
    private static final String STUDIES = "studies";

    /** Folder of simulation documents, which the simulator reads. */
    private static final String SIMULATIONS = "simulations";

    private final Lexicon lexicon;
    private final Map<String, List<PhraseRule>> phrases;
    private final Periods periods;
    private final List<CheckRule> checks;
    private final List<ProseRule> prose;
    private final List<Correction> corrections;
    private final List<Diagnostic> diagnostics;
    private final SortedMap<String, String> texts;
    private final List<Listed> listed;
    private final Optional<Questions> questions;

    /**
     * One entry of the book, for listings.
     *
     * @param kind {@code region}, {@code unit}, {@code indicator}, {@code phrase}, {@code period}, {@code check}, {@code prose}, {@code
     *     correction}
     * @param says what it is, in a few words
     */
    public record Listed(String kind, String id, String says, Place place) {}

    RuleBook(
            Lexicon lexicon,
            List<PhraseRule> phrases,
            Periods periods,
            List<CheckRule> checks,
            List<ProseRule> prose,
            List<Correction> corrections,
            List<Diagnostic> diagnostics,
            SortedMap<String, String> texts,
            List<Listed> listed) {
        this.lexicon = lexicon;
        Map<String, List<PhraseRule>> byRole = new LinkedHashMap<>();
        for (PhraseRule phrase : phrases) {
            byRole.computeIfAbsent(phrase.role(), role -> new ArrayList<>()).add(phrase);
        }
        this.phrases = Collections.unmodifiableMap(byRole);
        this.periods = periods;
        this.checks = List.copyOf(checks);
        this.prose = List.copyOf(prose);
        this.corrections = List.copyOf(corrections);
        this.diagnostics = List.copyOf(diagnostics);
        this.texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        this.listed = List.copyOf(listed);
        this.questions = Optional.empty();
    }

    private RuleBook(RuleBook same, Questions questions) {
        this.lexicon = same.lexicon.heardBy(questions);
        this.phrases = same.phrases;
        this.periods = same.periods;
        this.checks = same.checks;
        this.prose = same.prose;
        this.corrections = same.corrections;
        this.diagnostics = same.diagnostics;
        this.texts = same.texts;
        this.listed = same.listed;
        this.questions = Optional.of(questions);
    }

    /** The same book, which notes what it is asked. */
    public RuleBook heardBy(Questions listener) {
        return new RuleBook(this, listener);
    }

    /** What this book answers to a noted question, as a text that differs wherever the reading could. */
    public String answer(String question) {
        return Questions.answer(this, question);
    }

    /** Every entry that decides how documents are read, by id, with a fingerprint of what it says. */
    public SortedMap<String, String> prints() {
        SortedMap<String, List<String>> contents = new TreeMap<>();
        lexicon.regions().forEach(r -> put(contents, r.code(), r.toString()));
        lexicon.indicators().forEach(i -> put(contents, i.id(), i.toString()));
        lexicon.units().all().forEach(u -> put(contents, u.id(), u.toString()));
        phrases().forEach(p -> put(contents, p.id(), Questions.content(p)));
        prose.forEach(p -> put(contents, p.id(), p.language() + p.pattern() + p.emits()));
        corrections.forEach(c -> put(contents, c.id(), c.says()));
        periods.rules().forEach(p -> put(contents, p.id(), Questions.content(p)));
        checks.forEach(c -> put(contents, c.id(), c.toString()));
        SortedMap<String, String> prints = new TreeMap<>();
        contents.forEach((id, content) -> prints.put(id, Questions.fingerprint(content, text -> text)));
        return prints;
    }

    private static void put(SortedMap<String, List<String>> contents, String id, String content) {
        contents.computeIfAbsent(id, i -> new ArrayList<>()).add(content);
    }

    /** A book without rules: every label stays as printed. */
    public static RuleBook empty() {
        return new RuleBook(
                Lexicon.EMPTY,
                List.of(),
                new Periods(List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of());
    }

    /** Reads every YAML document below the folders, in the order of their names. Trouble is in {@link #diagnostics}. */
    public static RuleBook load(List<Path> folders) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        SortedMap<String, String> texts = new TreeMap<>();
        Map<RuleReader.Schema, Map<String, Fields>> merged = new EnumMap<>(RuleReader.Schema.class);
        List<Fields> corrections = new ArrayList<>();
        Map<RuleReader.Schema, List<Fields>> documents = new EnumMap<>(RuleReader.Schema.class);
        Set<String> prefixes = new HashSet<>();
        for (Path folder : folders) {
            String prefix = prefix(folder, prefixes);
            Map<RuleReader.Schema, Map<String, Fields>> here = new EnumMap<>(RuleReader.Schema.class);
            for (Path file : documents(folder, diagnostics)) {
                String name = prefix + slashes(folder.relativize(file));
                RuleReader reader = new RuleReader(name, diagnostics);
                Optional<RuleReader.Read> read = reader.read(file);
                try {
                    texts.put(name, Files.readString(file));
                } catch (IOException unreadable) {
                    texts.put(name, ""); // already reported by the reader
                }
                read.ifPresent(document -> {
                    documents
                            .computeIfAbsent(document.schema(), s -> new ArrayList<>())
                            .add(document.forAll());
                    corrections.addAll(document.listed());
                    document.entries().forEach((id, fields) -> {
                        for (String key : document.forAll().keys()) {
                            boolean shared = List.of("macros", "scales", "before", "suffixes", "ambiguous")
                                    .contains(key);
                            if (!shared || document.schema() == RuleReader.Schema.PERIODS) {
                                document.forAll().copyIfAbsent(key, fields);
                            }
                        }
                        Fields twin = here.computeIfAbsent(document.schema(), s -> new LinkedHashMap<>())
                                .putIfAbsent(id, fields);
                        if (twin != null) {
                            diagnostics.add(Diagnostic.of(
                                    RuleCodes.DUPLICATE,
                                    fields.place().toString(),
                                    id + " stands at " + twin.place() + " already; the first counts",
                                    "give it another id, or join the two"));
                        }
                    });
                });
            }
            here.forEach((schema, entries) -> entries.forEach((id, fields) -> {
                Fields earlier = merged.computeIfAbsent(schema, s -> new LinkedHashMap<>())
                        .putIfAbsent(id, fields);
                if (earlier != null) {
                    earlier.extend(fields);
                }
            }));
        }
        if (texts.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    RuleCodes.NO_RULES,
                    folders.isEmpty() ? "rules" : slashes(folders.get(0)),
                    "no rule documents (*.yaml) found",
                    "name the folder with --rules, or make a workspace with: almanac init"));
        }
        merged.values().forEach(entries -> entries.values().removeIf(fields -> fields.flag("off")));
        return new RuleBuilder(merged, documents, corrections, diagnostics, texts).build();
    }

    private static List<Path> documents(Path folder, List<Diagnostic> diagnostics) {
        if (!Files.isDirectory(folder)) {
            diagnostics.add(Diagnostic.of(
                    RuleCodes.NO_RULES,
                    slashes(folder),
                    "there is no such folder of rule documents",
                    "name the folder with --rules"));
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".yaml")
                            || file.getFileName().toString().endsWith(".yml"))
                    .filter(file -> !folder.relativize(file).startsWith(STUDIES)
                            && !folder.relativize(file).startsWith(SIMULATIONS))
                    .sorted((a, b) -> slashes(folder.relativize(a)).compareTo(slashes(folder.relativize(b))))
                    .toList();
        } catch (IOException | UncheckedIOException trouble) {
            diagnostics.add(Diagnostic.of(
                    RuleCodes.UNREADABLE,
                    slashes(folder),
                    "the folder cannot be read: " + trouble.getMessage(),
                    "check its permissions"));
            return List.of();
        }
    }

    /** What the names of a folder's documents begin with; two folders of one name, ours and a user's, are told apart. */
    private static String prefix(Path folder, Set<String> taken) {
        Path last = folder.getFileName();
        String name = last == null ? "" : last.toString();
        String prefix = name.isEmpty() ? "" : name + "/";
        for (int copy = 2; !taken.add(prefix); copy++) {
            prefix = name + "-" + copy + "/";
        }
        return prefix;
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    public Lexicon lexicon() {
        return lexicon;
    }

    /** The rules of a role in the order of the documents. */
    public List<PhraseRule> phrases(String role) {
        questions.ifPresent(q -> q.ask('p', role));
        return phrases.getOrDefault(role, List.of());
    }

    /** Every phrase rule, role by role. */
    public List<PhraseRule> phrases() {
        return phrases.values().stream().flatMap(List::stream).toList();
    }

    /** What the first rule of a role says about a folded label. */
    public Optional<PhraseRule.Match> match(String role, String folded) {
        questions.ifPresent(q -> q.ask('m', role, folded));
        for (PhraseRule rule : phrases.getOrDefault(role, List.of())) {
            Optional<PhraseRule.Match> match = rule.match(folded);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    /** How documents say when. */
    public Periods periods() {
        questions.ifPresent(q -> q.ask('t', ""));
        return periods;
    }

    public List<CheckRule> checks() {
        return checks;
    }

    /** Prose rules in the order of the documents, macros put in. */
    public List<ProseRule> prose() {
        return prose;
    }

    public List<Correction> corrections() {
        return corrections;
    }

    /** Everything that was wrong with the documents. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Whether some document could not be used as written. */
    public boolean broken() {
        return diagnostics.stream().anyMatch(d -> d.code().severity() == Severity.ERROR);
    }

    /** Every entry, for listings. */
    public List<Listed> listed() {
        return listed;
    }

    /** The documents themselves, by name: what a lock file is made from. */
    public SortedMap<String, String> texts() {
        return texts;
    }
}
