package almanac.extract.table;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.extract.Extraction;
import almanac.extract.Extractor;
import almanac.model.Cell;
import almanac.model.Declared;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Observation;
import almanac.model.Source;
import almanac.rule.RuleBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layouts of real yearbooks, drawn small: cells are separated by |, rows by line ends, "<" joins the cell to its left. */
class TableExtractorTest {
    private static RuleBook book;

    @BeforeAll
    static void load() {
        book = RuleBook.load(List.of(Path.of("rules")));
    }

    private static Grid grid(String id, String drawn) {
        List<Cell> cells = new ArrayList<>();
        String[] rows = drawn.strip().split("\n");
        int columns = 0;
        for (int r = 0; r < rows.length; r++) {
            String[] fields = rows[r].split("\\|", -1);
            columns = Math.max(columns, fields.length);
            for (int c = 0; c < fields.length; c++) {
                String text = fields[c].strip().replace("\\n", "\n");
                int span = 1;
                while (c + span < fields.length && fields[c + span].strip().equals("<")) {
                    span++;
                }
                if (!text.isEmpty() && !text.equals("<")) {
                    cells.add(new Cell(r, c, 1, span, text, Optional.empty(), List.of(), 0, false, Optional.empty()));
                }
            }
        }
        return new Grid(
                id,
                "Sheet1",
                "",
                "",
                List.of(),
                rows.length,
                columns,
                cells,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static Document document(String path, Declared declared, Grid... grids) {
        Source source = new Source(
                path,
                path,
                "0".repeat(64),
                "application/vnd.ms-excel",
                path,
                Optional.empty(),
                Optional.empty(),
                "zh",
                false);
        return new Document(source, 1, List.of(grids), List.of(), new TreeMap<>(), declared, List.of());
    }

    private static List<Observation> read(String drawn) {
        return new Extractor(book)
                .extract(List.of(document("a.xls", Declared.NOTHING, grid("t1", drawn))))
                .observations();
    }

    private static String said(Observation o) {
        return o.region().label() + " " + o.region().id().orElse("?") + " | "
                + o.indicator().label() + " "
                + o.indicator().id().orElse("?") + " | " + o.period().code() + " | "
                + o.value().map(v -> v.toPlainString()).orElse("-") + " " + o.unitLabel() + " "
                + o.measure().code()
                + (o.qualifiers().isEmpty() ? "" : " " + o.qualifiers());
    }

    @Test
    void takesYearAndUnitFromTheLinesAbove() {
        assertThat(read("""
                1-19  市、州生产总值(2012) | < | < | <
                GROSS DOMESTIC PRODUCT OF CITIES AND PREFECTURES(2012) | < | < | <
                单位:亿元 | | | (100 million yuan)
                地      区 | Regions | 地区生产总值 | 第一产业
                 | | Gross Domestic Product | Primary Industry
                武    汉 | Wuhan | 8003.82 | 301.21
                黄    石 | Huangshi | 1040.95 | 85.89
                """))
                .extracting(TableExtractorTest::said)
                .containsExactly(
                        "武汉 CN-4201 | 地区生产总值 gdp | 2012 | 8003.82 亿元 level",
                        "武汉 CN-4201 | 第一产业 gdp.primary | 2012 | 301.21 亿元 level",
                        "黄石 CN-4202 | 地区生产总值 gdp | 2012 | 1040.95 亿元 level",
                        "黄石 CN-4202 | 第一产业 gdp.primary | 2012 | 85.89 亿元 level");
    }

    @Test
    void tellsAnIndexFromARateByItsSize() {
        String table = """
                2-9  各市生产总值 | < | < | <
                | | | 单位:亿元
                地   区 | 地区生产总值 | < | <
                 | 2012 | 2013 | 2013年为\\n2012年%%
                济 南 市 | 4803.67 | 5230.19 | %s
                青 岛 市 | 7302.11 | 8006.60 | %s
                """;
        assertThat(read(String.format(table, "9.6", "10.0")))
                .extracting(TableExtractorTest::said)
                .contains("济南市 CN-3701 | 地区生产总值 gdp | 2013 | 9.6 % growth {base=2012}");
        assertThat(read(String.format(table, "109.6", "110.0")))
                .extracting(TableExtractorTest::said)
                .contains("济南市 CN-3701 | 地区生产总值 gdp | 2013 | 109.6 % index {base=2012}");
    }

    @Test
    void readsStackedBlocksEachWithItsUnit() {
        assertThat(read("""
                2-12 分市地区生产总值 | < | <
                单位:亿元 | |
                地 区 | 2017 | 2018
                南 京 | 11715.10 | 12820.40
                泰 州 | 4744.53 | 5107.63
                2-12 续 表1 | < | <
                人均地区生产总值 | < | <
                单位:元 | |
                地 区 | 2017 | 2018
                南 京 | 141103 | 152886
                泰 州 | 102058 | 109988
                """))
                .extracting(TableExtractorTest::said)
                .contains(
                        "南京 CN-3201 | 地区生产总值 gdp | 2017 | 11715.10 亿元 level",
                        "泰州 CN-3212 | 人均地区生产总值 gdp_per_head | 2018 | 109988 元 level");
    }

    @Test
    void goesOnInAnotherFile() {
        Document first = document("g/02-14-0.xls", Declared.NOTHING, grid("t1", """
                2-14  各市地区生产总值 | < | <
                单位: 亿元 | |
                市  别 | 2014 | 2015
                广    州 | 16135.95 | 17347.37
                """));
        Document second = document("g/02-14-1.xls", Declared.NOTHING, grid("t1", """
                2-14  续表  continued | < | <
                | |
                市  别 | 2016 | 2017
                广    州 | 18559.73 | 19871.67
                """));
        Extraction extraction = new Extractor(book).extract(List.of(first, second));
        assertThat(extraction.parts().get(1).observations())
                .extracting(TableExtractorTest::said)
                .first()
                .isEqualTo("广州 CN-4401 | 地区生产总值 gdp | 2016 | 18559.73 亿元 level");
        assertThat(extraction.parts().get(1).diagnostics())
                .extracting(d -> d.code().id())
                .contains("ALM-2037");
    }

    @Test
    void readsProvincesAcrossAndYearsDown() {
        assertThat(read("""
                 | | 北京 | 天津
                R&D经费支出(亿元) | 2012 | 197.3 | 255.9
                 | 2013 | 213.1 | 300.0
                """))
                .extracting(TableExtractorTest::said)
                .contains(
                        "北京 CN-11 | R&D经费支出 rd_expenditure | 2012 | 197.3 亿元 level",
                        "天津 CN-12 | R&D经费支出 rd_expenditure | 2013 | 300.0 亿元 level");
    }

    @Test
    void readsLongTables() {
        assertThat(read("""
                指标 | 地区 | 时间 | 地区生产总值（亿元）
                地区生产总值（亿元） | 北京 | 2008 | 10488.03
                地区生产总值（亿元） | 北京 | 2009 | 1998
                地区生产总值（亿元） | 天津 | 2009 | 7521.85
                数据来源：中国国家统计局 | | |
                """))
                .extracting(TableExtractorTest::said)
                .containsExactly(
                        "北京 CN-11 | 地区生产总值 gdp | 2008 | 10488.03 亿元 level",
                        "北京 CN-11 | 地区生产总值 gdp | 2009 | 1998 亿元 level",
                        "天津 CN-12 | 地区生产总值 gdp | 2009 | 7521.85 亿元 level");
    }

    @Test
    void readsHalfTablesSideBySide() {
        assertThat(read("""
                人民币对美元年平均汇价 | < | < | <
                年份 | 汇价(元) | 年份 | 汇价(元)
                2002 | 8.2770 | 2004 | 8.2768
                2003 | 8.2772 | 2005 | 8.1917
                """))
                .extracting(o -> o.period().code() + " " + o.value().orElseThrow())
                .containsExactlyInAnyOrder("2002 8.2770", "2003 8.2772", "2004 8.2768", "2005 8.1917");
    }

    @Test
    void leavesOutCheckColumnsSectionZerosAndColumnNumbers() {
        Extraction extraction =
                new Extractor(book).extract(List.of(document("a.xls", Declared.NOTHING, grid("t1", """
                2-14  各市地区生产总值(2015) | < | <  |
                单位: 亿元 | | |
                市  别 | 地区生产总值 | 第一产业 |
                甲 | 1 | 2 |
                广    州 | 17347.37 | 226.84 | 0.00
                按经济区域分 | 0.00 | 0.00 | 0.00
                珠 三 角 | 62541.37 | 1122.85 | 0.00
                """))));
        assertThat(extraction.observations()).hasSize(4);
        assertThat(extraction.tallies()).containsKeys("skipped.table.column.check", "skipped.table.section.places");
        long parts = extraction.tallies().entrySet().stream()
                .filter(e -> !e.getKey().equals("cells"))
                .mapToLong(e -> e.getValue())
                .sum();
        assertThat(parts).isEqualTo(extraction.tallies().get("cells"));
    }

    @Test
    void keepsWhatIsUnknownWithItsLabel() {
        assertThat(read("""
                Table 3 Output of widgets by region | < | <
                Region | 2001 | 2002
                Northland | 12.5 | 13.1
                Southland | 7.2 | -
                """))
                .extracting(TableExtractorTest::said)
                .containsExactly(
                        "Northland ? | Output of widgets by region ? | 2001 | 12.5  level",
                        "Northland ? | Output of widgets by region ? | 2002 | 13.1  level",
                        "Southland ? | Output of widgets by region ? | 2001 | 7.2  level",
                        "Southland ? | Output of widgets by region ? | 2002 | -  level");
    }

    @Test
    void readsProductsAcrossAsQualifiers() {
        assertThat(read("""
                7-1 各地区按技术领域分高新技术产品出口额（2002年） | < | < | <
                单位：万美元 | | |
                地区 | 合计 | 按技术领域分 | <
                 | | 生物技术 | 材料技术
                上  海 | 264893.23 | 10336.08 | 27898.70
                """))
                .extracting(TableExtractorTest::said)
                .containsExactly(
                        "上海 CN-31 | 高新技术产品出口额 hightech.exports | 2002 | 264893.23 万美元 level",
                        "上海 CN-31 | 高新技术产品出口额 hightech.exports | 2002 | 10336.08 万美元 level {product=生物技术}",
                        "上海 CN-31 | 高新技术产品出口额 hightech.exports | 2002 | 27898.70 万美元 level {product=材料技术}");
    }

    @Test
    void tellsTaizhouFromTaizhouByTheProvince() {
        assertThat(read("""
                Gross Domestic Product by City (100 million yuan) | <
                City | 2012
                Nanjing | 7201.57
                Wuxi | 7568.15
                Taizhou | 2701.67
                """))
                .extracting(o -> o.region().id().orElse("?"))
                .containsExactly("CN-3201", "CN-3202", "CN-3212");
    }

    @Test
    void letsTheSidecarSayWhatTheTableDoesNot() {
        Declared declared = new Declared(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of("tech_market"),
                Optional.of("亿元"),
                Optional.empty(),
                java.util.Map.of(),
                List.of(),
                java.util.Map.of());
        assertThat(new Extractor(book)
                        .extract(List.of(document("b.csv", declared, grid("t1", """
                                地区 | 2024年 | 2023年
                                北京市 | 9153.26 | 8536.94
                                """))))
                        .observations())
                .extracting(o -> o.indicator().id().orElse("?") + " " + o.unit().id())
                .containsOnly("tech_market CNY_1e8");
    }

    @Test
    void letsTheSidecarSayWhatLabelsMean() {
        Declared declared = new Declared(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                java.util.Map.of(),
                List.of(),
                java.util.Map.of(
                        "x3", new Declared.LabelDeclared(Optional.of("rd_expenditure"), Optional.of("亿元")),
                        "R&D人员 全时当量", new Declared.LabelDeclared(Optional.empty(), Optional.of("人年")),
                        "x4", new Declared.LabelDeclared(Optional.of("no.such"), Optional.of("no such"))));
        Extraction extraction = new Extractor(book).extract(List.of(document("b.csv", declared, grid("t1", """
                地区 | 年份 | x3 | R&D人员全时当量 | gdp
                北京市 | 2023 | 153.26 | 36.9 | 7
                北京市 | 2024 | 159.26 | 39.9 | 8
                """))));
        assertThat(extraction.observations())
                .extracting(o -> o.indicator().label() + " "
                        + o.indicator().id().orElse("?") + " " + o.unit().id())
                .containsExactly(
                        "x3 rd_expenditure CNY_1e8",
                        "R&D人员全时当量 rd_personnel person_year",
                        "gdp gdp unknown",
                        "x3 rd_expenditure CNY_1e8",
                        "R&D人员全时当量 rd_personnel person_year",
                        "gdp gdp unknown");
        assertThat(extraction.diagnostics())
                .filteredOn(d -> d.code().id().equals("ALM-2043"))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "labels: the rules do not know indicator no.such of \"x4\", unit no such of \"x4\"",
                        "labels: no number stands under x4");
    }

    @Test
    void keepsWhatASectionCountsWhilePlacesAreGrouped() {
        assertThat(read("""
                26.37. УРОЖАЙНОСТЬ СЕЛЬСКОХОЗЯЙСТВЕННЫХ КУЛЬТУР | < | < | <
                 | 2019 | 2020 |
                Зерновые и зернобобовые культуры | | | Grain and leguminous crops
                Россия | 26,7 | 28,6 | Russia
                Страны СНГ | | | CIS countries
                Армения | 18,1 | 19,2 | Armenia
                Картофель | | | Potatoes
                Россия | 178,1 | 166,9 | Russia
                Страны СНГ | | | CIS countries
                Армения | 201,0 | 199,4 | Armenia
                """))
                .extracting(
                        o -> o.region().id().orElse("?") + " " + o.qualifiers().get("section") + " "
                                + o.value().map(v -> v.toPlainString()).orElse("-"))
                .containsExactly(
                        "RUS Зерновые и зернобобовые культуры 26.7",
                        "RUS Зерновые и зернобобовые культуры 28.6",
                        "ARM Зерновые и зернобобовые культуры 18.1",
                        "ARM Зерновые и зернобобовые культуры 19.2",
                        "RUS Картофель 178.1",
                        "RUS Картофель 166.9",
                        "ARM Картофель 201.0",
                        "ARM Картофель 199.4");
    }

    @Test
    void readsIndicesAndSharesThatOnlyTheTitleNames() {
        String table = """
                %s | < | <
                %s | < | <
                 | 2020 | 2021
                Россия | 112,1 | 113,4
                Армения | 118,0 | 121,7
                """;
        assertThat(read(String.format(table, "26.20. ТЕМПЫ РОСТА ВАЛОВОГО НАКОПЛЕНИЯ", "(2010=100)")))
                .extracting(o -> o.measure().code() + o.qualifiers() + o.unitLabel())
                .containsOnly("index{base=2010}%");
        assertThat(read(String.format(table, "26.29. ИНДЕКСЫ ПРОМЫШЛЕННОГО ПРОИЗВОДСТВА", "(2010=100)")))
                .extracting(o -> o.indicator().label() + " " + o.measure().code())
                .containsOnly("ИНДЕКСЫ ПРОМЫШЛЕННОГО ПРОИЗВОДСТВА index");
        assertThat(read(String.format(
                        table, "26.42. УДЕЛЬНЫЙ ВЕС ТРАНСПОРТА В ГРУЗООБОРОТЕ", "(в процентах / percent)")))
                .extracting(o -> o.measure().code() + " " + o.unitLabel())
                .containsOnly("share %");
    }

    @Test
    void takesNoDeflatorForTheProductItself() {
        assertThat(read("""
                Table 1.5 Gross Regional Domestic Product | < | <
                Implicit Price Index | < | <
                Region | 2019 | 2020
                Armenia | 51.2 | 54.3
                Georgia | 63.0 | 63.8
                """))
                .extracting(o -> o.indicator().label() + " "
                        + o.indicator().id().orElse("?") + " " + o.measure().code())
                .containsOnly("Gross Regional Domestic Product / Implicit Price Index ? index");
    }

    @Test
    void givesNoIdOfAWholeToAnotherStatisticOfIt() {
        assertThat(read("""
                26.4. ОЖИДАЕМАЯ ПРОДОЛЖИТЕЛЬНОСТЬ ЖИЗНИ ПРИ РОЖДЕНИИ | < | <
                 | Годы Year | Все население Total population
                Россия | 2021 | 70,06
                Армения | 2021 | 72,4
                """)).extracting(o -> o.indicator().id()).containsOnly(Optional.empty());
    }

    @Test
    void readsFinancialYearsInLongHeads() {
        assertThat(read("""
                States | Public Health Outlay 2012-13 (Budget Estimates) | <
                 | Revenue | Capital
                Assam | 14,874,821 | 161,600
                Jammu & Kashmir | 14,411,984 | 3,188,550
                """))
                .extracting(TableExtractorTest::said)
                .startsWith(
                        "Assam IN-AS | Public Health Outlay (Budget Estimates) / Revenue ? | 2012/2013 | 14874821  level");
    }

    @Test
    void leavesTheUnitOfAgesToTheAges() {
        assertThat(read("""
                26.3. Население по возрасту | < | < | <
                 | Годы | в том числе в возрасте, лет / including at age, years | <
                 | | 0 – 4 | 5 – 9
                Россия | 2022 | 7597 | 9624
                Армения | 2022 | 170 | 201
                """)).extracting(Observation::unitLabel).doesNotContain("years", "лет");
    }

    @Test
    void saysWhatCouldNotBeTold() {
        Extraction extraction =
                new Extractor(book).extract(List.of(document("b.csv", Declared.NOTHING, grid("t1", """
                地区 | 数值
                北京市 | 9153.26
                天津市 | 12..5
                """))));
        assertThat(extraction.diagnostics())
                .extracting(Diagnostic::code)
                .extracting(Diagnostic.Code::id)
                .contains("ALM-2032");
    }

    @Test
    void survivesHostileGrids() {
        assertThat(read("(((((((((((( | ))))) \n 1 | 2")).isNotNull();
        assertThat(read("单位:" + "亿".repeat(5000) + " | x\n1|2")).isNotNull();
        assertThat(read("续 表 ".repeat(500) + "|\n" + "其中：".repeat(800) + "| 5")).isNotNull();
        assertThat(new Extractor(RuleBook.empty())
                        .extract(List.of(document("c.csv", Declared.NOTHING, grid("t1", "a | 2012\nb | 5\nc | 6.5"))))
                        .observations())
                .hasSize(2);
    }
}
