package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.officeDocument.x2006.sharedTypes.STVerticalAlignRun;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** Word documents: tables between paragraphs, marks as superscript runs. */
final class DocxPress implements Press {
    private final SimulationPlan plan;

    DocxPress(SimulationPlan plan) {
        this.plan = plan;
    }

    @Override
    public byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            paragraph(document, edition.book().name().zh() + " " + edition.cover(), true, ParagraphAlignment.CENTER);
            paragraph(document, plan.notice().zh() + " (" + plan.notice().en() + ")", false, ParagraphAlignment.CENTER);
            for (PrintedTable table : tables) {
                paragraph(
                        document,
                        table.number() + "  " + table.title().zh() + (table.continued() ? "（续表）" : ""),
                        true,
                        ParagraphAlignment.CENTER);
                paragraph(document, table.title().en(), false, ParagraphAlignment.CENTER);
                table.unit()
                        .ifPresent(unit -> paragraph(
                                document,
                                "单位：" + unit.zh() + "  (" + unit.en() + ")",
                                false,
                                ParagraphAlignment.RIGHT));
                print(edition, document, table, placed);
                table.notes().forEach(note -> paragraph(document, note, false, ParagraphAlignment.LEFT));
                document.createParagraph();
            }
            var core = document.getProperties().getCoreProperties();
            core.setTitle(edition.book().name().zh() + " " + edition.cover() + " "
                    + plan.notice().zh());
            core.setCreator(edition.book().publisher().zh());
            Date cover = Date.from(java.time.LocalDate.of(edition.cover(), 9, 1)
                    .atStartOfDay(java.time.ZoneOffset.UTC)
                    .toInstant());
            core.setCreated(Optional.of(cover));
            core.setModified(Optional.of(cover));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return StoredZip.repack(bytes.toByteArray());
        }
    }

    private static void paragraph(XWPFDocument document, String text, boolean bold, ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        XWPFRun run = paragraph.createRun();
        run.setBold(bold);
        run.setText(text);
    }

    private static void print(Edition edition, XWPFDocument document, PrintedTable table, List<Placed> placed) {
        int headRows = table.heads().size();
        XWPFTable printed = document.createTable(headRows + table.rows().size(), table.columns());
        for (int r = 0; r < headRows; r++) {
            for (Head head : table.heads().get(r)) {
                XWPFTableCell cell = printed.getRow(r).getCell(head.column());
                write(cell, head.text(), head.mark(), ParagraphAlignment.CENTER);
                if (head.rowSpan() > 1) {
                    for (int below = 0; below < head.rowSpan(); below++) {
                        var properties = printed.getRow(r + below)
                                .getCell(head.column())
                                .getCTTc()
                                .addNewTcPr();
                        properties.addNewVMerge().setVal(below == 0 ? STMerge.RESTART : STMerge.CONTINUE);
                    }
                }
            }
        }
        // spans last, from the right: removing cells moves what stands behind them
        for (int r = 0; r < headRows; r++) {
            List<Head> row = table.heads().get(r);
            for (int i = row.size() - 1; i >= 0; i--) {
                Head head = row.get(i);
                if (head.columnSpan() > 1) {
                    var properties =
                            printed.getRow(r).getCell(head.column()).getCTTc().addNewTcPr();
                    properties.addNewGridSpan().setVal(BigInteger.valueOf(head.columnSpan()));
                    for (int gone = head.columnSpan() - 1; gone > 0; gone--) {
                        printed.getRow(r).removeCell(head.column() + gone);
                    }
                }
            }
        }
        for (int r = 0; r < table.rows().size(); r++) {
            Row row = table.rows().get(r);
            int stub = row.stub().size();
            for (int c = 0; c < stub; c++) {
                write(printed.getRow(headRows + r).getCell(c), row.stub().get(c), "", ParagraphAlignment.LEFT);
            }
            for (int c = 0; c < row.cells().size(); c++) {
                Body body = row.cells().get(c);
                write(
                        printed.getRow(headRows + r).getCell(stub + c),
                        body.text(),
                        body.mark(),
                        ParagraphAlignment.RIGHT);
                placed.add(
                        new Placed(edition.path(), "1", "r" + (headRows + r + 1) + "c" + (stub + c + 1), body.fact()));
            }
        }
    }

    private static void write(XWPFTableCell cell, String text, String mark, ParagraphAlignment alignment) {
        XWPFParagraph paragraph = cell.getParagraphs().get(0);
        paragraph.setAlignment(alignment);
        XWPFRun run = paragraph.createRun();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i]);
        }
        if (!mark.isEmpty()) {
            XWPFRun raised = paragraph.createRun();
            raised.setVerticalAlignment(STVerticalAlignRun.SUPERSCRIPT.toString());
            raised.setText(mark);
        }
    }
}
