package almanac.complexity.table;

import java.util.Iterator;
import java.util.Map;

/** Writes maps, lists, texts, numbers and truth values as indented JSON, in the order they come; undefined is null. */
public final class JsonText {
    private JsonText() {}

    public static String of(Object value) {
        StringBuilder json = new StringBuilder();
        append(json, value, 0);
        return json.append('\n').toString();
    }

    private static void append(StringBuilder json, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            json.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
                Map.Entry<?, ?> entry = entries.next();
                line(json, depth + 1);
                quoted(json, String.valueOf(entry.getKey()));
                json.append(": ");
                append(json, entry.getValue(), depth + 1);
                json.append(entries.hasNext() ? "," : "");
            }
            line(json, map.isEmpty() ? -1 : depth);
            json.append('}');
        } else if (value instanceof Iterable<?> list) {
            json.append('[');
            boolean first = true;
            for (Object element : list) {
                json.append(first ? "" : ", ");
                append(json, element, depth + 1);
                first = false;
            }
            json.append(']');
        } else if (value instanceof Double number) {
            json.append(number.isNaN() || number.isInfinite() ? "null" : number.toString());
        } else if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else {
            quoted(json, value.toString());
        }
    }

    private static void line(StringBuilder json, int depth) {
        if (depth >= 0) {
            json.append('\n').append("  ".repeat(depth));
        }
    }

    private static void quoted(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
