package almanac.audit;

import almanac.model.Audit;
import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Printed;
import almanac.model.Verdict;
import almanac.model.WhatIf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An audit as one HTML page that can be sent to an editor: the tables as printed, each number coloured by its verdict with
 * the certificate on hover, then the certificates and findings as lists. Needs nothing but itself: no script, no file, no
 * network.
 */
public final class AuditPage {
    private static final String STYLE = """
            body{font:16px/1.5 Georgia,"Noto Serif","Noto Serif CJK SC",serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
            h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
            body{overflow-wrap:break-word}.wide{overflow-x:auto}
            table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums;border-top:2px solid;border-bottom:2px solid}
            caption{text-align:left;font-weight:bold;padding-bottom:.3rem}
            th,td{padding:.12rem .6rem;text-align:right;font-weight:normal}th[scope=row]{text-align:left}
            thead th{border-bottom:1px solid}
            .consistent{background:#e2f2e5}.impossible{background:#f8d0cc;font-weight:bold;text-decoration:underline}
            .untestable{background:#eeeeee}
            .key span{padding:0 .5rem;margin-right:.7rem}
            .contradiction{border-left:4px solid #b3261e;padding-left:.7rem}.remark{border-left:4px solid #8a8a8a;padding-left:.7rem}
            li{margin:.45rem 0}footer{margin-top:3rem;font-size:.85rem;color:#555}
            @media (prefers-color-scheme:dark){body{background:#161616;color:#eaeaea}.consistent{background:#17401f}.impossible{background:#6b1d18}.untestable{background:#333}footer{color:#aaa}}
            @media print{body{margin:0;max-width:none;font-size:11pt}.wide{overflow:visible}tr,li{break-inside:avoid}h2{break-after:avoid}.consistent,.impossible,.untestable{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
            """;

    private final Audit audit;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final StringBuilder html = new StringBuilder();

    private AuditPage(Audit audit) {
        this.audit = audit;
        audit.cells().forEach(v -> verdicts.putIfAbsent(key(v.claim()), v));
    }

    public static String of(Audit audit) {
        return new AuditPage(audit).page();
    }

    private static String key(Claim claim) {
        return claim.model().map(String::valueOf).orElse("") + "\u0000" + claim.cell() + "\u0000"
                + claim.variable().orElse("");
    }

