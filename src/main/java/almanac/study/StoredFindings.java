package almanac.study;

import almanac.extract.ExtractCodes;
import almanac.extract.check.Cleaning;
import almanac.extract.check.Finding;
import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.rule.CheckRule;
import almanac.rule.RuleBook;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What does not hold between the numbers of a store: the check rules, and labels in two languages that disagree. */
final class StoredFindings {
    /** The kind of a finding about labels. */
    static final String LABELS = "labels";

    private static final String LABEL_RULE = "check.labels";
    private static final Pattern SHEET_CELL = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
    private static final Pattern TABLE_CELL = Pattern.compile("r([0-9]{1,7})c([0-9]{1,7})");

    private StoredFindings() {}

    /** All findings about a store's numbers, rule by rule, then the labels. */
    static List<Finding> of(RuleBook book, Warehouse warehouse, List<Observation> observations) {
        List<Finding> findings = new ArrayList<>(new Cleaning(book).check(observations));
        Map<String, List<Observation>> bySource = new HashMap<>();
        for (StoredDocument document : warehouse.documents()) {
            String source = document.source().id();
            for (Diagnostic diagnostic : warehouse.diagnostics(source)) {
                if (diagnostic.code().id().equals(ExtractCodes.LABELS_DISAGREE.id())) {
                    if (bySource.isEmpty()) {
                        observations.forEach(
                                o -> bySource.computeIfAbsent(o.locator().source(), s -> new ArrayList<>())
                                        .add(o));
                    }
                    List<Observation> meant = meant(diagnostic, bySource.getOrDefault(source, List.of()));
                    if (!meant.isEmpty()) {
                        findings.add(new Finding(
                                diagnostic.code(), LABEL_RULE, diagnostic.message(), diagnostic.hint(), meant, "", ""));
                    }
                }
            }
        }
        return findings;
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

    /** What findings depend on: the numbers (by the store's generation) and the checks. */
    static String stamp(RuleBook book, long generation) {
        StringBuilder text = new StringBuilder();
        for (CheckRule rule : book.checks()) {
            text.append(rule.id()).append(rule.kind()).append(rule.settings()).append(rule.lists());
        }
        return generation + " " + hash(text.toString());
    }

    /** Runs the checks and answers what the store should keep; nothing when it holds that already. */
    static Optional<List<FindingRecord>> fresh(RuleBook book, Warehouse warehouse) {
        if (warehouse.findingStamp().equals(stamp(book, warehouse.generation()))) {
            return Optional.empty();
        }
        List<Observation> observations = warehouse.observations(ObservationFilter.ALL);
        List<FindingRecord> records = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Finding finding : of(book, warehouse, observations)) {
            Diagnostic diagnostic = finding.diagnostic();
            String members = finding.observations().stream()
                    .map(Observation::id)
                    .toList()
                    .toString();
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
                        finding.observations().stream().map(Observation::id).toList()));
            }
        }
        return Optional.of(records);
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
