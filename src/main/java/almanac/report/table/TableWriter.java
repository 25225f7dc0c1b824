package almanac.report.table;

import almanac.model.Coefficient;
import almanac.model.Fit;
import almanac.model.TestResult;
import almanac.report.CsvText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link ResultTable} as text, LaTeX (booktabs), HTML, Markdown or CSV. */
public final class TableWriter {
    private static final int LABEL_WIDTH = 30;

    /** Columns of a label that a printed page takes: a longer name would push the figures off it. */
    private static final int PRINTED_WIDTH = 60;

    private TableWriter() {}

    /** Columns a text takes in a terminal: CJK and full-width characters take two. */
    static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || c >= 0x2e80 && c <= 0xa4cf
                        || c >= 0xac00 && c <= 0xd7a3
                        || c >= 0xf900 && c <= 0xfaff
                        || c >= 0xfe30 && c <= 0xfe4f
                        || c >= 0xff00 && c <= 0xff60
                        || c >= 0xffe0 && c <= 0xffe6
                        || c >= 0x20000 && c <= 0x3fffd);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    private static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += wide(c) ? 2 : 1;
            if (used > width - 1) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut + "…";
    }

    /** Text of at most {@code width} columns; a table that is wider is printed in parts. */
    public static String text(ResultTable table, int width) {
        int label = table.heads().stream().mapToInt(h -> width(h.get(0))).max().orElse(0);
        for (ResultTable.Line line : table.lines()) {
            label = Math.max(label, width(line.label()));
        }
        label = Math.min(label, LABEL_WIDTH);
        int[] widths = new int[table.columns()];
        for (int j = 0; j < widths.length; j++) {
            int column = j;
            widths[j] = Math.max(
                    table.heads().stream()
                            .mapToInt(h -> Math.min(width(h.get(column + 1)), 16))
                            .max()
                            .orElse(0),
                    table.lines().stream()
                            .filter(l -> !l.rule())
                            .mapToInt(l -> width(l.cells().get(column)))
                            .max()
                            .orElse(0));
            widths[j] = Math.min(widths[j], Math.max(8, width - label - 2));
        }
        StringBuilder out = new StringBuilder();
        if (!table.title().isEmpty()) {
            out.append(table.title()).append('\n');
        }
        int from = 0;
        do {
            int to = from;
            int total = label;
            while (to < widths.length && (to == from || total + 2 + widths[to] <= width)) {
                total += 2 + widths[to++];
            }
            if (from > 0) {
                out.append('\n');
            }
            part(table, from, to, label, widths, Math.min(width, total), out);
            from = to;
        } while (from < widths.length);
        for (String note : table.notes()) {
            out.append(wrapped(note, width));
        }
        return out.toString();
    }

    private static void part(
            ResultTable table, int from, int to, int label, int[] widths, int total, StringBuilder out) {
        String heavy = "=".repeat(total) + "\n";
        String light = "-".repeat(total) + "\n";
        out.append(heavy);
        for (List<String> head : table.heads()) {
            StringBuilder line = new StringBuilder(left(cut(head.get(0), label), label));
            for (int j = from; j < to; j++) {
                line.append("  ").append(right(cut(head.get(j + 1), widths[j]), widths[j]));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        out.append(light);
        for (ResultTable.Line line : table.lines()) {
            if (line.rule()) {
                out.append(light);
                continue;
            }
            List<String> cells = line.cells().subList(from, to);
            StringBuilder row = new StringBuilder(left(cut(line.label(), label), label));
            for (int j = from; j < to; j++) {
                row.append("  ").append(right(cut(cells.get(j - from), widths[j]), widths[j]));
            }
            out.append(row.toString().stripTrailing()).append('\n');
        }
        out.append(heavy);
    }

    /** Broken at spaces; a word longer than the width stays whole. */
    static String wrapped(String text, int width) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && width(line.toString()) + 1 + width(word) > width) {
                out.append(line).append('\n');
                line.setLength(0);
                line.append("  ");
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        return out.append(line).append('\n').toString();
    }

    /** Stars behind a number go up; a minus is a minus. */
    private static String latexCell(String cell) {
        int stars = cell.length();
        while (stars > 0 && "*+†‡".indexOf(cell.charAt(stars - 1)) >= 0) {
            stars--;
        }
        String number = cell.substring(0, stars);
        String body = number.startsWith("-") || number.startsWith("(-") || number.startsWith("[-")
                ? LatexText.escape(number).replaceFirst("-", "\\$-\\$")
                : LatexText.escape(number);
        return stars == cell.length()
                ? body
                : body + "\\textsuperscript{" + LatexText.escape(cell.substring(stars)) + "}";
    }

    /** A booktabs tabular in a table float, notes below; needs {@code \\usepackage{booktabs}}, Chinese {@code ctex}. */
    public static String latex(ResultTable table) {
        StringBuilder out = new StringBuilder();
        boolean latin = plain(table);
        out.append("% needs \\usepackage{booktabs}")
                .append(latin ? "" : " and, for Chinese, \\usepackage{ctex} with xelatex")
                .append("\n\\begin{table}[htbp]\n\\centering\n");
        if (!table.title().isEmpty()) {
            out.append("\\caption{").append(LatexText.escape(table.title())).append("}\n");
        }
        out.append("\\begin{tabular}{l").append("c".repeat(table.columns())).append("}\n\\toprule\n");
        for (List<String> head : table.heads()) {
            out.append(String.join(
                            " & ",
                            head.stream()
                                    .map(h -> LatexText.escape(cut(h, LABEL_WIDTH)))
                                    .toList()))
                    .append(" \\\\\n");
        }
        out.append("\\midrule\n");
        for (ResultTable.Line line : table.lines()) {
            if (line.rule()) {
                out.append("\\midrule\n");
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(LatexText.escape(cut(line.label(), PRINTED_WIDTH))));
            line.cells().forEach(cell -> cells.add(latexCell(cell)));
            out.append(String.join(" & ", cells)).append(" \\\\\n");
        }
        out.append("\\bottomrule\n\\end{tabular}\n");
        if (!table.notes().isEmpty()) {
            out.append("\n\\begin{minipage}{0.95\\linewidth}\\footnotesize\n");
            table.notes().forEach(note -> out.append(LatexText.escape(note)).append("\\par\n"));
            out.append("\\end{minipage}\n");
        }
        return out.append("\\end{table}\n").toString();
    }

    private static boolean plain(ResultTable table) {
        return table.lines().stream().allMatch(line -> line.label().chars().allMatch(c -> c < 0x2e80))
                && table.heads().stream()
                        .flatMap(List::stream)
                        .allMatch(head -> head.chars().allMatch(c -> c < 0x2e80))
                && table.notes().stream().allMatch(note -> note.chars().allMatch(c -> c < 0x2e80));
    }

    private static String htmlEscaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A table element with caption, head, body and notes in the foot. */
    public static String html(ResultTable table) {
        StringBuilder out = new StringBuilder("<table class=\"regression\">\n");
        if (!table.title().isEmpty()) {
            out.append("<caption>").append(htmlEscaped(table.title())).append("</caption>\n");
        }
        out.append("<thead>\n");
        for (List<String> head : table.heads()) {
            out.append("<tr>");
            head.forEach(cell ->
                    out.append("<th scope=\"col\">").append(htmlEscaped(cell)).append("</th>"));
            out.append("</tr>\n");
        }
        out.append("</thead>\n<tbody>\n");
        for (ResultTable.Line line : table.lines()) {
            if (line.rule()) {
                out.append("</tbody>\n<tbody>\n");
                continue;
            }
            out.append("<tr><th scope=\"row\">")
                    .append(htmlEscaped(line.label()))
                    .append("</th>");
            line.cells()
                    .forEach(
                            cell -> out.append("<td>").append(htmlEscaped(cell)).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n<tfoot>\n");
        table.notes()
                .forEach(note -> out.append("<tr><td colspan=\"")
                        .append(table.columns() + 1)
                        .append("\">")
                        .append(htmlEscaped(note))
                        .append("</td></tr>\n"));
        return out.append("</tfoot>\n</table>\n").toString();
    }

    /** A page of its own around tables. */
    public static String htmlPage(List<ResultTable> tables) {
        StringBuilder out = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Regressions</title>
                <style>
                table.regression{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid;margin:1.5em 0}
                table.regression thead tr:last-child th{border-bottom:1px solid}
                table.regression tbody+tbody{border-top:1px solid}
                table.regression tfoot{border-top:1px solid;font-size:.85em}
                table.regression th[scope=row]{text-align:left;font-weight:normal;max-width:28em;overflow-wrap:anywhere}
                table.regression td,table.regression th{padding:.15em .8em;text-align:center}
                table.regression tfoot td{text-align:left}
                </style>
                </head>
                <body>
                """);
        tables.forEach(table -> out.append(html(table)));
        return out.append("</body>\n</html>\n").toString();
    }

    private static String markdownEscaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replace("$", "\\$")
                .replace("<", "&lt;");
    }

    /** A pipe table with its notes. */
    public static String markdown(ResultTable table) {
        StringBuilder out = new StringBuilder();
        if (!table.title().isEmpty()) {
            out.append("**").append(markdownEscaped(table.title())).append("**\n\n");
        }
        boolean first = true;
        for (List<String> head : table.heads()) {
            row(out, head.stream().map(TableWriter::markdownEscaped).toList());
            if (first) {
                out.append("|:---|").append("---:|".repeat(table.columns())).append('\n');
                first = false;
            }
        }
        for (ResultTable.Line line : table.lines()) {
            if (!line.rule()) {
                List<String> cells = new ArrayList<>(List.of(markdownEscaped(line.label())));
                line.cells().forEach(cell -> cells.add(markdownEscaped(cell)));
                row(out, cells);
            }
        }
        out.append('\n');
        table.notes().forEach(note -> out.append(markdownEscaped(note)).append("  \n"));
        return out.toString();
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** The cells as they stand in the table. */
    public static String csv(ResultTable table) {
        StringBuilder out = new StringBuilder();
        for (List<String> head : table.heads()) {
            out.append(String.join(",", head.stream().map(CsvText::field).toList()))
                    .append('\n');
        }
        for (ResultTable.Line line : table.lines()) {
            if (!line.rule()) {
                out.append(CsvText.field(line.label()));
                line.cells().forEach(cell -> out.append(',').append(CsvText.field(cell)));
                out.append('\n');
            }
        }
        return out.toString();
    }

    private static String full(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    /** Every coefficient, figure and test in full precision, one a line. */
    public static String csv(List<Fit> fits) {
        StringBuilder out = new StringBuilder(
                "model,formula,estimator,vcov,kind,name,estimate,se,statistic,p,ci_low,ci_high,beta\n");
        for (int i = 0; i < fits.size(); i++) {
            Fit fit = fits.get(i);
            String start = (i + 1) + "," + CsvText.field(fit.spec().formula()) + "," + fit.estimator() + ","
                    + CsvText.field(fit.covariance()) + ",";
            for (Coefficient c : fit.coefficients()) {
                out.append(start)
                        .append("coefficient,")
                        .append(CsvText.field(c.term()))
                        .append(',')
                        .append(String.join(
                                ",",
                                full(c.estimate()),
                                full(c.standardError()),
                                full(c.statistic()),
                                full(c.p()),
                                full(c.ciLow()),
                                full(c.ciHigh()),
                                full(c.beta())))
                        .append('\n');
            }
            if (fit.estimated()) {
                out.append(start).append("figure,n,").append(fit.n()).append(",,,,,,\n");
                out.append(start)
                        .append("figure,df_residual,")
                        .append(fit.dfResidual())
                        .append(",,,,,,\n");
            }
            for (Map.Entry<String, Double> figure : fit.figures().entrySet()) {
                out.append(start)
                        .append("figure,")
                        .append(CsvText.field(figure.getKey()))
                        .append(',')
                        .append(full(figure.getValue()))
                        .append(",,,,,,\n");
            }
            for (TestResult test : fit.tests().values()) {
                out.append(start)
                        .append("test,")
                        .append(CsvText.field(test.name()))
                        .append(",,,")
                        .append(full(test.statistic()))
                        .append(',')
                        .append(full(test.p().orElse(Double.NaN)))
                        .append(",,,\n");
            }
        }
        return out.toString();
    }
}
