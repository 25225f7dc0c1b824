package almanac.report.chart;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes Vega-Lite 5 (A. Satyanarayan et al., 2017): the same figures as the SVG, read from the CSV beside it, so that a
 * reader can draw them differently without typing anything.
 */
public final class VegaLite {
    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

    private VegaLite() {}

    /** @param csv name of the file with the chart's figures, in the same folder */
    public static String of(Chart chart, String csv) {
        Map<String, Object> parse = new LinkedHashMap<>();
        Chart.Table data = chart.data();
        for (int j = 0; j < data.header().size(); j++) {
            parse.put(data.header().get(j), data.numeric(j) ? "number" : "string");
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("$schema", SCHEMA);
        whole.put("title", chart.title());
        whole.put("data", map("url", csv, "format", map("type", "csv", "parse", parse)));
        whole.putAll(chart.vegaLite());
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            write(json, whole);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    /** Keys and values in turn. */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    /** An encoding channel of a field, its scale not forced to zero. */
    static Map<String, Object> quantity(String field, String title) {
        return map("field", field, "type", "quantitative", "title", title, "scale", map("zero", false));
    }

    /** An encoding channel of names in the order of the data. */
    static Map<String, Object> names(String field) {
        Map<String, Object> names = map("field", field, "type", "nominal", "title", "");
        names.put("sort", List.of());
        return names;
    }
}
