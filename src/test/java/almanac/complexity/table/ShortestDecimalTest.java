package almanac.complexity.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
    private final ShortestDecimal decimal = new ShortestDecimal();

    private String written(double value) {
        byte[] to = new byte[ShortestDecimal.LONGEST];
        return new String(to, 0, decimal.write(value, to, 0), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 0
            -0.5, -0.5
            1, 1
            0.1, 0.1
            123456.789, 123456.789
            2.0E-3, 0.002
            1e-5, 0.00001
            1.5e-7, 1.5E-7
            5e-7, 5E-7
            1e22, 1E22
            2e23, 2E23
            9007199254740993, 9007199254740992
            1.7976931348623157E308, 1.7976931348623157E308
            2.2250738585072014E-308, 2.2250738585072014E-308
            9.5367431640625E-7, 9.5367431640625E-7
            0.30000000000000004, 0.30000000000000004
            """)
    void writesTheShortestDigits(double value, String text) {
        assertThat(written(value)).isEqualTo(text);
    }

    @Test
    void readsBackAsTheSameDoubleAndIsNeverLongerThanTheJdkSeed11() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 200_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE)
                    : random.nextDouble() * Math.pow(10, random.nextInt(-9, 9));
            if (Double.isFinite(value)) {
                String text = written(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    private static int digits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }
}
