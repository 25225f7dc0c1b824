package almanac.study;

import almanac.mining.OutlierSearch;
import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.InfluentialRow;
import almanac.model.ModelSpec;
import almanac.model.Panel;
import almanac.model.Variant;
import almanac.panel.Completeness;
import almanac.regression.Regression;
import almanac.regression.Robustness;
import almanac.report.Lineage;
import almanac.report.ReportSection;
import almanac.report.chart.SpecificationCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a referee asks next: does the result stand with other standard errors and with effects, without one region or one
 * year; which figures do not fit and where are they printed; which regions go together; what comes next.
 */
final class FurtherSections {
    /** Steps ahead of the forecasts: a fifth of a usual panel's length. */
    private static final int HORIZON = 3;

    private static final long SEED = 1;

    /** Findings of one kind that the report names. */
    private static final int MOST_OF_A_KIND = 20;

    /** Rows named under the pictures of residuals. */
    private static final int MOST_INFLUENTIAL = 10;

    private final StudyRun run;
    private final List<ReportSection> sections = new ArrayList<>();
    private final List<SpecificationCurve.Variant> curve = new ArrayList<>();

    private FurtherSections(StudyRun run) {
        this.run = run;
    }

    /** @param findings of the cleaning rules on the study's figures, one line each */
    static List<ReportSection> of(StudyRun run, List<Diagnostic> findings) {
        FurtherSections further = new FurtherSections(run);
        further.cleaning(findings);
        further.completeness();
        if (run.fits().stream().anyMatch(Fit::estimated)) {
            further.distances();
            further.robustness();
        }
        if (!run.study().modelVariables().isEmpty()) {
            further.mining();
        }
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

    // --- completeness ----------------------------------------------------------------------------------------------

    /** How full the panel is before a rule leaves anything out, and what the study's rule says of it. */
    private void completeness() {
        List<List<String>> rows = new ArrayList<>();
        Set<Completeness.Line> out = new HashSet<>();
        run.study().keep().ifPresent(keep -> out.addAll(run.completeness().leftOut(keep)));
        for (Completeness.Line line : run.completeness().lines()) {
            rows.add(List.of(
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
        sections.add(new ReportSection(
                "completeness",
                "How complete is the panel?",
                "For every variable, region and year the cells of the design that hold a number.",
                List.of("counted by", "name", "filled", "cells", "per cent", "kept"),
                rows,
                List.of(rule),
                Map.of()));
    }

    // --- robustness ------------------------------------------------------------------------------------------------

    private void robustness() {
        RobustnessReader.Plan plan = run.study().robustness();
        StudyDocument.Model model = run.study().models().get(plan.model());
        Fit base = run.fits().get(plan.model());
        Optional<String> focus = base.coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals("(Intercept)"))
                .filter(term -> plan.term().map(term::equals).orElse(true))
                .findFirst();
        if (focus.isEmpty()) {
            return;
        }
        Frame frame = run.study().sample().forModels(run.frame());
        List<List<String>> rows = new ArrayList<>();
        curve.clear();
        ModelSpec plain = base.spec();
        for (String covariance : plan.covariances()) {
            row(
                    rows,
                    "standard errors: " + covariance,
                    Regression.fit(plain.withCovariance(covariance), frame),
                    focus.get());
        }
        if (!model.formula().contains("|")) {
            for (String effects : plan.effects()) {
                Fit fit = Regression.fit(
                        plain.withFormula(model.formula() + " | " + effects).withCovariance("cluster:region"), frame);
                row(rows, "effects: " + effects + " (clustered by region)", fit, focus.get());
            }
        }
        for (RobustnessReader.Part part : plan.samples()) {
            row(rows, "sample: " + part.name(), Regression.fit(plain, only(frame, part)), focus.get());
        }
        if (plan.leaveOut().contains("region")) {
            for (String left : run.panel().regions()) {
                row(
                        rows,
                        "without " + left,
                        Regression.fit(plain, StudyRun.without(frame, "region", left)),
                        focus.get());
            }
        }
        if (plan.leaveOut().contains("year") && run.panel().years().size() > 1) {
            for (int left : run.panel().years()) {
                row(
                        rows,
                        "without " + left,
                        Regression.fit(plain, StudyRun.without(frame, "year", Integer.toString(left))),
                        focus.get());
            }
        }
        List<SpecificationCurve.Variant> variants = List.copyOf(curve);
        String name = model.name();
        String term = focus.get();
        sections.add(new ReportSection(
                "robustness",
                "Does it stand?",
                "The coefficient of " + focus.get() + " in model " + model.name() + " (" + model.formula()
                        + ") with other standard errors, with effects, in parts of the sample, and without each region"
                        + " and each year.",
                List.of("variant", "estimate", "standard error", "t", "p", "rows"),
                rows,
                List.of(),
                Map.of(),
                List.of(),
                List.of((report, words) -> SectionCharts.specifications(term, name, variants, report, words))));
        residuals(plain, base, name, frame);
        if (plan.curve()) {
            everySpecification(model, plain, frame, focus.get(), plan.covariances());
        }
    }

    /** The coefficient under every subset of the controls and every kind of standard error, by size. */
    private void everySpecification(
            StudyDocument.Model model, ModelSpec plain, Frame frame, String focus, List<String> covariances) {
        Robustness.Outcome outcome = Robustness.specificationCurve(plain, frame, focus, covariances);
        List<List<String>> rows = new ArrayList<>();
        long above = 0;
        long significant = 0;
        for (Variant variant : outcome.variants()) {
            Optional<Coefficient> found = variant.fit().coefficient(focus);
            if (found.isEmpty()) {
                continue;
            }
            Coefficient c = found.get();
            above += c.estimate() > 0 ? 1 : 0;
            significant += c.p() < 0.05 ? 1 : 0;
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    variant.label(),
                    variant.fit().covariance(),
                    number(c.estimate()),
                    number(c.ciLow()),
                    number(c.ciHigh()),
                    String.format(Locale.ROOT, "%.3f", c.p()),
                    Integer.toString(variant.fit().n())));
        }
        if (rows.size() < 2) {
            return;
        }
        sections.add(new ReportSection(
                "specifications",
                "Every specification",
                "The coefficient of " + focus + " in model " + model.name()
                        + " under every subset of its controls and every kind of standard error, from the smallest to"
                        + " the largest (Simonsohn, Simmons and Nelson 2020).",
                List.of("rank", "controls", "standard errors", "estimate", "low", "high", "p", "rows"),
                rows,
                List.of(rows.size() + " specifications: the coefficient is positive in " + above
                        + ", significant at 5 % in " + significant + "."),
                Map.of()));
    }

    private static Frame only(Frame frame, RobustnessReader.Part part) {
        if (!(frame.column("region").orElse(null) instanceof Column.Text regions)
                || !(frame.column("year").orElse(null) instanceof Column.Text years)) {
            return frame;
        }
        return StudySample.rows(
                frame,
                IntStream.range(0, frame.rows())
                        .filter(row -> !part.without().contains(regions.values().get(row)))
                        .filter(row -> part.years().isEmpty()
                                || part.years()
                                        .contains(Integer.valueOf(years.values().get(row))))
                        .toArray());
    }

    // --- distance from the line ------------------------------------------------------------------------------------

    /** Of a cross-section with one regressor: who stands above the line and who below, with the picture. */
    private void distances() {
        Fit fit = run.fits().isEmpty()
                ? Fit.refused(ModelSpec.of(""), List.of(), List.of())
                : run.fits().get(0);
        List<String> slopes = fit.coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals("(Intercept)"))
                .toList();
        Frame frame = run.study().sample().forModels(run.frame());
        if (run.panel().years().size() != 1
                || slopes.size() != 1
                || !(frame.column(slopes.get(0)).orElse(null) instanceof Column.Doubles x)
                || !(frame.column(fit.dependent()).orElse(null) instanceof Column.Doubles y)
                || !(frame.column("region").orElse(null) instanceof Column.Text regions)
                || fit.residuals().length != fit.rows().length) {
            return;
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, fit.rows().length).boxed().toList());
        order.sort(
                Comparator.comparingDouble((Integer i) -> -fit.residuals()[i]).thenComparing(i -> i));
        int year = run.panel().years().get(0);
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> links = new ArrayList<>();
        for (int rank = 0; rank < order.size(); rank++) {
            int i = order.get(rank);
            int row = fit.rows()[i];
            String region = regions.values().get(row);
            rows.add(List.of(
                    Integer.toString(rank + 1),
                    region,
                    number(x.values()[row]),
                    number(y.values()[row]),
                    number(fit.fitted()[i]),
                    String.format(Locale.ROOT, "%+.4f", fit.residuals()[i])));
            links.add(List.of(
                    "",
                    "",
                    Lineage.href(new Panel.Key(x.name(), region, year)),
                    Lineage.href(new Panel.Key(y.name(), region, year)),
                    "",
                    ""));
        }
        String model = run.study().models().get(0).name();
        sections.add(new ReportSection(
                "distances",
                "Who stands above the line",
                "The regions by their distance from the line of model " + model + ": those first have more " + y.name()
                        + " than their " + x.name() + " suggests, those last have less.",
                List.of("rank", "region", x.name(), y.name(), "on the line", "distance"),
                rows,
                List.of(),
                Map.of(),
                links,
                List.of((report, words) -> SectionCharts.line(x, y, regions, fit, report, words))));
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

