package almanac.document;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Cell;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Sentence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

class FlowingReaderTest {
    private static final String PAGE = """
            <html><head><meta charset="utf-8"><title>公报_统计局</title><script>var x = 1;</script></head><body>
            <div class="mhide"><h1>2024年统计公报</h1><p>初步核算，全年地区生产总值<span>53926</span><span>.71</span>亿元，比上年增长5.0%<sup>[2]</sup>，按可比价格计算的增速见下表。</p>
            <p>表1 主要指标</p><p>单位：亿元</p>
            <table><thead><tr><th rowspan="2">地区</th><th colspan="2">生产总值</th></tr><tr><th>2023</th><th>2024</th></tr></thead>
            <tr><td>&nbsp;&nbsp;浦东</td><td>1&nbsp;043.3</td><td>12.5<sup>1)</sup></td></tr></table>
            <p>注：1)初步数。</p><p>表2 价格指数</p><p><img src="t2.png"></p></div>
            <div class="mobile"><p>初步核算，全年地区生产总值53926.71亿元，比上年增长5.0%<sup>[2]</sup>，按可比价格计算的增速见下表。</p></div>
            <div style="display:none"><p>看不见的一句话，它不应当被读出来。</p></div></body></html>
            """;

    @TempDir
    Path folder;

    private Document read(Path file) {
        return new DocumentReader().read(file, folder, ReadLimits.DEFAULT);
    }

    @Test
    void readsAWebPageInAWrongCharset() throws IOException {
        Path file = folder.resolve("page.html");
        Files.write(file, PAGE.getBytes(Charset.forName("GB18030")));
        Document document = read(file);
        assertThat(document.source().title()).isEqualTo("2024年统计公报");
        Grid grid = document.grids().get(0);
        assertThat(grid.caption()).isEqualTo("表1 主要指标");
        assertThat(grid.unitNote()).isEqualTo("单位：亿元");
        assertThat(grid.notes()).containsExactly("注：1)初步数。");
        assertThat(grid.headerRows()).isEqualTo(2);
        assertThat(grid.cells()).extracting(Cell::text).contains("地区", "浦东", "12.5");
        assertThat(grid.cells().get(0).rowSpan()).isEqualTo(2);
        assertThat(grid.cells().get(6).marks()).containsExactly("1)");
        assertThat(document.sentences())
                .extracting(Sentence::text)
                .anyMatch(s -> s.contains("地区生产总值53926.71亿元，比上年增长5.0%，"));
        assertThat(document.sentences()).extracting(Sentence::text).noneMatch(s -> s.contains("看不见"));
        assertThat(document.diagnostics()).extracting(d -> d.code().id()).containsExactly("ALM-1014", "ALM-1015");
        String text = document.pageText().get("1");
        for (Sentence sentence : document.sentences()) {
            assertThat(text.substring(sentence.from(), sentence.to())).isEqualTo(sentence.text());
        }
    }

    @Test
    void walksThroughLayoutTables() throws IOException {
        Path file = folder.resolve("layout.xls");
        Files.writeString(
                file,
                "<table><tr><td>菜单</td><td><p>正文说明。</p><table border=1><tr><td>年份</td><td>产值</td></tr><tr><td>2019</td><td>5</td></tr></table></td></tr></table>");
        Document document = read(file);
        assertThat(document.source().mediaType()).isEqualTo("text/html");
        assertThat(document.grids()).hasSize(1);
        assertThat(document.grids().get(0).rows()).isEqualTo(2);
    }

    @Test
    void keepsMarksSpansAndSmartTagsOfWord() throws IOException {
        Path file = folder.resolve("a.docx");
        try (XWPFDocument word = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            word.createParagraph().createRun().setText("表3 高技术产业");
            word.createParagraph().createRun().setText("单位：万元");
            XWPFTable table = word.createTable(3, 3);
            table.getRow(0).getCell(0).setText("行业");
            table.getRow(0).getCell(1).setText("产值");
            table.getRow(0).getCell(1).getCTTc().addNewTcPr().addNewGridSpan().setVal(java.math.BigInteger.TWO);
            table.getRow(0).removeCell(2);
            table.getRow(0).getCell(0).getCTTc().addNewTcPr().addNewVMerge().setVal(STMerge.RESTART);
            table.getRow(1).getCell(0).getCTTc().addNewTcPr().addNewVMerge();
            XWPFRun year = table.getRow(1).getCell(1).getParagraphs().get(0).createRun();
            year.setText("2021");
            XWPFRun mark = table.getRow(1).getCell(1).getParagraphs().get(0).createRun();
            mark.setText("2)");
            mark.setSubscript(org.apache.poi.xwpf.usermodel.VerticalAlign.SUPERSCRIPT);
            XWPFRun area = table.getRow(2).getCell(0).getParagraphs().get(0).createRun();
            area.setText("面积，м");
            XWPFRun power = table.getRow(2).getCell(0).getParagraphs().get(0).createRun();
            power.setText("2");
            power.setSubscript(org.apache.poi.xwpf.usermodel.VerticalAlign.SUPERSCRIPT);
            var smart = word.createParagraph();
            smart.createRun().setText("Начиная с ");
            smart.getCTP().addNewSmartTag().addNewR().addNewT().setStringValue("2017 г");
            word.write(out);
        }
        Document document = read(file);
        Grid grid = document.grids().get(0);
        assertThat(grid.caption()).isEqualTo("表3 高技术产业");
        assertThat(grid.unitNote()).isEqualTo("单位：万元");
        assertThat(grid.cells().get(0).rowSpan()).isEqualTo(2);
        assertThat(grid.cells().get(1).columnSpan()).isEqualTo(2);
        assertThat(grid.cells()).extracting(Cell::text).contains("2021", "面积，м²");
        assertThat(grid.cells().get(2).marks()).containsExactly("2)");
        assertThat(document.pageText().get("1")).contains("Начиная с 2017 г");
    }

    @Test
    void putsATableOfLinesTogether() throws IOException {
        Path file = folder.resolve("lines.txt");
        Files.writeString(
                file,
                "2024年，全国共投入经费100亿元。\n附表2 各地区经费情况\n地 区\nR&D经费\n（亿元）\nR&D经费投入\n强度（%）\n全 国\n36326.8\n2.69\n北 京\n3278.4\n6.58\n天 津\n599.2\n3.44\n西 藏\n--\n0.3\n注：初步数。\n");
        Document document = read(file);
        Grid grid = document.grids().get(0);
        assertThat(grid.columns()).isEqualTo(3);
        assertThat(grid.rows()).isEqualTo(5);
        assertThat(grid.caption()).isEqualTo("附表2 各地区经费情况");
        assertThat(grid.cells().subList(0, 3))
                .extracting(Cell::text)
                .containsExactly("地 区", "R&D经费\n（亿元）", "R&D经费投入\n强度（%）");
        assertThat(grid.notes()).containsExactly("注：初步数。");
        assertThat(document.sentences())
                .extracting(Sentence::text)
                .contains("2024年，全国共投入经费100亿元。")
                .doesNotContain("36326.8");
        assertThat(document.diagnostics()).extracting(d -> d.code().id()).containsExactly("ALM-1017");
    }
}
