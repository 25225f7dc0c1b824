package almanac.report.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import almanac.report.CsvText;
import almanac.report.chart.Chart;
import almanac.report.chart.CoefficientPlot;
import almanac.report.chart.FanChart;
import almanac.report.chart.HeatMap;
import almanac.report.chart.ProductSpace;
import almanac.report.chart.Ranking;
import almanac.report.chart.ScatterPlot;
import almanac.report.chart.SmallMultiples;
import almanac.report.chart.SpecificationCurve;
import almanac.report.chart.TileMap;
import almanac.report.chart.TreeChart;
import almanac.report.chart.VegaLite;
import almanac.report.manuscript.Manuscript.Bullets;
import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Column;
import almanac.report.manuscript.Manuscript.Furniture;
import almanac.report.manuscript.Manuscript.Grid;
import almanac.report.manuscript.Manuscript.Look;
import almanac.report.manuscript.Manuscript.Picture;
import almanac.report.manuscript.Manuscript.Section;
import almanac.report.manuscript.Manuscript.Span;
import almanac.report.manuscript.Manuscript.Text;
import almanac.report.manuscript.Manuscript.Tile;
import almanac.report.manuscript.Manuscript.Tiles;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels come from documents: whatever stands in them, every form prints it and none obeys it. */
class HostileLabelsTest {
    private static final String LONG = "very_long_name_".repeat(34);

    static List<String> labels() {
        return List.of(
                "<script>alert(1)</script>",
                "</td></table></style><img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "=cmd|' /C calc'!A0",
                "\\input{/etc/passwd} \\write18{ls} $x$ a_b^c ~ % # & {} \\",
                "[a](javascript:alert(1)) `x` **b** | c | ![i](x) <b>",
                "{{ 7*7 }} {% include 'x' %}",
                "&amp; &lt; &#60; ]]> <!-- --> <?xml ?>",
                "控制\u0001\u0008\u000b字符\uFFFE",
                "لل\u202e right to left \u202c",
                "🙂 𠀀 ﬁ ² ≠",
                LONG,
                "长".repeat(500),
                "",
                " ",
                "Gini <b>\u0001 and ".repeat(120));
    }

