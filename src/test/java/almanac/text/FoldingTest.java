package almanac.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '武    汉'           | 武汉
            '　盐 城'            | 盐城
            '恩 施 州'           | 恩施州
            'Inner   Mongolia '  | Inner Mongolia
            '全省总计 Total'      | 全省总计 Total
            '年末总人口_x000D_(万人)' | 年末总人口 (万人)
            'R&D  经 费'         | R&D 经费
            """)
    void removesInnerPadding(String printed, String label) {
        assertThat(Folding.label(printed)).isEqualTo(label);
    }

    @Test
    void foldsRadicalsAndWidth() {
        assertThat(Folding.characters("⻓江⻚，⾦额（１２）％")).isEqualTo("长江页,金额(12)%");
        assertThat(Folding.characters("24.91²①")).isEqualTo("24.91²①");
        assertThat(Folding.characters("a\u00A0b\u200Bc\r\nd")).isEqualTo("a bc\nd");
        assertThat(Folding.characters("15㎡")).isEqualTo("15m²");
    }

    @Test
    void foldsLookAlikesOnlyInsideLatinWords() {
        assertThat(Folding.latin("Аktobе")).isEqualTo("Aktobe");
        assertThat(Folding.latin("Алматы")).isEqualTo("Алматы");
        assertThat(Folding.key("R & D 经费（亿元）")).isEqualTo("r&d经费亿元");
        assertThat(Folding.key("Huai'an")).isEqualTo(Folding.key("Huaian"));
    }

    @Test
    void keepsOffsets() {
        assertThat(Folding.character('５')).isEqualTo('5');
        assertThat(Folding.character('％')).isEqualTo('%');
        assertThat(Folding.character('汉')).isEqualTo('汉');
    }

    @Test
    void decodesChineseAndWestern() {
        byte[] gbk = "指标：地区生产总值(亿元)\n北京,8003.82".getBytes(Charset.forName("GB18030"));
        assertThat(Decoding.decode(gbk).text()).startsWith("指标：地区");
        assertThat(Decoding.decode(gbk).charset()).isEqualTo("GB18030");
        byte[] birthRate = "Indicators：Birth Rate(‰)".getBytes(Charset.forName("GB18030"));
        assertThat(Decoding.decode(birthRate).text()).isEqualTo("Indicators：Birth Rate(‰)");
        byte[] latin = "Région;Chômage\nÎle-de-France;8,1".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Decoding.decode(latin).text()).startsWith("Région");
        byte[] russian = "Валовой региональный продукт".getBytes(Charset.forName("windows-1251"));
        assertThat(Decoding.decode(russian).text()).startsWith("Валовой");
        byte[] marked = "\uFEFF省份,值".getBytes(StandardCharsets.UTF_8);
        assertThat(Decoding.decode(marked).text()).isEqualTo("省份,值");
        assertThat(Decoding.decode("a,b\n1,2".getBytes(StandardCharsets.UTF_16LE))
                        .text())
                .isEqualTo("a,b\n1,2");
        assertThat(Decoding.decode(new byte[0]).text()).isEmpty();
    }

    @Test
    void repairsWrongDecodingWhereTheBytesSurvive() {
        assertThat(Mojibake.repair("Databaseï¼\u009aAnnual by Province")).contains("Database：Annual by Province");
        assertThat(Mojibake.repair("Indicators£ºBirth Rate")).isEmpty();
        assertThat(Mojibake.repair(new String("生产总值".getBytes(Charset.forName("GBK")), StandardCharsets.ISO_8859_1)))
                .contains("生产总值");
        assertThat(Mojibake.repair("Région")).isEmpty();
        assertThat(Mojibake.lost("锟斤拷")).isTrue();
        assertThat(Mojibake.lost("Database???")).isTrue();
    }

    @Test
    void readsTheBooksOwnLegend() {
        Map<String, String> legend =
                MissingMarks.legend(List.of("– Represents zero. X Not applicable.", "注：“…”表示数据不详，空格表示无该项统计数据。"));
        assertThat(legend).containsEntry("-", "nil").containsEntry("x", "not_applicable");
        assertThat(legend).containsEntry("…", "not_available");
        assertThat(MissingMarks.reason("—", legend)).contains("nil");
        assertThat(MissingMarks.reason("-", Map.of("-", "not_applicable"))).contains("not_applicable");
        assertThat(MissingMarks.reason("(D)", Map.of())).contains("withheld");
        assertThat(MissingMarks.reason("", Map.of())).contains("blank");
        assertThat(MissingMarks.reason("12.5", Map.of())).isEmpty();
    }

    @Test
    void cutsSentences() {
        String text =
                "一、综合\n初步核算，全省生产总值为60012.97亿元。其中，第一产业增长3.1%；第二产业增长6.4%。\nGDP was 1.5 trillion U.S. dollars in 2019, up 6.1 percent. That of industry rose.";
        assertThat(Sentences.split(text).stream().map(s -> text.substring(s.from(), s.to())))
                .containsExactly(
                        "一、综合",
                        "初步核算，全省生产总值为60012.97亿元。",
                        "其中，第一产业增长3.1%；第二产业增长6.4%。",
                        "GDP was 1.5 trillion U.S. dollars in 2019, up 6.1 percent.",
                        "That of industry rose.");
    }
}
