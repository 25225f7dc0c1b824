package almanac.study;

import almanac.warehouse.SqlDesk;
import almanac.warehouse.StoreTrouble;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** SQL over the warehouse, answered as a table, CSV, JSON or a Parquet file; and what there is to ask. */
public final class QueryDesk {
    /** Formats of {@link #query}. */
    public static final List<String> FORMATS = List.of("table", "csv", "json", "parquet");

    /** Rows of a table on a terminal; the other formats give all. */
    private static final int MOST_ROWS = 1_000;

    private static final int MOST_WIDTH = 40;

    private QueryDesk() {}

    /** Whether a trouble is the asker's: the SQL itself. */
    public static boolean ofTheQuestion(almanac.model.Diagnostic diagnostic) {
        return diagnostic.code().equals(StoreTrouble.SQL_REFUSED);
    }

    /**
     * Answers a statement.
     *
     * @param format one of {@link #FORMATS}
     * @param file for Parquet
     * @param columns of the terminal; a table that is wider becomes a block a row; 0 for any width
     */
    public static void query(
            Path store,
            String sql,
            String format,
            Duration time,
            int megabytes,
            Optional<Path> file,
            Writer out,
            int columns) {
        SqlDesk desk = new SqlDesk(store, new SqlDesk.Limits(time, megabytes));
        if (format.equals("parquet")) {
            desk.toParquet(sql, file.orElseThrow());
        } else {
            print(format, out, columns, taker -> desk.run(sql, taker));
        }
    }

