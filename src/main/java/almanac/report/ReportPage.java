package almanac.report;

import almanac.model.Coefficient;
import almanac.model.Correlations;
import almanac.model.Finding;
import almanac.model.Fit;
import almanac.model.Panel;
import almanac.model.Replicated;
import almanac.model.SampleLoss;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code report.html}: one page without outside parts, for the screen and for print. This class turns a {@link
 * StudyReport} into what the template shows; the words and the look are in the template.
 */
final class ReportPage {
    private static final double[] STAR_LEVELS = {0.01, 0.05, 0.1};
    private static final String[] STARS = {"***", "**", "*"};
    static final String STAR_NOTE =
            "*** p < 0.01, ** p < 0.05, * p < 0.1, two-sided, classical standard errors unless a"
                    + " model says otherwise.";

    private final StudyReport report;
    private final Map<String, Replicated> claims = new LinkedHashMap<>();

    private ReportPage(StudyReport report) {
        this.report = report;
        report.replicated().forEach(r -> claims.put(r.claim(), r));
    }

    static String of(StudyReport report, List<Figures.Figure> figures) {
        ClasspathLoader loader = new ClasspathLoader(ReportPage.class.getClassLoader());
        loader.setPrefix("almanac/report");
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .build();
        StringWriter out = new StringWriter();
        try {
            engine.getTemplate("report.html.peb").evaluate(out, new ReportPage(report).view(figures), Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private Map<String, Object> view(List<Figures.Figure> figures) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", report.id());
        view.put("version", report.version());
        view.put("date", report.date());
        view.put("title", report.title());
        view.put("titleZh", report.titles().getOrDefault("zh", ""));
        view.put("question", report.question().getOrDefault("en", ""));
        view.put("simulated", report.simulated());
        view.put("contents", contents());
        view.put("tiles", tiles());
        view.put("brief", brief());
        view.put("paper", report.paper());
        view.put("claims", report.replicated().stream().map(this::claim).toList());
        view.put(
                "differing",
                report.replicated().stream()
                        .filter(r -> r.kind() == Replicated.Kind.DIFFERS || r.kind() == Replicated.Kind.CANNOT_TELL)
                        .map(this::claim)
                        .toList());
        view.put(
                "counts",
                Map.of(
                        "reproduced", count(Replicated.Kind.REPRODUCED),
                        "within", count(Replicated.Kind.WITHIN),
                        "differs", count(Replicated.Kind.DIFFERS),
                        "cannot", count(Replicated.Kind.CANNOT_TELL)));
        view.put("n", report.loss().complete());
        view.put("design", report.loss().design());
        view.put("regionCount", report.panel().regions().size());
        view.put("yearCount", report.panel().years().size());
        view.put("correlation", correlation());
        view.put("regression", regression());
        view.put("starNote", STAR_NOTE);
        view.put(
                "descriptives",
                report.descriptions().stream()
                        .map(d -> Map.of(
                                "name", d.name(),
                                "label", report.label(d.name()),
                                "n", d.n(),
                                "mean", three(d.mean()),
                                "sd", three(d.sd()),
                                "min", three(d.min()),
                                "median", three(d.median()),
                                "max", three(d.max())))
                        .toList());
        view.put(
                "figures",
                figures.stream()
                        .map(f -> Map.of("name", f.name(), "svg", f.svg(), "caption", f.caption()))
                        .toList());
        view.put(
                "lacking",
                report.loss().rowsLacking(report.variables()).entrySet().stream()
                        .map(e -> Map.of("name", e.getKey(), "rows", e.getValue()))
                        .toList());
        view.put("losses", losses());
        view.put("audit", audit());
        view.put("sections", report.sections().stream().map(ReportPage::section).toList());
        view.put("variables", report.variables());
        view.put("panelRows", panelRows());
        view.put(
                "definitions",
                report.panel().variables().stream()
                        .map(v -> Map.of(
                                "name",
                                v.name(),
                                "en",
                                v.en(),
                                "zh",
                                v.zh(),
                                "definition",
                                v.definition(),
                                "unit",
                                v.unit()))
                        .toList());
        view.put(
                "documents",
                report.documents().stream().map(ReportPage::document).toList());
        view.put(
                "observationCount",
                report.documents().stream()
                        .mapToInt(StudyReport.DocumentRead::observations)
                        .sum());
        view.put(
                "usedCount",
                report.documents().stream()
                        .mapToInt(StudyReport.DocumentRead::used)
                        .sum());
        view.put(
                "diagnostics",
                report.diagnostics().stream()
                        .map(d -> Map.of("code", d.code().id(), "text", d.message()))
                        .toList());
        return view;
    }

    private List<Map<String, String>> contents() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("answer", "In brief");
        if (!report.replicated().isEmpty()) {
            sections.put("published", "Published against reproduced");
        }
        sections.put("tables", "Tables");
        sections.put("pictures", "Pictures");
        sections.put("sample", "Sample");
        if (!audit().isEmpty()) {
            sections.put("audit", "Audit");
        }
        report.sections().forEach(section -> sections.put(section.id(), section.title()));
        sections.put("panel", "Panel");
        sections.put("variables", "Variables");
        sections.put("documents", "Documents");
        sections.put("check", "Check it");
        return sections.entrySet().stream()
                .map(e -> Map.of("id", e.getKey(), "title", e.getValue()))
                .toList();
    }

    private int count(Replicated.Kind kind) {
        return (int) report.replicated().stream().filter(r -> r.kind() == kind).count();
    }

    private List<Map<String, Object>> tiles() {
        List<Map<String, Object>> tiles = new ArrayList<>();
        tiles.add(Map.of("figure", report.documents().size(), "words", "documents read"));
        tiles.add(Map.of(
                "figure",
                report.documents().stream()
                        .mapToInt(StudyReport.DocumentRead::observations)
                        .sum(),
                "words",
                "observations, each with its printed cell"));
        tiles.add(Map.of(
                "figure",
                report.loss().complete() + " / " + report.loss().design(),
                "words",
                "rows of the panel complete"));
        if (!report.replicated().isEmpty()) {
            tiles.add(Map.of(
                    "figure",
                    count(Replicated.Kind.REPRODUCED) + count(Replicated.Kind.WITHIN) + " / "
                            + report.replicated().size(),
                    "words",
                    "published figures reproduced or within rounding"));
        }
        return tiles;
    }

    /** What a reader in a hurry should know, in sentences made from the figures. */
    private List<String> brief() {
        List<String> lines = new ArrayList<>();
        if (!report.replicated().isEmpty()) {
            long correlations = report.replicated().stream()
                    .filter(r -> r.claim().contains("corr") || r.claim().startsWith("table1"))
                    .count();
            long reproduced = report.replicated().stream()
                    .filter(r -> (r.claim().contains("corr") || r.claim().startsWith("table1"))
                            && r.kind() == Replicated.Kind.REPRODUCED)
                    .count();
            lines.add("Of " + report.replicated().size() + " published figures " + count(Replicated.Kind.REPRODUCED)
                    + " are reproduced to the printed decimals, " + count(Replicated.Kind.WITHIN)
                    + " lie within what the rounding of the printed tables allows, " + count(Replicated.Kind.DIFFERS)
                    + " differ"
                    + (correlations > 0
                            ? "; of the " + correlations + " correlations " + reproduced + " are reproduced."
                            : "."));
        }
        firstRegressor().ifPresent(term -> {
            List<String> significant = new ArrayList<>();
            List<String> not = new ArrayList<>();
            for (int m = 0; m < report.fits().size(); m++) {
                Optional<Coefficient> coefficient = report.fits().get(m).coefficient(term);
                if (coefficient.isPresent()) {
                    (coefficient.get().p() < 0.05 ? significant : not)
                            .add(report.modelNames().get(m));
                }
            }
            lines.add(report.label(term) + " is significant at 5 % in "
                    + (significant.isEmpty()
                            ? "no model"
                            : "model" + (significant.size() > 1 ? "s " : " ") + String.join(", ", significant))
                    + (not.isEmpty() ? "." : ", not in " + String.join(", ", not) + "."));
        });
        if (!report.loss().losses().isEmpty()) {
            lines.add(report.loss().losses().size() + " of " + report.loss().design()
                    + " rows are left out because a book prints no number for one of their variables; each is listed with"
                    + " the mark and its cell.");
        }
        return lines;
    }

    /** The regressor that stands in every model: what the study is about. */
    private Optional<String> firstRegressor() {
        if (report.fits().isEmpty()) {
            return Optional.empty();
        }
        return report.fits().get(0).coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals("(Intercept)"))
                .filter(term -> report.fits().stream()
                        .allMatch(fit -> fit.coefficient(term).isPresent()))
                .findFirst();
    }

