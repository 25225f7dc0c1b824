package almanac.regression;

import almanac.model.Column;
import almanac.model.Description;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.design.Quantile;
import almanac.regression.design.SampleBuilder;
import almanac.regression.formula.FormulaParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Means, spreads and quartiles of variables; names may be terms such as {@code log(x)}. */
public final class Descriptives {
    private Descriptives() {}

    /** Each variable over the rows it has, in the order of the names. */
    public static List<Description> of(Frame frame, List<String> names) {
        List<Description> descriptions = new ArrayList<>();
        for (String name : names) {
            descriptions.add(of(SampleBuilder.column(frame, FormulaParser.term(name), ModelSpec.of(""))));
        }
        return descriptions;
    }

    /** The columns of a frame that are numbers. */
    public static List<String> numeric(Frame frame) {
        return frame.columns().stream()
                .filter(c -> !(c instanceof Column.Text))
                .map(c -> c.name().matches("[\\p{L}_.][\\p{L}\\p{Nd}_.]*") ? c.name() : "`" + c.name() + "`")
                .toList();
    }

    private static Description of(Column.Doubles column) {
        double[] values = new double[column.size()];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (column.present()[i]) {
                values[n++] = column.values()[i];
            }
        }
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        double mean = sum / n;
        double rest = 0;
        for (double value : sorted) {
            rest += value - mean;
        }
        mean += rest / n;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double value : sorted) {
            double d = value - mean;
            second += d * d;
            third += d * d * d;
            fourth += d * d * d * d;
        }
        double m2 = second / n;
        return new Description(
                column.name(),
                n,
                column.size() - n,
                mean,
                n > 1 ? Math.sqrt(second / (n - 1)) : Double.NaN,
                n > 0 ? sorted[0] : Double.NaN,
                Quantile.of(sorted, 0.25),
                Quantile.of(sorted, 0.5),
                Quantile.of(sorted, 0.75),
                n > 0 ? sorted[n - 1] : Double.NaN,
                third / n / (m2 * Math.sqrt(m2)),
                fourth / n / (m2 * m2));
    }
}
