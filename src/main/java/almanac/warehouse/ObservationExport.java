package almanac.warehouse;

import almanac.model.Box;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Reading;
import almanac.model.Source;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Observations as text: CSV and JSON lines with the columns of the contract, and SDMX-CSV 2.0.
 *
 * <p>Begin with {@link #begin}, then {@link #write} for each observation, then {@link #end}. Lines end in {@code \n};
 * a field is quoted when it holds a comma, a quote or a line break (RFC 4180).
 */
public final class ObservationExport {
    /** How it is written. */
    public enum Format {
        CSV,
        JSONL,
        SDMX_CSV
    }

    /** The columns, in this order. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "document",
            "document_sha256",
            "kind",
            "page",
            "table",
            "row",
            "column",
            "cell",
            "left",
            "top",
            "right",
            "bottom",
            "entity_label",
            "entity_id",
            "entity_kind",
            "indicator_label",
            "indicator_id",
            "qualifiers",
            "measure",
            "period",
            "value",
            "value_stored",
            "unit_label",
            "unit_id",
            "base_value",
            "flag",
            "vintage",
            "rule",
            "snippet",
            "simulated",
            "raw",
            "missing");

    /**
     * The columns of SDMX-CSV 2.0 (SDMX technical working group, 2023): three that say what structure follows, the
     * dimensions, the value, the attributes.
     */
    private static final List<String> SDMX_COLUMNS = List.of(
            "STRUCTURE",
            "STRUCTURE_ID",
            "ACTION",
            "REF_AREA",
            "REF_AREA_LABEL",
            "INDICATOR",
            "INDICATOR_LABEL",
            "QUALIFIERS",
            "MEASURE",
            "TIME_PERIOD",
            "SOURCE",
            "OBS_ID",
            "OBS_VALUE",
            "UNIT_MEASURE",
            "UNIT_LABEL",
            "OBS_STATUS",
            "VINTAGE",
            "COMMENT_OBS");

    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;
    private final Format format;

    public ObservationExport(Writer out, Format format) {
        this.out = out;
        this.format = format;
    }

    /** Writes the heading where the format has one. */
    public void begin() {
        switch (format) {
            case CSV -> line(COLUMNS);
            case SDMX_CSV -> line(SDMX_COLUMNS);
            case JSONL -> {}
        }
    }

    public void write(Source source, Observation observation) {
        switch (format) {
            case CSV -> line(fields(source, observation));
            case SDMX_CSV -> line(sdmx(source, observation));
            case JSONL -> json(source, observation);
        }
    }

    public void end() {
        try {
            out.flush();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** The fields of one observation in the order of {@link #COLUMNS}; empty text for what does not apply. */
    public static List<String> fields(Source source, Observation o) {
        Locator locator = o.locator();
        Optional<Locator.CellAt> cell = locator instanceof Locator.CellAt at ? Optional.of(at) : Optional.empty();
        Optional<Box> box = locator.box();
        return List.of(
                o.id(),
                source.path(),
                source.sha256(),
                cell.isPresent() ? "table" : "prose",
                locator.page(),
                cell.map(Locator.CellAt::table).orElse(""),
                cell.map(c -> Integer.toString(c.row())).orElse(""),
                cell.map(c -> Integer.toString(c.column())).orElse(""),
                cell.map(Locator.CellAt::address).orElse(""),
                box.map(b -> points(b.left())).orElse(""),
                box.map(b -> points(b.top())).orElse(""),
                box.map(b -> points(b.right())).orElse(""),
                box.map(b -> points(b.bottom())).orElse(""),
                o.region().label(),
                o.region().id().orElse(""),
                o.region().kind(),
                o.indicator().label(),
                o.indicator().id().orElse(""),
                QualifierText.write(o.qualifiers()),
                o.measure().code(),
                o.period().code(),
                o.value().map(BigDecimal::toPlainString).orElse(""),
                o.reading() instanceof Reading.Amount amount
                        ? amount.stored().map(BigDecimal::toPlainString).orElse("")
                        : "",
                o.unitLabel(),
                o.unit().id(),
                o.baseValue().map(ObservationExport::short0).orElse(""),
                flag(o),
                o.vintage(),
                o.rule(),
                o.snippet(),
                source.simulated() ? "true" : "false",
                o.reading().raw(),
                o.reading() instanceof Reading.Missing missing ? missing.reason() : "");
    }

    /** The flag, or the mark of a reading that gave no number where the extraction left the flag empty. */
    private static String flag(Observation o) {
        if (!o.flag().isEmpty() || o.reading() instanceof Reading.Amount) {
            return o.flag();
        }
        return o.reading() instanceof Reading.Missing missing ? missing.reason() : "unread";
    }

    /** A plain decimal without trailing zeros behind the point. */
    private static String short0(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return stripped.toPlainString();
    }

    private static String points(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static List<String> sdmx(Source source, Observation o) {
        return List.of(
                "dataflow",
                "ALMANAC:OBSERVATIONS(1.0)",
                "I",
                o.region().id().orElse("_U"),
                o.region().label(),
                o.indicator().id().orElse("_U"),
                o.indicator().label(),
                QualifierText.write(o.qualifiers()),
                o.measure().code(),
                sdmxPeriod(o.period().code()),
                source.path(),
                o.id(),
                o.value().map(BigDecimal::toPlainString).orElse("NaN"),
                o.unit().id(),
                o.unitLabel(),
                status(o, source),
                o.vintage(),
                o.snippet());
    }

    /** SDMX writes half years as {@code 2019-S1}; the rest is as in ISO 8601. */
    private static String sdmxPeriod(String code) {
        return code.replace("-H", "-S");
    }

    /** Code list CL_OBS_STATUS 2.2: A normal, M missing, P provisional, E estimated (simulated figures), U unreliable. */
    private static String status(Observation o, Source source) {
        if (o.reading() instanceof Reading.Missing) {
            return "M";
        }
        if (o.reading() instanceof Reading.Unread) {
            return "U";
        }
        if (source.simulated()) {
            return "E";
        }
        if (o.foreseen()) {
            return "F";
        }
        return o.flag().contains("preliminary") ? "P" : "A";
    }

    private void line(List<String> fields) {
        try {
            boolean first = true;
            for (String field : fields) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                csv(field);
            }
            out.write('\n');
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private void csv(String field) throws IOException {
        boolean quoted = false;
        for (int i = 0; i < field.length() && !quoted; i++) {
            char c = field.charAt(i);
            quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (quoted) {
            out.write('"');
            out.write(field.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(field);
        }
    }

    private void json(Source source, Observation observation) {
        List<String> fields = fields(source, observation);
        try {
            // one generator a line: it neither closes nor flushes the writer that all lines share
            JsonGenerator generator = JSON.createGenerator(out);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            generator.writeStartObject();
            for (int i = 0; i < fields.size(); i++) {
                String name = COLUMNS.get(i);
                generator.writeFieldName(name);
                jsonValue(generator, name, fields.get(i));
            }
            generator.writeEndObject();
            generator.close();
            out.write('\n');
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static void jsonValue(JsonGenerator generator, String name, String field) throws IOException {
        switch (name) {
            case "row", "column", "left", "top", "right", "bottom", "value", "value_stored", "base_value" -> {
                if (field.isEmpty()) {
                    generator.writeNull();
                } else {
                    generator.writeNumber(new BigDecimal(field));
                }
            }
            case "qualifiers" -> generator.writeRawValue(field);
            case "simulated" -> generator.writeBoolean(field.equals("true"));
            default -> generator.writeString(field);
        }
    }
}
