package almanac.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.document.Content;
import almanac.model.Cell;
import almanac.model.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What printers do to text and pages, and what the reader makes of it. */
class PaperMattersTest {
    private static final String[] NAMES = {"Anhui", "Hubei", "Hunan", "Jiangsu", "Sichuan"};

    @TempDir
    private Path folder = Path.of("");

    private static PDType0Font chinese(PdfPrint print) throws IOException {
        try (InputStream face = PaperMattersTest.class.getResourceAsStream("/fonts/sc-gb2312-400Regular.ttf")) {
            return PDType0Font.load(print.document, Objects.requireNonNull(face), true);
        }
    }

    private static void text(PdfPrint print, PDFont font, double size, Matrix at, String text) throws IOException {
        PDPageContentStream pen = print.pen();
        pen.beginText();
        pen.setFont(font, (float) size);
        pen.setTextMatrix(at);
        pen.showText(text);
        pen.endText();
    }

    private static Matrix at(PdfPrint print, double x, double y) {
        return Matrix.getTranslateInstance(
                (float) x, (float) (print.current().getMediaBox().getHeight() - y));
    }

    private static Matrix upwards(PdfPrint print, double x, double y) {
        return Matrix.getRotateInstance(
                Math.PI / 2, (float) x, (float) (print.current().getMediaBox().getHeight() - y));
    }

    /** Rules above and below head and body, two columns of figures; the head is left to the test. */
    private static void body(PdfPrint print, double top) {
        print.rule(80, top, 400, top).rule(80, top + 60, 400, top + 60);
        for (int i = 0; i < NAMES.length; i++) {
            double y = top + 74 + 14 * i;
            print.text(90, y, NAMES[i]).right(260, y, "1" + i + "2.5").right(380, y, "-0." + (i + 1));
        }
        print.rule(80, top + 136, 400, top + 136);
    }

    private static final String BODY =
            "Anhui|102.5|-0.1\nHubei|112.5|-0.2\nHunan|122.5|-0.3\nJiangsu|132.5|-0.4\n" + "Sichuan|142.5|-0.5\n";

