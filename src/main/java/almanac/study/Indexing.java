package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.extract.Corrections;
import almanac.extract.Extractor;
import almanac.index.SeriesIndex;
import almanac.index.SeriesIndexWriter;
import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.EnvironmentTrouble;
import almanac.model.Indicator;
import almanac.model.Region;
import almanac.model.Source;
import almanac.rule.Correction;
import almanac.rule.Questions;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import almanac.warehouse.WarehouseWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Brings a store up to date with folders of documents: what is new or changed is read, each document whole or not at
 * all; warehouse first, then index. The result does not depend on the number of workers: documents are written in the
 * order of their paths.
 *
 * <p>Example: {@code Indexing.index(List.of(corpus), store, List.of(rules), Indexing.Options.DEFAULT, (d, n, name) ->
 * {})}.
 */
public final class Indexing {
    /** Two different documents want the same name in the store. */
    public static final Diagnostic.Code SAME_NAME =
            new Diagnostic.Code("ALM-4024", Severity.ERROR, "two documents have the same path in the store");
    /** Documents of the store whose files are gone. */
    public static final Diagnostic.Code VANISHED =
            new Diagnostic.Code("ALM-4025", Severity.NOTE, "documents of the store are no longer there");
    /** A path given does not exist. */
    public static final Diagnostic.Code NO_SUCH_PATH =
            new Diagnostic.Code("ALM-4026", Severity.ERROR, "there is no such file or folder");

    /** Kinds of files that are documents when met in a folder; a file that is named itself is always tried. */
    private static final Set<String> DOCUMENT_ENDINGS = Set.of(
            "pdf", "xls", "xlsx", "xlsm", "html", "htm", "xhtml", "mht", "docx", "csv", "tsv", "tab", "txt", "md");
    /** Files about documents, beside them. */
    private static final Set<String> ABOUT_DOCUMENTS =
            Set.of("sources.csv", "truth.csv", "manifest.csv", "readme.md", "readme.txt", "license.txt", "licence.txt");

    /** Stands between the program's version and the fingerprint of the rules. */
    static final char VERSION_END = ':';

    private static final int BATCH_OBSERVATIONS = 50_000;
    private static final long BATCH_NANOS = 4_000_000_000L;
    /** Groups read ahead of the one to be written next, a worker: bounds the memory. */
    private static final int AHEAD = 2;
    /** Files understood together at most. */
    private static final int TOGETHER = 24;
    /** Files before them that they may continue. */
    private static final int NEIGHBOURS = 3;

    private Indexing() {}

