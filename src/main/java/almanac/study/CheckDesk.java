package almanac.study;

import almanac.extract.check.Finding;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Observation;
import almanac.panel.PanelSpec;
import almanac.rule.Nearest;
import almanac.rule.RuleBook;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The door for {@code almanac check}: what the cleaning rules find in a store. */
public final class CheckDesk {
    private CheckDesk() {}

    /**
     * Findings as diagnostics at the place of the number in doubt.
     *
     * @param numbers observations looked at
     * @param rules check rules carried out
     * @param findings what does not hold, rule by rule
     */
    public record Outcome(int numbers, int rules, List<Diagnostic> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    /** The indicators and regions that a study reads. */
    public record Scope(Set<String> indicators, Set<String> regions) {
        public Scope {
            indicators = Set.copyOf(indicators);
            regions = Set.copyOf(regions);
        }
    }

    /** What a study is about, its nation and the single places its variables name included. */
    public static Scope scope(String study, List<Path> rules, Consumer<Diagnostic> taker) {
        StudyDocument document = StudyDesk.read(StudyDesk.find(study, rules), RuleBook.load(rules), taker);
        Set<String> regions = new TreeSet<>(document.panel().regions());
        regions.add(document.panel().nation());
        for (PanelSpec.VariableSpec variable : document.panel().variables()) {
            if (variable instanceof PanelSpec.Printed printed) {
                printed.region().ifPresent(regions::add);
            }
        }
        // a sample that is found in the books has no limits of place
        boolean found = document.panel().regions().isEmpty();
        return new Scope(new TreeSet<>(StudyRun.indicators(document)), found ? Set.of() : regions);
    }

    /**
     * Runs all checks on the store. Where indicators or regions are named, everything is checked all the same (a sum
     * needs its other parts), and the findings are kept that touch a number named.
     *
     * @throws EnvironmentTrouble where no rule document has an indicator or region named
     */
    public static Outcome run(Path store, List<Path> rules, Set<String> indicators, Set<String> regions) {
        RuleBook book = RuleBook.load(rules);
        known(book, "indicator", indicators);
        known(book, "region", regions);
        try (Warehouse warehouse = Warehouse.open(store)) {
            if (StoredFindings.current(book, warehouse)) {
                return stored(book, warehouse, indicators, regions);
            }
            List<Observation> observations = warehouse.observations(ObservationFilter.ALL);
            List<Diagnostic> findings = StoredFindings.of(book, warehouse, observations).stream()
                    .filter(finding -> finding.observations().stream().anyMatch(o -> named(o, indicators, regions)))
                    .map(Finding::diagnostic)
                    .toList();
            long numbers = observations.stream()
                    .filter(o -> named(o, indicators, regions))
                    .count();
            return new Outcome((int) numbers, book.checks().size(), findings);
        }
    }

    /** What the last indexing found. */
    private static Outcome stored(RuleBook book, Warehouse warehouse, Set<String> indicators, Set<String> regions) {
        List<FindingRecord> findings = warehouse.findings();
        int numbers;
        if (indicators.isEmpty() && regions.isEmpty()) {
            numbers = warehouse.documents().stream()
                    .mapToInt(StoredDocument::observations)
                    .sum();
        } else {
            Set<String> named = new HashSet<>();
            warehouse
                    .observations(ObservationFilter.ofIndicators(List.copyOf(indicators))
                            .inRegions(List.copyOf(regions)))
                    .forEach(o -> named.add(o.id()));
            findings = findings.stream()
                    .filter(finding -> finding.observations().stream().anyMatch(named::contains))
                    .toList();
            numbers = named.size();
        }
        return new Outcome(
                numbers,
                book.checks().size(),
                findings.stream().map(StoredFindings::diagnostic).toList());
    }

    /** Refuses ids that no rule document has: nothing would be found for them, which reads like good news. */
    private static void known(RuleBook book, String kind, Set<String> ids) {
        Set<String> all = new TreeSet<>();
        book.listed().stream().filter(one -> one.kind().equals(kind)).forEach(one -> all.add(one.id()));
        for (String id : ids) {
            if (!all.contains(id)) {
                throw new EnvironmentTrouble(Diagnostic.of(
                        CubeDesk.NO_SUCH_NAME,
                        id,
                        "there is no " + kind + " of this " + (kind.equals("region") ? "code" : "id"),
                        Nearest.to(id, all)
                                        .map(near -> "did you mean \"" + near + "\"? ")
                                        .orElse("")
                                + "all: almanac rules list " + kind));
            }
        }
    }

    /** What the checks find among the figures a study may use, in its own regions. */
    static List<Diagnostic> findings(
            RuleBook book, Warehouse warehouse, List<Observation> observations, StudyDocument study) {
        Set<String> regions = new TreeSet<>(study.panel().regions());
        regions.add(study.panel().nation());
        return StoredFindings.of(book, warehouse, observations).stream()
                .filter(finding -> finding.observations().stream().anyMatch(o -> named(o, Set.of(), regions)))
                .map(Finding::diagnostic)
                .toList();
    }

    private static boolean named(Observation observation, Set<String> indicators, Set<String> regions) {
        return (indicators.isEmpty()
                        || observation
                                .indicator()
                                .id()
                                .filter(indicators::contains)
                                .isPresent())
                && (regions.isEmpty()
                        || observation.region().id().filter(regions::contains).isPresent());
    }

    /** The codes that occur, with how often each does, one a line. */
    public static String summary(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        Set<String> codes = new TreeSet<>();
        outcome.findings().forEach(f -> codes.add(f.code().id()));
        for (String code : codes) {
            long count = outcome.findings().stream()
                    .filter(f -> f.code().id().equals(code))
                    .count();
            String title = outcome.findings().stream()
                    .filter(f -> f.code().id().equals(code))
                    .findFirst()
                    .map(f -> f.code().title())
                    .orElse("");
            text.append(code)
                    .append('\t')
                    .append(count)
                    .append('\t')
                    .append(title)
                    .append('\n');
        }
        return text.append(outcome.numbers())
                .append(" numbers, ")
                .append(outcome.rules())
                .append(" checks, ")
                .append(outcome.findings().size())
                .append(" findings\n")
                .toString();
    }
}
