package almanac.model;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of an audit.
 *
 * @param claims what was audited
 * @param cells one verdict a printed number, in the order of the tables
 * @param findings what several numbers show together, contradictions first
 * @param moments means, standard deviations and correlations that the tables imply, where they determine them
 * @param whatIfs models that were asked for beside the printed ones
 */
public record Audit(
        Claims claims, List<Verdict> cells, List<Finding> findings, Optional<Moments> moments, List<WhatIf> whatIfs) {
    public Audit {
        whatIfs = List.copyOf(whatIfs);
        cells = List.copyOf(cells);
        findings = List.copyOf(findings);
    }

    public long count(Verdict.Kind kind) {
        return cells.stream().filter(c -> c.kind() == kind).count();
    }

    public long count(Finding.Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** The same with models that were asked for. */
    public Audit with(List<WhatIf> asked) {
        return new Audit(claims, cells, findings, moments, asked);
    }

    /** Whether nothing contradicts anything. */
    public boolean clean() {
        return count(Verdict.Kind.IMPOSSIBLE) == 0 && count(Finding.Severity.CONTRADICTION) == 0;
    }
}