    @Test
    void readsHeadsThatAreTurned() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            body(print, 100);
            print.text(90, 150, "Region");
            text(print, PdfPrint.PLAIN, 10, upwards(print, 250, 155), "Exports");
            text(print, PdfPrint.PLAIN, 10, upwards(print, 370, 155), "Growth");
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0))).isEqualTo("Region|Exports|Growth\n" + BODY);
        }
    }

    @Test
    void readsChineseHeadsSetOneCharacterBelowTheOther() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            PDType0Font face = chinese(print);
            body(print, 100);
            text(print, face, 10, at(print, 90, 135), "地区");
            for (int i = 0; i < 3; i++) {
                text(print, face, 10, at(print, 240, 118 + 12 * i), "出口额".substring(i, i + 1));
                text(print, face, 10, at(print, 360, 118 + 12 * i), "增长率".substring(i, i + 1));
            }
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)).replace(" ", ""))
                    .isEqualTo("地区|出口额|增长率\n" + BODY);
        }
    }

    /** Heads in a font of vertical writing: one show operator, each glyph below the one before. */
    @Test
    void readsHeadsInVerticalWritingMode() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            PDType0Font face;
            try (InputStream in = PaperMattersTest.class.getResourceAsStream("/fonts/sc-gb2312-400Regular.ttf")) {
                face = PDType0Font.loadVertical(print.document, Objects.requireNonNull(in));
            }
            assertThat(face.isVertical()).isTrue();
            body(print, 100);
            text(print, chinese(print), 10, at(print, 90, 135), "地区");
            text(print, face, 10, at(print, 247, 112), "出口额");
            text(print, face, 10, at(print, 367, 112), "增长率");
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)).replace(" ", ""))
                    .isEqualTo("地区|出口额|增长率\n" + BODY);
        }
    }

    /** A ligature is one glyph that stands for two or three letters: its cell has the letters. */
    @Test
    void readsLigaturesAsTheirLetters() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            COSDictionary font = new COSDictionary();
            font.setItem(COSName.TYPE, COSName.FONT);
            font.setItem(COSName.SUBTYPE, COSName.TYPE1);
            font.setName(COSName.BASE_FONT, "Helvetica");
            font.setItem(COSName.ENCODING, COSName.MAC_ROMAN_ENCODING);
            PDFont face = PDFontFactory.createFont(font);
            String[] rows = {"Pro\uFB01t", "\uFB02ats", "Of\uFB01ces"};
            print.rule(80, 100, 400, 100).rule(80, 120, 400, 120).rule(80, 170, 400, 170);
            print.text(90, 114, "Item").right(380, 114, "Value");
            text(print, face, 10, at(print, 230, 114), "De\uFB01cit");
            for (int i = 0; i < rows.length; i++) {
                text(print, face, 10, at(print, 90, 134 + 14 * i), rows[i]);
                print.right(260, 134 + 14 * i, "1" + i + "2.5").right(380, 134 + 14 * i, "7" + i + ".1");
            }
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)))
                    .isEqualTo("Item|Deficit|Value\nProfit|102.5|70.1\nflats|112.5|71.1\nOffices|122.5|72.1\n");
        }
    }

    @Test
    void readsPagesTurnedByTheFile() throws IOException {
        for (int turn : new int[] {90, 180, 270}) {
            try (PdfPrint print = new PdfPrint()) {
                print.current().setRotation(turn);
                double width = 595;
                double height = 842;
                Matrix page = switch (turn) {
                    case 90 -> new Matrix(0, 1, -1, 0, (float) width, 0);
                    case 180 -> new Matrix(-1, 0, 0, -1, (float) width, (float) height);
                    default -> new Matrix(0, -1, 1, 0, 0, (float) height);
                };
                print.pen().transform(page);
                if (turn != 180) {
                    // drawn for a page as high as wide is wide: move the origin of PdfPrint's heights down
                    print.pen().transform(Matrix.getTranslateInstance(0, (float) (width - height)));
                }
                body(print, 100);
                print.text(90, 150, "Region").right(260, 150, "Exports").right(380, 150, "Growth");
                Grid grid = print.read(folder).grids().get(0);
                assertThat(PdfPrint.shown(grid)).as("/Rotate " + turn).isEqualTo("Region|Exports|Growth\n" + BODY);
                assertThat(grid.box().orElseThrow().left()).isBetween(80.0, 95.0);
            }
        }
    }

    @Test
    void countsTextPrintedTwiceInCellsOnce() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            for (int copy = 0; copy < 2; copy++) {
                body(print, 100 + 0.3 * copy);
                print.text(90.3 * 1, 150 + 0.3 * copy, "Region")
                        .right(260, 150 + 0.3 * copy, "Exports")
                        .right(380, 150 + 0.3 * copy, "Growth");
            }
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0))).isEqualTo("Region|Exports|Growth\n" + BODY);
        }
    }

    @Test
    void keepsRaisedMarksOffFiguresAndHeads() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            body(print, 100);
            print.text(90, 150, "Region").right(260, 150, "Exports").right(380, 150, "Growth");
            print.text(260, 146, 6, "a").text(380.5, 170, 6, "2");
            Grid grid = print.read(folder).grids().get(0);
            assertThat(PdfPrint.shown(grid)).isEqualTo("Region|Exports|Growth\n" + BODY);
            Cell head = grid.cells().get(1);
            assertThat(head.marks()).containsExactly("a");
            Cell figure = grid.cells().get(5);
            assertThat(figure.text()).isEqualTo("-0.1");
            assertThat(figure.marks()).containsExactly("2");
        }
    }

    @Test
    void readsFullWidthDigitsAsFigures() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            PDType0Font face = chinese(print);
            String[] names = {"湖北", "湖南", "江苏", "四川"};
            for (int i = 0; i < names.length; i++) {
                text(print, face, 10, at(print, 90, 114 + 15 * i), names[i]);
                text(print, face, 10, at(print, 200, 114 + 15 * i), "５３１６２．３" + "６７８９".charAt(i));
                text(print, face, 10, at(print, 320, 114 + 15 * i), "１２．" + "６７８９".charAt(i));
            }
            List<Grid> grids = print.read(folder).grids();
            assertThat(grids).hasSize(1);
            assertThat(PdfPrint.shown(grids.get(0))).startsWith("湖北|５３１６２．３６|１２．６\n湖南|");
        }
    }

    @Test
    void dropsLeaderDotsTypedAndDrawn() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            for (int i = 0; i < NAMES.length; i++) {
                String dots = i % 2 == 0 ? " . . . . . . . . . . . ." : "..................";
                print.text(90, 114 + 14 * i, NAMES[i] + dots).right(260, 114 + 14 * i, "1" + i + "2.5");
                print.right(330, 114 + 14 * i, "7" + i);
            }
            Path file = print.save(folder);
            assertThat(PdfPrint.shown(
                            PdfPrint.read(file, PdfOptions.DEFAULT).grids().get(0)))
                    .isEqualTo("Anhui|102.5|70\nHubei|112.5|71\nHunan|122.5|72\nJiangsu|132.5|73\nSichuan|142.5|74\n");
            PdfOptions typed = new PdfOptions("", List.of(), List.of(), 1, true);
            assertThat(PdfPrint.shown(PdfPrint.read(file, typed).grids().get(0)))
                    .startsWith("Anhui . . .");
        }
    }

    @Test
    void findsNoTableInAListOfContents() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            String[] titles = {
                "Preface",
                "Summary of results",
                "Regional accounts",
                "Industry and construction",
                "Foreign trade",
                "Population",
                "Research and development",
                "Notes on methods",
                "Index"
            };
            print.text(72, 80, 14, "Contents");
            for (int i = 0; i < titles.length; i++) {
                String dots = i % 2 == 0 ? " . . . . . . . . . . . ." : "................................";
                print.text(72, 110 + 16 * i, (i + 1) + "").text(90, 110 + 16 * i, titles[i] + dots);
                print.right(500, 110 + 16 * i, String.valueOf(3 + 12 * i));
            }
            assertThat(print.read(folder).grids()).isEmpty();
        }
    }

    @Test
    void saysThatAFontHidesItsCharacters() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            PDType0Font face = chinese(print);
            body(print, 100);
            text(print, face, 10, at(print, 90, 150), "地区总产值");
            print.pen().close();
            print.document.save(folder.resolve("with.pdf").toFile());
            face.getCOSObject().removeItem(COSName.TO_UNICODE);
            print.document.save(folder.resolve("hidden.pdf").toFile());
        }
        Content content = PdfPrint.read(folder.resolve("hidden.pdf"), PdfOptions.DEFAULT);
        assertThat(content.diagnostics()).extracting(d -> d.code().id()).containsExactly("ALM-1103");
        assertThat(content.grids().get(0).cells().get(0).text()).isEqualTo("\uFFFD".repeat(5));
    }

    @Test
    void saysThatPagesAreScannedWhateverTheirImagesAreMadeOf() throws IOException {
        for (COSName filter : List.of(COSName.JBIG2_DECODE, COSName.JPX_DECODE)) {
            try (PdfPrint print = new PdfPrint()) {
                COSStream image = print.document.getDocument().createCOSStream();
                image.setItem(COSName.TYPE, COSName.XOBJECT);
                image.setItem(COSName.SUBTYPE, COSName.IMAGE);
                image.setInt(COSName.WIDTH, 2480);
                image.setInt(COSName.HEIGHT, 3508);
                image.setInt(COSName.BITS_PER_COMPONENT, 1);
                image.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
                try (var out = image.createRawOutputStream()) {
                    out.write("no picture at all".getBytes(StandardCharsets.ISO_8859_1));
                }
                image.setItem(COSName.FILTER, filter);
                PDStream stream = new PDStream(image);
                print.pen().drawImage(new PDImageXObject(stream, null), 0, 0, 595, 842);
                print.page(PDRectangle.A4);
                body(print, 100);
                Content content = print.read(folder);
                assertThat(content.diagnostics()).as(filter.getName()).hasSize(1);
                assertThat(content.diagnostics().get(0).code().id()).isEqualTo("ALM-1102");
                assertThat(content.diagnostics().get(0).hint()).contains("OCR");
                assertThat(content.grids()).hasSize(1);
            }
        }
    }

    @Test
    void joinsTablesOverPagesWithoutASecondHead() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.text(150, 660, 12, "Table 3-1  Exports by region");
            body(print, 670);
            print.text(90, 720, "Region").right(260, 720, "Exports").right(380, 720, "Growth");
            print.page(PDRectangle.A4);
            for (int i = 0; i < NAMES.length; i++) {
                double y = 74 + 14 * i;
                print.text(90, y, "North " + NAMES[i])
                        .right(260, y, "9" + i + "2.5")
                        .right(380, y, "0." + (i + 1));
            }
            print.rule(80, 140, 400, 140);
            List<Grid> grids = print.read(folder).grids();
            assertThat(grids).hasSize(2);
            assertThat(grids.get(1).continues()).contains("p1t1");
        }
    }

    @Test
    void readsCellsWhoseLinesAreShadedOneByOne() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            String[][] rows = {{"Data sets", "47"}, {"Applications of the public", "237"}, {"Downloads", "652"}};
            for (int i = 0; i < rows.length; i++) {
                double top = 100 + 40 * i;
                double[][] boxes = {
                    {80, top, 200, top + 39},
                    {84, top + 1, 196, top + 18},
                    {84, top + 18, 196, top + 37},
                    {201, top, 280, top + 39},
                    {205, top + 1, 276, top + 18}
                };
                print.pen().setNonStrokingColor(0.8f);
                for (double[] box : boxes) {
                    print.pen().addRect((float) box[0], (float) (842 - box[3]), (float) (box[2] - box[0]), (float)
                            (box[3] - box[1]));
                    print.pen().fill();
                }
                print.pen().setNonStrokingColor(0f);
                String[] label = rows[i][0].split(" of ");
                print.text(88, top + 12, label[0]).right(270, top + 12, rows[i][1]);
                if (label.length > 1) {
                    print.text(88, top + 30, "of " + label[1]);
                }
            }
            Grid grid = print.read(folder).grids().get(0);
            assertThat(PdfPrint.shown(grid)).isEqualTo("Data sets|47\nApplications of the public|237\nDownloads|652\n");
            assertThat(grid.explanation().orElseThrow().method()).isEqualTo("backgrounds");
        }
    }

    @Test
    void keepsColumnsThatHaveAHeadAndNoFigures() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.rule(80, 100, 500, 100).rule(80, 120, 500, 120).rule(80, 194, 500, 194);
            print.text(90, 114, "Indicator").text(235, 114, "Total").text(300, 114, "Rural");
            print.text(370, 114, "Total").text(440, 114, "Rural");
            for (int i = 0; i < NAMES.length; i++) {
                double y = 134 + 14 * i;
                print.text(90, y, NAMES[i]).right(260, y, "1" + i + ".5").right(326, y, "2" + i + ".5");
            }
            Grid grid = print.read(folder).grids().get(0);
            assertThat(grid.columns()).isEqualTo(5);
            assertThat(PdfPrint.shown(grid)).startsWith("Indicator|Total|Rural|Total|Rural\nAnhui|10.5|20.5\n");
        }
    }

    @Test
    void keepsTheTableApartFromProseInTheOtherColumn() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.size = 9;
            for (int i = 0; i < 30; i++) {
                print.text(50, 80 + 11 * i, "returns were checked against the previous years and");
            }
            for (int i = 0; i < NAMES.length; i++) {
                double y = 150 + 12.5 * i;
                print.text(310, y, NAMES[i]).right(430, y, "1" + i + "2.5").right(520, y, "-0." + (i + 1));
            }
            List<Grid> grids = print.read(folder).grids();
            assertThat(grids).hasSize(1);
            assertThat(PdfPrint.shown(grids.get(0))).isEqualTo(BODY);
        }
    }
}