    private Map<String, Object> claim(Replicated r) {
        return Map.of(
                "claim", r.claim(),
                "printed", r.printed(),
                "value", r.value().isPresent() ? significant(r.value().getAsDouble()) : "–",
                "range",
                        r.range()
                                .map(i -> significant(i.low()) + " … " + significant(i.high()))
                                .orElse(""),
                "verdict", r.kind().word(),
                "why", r.why());
    }

    private Map<String, Object> correlation() {
        Correlations table = report.correlations();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int r = 0; r < table.names().size(); r++) {
            List<Map<String, Object>> cells = new ArrayList<>();
            for (int c = 0; c < table.names().size(); c++) {
                cells.add(
                        c > r
                                ? cell("", Optional.empty())
                                : cell(
                                        c == r ? "1" : String.format(Locale.ROOT, "%.4f", table.r()[r][c]),
                                        c == r
                                                ? Optional.empty()
                                                : correlationClaim(
                                                        table.names().get(r),
                                                        table.names().get(c))));
            }
            rows.add(Map.of("name", table.names().get(r), "cells", cells));
        }
        return Map.of("names", table.names(), "rows", rows);
    }

    private Optional<Replicated> correlationClaim(String one, String other) {
        return Optional.ofNullable(claims.get(ClaimNames.correlation(one, other)))
                .or(() -> Optional.ofNullable(claims.get(ClaimNames.correlation(other, one))));
    }

    private static Map<String, Object> cell(String value, Optional<Replicated> claim) {
        return Map.of(
                "value", value,
                "printed", claim.map(Replicated::printed).orElse(""),
                "verdict", claim.map(c -> c.kind().word()).orElse(""));
    }

    private Map<String, Object> regression() {
        Set<String> terms = new LinkedHashSet<>();
        report.fits()
                .forEach(fit -> fit.coefficients().stream()
                        .map(Coefficient::term)
                        .filter(t -> !t.equals("(Intercept)"))
                        .forEach(terms::add));
        terms.add("(Intercept)");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String term : terms) {
            List<Map<String, Object>> estimates = new ArrayList<>();
            List<Map<String, Object>> statistics = new ArrayList<>();
            for (int m = 0; m < report.fits().size(); m++) {
                Optional<Coefficient> coefficient = report.fits().get(m).coefficient(term);
                boolean constant = term.equals("(Intercept)");
                estimates.add(cell(
                        coefficient
                                .map(c -> significant(c.estimate()) + stars(c.p()))
                                .orElse(""),
                        claimOf(ClaimNames.figure(m + 1, constant ? "const" : "coef", constant ? "" : term))));
                statistics.add(cell(
                        coefficient
                                .map(c -> String.format(Locale.ROOT, "(%.2f)", c.statistic()))
                                .orElse(""),
                        claimOf(ClaimNames.figure(m + 1, constant ? "const_t" : "t", constant ? "" : term))));
            }
            rows.add(Map.of("name", term, "cells", estimates));
            rows.add(Map.of("name", "", "cells", statistics));
        }
        rows.add(Map.of("name", "N", "cells", figures("N", fit -> OptionalDouble.of(fit.n()), "%.0f")));
        rows.add(Map.of("name", "R²", "cells", figures("R2", fit -> fit.figure("r2"), "%.4f")));
        rows.add(Map.of("name", "adjusted R²", "cells", figures("adjR2", fit -> fit.figure("adj_r2"), "%.4f")));
        return Map.of("columns", report.fits().isEmpty() ? List.of() : report.modelNames(), "rows", rows);
    }

    private List<Map<String, Object>> figures(
            String name, java.util.function.Function<Fit, OptionalDouble> figure, String format) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (int m = 0; m < report.fits().size(); m++) {
            OptionalDouble value = figure.apply(report.fits().get(m));
            cells.add(cell(
                    value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "",
                    claimOf(ClaimNames.figure(m + 1, name, ""))));
        }
        return cells;
    }

    private Optional<Replicated> claimOf(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    static String stars(double p) {
        for (int i = 0; i < STAR_LEVELS.length; i++) {
            if (p < STAR_LEVELS[i]) {
                return STARS[i];
            }
        }
        return "";
    }

    private List<Map<String, Object>> losses() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SampleLoss.Loss loss : report.loss().losses()) {
            loss.missing()
                    .forEach((variable, reason) -> rows.add(Map.of(
                            "region",
                            report.regionName(loss.region()),
                            "year",
                            loss.year(),
                            "variable",
                            variable,
                            "reason",
                            reason)));
        }
        return rows;
    }

    private List<Map<String, String>> audit() {
        List<Map<String, String>> findings = new ArrayList<>();
        report.audit().ifPresent(audit -> {
            audit.cells().stream()
                    .filter(v -> v.kind() == almanac.model.Verdict.Kind.IMPOSSIBLE)
                    .forEach(v -> findings.add(Map.of(
                            "severity",
                            "impossible",
                            "css",
                            "differs",
                            "check",
                            v.check(),
                            "text",
                            v.claim().place() + " is printed " + v.claim().printed() + ": " + v.why())));
            for (Finding finding : audit.findings()) {
                findings.add(Map.of(
                        "severity", finding.severity().word(),
                        "css", finding.severity() == Finding.Severity.CONTRADICTION ? "differs" : "within",
                        "check", finding.check(),
                        "text", finding.text()));
            }
        });
        return findings;
    }

    private List<Map<String, Object>> panelRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String region : report.panel().regions()) {
            for (int year : report.panel().years()) {
                List<Map<String, Object>> cells = new ArrayList<>();
                for (String name : report.variables()) {
                    Optional<Double> value = report.panel().value(name, region, year);
                    cells.add(Map.of(
                            "value",
                                    value.map(v -> String.format(Locale.ROOT, "%.4f", v))
                                            .orElse("–"),
                            "gap", value.isEmpty(),
                            "anchor", LineagePage.anchor(new Panel.Key(name, region, year))));
                }
                rows.add(Map.of("region", report.regionName(region), "year", year, "cells", cells));
            }
        }
        return rows;
    }

    private static Map<String, Object> section(ReportSection section) {
        List<Map<String, Object>> header = new ArrayList<>();
        for (int column = 0; column < section.header().size(); column++) {
            int at = column;
            boolean number = section.rows().stream().allMatch(row -> row.get(at).isEmpty() || number(row.get(at)));
            header.add(Map.of("text", section.header().get(column), "number", number));
        }
        return Map.of(
                "id", section.id(),
                "title", section.title(),
                "intro", section.intro(),
                "header", header,
                "rows",
                        section.rows().stream()
                                .map(row -> row.stream()
                                        .map(text -> Map.<String, Object>of("text", text, "number", number(text)))
                                        .toList())
                                .toList(),
                "remarks", section.remarks(),
                "pictures", List.copyOf(section.pictures().values()));
    }

    private static boolean number(String text) {
        return text.matches("[-+]?\\d[\\d.]*(e[-+]?\\d+)?");
    }

    private static Map<String, Object> document(StudyReport.DocumentRead document) {
        return Map.of(
                "path", document.source().path(),
                "publisher", document.source().publisher().orElse(""),
                "vintage", document.source().vintage().orElse(""),
                "simulated", document.source().simulated(),
                "observations", document.observations(),
                "used", document.used(),
                "sha256", document.source().sha256(),
                "sha256short",
                        document.source()
                                .sha256()
                                .substring(
                                        0,
                                        Math.min(12, document.source().sha256().length())));
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Four significant digits, without an exponent for ordinary sizes. */
    static String significant(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        java.math.BigDecimal rounded = java.math.BigDecimal.valueOf(value).round(new java.math.MathContext(4));
        return Math.abs(value) < 1e-6 || Math.abs(value) >= 1e9
                ? rounded.toString()
                : (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