    private static Manuscript manuscript(String label, List<Picture> pictures) {
        List<Column> columns = List.of(new Column(label, false), new Column(label, true), new Column("c", false));
        List<List<Cell>> rows = List.of(
                List.of(Cell.of(label), Cell.number(label), new Cell(label, false, label, label, Look.DIFFERS, "")),
                List.of(
                        Cell.of(label).softly(label),
                        Cell.number("1").to("lineage.html#a"),
                        Cell.of(label).as(Look.CODE)));
        List<Manuscript.Block> blocks = new java.util.ArrayList<>(List.of(
                Text.of(label),
                new Text(
                        List.of(Span.of(label, Look.STRONG), Span.of(label, Look.CODE), Span.of(label, Look.WITHIN)),
                        true),
                new Bullets(List.of(List.of(Span.of(label), Span.of(label, Look.SOFT))), false),
                new Tiles(List.of(new Tile(label, label))),
                new Grid(label, columns, rows, label, false, label)));
        blocks.addAll(pictures);
        return new Manuscript(
                "en",
                label.isBlank() ? "t" : label,
                label,
                label,
                label,
                "2026-11-22",
                List.of(new Section("one", label, blocks)),
                new Furniture("Contents", "Skip"));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void htmlShowsThem(String label) {
        String html = HtmlForm.of(manuscript(label, List.of()));
        assertThat(html)
                .doesNotContain("<script", "<img", "<svg", "onerror=alert(1)>", "49</")
                .contains("</html>");
        assertThat(html.split("<table", -1)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("labels")
    void markdownShowsThem(String label) {
        String text = MarkdownForm.of(manuscript(label, List.of()));
        // between backticks everything is shown as it is
        assertThat(text.replaceAll("(?<!\\\\)`[^`\n]*`", ""))
                .doesNotContain("<script", "<img", "<svg")
                .doesNotContainPattern("(?<!\\\\)]\\(javascript");
        // a table of three columns has four bars a line, whatever stands in its cells
        text.lines()
                .filter(line -> line.startsWith("|"))
                .forEach(line -> assertThat(line.replace("\\|", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count())
                        .isEqualTo(4));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void wordShowsThem(String label) throws IOException {
        byte[] bytes = DocxForm.of(manuscript(label, List.of()), Map.of());
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes));
                XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
            assertThat(document.getTables()).hasSize(1);
            String printable = label.replaceAll("[\\p{Cntrl}\uFFFE]", "").strip();
            assertThat(extractor.getText()).contains(printable);
        }
    }

    @ParameterizedTest
    @MethodSource("labels")
    void latexOnlyHasCommandsOfItsOwn(String label) {
        String tex = LatexForm.of(manuscript(label, List.of()));
        assertThat(tex).doesNotContain("\\input{/etc", "\\write18").contains("\\end{document}");
        assertThat(tex.chars().filter(c -> c == '{').count())
                .isEqualTo(tex.chars().filter(c -> c == '}').count());
    }

    @ParameterizedTest
    @MethodSource("labels")
    void pdfShowsThem(String label) throws IOException {
        byte[] bytes = PdfForm.of(manuscript(label, List.of()));
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            if (label.startsWith("<script") || label.startsWith("\\")) {
                assertThat(new PDFTextStripper().getText(document)).contains(label.substring(0, 12));
            }
        }
    }

    @Test
    void latexCompilesWithThemAll(@TempDir Path folder) throws Exception {
        boolean there = ProcessHandle.current().info().command().isPresent()
                && List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                        .anyMatch(part -> Files.isExecutable(Path.of(part, "xelatex")));
        assumeTrue(there, "xelatex is not installed");
        // the emoji and the rare character have no glyph in the free Chinese fonts: a warning, no error
        Files.writeString(folder.resolve("t.tex"), LatexForm.of(manuscript(String.join(" ", labels()), List.of())));
        Process process = new ProcessBuilder("xelatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assumeTrue(process.waitFor(90, TimeUnit.SECONDS), "xelatex took too long");
        String said = Files.readString(folder.resolve("out.txt"), StandardCharsets.ISO_8859_1);
        assumeTrue(!said.contains("ctexart.cls' not found"), "the ctex class is not installed");
        assertThat(process.exitValue())
                .as(said.substring(Math.max(0, said.length() - 1500)))
                .isZero();
    }

    private static List<Chart> charts(String label) {
        double[] values = {1, Double.NaN, 3};
        return List.of(
                new SmallMultiples(
                        "a",
                        label,
                        label,
                        label,
                        List.of(2001, 2002, 2003),
                        List.of(new SmallMultiples.Series(label, values))),
                new TileMap("b", label, label, label, Map.of("CN-31", 1.0, "CN-32", 2.0), Map.of("CN-31", label)),
                new Ranking(
                        "c",
                        label,
                        label,
                        label,
                        label,
                        label,
                        false,
                        List.of(new Ranking.Row(label, 1, 2), new Ranking.Row(label, Double.NaN, 3))),
                new HeatMap("d", label, label, List.of(label, label), new double[][] {{1, 0.5}, {0.5, 1}}),
                new CoefficientPlot(
                        "e",
                        label,
                        label,
                        label,
                        List.of(new CoefficientPlot.Group(
                                label, List.of(new CoefficientPlot.Estimate(label, 1, 0, 2, Double.NaN))))),
                new ScatterPlot(
                        "f",
                        label,
                        label,
                        label,
                        label,
                        List.of(1.0),
                        List.of(0.0),
                        1,
                        List.of(new ScatterPlot.Point(label, 1, 2, 3))),
                new FanChart(
                        "g",
                        label,
                        label,
                        label,
                        List.of(new FanChart.Fan(
                                label,
                                List.of(label, "2"),
                                List.of(1.0),
                                List.of(new FanChart.Step(1, 0.5, 2, 0, 3))))),
                new SpecificationCurve(
                        "h",
                        label,
                        label,
                        label,
                        label,
                        List.of(new SpecificationCurve.Variant(label, label, 1, 0, 2))),
                new TreeChart(
                        "i",
                        label,
                        label,
                        label,
                        List.of(label, label),
                        List.of(1, 0),
                        List.of(new TreeChart.Join(0, 1, 2.5))),
                new ProductSpace(
                        "j",
                        label,
                        label,
                        label,
                        List.of(
                                new ProductSpace.Product(label, 0, 1, 1, 2),
                                new ProductSpace.Product("b", 1, 0, 0.5, Double.NaN)),
                        List.of(new ProductSpace.Link(0, 1, 0.4, true))));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void chartsAreWellFormedAndTheirDescriptionsToo(String label) throws Exception {
        for (Chart chart : charts(label)) {
            String svg = chart.svg();
            assertThat(svg).doesNotContain("<script", "<img", "onload=alert(1)>", "NaN");
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            assertThat(new JsonMapper()
                            .readTree(VegaLite.of(chart, "x.csv"))
                            .path("title")
                            .asText())
                    .isEqualTo(label);
            assertThat(chart.data().rows())
                    .isNotEmpty()
                    .allSatisfy(
                            row -> assertThat(row).hasSameSizeAs(chart.data().header()));
            // a label that draws over its neighbours helps nobody
            for (String text : svg.split("<text", -1)) {
                int from = text.indexOf('>') + 1;
                int to = text.indexOf("</text>");
                if (to > from && text.contains("text-anchor=\"end\"")) {
                    assertThat(text.substring(from, to)).as(chart.id()).hasSizeLessThan(150);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("labels")
    void spreadsheetsRunNothing(String label) {
        String csv = new CsvText("a").row(label).text();
        assertThat(csv.lines().skip(1).findFirst().orElse("").replace("\"", "")).doesNotStartWith("=");
    }
}