    private String page() {
        Claims claims = audit.claims();
        String title = "Audit of " + claims.id();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escape(title))
                .append("</h1>\n");
        if (!claims.source().isEmpty() && !claims.source().equals(claims.id())) {
            html.append("<p>").append(escape(claims.source())).append("</p>\n");
        }
        html.append("<p>Every printed number stands for all numbers that round to it. Of ")
                .append(audit.cells().size())
                .append(" numbers ")
                .append(audit.count(Verdict.Kind.CONSISTENT))
                .append(" are consistent with the others, ")
                .append(audit.count(Verdict.Kind.IMPOSSIBLE))
                .append(" are impossible (no data behind the roundings could give them), ")
                .append(audit.count(Verdict.Kind.UNTESTABLE))
                .append(" are bound by nothing that is printed. Only the printed tables were used.</p>\n")
                .append(
                        "<p class=\"key\"><span class=\"consistent\">consistent</span><span class=\"impossible\">impossible</span>"
                                + "<span class=\"untestable\">untestable</span></p>\n");
        correlations(claims);
        models(claims);
        descriptives(claims);
        certificates();
        findings();
        whatIfs();
        html.append(
                "<footer><p>A number is called impossible only with a proof from the printed numbers; what explains it is a"
                        + " guess and says so. An audit finds slips, not intentions.</p></footer>\n</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private void correlations(Claims claims) {
        if (claims.correlations().isEmpty()) {
            return;
        }
        Map<String, Claims.Correlation> cells = new HashMap<>();
        for (Claims.Correlation cell : claims.correlations()) {
            cells.put(cell.row() + "\u0000" + cell.column(), cell);
        }
        html.append("<div class=\"wide\"><table>\n<caption>Correlations")
                .append(claims.n().map(n -> ", N = " + escape(n.text())).orElse(""))
                .append("</caption>\n<thead><tr><th></th>");
        claims.order()
                .forEach(name ->
                        html.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < claims.order().size(); i++) {
            String row = claims.order().get(i);
            html.append("<tr><th scope=\"row\">").append(escape(row)).append("</th>");
            for (int j = 0; j <= i; j++) {
                String column = claims.order().get(j);
                Claims.Correlation cell = cells.get(row + "\u0000" + column);
                if (cell == null) {
                    cell = cells.get(column + "\u0000" + row);
                }
                if (i == j) {
                    html.append("<td>1</td>");
                } else if (cell == null) {
                    html.append("<td></td>");
                } else {
                    String pair = cell.row() + " ~ " + cell.column();
                    html.append("<td>");
                    number(
                            Optional.empty(),
                            "corr",
                            Optional.of(pair),
                            cell.value().text());
                    stars(Optional.empty(), Optional.of(pair), cell.stars());
                    html.append("</td>");
                }
            }
            html.append("<td></td>".repeat(claims.order().size() - i - 1)).append("</tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
    }

    private void models(Claims claims) {
        if (claims.models().isEmpty()) {
            return;
        }
        Set<String> variables = new LinkedHashSet<>();
        claims.models().forEach(m -> variables.addAll(m.variables()));
        html.append("<div class=\"wide\"><table>\n<caption>Regressions</caption>\n<thead><tr><th></th>");
        for (Model model : claims.models()) {
            html.append("<th scope=\"col\">(").append(model.number()).append(")");
            if (!model.y().isEmpty()) {
                html.append("<br>").append(escape(model.y()));
            }
            html.append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (String variable : variables) {
            rows(
                    claims,
                    variable,
                    model -> model.rows().stream()
                            .filter(r -> r.variable().equals(variable))
                            .findFirst());
        }
        rows(claims, "constant", Model::constant);
        figure(claims, "R2", Model::r2);
        figure(claims, "adjR2", Model::adjR2);
        figure(claims, "F", Model::f);
        figure(claims, "N", Model::n);
        html.append("</tbody>\n</table></div>\n");
    }

    private void rows(Claims claims, String variable, Function<Model, Optional<Row>> find) {
        boolean constant = variable.equals("constant");
        List<String> kinds = new ArrayList<>();
        for (Model model : claims.models()) {
            find.apply(model).ifPresent(row -> {
                note(kinds, "coef", row.coef().isPresent());
                note(kinds, "beta", row.beta().isPresent());
                note(kinds, "t", row.t().isPresent());
                note(kinds, "se", row.se().isPresent());
                note(kinds, "p", row.p().isPresent());
            });
        }
        boolean first = true;
        for (String kind : List.of("coef", "beta", "t", "se", "p")) {
            if (!kinds.contains(kind)) {
                continue;
            }
            html.append("<tr><th scope=\"row\">")
                    .append(first ? escape(variable) : kind.equals("coef") ? "" : kind)
                    .append("</th>");
            for (Model model : claims.models()) {
                html.append("<td>");
                Optional<Row> row = find.apply(model);
                Optional<Printed> printed = row.flatMap(r -> switch (kind) {
                    case "coef" -> r.coef();
                    case "beta" -> r.beta();
                    case "t" -> r.t();
                    case "se" -> r.se();
                    default -> r.p();
                });
                Optional<Integer> number = Optional.of(model.number());
                Optional<String> name = constant ? Optional.empty() : Optional.of(variable);
                String cell = constant ? kind.equals("coef") ? "const" : "const_" + kind : kind;
                printed.ifPresent(p -> number(number, cell, name, p.text()));
                if (first) {
                    stars(number, Optional.of(variable), row.flatMap(Row::stars));
                }
                html.append("</td>");
            }
            html.append("</tr>\n");
            first = false;
        }
    }

    private static void note(List<String> kinds, String kind, boolean present) {
        if (present && !kinds.contains(kind)) {
            kinds.add(kind);
        }
    }

    private void figure(Claims claims, String cell, Function<Model, Optional<Printed>> find) {
        if (claims.models().stream().noneMatch(m -> find.apply(m).isPresent())) {
            return;
        }
        html.append("<tr><th scope=\"row\">")
                .append(cell.equals("adjR2") ? "adjusted R<sup>2</sup>" : cell.equals("R2") ? "R<sup>2</sup>" : cell)
                .append("</th>");
        for (Model model : claims.models()) {
            html.append("<td>");
            find.apply(model).ifPresent(p -> number(Optional.of(model.number()), cell, Optional.empty(), p.text()));
            html.append("</td>");
        }
        html.append("</tr>\n");
    }

    private void descriptives(Claims claims) {
        if (claims.descriptives().isEmpty()) {
            return;
        }
        html.append(
                "<div class=\"wide\"><table>\n<caption>Descriptives</caption>\n<thead><tr><th></th><th scope=\"col\">mean</th>"
                        + "<th scope=\"col\">sd</th></tr></thead>\n<tbody>\n");
        for (Claims.Descriptive row : claims.descriptives()) {
            html.append("<tr><th scope=\"row\">").append(escape(row.variable())).append("</th><td>");
            row.mean().ifPresent(p -> number(Optional.empty(), "mean", Optional.of(row.variable()), p.text()));
            html.append("</td><td>");
            row.sd().ifPresent(p -> number(Optional.empty(), "sd", Optional.of(row.variable()), p.text()));
            html.append("</td></tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
    }

    private void number(Optional<Integer> model, String cell, Optional<String> variable, String text) {
        Verdict verdict = verdicts.get(key(new Claim(model, cell, variable, text)));
        if (verdict == null) {
            html.append(escape(text));
            return;
        }
        html.append("<span class=\"")
                .append(verdict.kind().word())
                .append("\" title=\"")
                .append(escape(verdict.kind().word() + ": " + verdict.why()))
                .append("\">")
                .append(escape(text))
                .append("</span>");
    }

    private void stars(Optional<Integer> model, Optional<String> variable, Optional<String> mark) {
        if (mark.isEmpty()) {
            return;
        }
        Verdict verdict = verdicts.get(key(new Claim(model, "stars", variable, mark.get())));
        boolean wrong = verdict != null && verdict.kind() == Verdict.Kind.IMPOSSIBLE;
        if (wrong) {
            number(model, "stars", variable, mark.get().isBlank() ? "(no star)" : mark.get());
        } else if (!mark.get().isBlank()) {
            number(model, "stars", variable, mark.get());
        }
    }

    private void certificates() {
        List<Verdict> impossible = audit.cells().stream()
                .filter(v -> v.kind() == Verdict.Kind.IMPOSSIBLE)
                .toList();
        html.append("<h2>Impossible numbers and why</h2>\n");
        if (impossible.isEmpty()) {
            html.append("<p>None.</p>\n");
            return;
        }
        html.append("<ol>\n");
        for (Verdict verdict : impossible) {
            html.append("<li><strong>")
                    .append(escape(verdict.claim().place()))
                    .append("</strong>, printed <span class=\"impossible\">")
                    .append(escape(Stars.quoted(verdict.claim().printed())))
                    .append("</span> (check ")
                    .append(escape(verdict.check()))
                    .append("): ")
                    .append(escape(verdict.why()))
                    .append(".</li>\n");
        }
        html.append("</ol>\n");
    }

    private void findings() {
        html.append("<h2>What several numbers show together</h2>\n");
        if (audit.findings().isEmpty()) {
            html.append("<p>Nothing to add.</p>\n");
            return;
        }
        for (Finding finding : audit.findings()) {
            html.append("<p class=\"")
                    .append(finding.severity().word())
                    .append("\"><strong>")
                    .append(finding.severity().word())
                    .append("</strong> (")
                    .append(escape(finding.check()))
                    .append("): ")
                    .append(escape(finding.text()))
                    .append("</p>\n");
        }
    }

    private void whatIfs() {
        for (WhatIf whatIf : audit.whatIfs()) {
            html.append("<h2>What if ")
                    .append(escape(whatIf.formula()))
                    .append(
                            "</h2>\n<p>Computed from the printed tables alone, with the range that their rounding leaves. R<sup>2</sup> ")
                    .append(Words.range(whatIf.explained()));
            whatIf.adjusted().ifPresent(a -> html.append(", adjusted ").append(Words.range(a)));
            whatIf.observations().ifPresent(n -> html.append(", N = ").append(n));
            whatIf.constant().ifPresent(c -> html.append(", constant about ").append(Words.number(c)));
            html.append(
                    ".</p>\n<div class=\"wide\"><table>\n<thead><tr><th></th><th scope=\"col\">coefficient</th><th scope=\"col\">standardised</th>"
                            + "<th scope=\"col\">t</th><th scope=\"col\">p</th><th scope=\"col\">share of R<sup>2</sup></th></tr></thead>\n<tbody>\n");
            for (WhatIf.Term term : whatIf.terms()) {
                html.append("<tr><th scope=\"row\">")
                        .append(escape(term.variable()))
                        .append("</th><td>")
                        .append(term.coefficient().map(Words::range).orElse(""))
                        .append("</td><td>")
                        .append(Words.range(term.standardised()))
                        .append("</td><td>")
                        .append(term.statistic().map(Words::range).orElse(""))
                        .append("</td><td>")
                        .append(term.p().map(Words::pRange).orElse(""))
                        .append("</td><td>")
                        .append(Words.fixed(term.dominance(), 3))
                        .append("</td></tr>\n");
            }
            html.append("</tbody>\n</table></div>\n");
        }
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (c >= ' ' || c == '\n' || c == '\t') {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
