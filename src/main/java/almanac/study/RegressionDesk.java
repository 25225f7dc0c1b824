package almanac.study;

import almanac.model.Coefficient;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.InfluentialRow;
import almanac.model.ModelSpec;
import almanac.model.Variant;
import almanac.regression.Correlation;
import almanac.regression.Descriptives;
import almanac.regression.MarginalEffects;
import almanac.regression.Regression;
import almanac.regression.Robustness;
import almanac.regression.design.Nearest;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import almanac.regression.formula.FormulaTrouble;
import almanac.report.table.DocxTables;
import almanac.report.table.FitJson;
import almanac.report.table.RegressionTable;
import almanac.report.table.ResultTable;
import almanac.report.table.Stars;
import almanac.report.table.TableWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Regressions, descriptives and correlations on a file: what the commands {@code regress} and {@code describe} do. */
public final class RegressionDesk {
    private static final List<String> FORMATS = List.of("text", "json", "csv", "latex", "html", "docx", "md");
    /** Columns of a terminal. */
    private static final int TERMINAL = 80;

    /**
     * What to estimate and how to show it.
     *
     * @param specs one a column of the table (stepwise formulas give more)
     * @param common all models on the rows complete for every one of them
     * @param format {@code text}, {@code json}, {@code csv}, {@code latex}, {@code html}, {@code docx} or {@code md}
     * @param effects whether the JSON lists the absorbed effects
     * @param look how tables look
     * @param extras robustness and marginal effects
     */
    public record Request(
            Path data,
            List<ModelSpec> specs,
            boolean common,
            String format,
            boolean effects,
            Look look,
            Extras extras) {
        public Request {
            specs = List.copyOf(specs);
        }
    }

    /**
     * What else to look at.
     *
     * @param leaveOut columns of which each value is left out in turn
     * @param curve a term whose coefficient is followed through every subset of the other terms
     * @param margins columns whose average marginal effects are wanted
     * @param influence whether to show how much single rows count in the first model
     */
    public record Extras(List<String> leaveOut, Optional<String> curve, List<String> margins, boolean influence) {
        public static final Extras NONE = new Extras(List.of(), Optional.empty(), List.of(), false);

        public Extras {
            leaveOut = List.copyOf(leaveOut);
            margins = List.copyOf(margins);
        }
    }

    /**
     * How tables look, as the command line says it.
     *
     * @param parentheses {@code se}, {@code t}, {@code p} or {@code ci}
     * @param stars {@code *:.1,**:.05,***:.01} or {@code none}
     */
    public record Look(String title, String parentheses, boolean brackets, String stars, int decimals, boolean beta) {
        public static final Look PLAIN = new Look("", "se", false, "*:.1,**:.05,***:.01", 3, false);
    }

    /**
     * What came out.
     *
     * @param content text in UTF-8, or a DOCX file; empty where nothing could be estimated
     * @param complete whether every model was estimated
     */
    public record Outcome(byte[] content, boolean complete, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }

        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private RegressionDesk() {}

    /** Estimates and writes; throws {@link IllegalArgumentException} for a format or look that does not exist. */
    public static Outcome regress(Request request) {
        RegressionTable.Style style = style(request.look(), request.format());
        FrameReader.Data data = FrameReader.read(request.data());
        if (data.frame().isEmpty()) {
            return new Outcome(new byte[0], false, data.diagnostics());
        }
        List<Fit> fits = Regression.fitAll(request.specs(), data.frame().get(), request.common());
        Set<Diagnostic> diagnostics = new LinkedHashSet<>(data.diagnostics());
        boolean complete = true;
        boolean any = false;
        for (Fit fit : fits) {
            complete &= fit.estimated();
            any |= fit.estimated();
            fit.diagnostics().forEach(d -> diagnostics.add(located(d, request.data())));
        }
        List<Variant> variants = new ArrayList<>();
        List<Fit> margins = new ArrayList<>();
        List<InfluentialRow> influence = new ArrayList<>();
        if (any) {
            if (request.extras().influence()) {
                influence.addAll(Regression.influence(
                        request.specs().get(0).withFormula(fits.get(0).spec().formula()),
                        data.frame().get()));
            }
            fits.stream()
                    .filter(fit -> fit.estimator().equals("iv"))
                    .forEach(fit -> variants.addAll(
                            Robustness.firstStages(fit.spec(), data.frame().get())));
            robustness(request, data.frame().get(), variants, diagnostics);
            margins.addAll(margins(request, fits, data.frame().get()));
        }
        byte[] content = any || request.format().equals("json")
                ? written(fits, variants, margins, influence, request, style)
                : new byte[0];
        return new Outcome(content, complete, List.copyOf(diagnostics));
    }

