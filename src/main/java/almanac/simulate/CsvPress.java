package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An export as data portals give it: the database, the indicator with its unit, the time, one head line, the rows, a source line. */
final class CsvPress implements Press {
    private final SimulationPlan plan;

    CsvPress(SimulationPlan plan) {
        this.plan = plan;
    }

    @Override
    public byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) {
        List<String> lines = new ArrayList<>();
        for (PrintedTable table : tables) {
            lines.add(quoted("数据库：" + edition.book().name().zh()));
            lines.add(quoted("指标：" + table.title().zh()
                    + table.unit().map(unit -> "(" + unit.zh() + ")").orElse("")));
            lines.add(quoted("时间：" + edition.firstYear() + "-" + edition.lastYear()));
            List<String> head = new ArrayList<>();
            for (Head cell : table.heads().get(table.heads().size() - 1)) {
                head.add(quoted(cell.zh() + cell.en()));
            }
            lines.add(String.join(",", head));
            for (Row row : table.rows()) {
                List<String> cells = new ArrayList<>();
                row.stub().forEach(label -> cells.add(quoted(label)));
                for (Body body : row.cells()) {
                    cells.add(quoted(body.text()));
                    placed.add(new Placed(
                            edition.path(), "1", "r" + (lines.size() + 1) + "c" + cells.size(), body.fact()));
                }
                lines.add(String.join(",", cells));
            }
            table.notes().forEach(note -> lines.add(quoted(note)));
            lines.add(quoted("数据来源：" + edition.book().publisher().zh() + "，"
                    + plan.notice().zh()));
        }
        return ("\uFEFF" + String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
