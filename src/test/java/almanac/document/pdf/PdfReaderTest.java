package almanac.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.document.Content;
import almanac.model.Grid;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfReaderTest {
    @TempDir
    private Path folder = Path.of("");

    private static final String[][] FIGURES = {
        {"Hubei", "1,234.5", "17.2"},
        {"Hunan", "2,345.6", "-0.3"},
        {"Sichuan", "14,504.4", "-"},
        {"Yunnan", "612.2", "8.9"}
    };

    /** A three-line table: rules above and below the head and below the body. */
    private static void threeLines(PdfPrint print, double top) {
        print.rule(80, top, 400, top);
        print.text(90, top + 14, "Region").right(260, top + 14, "GDP").right(380, top + 14, "Growth");
        print.rule(80, top + 20, 400, top + 20);
        for (int i = 0; i < FIGURES.length; i++) {
            double y = top + 34 + 14 * i;
            print.text(90, y, FIGURES[i][0]).right(260, y, FIGURES[i][1]).right(380, y, FIGURES[i][2]);
        }
        print.rule(80, top + 82, 400, top + 82);
    }

    private static final String BODY = "Hubei|1,234.5|17.2\nHunan|2,345.6|-0.3\nSichuan|14,504.4|-\nYunnan|612.2|8.9\n";

    private static void prose(PdfPrint print, double top) {
        String[] lines = {
            "The yearbook collects what the bureaus of eleven provinces have published over many years, and",
            "the tables below repeat these figures without any change; readers who want to know how the",
            "figures were made will find the methods of each survey described in the last part of the book,",
            "together with the addresses of the bureaus that answer questions about single series."
        };
        for (int i = 0; i < lines.length; i++) {
            print.text(72, top + 13 * i, lines[i]);
        }
    }

    @Test
    void readsThreeLineTablesWithTitleUnitAndNotes() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            prose(print, 80);
            print.text(150, 180, 12, "Table 2-1  Gross product by region");
            print.text(80, 196, "Unit: 100 million yuan");
            threeLines(print, 204);
            print.text(80, 298, 8, "Note: at current prices.");
            Content content = print.read(folder);
            assertThat(content.grids()).hasSize(1);
            Grid grid = content.grids().get(0);
            assertThat(PdfPrint.shown(grid)).isEqualTo("Region|GDP|Growth\n" + BODY);
            assertThat(grid.caption()).isEqualTo("Table 2-1 Gross product by region");
            assertThat(grid.unitNote()).isEqualTo("Unit: 100 million yuan");
            assertThat(grid.notes()).containsExactly("Note: at current prices.");
            assertThat(grid.headerRows()).isEqualTo(1);
            assertThat(content.pageText().get("1")).contains("eleven provinces").doesNotContain("1,234.5");
            assertThat(content.sentences()).isNotEmpty();
        }
    }

    @Test
    void readsOpenTablesAndLeavesProseAlone() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            prose(print, 80);
            for (int i = 0; i < FIGURES.length; i++) {
                double y = 180 + 14 * i;
                print.text(90, y, FIGURES[i][0]).right(260, y, FIGURES[i][1]).right(380, y, FIGURES[i][2]);
            }
            prose(print, 280);
            Content content = print.read(folder);
            assertThat(content.grids()).hasSize(1);
            assertThat(PdfPrint.shown(content.grids().get(0))).isEqualTo(BODY);
        }
    }

    @Test
    void findsNoTableInProseListsAndContents() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            prose(print, 80);
            String[] items = {"regional accounts", "industry", "trade", "population", "patents"};
            for (int i = 0; i < items.length; i++) {
                print.text(80, 200 + 14 * i, (i + 1) + ".");
                print.text(100, 200 + 14 * i, "Tables on " + items[i]);
            }
            assertThat(print.read(folder).grids()).isEmpty();
        }
    }

    @Test
    void readsRuledTablesWithSpans() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            double[] xs = {80, 160, 230, 300, 370};
            double[] ys = {100, 120, 140, 160, 180};
            for (double y : ys) {
                print.rule(y == 120 ? 160 : 80, y, 370, y);
            }
            for (double x : xs) {
                print.rule(x, x == 230 ? 120 : 100, x, 180);
            }
            print.text(90, 124, "Region").text(200, 114, "2011").text(320, 114, "2012");
            print.text(170, 134, "GDP").text(240, 134, "Trade").text(310, 134, "GDP");
            print.text(90, 154, "Hubei")
                    .text(170, 154, "12")
                    .text(240, 154, "3")
                    .text(310, 154, "13");
            print.text(90, 174, "Hunan").text(170, 174, "10").text(310, 174, "11");
            Grid grid = print.read(folder).grids().get(0);
            assertThat(PdfPrint.shown(grid))
                    .isEqualTo("Region/2|2011*2|2012\nGDP|Trade|GDP\nHubei|12|3|13\nHunan|10|11\n");
            assertThat(grid.headerRows()).isEqualTo(2);
        }
    }

    @Test
    void spansHeadsOverTheColumnsTheyAreCentredOn() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.rule(80, 100, 420, 100);
            print.text(90, 125, "Region").text(205, 113, "Actual").text(335, 113, "Projected");
            print.right(200, 130, "2011")
                    .right(260, 130, "2012")
                    .right(340, 130, "2013")
                    .right(410, 130, "2014");
            print.rule(80, 136, 420, 136);
            for (int i = 0; i < 4; i++) {
                double y = 150 + 14 * i;
                print.text(90, y, FIGURES[i][0]);
                print.right(200, y, "1" + i)
                        .right(260, y, "2" + i)
                        .right(340, y, "3" + i)
                        .right(410, y, "4" + i);
            }
            print.rule(80, 200, 420, 200);
            Grid grid = print.read(folder).grids().get(0);
            assertThat(PdfPrint.shown(grid))
                    .startsWith("Region/2|Actual*2|Projected*2\n2011|2012|2013|2014\nHubei|10|20|30|40\n");
        }
    }

    @Test
    void readsPagesTurnedByTheirRotation() throws IOException {
        for (int rotation : new int[] {0, 90, 180, 270}) {
            try (PdfPrint print = new PdfPrint()) {
                print.page(PDRectangle.A4);
                print.document.removePage(0);
                float w = PDRectangle.A4.getWidth();
                float h = PDRectangle.A4.getHeight();
                print.current().setRotation(rotation);
                Matrix turn = switch (rotation) {
                    case 90 -> new Matrix(0, 1, -1, 0, w, 0);
                    case 180 -> new Matrix(-1, 0, 0, -1, w, h);
                    case 270 -> new Matrix(0, -1, 1, 0, 0, h);
                    default -> new Matrix();
                };
                print.pen().transform(turn);
                threeLines(print, 300);
                Content content = print.read(folder);
                assertThat(content.grids()).as("rotation " + rotation).hasSize(1);
                assertThat(PdfPrint.shown(content.grids().get(0))).isEqualTo("Region|GDP|Growth\n" + BODY);
            }
        }
    }

    @Test
    void readsTablesSetSidewaysOnAnUprightPage() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.pen().transform(new Matrix(0, 1, -1, 0, PDRectangle.A4.getHeight(), 0));
            threeLines(print, 500);
            Content content = print.read(folder);
            assertThat(content.grids()).hasSize(1);
            assertThat(PdfPrint.shown(content.grids().get(0))).isEqualTo("Region|GDP|Growth\n" + BODY);
        }
    }

    @Test
    void keepsMarksApartFromFigures() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            threeLines(print, 100);
            print.text(260.5, 130, 6, "2");
            Grid grid = print.read(folder).grids().get(0);
            assertThat(PdfPrint.shown(grid)).isEqualTo("Region|GDP|Growth\n" + BODY);
            assertThat(grid.cells())
                    .filteredOn(c -> c.text().equals("1,234.5"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.marks()).containsExactly("2"));
        }
    }

    @Test
    void countsTextPrintedTwiceOnce() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            threeLines(print, 100);
            threeLines(print, 100.3);
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0))).isEqualTo("Region|GDP|Growth\n" + BODY);
        }
    }

    @Test
    void joinsLabelsThatGoOnInTheNextLine() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.rule(80, 100, 400, 100);
            print.text(90, 112, "Item").right(390, 112, "Value");
            print.rule(80, 118, 400, 118);
            print.text(90, 132, "Gross product").right(390, 132, "12.5");
            print.text(90, 150, "Value added of high")
                    .text(90, 161, "technology industry")
                    .right(390, 161, "7.5");
            print.text(90, 179, "Exports").right(390, 179, "3.1");
            print.text(90, 197, "Imports").right(390, 197, "2.1");
            print.rule(80, 203, 400, 203);
            assertThat(PdfPrint.shown(print.read(folder).grids().get(0)))
                    .isEqualTo("Item|Value\nGross product|12.5\nValue added of high technology industry|7.5\n"
                            + "Exports|3.1\nImports|2.1\n");
        }
    }

    @Test
    void knowsWhatATableContinues() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.text(150, 90, 12, "Table 3-1  Population by region");
            threeLines(print, 100);
            print.page(PDRectangle.A4);
            print.text(150, 90, 12, "Table 3-1  Continued");
            threeLines(print, 100);
            Content content = print.read(folder);
            assertThat(content.grids()).hasSize(2);
            assertThat(content.grids().get(0).continues()).isEmpty();
            assertThat(content.grids().get(1).continues()).contains("p1t1");
        }
    }

    @Test
    void readsTheAreasGivenByHandOnly() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            threeLines(print, 100);
            threeLines(print, 300);
            Path file = print.save(folder);
            PdfOptions options = new PdfOptions(
                    "",
                    java.util.List.of(),
                    java.util.List.of(new PdfOptions.Area(1, new almanac.model.Box(80, 298, 402, 390))),
                    1);
            Content content = PdfPrint.read(file, options);
            assertThat(content.grids()).hasSize(1);
            assertThat(PdfPrint.shown(content.grids().get(0))).isEqualTo("Region|GDP|Growth\n" + BODY);
        }
    }

    @Test
    void answersTheSameWithSeveralWorkers() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            for (int p = 0; p < 30; p++) {
                threeLines(print, 100 + p);
                print.page(PDRectangle.A4);
            }
            Path file = print.save(folder);
            Content one = PdfPrint.read(file, PdfOptions.DEFAULT);
            Content three = PdfPrint.read(file, new PdfOptions("", java.util.List.of(), java.util.List.of(), 3));
            assertThat(one.grids()).hasSize(30).isEqualTo(three.grids());
        }
    }
}
