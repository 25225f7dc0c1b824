package almanac.model;

import java.util.List;

/**
 * The outcome of an audit.
 *
 * @param claims what was audited
 * @param cells one verdict a printed number, in the order of the tables
 * @param findings what several numbers show together, contradictions first
 */
public record Audit(Claims claims, List<Verdict> cells, List<Finding> findings) {
    public Audit {
        cells = List.copyOf(cells);
        findings = List.copyOf(findings);
    }

    public long count(Verdict.Kind kind) {
        return cells.stream().filter(c -> c.kind() == kind).count();
    }

    public long count(Finding.Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** Whether nothing contradicts anything. */
    public boolean clean() {
        return count(Verdict.Kind.IMPOSSIBLE) == 0 && count(Finding.Severity.CONTRADICTION) == 0;
    }
}
