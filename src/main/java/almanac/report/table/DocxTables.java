package almanac.report.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcBorders;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;

/**
 * Tables in a Word document that can be edited: real tables with three rules, a Chinese font beside the Latin one. The same
 * tables give the same bytes.
 */
public final class DocxTables {
    /** Half points: ten and a half points, the size of Chinese theses. */
    private static final double BODY_POINTS = 10.5;

    /** Width of the text on a page, twentieths of a point: A4 with margins of an inch. */
    private static final long TEXT_TWIPS = 9026;

    private static final double NOTE_POINTS = 9;
    /** Eighths of a point. */
    private static final int HEAVY = 12;

    private static final int LIGHT = 6;

    private DocxTables() {}

    public static byte[] write(List<ResultTable> tables) {
        try (XWPFDocument document = new XWPFDocument()) {
            for (ResultTable table : tables) {
                if (!table.title().isEmpty()) {
                    XWPFParagraph title = document.createParagraph();
                    title.setAlignment(ParagraphAlignment.CENTER);
                    run(title, table.title(), BODY_POINTS).setBold(true);
                }
                body(document, table);
                for (String note : table.notes()) {
                    run(document.createParagraph(), note, NOTE_POINTS);
                }
                document.createParagraph();
            }
            document.getProperties().getCoreProperties().setCreator("almanac");
            document.getProperties().getCoreProperties().setCreated("1980-01-01T00:00:00Z");
            document.getProperties().getCoreProperties().setModified("1980-01-01T00:00:00Z");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return dated(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InvalidFormatException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The archive once more with one date on every entry. */
    public static byte[] dated(byte[] archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(6);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                out.putNextEntry(copy);
                in.transferTo(out);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, double points) {
        paragraph.setSpacingAfter(0);
        XWPFRun run = paragraph.createRun();
        run.setText(text);
        run.setFontSize(points);
        run.setFontFamily("Times New Roman", XWPFRun.FontCharRange.ascii);
        run.setFontFamily("Times New Roman", XWPFRun.FontCharRange.hAnsi);
        run.setFontFamily("SimSun", XWPFRun.FontCharRange.eastAsia);
        return run;
    }

    private static void body(XWPFDocument document, ResultTable table) {
        List<ResultTable.Line> lines = table.lines();
        int rows = table.heads().size()
                + (int) lines.stream().filter(l -> !l.rule()).count();
        XWPFTable grid = document.createTable(rows, table.columns() + 1);
        grid.removeBorders();
        grid.setWidth("100%");
        // the schema wants a grid before the rows; LibreOffice and Word make one up where it is missing
        CTTblGrid widths = grid.getCTTbl().getTblGrid() == null
                ? grid.getCTTbl().addNewTblGrid()
                : grid.getCTTbl().getTblGrid();
        for (int j = 0; j <= table.columns(); j++) {
            widths.addNewGridCol().setW(BigInteger.valueOf(TEXT_TWIPS / (table.columns() + 1L)));
        }
        int at = 0;
        for (List<String> head : table.heads()) {
            boolean last = at == table.heads().size() - 1;
            fill(grid.getRow(at), head, at == 0 ? HEAVY : 0, last ? LIGHT : 0);
            at++;
        }
        boolean ruled = false;
        for (int i = 0; i < lines.size(); i++) {
            ResultTable.Line line = lines.get(i);
            if (line.rule()) {
                ruled = true;
                continue;
            }
            List<String> cells = new java.util.ArrayList<>(List.of(line.label()));
            cells.addAll(line.cells());
            fill(grid.getRow(at++), cells, ruled ? LIGHT : 0, i == lines.size() - 1 ? HEAVY : 0);
            ruled = false;
        }
    }

    private static void fill(XWPFTableRow row, List<String> cells, int above, int below) {
        for (int j = 0; j < cells.size(); j++) {
            XWPFTableCell cell = row.getCell(j);
            XWPFParagraph paragraph = cell.getParagraphs().get(0);
            paragraph.setAlignment(j == 0 ? ParagraphAlignment.LEFT : ParagraphAlignment.CENTER);
            run(paragraph, cells.get(j), BODY_POINTS);
            CTTcPr properties = cell.getCTTc().isSetTcPr()
                    ? cell.getCTTc().getTcPr()
                    : cell.getCTTc().addNewTcPr();
            CTTcBorders borders =
                    properties.isSetTcBorders() ? properties.getTcBorders() : properties.addNewTcBorders();
            if (above > 0) {
                line(borders.addNewTop(), above);
            }
            if (below > 0) {
                line(borders.addNewBottom(), below);
            }
        }
    }

    private static void line(CTBorder border, int eighths) {
        border.setVal(STBorder.SINGLE);
        border.setSz(BigInteger.valueOf(eighths));
        border.setColor("000000");
    }
}
