package almanac.audit;

import almanac.model.Audit;
import almanac.model.Claims;
import almanac.model.Finding;
import almanac.model.Moments;
import almanac.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The door of the audit: published claims in, verdicts and findings out.
 *
 * <p>Example: {@code Auditor.audit(ClaimsReader.read(json, "paper.json").claims().orElseThrow()).cells()}.
 */
public final class Auditor {
    private Auditor() {}

    /** Holds every printed number against the others. */
    public static Audit audit(Claims claims) {
        CorrelationBox box = CorrelationBox.of(claims);
        boolean tested = box.anyKnown();
        Definiteness.Outcome definite =
                tested ? Definiteness.of(box) : new Definiteness.Outcome(true, false, Double.NaN, 0);
        List<ModelTable> tables = claims.models().stream()
                .map(m -> new ModelTable(claims, m, box))
                .toList();
        CellChecks.Outcome cells = CellChecks.of(claims, tables, definite.possible());
        List<Verdict> verdicts = new ArrayList<>(cells.verdicts());
        verdicts.addAll(Descriptives.of(claims));
        List<Finding> findings = new ArrayList<>();
        findings.addAll(TableFindings.correlations(claims, box, definite));
        findings.addAll(FitFindings.of(claims, tables));
        findings.addAll(StarOrder.of(claims, tables, cells));
        findings.addAll(DeviationRatios.findings(tables));
        JointFeasibility.of(claims, box, tables, cells.verdicts()).ifPresent(findings::add);
        findings.addAll(NestedModels.findings(tables));
        findings.addAll(Diagnosis.of(claims, tables, cells.verdicts()));
        findings.addAll(Conclusions.of(tables));
        Optional<Moments> moments = MomentsRecovery.recover(claims);
        findings.addAll(Explanations.of(tables, moments));
        findings.addAll(Duplicates.of(claims, tables));
        findings.addAll(Assumptions.of(claims, cells, verdicts));
        findings.sort(Comparator.comparing(Finding::severity));
        return new Audit(claims, verdicts, findings, moments, List.of());
    }
}