    private static RegressionTable.Style style(Look look, String format) {
        if (!FORMATS.contains(format)) {
            throw new IllegalArgumentException(
                    "there is no format \"" + format + "\"; the formats are " + String.join(", ", FORMATS));
        }
        return new RegressionTable.Style(
                look.title(),
                RegressionTable.Below.parse(look.parentheses())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--parentheses takes se, t, p or ci, not \"" + look.parentheses() + "\"")),
                look.brackets(),
                Stars.parse(look.stars())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--stars looks like *:.1,**:.05,***:.01 or none, not \"" + look.stars() + "\"")),
                look.decimals(),
                look.beta());
    }

    private static void robustness(Request request, Frame frame, List<Variant> variants, Set<Diagnostic> diagnostics) {
        ModelSpec first = request.specs().get(0);
        List<Robustness.Outcome> outcomes = new ArrayList<>();
        for (String column : request.extras().leaveOut()) {
            outcomes.add(Robustness.leaveOneOut(first, frame, column));
        }
        request.extras()
                .curve()
                .ifPresent(term -> outcomes.add(Robustness.specificationCurve(
                        first,
                        frame,
                        term,
                        request.specs().stream()
                                .filter(spec -> spec.formula().equals(first.formula()))
                                .map(ModelSpec::covariance)
                                .distinct()
                                .toList())));
        for (String column : request.extras().margins()) {
            if (frame.column(column).isEmpty()) {
                diagnostics.add(located(
                        Trouble.of(
                                Trouble.UNKNOWN_NAME,
                                "there is no column \"" + column + "\" in the data",
                                Nearest.hint(column, frame.names())),
                        request.data()));
            }
        }
        for (Robustness.Outcome outcome : outcomes) {
            variants.addAll(outcome.variants());
            outcome.diagnostics().forEach(d -> diagnostics.add(located(d, request.data())));
        }
    }

    /** For each model with such effects a fit that holds them in place of its coefficients. */
    private static List<Fit> margins(Request request, List<Fit> fits, Frame frame) {
        List<Fit> margins = new ArrayList<>();
        for (Fit fit : fits) {
            List<Coefficient> effects = new ArrayList<>();
            request.extras().margins().forEach(name -> effects.addAll(MarginalEffects.of(fit, frame, name)));
            if (!effects.isEmpty()) {
                margins.add(fit.withCoefficients(effects));
            }
        }
        return margins;
    }

    private static byte[] written(
            List<Fit> fits,
            List<Variant> variants,
            List<Fit> margins,
            List<InfluentialRow> influence,
            Request request,
            RegressionTable.Style style) {
        if (request.format().equals("json")) {
            return bytes(FitJson.models(fits, request.effects(), variants, margins, influence));
        }
        if (request.format().equals("csv")) {
            return bytes(TableWriter.csv(fits));
        }
        List<ResultTable> tables = new ArrayList<>(List.of(RegressionTable.of(fits, style)));
        for (int i = 0; i < fits.size(); i++) {
            if (!fits.get(i).tests().isEmpty()) {
                tables.add(RegressionTable.tests(fits.get(i), "Tests of (" + (i + 1) + ")"));
            }
        }
        if (!influence.isEmpty()) {
            tables.add(RegressionTable.influence(influence, fits.get(0)));
        }
        if (!margins.isEmpty()) {
            tables.add(RegressionTable.margins(margins, style));
        }
        List<Fit> stages = variants.stream()
                .filter(v -> v.kind().equals("first_stage"))
                .map(Variant::fit)
                .toList();
        if (!stages.isEmpty()) {
            tables.add(1, RegressionTable.of(stages, style.titled("First stage")));
        }
        for (String kind : variants.stream()
                .map(Variant::kind)
                .filter(kind -> !kind.equals("first_stage"))
                .distinct()
                .toList()) {
            tables.add(RegressionTable.variants(
                    variants.stream().filter(v -> v.kind().equals(kind)).toList(),
                    request.extras().curve(),
                    style));
        }
        return tables(tables, request.format());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tables(List<ResultTable> tables, String format) {
        return switch (format) {
            case "latex" ->
                bytes(String.join("\n", tables.stream().map(TableWriter::latex).toList()));
            case "html" -> bytes(TableWriter.htmlPage(tables));
            case "md" ->
                bytes(String.join(
                        "\n", tables.stream().map(TableWriter::markdown).toList()));
            case "csv" ->
                bytes(String.join("\n", tables.stream().map(TableWriter::csv).toList()));
            case "docx" -> DocxTables.write(tables);
            default ->
                bytes(String.join(
                        "\n",
                        tables.stream().map(t -> TableWriter.text(t, TERMINAL)).toList()));
        };
    }

    private static Diagnostic located(Diagnostic diagnostic, Path file) {
        return new Diagnostic(
                diagnostic.code(),
                diagnostic.message(),
                file.toString(),
                diagnostic.page(),
                diagnostic.cell(),
                diagnostic.hint());
    }

    /**
     * @param variables names or terms; empty for every column of numbers
     * @param correlation kinds of correlation to add
     * @param listwise only rows complete in all variables
     */
    public static Outcome describe(
            Path file, List<String> variables, List<String> correlation, boolean listwise, String format, Look look) {
        RegressionTable.Style style = style(look, format);
        for (String kind : correlation) {
            if (!List.of("pearson", "spearman", "kendall").contains(kind)) {
                throw new IllegalArgumentException(
                        "there is no correlation \"" + kind + "\"; there are pearson, spearman, kendall");
            }
        }
        FrameReader.Data data = FrameReader.read(file);
        if (data.frame().isEmpty()) {
            return new Outcome(new byte[0], false, data.diagnostics());
        }
        Frame frame = data.frame().get();
        List<String> names = variables.isEmpty() ? Descriptives.numeric(frame) : variables;
        try {
            List<Correlations> correlations = new ArrayList<>();
            for (String kind : correlation) {
                correlations.add(Correlation.of(frame, names, kind, listwise));
            }
            List<Description> descriptions = Descriptives.of(frame, names);
            if (format.equals("json")) {
                return new Outcome(bytes(FitJson.descriptives(descriptions, correlations)), true, data.diagnostics());
            }
            List<ResultTable> tables = new ArrayList<>(List.of(RegressionTable.of(descriptions, "")));
            correlations.forEach(c -> tables.add(RegressionTable.of(c, style)));
            return new Outcome(tables(tables, format), true, data.diagnostics());
        } catch (Refusal refusal) {
            return new Outcome(new byte[0], false, List.of(located(refusal.diagnostic(), file)));
        } catch (FormulaTrouble trouble) {
            return new Outcome(
                    new byte[0],
                    false,
                    List.of(Diagnostic.of(
                            Trouble.FORMULA,
                            file.toString(),
                            String.valueOf(trouble.getMessage()),
                            "a variable is a column or a term such as log(x)")));
        }
    }
}