    /** Prints rows as a table, CSV or JSON. */
    static void print(String format, Writer out, int columns, Consumer<SqlDesk.RowTaker> rows) {
        try {
            switch (format) {
                case "csv" -> rows.accept(new CsvRows(out));
                case "json" -> {
                    JsonGenerator json = new JsonFactory().createGenerator(out);
                    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    json.writeStartArray();
                    rows.accept(new JsonRows(json));
                    json.writeEndArray();
                    json.close();
                    out.write('\n');
                }
                default -> {
                    TableRows table = new TableRows(columns);
                    rows.accept(table);
                    table.print(out);
                }
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Tables, views and their columns, as text. */
    public static String schema(Path store) {
        StringBuilder text = new StringBuilder();
        String table = "";
        for (SqlDesk.ColumnShape column : new SqlDesk(store, SqlDesk.Limits.DEFAULT).schema()) {
            if (!column.table().equals(table)) {
                table = column.table();
                text.append(text.length() == 0 ? "" : "\n");
                text.append(column.view() ? "view " : "table ").append(table).append('\n');
                Optional<String> says = Optional.ofNullable(SAYS.get(table));
                says.ifPresent(line -> text.append("  -- ").append(line).append('\n'));
            }
            text.append(
                    String.format(java.util.Locale.ROOT, "  %-18s %s%n", column.column(), shortType(column.type())));
        }
        return text.toString();
    }

    private static String shortType(String type) {
        return type.length() > 55 ? type.substring(0, 52) + "..." : type;
    }

    private static final java.util.Map<String, String> SAYS = java.util.Map.ofEntries(
            java.util.Map.entry("observation", "every number with everything about it: begin here"),
            java.util.Map.entry("cube", "region x indicator x year, numbers the lexicon knows, all books"),
            java.util.Map.entry("cube_latest", "the cube, one number a key: real, then counted, then newest first"),
            java.util.Map.entry("vintages", "keys that several books print, side by side"),
            java.util.Map.entry("rollup", "sums of the regions below a region beside its own printed figure"),
            java.util.Map.entry("pivot_years", "the latest cube with a column a year"),
            java.util.Map.entry("fact_observation", "the facts of the star"),
            java.util.Map.entry("sentence", "the prose that was read"),
            java.util.Map.entry("diagnostic", "what could not be read or had to be assumed"));

    private static final class CsvRows implements SqlDesk.RowTaker {
        private final Writer out;

        CsvRows(Writer out) {
            this.out = out;
        }

        @Override
        public void columns(List<String> names, List<Boolean> numeric) {
            row(new ArrayList<>(names));
        }

        @Override
        public void row(List<@Nullable String> fields) {
            try {
                for (int i = 0; i < fields.size(); i++) {
                    String field = fields.get(i) == null ? "" : String.valueOf(fields.get(i));
                    boolean quoted = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
                    out.write(i == 0 ? "" : ",");
                    out.write(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
                }
                out.write('\n');
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }
    }

    private static final class JsonRows implements SqlDesk.RowTaker {
        private final JsonGenerator json;
        private List<String> names = List.of();
        private List<Boolean> numeric = List.of();

        JsonRows(JsonGenerator json) {
            this.json = json;
        }

        @Override
        public void columns(List<String> names, List<Boolean> numeric) {
            this.names = names;
            this.numeric = numeric;
        }

        @Override
        public void row(List<@Nullable String> fields) {
            try {
                json.writeStartObject();
                for (int i = 0; i < fields.size(); i++) {
                    String field = fields.get(i);
                    json.writeFieldName(names.get(i));
                    if (field == null) {
                        json.writeNull();
                    } else if (numeric.get(i) && field.matches("-?[0-9.]+([eE][-+]?\\d+)?")) {
                        json.writeNumber(new BigDecimal(field));
                    } else {
                        json.writeString(field);
                    }
                }
                json.writeEndObject();
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }
    }

    private static final class TableRows implements SqlDesk.RowTaker {
        private final List<List<String>> rows = new ArrayList<>();
        private List<String> names = List.of();
        private List<Boolean> numeric = List.of();
        private final int columns;
        private long all;

        TableRows(int columns) {
            this.columns = columns;
        }

        @Override
        public void columns(List<String> names, List<Boolean> numeric) {
            this.names = names;
            this.numeric = numeric;
        }

        @Override
        public void row(List<@Nullable String> fields) {
            if (all++ < MOST_ROWS) {
                rows.add(fields.stream()
                        .map(field -> field == null ? "" : field.replace('\n', ' '))
                        .toList());
            }
        }

        private static String cut(String field) {
            int end = 0;
            while (end < field.length() && TerminalText.width(field.substring(0, end + 1)) <= MOST_WIDTH) {
                end++;
            }
            return end < field.length() ? field.substring(0, Math.max(0, end - 1)) + "…" : field;
        }

        void print(Writer out) throws IOException {
            int[] widths = new int[names.size()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = TerminalText.width(names.get(i));
                for (List<String> row : rows) {
                    widths[i] = Math.max(widths[i], Math.min(MOST_WIDTH, TerminalText.width(row.get(i))));
                }
            }
            if (columns > 0 && Arrays.stream(widths).sum() + 2 * (widths.length - 1) > columns) {
                blocks(out);
            } else {
                table(out, widths);
            }
            String count = String.format(java.util.Locale.ROOT, "%,d", all);
            out.write("(" + count + (all == 1 ? " row" : " rows")
                    + (all > rows.size() ? ", the first " + rows.size() + " shown; --format csv gives all" : "")
                    + ")\n");
        }

        /** A row a block, a column a line: nothing is cut. */
        private void blocks(Writer out) throws IOException {
            int widest = names.stream().mapToInt(TerminalText::width).max().orElse(0);
            int hang = Math.min(2 + widest + 2, columns / 2);
            for (int r = 0; r < rows.size(); r++) {
                out.write("row " + (r + 1) + "\n");
                for (int i = 0; i < names.size(); i++) {
                    String name = names.get(i);
                    String pad = " ".repeat(widest - TerminalText.width(name));
                    String line = ("  " + name + pad + "  " + rows.get(r).get(i)).stripTrailing();
                    out.write(String.join("\n", TerminalText.wrapped(line, columns, hang)) + "\n");
                }
            }
        }

        private void table(Writer out, int[] widths) throws IOException {
            line(out, names, widths);
            StringBuilder rule = new StringBuilder();
            for (int width : widths) {
                rule.append(rule.length() == 0 ? "" : "  ").append("-".repeat(width));
            }
            out.write(rule + "\n");
            for (List<String> row : rows) {
                line(out, row.stream().map(TableRows::cut).toList(), widths);
            }
        }

        private void line(Writer out, List<String> fields, int[] widths) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < fields.size(); i++) {
                String pad = " ".repeat(Math.max(0, widths[i] - TerminalText.width(fields.get(i))));
                line.append(i == 0 ? "" : "  ");
                line.append(numeric.get(i) ? pad + fields.get(i) : fields.get(i) + pad);
            }
            out.write(line.toString().stripTrailing() + "\n");
        }
    }
}
