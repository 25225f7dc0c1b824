package almanac.document.sheet;

import almanac.document.CellText;
import almanac.document.Content;
import almanac.document.Deadline;
import almanac.document.FormatReader;
import almanac.document.ReadLimits;
import almanac.document.Trouble;
import almanac.document.ZipParts;
import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * XLSX and XLSM, streamed: a million formatted empty rows cost their bytes and nothing else. Values and formats come
 * from the sheet's XML, what they show from {@link Shown}. Formulas are not computed (the cached value is the printed
 * one), macros and external links are not touched.
 */
public final class XlsxReader implements FormatReader {
    private static final String WORKBOOK = "xl/workbook.xml";

    /** A cell style: number format, indentation, bold. */
    private record Style(int formatIndex, String format, int indent, boolean bold) {}

    private record Sheet(String name, String part, boolean hidden) {}

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<Grid> grids = new ArrayList<>();
        int pages = 0;
        try (ZipParts parts = ZipParts.open(file, limits.maxBytes())) {
            Run run = new Run(parts, source.path(), limits, diagnostics);
            pages = run.sheets.size();
            run.read(grids);
        } catch (ZipException broken) {
            diagnostics.add(Trouble.damaged(source.path(), String.valueOf(broken.getMessage())));
        } catch (ZipParts.TooMuch bomb) {
            diagnostics.add(Trouble.limit(source.path(), String.valueOf(bomb.getMessage())));
        } catch (ZipParts.Refused refused) {
            diagnostics.add(Trouble.entity(source.path(), refused.part()));
        } catch (IOException broken) {
            diagnostics.add(Trouble.damaged(source.path(), String.valueOf(broken.getMessage())));
        }
        return new Content(pages, grids, List.of(), new TreeMap<>(), diagnostics);
    }

    /** One reading of one workbook. */
    private static final class Run {
        private final ZipParts parts;
        private final String path;
        private final ReadLimits limits;
        private final List<Diagnostic> diagnostics;
        private final Deadline deadline;
        private final List<CellText> strings;
        private final List<Style> styles;
        private final List<Sheet> sheets;
        private final Shown shown = new Shown();
        private final Repairs repairs;
        private boolean from1904;
        private int cellCount;

        Run(ZipParts parts, String path, ReadLimits limits, List<Diagnostic> diagnostics) throws IOException {
            this.parts = parts;
            this.path = path;
            this.limits = limits;
            this.diagnostics = diagnostics;
            this.deadline = Deadline.in(limits.time());
            this.repairs = new Repairs(path, diagnostics);
            String workbook = workbookPart();
            this.sheets = readSheets(workbook);
            Map<String, String> byType = new HashMap<>();
            for (ZipParts.Relationship relationship : parts.relationshipList(workbook)) {
                byType.put(
                        relationship.type().substring(relationship.type().lastIndexOf('/') + 1), relationship.target());
            }
            this.strings = readStrings(byType.getOrDefault("sharedStrings", "xl/sharedStrings.xml"));
            this.styles = readStyles(byType.getOrDefault("styles", "xl/styles.xml"));
            if (!parts.below("xl/externalLinks/").isEmpty()
                    || !parts.below("xl/vbaProject").isEmpty()) {
                diagnostics.add(Trouble.active(path, "macros or links to other workbooks"));
            }
        }

        private String workbookPart() throws IOException {
            for (Map.Entry<String, String> relationship :
                    parts.relationships("").entrySet()) {
                if (relationship.getValue().endsWith("workbook.xml")) {
                    return relationship.getValue();
                }
            }
            if (!parts.has(WORKBOOK)) {
                throw new IOException("it has no workbook part");
            }
            return WORKBOOK;
        }

        private List<Sheet> readSheets(String workbook) throws IOException {
            Map<String, String> targets = parts.relationships(workbook);
            List<Sheet> found = new ArrayList<>();
            Optional<XMLStreamReader> opened = parts.xml(workbook);
            if (opened.isEmpty()) {
                return found;
            }
            XMLStreamReader xml = opened.get();
            while (ZipParts.more(xml, workbook)) {
                if (ZipParts.next(xml, workbook) != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("workbookPr")) {
                    from1904 = truth(attribute(xml, "date1904"));
                } else if (xml.getLocalName().equals("sheet")) {
                    String target = targets.get(attribute(xml, "id"));
                    if (target != null) {
                        found.add(new Sheet(
                                attribute(xml, "name"),
                                target,
                                attribute(xml, "state").endsWith("idden")));
                    }
                }
            }
            return found;
        }

        /** Attribute by local name whatever its namespace; empty where absent. */
        private static String attribute(XMLStreamReader xml, String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i);
                }
            }
            return "";
        }

        private static boolean truth(String value) {
            return value.equals("1") || value.equals("true");
        }

        private static int integer(String value, int otherwise) {
            try {
                return value.isEmpty() ? otherwise : Integer.parseInt(value.strip());
            } catch (NumberFormatException notANumber) {
                return otherwise;
            }
        }

        private List<CellText> readStrings(String part) throws IOException {
            List<CellText> found = new ArrayList<>();
            Optional<XMLStreamReader> opened = parts.xml(part);
            if (opened.isEmpty()) {
                return found;
            }
            XMLStreamReader xml = opened.get();
            long characters = 0;
            while (ZipParts.more(xml, part)) {
                if (ZipParts.next(xml, part) == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("si")) {
                    CellText text = repairs.of(richText(xml, part, "si"));
                    characters += text.text().length() + 16L;
                    if (characters > limits.maxCharacters() || deadline.passed()) {
                        diagnostics.add(Trouble.limit(path, "too much text in its string table"));
                        return found;
                    }
                    found.add(text);
                }
            }
            return found;
        }

        /** The text up to the end of an element, superscript runs apart; phonetic hints left out. */
        private static CellText richText(XMLStreamReader xml, String part, String end) throws IOException {
            List<CellText.Run> runs = new ArrayList<>();
            boolean raised = false;
            boolean phonetic = false;
            boolean inText = false;
            StringBuilder text = new StringBuilder();
            while (ZipParts.more(xml, part)) {
                int event = ZipParts.next(xml, part);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "r" -> raised = false;
                        case "rPh" -> phonetic = true;
                        case "vertAlign" -> raised = attribute(xml, "val").equals("superscript");
                        case "t" -> {
                            inText = true;
                            text.setLength(0);
                        }
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.CHARACTERS
                        || event == XMLStreamConstants.SPACE
                        || event == XMLStreamConstants.CDATA) {
                    if (inText && text.length() < 1_000_000) {
                        text.append(xml.getText());
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    String name = xml.getLocalName();
                    if (name.equals("t")) {
                        inText = false;
                        if (!phonetic) {
                            runs.add(new CellText.Run(text.toString(), raised));
                        }
                    } else if (name.equals("rPh")) {
                        phonetic = false;
                    } else if (name.equals(end)) {
                        break;
                    }
                }
            }
            return CellText.of(runs);
        }

        private List<Style> readStyles(String part) throws IOException {
            Map<Integer, String> formats = new HashMap<>();
            List<Boolean> boldFonts = new ArrayList<>();
            List<int[]> cellFormats = new ArrayList<>();
            Optional<XMLStreamReader> opened = parts.xml(part);
            if (opened.isPresent()) {
                XMLStreamReader xml = opened.get();
                String section = "";
                while (ZipParts.more(xml, part)) {
                    int event = ZipParts.next(xml, part);
                    if (event == XMLStreamConstants.END_ELEMENT
                            && xml.getLocalName().equals(section)) {
                        section = "";
                    }
                    if (event != XMLStreamConstants.START_ELEMENT) {
                        continue;
                    }
                    String name = xml.getLocalName();
                    switch (name) {
                        case "fonts", "cellXfs", "dxfs", "cellStyleXfs", "borders", "fills" -> section = name;
                        case "numFmt" ->
                            formats.put(integer(attribute(xml, "numFmtId"), 0), attribute(xml, "formatCode"));
                        case "font" -> {
                            if (section.equals("fonts")) {
                                boldFonts.add(false);
                            }
                        }
                        case "b" -> {
                            if (section.equals("fonts") && !boldFonts.isEmpty()) {
                                String value = attribute(xml, "val");
                                boldFonts.set(boldFonts.size() - 1, value.isEmpty() || truth(value));
                            }
                        }
                        case "xf" -> {
                            if (section.equals("cellXfs")) {
                                cellFormats.add(new int[] {
                                    integer(attribute(xml, "numFmtId"), 0), integer(attribute(xml, "fontId"), 0), 0
                                });
                            }
                        }
                        case "alignment" -> {
                            if (section.equals("cellXfs") && !cellFormats.isEmpty()) {
                                cellFormats.get(cellFormats.size() - 1)[2] = integer(attribute(xml, "indent"), 0);
                            }
                        }
                        default -> {}
                    }
                }
            }
            List<Style> found = new ArrayList<>();
            for (int[] cellFormat : cellFormats) {
                String format = formats.getOrDefault(
                        cellFormat[0], String.valueOf(BuiltinFormats.getBuiltinFormat(cellFormat[0])));
                boolean bold = cellFormat[1] >= 0 && cellFormat[1] < boldFonts.size() && boldFonts.get(cellFormat[1]);
                found.add(new Style(
                        cellFormat[0], format.equals("null") ? "General" : format, Math.min(cellFormat[2], 30), bold));
            }
            return found;
        }

        void read(List<Grid> grids) {
            Set<String> names = new HashSet<>();
            int looked = 0;
            for (Sheet sheet : sheets) {
                if (++looked > limits.maxPages()) {
                    diagnostics.add(Trouble.limit(path, "it has " + sheets.size() + " sheets"));
                    return;
                }
                if (sheet.hidden()) {
                    diagnostics.add(Trouble.hidden(path, sheet.name(), "the hidden sheet was"));
                    continue;
                }
                String name = names.add(sheet.name()) ? sheet.name() : sheet.name() + "(" + looked + ")";
                try {
                    SheetCells cells = new SheetCells();
                    boolean whole = readSheet(sheet.part(), name, cells);
                    grids.addAll(cells.grids(name, limits.maxCells()));
                    if (!whole) {
                        return;
                    }
                } catch (SheetCells.TooWide tooWide) {
                    diagnostics.add(Trouble.limit(path, name, String.valueOf(tooWide.getMessage())));
                } catch (ZipParts.TooMuch bomb) {
                    diagnostics.add(Trouble.limit(path, name, String.valueOf(bomb.getMessage())));
                    return;
                } catch (ZipParts.Refused refused) {
                    diagnostics.add(Trouble.entity(path, refused.part()));
                } catch (IOException broken) {
                    diagnostics.add(Trouble.damaged(path, String.valueOf(broken.getMessage())));
                }
            }
        }

        /** Reads one sheet; false when a limit was met and reading of the workbook must stop. */
        private boolean readSheet(String part, String name, SheetCells cells) throws IOException {
            Optional<XMLStreamReader> opened = parts.xml(part);
            if (opened.isEmpty()) {
                diagnostics.add(Trouble.damaged(path, "the sheet " + name + " is missing"));
                return true;
            }
            XMLStreamReader xml = opened.get();
            Set<Integer> hiddenColumns = new HashSet<>();
            Hidden hidden = new Hidden();
            int row = -1;
            int column = -1;
            int rowsSeen = 0;
            boolean rowHidden = false;
            while (ZipParts.more(xml, part)) {
                if (ZipParts.next(xml, part) != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "col" -> {
                        if (truth(attribute(xml, "hidden"))) {
                            int from = integer(attribute(xml, "min"), 1);
                            int to = Math.min(integer(attribute(xml, "max"), from), 16_384);
                            for (int c = Math.max(1, from); c <= to; c++) {
                                hiddenColumns.add(c - 1);
                            }
                        }
                    }
                    case "row" -> {
                        row = integer(attribute(xml, "r"), row + 2) - 1;
                        column = -1;
                        rowHidden = truth(attribute(xml, "hidden"));
                        if ((++rowsSeen & 1023) == 0 && deadline.passed()) {
                            diagnostics.add(Trouble.limit(path, name, "the time for one document is over"));
                            return false;
                        }
                    }
                    case "c" -> {
                        String reference = attribute(xml, "r");
                        column = reference.isEmpty() ? column + 1 : columnOf(reference);
                        int style = integer(attribute(xml, "s"), 0);
                        String type = attribute(xml, "t");
                        Optional<Value> value = value(xml, part, type, style);
                        if (value.isPresent() && row >= 0 && row < 1 << 22 && column >= 0 && column < 1 << 14) {
                            if (rowHidden || hiddenColumns.contains(column)) {
                                hidden.count(rowHidden, row, column);
                            } else {
                                add(cells, row, column, style, value.get());
                                if (++cellCount > Math.min(limits.maxCells(), Memory.cellsThatFit())) {
                                    diagnostics.add(
                                            Trouble.limit(path, name, "more than " + (cellCount - 1) + " cells"));
                                    return false;
                                }
                            }
                        }
                    }
                    case "mergeCell" -> merge(attribute(xml, "ref")).ifPresent(cells::merge);
                    default -> {}
                }
            }
            hidden.tell(path, name, diagnostics);
            return true;
        }

        private record Value(CellText text, Optional<String> stored) {}

        private void add(SheetCells cells, int row, int column, int style, Value value) {
            Optional<Style> known =
                    style >= 0 && style < styles.size() ? Optional.of(styles.get(style)) : Optional.empty();
            cells.add(
                    row,
                    column,
                    value.text().text(),
                    value.stored(),
                    value.text().marks(),
                    value.text().indent() + known.map(Style::indent).orElse(0),
                    known.map(Style::bold).orElse(false));
        }

        /** The cell's value up to its end element; empty for blank cells. */
        private Optional<Value> value(XMLStreamReader xml, String part, String type, int style) throws IOException {
            StringBuilder text = new StringBuilder();
            boolean inValue = false;
            Optional<CellText> inline = Optional.empty();
            while (ZipParts.more(xml, part)) {
                int event = ZipParts.next(xml, part);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    if (name.equals("is")) {
                        inline = Optional.of(repairs.of(richText(xml, part, "is")));
                    } else {
                        inValue = name.equals("v");
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    if (inValue && text.length() < 1_000_000) {
                        text.append(xml.getText());
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (xml.getLocalName().equals("c")) {
                        break;
                    }
                    inValue = false;
                }
            }
            return inline.isPresent()
                    ? inline.filter(cell -> !cell.text().isEmpty()).map(cell -> new Value(cell, Optional.empty()))
                    : shown(text.toString(), type, style);
        }

        private Optional<Value> shown(String raw, String type, int style) {
            if (raw.isEmpty()) {
                return Optional.empty();
            }
            switch (type) {
                case "s" -> {
                    int index = integer(raw, -1);
                    return index >= 0
                                    && index < strings.size()
                                    && !strings.get(index).text().isEmpty()
                            ? Optional.of(new Value(strings.get(index), Optional.empty()))
                            : Optional.empty();
                }
                case "str", "inlineStr" -> {
                    CellText text = repairs.of(CellText.of(raw));
                    return text.text().isEmpty() ? Optional.empty() : Optional.of(new Value(text, Optional.empty()));
                }
                case "b" -> {
                    return Optional.of(new Value(CellText.of(truth(raw) ? "TRUE" : "FALSE"), Optional.empty()));
                }
                case "e", "d" -> {
                    return Optional.of(new Value(CellText.of(raw), Optional.empty()));
                }
                default -> {
                    Optional<Double> number = Shown.number(raw);
                    if (number.isEmpty()) {
                        return Optional.of(new Value(CellText.of(raw), Optional.empty()));
                    }
                    Style format =
                            style >= 0 && style < styles.size() ? styles.get(style) : new Style(0, "General", 0, false);
                    double value = number.get();
                    if (from1904 && DateUtil.isADateFormat(format.formatIndex(), format.format())) {
                        value += 1462;
                    }
                    String text = shown.of(value, format.formatIndex(), format.format());
                    return text.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Value(
                                    new CellText(text, List.of(), 0), Optional.of(Shown.stored(number.get()))));
                }
            }
        }

        private static int columnOf(String reference) {
            int column = 0;
            for (int i = 0; i < reference.length() && i < 4; i++) {
                char c = reference.charAt(i);
                if (c < 'A' || c > 'Z') {
                    break;
                }
                column = column * 26 + c - 'A' + 1;
            }
            return column - 1;
        }

        private static int rowOf(String reference) {
            int at = 0;
            while (at < reference.length() && !Character.isDigit(reference.charAt(at))) {
                at++;
            }
            return integer(reference.substring(at), 0) - 1;
        }

        private static Optional<SheetCells.Merge> merge(String reference) {
            String[] corners = reference.replace("$", "").split(":");
            if (corners.length != 2) {
                return Optional.empty();
            }
            SheetCells.Merge merge = new SheetCells.Merge(
                    rowOf(corners[0]), columnOf(corners[0]), rowOf(corners[1]), columnOf(corners[1]));
            return merge.top() < 0 || merge.left() < 0 || merge.bottom() < merge.top() || merge.right() < merge.left()
                    ? Optional.empty()
                    : Optional.of(merge);
        }
    }
}
