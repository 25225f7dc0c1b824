package almanac.regression;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.numeric.Tail;
import java.util.ArrayList;
import java.util.List;

/**
 * Average marginal effects: how much the fitted value changes with a variable that stands in several terms (squares, logs,
 * interactions), averaged over the sample. Standard errors by the delta method, g'Vg, where g_j is the mean change of
 * column j.
 */
public final class MarginalEffects {
    /** Step relative to the variable's standard deviation: the error of a central difference is about its square. */
    private static final double STEP = 1e-5;

    private MarginalEffects() {}

    /** The effect of a column of numbers in an estimated model; empty where the column is in none of its terms. */
    public static List<Coefficient> of(Fit fit, Frame frame, String variable) {
        Column column = frame.column(variable).orElse(null);
        if (column == null || column instanceof Column.Text || !fit.estimated()) {
            return List.of();
        }
        double[] values = new double[column.size()];
        boolean[] present = new boolean[column.size()];
        for (int i = 0; i < values.length; i++) {
            present[i] = !column.missing(i);
            values[i] = column instanceof Column.Doubles doubles
                    ? doubles.values()[i]
                    : ((Column.Decimals) column).at(i).map(d -> d.doubleValue()).orElse(0.0);
        }
        double[] used = new double[fit.rows().length];
        for (int i = 0; i < used.length; i++) {
            used[i] = values[fit.rows()[i]];
        }
        double step = STEP * Math.max(FitAssembly.sd(used), 1e-300);
        double[][] up = columns(fit, shifted(frame, variable, values, present, step));
        double[][] down = columns(fit, shifted(frame, variable, values, present, -step));
        int k = fit.coefficients().size();
        double[] gradient = new double[k];
        double effect = 0;
        boolean touched = false;
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < used.length; i++) {
                gradient[j] += (up[j][i] - down[j][i]) / (2 * step) / used.length;
            }
            effect += gradient[j] * fit.coefficients().get(j).estimate();
            touched |= gradient[j] != 0;
        }
        if (!touched) {
            return List.of();
        }
        double variance = 0;
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                variance += gradient[a] * fit.matrix()[a][b] * gradient[b];
            }
        }
        double se = Math.sqrt(variance);
        double half = Tail.tQuantile(0.95, fit.dfInference()) * se;
        return List.of(new Coefficient(
                "dy/d(" + variable + ")",
                effect,
                se,
                effect / se,
                Tail.t(effect / se, fit.dfInference()),
                effect - half,
                effect + half,
                Double.NaN));
    }

    private static Frame shifted(Frame frame, String variable, double[] values, boolean[] present, double by) {
        double[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += present[i] ? by : 0;
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : frame.columns()) {
            columns.add(column.name().equals(variable) ? new Column.Doubles(variable, moved, present) : column);
        }
        return new Frame(columns);
    }

    /** The columns of the fit's terms over its rows; a term the shift pushed out of its domain keeps the row's zero. */
    private static double[][] columns(Fit fit, Frame frame) {
        ModelSpec spec = fit.spec();
        double[][] columns = new double[fit.coefficients().size()][fit.rows().length];
        for (int j = 0; j < columns.length; j++) {
            String term = fit.coefficients().get(j).term();
            if (term.equals("(Intercept)") || term.contains("::")) {
                continue;
            }
            Column.Doubles values = almanac.regression.design.SampleBuilder.column(
                    frame, almanac.regression.formula.FormulaParser.term(term), spec);
            for (int i = 0; i < fit.rows().length; i++) {
                columns[j][i] = values.values()[fit.rows()[i]];
            }
        }
        return columns;
    }
}
