package almanac.audit;

import almanac.model.Audit;
import almanac.model.Finding;
import almanac.model.Verdict;
import almanac.model.WhatIf;

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
        audit.whatIfs().forEach(whatIf -> whatIf(text, whatIf));
        return text.toString();
    }

    /** A model that was asked for, a line a regressor. */
    private static void whatIf(StringBuilder text, WhatIf whatIf) {
        text.append("  what if ").append(whatIf.formula()).append(": R2 ").append(Words.range(whatIf.explained()));
        whatIf.adjusted().ifPresent(a -> text.append(", adjusted R2 ").append(Words.range(a)));
        whatIf.observations().ifPresent(n -> text.append(", N = ").append(n));
        whatIf.constant().ifPresent(c -> text.append(", constant about ").append(Words.number(c)));
        text.append('\n');
        for (WhatIf.Term term : whatIf.terms()) {
            text.append("    ").append(term.variable()).append(": ");
            term.coefficient()
                    .ifPresent(b ->
                            text.append("coefficient ").append(Words.range(b)).append(", "));
            text.append("standardised ").append(Words.range(term.standardised()));
            term.statistic().ifPresent(t -> text.append(", t ").append(Words.range(t)));
            term.p().ifPresent(p -> text.append(", p ").append(Words.pRange(p)));
            text.append(", partial correlation ")
                    .append(Words.range(term.partial()))
                    .append(", share of R2 ")
                    .append(Words.fixed(term.dominance(), 3))
                    .append('\n');
        }
    }
}
