package almanac.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Coefficient;
import almanac.model.Fit;
import almanac.model.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    private static Fit fit(String dependent, Coefficient... coefficients) {
        return new Fit(
                ModelSpec.of(dependent + " ~ ..."),
                dependent,
                "ols",
                "HC1",
                100,
                97,
                2,
                97,
                0,
                List.of(coefficients),
                new double[0][],
                Optional.empty(),
                Map.of("r2", 0.25, "adj_r2", 0.24),
                Map.of(),
                Map.of(),
                List.of(),
                new int[0],
                new double[0],
                new double[0],
                List.of("HC1 (Stata's robust): factor N/(N-K)"),
                List.of());
    }

    private static Coefficient coefficient(String term, double estimate, double p) {
        return new Coefficient(term, estimate, 0.05, estimate / 0.05, p, estimate - 0.1, estimate + 0.1, 0.5);
    }

    private static List<Fit> fits() {
        return List.of(
                fit("y", coefficient("(Intercept)", 1, 0.5), coefficient("log(x_1)", -0.123, 0.04)),
                fit("出口", coefficient("(Intercept)", 2, 0.2), coefficient("人均GDP", 0.5, 0.0001)));
    }

    private static ResultTable table(RegressionTable.Style style) {
        return RegressionTable.of(fits(), style);
    }

    @Test
    void starsFollowTheDeclaredThresholdsAndTheNoteIsThere() {
        String text = TableWriter.text(table(RegressionTable.Style.PLAIN), 80);
        assertThat(text).contains("-0.123**").contains("0.500***").contains("*** p < 0.01, ** p < 0.05, * p < 0.1");
        RegressionTable.Style other = new RegressionTable.Style(
                "",
                RegressionTable.Below.SE,
                false,
                Stars.parse("+:.05,++:.001").orElseThrow(),
                3,
                false);
        assertThat(TableWriter.text(table(other), 80))
                .contains("-0.123+")
                .contains("0.500++")
                .contains("++ p < 0.001, + p < 0.05");
        RegressionTable.Style none =
                new RegressionTable.Style("", RegressionTable.Below.SE, false, Stars.NONE, 3, false);
        assertThat(TableWriter.text(table(none), 80)).doesNotContain("*").contains("no stars");
    }

    @Test
    void whatStandsBelowIsChosen() {
        for (RegressionTable.Below below : RegressionTable.Below.values()) {
            String text = TableWriter.text(table(new RegressionTable.Style("", below, true, Stars.NONE, 3, false)), 80);
            assertThat(text)
                    .contains(below.words().substring(1) + " in brackets")
                    .contains("[");
        }
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        List<Fit> many = new java.util.ArrayList<>();
        for (int i = 0; i < 9; i++) {
            many.addAll(fits());
        }
        String text = TableWriter.text(RegressionTable.of(many, RegressionTable.Style.PLAIN), 80);
        assertThat(text.lines()).allMatch(line -> TableWriter.width(line) <= 80);
        assertThat(text).contains("(18)");
    }

    @Test
    void latexEscapesAndHasNoDoubleRules() {
        String latex = TableWriter.latex(table(RegressionTable.Style.PLAIN));
        assertThat(latex)
                .contains("log(x\\_1)")
                .contains("$-$0.123\\textsuperscript{**}")
                .contains("\\toprule")
                .contains("\\bottomrule")
                .doesNotContain("\\hline");
    }

    @Test
    void htmlAndMarkdownEscape() {
        ResultTable table = new ResultTable(
                "a < b & c",
                List.of(List.of("", "x|y")),
                List.of(ResultTable.Line.of("<b>", List.of("1*"))),
                List.of("n"));
        assertThat(TableWriter.html(table)).contains("a &lt; b &amp; c").contains("&lt;b&gt;");
        assertThat(TableWriter.markdown(table)).contains("x\\|y").contains("1\\*");
    }

    @Test
    void hostileNamesStayNames() throws IOException {
        String endless = "X".repeat(500);
        List<Fit> fits = List.of(fit(
                "`=cmd()`",
                coefficient("`<script>alert(1)</script>`", 1, 0.5),
                coefficient("`R&D_{share} #1 ~^\\ 50% $x$`", 1, 0.5),
                coefficient("`" + endless + "`", 1, 0.5),
                coefficient("=1+cmd()", 1, 0.5)));
        ResultTable table = RegressionTable.of(fits, RegressionTable.Style.PLAIN);
        String latex = TableWriter.latex(table);
        assertThat(latex)
                .contains("R\\&D\\_\\{share\\} \\#1 ")
                .contains("50\\% \\$x\\$")
                .contains("XXX\\ldots{}")
                .doesNotContain("`")
                .doesNotContain("<")
                .doesNotContain("X".repeat(61));
        assertThat(latex.lines().filter(line -> line.endsWith("\\\\")))
                .allMatch(line ->
                        line.replace("\\&", "").chars().filter(c -> c == '&').count() == 1);
        assertThat(TableWriter.markdown(table)).doesNotContain("<script").doesNotContain("\\`");
        assertThat(TableWriter.html(table)).doesNotContain("<script");
        assertThat(TableWriter.csv(fits)).contains(",'=1+cmd()");
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(DocxTables.write(List.of(table))))) {
            assertThat(document.getTables().get(0).getText()).contains("<script>alert(1)</script>", endless);
            assertThat(document.getTables().get(0).getCTTbl().getTblGrid().sizeOfGridColArray())
                    .isEqualTo(2);
        }
    }

    @Test
    void csvHasFullPrecision() {
        assertThat(TableWriter.csv(fits())).contains(",-0.123,").contains("coefficient,人均GDP,0.5");
    }

    @Test
    void wordDocumentOpensWithItsTablesAndIsTheSameTwice() throws IOException {
        byte[] bytes = DocxTables.write(List.of(table(RegressionTable.Style.PLAIN)));
        assertThat(bytes).isEqualTo(DocxTables.write(List.of(table(RegressionTable.Style.PLAIN))));
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
            assertThat(document.getTables()).hasSize(1);
            assertThat(document.getTables().get(0).getText()).contains("人均GDP").contains("0.500***");
        }
    }
}
