package almanac.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8003.82       | 8003.82
            1,234.5       | 1234.5
            1,234,567     | 1234567
            12,34,567     | 1234567
            1 043,3       | 1043.3
            1.234.567     | 1234567
            1.234,5       | 1234.5
            1'234.5       | 1234.5
            986 1. 56     | 9861.56
            2971. 19      | 2971.19
            22060. 19     | 22060.19
            362,6         | 362.6
            0,75          | 0.75
            9 294 198     | 9294198
            60  114 001 | 60114001
            －24.56       | -24.56
            −1.0          | -1.0
            –5.9          | -5.9
            +3.0          | 3.0
            (123.4)       | -123.4
            （1,234）      | -1234
            123-          | -123
            ▲2.5          | -2.5
            ５３１６２．３６  | 53162.36
            3·14          | 3.14
            .23           | 0.23
            1.5E+3        | 1500
            55.0          | 55.0
            三百五十        | 350
            两千亿          | 200000000000
            二〇一九        | 2019
            三亿五千万       | 350000000
            """)
    void readsPrintedForms(String printed, BigDecimal value) {
        assertThat(Numerals.read(printed).orElseThrow().value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20212)        | 2021      | 2)
            1 043,31)     | 1043.3    | 1)
            9 294 19815)  | 9294198   | 15)
            7 7003)       | 7700      | 3)
            12.5*         | 12.5      | *
            24.91²        | 24.91     | ²
            105①          | 105       | ①
            [2]8980.37    | 8980.37   | [2]
            8980.37[3]    | 8980.37   | [3]
            1,043 r       | 1043      | r
            5.2 a)        | 5.2       | a)
            12.5(1)       | 12.5      | (1)
            *15.2         | 15.2      | *
            """)
    void takesFootnoteMarksApart(String printed, BigDecimal value, String mark) {
        Numerals.Numeral numeral = Numerals.read(printed).orElseThrow();
        assertThat(numeral.value()).isEqualTo(value);
        assertThat(numeral.marks()).containsExactly(mark);
    }

    @Test
    void takesTwoMarksApart() {
        assertThat(Numerals.read("362,62);3)").orElseThrow().marks()).containsExactlyInAnyOrder("2)", "3)");
        assertThat(Numerals.read("362,62);3)").orElseThrow().value()).isEqualTo(new BigDecimal("362.6"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.2%          | 5.2     | %         | 5.2
            5.2 ‰         | 5.2     | ‰         | 5.2
            １．３４万亿    | 1.34    | 万亿       | 1340000000000
            5.3 万        | 5.3     | 万         | 53000
            2 billion     | 2       | billion   | 2000000000
            """)
    void keepsSuffixes(String printed, BigDecimal value, String suffix, BigDecimal scaled) {
        Numerals.Numeral numeral = Numerals.read(printed).orElseThrow();
        assertThat(numeral.value()).isEqualTo(value);
        assertThat(numeral.suffix()).isEqualTo(suffix);
        assertThat(numeral.scaled()).isEqualByComparingTo(scaled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "–",
                "…",
                "(X)",
                "武汉",
                "12 34",
                "1.2.3",
                "1,2,3",
                "5G",
                "2015-2019",
                "1-7",
                "R&D",
                "2-14",
                "万",
                "一",
                "亿",
                "1043.3 1056.2",
                "1/2",
                "3:4",
                "(-5)",
                "12.345.6",
                "abc123",
                "1234567890123456789012345678901234567890123456789012345678901"
            })
    void refusesWhatIsNoNumber(String printed) {
        assertThat(Numerals.read(printed)).isEmpty();
    }

    @Test
    void readsCommaDecimalsOfAColumn() {
        assertThat(Numerals.style(List.of("1,234", "0,75", "12"))).isEqualTo(Numerals.Style.COMMA);
        assertThat(Numerals.style(List.of("1,234", "12.75"))).isEqualTo(Numerals.Style.POINT);
        assertThat(Numerals.style(List.of("1,234"))).isEqualTo(Numerals.Style.POINT);
        assertThat(Numerals.read("1,234", Numerals.Style.COMMA).orElseThrow().value())
                .isEqualTo("1.234");
        assertThat(Numerals.read("1,234").orElseThrow().value()).isEqualTo("1234");
    }

    @Test
    void keepsPrintedDecimalsSeed1() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            BigDecimal value = new BigDecimal(random.nextInt(100_000_000)).movePointLeft(random.nextInt(4));
            String grouped = new java.text.DecimalFormat(
                            "#,##0" + (value.scale() > 0 ? "." + "0".repeat(value.scale()) : ""),
                            java.text.DecimalFormatSymbols.getInstance(java.util.Locale.ROOT))
                    .format(value);
            assertThat(Numerals.read(value.toPlainString()).orElseThrow().value())
                    .isEqualTo(value);
            assertThat(Numerals.read(grouped).orElseThrow().value()).isEqualTo(value);
        }
    }
}
