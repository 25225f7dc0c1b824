package almanac.report.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import almanac.report.manuscript.Manuscript.Block;
import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Column;
import almanac.report.manuscript.Manuscript.Furniture;
import almanac.report.manuscript.Manuscript.Grid;
import almanac.report.manuscript.Manuscript.Section;
import almanac.report.manuscript.Manuscript.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What paper cannot do: scroll, and show two pages at once. */
class PaperTest {
    private static Grid table(int rows, List<Column> columns, List<Cell> row) {
        return new Grid("Table 1. Caption", columns, java.util.Collections.nCopies(rows, row), "", true, "");
    }

    private static Manuscript manuscript(List<Block> blocks) {
        return new Manuscript(
                "en",
                "title",
                "",
                "kicker",
                "",
                "2026-11-22",
                List.of(new Section("one", "Heading", blocks)),
                new Furniture("Contents", "Skip"));
    }

    /** Lead lines shift the table down the page, so that its head meets the foot of the page at some of them. */
    @ParameterizedTest(name = "{0} lines above")
    @ValueSource(ints = {24, 28, 30, 31, 32, 33, 34, 35, 36, 40})
    void noPageEndsWithAHeadOrAHeading(int above) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < above; i++) {
            blocks.add(Text.of("line " + i));
        }
        List<Column> columns =
                List.of(new Column("HEADWORD", false), new Column("year", true), new Column("reason", false));
        List<Cell> row = List.of(
                Cell.of("region"), Cell.number("-2019"), Cell.of("stands in no document that was read ".repeat(9)));
        Manuscript paper = new Manuscript(
                "en",
                "title",
                "",
                "kicker",
                "",
                "2026-11-22",
                List.of(
                        new Section("one", "First", blocks),
                        new Section("two", "HEADING", List.of(Text.of("LEAD"), table(30, columns, row)))),
                new Furniture("Contents", "Skip"));
        try (PDDocument pdf = Loader.loadPDF(PdfForm.of(paper))) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                List<String> lines = stripper.getText(pdf)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.matches("\\d+ / \\d+"))
                        .toList();
                String last = lines.get(lines.size() - 1);
                assertThat(last).as("page %d", page).doesNotContain("HEADWORD", "HEADING", "LEAD", "Caption");
                if (lines.stream().anyMatch(line -> line.contains("stands in no document"))) {
                    assertThat(lines).as("page %d", page).anyMatch(line -> line.startsWith("HEADWORD"));
                }
            }
        }
    }

    @Test
    void whatNoPageHoldsIsSplitAndEachPartSaysWhichRow() {
        List<Column> columns = new ArrayList<>(List.of(new Column("region", false), new Column("year", true)));
        IntStream.range(0, 30).forEach(i -> columns.add(new Column("variable" + i, true)));
        List<List<Cell>> rows = IntStream.range(0, 4)
                .mapToObj(r -> {
                    List<Cell> row = new ArrayList<>(
                            List.of(Cell.of(r < 2 ? "Shanghai" : "Jiangsu"), Cell.number("" + (2018 + r % 2))));
                    IntStream.range(0, 30).forEach(i -> row.add(Cell.number("-10.1234")));
                    return List.copyOf(row);
                })
                .toList();
        Grid wide = new Grid("Table 1", columns, rows, "", true, "cut");
        List<Block> parts =
                manuscript(List.of(wide)).forPaper().sections().get(0).blocks();
        assertThat(parts).hasSizeGreaterThan(2);
        List<String> seen = new ArrayList<>();
        for (Block block : parts) {
            Grid part = (Grid) block;
            assertThat(part.columns().subList(0, 2)).isEqualTo(columns.subList(0, 2));
            assertThat(part.caption()).startsWith("Table 1 (");
            assertThat(Arrays.stream(part.widths()).sum()).isLessThanOrEqualTo(1 + 1e-9);
            assertThat(part.rows().get(0).get(2).text()).isEqualTo("−10.1234");
            part.columns().stream().skip(2).map(Column::name).forEach(seen::add);
        }
        assertThat(seen).isEqualTo(columns.stream().skip(2).map(Column::name).toList());
    }

    @Test
    void aSmallTableIsNarrowerThanThePage() {
        Grid small = table(
                3,
                List.of(new Column("variable", false), new Column("rows", true)),
                List.of(Cell.of("LE agglomeration"), Cell.number("12")));
        assertThat(Arrays.stream(small.widths()).sum()).isBetween(0.35, 0.6);
        assertThat(small.percents().stream()
                        .mapToDouble(p -> Double.parseDouble(p.replace("%", "")))
                        .sum())
                .isCloseTo(100, within(0.1));
    }

    @Test
    void wordsOfHeadsAndChineseNamesKeepTheirLine() {
        List<Column> columns = List.of(
                new Column("地区", false),
                new Column("observations", true),
                new Column("coefficient", false),
                new Column("why", false));
        List<Cell> row = List.of(
                Cell.of("内蒙古"), Cell.number("1"), Cell.of("x"), Cell.of("a long reason with many words ".repeat(20)));
        Grid grid = table(5, columns, row);
        double[] widths = grid.widths();
        // 60 em are a page wide
        assertThat(60 * widths[0]).isGreaterThan(4);
        assertThat(60 * widths[1]).isGreaterThan(6.5);
        assertThat(60 * widths[2]).isGreaterThan(5.8);
    }

    @Test
    void aHyphenInANameIsNoMinusSign() {
        Grid grid = table(
                1,
                List.of(new Column("a", true), new Column("b", true), new Column("c", false), new Column("d", true)),
                List.of(Cell.number("(-1.95)"), Cell.number("2012-07"), Cell.of("-5 high-tech"), Cell.number("1e-05")));
        List<String> texts =
                grid.withMinusSigns().rows().get(0).stream().map(Cell::text).toList();
        assertThat(texts).containsExactly("(−1.95)", "2012-07", "-5 high-tech", "1e-05");
    }
}
