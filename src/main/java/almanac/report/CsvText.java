package almanac.report;

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

    static String field(String value) {
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
