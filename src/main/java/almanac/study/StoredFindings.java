package almanac.study;

import almanac.extract.ExtractCodes;
import almanac.extract.check.Cleaning;
import almanac.extract.check.Finding;
import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Region;
import almanac.rule.CheckRule;
import almanac.rule.RuleBook;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What does not hold between the numbers of a store: the check rules, and labels in two languages that disagree. */
final class StoredFindings {
    /** The kind of a finding about labels. */
    static final String LABELS = "labels";

    /** Older than any document. */
    static final long NOTHING_KEPT = -1;

    /** So many changed documents are most of the store. */
    private static final int MANY = 500;

    private static final String LABEL_RULE = "check.labels";
    private static final Pattern SHEET_CELL = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
    private static final Pattern TABLE_CELL = Pattern.compile("r([0-9]{1,7})c([0-9]{1,7})");

    private StoredFindings() {}

    /** All findings about numbers of a store: rule by rule, the worst first; then the labels. */
    static List<Finding> of(RuleBook book, Warehouse warehouse, List<Observation> observations) {
        Cleaning cleaning = new Cleaning(book);
        List<Finding> findings = new ArrayList<>(cleaning.acrossDocuments(observations));
        Map<String, List<Observation>> bySource = new TreeMap<>();
        observations.forEach(o -> bySource.computeIfAbsent(o.locator().source(), s -> new ArrayList<>())
                .add(o));
        bySource.forEach((source, own) -> findings.addAll(inDocument(cleaning, warehouse, source, own)));
        Map<String, Integer> order = order(book);
        Set<String> across = across(book);
        findings.sort(Comparator.comparing((Finding f) -> order.getOrDefault(f.rule(), order.size()))
                .thenComparing(Finding::excess, Comparator.reverseOrder())
                .thenComparing(f -> f.diagnostic().source())
                .thenComparing(f -> across.contains(f.rule())
                        ? Warehouse.family(f.observations().get(0)) + f.message()
                        : ""));
        return findings;
    }

    /** What does not hold within a document, in the order of the rules; the same whatever else the store has. */
    private static List<Finding> inDocument(
            Cleaning cleaning, Warehouse warehouse, String source, List<Observation> observations) {
        List<Finding> findings = new ArrayList<>(cleaning.inDocument(observations));
        for (Diagnostic diagnostic : warehouse.diagnostics(source)) {
            if (diagnostic.code().id().equals(ExtractCodes.LABELS_DISAGREE.id())) {
                List<Observation> meant = meant(diagnostic, observations);
                if (!meant.isEmpty()) {
                    findings.add(new Finding(
                            diagnostic.code(), LABEL_RULE, diagnostic.message(), diagnostic.hint(), meant, "", ""));
                }
            }
        }
        return findings;
    }

    /** The place of each rule among the checks; labels come behind all of them. */
    private static Map<String, Integer> order(RuleBook book) {
        Map<String, Integer> order = new HashMap<>();
        book.checks().forEach(rule -> order.putIfAbsent(rule.id(), order.size()));
        return order;
    }

    /** The numbers of the row (or, below a head, of the column) of a label. */
    private static List<Observation> meant(Diagnostic diagnostic, List<Observation> observations) {
        int[] label = place(diagnostic.cell().orElse(""));
        List<Observation> row = new ArrayList<>();
        List<Observation> column = new ArrayList<>();
        for (Observation o : observations) {
            if (o.locator() instanceof Locator.CellAt cell
                    && diagnostic.page().filter(cell.page()::equals).isPresent()) {
                int[] place = place(cell.address());
                if (place[0] == label[0]) {
                    row.add(o);
                } else if (place[1] == label[1] && place[0] > label[0]) {
                    column.add(o);
                }
            }
        }
        return row.isEmpty() ? column : row;
    }

    /** Row and column of an address, C8 or r8c3; zeros for neither. */
    private static int[] place(String address) {
        Matcher sheet = SHEET_CELL.matcher(address);
        if (sheet.matches()) {
            int column = 0;
            for (char letter : sheet.group(1).toCharArray()) {
                column = column * 26 + letter - 'A' + 1;
            }
            return new int[] {Integer.parseInt(sheet.group(2)), column};
        }
        Matcher table = TABLE_CELL.matcher(address);
        return table.matches()
                ? new int[] {Integer.parseInt(table.group(1)), Integer.parseInt(table.group(2))}
                : new int[] {0, 0};
    }

    private static Set<String> across(RuleBook book) {
        Set<String> across = new HashSet<>();
        book.checks().stream().filter(Cleaning::across).forEach(rule -> across.add(rule.id()));
        return across;
    }

    /** What findings depend on: the numbers (by the store's generation), the checks, and what regions are parts of what. */
    static String stamp(RuleBook book, long generation) {
        StringBuilder text = new StringBuilder();
        for (CheckRule rule : book.checks()) {
            text.append(rule.id()).append(rule.kind()).append(rule.settings()).append(rule.lists());
        }
        for (Region region : book.lexicon().regions()) {
            text.append(region.code())
                    .append(region.level())
                    .append(region.parent())
                    .append(region.to());
        }
        String version = Indexing.class.getPackage().getImplementationVersion();
        return generation + " " + hash((version == null ? "" : version) + text);
    }

