package almanac.regression;

import almanac.regression.design.Regressor;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests of two-stage least squares: first-stage partial F (weak instruments; Staiger and Stock 1997), for several endogenous
 * regressors the rank tests of {@link RankTests}, Wu (1973) and Hausman (1978), Sargan (1958), Hansen (1982).
 */
final class InstrumentTests {
    private InstrumentTests() {}

    static void run(Estimate estimate, Results results) {
        InstrumentalVariables.Stage stage = InstrumentalVariables.stage(estimate.sample());
        int n = estimate.size();
        int lost = n - estimate.dfResidual() - estimate.parameters();
        List<double[]> exogenous = values(stage.exogenous());
        List<double[]> all = values(stage.allInstruments());
        List<double[]> firstResiduals = new ArrayList<>();
        for (Regressor regressor : stage.endogenous()) {
            double[] column = regressor.values().hi();
            Auxiliary.Fitted wide = Auxiliary.solve(all, column);
            double restricted = exogenous.isEmpty()
                    ? WithinEstimator.squares(column)
                    : Auxiliary.solve(exogenous, column).rss();
            int narrowRank =
                    exogenous.isEmpty() ? 0 : Auxiliary.solve(exogenous, column).rank();
            int added = wide.rank() - narrowRank;
            int df = n - wide.rank() - lost;
            String suffix = stage.endogenous().size() == 1 ? "" : ":" + regressor.term();
            results.f(
                    "weak_instruments" + suffix,
                    "first stage of " + regressor.term() + ": F of the excluded instruments",
                    (restricted - wide.rss()) / added / (wide.rss() / df),
                    added,
                    df);
            results.figure("first_stage_r2:" + regressor.term(), wide.r2());
            results.figure("first_stage_partial_r2:" + regressor.term(), 1 - wide.rss() / restricted);
            firstResiduals.add(wide.residuals());
        }
        RankTests.run(estimate, exogenous, values(stage.endogenous()), values(stage.instruments()), lost, results);
        List<double[]> structural = new ArrayList<>(exogenous);
        structural.addAll(values(stage.endogenous()));
        double[] y = stage.response().hi();
        Auxiliary.Fitted narrow = Auxiliary.solve(structural, y);
        List<double[]> augmented = new ArrayList<>(structural);
        augmented.addAll(firstResiduals);
        Auxiliary.Fitted wide = Auxiliary.solve(augmented, y);
        int added = wide.rank() - narrow.rank();
        int df = n - wide.rank() - lost;
        results.f(
                "wu_hausman",
                "Wu-Hausman: first-stage residuals in the least squares equation",
                (narrow.rss() - wide.rss()) / added / (wide.rss() / df),
                added,
                df);
        int excess = stage.instruments().size() - stage.endogenous().size();
        if (excess == 0) {
            results.trouble("sargan", "the model is exactly identified: nothing is left to test");
            return;
        }
        double[] u = estimate.residuals();
        Auxiliary.Fitted on = Auxiliary.solve(all, u);
        results.chi(
                "sargan",
                "Sargan: n R2 of the residuals on all instruments",
                n * (1 - on.rss() / WithinEstimator.squares(u)),
                excess);
        hansen(all, structural, y, u, excess, results);
    }

    private static List<double[]> values(List<Regressor> regressors) {
        return regressors.stream().map(r -> r.values().hi()).toList();
    }

    /** J of two-step efficient GMM whose weights come from the 2SLS residuals (heteroskedasticity only). */
    private static void hansen(
            List<double[]> z, List<double[]> x, double[] y, double[] u, int excess, Results results) {
        int n = y.length;
        double[][] s = new double[z.size()][z.size()];
        double[][] zx = new double[z.size()][x.size()];
        double[] zy = new double[z.size()];
        for (int a = 0; a < z.size(); a++) {
            for (int i = 0; i < n; i++) {
                zy[a] += z.get(a)[i] * y[i];
                for (int b = 0; b < z.size(); b++) {
                    s[a][b] += z.get(a)[i] * z.get(b)[i] * u[i] * u[i];
                }
                for (int b = 0; b < x.size(); b++) {
                    zx[a][b] += z.get(a)[i] * x.get(b)[i];
                }
            }
        }
        double[][] weight = Symmetric.inverse(s);
        double[][] wzx = Symmetric.times(weight, zx);
        double[] wzy = Symmetric.times(weight, zy);
        int k = x.size();
        double[][] left = new double[k][k];
        double[] right = new double[k];
        for (int a = 0; a < k; a++) {
            for (int m = 0; m < z.size(); m++) {
                right[a] += zx[m][a] * wzy[m];
                for (int b = 0; b < k; b++) {
                    left[a][b] += zx[m][a] * wzx[m][b];
                }
            }
        }
        double[] b = Symmetric.times(Symmetric.inverse(left), right);
        double[] g = zy.clone();
        for (int a = 0; a < g.length; a++) {
            for (int m = 0; m < k; m++) {
                g[a] -= zx[a][m] * b[m];
            }
        }
        results.chi(
                "hansen_j",
                "Hansen J of two-step GMM, robust to heteroskedasticity",
                Symmetric.quadraticInverse(s, g),
                excess);
    }
}
