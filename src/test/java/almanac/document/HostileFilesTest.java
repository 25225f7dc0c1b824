package almanac.document;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Cell;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Sentence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One contract for all readers: whatever the file, a document comes back, with diagnostics, in bounded memory. */
class HostileFilesTest {
    private static final String RELATIONS =
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                    + "<Relationship Id='r1' Type='http://x/officeDocument' Target='%s'/></Relationships>";
    private static final String BOOK =
            "<workbook xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>";
    private static final String BOOK_RELATIONS =
            "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";

    @TempDir
    Path folder;

    private Document read(Path file) {
        return read(file, ReadLimits.DEFAULT);
    }

    private Document read(Path file, ReadLimits limits) {
        Document document = new DocumentReader().read(file, folder, limits);
        assertThat(document.source().path()).isEqualTo(file.getFileName().toString());
        for (Sentence sentence : document.sentences()) {
            String text = document.pageText().getOrDefault(sentence.page(), "");
            assertThat(text.substring(sentence.from(), sentence.to())).isEqualTo(sentence.text());
        }
        assertThat(document.grids().stream().map(grid -> grid.id()).distinct())
                .hasSize(document.grids().size());
        return document;
    }

    private static List<String> codes(Document document) {
        return document.diagnostics().stream().map(d -> d.code().id()).toList();
    }

    private Path zip(String name, Map<String, String> parts) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void tellsThatAFileIsNotWhatItsNameSays() throws IOException {
        Path file = Files.writeString(folder.resolve("2011.pdf"), "The document has moved to another server.\n");
        assertThat(codes(read(file))).contains("ALM-1019");
        Path page = Files.writeString(folder.resolve("2011.xls"), "<html><body><p>Moved.</p></body></html>");
        assertThat(codes(read(page))).doesNotContain("ALM-1019");
    }

