package almanac.extract;

import almanac.model.Observation;
import almanac.text.Folding;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.VerticalAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/**
 * A table drawn in text: cells are parted by {@code |}, {@code <} joins a cell to its left neighbour and {@code ^} to the
 * one above, {@code \n} is a line break in a cell, {@code ^{1}} a raised mark. Truth lines say what rows and columns mean:
 *
 * <pre>
 * rows 5-17 e=#1 y=2019 : 3@i=地区生产总值;u=亿元 | 4..9@i=^3;u=元
 * </pre>
 *
 * e, i, u, y are place, indicator, unit and year; {@code #1} is the text of column 1 of the row, {@code ^3} that of row 3 of
 * the column; {@code =7,3 12.5} says what is printed in a cell whose number needs reading.
 */
record DrawnTable(String name, String file, List<String> formats, List<Grid> grids, List<String> said) {
    private static final Pattern MARK = Pattern.compile("\\^\\{([^}]*)}");
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:(?:-|\\.\\.)(\\d+))?");

    /** A sheet, or with a file name of its own a file. */
    record Grid(String name, List<List<String>> rows) {
        String text(int row, int column) {
            int r = row;
            int c = column;
            while (true) {
                String text =
                        r < rows.size() && c < rows.get(r).size() ? rows.get(r).get(c) : "";
                if (text.equals("<")) {
                    c--;
                } else if (text.equals("^")) {
                    r--;
                } else {
                    return text;
                }
            }
        }

        private boolean joined(int row, int column) {
            String text = row < rows.size() && column < rows.get(row).size()
                    ? rows.get(row).get(column)
                    : "";
            return text.equals("<") || text.equals("^");
        }

        private int columns() {
            return rows.stream().mapToInt(List::size).max().orElse(0);
        }

        /** Columns, then rows that a cell covers. */
        private int[] span(int row, int column) {
            int wide = 1;
            while (column + wide < rows.get(row).size()
                    && rows.get(row).get(column + wide).equals("<")) {
                wide++;
            }
            int high = 1;
            while (row + high < rows.size()
                    && column < rows.get(row + high).size()
                    && rows.get(row + high).get(column).equals("^")) {
                high++;
            }
            return new int[] {wide, high};
        }
    }

    /** One number that a table prints; without a value, a place that holds none. */
    record Truth(String entity, String indicator, String unit, String year, Optional<BigDecimal> value) {
        boolean place(Observation o) {
            if (entity.equals("?")) {
                return true;
            }
            String wanted = key(entity);
            String label = key(o.region().label());
            String id = key(o.region().id().orElse(""));
            return wanted.equals(label)
                    || wanted.equals(id)
                    || Math.min(wanted.length(), label.length()) >= 2
                            && (wanted.contains(label) || label.contains(wanted));
        }

        boolean year(Observation o) {
            return year.equals("?") || years(year).equals(years(o.period().code()));
        }

        boolean label(Observation o) {
            return indicator.equals("?") || key(o.indicator().label()).equals(key(indicator));
        }

        boolean value(Observation o) {
            BigDecimal half = BigDecimal.ONE
                    .movePointLeft(Math.max(0, value.orElseThrow().scale()))
                    .multiply(new BigDecimal("0.5"));
            return o.value().orElseThrow().subtract(value.get()).abs().compareTo(half) <= 0;
        }

        int rank(Observation o) {
            String wanted = key(indicator.replaceAll("[(（][^)）]*[)）]$", ""));
            String label = key(o.indicator().label());
            boolean named = indicator.equals("?")
                    || !label.isEmpty() && (label.contains(wanted) || label.length() >= 2 && wanted.contains(label));
            boolean counted = unit.equals("?") || unitKey(unit).equals(unitKey(o.unitLabel()));
            return (named ? 2 : 0) + (counted ? 1 : 0);
        }

        private static String unitKey(String unit) {
            String key = key(unit).replaceFirst("^in", "");
            return key.equals("percent") || key.equals("上年=100") ? "%" : key;
        }

        private static List<String> years(String text) {
            List<String> years = new ArrayList<>();
            Matcher matcher = Pattern.compile("(?:1[89]|20)\\d\\d(?:-(?:[HQ]\\d|\\d\\d(?!\\d)))?")
                    .matcher(text);
            while (matcher.find()) {
                years.add(matcher.group());
            }
            return years;
        }

        private static String key(String text) {
            return Normalizer.normalize(Folding.latin(text), Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[\\s·•'’`´\\-_,，、:：;；()（）\\[\\]【】#*/\\\\.]+", "")
                    .replace("其中", "");
        }

        @Override
        public String toString() {
            return entity + " | " + indicator + " | " + year + " | "
                    + value.map(BigDecimal::toPlainString).orElse("-") + " | " + unit;
        }
    }

    static List<DrawnTable> all() throws IOException {
        List<DrawnTable> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/almanac/yearbooks"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                for (String part : text.split("(?m)^=== ")) {
                    if (!part.isBlank() && part.contains("--- truth")) {
                        tables.add(read(part));
                    }
                }
            }
        }
        return tables;
    }

    private static DrawnTable read(String part) {
        String[] lines = part.split("\n");
        String name = lines[0].strip();
        String file = name;
        List<String> formats = List.of("xlsx");
        List<Grid> grids = new ArrayList<>();
        List<String> said = new ArrayList<>();
        boolean truth = false;
        for (String line : List.of(lines).subList(1, lines.length)) {
            if (line.startsWith("file: ")) {
                file = line.substring(6).strip();
            } else if (line.startsWith("formats: ")) {
                formats = List.of(line.substring(9).strip().split(" "));
            } else if (line.startsWith("--- grid")) {
                String title = line.substring(8).strip();
                grids.add(new Grid(title.isEmpty() ? "Sheet" + (grids.size() + 1) : title, new ArrayList<>()));
                truth = false;
            } else if (line.startsWith("--- truth")) {
                truth = true;
                said.add("grid " + (grids.size() - 1));
            } else if (truth && !line.isBlank() && !line.startsWith("//")) {
                said.add(line);
            } else if (!truth && !grids.isEmpty()) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.split("\\|", -1)) {
                    cells.add(
                            cell.replaceAll("^ +| +$", "").replace("\\n", "\n").replace("\\s", " "));
                }
                grids.get(grids.size() - 1).rows().add(cells);
            }
        }
        for (Grid grid : grids) {
            while (!grid.rows().isEmpty()
                    && String.join("", grid.rows().get(grid.rows().size() - 1)).isBlank()) {
                grid.rows().remove(grid.rows().size() - 1);
            }
        }
        return new DrawnTable(name, file, formats, grids, said);
    }

    // ---- the truth

    List<Truth> truth() {
        List<Truth> truth = new ArrayList<>();
        Grid grid = grids.get(0);
        Map<String, String> printed = new LinkedHashMap<>();
        for (String line : said) {
            if (line.startsWith("=")) {
                String[] fields = line.substring(1).split(" ", 2);
                printed.put(fields[0], fields[1].strip());
            }
        }
        for (String line : said) {
            if (line.startsWith("grid ")) {
                grid = grids.get(Integer.parseInt(line.substring(5)));
            } else if (line.startsWith("rows ")) {
                int colon = line.indexOf(" : ");
                String[] head = line.substring(5, colon).strip().split(" ", 2);
                Map<String, String> common =
                        keys(head.length > 1 ? head[1].strip().split(" +(?=[eiuy]=)") : new String[0]);
                for (int row : range(head[0])) {
                    for (String column : line.substring(colon + 3).split(" \\| ")) {
                        String[] spec = column.strip().split("@", 2);
                        Map<String, String> meant = new LinkedHashMap<>(common);
                        meant.putAll(keys(spec.length > 1 ? spec[1].split(";(?=[eiuy]=)") : new String[0]));
                        for (int c : range(spec[0])) {
                            String text = grid.text(row - 1, c - 1);
                            String value = printed.getOrDefault(row + "," + c, text);
                            truth.add(new Truth(
                                    said(meant, "e", grid, row, c),
                                    said(meant, "i", grid, row, c),
                                    said(meant, "u", grid, row, c),
                                    said(meant, "y", grid, row, c),
                                    number(value)));
                        }
                    }
                }
            }
        }
        return truth;
    }

    private static Map<String, String> keys(String[] fields) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String field : fields) {
            int at = field.indexOf('=');
            keys.put(field.substring(0, at).strip(), field.substring(at + 1).strip());
        }
        return keys;
    }

    private static String said(Map<String, String> meant, String key, Grid grid, int row, int column) {
        String said = meant.getOrDefault(key, "");
        String text = said;
        if (said.matches("#\\d+")) {
            text = grid.text(row - 1, Integer.parseInt(said.substring(1)) - 1);
        } else if (said.matches("\\^\\d+")) {
            text = grid.text(Integer.parseInt(said.substring(1)) - 1, column - 1);
        }
        return MARK.matcher(text).replaceAll("");
    }

    private static List<Integer> range(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",")) {
            Matcher matcher = RANGE.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no range: " + text);
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            for (int i = from; i <= to; i++) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    private static Optional<BigDecimal> number(String text) {
        String plain = MARK.matcher(text).replaceAll("").replaceAll("[,\\s\u00A0\u202F%]", "");
        return plain.matches("-?\\d+(?:\\.\\d+)?") ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    // ---- the files

    List<Path> write(Path folder, String format) throws IOException {
        List<Path> files = new ArrayList<>();
        boolean apart = grids.stream().anyMatch(g -> g.name().startsWith("file:"));
        if (!apart) {
            files.add(write(folder.resolve(file + "." + extension(format)), format, grids));
            return files;
        }
        for (Grid grid : grids) {
            String own =
                    grid.name().startsWith("file:") ? grid.name().substring(5).strip() : file;
            files.add(write(
                    folder.resolve(own + "." + extension(format)), format, List.of(new Grid("Sheet1", grid.rows()))));
        }
        return files;
    }

    private static String extension(String format) {
        return format.replace("gbk", "").replace("latin", "").replace("text", "");
    }

    private static Path write(Path path, String format, List<Grid> grids) throws IOException {
        switch (format) {
            case "xlsx", "textxlsx" -> workbook(path, new XSSFWorkbook(), grids, format.startsWith("text"));
            case "xls" -> workbook(path, new HSSFWorkbook(), grids, false);
            case "html" -> Files.writeString(path, html(grids, "utf-8"), StandardCharsets.UTF_8);
            case "gbkhtml" -> Files.writeString(path, html(grids, "gb2312"), Charset.forName("GB18030"));
            case "csv" -> Files.writeString(path, csv(grids), StandardCharsets.UTF_8);
            case "gbkcsv" -> Files.writeString(path, csv(grids), Charset.forName("GB18030"));
            case "docx" -> word(path, grids);
            default -> throw new IllegalArgumentException(format);
        }
        return path;
    }

    private static void workbook(Path path, Workbook book, List<Grid> grids, boolean textOnly) throws IOException {
        try (book;
                OutputStream out = Files.newOutputStream(path)) {
            Font raised = book.createFont();
            raised.setTypeOffset(Font.SS_SUPER);
            Map<Integer, org.apache.poi.ss.usermodel.CellStyle> styles = new LinkedHashMap<>();
            for (Grid grid : grids) {
                Sheet sheet = book.createSheet(grid.name().replaceAll("[\\[\\]*?/\\\\:]", "_"));
                for (int r = 0; r < grid.rows().size(); r++) {
                    var row = sheet.createRow(r);
                    for (int c = 0; c < grid.rows().get(r).size(); c++) {
                        String text = grid.rows().get(r).get(c);
                        if (text.isEmpty() || grid.joined(r, c)) {
                            continue;
                        }
                        var cell = row.createCell(c);
                        if (!textOnly && text.matches("-?\\d{1,12}(?:\\.\\d{1,6})?")) {
                            int decimals = text.indexOf('.') < 0 ? 0 : text.length() - text.indexOf('.') - 1;
                            cell.setCellValue(Double.parseDouble(text));
                            cell.setCellStyle(styles.computeIfAbsent(decimals, d -> {
                                var style = book.createCellStyle();
                                style.setDataFormat(
                                        book.createDataFormat().getFormat(d == 0 ? "0" : "0." + "0".repeat(d)));
                                return style;
                            }));
                        } else {
                            Matcher mark = MARK.matcher(text);
                            String plain = mark.replaceAll("$1");
                            RichTextString rich = book.getCreationHelper().createRichTextString(plain);
                            mark.reset();
                            int gone = 0;
                            while (mark.find()) {
                                int from = mark.start() - gone;
                                rich.applyFont(from, from + mark.group(1).length(), raised);
                                gone += 3;
                            }
                            cell.setCellValue(rich);
                        }
                        int[] span = grid.span(r, c);
                        if (span[0] > 1 || span[1] > 1) {
                            sheet.addMergedRegion(new CellRangeAddress(r, r + span[1] - 1, c, c + span[0] - 1));
                        }
                    }
                }
            }
            book.write(out);
        }
    }

    private static String html(List<Grid> grids, String charset) {
        StringBuilder html = new StringBuilder("<html><head><meta charset=\"" + charset + "\"></head><body>");
        for (Grid grid : grids) {
            html.append("<table border=1>\n");
            for (int r = 0; r < grid.rows().size(); r++) {
                html.append("<tr>");
                for (int c = 0; c < grid.columns(); c++) {
                    if (grid.joined(r, c)) {
                        continue;
                    }
                    int[] span = c < grid.rows().get(r).size() ? grid.span(r, c) : new int[] {1, 1};
                    String text = grid.text(r, c).replace("&", "&amp;").replace("\n", "<br>");
                    html.append("<td colspan=")
                            .append(span[0])
                            .append(" rowspan=")
                            .append(span[1])
                            .append(">")
                            .append(MARK.matcher(text).replaceAll("<sup>$1</sup>"))
                            .append("</td>");
                }
                html.append("</tr>\n");
            }
            html.append("</table>\n");
        }
        return html.append("</body></html>").toString();
    }

    private static String csv(List<Grid> grids) {
        StringBuilder csv = new StringBuilder();
        Grid grid = grids.get(0);
        for (int r = 0; r < grid.rows().size(); r++) {
            for (int c = 0; c < grid.columns(); c++) {
                String text =
                        grid.joined(r, c) ? "" : MARK.matcher(grid.text(r, c)).replaceAll("$1");
                boolean quoted = text.contains(",") || text.contains("\n") || text.contains("\"");
                csv.append(c > 0 ? "," : "").append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private static void word(Path path, List<Grid> grids) throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(path)) {
            for (Grid grid : grids) {
                XWPFTable table = document.createTable(grid.rows().size(), grid.columns());
                for (int r = 0; r < grid.rows().size(); r++) {
                    var row = table.getRow(r);
                    int removed = 0;
                    for (int c = 0; c < grid.columns(); c++) {
                        String own = c < grid.rows().get(r).size()
                                ? grid.rows().get(r).get(c)
                                : "";
                        if (own.equals("<")) {
                            row.removeCell(c - removed++);
                            continue;
                        }
                        var cell = row.getCell(c - removed);
                        int[] span = c < grid.rows().get(r).size() ? grid.span(r, c) : new int[] {1, 1};
                        var properties = cell.getCTTc().isSetTcPr()
                                ? cell.getCTTc().getTcPr()
                                : cell.getCTTc().addNewTcPr();
                        if (span[0] > 1) {
                            properties.addNewGridSpan().setVal(java.math.BigInteger.valueOf(span[0]));
                        }
                        if (own.equals("^")) {
                            properties.addNewVMerge();
                            continue;
                        }
                        if (span[1] > 1) {
                            properties
                                    .addNewVMerge()
                                    .setVal(org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge.RESTART);
                        }
                        XWPFParagraph paragraph = cell.getParagraphs().get(0);
                        Matcher mark = MARK.matcher(own);
                        int from = 0;
                        while (mark.find()) {
                            run(paragraph, own.substring(from, mark.start()), false);
                            run(paragraph, mark.group(1), true);
                            from = mark.end();
                        }
                        run(paragraph, own.substring(from), false);
                    }
                }
                document.createParagraph();
            }
            document.write(out);
        }
    }

    private static void run(XWPFParagraph paragraph, String text, boolean raised) {
        if (text.isEmpty()) {
            return;
        }
        XWPFRun run = paragraph.createRun();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i]);
        }
        if (raised) {
            run.setSubscript(VerticalAlign.SUPERSCRIPT);
        }
    }
}
