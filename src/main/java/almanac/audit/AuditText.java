package almanac.audit;

import almanac.model.Audit;
import almanac.model.Finding;
import almanac.model.Verdict;

/** An audit in plain text: what is impossible and why, the findings, what could not be checked. */
public final class AuditText {
    private AuditText() {}

    public static String of(Audit audit) {
        StringBuilder text = new StringBuilder();
        text.append(audit.claims().id()).append(": ");
        text.append(audit.count(Verdict.Kind.CONSISTENT)).append(" numbers consistent, ");
        text.append(audit.count(Verdict.Kind.IMPOSSIBLE)).append(" impossible, ");
        text.append(audit.count(Verdict.Kind.UNTESTABLE)).append(" untestable\n");
        for (Verdict verdict : audit.cells()) {
            if (verdict.kind() == Verdict.Kind.IMPOSSIBLE) {
                text.append("  impossible: ")
                        .append(verdict.claim().place())
                        .append(" printed ")
                        .append(Stars.quoted(verdict.claim().printed()))
                        .append(" [")
                        .append(verdict.check())
                        .append("] ")
                        .append(verdict.why())
                        .append('\n');
            }
        }
        for (Finding finding : audit.findings()) {
            text.append("  ")
                    .append(finding.severity().word())
                    .append(" [")
                    .append(finding.check())
                    .append("] ")
                    .append(finding.text())
                    .append('\n');
        }
        return text.toString();
    }
}
