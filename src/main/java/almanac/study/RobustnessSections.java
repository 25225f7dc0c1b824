package almanac.study;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.InfluentialRow;
import almanac.model.ModelSpec;
import almanac.model.Variant;
import almanac.regression.Regression;
import almanac.regression.Robustness;
import almanac.report.ReportSection;
import almanac.report.chart.SpecificationCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Does the coefficient that the study is about stand: with other standard errors and with effects, in parts of the sample,
 * without one region or year, under every set of controls; and which rows it hangs on. Each figure leads to the rows it is
 * computed from.
 */
final class RobustnessSections {
    /** Rows named under the pictures of residuals. */
    private static final int MOST_INFLUENTIAL = 10;

    private final StudyRun run;
    private final SampleList samples;
    private final List<ReportSection> sections = new ArrayList<>();
    private final StudyDocument.Model model;
    private final Frame frame;
    private final ModelSpec plain;
    private final String focus;

    private RobustnessSections(StudyRun run, SampleList samples, String focus) {
        int number = run.study().robustness().model();
        this.run = run;
        this.samples = samples;
        this.model = run.study().models().get(number);
        this.frame = run.study().sample().forModels(run.frame());
        this.plain = run.fits().get(number).spec();
        this.focus = focus;
    }

    /** Nothing when the model has no coefficient to look at. */
    static List<ReportSection> of(StudyRun run, SampleList samples) {
        RobustnessReader.Plan plan = run.study().robustness();
        Fit base = run.fits().get(plan.model());
        Optional<String> focus = base.coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals("(Intercept)"))
                .filter(term -> plan.term().map(term::equals).orElse(true))
                .findFirst();
        if (focus.isEmpty()) {
            return List.of();
        }
        RobustnessSections made = new RobustnessSections(run, samples, focus.get());
        made.variants(plan);
        made.residuals(base);
        if (plan.curve()) {
            made.everySpecification(plan.covariances());
        }
        return List.copyOf(made.sections);
    }

    private void variants(RobustnessReader.Plan plan) {
        LinkedRows rows = new LinkedRows();
        List<SpecificationCurve.Variant> curve = new ArrayList<>();
        for (String covariance : plan.covariances()) {
            row(rows, curve, "standard errors: " + covariance, plain.withCovariance(covariance), frame);
        }
        if (!model.formula().contains("|")) {
            for (String effects : plan.effects()) {
                row(
                        rows,
                        curve,
                        "effects: " + effects + " (clustered by region)",
                        plain.withFormula(model.formula() + " | " + effects).withCovariance("cluster:region"),
                        frame);
            }
        }
        for (RobustnessReader.Part part : plan.samples()) {
            row(rows, curve, "sample: " + part.name(), plain, only(frame, part));
        }
        if (plan.leaveOut().contains("region")) {
            for (String left : run.panel().regions()) {
                row(rows, curve, "without " + left, plain, StudyRun.without(frame, "region", left));
            }
        }
        if (plan.leaveOut().contains("year") && run.panel().years().size() > 1) {
            for (int left : run.panel().years()) {
                row(rows, curve, "without " + left, plain, StudyRun.without(frame, "year", Integer.toString(left)));
            }
        }
        List<SpecificationCurve.Variant> shown = List.copyOf(curve);
        sections.add(rows.section(
                "robustness",
                "Does it stand?",
                "The coefficient of " + focus + " in model " + model.name() + " (" + model.formula()
                        + ") with other standard errors, with effects, in parts of the sample, and without each region"
                        + " and each year.",
                List.of("variant", "estimate", "standard error", "t", "p", "rows"),
                List.of(),
                List.of((report, words) -> SectionCharts.specifications(focus, model.name(), shown, report, words))));
    }

    private void row(LinkedRows rows, List<SpecificationCurve.Variant> curve, String name, ModelSpec spec, Frame data) {
        Fit fit = Regression.fit(spec, data);
        Optional<Coefficient> found = fit.coefficient(focus);
        if (found.isEmpty()) {
            rows.add("", List.of(name, "not estimated", "", "", "", ""));
            return;
        }
        Coefficient c = found.get();
        curve.add(new SpecificationCurve.Variant(name, name, c.estimate(), c.ciLow(), c.ciHigh()));
        rows.add(
                samples.href("robustness: " + name, data, fit),
                List.of(
                        name,
                        FurtherSections.number(c.estimate()),
                        FurtherSections.number(c.standardError()),
                        String.format(Locale.ROOT, "%.2f", c.statistic()),
                        String.format(Locale.ROOT, "%.3f", c.p()),
                        Integer.toString(fit.n())));
    }

    /** The coefficient under every subset of the controls and every kind of standard error, by size. */
    private void everySpecification(List<String> covariances) {
        Robustness.Outcome outcome = Robustness.specificationCurve(plain, frame, focus, covariances);
        LinkedRows rows = new LinkedRows();
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
            rows.add(
                    samples.href("every specification", frame, variant.fit()),
                    List.of(
                            Integer.toString(rows.size() + 1),
                            variant.label(),
                            variant.fit().covariance(),
                            FurtherSections.number(c.estimate()),
                            FurtherSections.number(c.ciLow()),
                            FurtherSections.number(c.ciHigh()),
                            String.format(Locale.ROOT, "%.3f", c.p()),
                            Integer.toString(variant.fit().n())));
        }
        if (rows.size() < 2) {
            return;
        }
        sections.add(rows.section(
                "specifications",
                "Every specification",
                "The coefficient of " + focus + " in model " + model.name()
                        + " under every subset of its controls and every kind of standard error, from the smallest to"
                        + " the largest (Simonsohn, Simmons and Nelson 2020).",
                List.of("rank", "controls", "standard errors", "estimate", "low", "high", "p", "rows"),
                List.of(rows.size() + " specifications: the coefficient is positive in " + above
                        + ", significant at 5 % in " + significant + "."),
                List.of()));
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

    /** The rows that count most, with the pictures that show whether a line was the right thing to draw. */
    private void residuals(Fit fit) {
        List<InfluentialRow> influence = Regression.influence(plain, frame);
        if (influence.isEmpty()) {
            return;
        }
        LinkedRows rows = new LinkedRows();
        for (InfluentialRow row : influence.subList(0, Math.min(MOST_INFLUENTIAL, influence.size()))) {
            rows.add(
                    SampleList.rowHref(frame, row.row() - 1),
                    List.of(
                            row.label(),
                            FurtherSections.number(row.leverage()),
                            String.format(Locale.ROOT, "%.3f", row.studentised()),
                            FurtherSections.number(row.cook())));
        }
        sections.add(rows.section(
                "residuals",
                "Which rows count",
                "Residuals and leverage of model " + model.name()
                        + " row by row; the table names the rows with the largest Cook distance.",
                List.of("row", "leverage", "studentised residual", "Cook distance"),
                List.of(),
                List.of(
                        (report, words) -> SectionCharts.residuals(fit, frame, model.name(), report, words),
                        (report, words) -> SectionCharts.leverage(influence, model.name(), report, words))));
    }
}
