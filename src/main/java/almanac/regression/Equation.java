package almanac.regression;

import almanac.model.Fit;
import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Regressor;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Solves one least squares problem and names what had to be left out. */
final class Equation {
    private Equation() {}

    /**
     * @param lost degrees of freedom used up before: absorbed effects
     * @param reference lengths of the columns before effects were taken out, against which collinearity is judged
     */
    static Estimate solve(
            String estimator,
            Sample sample,
            List<Regressor> regressors,
            Numbers response,
            boolean constant,
            double[] reference,
            int lost,
            List<Grouping> absorbed) {
        List<Numbers> columns = regressors.stream().map(Regressor::values).toList();
        refuseTooFew(sample, columns.size(), response.size(), lost);
        LeastSquares.Solution solution = LeastSquares.solve(columns, response, reference);
        List<String> terms = new ArrayList<>();
        double[][] kept = new double[solution.kept().length][];
        for (int j = 0; j < kept.length; j++) {
            terms.add(regressors.get(solution.kept()[j]).term());
            kept[j] = columns.get(solution.kept()[j]).hi();
        }
        List<Fit.Dropped> dropped = new ArrayList<>();
        for (int j = 0; j < regressors.size(); j++) {
            String term = regressors.get(j).term();
            if (!terms.contains(term)) {
                dropped.add(new Fit.Dropped("term", 0, term, reason(sample, term, j, terms, constant, absorbed)));
            }
        }
        int dfResidual = response.size() - terms.size() - lost;
        if (terms.isEmpty() || dfResidual <= 0) {
            refuseTooFew(sample, Math.max(1, terms.size()), response.size(), lost);
            throw new Refusal(
                    Trouble.TOO_FEW_ROWS,
                    "nothing is left to estimate: "
                            + String.join(
                                    "; ",
                                    dropped.stream()
                                            .map(d -> d.what() + " " + d.reason())
                                            .toList()),
                    "a regressor must vary in the sample, and within the fixed effects where there are some");
        }
        return new Estimate(
                estimator,
                sample,
                terms,
                kept,
                response.hi(),
                solution,
                solution.residuals(),
                solution.rss(),
                dfResidual,
                constant,
                absorbed,
                Map.of(),
                Map.of(),
                dropped,
                List.of());
    }

    private static void refuseTooFew(Sample sample, int columns, int rows, int lost) {
        if (rows - lost <= columns && rows <= columns + lost) {
            throw new Refusal(
                    Trouble.TOO_FEW_ROWS,
                    rows + " complete rows cannot estimate " + (columns + lost) + " parameters"
                            + (lost > 0 ? " (" + lost + " of them absorbed effects)" : ""),
                    "more rows than parameters are needed: take variables out, or see \"dropped\" for the "
                            + sample.dropped().size() + " rows left out");
        }
    }

    private static String reason(
            Sample sample, String term, int place, List<String> kept, boolean constant, List<Grouping> absorbed) {
        double[] original = sample.regressors().stream()
                .filter(r -> r.term().equals(term))
                .findFirst()
                .map(r -> r.values().hi())
                .orElse(new double[0]);
        boolean same = original.length > 0;
        for (double value : original) {
            same &= value == original[0];
        }
        if (same && (constant || !absorbed.isEmpty())) {
            return "is constant in the sample";
        }
        if (same && original[0] == 0) {
            return "is zero in the whole sample";
        }
        if (!absorbed.isEmpty()) {
            return "is explained by the fixed effects "
                    + String.join(" + ", absorbed.stream().map(Grouping::name).toList())
                    + (kept.isEmpty() ? "" : " and the terms before it");
        }
        return "is a linear combination of "
                + (place == 0 || kept.isEmpty()
                        ? "the others"
                        : String.join(", ", kept.subList(0, Math.min(place, kept.size()))));
    }
}
