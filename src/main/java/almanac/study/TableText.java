package almanac.study;

import almanac.model.Box;
import almanac.model.Cell;
import almanac.model.Explanation;
import almanac.model.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tables as text: JSON (the prediction form, with captions, units, notes and marks added), CSV, HTML, Markdown. */
public final class TableText {
    private TableText() {}

    /** Several documents as a JSON array. */
    public static String json(List<TableDesk.Tables> all) {
        StringBuilder out = new StringBuilder("[");
        for (TableDesk.Tables tables : all) {
            out.append(out.length() > 1 ? "," : "").append(json(tables).stripTrailing());
        }
        return out.append("]\n").toString();
    }

    /**
     * Rows as separated values, a blank line between tables; a cell over several places stands in the first, lines in a
     * cell become one.
     *
     * @param documentColumn whether each row begins with the document's name
     */
    public static String csv(TableDesk.Tables tables, boolean documentColumn) {
        StringBuilder out = new StringBuilder();
        for (Grid grid : tables.grids()) {
            if (out.length() > 0) {
                out.append("\r\n");
            }
            String[][] rows = texts(grid, " ");
            for (String[] row : rows) {
                String separator = "";
                if (documentColumn) {
                    out.append(separated(tables.document()));
                    separator = ",";
                }
                for (String text : row) {
                    out.append(separator).append(separated(text));
                    separator = ",";
                }
                out.append("\r\n");
            }
        }
        return out.toString();
    }

    private static String separated(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String[][] texts(Grid grid, String lineBreak) {
        String[][] rows = new String[grid.rows()][grid.columns()];
        for (String[] row : rows) {
            Arrays.fill(row, "");
        }
        for (Cell cell : grid.cells()) {
            rows[cell.row()][cell.column()] = cell.text().replace("\n", lineBreak);
        }
        return rows;
    }

    /** GitHub's Markdown: the caption in bold, then the grid, unit and notes. */
    public static String markdown(TableDesk.Tables tables) {
        StringBuilder out = new StringBuilder();
        for (Grid grid : tables.grids()) {
            if (out.length() > 0) {
                out.append('\n');
            }
            String title = grid.caption().isEmpty() ? grid.id() : grid.caption().replace("\n", " / ");
            out.append("**").append(title).append("** (").append(grid.page()).append(")\n\n");
            if (!grid.unitNote().isEmpty()) {
                out.append(grid.unitNote()).append("\n\n");
            }
            String[][] rows = texts(grid, " ");
            for (int r = 0; r < rows.length; r++) {
                out.append('|');
                for (String text : rows[r]) {
                    out.append(' ').append(text.replace("|", "\\|")).append(" |");
                }
                out.append('\n');
                if (r == 0) {
                    out.append("|").append(" --- |".repeat(grid.columns())).append('\n');
                }
            }
            for (String note : grid.notes()) {
                out.append('\n').append(note).append('\n');
            }
        }
        return out.toString();
    }

    /** A page with the tables as they are printed, spans and marks kept. */
    public static String html(TableDesk.Tables tables) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>")
                .append(escaped(tables.document()))
                .append("</title></head><body>\n");
        for (Grid grid : tables.grids()) {
            out.append("<table id=\"").append(escaped(grid.id())).append("\">\n");
            if (!grid.caption().isEmpty() || !grid.unitNote().isEmpty()) {
                String title = (grid.caption() + "\n" + grid.unitNote()).strip();
                out.append("<caption>")
                        .append(escaped(title).replace("\n", "<br>"))
                        .append("</caption>\n");
            }
            List<Optional<Cell>> places = grid.places();
            for (int r = 0; r < grid.rows(); r++) {
                out.append("<tr>");
                for (int c = 0; c < grid.columns(); c++) {
                    Optional<Cell> place = places.get(r * grid.columns() + c);
                    if (place.isEmpty()) {
                        out.append("<td></td>");
                    } else if (place.get().row() == r && place.get().column() == c) {
                        html(place.get(), r < grid.headerRows() ? "th" : "td", out);
                    }
                }
                out.append("</tr>\n");
            }
            out.append("</table>\n");
            for (String note : grid.notes()) {
                out.append("<p>").append(escaped(note)).append("</p>\n");
            }
        }
        return out.append("</body></html>\n").toString();
    }

