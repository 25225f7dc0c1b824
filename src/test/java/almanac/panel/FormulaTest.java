package almanac.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log(gdp / population)          | [gdp, population]
            lq(output, gdp)                | [gdp, output]
            1e4 * x^-2                     | [x]
            -a + b - (c * 2.5)             | [a, b, c]
            lag(x, 2)                      | [x]
            """)
    void namesItsVariables(String text, String names) throws Exception {
        assertThat(Formula.parse(text).names()).hasToString(names);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log(            | expected a number
            ln(gdp)         | no function "ln"
            a + + b         | expected a number
            a b             | expected an operator
            log(a, b)       | log takes 1 arguments, not 2
            (a              | expected ')'
            1.2.3           | not a number
            """)
    void showsWhereItStopsUnderstanding(String text, String message) {
        assertThatThrownBy(() -> Formula.parse(text))
                .hasMessageContaining(message)
                .hasMessageContaining("^");
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> Formula.parse("(".repeat(100_000) + "x")).hasMessageContaining("nested");
        assertThatThrownBy(() -> Formula.parse("-".repeat(100_000) + "x")).hasMessageContaining("nested");
    }
}
