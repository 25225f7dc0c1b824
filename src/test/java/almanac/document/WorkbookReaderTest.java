package almanac.document;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Cell;
import almanac.model.Document;
import almanac.model.Grid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbookReaderTest {
    @TempDir
    Path folder;

    private Document read(Path file) {
        return new DocumentReader().read(file, folder, ReadLimits.DEFAULT);
    }

    private Path save(Workbook workbook, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
        workbook.close();
        return file;
    }

    private static Workbook workbook(String kind) {
        return kind.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook();
    }

    private static Optional<Cell> at(Grid grid, int sheetRow, int sheetColumn) {
        return grid.cells().stream()
                .filter(c -> c.row() + grid.firstRow() == sheetRow && c.column() + grid.firstColumn() == sheetColumn)
                .findFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xls", "xlsx"})
    void keepsSpansDisplayAndStoredValue(String kind) throws IOException {
        Workbook workbook = workbook(kind);
        Sheet sheet = workbook.createSheet("2-14");
        sheet.createRow(2).createCell(1).setCellValue("  地 区_x000D_\n名");
        sheet.getRow(2).createCell(2).setCellValue("生产总值");
        sheet.addMergedRegion(new CellRangeAddress(2, 2, 2, 3));
        Row row = sheet.createRow(4);
        row.createCell(1).setCellValue("　武  汉");
        CellStyle twoDecimals = workbook.createCellStyle();
        twoDecimals.setDataFormat(workbook.createDataFormat().getFormat("#,##0.00_ "));
        row.createCell(2).setCellValue(14847.2942161781);
        row.getCell(2).setCellStyle(twoDecimals);
        row.createCell(3).setCellValue("5198.20");
        Font raised = workbook.createFont();
        raised.setTypeOffset(Font.SS_SUPER);
        RichTextString marked = workbook.getCreationHelper().createRichTextString("20211)");
        marked.applyFont(4, 6, raised);
        sheet.getRow(2).createCell(4).setCellValue(marked);
        Document document = read(save(workbook, "a." + kind));
        assertThat(document.diagnostics()).isEmpty();
        Grid grid = document.grids().get(0);
        assertThat(grid.page()).isEqualTo("2-14");
        assertThat(grid.firstRow()).isEqualTo(2);
        assertThat(grid.firstColumn()).isEqualTo(1);
        assertThat(at(grid, 2, 2).orElseThrow().columnSpan()).isEqualTo(2);
        assertThat(at(grid, 4, 2).orElseThrow().text()).isEqualTo("14,847.29");
        assertThat(at(grid, 4, 2).orElseThrow().stored()).contains("14847.2942161781");
        assertThat(at(grid, 4, 3).orElseThrow().text()).isEqualTo("5198.20");
        assertThat(at(grid, 4, 3).orElseThrow().stored()).isEmpty();
        assertThat(at(grid, 4, 1).orElseThrow().text()).isEqualTo("武  汉");
        assertThat(at(grid, 4, 1).orElseThrow().indent()).isEqualTo(1);
        assertThat(at(grid, 2, 4).orElseThrow().text()).isEqualTo("2021");
        assertThat(at(grid, 2, 4).orElseThrow().marks()).containsExactly("1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xls", "xlsx"})
    void splitsStackedBlocksWhereTheyContinue(String kind) throws IOException {
        Workbook workbook = workbook(kind);
        Sheet sheet = workbook.createSheet("Sheet1");
        workbook.createSheet("Sheet2");
        String[] heads = {"2-12  地区生产总值", "2-12  续 表1", "Continued 2"};
        int at = 0;
        for (String head : heads) {
            sheet.createRow(at++).createCell(0).setCellValue(head);
            for (int i = 0; i < 5; i++) {
                Row row = sheet.createRow(at++);
                row.createCell(0).setCellValue("市" + i);
                row.createCell(1).setCellValue(i + 0.5);
            }
        }
        Document document = read(save(workbook, "b." + kind));
        assertThat(document.grids()).extracting(Grid::id).containsExactly("Sheet1t1", "Sheet1t2", "Sheet1t3");
        assertThat(document.grids().get(2).continues()).contains("Sheet1t2");
        assertThat(document.grids().get(1).firstRow()).isEqualTo(6);
        assertThat(document.pageCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xls", "xlsx"})
    void leavesOutWhatTheSheetHides(String kind) throws IOException {
        Workbook workbook = workbook(kind);
        Sheet sheet = workbook.createSheet("a");
        for (int r = 0; r < 4; r++) {
            Row row = sheet.createRow(r);
            for (int c = 0; c < 4; c++) {
                row.createCell(c).setCellValue(r * 10 + c);
            }
        }
        sheet.setColumnHidden(2, true);
        sheet.getRow(3).setZeroHeight(true);
        workbook.createSheet("secret").createRow(0).createCell(0).setCellValue(1);
        workbook.setSheetHidden(1, true);
        Document document = read(save(workbook, "c." + kind));
        assertThat(document.grids()).hasSize(1);
        assertThat(document.grids().get(0).cells()).hasSize(9);
        assertThat(document.diagnostics())
                .extracting(d -> d.code().id())
                .containsOnly("ALM-1010")
                .hasSize(3);
    }

    @Test
    void roundsAsSpreadsheetsShow() throws IOException {
        Workbook workbook = new XSSFWorkbook();
        Sheet sheet = workbook.createSheet("a");
        String[] formats = {"General", "0.0", "0", "0.00%", "#,##0;(#,##0)", "0.000_ ;[Red]\\-0.000\\ ", "yyyy\"年\""};
        double[] values = {0.1 + 0.2, 2.25, -0.4, 0.0583, -1234, -1.0005, 41000};
        String[] expected = {"0.3", "2.3", "0", "5.83%", "(1,234)", "-1.001", "2012年"};
        Row row = sheet.createRow(0);
        for (int i = 0; i < formats.length; i++) {
            CellStyle style = workbook.createCellStyle();
            style.setDataFormat(workbook.createDataFormat().getFormat(formats[i]));
            row.createCell(i).setCellValue(values[i]);
            row.getCell(i).setCellStyle(style);
        }
        Document document = read(save(workbook, "d.xlsx"));
        assertThat(document.grids().get(0).cells()).extracting(Cell::text).containsExactly(expected);
        assertThat(document.grids().get(0).cells().get(0).stored()).contains("0.30000000000000004");
    }

    @Test
    void readsChineseCsvWithTrailingTabsAndEmptyColumn() throws IOException {
        Path gbk = folder.resolve("gbk.csv");
        Files.write(
                gbk,
                "数据库：分省年度数据\t\n地区\t,2025年\t,2024年\t,\n\"北京市\"\t,,49843.1\t,\n".getBytes(Charset.forName("GB18030")));
        Grid grid = read(gbk).grids().get(0);
        assertThat(grid.columns()).isEqualTo(3);
        assertThat(at(grid, 2, 0).orElseThrow().text()).isEqualTo("北京市");
        assertThat(at(grid, 2, 2).orElseThrow().text()).isEqualTo("49843.1");
        assertThat(read(gbk).source().language()).isEqualTo("zh");
    }

    @Test
    void findsTheSeparator() throws IOException {
        Path semicolon = folder.resolve("s.csv");
        Files.writeString(semicolon, "Région;2019;2020\nA;1,5;2,5\nB;3,5;4,5\n", StandardCharsets.ISO_8859_1);
        assertThat(read(semicolon).grids().get(0).columns()).isEqualTo(3);
        Path tabs = folder.resolve("t.txt");
        Files.writeString(tabs, "a\tb\tc\n1\t2\t3\n4\t5\t6\n");
        assertThat(read(tabs).grids().get(0).columns()).isEqualTo(3);
    }

    @Test
    void sidecarsDeclareAndTheNearerWins() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.writeString(file, "省,2019\n北京,5\n");
        Files.writeString(folder.resolve("almanac.yaml"), "unit: 万元\npublisher: 统计局\nsimulated: true\ncolour: red\n");
        Files.writeString(
                folder.resolve("x.csv.almanac.yaml"),
                "unit: 亿元\ntitle: 生产总值\nmissing: {\"-\": not_applicable}\ntables:\n  - {sheet: a, period: 2012}\n");
        Document document = read(file);
        assertThat(document.declared().unit()).contains("亿元");
        assertThat(document.declared().missing()).containsEntry("-", "not_applicable");
        assertThat(document.declared().tables().get(0).period()).contains("2012");
        assertThat(document.source().title()).isEqualTo("生产总值");
        assertThat(document.source().publisher()).contains("统计局");
        assertThat(document.source().simulated()).isTrue();
        assertThat(document.diagnostics())
                .extracting(d -> d.code().id())
                .containsExactlyInAnyOrder("ALM-1012", "ALM-1013");
    }
}
