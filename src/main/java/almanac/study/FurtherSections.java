package almanac.study;

import almanac.mining.OutlierSearch;
import almanac.model.Coefficient;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.InfluentialRow;
import almanac.model.ModelSpec;
import almanac.regression.Regression;
import almanac.report.ReportSection;
import almanac.report.chart.SpecificationCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a referee asks next: does the result stand with other standard errors and with effects, without one region or one
 * year; which figures do not fit and where are they printed; which regions go together; what comes next.
 */
final class FurtherSections {
    /** Steps ahead of the forecasts: a fifth of a usual panel's length. */
    private static final int HORIZON = 3;

    private static final long SEED = 1;
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
        if (run.loss().complete() > 0 && !run.fits().isEmpty()) {
            further.robustness();
        }
        if (!run.study().modelVariables().isEmpty()) {
            further.mining();
        }
        further.products();
        return List.copyOf(further.sections);
    }

    // --- cleaning --------------------------------------------------------------------------------------------------

    private void cleaning(List<Diagnostic> findings) {
        List<List<String>> rows = new ArrayList<>();
        for (Diagnostic finding : findings) {
            rows.add(List.of(
                    finding.code().title(),
                    finding.message(),
                    finding.source()
                            + finding.page().map(p -> " " + p).orElse("")
                            + finding.cell().map(c -> " " + c).orElse("")));
        }
        sections.add(new ReportSection(
                "cleaning",
                "What the books contradict",
                "Sums, identities, jumps, copies and editions, checked by rule on the study's figures. Nothing is repaired:"
                        + " a person's correction is a rule of its own.",
                List.of("check", "finding", "where"),
                rows,
                findings.isEmpty() ? List.of("No finding.") : List.of(),
                Map.of()));
    }

    // --- robustness ------------------------------------------------------------------------------------------------

    private void robustness() {
        StudyDocument.Model last = run.study().models().get(run.study().models().size() - 1);
        Fit base = run.fits().get(run.fits().size() - 1);
        Optional<String> focus = base.coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals("(Intercept)"))
                .findFirst();
        if (focus.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        curve.clear();
        ModelSpec plain = ModelSpec.of(last.formula()).withPanel("region", "year");
        for (String covariance : List.of("classical", "HC1", "HC3", "cluster:region", "driscoll-kraay:2")) {
            row(
                    rows,
                    "standard errors: " + covariance,
                    Regression.fit(plain.withCovariance(covariance), run.sample()),
                    focus.get());
        }
        if (!last.formula().contains("|")) {
            for (String effects : List.of("region", "year", "region + year")) {
                Fit fit = Regression.fit(
                        plain.withFormula(last.formula() + " | " + effects).withCovariance("cluster:region"),
                        run.sample());
                row(rows, "effects: " + effects + " (clustered by region)", fit, focus.get());
            }
        }
        for (String left : run.panel().regions()) {
            row(
                    rows,
                    "without " + left,
                    Regression.fit(plain, StudyRun.without(run.sample(), "region", left)),
                    focus.get());
        }
        for (int left : run.panel().years()) {
            row(
                    rows,
                    "without " + left,
                    Regression.fit(plain, StudyRun.without(run.sample(), "year", Integer.toString(left))),
                    focus.get());
        }
        List<SpecificationCurve.Variant> variants = List.copyOf(curve);
        String model = last.name();
        String term = focus.get();
        sections.add(new ReportSection(
                "robustness",
                "Does it stand?",
                "The coefficient of " + focus.get() + " in model " + last.name() + " (" + last.formula()
                        + ") with other standard errors, with effects, and without each region and each year.",
                List.of("variant", "estimate", "standard error", "t", "p", "rows"),
                rows,
                List.of(),
                Map.of(),
                List.of(),
                List.of((report, words) -> SectionCharts.specifications(term, model, variants, report, words))));
        residuals(plain, base, model);
    }

    /** The rows that count most, with the pictures that show whether a line was the right thing to draw. */
    private void residuals(ModelSpec spec, Fit fit, String model) {
        List<InfluentialRow> influence = Regression.influence(spec, run.sample());
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
                        (report, words) -> SectionCharts.residuals(fit, run.sample(), model, report, words),
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
        add(
                "breaks",
                "When paths bend",
                "Structural breaks in " + first
                        + " after Bai and Perron (1998), with their stability under resampling.",
                MiningDesk.breaks(material, List.of(first), true, false, SEED));
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
