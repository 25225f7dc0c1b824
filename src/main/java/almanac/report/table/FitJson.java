package almanac.report.table;

import almanac.model.Coefficient;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.InfluentialRow;
import almanac.model.TestResult;
import almanac.model.Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Fits, descriptives and correlations as JSON, every figure in full double precision. */
public final class FitJson {
    private static final List<String> FIRST = List.of("r2", "adj_r2", "r2_within", "r2_between", "r2_overall", "rmse");

    private FitJson() {}

    /** {@code {"models": [...]}}. */
    public static String models(List<Fit> fits, boolean effects) {
        return models(fits, effects, List.of(), List.of(), List.of());
    }

    /** The same with {@code "variants"}, {@code "marginal_effects"} and {@code "influence"} where there are some. */
    public static String models(
            List<Fit> fits,
            boolean effects,
            List<Variant> variants,
            List<Fit> margins,
            List<InfluentialRow> influence) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("models");
            for (Fit fit : fits) {
                model(out, fit, effects);
            }
            out.writeEndArray();
            if (!influence.isEmpty()) {
                influence(out, influence, fits.get(0));
            }
            if (!margins.isEmpty()) {
                out.writeArrayFieldStart("marginal_effects");
                for (Fit fit : margins) {
                    out.writeStartObject();
                    out.writeStringField("formula", fit.spec().formula());
                    out.writeStringField("vcov", fit.covariance());
                    coefficients(out, fit);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            if (!variants.isEmpty()) {
                out.writeArrayFieldStart("variants");
                for (Variant variant : variants) {
                    out.writeStartObject();
                    out.writeStringField("kind", variant.kind());
                    out.writeStringField("label", variant.label());
                    out.writeStringField("formula", variant.fit().spec().formula());
                    out.writeStringField("vcov", variant.fit().covariance());
                    out.writeNumberField("n", variant.fit().n());
                    coefficients(out, variant.fit());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }

    private static void influence(JsonGenerator out, List<InfluentialRow> rows, Fit fit) throws IOException {
        out.writeArrayFieldStart("influence");
        for (InfluentialRow row : rows) {
            out.writeStartObject();
            out.writeNumberField("row", row.row());
            out.writeStringField("label", row.label());
            Json.number(out, "leverage", row.leverage());
            Json.number(out, "studentised", row.studentised());
            Json.number(out, "cook", row.cook());
            Json.number(out, "dffits", row.dffits());
            out.writeObjectFieldStart("dfbetas");
            for (int j = 0; j < row.dfbetas().size(); j++) {
                Json.number(out, fit.coefficients().get(j).term(), row.dfbetas().get(j));
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void model(JsonGenerator out, Fit fit, boolean effects) throws IOException {
        out.writeStartObject();
        out.writeStringField("formula", fit.spec().formula());
        out.writeStringField("estimator", fit.estimator());
        out.writeStringField("vcov", fit.covariance());
        out.writeBooleanField("estimated", fit.estimated());
        if (fit.estimated()) {
            out.writeStringField("dependent", fit.dependent());
            out.writeNumberField("n", fit.n());
            out.writeNumberField("df_residual", fit.dfResidual());
            out.writeNumberField("df_model", fit.dfModel());
            Json.number(out, "df_inference", fit.dfInference());
            if (fit.groups() > 0) {
                out.writeNumberField("groups", fit.groups());
            } else {
                out.writeNullField("groups");
            }
            for (String name : FIRST) {
                Json.number(out, name, fit.figure(name));
            }
            out.writeFieldName("f");
            if (fit.f().isPresent()) {
                TestResult f = fit.f().get();
                out.writeStartObject();
                Json.number(out, "statistic", f.statistic());
                Json.number(out, "df1", f.df());
                Json.number(out, "df2", f.df2());
                Json.number(out, "p", f.p());
                out.writeEndObject();
            } else {
                out.writeNull();
            }
            coefficients(out, fit);
            out.writeObjectFieldStart("figures");
            for (Map.Entry<String, Double> figure : fit.figures().entrySet()) {
                Json.number(out, figure.getKey(), figure.getValue());
            }
            out.writeEndObject();
            out.writeArrayFieldStart("covariance");
            for (double[] row : fit.matrix()) {
                out.writeStartArray();
                for (double value : row) {
                    Json.number(out, value);
                }
                out.writeEndArray();
            }
            out.writeEndArray();
            tests(out, fit.tests());
            if (effects) {
                effects(out, fit);
            }
        }
        out.writeArrayFieldStart("dropped");
        for (Fit.Dropped dropped : fit.dropped()) {
            out.writeStartObject();
            out.writeStringField("kind", dropped.kind());
            if (dropped.row() > 0) {
                out.writeNumberField("row", dropped.row());
            }
            if (!dropped.what().isEmpty()) {
                out.writeStringField(dropped.kind().equals("term") ? "term" : "what", dropped.what());
            }
            out.writeStringField("reason", dropped.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("notes");
        for (String note : fit.notes()) {
            out.writeString(note);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("diagnostics");
        for (Diagnostic diagnostic : fit.diagnostics()) {
            out.writeStartObject();
            out.writeStringField("code", diagnostic.code().id());
            out.writeStringField("severity", diagnostic.code().severity().name().toLowerCase(java.util.Locale.ROOT));
            out.writeStringField("message", diagnostic.message());
            out.writeStringField("hint", diagnostic.hint());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void coefficients(JsonGenerator out, Fit fit) throws IOException {
        out.writeArrayFieldStart("coefficients");
        for (Coefficient coefficient : fit.coefficients()) {
            out.writeStartObject();
            out.writeStringField("term", coefficient.term());
            Json.number(out, "estimate", coefficient.estimate());
            Json.number(out, "se", coefficient.standardError());
            Json.number(out, "t", coefficient.statistic());
            Json.number(out, "p", coefficient.p());
            Json.number(out, "ci_low", coefficient.ciLow());
            Json.number(out, "ci_high", coefficient.ciHigh());
            Json.number(out, "beta", coefficient.beta());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void tests(JsonGenerator out, Map<String, TestResult> tests) throws IOException {
        out.writeObjectFieldStart("tests");
        for (TestResult test : tests.values()) {
            out.writeObjectFieldStart(test.name());
            Json.number(out, "statistic", test.statistic());
            Json.number(out, "df", test.df());
            Json.number(out, "df2", test.df2());
            Json.number(out, "p", test.p());
            out.writeStringField("title", test.title());
            if (!test.note().isEmpty()) {
                out.writeStringField("note", test.note());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void effects(JsonGenerator out, Fit fit) throws IOException {
        out.writeObjectFieldStart("effects");
        for (Map.Entry<String, Map<String, Double>> effect : fit.effects().entrySet()) {
            out.writeObjectFieldStart(effect.getKey());
            for (Map.Entry<String, Double> level : effect.getValue().entrySet()) {
                Json.number(out, level.getKey(), level.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** {@code {"variables": [...], "correlations": [...]}}. */
    public static String descriptives(List<Description> descriptions, List<Correlations> correlations) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("variables");
            for (Description d : descriptions) {
                out.writeStartObject();
                out.writeStringField("name", d.name());
                out.writeNumberField("n", d.n());
                out.writeNumberField("missing", d.missing());
                Json.number(out, "mean", d.mean());
                Json.number(out, "sd", d.sd());
                Json.number(out, "min", d.min());
                Json.number(out, "p25", d.p25());
                Json.number(out, "median", d.median());
                Json.number(out, "p75", d.p75());
                Json.number(out, "max", d.max());
                Json.number(out, "skewness", d.skewness());
                Json.number(out, "kurtosis", d.kurtosis());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("correlations");
            for (Correlations c : correlations) {
                for (int i = 0; i < c.names().size(); i++) {
                    for (int j = 0; j < i; j++) {
                        out.writeStartObject();
                        out.writeStringField("a", c.names().get(i));
                        out.writeStringField("b", c.names().get(j));
                        out.writeStringField("kind", c.kind());
                        Json.number(out, "r", c.r()[i][j]);
                        Json.number(out, "statistic", c.statistic()[i][j]);
                        Json.number(out, "p", c.p()[i][j]);
                        out.writeNumberField("n", c.n()[i][j]);
                        Json.number(out, "ci_low", c.low()[i][j]);
                        Json.number(out, "ci_high", c.high()[i][j]);
                        out.writeEndObject();
                    }
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
