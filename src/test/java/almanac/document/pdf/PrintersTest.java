package almanac.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers, office programs and typesetters print otherwise than the makers of yearbooks do. */
class PrintersTest {
    @TempDir
    private Path folder = Path.of("");

    private static void prose(PdfPrint print, double left, double top) {
        print.text(left, top, "The figures of this chapter were collected by the offices of")
                .text(left, top + 12, "the regions and checked against the returns of earlier years")
                .text(left, top + 24, "so that the values shown here may differ from those printed");
    }

    @Test
    void readsFramedTablesOfText() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            prose(print, 80, 80);
            print.rule(80, 140, 520, 140).rule(80, 158, 520, 158).rule(80, 262, 520, 262);
            print.text(85, 152, "Programme").text(190, 152, "Purpose").text(390, 152, "Conditions");
            String[] names = {"Grants", "Loans", "Training"};
            for (int i = 0; i < 3; i++) {
                double y = 172 + 34 * i;
                print.text(85, y, names[i]);
                print.text(190, y, "Support of firms that have been in").text(390, y, "No more than two years");
                print.text(190, y + 12, "business for less than three years").text(390, y + 12, "of support");
            }
            prose(print, 80, 290);
            String row =
                    "|Support of firms that have been in business for less than three years|No more than two years of support\n";
            assertThat(print.read(folder).grids())
                    .singleElement()
                    .satisfies(grid -> assertThat(PdfPrint.shown(grid))
                            .isEqualTo(
                                    "Programme|Purpose|Conditions\nGrants" + row + "Loans" + row + "Training" + row));
        }
    }

    @Test
    void pagesOfTextBetweenRulesHoldNoTable() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            for (int i = 0; i < 3; i++) {
                double top = 80 + 60 * i;
                print.rule(40, top, 580, top);
                for (int line = 0; line < 3; line++) {
                    print.text(40, top + 14 + 12 * line, "The offices have checked the returns of the")
                            .text(320, top + 14 + 12 * line, "regions against those of the earlier years");
                }
            }
            assertThat(print.read(folder).grids()).isEmpty();
        }
    }

    /** Each ideograph is a string of its own, set without white: no padded names, the heads stay apart. */
    @Test
    void readsIdeographsPlacedOneByOne() throws IOException {
        try (PdfPrint print = new PdfPrint();
                InputStream in = PrintersTest.class.getResourceAsStream("/fonts/sc-gb2312-400Regular.ttf")) {
            PDType0Font face = PDType0Font.load(print.document, Objects.requireNonNull(in), true);
            print.rule(80, 100, 400, 100).rule(80, 116, 400, 116).rule(80, 190, 400, 190);
            glyphs(print, face, 90, 112, "地区");
            glyphs(print, face, 210, 112, "第一产业");
            glyphs(print, face, 266, 112, "第二产业");
            glyphs(print, face, 330, 112, "第三产业");
            String[] names = {"安徽", "湖北", "湖南", "江苏"};
            for (int i = 0; i < names.length; i++) {
                double y = 130 + 16 * i;
                glyphs(print, face, 90, y, names[i]);
                print.right(250, y, "1" + i + ".5")
                        .right(306, y, "2" + i + ".5")
                        .right(370, y, "3" + i + ".5");
            }
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)))
                    .isEqualTo("地区|第一产业|第二产业|第三产业\n安徽|10.5|20.5|30.5\n湖北|11.5|21.5|31.5\n"
                            + "湖南|12.5|22.5|32.5\n江苏|13.5|23.5|33.5\n");
        }
    }

    private static void glyphs(PdfPrint print, PDType0Font face, double left, double y, String text)
            throws IOException {
        for (int i = 0; i < text.length(); i++) {
            print.pen().beginText();
            print.pen().setFont(face, 10);
            print.pen().setTextMatrix(Matrix.getTranslateInstance((float) (left + 10.0001 * i), (float)
                    (print.current().getMediaBox().getHeight() - y)));
            print.pen().showText(text.substring(i, i + 1));
            print.pen().endText();
        }
    }

    @Test
    void sectionsSetOverTheMiddleSpanAllColumns() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.rule(80, 100, 400, 100).rule(80, 116, 400, 116).rule(80, 210, 400, 210);
            print.text(80, 112, "Industry").right(300, 112, "2010").right(400, 112, "2011");
            for (int i = 0; i < 2; i++) {
                double y = 130 + 42 * i;
                print.text(218, y, i == 0 ? "Hourly rate" : "Index value");
                print.text(80, y + 14, "Mining").right(300, y + 14, "11.5").right(400, y + 14, "12.5");
                print.text(80, y + 28, "Textiles").right(300, y + 28, "13.5").right(400, y + 28, "14.5");
            }
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)))
                    .isEqualTo("Industry|2010|2011\nHourly rate*3\nMining|11.5|12.5\nTextiles|13.5|14.5\n"
                            + "Index value*3\nMining|11.5|12.5\nTextiles|13.5|14.5\n");
        }
    }

    @Test
    void lastLineOfTheTextBesideIsNoHead() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            prose(print, 300, 64);
            print.text(300, 100, "in them.");
            print.rule(60, 91, 250, 91).rule(60, 105, 250, 105).rule(60, 162, 250, 162);
            print.text(60, 101, "State").right(180, 101, "2010").right(240, 101, "2011");
            String[] names = {"Texas", "Ohio", "Maine"};
            for (int i = 0; i < names.length; i++) {
                print.text(60, 120 + 16 * i, names[i])
                        .right(180, 120 + 16 * i, "1.5")
                        .right(240, 120 + 16 * i, "2.5");
            }
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)))
                    .isEqualTo("State|2010|2011\nTexas|1.5|2.5\nOhio|1.5|2.5\nMaine|1.5|2.5\n");
        }
    }
}
