package almanac.study;

import almanac.model.Box;
import almanac.model.Cell;
import almanac.model.Grid;
import java.util.List;
import java.util.Locale;

/** Tables as text: JSON (the prediction form, with captions, units, notes and marks added), CSV, HTML, Markdown. */
public final class TableText {
    private TableText() {}

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
