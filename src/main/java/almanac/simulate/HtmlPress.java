package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Web pages in GBK, as statistical offices have kept them for twenty years. */
final class HtmlPress implements Press {
    /** Older Chinese web pages declare gb2312 and hold GBK. */
    private static final Charset GBK = Charset.forName("GBK");

    private final SimulationPlan plan;

    HtmlPress(SimulationPlan plan) {
        this.plan = plan;
    }

    @Override
    public byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) {
        List<String> lines = new ArrayList<>();
        String title = edition.book().name().zh() + " " + edition.cover();
        lines.add("<html>");
        lines.add("<head>");
        lines.add("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">");
        lines.add("<title>" + escaped(title) + "</title>");
        lines.add("</head>");
        lines.add("<body>");
        lines.add("<h2 align=\"center\">" + escaped(title) + "</h2>");
        lines.add("<p align=\"center\"><i>"
                + escaped(plan.notice().zh() + " (" + plan.notice().en() + ")") + "</i></p>");
        for (PrintedTable table : tables) {
            lines.add("<p align=\"center\"><b>"
                    + escaped(table.number() + "  " + table.title().zh()) + "</b><br>"
                    + escaped(table.title().en()) + "</p>");
            table.unit()
                    .ifPresent(unit -> lines.add(
                            "<p>单位：" + escaped(unit.zh()) + "&nbsp;&nbsp;&nbsp;(" + escaped(unit.en()) + ")</p>"));
            lines.add("<table border=\"1\" cellspacing=\"0\">");
            int at = 0;
            for (List<Head> row : table.heads()) {
                StringBuilder line = new StringBuilder("<tr>");
                for (Head cell : row) {
                    line.append("<td align=\"center\"");
                    if (cell.rowSpan() > 1) {
                        line.append(" rowspan=\"").append(cell.rowSpan()).append('"');
                    }
                    if (cell.columnSpan() > 1) {
                        line.append(" colspan=\"").append(cell.columnSpan()).append('"');
                    }
                    line.append('>').append(escaped(cell.text()).replace("\n", "<br>"));
                    if (!cell.mark().isEmpty()) {
                        line.append("<sup>").append(cell.mark()).append("</sup>");
                    }
                    line.append("</td>");
                }
                lines.add(line.append("</tr>").toString());
                at++;
            }
            for (Row row : table.rows()) {
                StringBuilder line = new StringBuilder("<tr>");
                for (String label : row.stub()) {
                    line.append("<td>")
                            .append(escaped(label).replace("    ", "&nbsp;&nbsp;"))
                            .append("</td>");
                }
                at++;
                int column = row.stub().size();
                for (Body body : row.cells()) {
                    line.append("<td align=\"right\">")
                            .append(escaped(body.text()))
                            .append("</td>");
                    column++;
                    placed.add(new Placed(edition.path(), "1", "r" + at + "c" + column, body.fact()));
                }
                lines.add(line.append("</tr>").toString());
            }
            lines.add("</table>");
            table.notes().forEach(note -> lines.add("<p>" + escaped(note) + "</p>"));
        }
        lines.add("</body>");
        lines.add("</html>");
        return (String.join("\r\n", lines) + "\r\n").getBytes(GBK);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
