package almanac.document.sheet;

import almanac.document.CellText;
import almanac.document.Content;
import almanac.document.Deadline;
import almanac.document.FormatReader;
import almanac.document.ReadLimits;
import almanac.document.Trouble;
import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFFont;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;

/** XLS (BIFF8) through POI. Formulas are not computed, macros not run, links not followed. */
public final class XlsReader implements FormatReader {
    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<Grid> grids = new ArrayList<>();
        int pages = 0;
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true);
                HSSFWorkbook workbook = new HSSFWorkbook(files)) {
            if (files.getRoot().hasEntry("_VBA_PROJECT_CUR")) {
                diagnostics.add(Trouble.active(source.path(), "macros"));
            }
            pages = workbook.getNumberOfSheets();
            new Run(workbook, source.path(), limits, diagnostics).read(grids);
        } catch (EncryptedDocumentException encrypted) {
            diagnostics.add(Trouble.encrypted(source.path()));
        } catch (OldExcelFormatException old) {
            diagnostics.add(Trouble.unsupported(source.path(), "workbooks older than Excel 97"));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            diagnostics.add(Trouble.damaged(source.path(), reason(broken)));
        }
        return new Content(pages, grids, List.of(), new TreeMap<>(), diagnostics);
    }

    private static String reason(Throwable broken) {
        String message = String.valueOf(broken.getMessage());
        return message.length() > 160 ? message.substring(0, 160) : message;
    }

    /** One reading of one workbook. */
    private static final class Run {
        private final HSSFWorkbook workbook;
        private final String path;
        private final ReadLimits limits;
        private final List<Diagnostic> diagnostics;
        private final Deadline deadline;
        private final Shown shown = new Shown();
        private final Repairs repairs;
        private int cellCount;

        Run(HSSFWorkbook workbook, String path, ReadLimits limits, List<Diagnostic> diagnostics) {
            this.workbook = workbook;
            this.path = path;
            this.limits = limits;
            this.diagnostics = diagnostics;
            this.deadline = Deadline.in(limits.time());
            this.repairs = new Repairs(path, diagnostics);
        }

        void read(List<Grid> grids) {
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                if (i >= limits.maxPages()) {
                    diagnostics.add(Trouble.limit(path, "it has " + workbook.getNumberOfSheets() + " sheets"));
                    return;
                }
                String name = workbook.getSheetName(i);
                if (workbook.isSheetHidden(i) || workbook.isSheetVeryHidden(i)) {
                    diagnostics.add(Trouble.hidden(path, name, "the hidden sheet was"));
                    continue;
                }
                SheetCells cells = new SheetCells();
                boolean whole = readSheet(workbook.getSheetAt(i), name, cells);
                try {
                    grids.addAll(cells.grids(name, limits.maxCells()));
                } catch (SheetCells.TooWide tooWide) {
                    diagnostics.add(Trouble.limit(path, name, String.valueOf(tooWide.getMessage())));
                }
                if (!whole) {
                    return;
                }
            }
        }

        private boolean readSheet(HSSFSheet sheet, String name, SheetCells cells) {
            Hidden hidden = new Hidden();
            for (CellRangeAddress merged : sheet.getMergedRegions()) {
                cells.merge(new SheetCells.Merge(
                        merged.getFirstRow(), merged.getFirstColumn(), merged.getLastRow(), merged.getLastColumn()));
            }
            int rows = 0;
            for (Row row : sheet) {
                if ((++rows & 1023) == 0 && deadline.passed()) {
                    diagnostics.add(Trouble.limit(path, name, "the time for one document is over"));
                    return false;
                }
                boolean rowHidden = row.getZeroHeight();
                for (Cell any : row) {
                    HSSFCell cell = (HSSFCell) any;
                    Optional<CellText> text = text(cell);
                    if (text.isEmpty() || text.get().text().isEmpty()) {
                        continue;
                    }
                    if (rowHidden || sheet.isColumnHidden(cell.getColumnIndex())) {
                        hidden.count(rowHidden, cell.getRowIndex(), cell.getColumnIndex());
                        continue;
                    }
                    HSSFCellStyle style = cell.getCellStyle();
                    boolean bold = style.getFont(workbook).getBold();
                    cells.add(
                            cell.getRowIndex(),
                            cell.getColumnIndex(),
                            text.get().text(),
                            stored(cell),
                            text.get().marks(),
                            text.get().indent() + style.getIndention(),
                            bold);
                    if (++cellCount > Math.min(limits.maxCells(), Memory.cellsThatFit())) {
                        diagnostics.add(Trouble.limit(path, name, "more than " + (cellCount - 1) + " cells"));
                        return false;
                    }
                }
            }
            hidden.tell(path, name, diagnostics);
            return true;
        }

        private static CellType type(HSSFCell cell) {
            return cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        }

        private static Optional<String> stored(HSSFCell cell) {
            return type(cell) == CellType.NUMERIC
                    ? Optional.of(Shown.stored(cell.getNumericCellValue()))
                    : Optional.empty();
        }

        private Optional<CellText> text(HSSFCell cell) {
            return switch (type(cell)) {
                case NUMERIC -> {
                    HSSFCellStyle style = cell.getCellStyle();
                    String format = style.getDataFormatString();
                    double value = cell.getNumericCellValue();
                    int index = style.getDataFormat();
                    if (workbook.getInternalWorkbook().isUsing1904DateWindowing()
                            && DateUtil.isADateFormat(index, format)) {
                        value += 1462;
                    }
                    yield Optional.of(
                            new CellText(shown.of(value, index, format == null ? "General" : format), List.of(), 0));
                }
                case STRING -> Optional.of(repairs.of(rich(cell.getRichStringCellValue())));
                case BOOLEAN -> Optional.of(CellText.of(cell.getBooleanCellValue() ? "TRUE" : "FALSE"));
                case ERROR ->
                    Optional.of(CellText.of(
                            FormulaError.isValidCode(cell.getErrorCellValue())
                                    ? FormulaError.forInt(cell.getErrorCellValue())
                                            .getString()
                                    : "#ERROR"));
                default -> Optional.empty();
            };
        }

        private CellText rich(HSSFRichTextString rich) {
            String text = rich.getString();
            int pieces = rich.numFormattingRuns();
            if (pieces == 0) {
                return CellText.of(text);
            }
            List<CellText.Run> runs = new ArrayList<>();
            int from = 0;
            boolean raised = false;
            for (int i = 0; i <= pieces; i++) {
                int to = i < pieces ? Math.min(rich.getIndexOfFormattingRun(i), text.length()) : text.length();
                if (to > from) {
                    runs.add(new CellText.Run(text.substring(from, to), raised));
                    from = to;
                }
                if (i < pieces) {
                    HSSFFont font = workbook.getFontAt(rich.getFontOfFormattingRun(i));
                    raised = font != null && font.getTypeOffset() == Font.SS_SUPER;
                }
            }
            return CellText.of(runs);
        }
    }
}
