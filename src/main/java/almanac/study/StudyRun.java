package almanac.study;

import almanac.audit.Recomputed;
import almanac.audit.Replication;
import almanac.complexity.Expy;
import almanac.complexity.Prody;
import almanac.complexity.TradeMatrix;
import almanac.model.Claims;
import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Replicated;
import almanac.model.SampleLoss;
import almanac.model.Source;
import almanac.model.TestResult;
import almanac.panel.Completeness;
import almanac.panel.PanelBuilder;
import almanac.panel.PanelSpec;
import almanac.panel.Sophistication;
import almanac.regression.Correlation;
import almanac.regression.Descriptives;
import almanac.regression.Regression;
import almanac.report.SampleRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A study computed: from observations to panel, sample, tables, fits and verdicts. Reads no file and writes none, so a
 * report and its verification run the very same steps.
 *
 * @param result the panel and what was met while building it
 * @param loss from the design to the sample
 * @param frame the rows of the design: region, year and the model variables
 * @param sample the complete rows of it (of a balanced sample those of regions without a gap)
 * @param fits one a model of the study
 * @param replicated one a published figure
 */
public record StudyRun(
        StudyDocument study,
        PanelBuilder.Result result,
        SampleLoss loss,
        Completeness completeness,
        Frame frame,
        Frame sample,
        List<Description> descriptions,
        Correlations correlations,
        List<Fit> fits,
        List<Replicated> replicated) {
    public StudyRun {
        descriptions = List.copyOf(descriptions);
        fits = List.copyOf(fits);
        replicated = List.copyOf(replicated);
    }

    /** A region or year that the study's rule on completeness leaves out. */
    static final Diagnostic.Code LEFT_OUT = new Diagnostic.Code(
            "ALM-5005", Diagnostic.Severity.NOTE, "a region or year is too incomplete for the study");

    /** In the sample-loss table in place of a variable: the row is complete, its region or year is not. */
    private static final String KEEP = "keep";

    private static final String BALANCED = "balanced";

    private static final String INTERCEPT = "(Intercept)";

    private static final Recomputed.Column UNKNOWN = new Recomputed.Column(
            0, Double.NaN, Double.NaN, Double.NaN, new double[0], new double[0], Double.NaN, Double.NaN);

    /** Equations (2) and (3) of the founding paper, from the complexity stage. */
    static final Sophistication SOPHISTICATION = new Sophistication() {
        @Override
        public double[] prody(double[][] exports, double[] incomePerHead) {
            int products = exports[0].length;
            double[] flat = new double[exports.length * products];
            for (int c = 0; c < exports.length; c++) {
                System.arraycopy(exports[c], 0, flat, c * products, products);
            }
            TradeMatrix world = new TradeMatrix(labels(exports.length), labels(products), flat);
            return Prody.of(world, incomePerHead, Prody.Weights.HHR).values();
        }

        @Override
        public double expy(double[] exports, double[] prody) {
            return Expy.of(new TradeMatrix(labels(1), labels(exports.length), exports), prody)
                    .values()[0];
        }

        private static List<String> labels(int count) {
            return IntStream.range(0, count).mapToObj(Integer::toString).toList();
        }
    };

    /** The indicators that a study reads. */
    public static List<String> indicators(StudyDocument study) {
        Set<String> ids = new TreeSet<>();
        for (PanelSpec.VariableSpec variable : study.panel().variables()) {
            if (variable instanceof PanelSpec.Printed printed) {
                ids.add(printed.indicator());
            }
        }
        return List.copyOf(ids);
    }

    /**
     * Computes a study.
     *
     * @param observations all that the store has on {@link #indicators}
     * @param sources by id
     */
    public static StudyRun of(StudyDocument asked, List<Observation> observations, Map<String, Source> sources) {
        StudyDocument study = asked.resolved(observations);
        PanelBuilder.Result result = PanelBuilder.build(study.panel(), observations, sources, SOPHISTICATION);
        List<String> variables = study.modelVariables();
        Completeness completeness = Completeness.of(result.panel(), variables, study.panel()::member);
        SampleLoss loss = SampleLoss.of(result.panel(), variables, study.panel()::member);
        StudyDocument design = study;
        if (study.keep().isPresent()) {
            Completeness.Keep keep = study.keep().get();
            design = study.withPanel(completeness.kept(study.panel(), keep));
            loss = withKept(loss, result.panel(), study.panel(), design.panel());
            result = new PanelBuilder.Result(
                    result.panel(), leftOut(result.diagnostics(), completeness.leftOut(keep), keep));
        }
        if (study.sample() == StudySample.BALANCED) {
            loss = balanced(loss, result.panel(), design.panel());
        }
        return of(design, result, loss, completeness, variables);
    }

    /** The complete rows of regions that a balanced panel leaves out for a gap in another year. */
    private static SampleLoss balanced(SampleLoss loss, Panel panel, PanelSpec design) {
        Map<String, Integer> gaps = new TreeMap<>();
        loss.losses().stream()
                .filter(row -> design.member(row.region(), row.year()))
                .forEach(row -> gaps.merge(row.region(), row.year(), Math::min));
        return withMore(
                loss,
                panel,
                (region, year) -> design.member(region, year) && gaps.containsKey(region)
                        ? Optional.of(Map.of(BALANCED, "the region has a gap in " + gaps.get(region)))
                        : Optional.empty());
    }

    /** The rows that a keep rule leaves out although they are complete, listed like all others. */
    private static SampleLoss withKept(SampleLoss loss, Panel panel, PanelSpec before, PanelSpec after) {
        return withMore(
                loss,
                panel,
                (region, year) -> before.member(region, year) && !after.member(region, year)
                        ? Optional.of(Map.of(KEEP, "left out by the study's rule"))
                        : Optional.empty());
    }

    /** @param why a row that is not listed yet is left out, empty where it is not */
    private static SampleLoss withMore(
            SampleLoss loss, Panel panel, BiFunction<String, Integer, Optional<Map<String, String>>> why) {
        Map<SampleRows.Row, SampleLoss.Loss> listed = new HashMap<>();
        loss.losses().forEach(row -> listed.put(new SampleRows.Row(row.region(), row.year()), row));
        List<SampleLoss.Loss> losses = new ArrayList<>();
        for (String region : panel.regions()) {
            for (int year : panel.years()) {
                SampleLoss.Loss before = listed.get(new SampleRows.Row(region, year));
                if (before != null) {
                    losses.add(before);
                } else {
                    why.apply(region, year).ifPresent(reason -> losses.add(new SampleLoss.Loss(region, year, reason)));
                }
            }
        }
        return new SampleLoss(loss.design(), loss.design() - losses.size(), losses);
    }

    private static List<Diagnostic> leftOut(
            List<Diagnostic> met, List<Completeness.Line> lines, Completeness.Keep keep) {
        List<Diagnostic> all = new ArrayList<>(met);
        for (Completeness.Line line : lines) {
            all.add(Diagnostic.of(
                    LEFT_OUT,
                    "panel",
                    line.per().code() + " " + line.name() + " is left out: " + line.filled() + " of its "
                            + line.cells() + " cells are filled, the study keeps from "
                            + Math.round(100 * keep.coverage()) + " %",
                    "almanac panel STUDY --completeness shows all"));
        }
        return all;
    }

    private static StudyRun of(
            StudyDocument study,
            PanelBuilder.Result result,
            SampleLoss loss,
            Completeness completeness,
            List<String> variables) {
        Frame frame = members(study, result.panel().frame(variables));
        Frame sample = study.sample().complete(frame);
        Frame forModels = study.sample().forModels(frame);
        List<Fit> fits = new ArrayList<>();
        for (StudyDocument.Model model : study.models()) {
            fits.add(Regression.fit(
                    ModelSpec.of(model.formula())
                            .withEstimator(model.estimator())
                            .withCovariance(model.covariance())
                            .withPanel("region", "year"),
                    forModels));
        }
        Correlations correlations = Correlation.of(sample, study.correlations());
        List<Replicated> replicated = study.claims()
                .flatMap(claims -> Claiming.claims(study.id(), claims))
                .map(claims -> Replication.of(claims, recomputed(claims, correlations, fits)))
                .orElse(List.of());
        return new StudyRun(
                study,
                result,
                loss,
                completeness,
                frame,
                sample,
                Descriptives.of(sample, variables),
                correlations,
                fits,
                replicated);
    }

    /** The rows that belong to the design: a region may join the sample later. */
    private static Frame members(StudyDocument study, Frame frame) {
        if (study.panel().members().isEmpty()
                || !(frame.columns().get(0) instanceof Column.Text regions)
                || !(frame.columns().get(1) instanceof Column.Text years)) {
            return frame;
        }
        return StudySample.rows(
                frame,
                IntStream.range(0, frame.rows())
                        .filter(row -> study.panel()
                                .member(
                                        regions.values().get(row),
                                        Integer.parseInt(years.values().get(row))))
                        .toArray());
    }

    public Panel panel() {
        return result.panel();
    }

    /** Everything met on the way, the panel's first. */
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>(result.diagnostics());
        fits.forEach(fit -> all.addAll(fit.diagnostics()));
        return all;
    }

    /** For each published column the fit with the same regressors; NaN where the study has none. */
    private static Recomputed recomputed(Claims claims, Correlations correlations, List<Fit> fits) {
        List<Recomputed.Column> columns = new ArrayList<>();
        for (Claims.Model published : claims.models()) {
            Set<String> wanted = new TreeSet<>(published.variables());
            Optional<Fit> found = fits.stream()
                    .filter(fit -> fit.dependent().equals(published.y()))
                    .filter(fit -> wanted.equals(new TreeSet<>(fit.coefficients().stream()
                            .map(Coefficient::term)
                            .filter(term -> !term.equals(INTERCEPT))
                            .toList())))
                    .findFirst();
            columns.add(found.map(fit -> column(published, fit)).orElse(UNKNOWN));
        }
        double[][] matrix = new double[claims.order().size()][claims.order().size()];
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < matrix.length; c++) {
                int row = correlations.names().indexOf(claims.order().get(r));
                int column = correlations.names().indexOf(claims.order().get(c));
                matrix[r][c] = row < 0 || column < 0 ? Double.NaN : correlations.r()[row][column];
            }
        }
        return new Recomputed(matrix, columns);
    }

    private static Recomputed.Column column(Claims.Model published, Fit fit) {
        double[] estimates = new double[published.variables().size()];
        double[] statistics = new double[estimates.length];
        for (int j = 0; j < estimates.length; j++) {
            Coefficient coefficient =
                    fit.coefficient(published.variables().get(j)).orElseThrow();
            estimates[j] = coefficient.estimate();
            statistics[j] = coefficient.statistic();
        }
        Optional<Coefficient> constant = fit.coefficient(INTERCEPT);
        return new Recomputed.Column(
                fit.n(),
                fit.figure("r2").orElse(Double.NaN),
                fit.figure("adj_r2").orElse(Double.NaN),
                fit.f().map(TestResult::statistic).orElse(Double.NaN),
                estimates,
                statistics,
                constant.map(Coefficient::estimate).orElse(Double.NaN),
                constant.map(Coefficient::statistic).orElse(Double.NaN));
    }

    /** The rows in which a text column has another value. */
    static Frame without(Frame frame, String column, String value) {
        return frame.column(column).orElseThrow() instanceof Column.Text text
                ? StudySample.rows(
                        frame,
                        IntStream.range(0, frame.rows())
                                .filter(row -> !text.values().get(row).equals(value))
                                .toArray())
                : frame;
    }

    /** Why a cell of the panel is what it is, for a terminal. */
    public Optional<String> why(String region, int year, String variable) {
        return panel().cell(variable, region, year)
                .map(cell -> Explanation.of(panel(), new Panel.Key(variable, region, year)) + leftOut(region, year));
    }

    /** What the study's treatment of what is missing makes of a row that lacks something. */
    private String leftOut(String region, int year) {
        return loss.losses().stream()
                .filter(row -> row.region().equals(region) && row.year() == year)
                .map(row -> "the row " + region + " " + year
                        + (study.sample() == StudySample.PER_MODEL
                                ? " enters only the models that do not need "
                                : " is left out of the sample: no ")
                        + String.join(", ", row.missing().keySet()) + " (missing: "
                        + study.sample().code() + ")\n")
                .map(line -> line.replace("no " + BALANCED, "the region has a gap in another year")
                        .replace("no " + KEEP, "the study's rule on completeness leaves it out"))
                .findFirst()
                .orElse("");
    }
}
