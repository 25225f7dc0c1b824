package almanac.regression.design;

import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.regression.formula.Formula;
import almanac.regression.numeric.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The complete rows of a frame as a regression sees them. All columns have the length of {@code rows}.
 *
 * @param rows rows of the frame used, ascending, from 0
 * @param response the left side
 * @param constant whether the first regressor is the constant
 * @param regressors exogenous columns, the constant first
 * @param endogenous instrumented columns
 * @param instruments excluded instruments
 * @param effects fixed effects to absorb
 * @param entity unit of each row, where declared
 * @param time period of each row, where declared
 * @param panel where both are declared, or the time of a single series
 * @param weights analytic weights
 * @param clusters groupings asked for by the covariance, by column name
 */
public record Sample(
        Frame frame,
        Formula formula,
        int[] rows,
        Numbers response,
        boolean constant,
        List<Regressor> regressors,
        List<Regressor> endogenous,
        List<Regressor> instruments,
        List<Grouping> effects,
        Optional<Grouping> entity,
        Optional<Grouping> time,
        Optional<Panel> panel,
        Optional<double[]> weights,
        Map<String, Grouping> clusters,
        List<Fit.Dropped> dropped,
        List<Diagnostic> diagnostics) {
    public Sample {
        regressors = List.copyOf(regressors);
        endogenous = List.copyOf(endogenous);
        instruments = List.copyOf(instruments);
        effects = List.copyOf(effects);
        clusters = Map.copyOf(clusters);
        dropped = List.copyOf(dropped);
        diagnostics = List.copyOf(diagnostics);
    }

    public int size() {
        return rows.length;
    }

    public String dependent() {
        return formula.response().text();
    }

    /** The panel's units, or a refusal that says how to declare them. */
    public Grouping needEntity(String what) {
        return entity.orElseThrow(() ->
                new Refusal(Trouble.PANEL, what + " needs the units of the panel", "name their column with --entity"));
    }

    /** The panel, or a refusal that says how to declare it. */
    public Panel needPanel(String what) {
        return panel.orElseThrow(() -> new Refusal(
                Trouble.PANEL, what + " needs units and periods", "name their columns with --entity and --time"));
    }

    /** The named rows of this sample (positions in it). */
    public Sample at(int[] positions) {
        int[] few = new int[positions.length];
        for (int i = 0; i < few.length; i++) {
            few[i] = rows[positions[i]];
        }
        Map<String, Grouping> fewClusters = new java.util.TreeMap<>();
        clusters.forEach((name, grouping) -> fewClusters.put(name, grouping.rows(positions)));
        return new Sample(
                frame,
                formula,
                few,
                response.rows(positions),
                constant,
                regressors.stream().map(r -> r.rows(positions)).toList(),
                endogenous.stream().map(r -> r.rows(positions)).toList(),
                instruments.stream().map(r -> r.rows(positions)).toList(),
                effects.stream().map(e -> e.rows(positions)).toList(),
                entity.map(e -> e.rows(positions)),
                time.map(t -> t.rows(positions)),
                panel.map(p -> p.rows(positions)),
                weights.map(w -> {
                    double[] some = new double[positions.length];
                    for (int i = 0; i < some.length; i++) {
                        some[i] = w[positions[i]];
                    }
                    return some;
                }),
                fewClusters,
                dropped,
                diagnostics);
    }

    /** Its rows and regressors with these effects to absorb, without instruments, weights and clusters: for tests. */
    public Sample absorbing(List<Grouping> others) {
        return new Sample(
                frame,
                formula,
                rows,
                response,
                constant,
                regressors,
                List.of(),
                List.of(),
                others,
                entity,
                time,
                panel,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
    }

    /** The same sample with other regressors. */
    public Sample with(boolean hasConstant, List<Regressor> others) {
        return new Sample(
                frame,
                formula,
                rows,
                response,
                hasConstant,
                others,
                endogenous,
                instruments,
                effects,
                entity,
                time,
                panel,
                weights,
                clusters,
                dropped,
                diagnostics);
    }

    /** The same sample with what was left out and said since. */
    public Sample noting(List<Fit.Dropped> moreDropped, List<Diagnostic> moreDiagnostics) {
        return new Sample(
                frame,
                formula,
                rows,
                response,
                constant,
                regressors,
                endogenous,
                instruments,
                effects,
                entity,
                time,
                panel,
                weights,
                clusters,
                moreDropped,
                moreDiagnostics);
    }
}
