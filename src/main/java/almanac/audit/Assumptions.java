package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was assumed, and what could not be checked for which reason. */
final class Assumptions {
    private Assumptions() {}

    static List<Finding> of(Claims claims, CellChecks.Outcome cells, List<Verdict> verdicts) {
        List<Finding> findings = new ArrayList<>();
        if (cells.starsPrinted() && !claims.legend().declared()) {
            findings.add(new Finding(
                    "A2",
                    Severity.REMARK,
                    List.of(),
                    cells.stars().otherThanAssumed()
                            ? "The paper declares no star legend; its stars fit "
                                    + cells.stars().words() + ", not the usual *** 1 %, ** 5 %, * 10 %."
                            : "The paper declares no star legend: *** 1 %, ** 5 %, * 10 % was assumed."));
        }
        if (cells.starsPrinted()
                && claims.legend().declared()
                && !cells.stars().legend().equals(claims.legend())) {
            findings.add(new Finding(
                    "A2",
                    Severity.REMARK,
                    List.of(),
                    "Most stars contradict the paper's legend and all fit "
                            + cells.stars().words()
                            + ", which was used: the legend is likely misprinted, or was misread."));
        }
        if (cells.absoluteStatistics()) {
            findings.add(new Finding(
                    "A3",
                    Severity.REMARK,
                    List.of(),
                    "No t is printed with a minus sign though coefficients are: t's were taken as absolute values, and"
                            + " their signs not held against the coefficients."));
        }
        for (String note : claims.notes()) {
            findings.add(new Finding("reading", Severity.REMARK, List.of(), capital(note) + "."));
        }
        Map<String, List<Claim>> reasons = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.kind() == Kind.UNTESTABLE && verdict.check().isEmpty()) {
                reasons.computeIfAbsent(verdict.why(), key -> new ArrayList<>()).add(verdict.claim());
            }
        }
        reasons.forEach((why, list) -> findings.add(
                new Finding("untestable", Severity.REMARK, list, "Not checked: " + summary(list) + "; " + why + ".")));
        return findings;
    }

    private static String summary(List<Claim> claims) {
        if (claims.size() <= 3) {
            return Words.list(claims.stream().map(Claim::place).toList());
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        claims.forEach(c -> kinds.merge(c.cell(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        kinds.forEach((kind, count) -> parts.add(count + " " + kind));
        return Words.list(parts);
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
