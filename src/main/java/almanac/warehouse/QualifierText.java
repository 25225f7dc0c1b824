package almanac.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Qualifiers as a JSON object of strings, keys sorted: {@code {"industry":"高技术产业"}}; {@code {}} for none. */
final class QualifierText {
    private static final JsonFactory JSON = new JsonFactory();

    private QualifierText() {}

    static String write(SortedMap<String, String> qualifiers) {
        if (qualifiers.isEmpty()) {
            return "{}";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> entry : qualifiers.entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static SortedMap<String, String> read(String text) {
        SortedMap<String, String> qualifiers = new TreeMap<>();
        if (text.equals("{}")) {
            return qualifiers;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                qualifiers.put(key, parser.getText());
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return qualifiers;
    }
}
