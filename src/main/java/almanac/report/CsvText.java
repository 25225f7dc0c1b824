package almanac.report;

import java.util.ArrayList;
import java.util.List;

/**
 * CSV as RFC 4180 has it, with {@code \n} line ends. Labels that a spreadsheet would run as a formula ({@code =}, {@code
 * +}, {@code @} ... in front of something that is no number) get an apostrophe.
 */
public final class CsvText {
    private final StringBuilder out = new StringBuilder();

    public CsvText(String... header) {
        row(List.of(header));
    }

    public CsvText(List<String> header) {
        row(header);
    }

    public CsvText row(String... fields) {
        return row(List.of(fields));
    }

    public CsvText row(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(field(fields.get(i)));
        }
        out.append('\n');
        return this;
    }

    public String text() {
        return out.toString();
    }

    /** Reads back what {@link #text} wrote: rows of fields. */
    static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return rows;
    }

    /** One field, quoted where it must be. */
    public static String field(String value) {
        String safe = value;
        if (!value.isEmpty()
                && "=+-@\t\r".indexOf(value.charAt(0)) >= 0
                && !value.matches("[-+]?[\\d.,]+([eE][-+]?\\d+)?%?")) {
            safe = "'" + value;
        }
        if (safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            return '"' + safe.replace("\"", "\"\"") + '"';
        }
        return safe;
    }
}
