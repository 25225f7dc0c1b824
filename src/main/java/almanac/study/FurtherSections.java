package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Panel;
import almanac.panel.Completeness;
import almanac.report.Lineage;
import almanac.report.ReportSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a referee asks next, in the order of the report: what the books contradict, how full the panel is, does the result
 * stand ({@link RobustnessSections}), what else the figures say ({@link MiningSections}), and what they cannot carry.
 */
final class FurtherSections {
    /** Findings of one kind that the report names. */
    private static final int MOST_OF_A_KIND = 20;

    private final StudyRun run;
    private final List<ReportSection> sections = new ArrayList<>();

    private FurtherSections(StudyRun run) {
        this.run = run;
    }

    /**
     * @param findings of the cleaning rules on the study's figures, one line each
     * @param samples takes the rows that the sections' figures are computed from
     * @param places observation id to the page of the bundle that shows it
     */
    static List<ReportSection> of(
            StudyRun run, List<Diagnostic> findings, SampleList samples, Map<String, String> places) {
        FurtherSections further = new FurtherSections(run);
        further.cleaning(findings);
        further.completeness();
        if (run.fits().stream().anyMatch(Fit::estimated)) {
            DistanceSection.of(run).ifPresent(further.sections::add);
            further.sections.addAll(RobustnessSections.of(run, samples));
        }
        further.sections.addAll(MiningSections.of(run, places));
        further.products();
        further.limits();
        return List.copyOf(further.sections);
    }

    // --- cleaning --------------------------------------------------------------------------------------------------

    /** Findings of one kind together, the most frequent kind last, each with its count and its worst first. */
    private void cleaning(List<Diagnostic> findings) {
        Map<String, List<Diagnostic>> kinds = new TreeMap<>();
        findings.forEach(f ->
                kinds.computeIfAbsent(f.code().id(), k -> new ArrayList<>()).add(f));
        List<List<String>> rows = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        kinds.values().stream().sorted(Comparator.comparing(List::size)).forEach(kind -> {
            String title = kind.get(0).code().title();
            remarks.add(title + ": " + kind.size());
            for (Diagnostic finding : kind.subList(0, Math.min(MOST_OF_A_KIND, kind.size()))) {
                rows.add(List.of(
                        title,
                        finding.message(),
                        finding.source()
                                + finding.page().map(p -> " " + p).orElse("")
                                + finding.cell().map(c -> " " + c).orElse("")));
            }
            if (kind.size() > MOST_OF_A_KIND) {
                remarks.add("Of " + kind.size() + " findings of one kind the worst " + MOST_OF_A_KIND
                        + " are listed; almanac check lists all.");
            }
        });
        sections.add(new ReportSection(
                "cleaning",
                "What the books contradict",
                "Sums, identities, jumps, copies and editions, checked by rule on the study's figures. Nothing is repaired:"
                        + " a person's correction is a rule of its own.",
                List.of("check", "finding", "where"),
                rows,
                findings.isEmpty() ? List.of("No finding.") : remarks,
                Map.of()));
    }

    /** More regions than this without any gap are counted only: what a reader looks for is the others. */
    private static final int FULL_REGIONS_LISTED = 12;

    // --- completeness ----------------------------------------------------------------------------------------------

    /** How full the panel is before a rule leaves anything out, and what the study's rule says of it. */
    private void completeness() {
        LinkedRows rows = new LinkedRows();
        Set<Completeness.Line> out = new HashSet<>();
        run.study().keep().ifPresent(keep -> out.addAll(run.completeness().leftOut(keep)));
        List<Completeness.Line> full = run.completeness().lines().stream()
                .filter(line -> line.per() == Completeness.Per.REGION && line.share() == 1 && !out.contains(line))
                .toList();
        boolean summed = full.size() > FULL_REGIONS_LISTED;
        for (Completeness.Line line : run.completeness().lines()) {
            if (summed && full.contains(line)) {
                continue;
            }
            String counted = switch (line.per()) {
                case VARIABLE -> Lineage.variableHref(line.name());
                case REGION -> Lineage.regionHref(line.name());
                case YEAR -> Lineage.PATHS;
            };
            rows.add(
                    List.of("", "", counted, counted, counted, ""),
                    List.of(
                            line.per().code(),
                            line.name(),
                            Integer.toString(line.filled()),
                            Integer.toString(line.cells()),
                            String.format(Locale.ROOT, "%.1f", 100 * line.share()),
                            out.contains(line) ? "left out" : "kept"));
        }
        String rule = run.study()
                .keep()
                .map(keep -> "A " + keep.per().code() + " of which less than "
                        + String.format(Locale.ROOT, "%.1f", 100 * keep.coverage()) + " % is filled is left out.")
                .orElse("The study states no rule on completeness: no region or year is left out for its gaps.");
        sections.add(rows.section(
                "completeness",
                "How complete is the panel?",
                "For every variable, region and year the cells of the design that hold a number.",
                List.of("counted by", "name", "filled", "cells", "per cent", "kept"),
                summed ? List.of(rule, full.size() + " regions without a gap are not listed.") : List.of(rule),
                List.of()));
    }

    // --- limits ----------------------------------------------------------------------------------------------------

    /** What the figures cannot carry: what the study says, and what the run can see for itself. */
    private void limits() {
        List<String> limits = new ArrayList<>(run.study().limits().keySet());
        long filled = run.panel().cells().values().stream()
                .filter(cell -> cell.origin() instanceof Panel.Origin.Interpolated)
                .count();
        if (filled > 0) {
            limits.add(filled + " cells of the panel are interpolated, because the study says so; each is marked.");
        }
        for (int m = 0; m < run.fits().size(); m++) {
            Fit fit = run.fits().get(m);
            String name = run.study().models().get(m).name();
            if (fit.estimated() && fit.n() < 10 * fit.coefficients().size()) {
                limits.add("Model " + name + " rests on " + fit.n() + " rows for "
                        + fit.coefficients().size() + " coefficients: read it as an illustration.");
            }
            if (!fit.estimated()) {
                limits.add("Model " + name + " could not be estimated: "
                        + fit.diagnostics().stream()
                                .map(Diagnostic::message)
                                .reduce((first, last) -> last)
                                .orElse("no rows"));
            }
            if (fit.estimated() && fit.covariance().startsWith("cluster") && fit.groups() > 0 && fit.groups() < 20) {
                limits.add("Model " + name + " has " + fit.groups()
                        + " clusters: with so few, clustered standard errors are too small.");
            }
        }
        if (!limits.isEmpty()) {
            sections.add(
                    new ReportSection("limits", "What this cannot say", "", List.of(), List.of(), limits, Map.of()));
        }
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    // --- products --------------------------------------------------------------------------------------------------

    /** The products behind EXPY: which are exported together, and by countries of which income. */
    private void products() {
        WorldTrade.of(run)
                .ifPresent(world -> sections.add(new ReportSection(
                        "products",
                        "Which products go together",
                        "World trade of " + world.year()
                                + " by product: a country is an exporter where its revealed comparative"
                                + " advantage reaches 1; products are joined that the same countries export (Hidalgo et al.,"
                                + " 2007).",
                        List.of("product", "PRODY", "share of world trade %", "exporters"),
                        world.rows(),
                        List.of(),
                        Map.of(),
                        world.links(),
                        List.of((report, words) -> SectionCharts.space(
                                "products-space",
                                words.say("chart.space"),
                                words.say("chart.space.alt"),
                                "PRODY",
                                world.space(),
                                world.trade(),
                                world.prody())))));
    }
}