    /** Whether the store holds what the checks find in it now. */
    static boolean current(RuleBook book, Warehouse warehouse) {
        return warehouse.findingStamp().equals(stamp(book, warehouse.generation()));
    }

    /**
     * Runs the checks and answers what the store should keep; nothing when it holds that already. Where the checks are
     * those of the last run, only documents written since are looked at in themselves, and between documents only the
     * numbers that they dispute; the outcome is the same as that of a run over everything.
     */
    static Optional<List<FindingRecord>> fresh(RuleBook book, Warehouse warehouse, Indexing.Progress progress) {
        if (current(book, warehouse)) {
            return Optional.empty();
        }
        String known = warehouse.findingStamp();
        String[] stamp = known.split(" ");
        boolean sameChecks = stamp.length == 2 && known.equals(stamp(book, Long.parseLong(stamp[0])));
        return Optional.of(records(book, warehouse, sameChecks ? Long.parseLong(stamp[0]) : NOTHING_KEPT, progress));
    }

    /** As {@link #fresh}, with the findings that are stored of documents no younger than a generation. */
    static List<FindingRecord> records(
            RuleBook book, Warehouse warehouse, long generation, Indexing.Progress progress) {
        Map<String, Integer> order = order(book);
        Set<String> across = across(book);
        Set<String> changed = new TreeSet<>();
        Set<String> unchanged = new HashSet<>();
        for (StoredDocument document : warehouse.documents()) {
            String id = document.source().id();
            boolean kept = document.generation() <= generation && unchanged.add(id);
            if (!kept) {
                changed.add(id);
            }
        }
        // with most of the store changed, all families are touched
        Optional<Set<String>> since =
                unchanged.isEmpty() || changed.size() > MANY ? Optional.empty() : Optional.of(changed);
        List<FindingRecord> records = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (!unchanged.isEmpty()) {
            Set<String> touched = since.map(warehouse::families).orElse(Set.of());
            warehouse.findings().stream()
                    .filter(finding -> across.contains(finding.rule())
                            ? since.isPresent() && !touched.contains(finding.family())
                            : unchanged.contains(finding.document()))
                    .filter(finding -> ids.add(finding.id()))
                    .forEach(records::add);
        }
        Cleaning cleaning = new Cleaning(book);
        int[] done = {0};
        Batch documents = new Batch(o -> o.locator().source(), (source, own) -> {
            progress.checked(done[0]++, changed.size(), source);
            inDocument(cleaning, warehouse, source, own).forEach(finding -> keep(finding, "", ids, records));
        });
        warehouse.forEachOf(changed, (source, observation) -> documents.add(observation));
        documents.end();
        progress.checked(changed.size(), changed.size(), "between documents");
        Batch families = new Batch(
                Warehouse::family,
                (family, own) -> cleaning.acrossDocuments(own).forEach(finding -> keep(finding, family, ids, records)));
        warehouse.contested(cleaning.leastDifference(), since, (source, observation) -> families.add(observation));
        families.end();
        // findings of a document keep their order, those between documents are told apart by what they say
        records.sort(Comparator.comparing((FindingRecord f) -> order.getOrDefault(f.rule(), order.size()))
                .thenComparing(FindingRecord::excess, Comparator.reverseOrder())
                .thenComparing(FindingRecord::document)
                .thenComparing(f -> f.family().isEmpty() ? "" : f.family() + f.message()));
        return records;
    }

    /** Gathers the observations of one document, or one family, after the other. */
    private static final class Batch {
        private final Function<Observation, String> key;
        private final BiConsumer<String, List<Observation>> taker;
        private List<Observation> own = new ArrayList<>();
        private String common = "";

        Batch(Function<Observation, String> key, BiConsumer<String, List<Observation>> taker) {
            this.key = key;
            this.taker = taker;
        }

        void add(Observation observation) {
            String next = key.apply(observation);
            if (!next.equals(common)) {
                end();
            }
            common = next;
            own.add(observation);
        }

        void end() {
            if (!own.isEmpty()) {
                taker.accept(common, own);
                own = new ArrayList<>();
            }
        }
    }

    private static void keep(Finding finding, String family, Set<String> ids, List<FindingRecord> records) {
        Diagnostic diagnostic = finding.diagnostic();
        List<String> members =
                finding.observations().stream().map(Observation::id).toList();
        String id = hash(finding.rule() + "|" + finding.message() + "|" + members);
        if (ids.add(id)) {
            records.add(new FindingRecord(
                    id,
                    finding.kind(),
                    diagnostic.code().id(),
                    diagnostic.code().severity().name(),
                    diagnostic.code().title(),
                    finding.rule(),
                    diagnostic.source(),
                    diagnostic.page().orElse(""),
                    diagnostic.cell().orElse(""),
                    finding.message(),
                    finding.expected(),
                    finding.found(),
                    finding.hint(),
                    finding.excess(),
                    family,
                    members));
        }
    }

    /** A finding as it was stored, as a diagnostic. */
    static Diagnostic diagnostic(FindingRecord finding) {
        return new Diagnostic(
                new Diagnostic.Code(finding.code(), Diagnostic.Severity.valueOf(finding.severity()), finding.title()),
                finding.message() + " (" + finding.rule() + ")",
                finding.document(),
                Optional.of(finding.page()).filter(page -> !page.isEmpty()),
                Optional.of(finding.cell()).filter(cell -> !cell.isEmpty()),
                finding.hint());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