    private static void html(Cell cell, String tag, StringBuilder out) {
        out.append('<').append(tag);
        if (cell.rowSpan() > 1) {
            out.append(" rowspan=\"").append(cell.rowSpan()).append('"');
        }
        if (cell.columnSpan() > 1) {
            out.append(" colspan=\"").append(cell.columnSpan()).append('"');
        }
        out.append('>').append(escaped(cell.text()).replace("\n", "<br>"));
        for (String mark : cell.marks()) {
            out.append("<sup>").append(escaped(mark)).append("</sup>");
        }
        out.append("</").append(tag).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** One document as a JSON object. */
    public static String json(TableDesk.Tables tables) {
        StringBuilder out = new StringBuilder(1 << 14);
        out.append("{\"doc\":").append(quoted(tables.document())).append(",\"origin\":\"top-left\",\"tables\":[");
        String separator = "\n";
        for (Grid grid : tables.grids()) {
            out.append(separator);
            json(grid, out);
            separator = ",\n";
        }
        return out.append("]}\n").toString();
    }

    private static void json(Grid grid, StringBuilder out) {
        out.append("{\"id\":").append(quoted(grid.id()));
        boolean numbered = grid.page().chars().allMatch(Character::isDigit);
        out.append(",\"page\":").append(numbered ? grid.page() : quoted(grid.page()));
        grid.box().ifPresent(box -> out.append(",\"bbox\":").append(box(box)));
        if (!grid.caption().isEmpty()) {
            out.append(",\"caption\":").append(quoted(grid.caption()));
        }
        if (!grid.unitNote().isEmpty()) {
            out.append(",\"unit\":").append(quoted(grid.unitNote()));
        }
        if (!grid.notes().isEmpty()) {
            out.append(",\"notes\":").append(list(grid.notes()));
        }
        grid.explanation().ifPresent(why -> json(why, out));
        grid.continues().ifPresent(id -> out.append(",\"continues\":").append(quoted(id)));
        out.append(",\"rows\":").append(grid.rows()).append(",\"columns\":").append(grid.columns());
        if (grid.headerRows() > 0) {
            out.append(",\"headerRows\":").append(grid.headerRows());
        }
        out.append(",\"cells\":[");
        String separator = "";
        for (Cell cell : grid.cells()) {
            if (cell.blank() && cell.marks().isEmpty()) {
                continue;
            }
            out.append(separator)
                    .append("{\"row\":")
                    .append(cell.row())
                    .append(",\"col\":")
                    .append(cell.column());
            if (cell.rowSpan() > 1) {
                out.append(",\"rowEnd\":").append(cell.row() + cell.rowSpan() - 1);
            }
            if (cell.columnSpan() > 1) {
                out.append(",\"colEnd\":").append(cell.column() + cell.columnSpan() - 1);
            }
            out.append(",\"text\":").append(quoted(cell.text()));
            if (!cell.marks().isEmpty()) {
                out.append(",\"marks\":").append(list(cell.marks()));
            }
            if (cell.indent() > 0) {
                out.append(",\"indent\":").append(cell.indent());
            }
            cell.stored().ifPresent(s -> out.append(",\"stored\":").append(quoted(s)));
            cell.box().ifPresent(box -> out.append(",\"bbox\":").append(box(box)));
            out.append('}');
            separator = ",";
        }
        out.append("]}");
    }

    private static void json(Explanation why, StringBuilder out) {
        out.append(",\"method\":")
                .append(quoted(why.method()))
                .append(",\"score\":")
                .append(score(why.score()));
        out.append(",\"reasons\":").append(list(why.reasons())).append(",\"rivals\":[");
        String separator = "";
        for (Explanation.Rival rival : why.rivals()) {
            out.append(separator)
                    .append("{\"method\":")
                    .append(quoted(rival.method()))
                    .append(",\"score\":")
                    .append(score(rival.score()))
                    .append(",\"why\":")
                    .append(quoted(rival.why()))
                    .append('}');
            separator = ",";
        }
        out.append(']');
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    /**
     * Why each table was read as it was, for people: a paragraph a table, lines of at most 78 characters.
     *
     * @return nothing for tables that a file marks itself
     */
    public static List<String> explanation(Grid grid) {
        List<String> lines = new ArrayList<>();
        if (grid.explanation().isEmpty()) {
            return lines;
        }
        Explanation why = grid.explanation().get();
        wrap(
                grid.id() + ": " + grid.rows() + " rows, " + grid.columns() + " columns, read by "
                        + METHODS.getOrDefault(why.method(), why.method()) + "; score " + score(why.score()),
                "",
                lines);
        wrap("for it: " + String.join("; ", why.reasons()), "  ", lines);
        for (Explanation.Rival rival : why.rivals()) {
            String name = METHODS.getOrDefault(rival.method(), rival.method());
            String points = rival.score() > 0 ? ", score " + score(rival.score()) : "";
            wrap("against " + name + points + ": " + rival.why(), "  ", lines);
        }
        return lines;
    }

    private static final Map<String, String> METHODS = Map.of(
            "lattice", "its net of rulings",
            "backgrounds", "the backgrounds of its cells",
            "hybrid", "rulings and alignment",
            "open", "alignment, with the rulings there are as witnesses",
            "region", "alignment inside the area given");

    private static final int WIDEST_LINE = 78;

    private static void wrap(String text, String indent, List<String> lines) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDEST_LINE) {
                lines.add(line.toString());
                line = new StringBuilder(indent).append("  ");
            }
            line.append(line.toString().isBlank() ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    private static String box(Box box) {
        return String.format(Locale.ROOT, "[%.1f,%.1f,%.1f,%.1f]", box.left(), box.top(), box.right(), box.bottom());
    }

    private static String list(List<String> values) {
        StringBuilder out = new StringBuilder("[");
        for (String value : values) {
            out.append(out.length() > 1 ? "," : "").append(quoted(value));
        }
        return out.append(']').toString();
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean loneSurrogate = Character.isSurrogate(c)
                            && !(Character.isHighSurrogate(c)
                                            && i + 1 < text.length()
                                            && Character.isLowSurrogate(text.charAt(i + 1))
                                    || Character.isLowSurrogate(c)
                                            && i > 0
                                            && Character.isHighSurrogate(text.charAt(i - 1)));
                    if (c < ' ' || loneSurrogate) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
