package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks, old and new: one sheet a table, numbers shown rounded with more digits stored behind them. */
final class WorkbookPress implements Press {
    private final SimulationPlan plan;
    private final boolean xlsx;

    WorkbookPress(SimulationPlan plan, boolean xlsx) {
        this.plan = plan;
        this.xlsx = xlsx;
    }

    @Override
    public byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) throws IOException {
        try (Workbook workbook = xlsx ? new XSSFWorkbook() : new HSSFWorkbook()) {
            Sheets sheets = new Sheets(workbook);
            for (PrintedTable table : tables) {
                sheets.print(edition, table, placed);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (workbook instanceof XSSFWorkbook modern) {
                var core = modern.getProperties().getCoreProperties();
                core.setTitle(edition.book().name().zh() + " " + edition.cover() + " "
                        + plan.notice().zh());
                core.setCreator(edition.book().publisher().zh());
                Date cover = Date.from(java.time.LocalDate.of(edition.cover(), 9, 1)
                        .atStartOfDay(java.time.ZoneOffset.UTC)
                        .toInstant());
                core.setCreated(Optional.of(cover));
                core.setModified(Optional.of(cover));
                workbook.write(bytes);
                return StoredZip.repack(bytes.toByteArray());
            }
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    /** The sheets of one workbook and the styles they share. */
    private static final class Sheets {
        private final Workbook workbook;
        private final CellStyle title;
        private final CellStyle head;
        private final CellStyle label;
        private final CellStyle plain;
        private final Font raised;
        private final Map<Integer, CellStyle> numbers = new HashMap<>();

        Sheets(Workbook workbook) {
            this.workbook = workbook;
            Font bold = workbook.createFont();
            bold.setBold(true);
            bold.setFontHeightInPoints((short) 14);
            raised = workbook.createFont();
            raised.setTypeOffset(Font.SS_SUPER);
            title = workbook.createCellStyle();
            title.setFont(bold);
            title.setAlignment(HorizontalAlignment.CENTER);
            head = workbook.createCellStyle();
            head.setAlignment(HorizontalAlignment.CENTER);
            head.setVerticalAlignment(VerticalAlignment.CENTER);
            head.setWrapText(true);
            head.setBorderTop(BorderStyle.THIN);
            head.setBorderBottom(BorderStyle.THIN);
            label = workbook.createCellStyle();
            plain = workbook.createCellStyle();
            plain.setAlignment(HorizontalAlignment.RIGHT);
        }

        private CellStyle number(int decimals) {
            return numbers.computeIfAbsent(decimals, d -> {
                CellStyle style = workbook.createCellStyle();
                style.setAlignment(HorizontalAlignment.RIGHT);
                style.setDataFormat(workbook.createDataFormat().getFormat(d == 0 ? "0" : "0." + "0".repeat(d)));
                return style;
            });
        }

        void print(Edition edition, PrintedTable table, List<Placed> placed) {
            Sheet sheet = workbook.createSheet(table.name());
            sheet.setColumnWidth(0, 12 * 256);
            sheet.setColumnWidth(1, 16 * 256);
            int last = table.columns() - 1;
            int at = 0;
            String heading = table.number().isEmpty()
                    ? table.title().zh()
                    : table.number() + "  " + table.title().zh();
            put(sheet, at, 0, table.continued() ? heading + "（续表）" : heading, title);
            sheet.addMergedRegion(new CellRangeAddress(at, at, 0, last));
            at++;
            put(sheet, at, 0, table.title().en(), title);
            sheet.addMergedRegion(new CellRangeAddress(at, at, 0, last));
            at++;
            if (table.unit().isPresent()) {
                put(sheet, at, 0, "单位：" + table.unit().get().zh(), label);
                put(sheet, at, last, "(" + table.unit().get().en() + ")", plain);
                at++;
            }
            for (List<Head> row : table.heads()) {
                for (Head cell : row) {
                    put(sheet, at, cell.column(), cell.text(), head, cell.mark());
                    if (cell.rowSpan() > 1 || cell.columnSpan() > 1) {
                        sheet.addMergedRegion(new CellRangeAddress(
                                at, at + cell.rowSpan() - 1, cell.column(), cell.column() + cell.columnSpan() - 1));
                    }
                }
                at++;
            }
            for (Row row : table.rows()) {
                int stub = row.stub().size();
                for (int c = 0; c < stub; c++) {
                    put(sheet, at, c, row.stub().get(c), label);
                }
                for (int c = 0; c < row.cells().size(); c++) {
                    Body body = row.cells().get(c);
                    if (body.stored().isEmpty()) {
                        put(sheet, at, stub + c, body.text(), plain);
                    } else {
                        Cell cell = cell(sheet, at, stub + c);
                        cell.setCellValue(Double.parseDouble(body.stored()));
                        int point = body.text().indexOf('.');
                        cell.setCellStyle(number(point < 0 ? 0 : body.text().length() - point - 1));
                    }
                    placed.add(new Placed(
                            edition.path(),
                            sheet.getSheetName(),
                            new CellAddress(at, stub + c).formatAsString(),
                            body.fact()));
                }
                at++;
            }
            for (String note : table.notes()) {
                put(sheet, at++, 0, note, label);
            }
        }

        private static Cell cell(Sheet sheet, int row, int column) {
            org.apache.poi.ss.usermodel.Row line = sheet.getRow(row);
            return (line == null ? sheet.createRow(row) : line).createCell(column);
        }

        private void put(Sheet sheet, int row, int column, String text, CellStyle style) {
            put(sheet, row, column, text, style, "");
        }

        private void put(Sheet sheet, int row, int column, String text, CellStyle style, String mark) {
            Cell cell = cell(sheet, row, column);
            if (mark.isEmpty()) {
                cell.setCellValue(text);
            } else {
                RichTextString rich = workbook.getCreationHelper().createRichTextString(text + mark);
                rich.applyFont(text.length(), text.length() + mark.length(), raised);
                cell.setCellValue(rich);
            }
            cell.setCellStyle(style);
        }
    }
}