    private static Map<String, String> workbook(String sheet) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("_rels/.rels", RELATIONS.formatted("xl/workbook.xml"));
        parts.put("xl/workbook.xml", BOOK);
        parts.put("xl/_rels/workbook.xml.rels", BOOK_RELATIONS);
        parts.put("xl/worksheets/sheet1.xml", sheet);
        return parts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xls", "a.xlsx", "a.docx", "a.html", "a.csv", "a.tsv", "a.txt", "a.pdf", "a.ods", "a"})
    void answersForEmptyMissingAndNoise(String name) throws IOException {
        Path file = folder.resolve(name);
        assertThat(codes(read(file))).containsExactly("ALM-1001");
        Files.write(file, new byte[0]);
        assertThat(codes(read(file))).containsExactly("ALM-1018");
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        Files.write(file, noise);
        assertThat(read(file).diagnostics()).isNotEmpty();
        for (String head : List.of("PK\u0003\u0004", "ÐÏ\u0011à¡±\u001aá", "%PDF-1.7\n", "<html><table>", "{\\rtf1")) {
            byte[] begun = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), 5_000);
            Files.write(file, begun);
            assertThat(read(file).diagnostics()).as(name + " " + head).isNotEmpty();
        }
    }

    @Test
    void readsWhatATruncatedWorkbookStillHolds() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSSFWorkbook book = new HSSFWorkbook()) {
            book.createSheet("a").createRow(0).createCell(0).setCellValue("x");
            book.write(bytes);
        }
        byte[] whole = bytes.toByteArray();
        Path file = folder.resolve("cut.xls");
        for (int part = 1; part < 8; part++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * part / 8));
            read(file);
        }
        Path xlsx = zip("cut.xlsx", workbook("<worksheet><sheetData><row r='1'><c r='A1'><v>5</v></c></row><row"));
        assertThat(codes(read(xlsx))).contains("ALM-1003");
    }

    @Test
    void followsNoEntity() throws IOException {
        Path secret = folder.resolve("secret.txt");
        Files.writeString(secret, "geheim 12345");
        String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>";
        Path sheet = zip(
                "xxe.xlsx",
                workbook(
                        doctype
                                + "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>&e;</v></c></row></sheetData></worksheet>"));
        Document workbook = read(sheet);
        assertThat(codes(workbook)).contains("ALM-1011");
        assertThat(workbook.grids().toString()).doesNotContain("geheim");
        Map<String, String> word = new TreeMap<>();
        word.put("_rels/.rels", RELATIONS.formatted("word/document.xml"));
        word.put("word/document.xml", doctype + "<document><body><p><r><t>&e;</t></r></p></body></document>");
        Document document = read(zip("xxe.docx", word));
        assertThat(codes(document)).contains("ALM-1011");
        assertThat(document.pageText().toString()).doesNotContain("geheim");
        String laughs =
                "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
        assertThat(codes(read(zip("laughs.xlsx", workbook(laughs + "<worksheet>&c;</worksheet>")))))
                .contains("ALM-1011");
    }

    @Test
    void stopsUnpackingBombs() throws IOException {
        Path file = folder.resolve("bomb.xlsx");
        Map<String, String> parts = workbook("");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                if (part.getKey().endsWith("sheet1.xml")) {
                    out.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
                    byte[] blanks = new byte[1 << 20];
                    Arrays.fill(blanks, (byte) ' ');
                    for (int i = 0; i < 40; i++) {
                        out.write(blanks);
                    }
                } else {
                    out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(Files.size(file)).isLessThan(200_000);
        ReadLimits small = new ReadLimits(Duration.ofMinutes(2), 100, 1_000_000, 1_000_000, 8L << 20);
        assertThat(codes(read(file, small))).contains("ALM-1005");
    }

    @Test
    void takesNoNoticeOfAMillionFormattedEmptyRows() throws IOException {
        StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        for (int row = 1; row <= 1_000_000; row++) {
            sheet.append("<row r='")
                    .append(row)
                    .append("' s='1'><c r='A")
                    .append(row)
                    .append("' s='1'/>");
            if (row == 3) {
                sheet.append("<c r='B3'><v>7</v></c>");
            }
            sheet.append("</row>");
        }
        sheet.append("</sheetData></worksheet>");
        Document document = read(zip("million.xlsx", workbook(sheet.toString())));
        assertThat(document.grids()).hasSize(1);
        assertThat(document.grids().get(0).rows()).isEqualTo(1);
        assertThat(document.grids().get(0).firstRow()).isEqualTo(2);
    }

    @Test
    void keepsFarCellsApart() throws IOException {
        Document document = read(
                zip(
                        "far.xlsx",
                        workbook(
                                "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c></row>"
                                        + "<row r='1048576'><c r='A1048576'><v>3</v></c></row></sheetData>"
                                        + "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1:B2'/></mergeCells></worksheet>")));
        assertThat(document.grids()).hasSize(3);
        assertThat(document.grids().get(1).firstColumn()).isEqualTo(16_383);
    }

    @Test
    void readsAThousandSheets() throws IOException {
        Path file = folder.resolve("sheets.xls");
        try (HSSFWorkbook book = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 1_000; i++) {
                book.createSheet("s" + i).createRow(0).createCell(0).setCellValue(i);
            }
            book.write(out);
        }
        assertThat(read(file).grids()).hasSize(1_000);
        ReadLimits few = new ReadLimits(Duration.ofMinutes(1), 10, 1_000, 1_000, 1 << 20);
        assertThat(read(file, few).grids()).hasSize(10);
        assertThat(codes(read(file, few))).contains("ALM-1005");
    }

    @Test
    void tellsThatAFileIsEncrypted() throws IOException {
        Path file = folder.resolve("locked.xlsx");
        try (POIFSFileSystem files = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            files.createDocument(new java.io.ByteArrayInputStream(new byte[5_000]), "EncryptedPackage");
            files.writeFilesystem(out);
        }
        assertThat(codes(read(file))).containsExactly("ALM-1004");
    }

    @Test
    void cutsACellOfTenMegabytes() throws IOException {
        Path file = folder.resolve("fat.csv");
        Files.writeString(file, "a,b\n\"" + "x".repeat(10_000_000) + "\",5\n");
        Document document = read(file);
        assertThat(codes(document)).containsExactly("ALM-1005");
        assertThat(document.grids().get(0).cells()).allMatch(cell -> cell.text().length() <= 4_000);
        Path open = folder.resolve("open.csv");
        Files.writeString(open, "a,b\n\"never closed,1\n" + "c,2\n".repeat(5_000));
        assertThat(read(open).grids().get(0).rows()).isEqualTo(5_002);
    }

    @Test
    void survivesDeepAndWideWebPages() throws IOException {
        Path deep = folder.resolve("deep.html");
        Files.writeString(deep, "<html><body>" + "<div>".repeat(20_000) + "全年增长5%。" + "</div>".repeat(20_000));
        assertThat(read(deep).sentences()).isNotEmpty();
        Path nested = folder.resolve("nested.html");
        Files.writeString(nested, "<table><tr><td>a<td>b<tr><td>".repeat(300) + "x");
        read(nested);
        Path spans = folder.resolve("spans.html");
        Files.writeString(
                spans,
                "<table><tr><td colspan=999999 rowspan=999999>1</td><td>2</td></tr><tr><td>3</td></tr><tr><td rowspan=0>4</td></tr></table>");
        assertThat(read(spans).diagnostics()).noneMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
        Path large = folder.resolve("large.html");
        Files.writeString(large, "<table>" + "<tr><td>江苏</td><td>12.5</td></tr>".repeat(100_000) + "</table>");
        assertThat(read(large).grids().get(0).rows()).isEqualTo(100_000);
        ReadLimits small = new ReadLimits(Duration.ofMinutes(1), 10, 100_000_000, 100_000, 1L << 30);
        assertThat(codes(read(large, small))).contains("ALM-1005");
    }

    @Test
    void readsWhatFitsOfAPageThatIsTooLarge() throws IOException {
        Path page = folder.resolve("page.html");
        StringBuilder html = new StringBuilder("<html><body><p>表1 人口</p><table>");
        for (int i = 0; i < 4_000; i++) {
            html.append("<tr><td>区")
                    .append(i)
                    .append("</td><td>")
                    .append(100_000 + i)
                    .append("</td></tr>");
        }
        Files.writeString(page, html + "</table><p>全年增长5%。</p></body></html>");
        ReadLimits fewCells = new ReadLimits(Duration.ofMinutes(1), 10, 3_001, 100_000_000, 1L << 30);
        Document cut = read(page, fewCells);
        assertThat(cut.grids().get(0).rows()).isEqualTo(1_500);
        assertThat(cut.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message())
                        .isEqualTo("reading stopped: the page has more than 3001 cells, 2500 rows of the table met then"
                                + " and what follows it were left out"));
        // wherever the bytes end, no number is cut in two
        for (int most = 60_000; most < 60_050; most++) {
            Document bytes = read(page, new ReadLimits(Duration.ofMinutes(1), 10, 1 << 20, most, 1L << 30));
            List<Cell> cells = bytes.grids().get(0).cells();
            assertThat(cells)
                    .isNotEmpty()
                    .filteredOn(c -> c.column() == 1)
                    .allMatch(c -> c.text().length() == 6);
            assertThat(bytes.diagnostics())
                    .singleElement()
                    .satisfies(d -> assertThat(d.message())
                            .contains("bytes, more than ")
                            .endsWith("were left out"));
        }
    }

    @Test
    void neverLosesItsPlaceInRandomTextSeed3() throws IOException {
        Random random = new Random(3);
        String letters = "一。，1.5%\n \u3000（）ABCabc;\t：?!表单位亿元注";
        Path file = folder.resolve("random.txt");
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(300);
            for (int j = 0; j < length; j++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            Files.writeString(file, text);
            read(file);
        }
    }
}
