package almanac.audit;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Claims;
import almanac.model.Moments;
import almanac.model.Replicated;
import almanac.model.Replicated.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    @Test
    void recoversTheMomentsOfTheFoundingPaper() {
        Claims claims = AuditorTest.claims(AuditorTest.FOUNDING_PAPER);
        Moments moments =
                MomentsRecovery.recover(claims, OptionalDouble.of(0.941)).orElseThrow();
        double[] means = {8.516, 1.084, 10.036, 5.344, 8.901, 6.774};
        double[] deviations = {.941, .608, .572, 1.009, .870, 1.215};
        for (int i = 0; i < 6; i++) {
            assertThat(moments.means()[i]).isCloseTo(means[i], Offset.offset(0.0025));
            assertThat(moments.deviations()[i]).isCloseTo(deviations[i], Offset.offset(0.0015));
        }
    }

    @Test
    void judgesAll65FiguresOfTheFoundingPaper() {
        Claims claims = AuditorTest.claims(AuditorTest.FOUNDING_PAPER);
        Recomputed recomputed = FromMoments.of(
                claims,
                MomentsRecovery.recover(claims, OptionalDouble.of(0.941)).orElseThrow());
        List<Replicated> verdicts = Replication.of(claims, recomputed);
        assertThat(verdicts).hasSize(65);
        assertThat(verdicts.stream().filter(v -> v.kind() == Kind.DIFFERS).map(Replicated::claim))
                .containsExactlyInAnyOrder(
                        "table2.model1.t.LE",
                        "table2.model1.adjR2",
                        "table2.model2.t.lnpcGDP",
                        "table2.model2.const_t",
                        "table2.model2.adjR2",
                        "table2.model3.t.LE",
                        "table2.model4.const_t",
                        "table2.model4.adjR2",
                        "table2.model5.const_t",
                        "table2.model5.adjR2");
        assertThat(verdicts).noneMatch(v -> v.kind() == Kind.CANNOT_TELL);
    }

    @Test
    void saysSoWhenAFigureCouldNotBeRecomputed() {
        Claims claims = AuditorTest.claims(AuditorTest.FOUNDING_PAPER);
        List<Replicated> verdicts = Replication.of(claims, new Recomputed(new double[0][], new ArrayList<>()));
        assertThat(verdicts).hasSize(65).allMatch(v -> v.kind() == Kind.CANNOT_TELL);
    }

    /** All figures of the claims, from moments. */
    static final class FromMoments {
        private FromMoments() {}

        static Recomputed of(Claims claims, Moments moments) {
            List<Recomputed.Column> columns = new ArrayList<>();
            for (Claims.Model model : claims.models()) {
                int k = model.rows().size();
                int[] at = model.variables().stream()
                        .mapToInt(v -> moments.names().indexOf(v))
                        .toArray();
                double[][] rxx = new double[k][k];
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j < k; j++) {
                        rxx[i][j] = moments.correlations()[at[i]][at[j]];
                    }
                }
                double[][] q = Symmetric.inverse(rxx).orElseThrow();
                int n = moments.observations();
                double r2 = 0;
                double[] b = new double[k];
                double[] t = new double[k];
                double[] beta = new double[k];
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j < k; j++) {
                        beta[i] += q[i][j] * moments.correlations()[0][at[j]];
                    }
                    r2 += beta[i] * moments.correlations()[0][at[i]];
                }
                double constant = moments.means()[0];
                double distance = 0;
                for (int i = 0; i < k; i++) {
                    b[i] = beta[i] * moments.deviations()[0] / moments.deviations()[at[i]];
                    t[i] = beta[i] / Math.sqrt((1 - r2) / (n - k - 1.0) * q[i][i]);
                    constant -= b[i] * moments.means()[at[i]];
                    for (int j = 0; j < k; j++) {
                        distance += moments.means()[at[i]]
                                / moments.deviations()[at[i]]
                                * q[i][j]
                                * moments.means()[at[j]]
                                / moments.deviations()[at[j]];
                    }
                }
                double s2 = (1 - r2) * moments.deviations()[0] * moments.deviations()[0] * (n - 1) / (n - k - 1.0);
                double constantT = constant / Math.sqrt(s2 * (1.0 / n + distance / (n - 1)));
                columns.add(new Recomputed.Column(
                        n, r2, 1 - (1 - r2) * (n - 1) / (n - k - 1.0), Double.NaN, b, t, constant, constantT));
            }
            return new Recomputed(moments.correlations(), columns);
        }
    }
}
