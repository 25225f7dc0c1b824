package almanac.audit;

import almanac.model.Audit;
import almanac.model.Claim;
import almanac.model.Finding;
import almanac.model.Interval;
import almanac.model.Moments;
import almanac.model.Verdict;
import almanac.model.WhatIf;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** An audit as JSON: {@code cells}, {@code findings}, {@code summary}. A bound without end is {@code null}. */
public final class AuditJson {
    private AuditJson() {}

    public static String of(Audit audit) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            json.writeStartObject();
            json.writeStringField("id", audit.claims().id());
            json.writeArrayFieldStart("cells");
            for (Verdict verdict : audit.cells()) {
                json.writeStartObject();
                claim(json, verdict.claim());
                json.writeStringField("verdict", verdict.kind().word());
                range(json, "range", verdict.range());
                json.writeStringField("check", verdict.check());
                json.writeStringField("why", verdict.why());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("findings");
            for (Finding finding : audit.findings()) {
                json.writeStartObject();
                json.writeStringField("check", finding.check());
                json.writeStringField("severity", finding.severity().word());
                json.writeArrayFieldStart("cells");
                for (Claim claim : finding.cells()) {
                    json.writeStartObject();
                    claim(json, claim);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeStringField("text", finding.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("summary");
            for (Verdict.Kind kind : Verdict.Kind.values()) {
                json.writeNumberField(kind.word(), audit.count(kind));
            }
            for (Finding.Severity severity : Finding.Severity.values()) {
                json.writeNumberField(severity.word() + "s", audit.count(severity));
            }
            json.writeEndObject();
            if (audit.moments().isPresent()) {
                moments(json, audit.moments().get());
            }
            if (!audit.whatIfs().isEmpty()) {
                whatIfs(json, audit);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private static void moments(JsonGenerator json, Moments moments) throws IOException {
        json.writeObjectFieldStart("moments");
        json.writeBooleanField("scale_fixed", moments.scaleFixed());
        json.writeNumberField("observations", moments.observations());
        json.writeArrayFieldStart("variables");
        for (int i = 0; i < moments.names().size(); i++) {
            json.writeStartObject();
            json.writeStringField("name", moments.names().get(i));
            json.writeNumberField("mean", moments.means()[i]);
            json.writeNumberField("sd", moments.deviations()[i]);
            if (moments.meanErrors().isPresent() && moments.deviationErrors().isPresent()) {
                json.writeNumberField("mean_error", moments.meanErrors().get()[i]);
                json.writeNumberField("sd_error", moments.deviationErrors().get()[i]);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void whatIfs(JsonGenerator json, Audit audit) throws IOException {
        json.writeArrayFieldStart("what_if");
        for (WhatIf whatIf : audit.whatIfs()) {
            json.writeStartObject();
            json.writeStringField("formula", whatIf.formula());
            if (whatIf.observations().isPresent()) {
                json.writeNumberField("n", whatIf.observations().get());
            }
            range(json, "r2", Optional.of(whatIf.explained()));
            range(json, "adj_r2", whatIf.adjusted());
            if (whatIf.constant().isPresent()) {
                json.writeNumberField("constant", whatIf.constant().get());
            }
            json.writeArrayFieldStart("terms");
            for (WhatIf.Term term : whatIf.terms()) {
                json.writeStartObject();
                json.writeStringField("term", term.variable());
                range(json, "beta", Optional.of(term.standardised()));
                range(json, "estimate", term.coefficient());
                range(json, "t", term.statistic());
                range(json, "p", term.p());
                range(json, "partial", Optional.of(term.partial()));
                json.writeNumberField("dominance", term.dominance());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void claim(JsonGenerator json, Claim claim) throws IOException {
        json.writeFieldName("model");
        if (claim.model().isPresent()) {
            json.writeNumber(claim.model().get());
        } else {
            json.writeNull();
        }
        json.writeStringField("cell", claim.cell());
        json.writeFieldName("var");
        if (claim.variable().isPresent()) {
            json.writeString(claim.variable().get());
        } else {
            json.writeNull();
        }
        json.writeStringField("printed", claim.printed());
    }

    private static void range(JsonGenerator json, String name, Optional<Interval> range) throws IOException {
        json.writeFieldName(name);
        if (range.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (double bound : new double[] {range.get().low(), range.get().high()}) {
            if (Double.isInfinite(bound)) {
                json.writeNull();
            } else {
                json.writeNumber(bound);
            }
        }
        json.writeEndArray();
    }
}
