package almanac.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON document as maps, lists, strings, {@link Digits} texts and booleans; {@code null} members are left out. Numbers
 * keep their digits as written, because the digits are the precision.
 */
final class JsonTree {
    private static final int DEEPEST = 100;

    private JsonTree() {}

    /** A number written without quotes. */
    record Digits(String text) {}

    static Optional<Object> read(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Optional<Object> tree = value(parser, 0);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value at line "
                        + parser.currentTokenLocation().getLineNr());
            }
            return tree;
        }
    }

    private static Optional<Object> value(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    value(parser, depth + 1).ifPresent(member -> members.put(name, member));
                }
                return Optional.of(members);
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    // a hole keeps its place: position is meaning in a table
                    elements.add(value(parser, depth + 1).orElse(""));
                }
                return Optional.of(elements);
            }
            case VALUE_STRING -> {
                return Optional.of(parser.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return Optional.of(new Digits(parser.getText()));
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return Optional.of(parser.getBooleanValue());
            }
            default -> {
                return Optional.empty();
            }
        }
    }
}
