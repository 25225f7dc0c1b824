package almanac.audit;

import almanac.model.Audit;
import almanac.model.Claim;
import almanac.model.Finding;
import almanac.model.Interval;
import almanac.model.Verdict;
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
                range(json, verdict.range());
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
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
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

    private static void range(JsonGenerator json, Optional<Interval> range) throws IOException {
        json.writeFieldName("range");
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