    /**
     * How to index.
     *
     * @param workers reading processes
     * @param force read unchanged documents again
     * @param prune forget documents whose files are gone
     * @param dryRun only say what would be done
     * @param contained read in processes of their own; else in this one, for callers that trust the documents
     * @param megabytes memory of a reading process
     */
    public record Options(
            int workers,
            boolean force,
            boolean prune,
            boolean dryRun,
            boolean contained,
            int megabytes,
            ReadLimits limits) {
        public static final Options DEFAULT = new Options(
                Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors())),
                false,
                false,
                false,
                true,
                1024,
                ReadLimits.DEFAULT);

        /** In this process: quicker for a few documents of one's own. */
        public static final Options TRUSTING = new Options(1, false, false, false, false, 0, ReadLimits.DEFAULT);
    }

    /** The usual bounds with another time for one document. */
    public static ReadLimits limits(Duration time) {
        ReadLimits usual = ReadLimits.DEFAULT;
        return new ReadLimits(time, usual.maxPages(), usual.maxCells(), usual.maxCharacters(), usual.maxBytes());
    }

    /** Is told how far the work has come. */
    public interface Progress {
        /** Called when a document has been read: how many of how many, and its path. */
        void read(int done, int all, String path);

        /** Called after a change of rules when it is asked whether a document would still read the same. */
        default void asked(int done, int all, String path) {}

        /** Called when the numbers of a document are checked; behind the last, those that documents dispute. */
        default void checked(int done, int all, String path) {}
    }

    /** What becomes of a file. */
    public enum Plan {
        NEW,
        CHANGED,
        RENAMED,
        RULES_CHANGED,
        AGAIN,
        UNCHANGED,
        /** Unchanged, and nothing could be read of it before; tried again only with {@code force}. */
        BROKEN_BEFORE,
        VANISHED
    }

    /** A file and what is to be done with it. */
    public record Planned(String path, Plan plan) {}

    /**
     * What was read of a kind of documents.
     *
     * @param kind the ending of the files' names
     */
    public record Tally(
            String kind, int documents, int pages, int tables, int sentences, int observations, int diagnostics) {
        /** The sum of two. */
        public Tally and(Tally other) {
            return new Tally(
                    kind,
                    documents + other.documents,
                    pages + other.pages,
                    tables + other.tables,
                    sentences + other.sentences,
                    observations + other.observations,
                    diagnostics + other.diagnostics);
        }

        private Tally plus(DocumentRecord document) {
            return new Tally(
                    kind,
                    documents + 1,
                    pages + document.pageCount(),
                    tables + document.tables().size(),
                    sentences + document.sentences().size(),
                    observations + document.observations().size(),
                    diagnostics + document.diagnostics().size());
        }
    }

    /**
     * What a run did.
     *
     * @param planned every file and what was to be done with it, by path
     * @param tallies what was read, by kind
     * @param written documents whose content in the store changed
     * @param removed documents that were forgotten
     * @param broken documents nothing could be read of, now or at an earlier run
     * @param documents in the store now
     * @param observations in the store now
     * @param diagnostics of this run, by document in order
     * @param ruleChange what a change of rules since the last run came to
     */
    public record Summary(
            List<Planned> planned,
            List<Tally> tallies,
            int written,
            int removed,
            int broken,
            int documents,
            long observations,
            List<Diagnostic> diagnostics,
            Optional<RuleChange> ruleChange) {
        public Summary {
            planned = List.copyOf(planned);
            tallies = List.copyOf(tallies);
            diagnostics = List.copyOf(diagnostics);
        }

        public long count(Plan plan) {
            return planned.stream().filter(p -> p.plan() == plan).count();
        }

        /** Whether there was something to read and nothing of it could be. */
        public boolean nothingRead() {
            return documents == 0 || broken == documents;
        }
    }

    /**
     * A change of rules and what it touches.
     *
     * @param rules entries that were added, changed or taken away since the last run
     * @param touched documents that such an entry can make to read differently
     * @param documents that were read with other rules
     */
    public record RuleChange(int rules, int touched, int documents) {}

    /** A file to read: what it is called in the store, its fingerprint and why it is read. */
    private record Job(Path file, Path root, String id, String input, Plan plan) {}

    /** What the looking around found. */
    private record Survey(
            List<Job> files,
            List<Job> jobs,
            List<Planned> planned,
            Set<String> gone,
            List<Diagnostic> diagnostics,
            Set<String> untouched,
            Optional<RuleChange> ruleChange) {}

    /**
     * Indexes documents.
     *
     * @param paths files, or folders to walk through
     * @param store the store's folder; made where there is none
     * @param ruleFolders folders of rule documents
     * @throws EnvironmentTrouble when the store cannot be written
     */
    public static Summary index(
            List<Path> paths, Path store, List<Path> ruleFolders, Options options, Progress progress) {
        RuleBook rules = RuleBook.load(ruleFolders);
        String rulesPrint = fingerprint(rules);
        if (options.dryRun()) {
            List<StoredDocument> known = known(store);
            Survey survey = sparing(store, survey(paths, known, rulesPrint, options), known, rules, progress);
            return summary(survey, new TreeMap<>(), 0, 0, known, survey.diagnostics());
        }
        try (WarehouseWriter warehouse = WarehouseWriter.open(store)) {
            List<Region> regions = List.copyOf(rules.lexicon().regions());
            List<Indicator> indicators = List.copyOf(rules.lexicon().indicators());
            warehouse.lexicon(regions, indicators);
            List<StoredDocument> known = known(store);
            Survey survey = sparing(store, survey(paths, known, rulesPrint, options), known, rules, progress);
            StoreFolder folder = warehouse.folder();
            repair(warehouse, Optional.of(rules));
            try (SeriesIndexWriter index = SeriesIndexWriter.open(folder.lucene())) {
                index.lexicon(regions, indicators);
                Run run = new Run(warehouse, index, known, rulesPrint, survey);
                run.forget(survey.gone());
                read(groups(survey), ruleFolders, rules, options, progress, run);
                run.flush();
                warehouse.untouched(survey.untouched(), rulesPrint);
                warehouse.rulePrints(rules.prints());
                check(store, rules, warehouse, progress);
                index.commit(warehouse.generation());
                warehouse.finish();
                warehouse.agreed();
                run.diagnostics.addAll(unusedCorrections(store, rules));
                return summary(survey, run.tallies, run.written, survey.gone().size(), known(store), run.diagnostics);
            }
        }
    }

    /** Runs the checks when a number or a check has changed, and keeps what they find beside the numbers. */
    private static void check(Path store, RuleBook rules, WarehouseWriter warehouse, Progress progress) {
        Optional<List<FindingRecord>> findings;
        try (Warehouse reading = Warehouse.open(store)) {
            findings = StoredFindings.fresh(rules, reading, progress);
        }
        findings.ifPresent(list -> warehouse.findings(list, StoredFindings.stamp(rules, warehouse.generation())));
    }

    /** Corrections of documents or numbers that the store does not have. */
    private static List<Diagnostic> unusedCorrections(Path store, RuleBook rules) {
        List<Diagnostic> unused = new ArrayList<>();
        if (!rules.corrections().isEmpty()) {
            try (Warehouse warehouse = Warehouse.open(store)) {
                Set<String> paths = new HashSet<>();
                warehouse.documents().forEach(d -> paths.add(d.source().path()));
                for (Correction correction : rules.corrections()) {
                    boolean met = correction.observation().isPresent()
                            ? warehouse
                                    .observation(correction.observation().get())
                                    .isPresent()
                            : correction.document().filter(paths::contains).isPresent();
                    if (!met) {
                        unused.add(Corrections.unused(correction));
                    }
                }
            }
        }
        return unused;
    }

    private static List<StoredDocument> known(Path store) {
        if (!new StoreFolder(store).exists()) {
            return List.of();
        }
        try (Warehouse warehouse = Warehouse.open(store)) {
            return warehouse.documents();
        }
    }

    private static Summary summary(
            Survey survey,
            SortedMap<String, Tally> tallies,
            int written,
            int removed,
            List<StoredDocument> stored,
            List<Diagnostic> diagnostics) {
        return new Summary(
                survey.planned(),
                List.copyOf(tallies.values()),
                written,
                removed,
                (int) stored.stream().filter(d -> !d.readable()).count(),
                stored.size(),
                stored.stream().mapToLong(StoredDocument::observations).sum(),
                diagnostics,
                survey.ruleChange());
    }

    /** Everything that decides what a document gives besides the document: the program's version, then the rules. */
    static String fingerprint(RuleBook rules) {
        MessageDigest digest = sha256();
        rules.texts().forEach((place, text) -> {
            update(digest, place);
            update(digest, text);
        });
        String version = Indexing.class.getPackage().getImplementationVersion();
        return (version == null ? "" : version)
                + VERSION_END
                + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /**
     * Takes out of a plan the documents whose questions the changed rules answer as before: they would read the same.
     * Those that were read by another version of the program are not spared.
     */
    private static Survey sparing(
            Path store, Survey survey, List<StoredDocument> known, RuleBook rules, Progress progress) {
        Map<String, StoredDocument> byId = new HashMap<>();
        known.forEach(document -> byId.put(document.source().id(), document));
        List<String> asked = survey.jobs().stream()
                .filter(job -> job.plan() == Plan.RULES_CHANGED)
                .map(Job::id)
                .toList();
        if (asked.isEmpty()) {
            return survey;
        }
        String version = version(fingerprint(rules));
        Set<String> untouched = new LinkedHashSet<>();
        int changed;
        try (Warehouse warehouse = Warehouse.open(store)) {
            Extractor extractor = new Extractor(rules);
            Map<String, String> corrected = corrected(warehouse, rules);
            int done = 0;
            for (String id : asked) {
                progress.asked(done++, asked.size(), id);
                StoredDocument document = byId.get(id);
                DocumentRecord.Asked was = warehouse.asked(id);
                boolean same = document != null
                        && document.readable()
                        && was.known()
                        && version(document.rules()).equals(version)
                        && extractor
                                .answers(
                                        List.of(was.questions().split(String.valueOf(Questions.SEPARATOR), -1)),
                                        number -> id.equals(corrected.get(number)))
                                .equals(was.answers());
                if (same) {
                    untouched.add(id);
                }
            }
            changed = differing(warehouse.rulePrints(), rules.prints());
        }
        return new Survey(
                survey.files().stream().map(job -> spared(job, untouched)).toList(),
                survey.jobs().stream()
                        .filter(job -> !untouched.contains(job.id()))
                        .toList(),
                survey.planned().stream()
                        .map(planned -> untouched.contains(planned.path())
                                ? new Planned(planned.path(), Plan.UNCHANGED)
                                : planned)
                        .toList(),
                survey.gone(),
                survey.diagnostics(),
                untouched,
                Optional.of(new RuleChange(changed, asked.size() - untouched.size(), asked.size())));
    }

    private static Job spared(Job job, Set<String> untouched) {
        return untouched.contains(job.id())
                ? new Job(job.file(), job.root(), job.id(), job.input(), Plan.UNCHANGED)
                : job;
    }

    private static String version(String fingerprint) {
        return fingerprint.substring(0, Math.max(0, fingerprint.lastIndexOf(VERSION_END)));
    }

    /** In which document each observation stands that a correction names by its id. */
    private static Map<String, String> corrected(Warehouse warehouse, RuleBook rules) {
        Map<String, String> documents = new HashMap<>();
        rules.corrections().stream()
                .flatMap(c -> c.observation().stream())
                .forEach(id -> warehouse
                        .observation(id)
                        .ifPresent(observation ->
                                documents.put(id, observation.locator().source())));
        return documents;
    }

    private static int differing(Map<String, String> before, Map<String, String> now) {
        Set<String> ids = new HashSet<>(before.keySet());
        ids.addAll(now.keySet());
        return before.isEmpty()
                ? 0
                : (int) ids.stream()
                        .filter(id -> !java.util.Objects.equals(before.get(id), now.get(id)))
                        .count();
    }

    // ------------------------------------------------------------------ what is there

    private static Survey survey(List<Path> paths, List<StoredDocument> known, String rulesPrint, Options options) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<Path, Path> rootOf = new TreeMap<>();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (Files.isDirectory(absolute)) {
                walk(absolute, file -> rootOf.putIfAbsent(file, absolute), diagnostics);
            } else if (Files.isRegularFile(absolute)) {
                rootOf.putIfAbsent(absolute, java.util.Objects.requireNonNull(absolute.getParent()));
            } else {
                diagnostics.add(Diagnostic.of(
                        NO_SUCH_PATH, path.toString(), "there is no such file or folder", "see how it is spelled"));
            }
        }
        Map<Path, StoredDocument> byFile = new HashMap<>();
        Map<String, StoredDocument> byId = new HashMap<>();
        Map<String, StoredDocument> vanishedByInput = new HashMap<>();
        Set<String> vanished = new LinkedHashSet<>();
        for (StoredDocument document : known) {
            Path file = Path.of(document.root(), document.source().path());
            byFile.put(file, document);
            byId.put(document.source().id(), document);
            if (!Files.exists(file)) {
                vanished.add(document.source().id());
                vanishedByInput.put(document.input(), document);
            }
        }
        List<Job> files = new ArrayList<>();
        Map<String, Job> jobs = new TreeMap<>();
        List<Planned> planned = new ArrayList<>();
        Set<String> renamedFrom = new HashSet<>();
        Map<String, Path> taken = new HashMap<>();
        for (Map.Entry<Path, Path> entry : rootOf.entrySet()) {
            Path file = entry.getKey();
            Optional<StoredDocument> stored = Optional.ofNullable(byFile.get(file));
            // a file that the store knows keeps the name it has there, whatever folder it is reached from now
            Path root = stored.map(document -> Path.of(document.root())).orElse(entry.getValue());
            String id = root.relativize(file).toString().replace('\\', '/');
            Path other = taken.putIfAbsent(id, file);
            Optional<StoredDocument> sameName = Optional.ofNullable(byId.get(id));
            boolean clash = other != null
                    || (stored.isEmpty()
                            && sameName.isPresent()
                            && !vanished.contains(sameName.get().source().id()));
            if (clash) {
                Path first =
                        other != null ? other : Path.of(sameName.orElseThrow().root(), id);
                diagnostics.add(Diagnostic.of(
                        SAME_NAME,
                        file.toString(),
                        "the store already has a document called " + id + ": " + first,
                        "index a folder that holds both, or give this one a store of its own"));
                continue;
            }
            String input;
            try {
                input = fingerprint(file, root);
            } catch (IOException unreadable) {
                input = "unreadable";
            }
            Plan plan = plan(stored.or(() -> sameName), input, rulesPrint, options.force());
            Optional<StoredDocument> old = Optional.ofNullable(vanishedByInput.get(input));
            if (plan == Plan.NEW
                    && old.isPresent()
                    && renamedFrom.add(old.get().source().id())) {
                plan = Plan.RENAMED;
            }
            planned.add(new Planned(id, plan));
            boolean moved = stored.isEmpty() && (plan == Plan.UNCHANGED || plan == Plan.BROKEN_BEFORE);
            Job job = new Job(file, root, id, input, plan);
            files.add(job);
            if ((plan != Plan.UNCHANGED && plan != Plan.BROKEN_BEFORE) || moved) {
                jobs.put(id, job);
            }
        }
        vanished.removeAll(jobs.keySet());
        Set<String> gone = new LinkedHashSet<>(renamedFrom);
        List<String> left = vanished.stream()
                .filter(id -> !renamedFrom.contains(id))
                .sorted()
                .toList();
        left.forEach(id -> planned.add(new Planned(id, Plan.VANISHED)));
        if (options.prune()) {
            gone.addAll(left);
        } else if (!left.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    VANISHED,
                    left.get(0),
                    left.size() == 1
                            ? "the file is gone; the store still has its numbers"
                            : "the file is gone, and " + (left.size() - 1) + " more; the store still has their numbers",
                    "drop them with --prune"));
        }
        return new Survey(files, List.copyOf(jobs.values()), planned, gone, diagnostics, Set.of(), Optional.empty());
    }

    private static Plan plan(Optional<StoredDocument> stored, String input, String rules, boolean force) {
        if (stored.isEmpty()) {
            return Plan.NEW;
        }
        if (!stored.get().input().equals(input)) {
            return Plan.CHANGED;
        }
        if (!stored.get().rules().equals(rules)) {
            return Plan.RULES_CHANGED;
        }
        if (force) {
            return Plan.AGAIN;
        }
        return stored.get().readable() ? Plan.UNCHANGED : Plan.BROKEN_BEFORE;
    }

    private static void walk(Path folder, java.util.function.Consumer<Path> taker, List<Diagnostic> diagnostics) {
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                            boolean hidden =
                                    !directory.equals(folder) && name(directory).startsWith(".");
                            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile() && isDocument(file)) {
                                taker.accept(file);
                            } else if (attributes.isSymbolicLink() && isDocument(file)) {
                                diagnostics.add(Diagnostic.of(
                                        NO_SUCH_PATH, file.toString(), "the link leads nowhere", "mend or remove it"));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException trouble) {
                            diagnostics.add(Diagnostic.of(
                                    NO_SUCH_PATH,
                                    file.toString(),
                                    "it cannot be looked at: " + EnvironmentTrouble.reason(trouble),
                                    "see to its rights"));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException trouble) {
            diagnostics.add(Diagnostic.of(
                    NO_SUCH_PATH,
                    folder.toString(),
                    "it cannot be looked at: " + EnvironmentTrouble.reason(trouble),
                    "see to its rights"));
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isDocument(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        boolean aside = name.startsWith(".")
                || name.startsWith("~$")
                || ABOUT_DOCUMENTS.contains(name)
                || DocumentReader.isSidecar(file);
        return !aside && DOCUMENT_ENDINGS.contains(ending(name));
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Of the file's bytes and of every sidecar that speaks about it. */
    private static String fingerprint(Path file, Path root) throws IOException {
        MessageDigest digest = sha256();
        bytes(digest, file);
        Path own = file.resolveSibling(name(file) + ".almanac.yaml");
        List<Path> sidecars = new ArrayList<>(List.of(own));
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            sidecars.add(folder.resolve("almanac.yaml"));
            if (folder.equals(root) || !folder.startsWith(root)) {
                break;
            }
        }
        for (Path sidecar : sidecars) {
            if (Files.isRegularFile(sidecar)) {
                update(digest, root.relativize(sidecar).toString());
                bytes(digest, sidecar);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void bytes(MessageDigest digest, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    // ------------------------------------------------------------------ reading

    /** Files of one folder that are read and understood together; {@code jobs} are the wanted ones, in order. */
    private record Group(List<DocumentWork.Member> members, List<Job> jobs) {}

    /**
     * Cuts the files into groups: by folder, at most {@link #TOGETHER} to a group, with a few neighbours before them
     * for tables that go on from one file to the next. The cut depends on what is in the folder only, so that a group
     * reads the same whichever of its files has changed.
     */
    private static List<Group> groups(Survey survey) {
        Map<String, Job> wanted = new HashMap<>();
        survey.jobs().forEach(job -> wanted.put(job.id(), job));
        Map<Path, List<Job>> folders = new TreeMap<>();
        for (Job job : survey.files()) {
            folders.computeIfAbsent(java.util.Objects.requireNonNull(job.file().getParent()), f -> new ArrayList<>())
                    .add(job);
        }
        List<Group> groups = new ArrayList<>();
        for (List<Job> files : folders.values()) {
            for (int from = 0, to; from < files.size(); from = to) {
                to = end(files, from);
                List<Job> part = files.subList(from, to);
                List<Job> before = files.subList(Math.max(0, from - NEIGHBOURS), from);
                boolean touched = part.stream().anyMatch(job -> wanted.containsKey(job.id()))
                        || before.stream().anyMatch(job -> wanted.containsKey(job.id()));
                if (!touched) {
                    continue;
                }
                List<DocumentWork.Member> members = new ArrayList<>();
                before.forEach(job -> members.add(new DocumentWork.Member(job.file(), job.root(), false)));
                // unchanged files of the group are read too: what they say may depend on the changed one
                List<Job> jobs = part.stream()
                        .filter(job -> wanted.containsKey(job.id()) || job.plan() != Plan.BROKEN_BEFORE)
                        .toList();
                jobs.forEach(job -> members.add(new DocumentWork.Member(job.file(), job.root(), true)));
                groups.add(new Group(members, jobs));
            }
        }
        return groups;
    }

    /**
     * Where the group that begins here ends: behind a file whose name says so, as every eighth name does, so that a
     * file that comes or goes shifts its own group and not all behind it.
     */
    private static int end(List<Job> files, int from) {
        int to = from;
        while (to < files.size() && to - from < TOGETHER) {
            boolean last = name(files.get(to).file()).hashCode() % 8 == 0;
            to++;
            if (last) {
                break;
            }
        }
        return to;
    }

    /** Where documents are read: in a process of its own, or here. */
    private interface Place extends AutoCloseable {
        List<DocumentRecord> read(List<DocumentWork.Member> members);

        @Override
        void close();
    }

    private static void read(
            List<Group> groups, List<Path> ruleFolders, RuleBook rules, Options options, Progress progress, Run run) {
        if (groups.isEmpty()) {
            return;
        }
        int workers = Math.max(1, Math.min(options.workers(), groups.size()));
        int all = groups.stream().mapToInt(group -> group.jobs().size()).sum();
        ConcurrentLinkedQueue<Place> idle = new ConcurrentLinkedQueue<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Place place = options.contained() ? contained(ruleFolders, options) : here(rules, options);
            places.add(place);
            idle.add(place);
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers, runnable -> {
            Thread thread = new Thread(runnable, "reading");
            thread.setDaemon(true);
            return thread;
        });
        try {
            java.util.ArrayDeque<CompletableFuture<List<DocumentRecord>>> ahead = new java.util.ArrayDeque<>();
            int submitted = 0;
            int done = 0;
            for (Group group : groups) {
                while (submitted < groups.size() && ahead.size() < workers * AHEAD) {
                    List<DocumentWork.Member> members = groups.get(submitted++).members();
                    ahead.add(CompletableFuture.supplyAsync(
                            () -> {
                                Place place = java.util.Objects.requireNonNull(idle.poll());
                                try {
                                    return place.read(members);
                                } finally {
                                    idle.add(place);
                                }
                            },
                            pool));
                }
                List<DocumentRecord> documents = ahead.remove().join();
                for (int i = 0; i < documents.size(); i++) {
                    Job job = group.jobs().get(i);
                    run.take(job, documents.get(i));
                    progress.read(++done, all, job.id());
                }
            }
        } catch (java.util.concurrent.CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        } finally {
            pool.shutdownNow();
            places.forEach(Place::close);
        }
    }

    private static Place contained(List<Path> ruleFolders, Options options) {
        ContainedReader reader = new ContainedReader(
                ReadingProcess.class.getName(),
                ReadingProcess.arguments(options.limits(), ruleFolders),
                options.limits(),
                options.megabytes());
        return new Place() {
            @Override
            public List<DocumentRecord> read(List<DocumentWork.Member> members) {
                return reader.read(members);
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    private static Place here(RuleBook rules, Options options) {
        DocumentWork work = DocumentWork.with(rules, options.limits());
        return new Place() {
            @Override
            public List<DocumentRecord> read(List<DocumentWork.Member> members) {
                return work.read(members, () -> {});
            }

            @Override
            public void close() {}
        };
    }

    /** A document of which nothing could be read: the store keeps that it was tried, and why it failed. */
    static DocumentRecord broken(String id, Path root, List<Diagnostic> diagnostics) {
        String name = id.substring(id.lastIndexOf('/') + 1);
        Source source = new Source(
                id, id, "", "application/octet-stream", name, Optional.empty(), Optional.empty(), "und", false);
        return new DocumentRecord(
                source, root.toString(), "", "", false, 0, List.of(), List.of(), List.of(), diagnostics);
    }

    /** A run's writing side: gathers documents into batches, writes warehouse and index. */
    private static final class Run {
        private final WarehouseWriter warehouse;
        private final SeriesIndexWriter index;
        private final Map<String, StoredDocument> known = new HashMap<>();
        private final String rulesPrint;
        private final List<DocumentRecord> batch = new ArrayList<>();
        private final List<DocumentRecord> same = new ArrayList<>();
        private final SortedMap<String, Tally> tallies = new TreeMap<>();
        private final List<Diagnostic> diagnostics;
        private int batchObservations;
        private long batchSince = System.nanoTime();
        private int written;

        Run(
                WarehouseWriter warehouse,
                SeriesIndexWriter index,
                List<StoredDocument> known,
                String rulesPrint,
                Survey survey) {
            this.warehouse = warehouse;
            this.index = index;
            this.rulesPrint = rulesPrint;
            this.diagnostics = new ArrayList<>(survey.diagnostics());
            known.forEach(document -> this.known.put(document.source().id(), document));
        }

        void forget(Collection<String> ids) {
            if (!ids.isEmpty()) {
                long generation = warehouse.commit(List.of(), ids);
                ids.forEach(index::remove);
                index.commit(generation);
                warehouse.agreed();
            }
        }

        void take(Job job, DocumentRecord read) {
            DocumentRecord document = signed(read, job);
            Optional<StoredDocument> stored = Optional.ofNullable(known.get(job.id()));
            boolean changed = stored.isEmpty() || !stored.get().digest().equals(WarehouseWriter.digest(document));
            if (job.plan() != Plan.UNCHANGED || changed) {
                diagnostics.addAll(document.diagnostics());
                String kind = ending(job.id());
                tallies.merge(
                        kind, new Tally(kind, 0, 0, 0, 0, 0, 0).plus(document), (before, now) -> before.plus(document));
            }
            if (changed) {
                written++;
                batch.add(document);
                batchObservations += document.observations().size();
            } else {
                same.add(document);
            }
            if (batchObservations >= BATCH_OBSERVATIONS || System.nanoTime() - batchSince > BATCH_NANOS) {
                flush();
            }
        }

        private DocumentRecord signed(DocumentRecord read, Job job) {
            return new DocumentRecord(
                    read.source(),
                    read.root(),
                    job.input(),
                    rulesPrint,
                    read.readable(),
                    read.pageCount(),
                    read.tables(),
                    read.sentences(),
                    read.observations(),
                    read.diagnostics(),
                    read.asked());
        }

        void flush() {
            warehouse.confirm(same);
            same.clear();
            if (!batch.isEmpty()) {
                long generation = warehouse.commit(batch, List.of());
                for (DocumentRecord document : batch) {
                    replace(index, document, generation);
                }
                index.commit(generation);
                warehouse.agreed();
                batch.clear();
                batchObservations = 0;
            }
            batchSince = System.nanoTime();
        }
    }

    private static void replace(SeriesIndexWriter index, DocumentRecord document, long generation) {
        SortedMap<String, String> captions = new TreeMap<>();
        document.tables().forEach(table -> captions.put(table.id(), table.caption()));
        index.replace(document.source(), generation, document.observations(), document.sentences(), captions);
    }

    // ------------------------------------------------------------------ agreeing again

    /**
     * Makes the index agree with the warehouse where it does not: after a crash between the two, when it was deleted,
     * damaged, or made by another version.
     *
     * @return how many documents had to be written or removed
     */
    static int repair(WarehouseWriter writer, Optional<RuleBook> rules) {
        StoreFolder folder = writer.folder();
        Optional<Long> indexed = SeriesIndex.generation(folder.lucene());
        boolean clean = folder.mark()
                .filter(mark -> mark.clean() && mark.generation() == writer.generation())
                .isPresent();
        if (clean && indexed.isPresent() && indexed.get() == writer.generation()) {
            return 0;
        }
        Map<String, Long> present = indexed.isPresent() ? contents(folder) : Map.of();
        Map<String, Long> wanted = new LinkedHashMap<>();
        int touched = 0;
        try (Warehouse warehouse = Warehouse.open(folder.path())) {
            warehouse.documents().forEach(d -> wanted.put(d.source().id(), d.generation()));
            try (SeriesIndexWriter index = SeriesIndexWriter.open(folder.lucene())) {
                RuleBook book = rules.orElseGet(RuleBook::empty);
                List<Region> regions =
                        rules.isPresent() ? List.copyOf(book.lexicon().regions()) : warehouse.regions();
                List<Indicator> indicators =
                        rules.isPresent() ? List.copyOf(book.lexicon().indicators()) : warehouse.indicators();
                index.lexicon(regions, indicators);
                for (Map.Entry<String, Long> document : wanted.entrySet()) {
                    Source source = warehouse.sources().get(document.getKey());
                    if (source != null && !document.getValue().equals(present.get(document.getKey()))) {
                        index.replace(
                                source,
                                document.getValue(),
                                warehouse.observations(almanac.warehouse.ObservationFilter.ofDocument(source.path())),
                                warehouse.sentences(source.id()),
                                warehouse.captions(source.id()));
                        touched++;
                    }
                }
                for (String id : present.keySet()) {
                    if (!wanted.containsKey(id)) {
                        index.remove(id);
                        touched++;
                    }
                }
                index.commit(writer.generation());
            }
        }
        writer.agreed();
        return touched;
    }

    private static Map<String, Long> contents(StoreFolder folder) {
        try (SeriesIndex index = SeriesIndex.open(folder.lucene())) {
            return index.contents();
        } catch (EnvironmentTrouble unreadable) {
            return Map.of();
        }
    }
}
