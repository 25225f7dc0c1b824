package almanac.extract.prose;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.rule.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProseExplanationTest {
    private static final ProseExplanation EXPLANATION = new ProseExplanation(RuleBook.load(List.of(Path.of("rules"))));

    @Test
    void saysWhichRulesFitAndWhatWasRead() {
        assertThat(EXPLANATION.explain("2024年出口120亿元，比上年增长5.8%。", Optional.empty()))
                .contains("tokens\t2024年/time 出口/word 120/num 亿元/unit ,/punct")
                .contains("matches\tzh.growth.rate\t\"比上年增长5.8%\"")
                .contains("reads\tgrowth 5.8 % of \"出口\", 2024");
    }

    @Test
    void saysAtWhichTokenARuleFailsAndWhatItWanted() {
        assertThat(EXPLANATION.explain("2024年出口比上年增长较快，达120亿元。", Optional.of("zh.growth.rate")))
                .contains("misses\tzh.growth.rate\tfits \"比上年增长\", fails at token 6, \"较\", wanted ")
                .contains("num");
        assertThat(EXPLANATION.explain("Exports in 2024 rose sharply.", Optional.of("en.growth.rate")))
                .contains("fits \"rose sharply\", fails at token 6, \".\", wanted ");
    }

    @Test
    void namesTheNearestRulesWhereNoneFits() {
        assertThat(EXPLANATION.explain("出口约为5以上。", Optional.empty())).contains("misses\t");
    }
}
