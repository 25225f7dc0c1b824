package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings about the correlation table as a whole. */
final class TableFindings {
    /** Repairs worth listing: the smallest few. */
    private static final int REPAIRS = 5;

    private TableFindings() {}

    static List<Finding> correlations(Claims claims, CorrelationBox box, Definiteness.Outcome definite) {
        List<Finding> findings = new ArrayList<>();
        if (definite.possible()) {
            return findings;
        }
        List<Claim> cells = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Definiteness.Repair repair :
                Definiteness.repairs(box).stream().limit(REPAIRS).toList()) {
            String row = box.names().get(repair.row());
            String column = box.names().get(repair.column());
            Claims.Correlation cell = claims.correlations().stream()
                    .filter(c -> c.row().equals(row) && c.column().equals(column)
                            || c.row().equals(column) && c.column().equals(row))
                    .findFirst()
                    .orElseThrow();
            cells.add(new Claim(
                    Optional.empty(),
                    "corr",
                    Optional.of(cell.row() + " ~ " + cell.column()),
                    cell.value().text()));
            words.add(cell.row() + " ~ " + cell.column() + " " + cell.value().text() + " -> "
                    + Words.fixed(repair.repaired(), cell.value().decimals()) + " (change "
                    + Words.fixed(repair.change(), cell.value().decimals()) + ")");
        }
        findings.add(new Finding(
                "C1",
                Severity.CONTRADICTION,
                cells,
                "No data can have these correlations: no correlation matrix (positive semi-definite) rounds to the printed"
                        + " table. The printed one has an eigenvalue of " + Words.number(definite.smallestEigenvalue())
                        + (words.isEmpty()
                                ? "; no change of a single cell repairs it."
                                : "; changing one cell would repair it, smallest change first: "
                                        + String.join("; ", words) + ".")));
        return findings;
    }
}
