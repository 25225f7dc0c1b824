package almanac.study;

import almanac.model.Column;
import almanac.model.Correlations;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.Correlation;
import almanac.regression.Descriptives;
import almanac.regression.Regression;
import almanac.report.table.FitJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Regressions, descriptives and correlations on a file: what the commands {@code regress} and {@code describe} do. */
public final class RegressionDesk {
    /**
     * What to estimate and how to show it.
     *
     * @param specs one a column of the table (stepwise formulas give more)
     * @param common all models on the rows complete for every one of them
     * @param format {@code text}, {@code json}, {@code csv}, {@code latex}, {@code html}, {@code docx} or {@code md}
     * @param effects whether the JSON lists the absorbed effects
     */
    public record Request(Path data, List<ModelSpec> specs, boolean common, String format, boolean effects) {
        public Request {
            specs = List.copyOf(specs);
        }
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
            return new String(content, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private RegressionDesk() {}

    public static Outcome regress(Request request) {
        FrameReader.Data data = FrameReader.read(request.data());
        if (data.frame().isEmpty()) {
            return new Outcome(new byte[0], false, data.diagnostics());
        }
        List<Fit> fits = Regression.fitAll(request.specs(), data.frame().get(), request.common());
        Set<Diagnostic> diagnostics = new LinkedHashSet<>(data.diagnostics());
        boolean complete = true;
        for (Fit fit : fits) {
            complete &= fit.estimated();
            fit.diagnostics().forEach(d -> diagnostics.add(located(d, request.data())));
        }
        return new Outcome(
                FitJson.models(fits, request.effects()).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                complete,
                List.copyOf(diagnostics));
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
            Path file, List<String> variables, List<String> correlation, boolean listwise, String format) {
        FrameReader.Data data = FrameReader.read(file);
        if (data.frame().isEmpty()) {
            return new Outcome(new byte[0], false, data.diagnostics());
        }
        Frame frame = data.frame().get();
        List<String> names = variables.isEmpty() ? Descriptives.numeric(frame) : variables;
        List<Correlations> correlations = new ArrayList<>();
        for (String kind : correlation) {
            correlations.add(Correlation.of(frame, names, kind, listwise));
        }
        return new Outcome(
                FitJson.descriptives(Descriptives.of(frame, names), correlations)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                true,
                data.diagnostics());
    }

    /** Columns of text, for messages. */
    static Optional<Column> text(Frame frame) {
        return frame.columns().stream().filter(c -> c instanceof Column.Text).findFirst();
    }
}