    /** The rows that count most, with the pictures that show whether a line was the right thing to draw. */
    private void residuals(ModelSpec spec, Fit fit, String model, Frame frame) {
        List<InfluentialRow> influence = Regression.influence(spec, frame);
        if (influence.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (InfluentialRow row : influence.subList(0, Math.min(MOST_INFLUENTIAL, influence.size()))) {
            rows.add(List.of(
                    row.label(),
                    number(row.leverage()),
                    String.format(Locale.ROOT, "%.3f", row.studentised()),
                    number(row.cook())));
        }
        sections.add(new ReportSection(
                "residuals",
                "Which rows count",
                "Residuals and leverage of model " + model + " row by row; the table names the rows with the largest"
                        + " Cook distance.",
                List.of("row", "leverage", "studentised residual", "Cook distance"),
                rows,
                List.of(),
                Map.of(),
                List.of(),
                List.of(
                        (report, words) -> SectionCharts.residuals(fit, frame, model, report, words),
                        (report, words) -> SectionCharts.leverage(influence, model, report, words))));
    }

    private void row(List<List<String>> rows, String name, Fit fit, String term) {
        Optional<Coefficient> found = fit.coefficient(term);
        found.ifPresent(
                c -> curve.add(new SpecificationCurve.Variant(name, name, c.estimate(), c.ciLow(), c.ciHigh())));
        rows.add(
                found.isEmpty()
                        ? List.of(name, "not estimated", "", "", "", "")
                        : List.of(
                                name,
                                number(found.get().estimate()),
                                number(found.get().standardError()),
                                String.format(Locale.ROOT, "%.2f", found.get().statistic()),
                                String.format(Locale.ROOT, "%.3f", found.get().p()),
                                Integer.toString(fit.n())));
    }

    private static String number(double value) {
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
                        List.of(),
                        List.of((report, words) -> SectionCharts.space(
                                "products-space",
                                words.say("chart.space"),
                                words.say("chart.space.alt"),
                                "PRODY",
                                world.space(),
                                world.trade(),
                                world.prody())))));
    }

    // --- mining ----------------------------------------------------------------------------------------------------

    private void mining() {
        MiningDesk.Material material = MiningDesk.panel(run.panel(), run.study().id());
        List<String> variables = run.study().modelVariables();
        String first = variables.get(0);
        add(
                "outliers",
                "What does not fit",
                "Figures far from their region's path or from the others, each with the printed cells behind it, so that a"
                        + " slip in a book can be told from an event.",
                MiningDesk.outliers(material, variables, List.of(), OutlierSearch.THRESHOLD, SEED));
        add(
                "clusters",
                "Which regions go together",
                "Clusters of regions by the levels of all variables; the number of clusters by silhouette and gap.",
                MiningDesk.clusters(material, variables, false, 0, SEED));
        MiningDesk.Outcome breaks = MiningDesk.breaks(material, List.of(first), true, false, SEED);
        if (!breaks.shownRows().isEmpty() || run.panel().years().size() > 1) {
            add(
                    "breaks",
                    "When paths bend",
                    "Structural breaks in " + first
                            + " after Bai and Perron (1998), with their stability under resampling.",
                    breaks);
        }
        add(
                "forecast",
                "What comes next",
                "Forecasts of " + first + " with a rolling-origin back-test; a method that does not beat the last value"
                        + " carried forward is said not to.",
                MiningDesk.forecast(material, List.of(first), HORIZON));
    }

    private List<ReportSection.Drawing> drawings(String id, MiningDesk.Outcome outcome) {
        List<String> variables = run.study().modelVariables();
        return switch (id) {
            case "clusters" ->
                outcome.tree()
                        .map(tree -> List.<ReportSection.Drawing>of(
                                (report, words) -> SectionCharts.tree(tree, variables, report, words)))
                        .orElse(List.of());
            case "forecast" ->
                List.of((report, words) -> SectionCharts.fans(outcome, variables.get(0), run.panel(), report, words));
            default -> List.of();
        };
    }

    private void add(String id, String title, String intro, MiningDesk.Outcome outcome) {
        if (!outcome.refused()) {
            sections.add(new ReportSection(
                    id,
                    title,
                    intro,
                    outcome.header(),
                    outcome.shownRows(),
                    outcome.remarks(),
                    Map.of(),
                    List.of(),
                    drawings(id, outcome)));
        }
    }
}
