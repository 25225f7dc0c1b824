package almanac.regression.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaParserTest {
    private static Formula one(String text) {
        List<Formula> formulas = FormulaParser.parse(text);
        assertThat(formulas).hasSize(1);
        return formulas.get(0);
    }

    private static List<String> terms(Formula formula) {
        return formula.terms().stream().map(Term::text).toList();
    }

    @Test
    void readsTermsAsWrittenAndEffectsBehindTheBar() {
        Formula formula = one("log(y) ~ x1 + log(x2) + I(x^2) + i(year) + x1:x2 | firm + year^region");
        assertThat(formula.response().text()).isEqualTo("log(y)");
        assertThat(terms(formula)).containsExactly("x1", "log(x2)", "I(x^2)", "i(year)", "x1:x2");
        assertThat(formula.effects()).containsExactly(List.of("firm"), List.of("year", "region"));
        assertThat(formula.constant()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ 0 + x", "y ~ x - 1", "y ~ -1 + x", "y ~ x + 0"})
    void dropsTheConstant(String text) {
        assertThat(one(text).constant()).isFalse();
        assertThat(terms(one(text))).containsExactly("x");
    }

    @Test
    void crossesWithAStar() {
        assertThat(terms(one("y ~ a*b"))).containsExactly("a", "b", "a:b");
        assertThat(terms(one("y ~ a*b - b"))).containsExactly("a", "a:b");
    }

    @Test
    void readsInstrumentsInThreeForms() {
        for (Formula formula : List.of(
                one("y ~ x + (e1 + e2 ~ z1 + z2)"),
                one("y ~ x | 0 | e1 + e2 ~ z1 + z2"),
                FormulaParser.parseInstrumental("y ~ x + e1 + e2 | x + z1 + z2").get(0))) {
            assertThat(terms(formula)).containsExactly("x");
            assertThat(formula.endogenous().stream().map(Term::text)).containsExactly("e1", "e2");
            assertThat(formula.instruments().stream().map(Term::text)).containsExactly("z1", "z2");
        }
    }

    @Test
    void stepsCumulateWhereTheyStand() {
        List<Formula> steps = FormulaParser.parse("y ~ a + csw(b, c + d, log(e)) + z");
        assertThat(steps.stream().map(FormulaParserTest::terms))
                .containsExactly(
                        List.of("a", "b", "z"),
                        List.of("a", "b", "c", "d", "z"),
                        List.of("a", "b", "c", "d", "log(e)", "z"));
        assertThat(FormulaParser.parse("y ~ sw0(b, c)").stream().map(FormulaParserTest::terms))
                .containsExactly(List.of(), List.of("b"), List.of("c"));
        assertThat(steps.get(0).text()).isEqualTo("y ~ a + b + z");
    }

    @Test
    void takesChineseNamesAndBackquotes() {
        assertThat(terms(one("出口 ~ log(人均GDP) + `R&D share`"))).containsExactly("log(人均GDP)", "`R&D share`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "y",
                "y ~",
                "y ~ x +",
                "y ~ log(x",
                "y ~ x | ",
                "y ~ x ) z",
                "~ x",
                "y ~ `x",
                "y ~ 1.2.3*x",
                "y + z ~ x",
                "y ~ csw(a) + csw(b)"
            })
    void saysWhereAFormulaBreaks(String text) {
        assertThatThrownBy(() -> FormulaParser.parse(text))
                .isInstanceOf(FormulaTrouble.class)
                .hasMessageContaining("was expected");
    }
}
