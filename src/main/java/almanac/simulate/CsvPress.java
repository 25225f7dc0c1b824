package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An export as data portals give it: a title line, a unit line, one head line, the rows, a source line. */
final class CsvPress implements Press {
    private final SimulationPlan plan;

    CsvPress(SimulationPlan plan) {
        this.plan = plan;
    }

    @Override
    public byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) {
        List<String> lines = new ArrayList<>();
        for (PrintedTable table : tables) {
            lines.add(quoted(table.title().zh() + " " + table.title().en()));
            table.unit().ifPresent(unit -> lines.add(quoted("单位：" + unit.zh() + " (" + unit.en() + ")")));
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
