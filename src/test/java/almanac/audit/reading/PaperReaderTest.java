package almanac.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.audit.Auditor;
import almanac.audit.ClaimsReading;
import almanac.model.Audit;
import almanac.model.Claims;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Printed;
import almanac.model.Verdict.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaperReaderTest {
    private static ClaimsReading reading(String markdown) {
        return PaperReader.read(MarkdownTables.of(markdown), markdown, "paper.md", List.of());
    }

    private static Claims claims(String markdown) {
        return reading(markdown).claims().orElseThrow();
    }

    private static String text(Optional<Printed> printed) {
        return printed.map(Printed::text).orElse("");
    }

    @Test
    void readsALowerTriangleAndNestedColumnsWithTBelow() {
        Claims claims = claims("""
                Table 1 Correlations, N = 166

                |  | lnExtec | LE | lnpcGDP |
                |---|---|---|---|
                | lnExtec | 1.0000 |  |  |
                | LE | .1658 | 1.0000 |  |
                | lnpcGDP | .7364 | .0873 | 1.0000 |

                Table 2 Regressions

                |  | (1) | (2) |
                |---|---|---|
                | LE | .257** | .158* |
                |  | (2.14) | (1.95) |
                | ln pcGDP |  | 1.196*** |
                |  |  | (13.78) |
                | Constant | 8.237 | −3.664 |
                |  | (55.67) | (−4.21) |
                | N | 166 | 166 |
                | Adj. R² | .23 | .546 |

                t statistics in parentheses; *** p<0.01, ** p<0.05, * p<0.1
                """);
        assertThat(claims.order()).containsExactly("lnExtec", "LE", "lnpcGDP");
        assertThat(claims.correlations()).hasSize(3);
        assertThat(text(claims.n())).isEqualTo("166");
        assertThat(claims.legend().declared()).isTrue();
        assertThat(claims.models()).hasSize(2);
        Model second = claims.models().get(1);
        assertThat(second.y()).isEqualTo("lnExtec");
        assertThat(second.variables()).containsExactly("LE", "lnpcGDP");
        Row row = second.rows().get(1);
        assertThat(text(row.coef())).isEqualTo("1.196");
        assertThat(text(row.t())).isEqualTo("13.78");
        assertThat(row.stars()).contains("***");
        assertThat(second.constant().flatMap(Row::coef).map(Printed::number)).contains(-3.664);
        assertThat(text(second.adjR2())).isEqualTo(".546");
        Audit audit = Auditor.audit(claims);
        assertThat(audit.cells().stream()
                        .filter(v -> v.kind() == Kind.IMPOSSIBLE)
                        .map(v -> v.claim().place()))
                .containsExactly(
                        "t of LE in model 1",
                        "adjusted R2 of model 1",
                        "t of lnpcGDP in model 2",
                        "adjusted R2 of model 2");
    }

    @Test
    void readsAnUpperTriangleWithStarsDecimalCommasAndMoments() {
        Claims claims = claims("""
                Table 1. Means, standard deviations and correlations (n = 120)

                | Variable | Mean | SD | 1 | 2 | 3 |
                |---|---|---|---|---|---|
                | 1. Wage | 3,21 | 0,84 | 1 | 0,42** | −0,18* |
                | 2. School | 2,90 | 1,10 |  | 1 | 0,05 |
                | 3. Age | 41,5 | 9,8 |  |  | 1 |

                ** p < 0,01; * p < 0,05
                """);
        assertThat(claims.order()).containsExactly("Wage", "School", "Age");
        assertThat(claims.correlations())
                .anyMatch(c -> c.row().equals("Age")
                        && c.column().equals("Wage")
                        && c.value().number() == -0.18
                        && c.stars().equals(Optional.of("*")));
        assertThat(claims.descriptives()).hasSize(3);
        assertThat(claims.descriptives().get(2).mean().map(Printed::number)).contains(41.5);
        assertThat(claims.legend().levels()).hasSize(2);
        assertThat(Auditor.audit(claims).clean()).isTrue();
    }

    @Test
    void readsChineseTablesWithStandardErrorsInTheSameCell() {
        Claims claims = claims("""
                表3 回归结果

                | 变量 | 模型1 | 模型2 |
                |---|---|---|
                | 产业集聚 | 0.352***<br>(0.101) | 0.301**<br>(0.121) |
                | 人力资本 |  | 0.120*<br>(0.068) |
                | 常数项 | 1.205***<br>(0.300) | 1.100***<br>(0.310) |
                | 年份固定效应 | 否 | 是 |
                | 样本量 | 300 | 300 |
                | 调整R2 | 0.036 | 0.230 |

                注：括号内为标准误；***、**、*分别表示在1%、5%、10%的水平上显著。被解释变量：出口复杂度
                """);
        Model first = claims.models().get(0);
        assertThat(first.y()).isEqualTo("出口复杂度");
        assertThat(text(first.rows().get(0).se())).isEqualTo("0.101");
        assertThat(claims.models().get(1).regressors()).isEmpty();
        assertThat(claims.legend().levels().get(0).p()).isEqualTo(0.01);
        assertThat(claims.legend().levels().get(0).mark()).isEqualTo("***");
        assertThat(Auditor.audit(claims).clean()).isTrue();
    }

    @Test
    void readsFiguresSideBySide() {
        Claims claims = claims("""
                | Variable | Coef. | Std. Err. | t | P>|t| |
                |---|---|---|---|---|
                | School | 0.50 | 0.10 | 5.00 | 0.000 |
                | Age | -0.20 | 0.10 | -2.00 | 0.048 |
                | _cons | 1.00 | 0.50 | 2.00 | 0.048 |
                | Observations | 104 |  |  |  |
                """.replace("P>|t|", "P"));
        assertThat(claims.models()).hasSize(1);
        Row age = claims.models().get(0).rows().get(1);
        assertThat(text(age.se())).isEqualTo("0.10");
        assertThat(text(age.t())).isEqualTo("-2.00");
        assertThat(text(age.p())).isEqualTo("0.048");
        assertThat(claims.models().get(0).constant()).isPresent();
        assertThat(Auditor.audit(claims).clean()).isTrue();
    }

    @Test
    void saysWhatBracketsWereTakenFor() {
        ClaimsReading reading = reading("""
                | | (1) |
                |---|---|
                | School | 0.50*** |
                | | (0.10) |
                | Age | 0.02 |
                | | (0.05) |
                | N | 104 |
                | R2 | 0.30 |

                *** 1 %
                """);
        assertThat(text(reading.claims()
                        .orElseThrow()
                        .models()
                        .get(0)
                        .rows()
                        .get(0)
                        .se()))
                .isEqualTo("0.10");
        assertThat(reading.diagnostics()).anyMatch(d -> d.code().id().equals("ALM-7006"));
    }

    @Test
    void leavesOtherTablesAlone() {
        ClaimsReading reading = reading("""
                | Region | 2018 | 2019 |
                |---|---|---|
                | Hubei | 39366.55 | 45828.31 |
                | Hunan | 36425.78 | 39752.12 |
                """);
        assertThat(reading.claims()).isEmpty();
        assertThat(reading.diagnostics()).anyMatch(d -> d.code().id().equals("ALM-7004"));
    }

    @Test
    void readsLegendsInBothOrders() {
        assertThat(Notes.legend("*, **, *** denote significance at the 10%, 5% and 1% levels")
                        .orElseThrow()
                        .levels()
                        .get(0)
                        .mark())
                .isEqualTo("***");
        assertThat(Notes.legend("***p<0.001, **p<0.01, *p<0.05")
                        .orElseThrow()
                        .levels()
                        .get(0)
                        .p())
                .isEqualTo(0.001);
        assertThat(Notes.legend("no marks here, 5 %")).isEmpty();
    }
}
