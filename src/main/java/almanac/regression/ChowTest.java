package almanac.regression;

import almanac.model.Column;
import almanac.model.ModelSpec;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chow's test (1960) that the coefficients are the same on both sides of a break, with the setting {@code break=COLUMN:VALUE}:
 * rows whose number is below the value (or whose text differs from it) against the others.
 */
final class ChowTest {
    private ChowTest() {}

    static void run(ModelSpec spec, Estimate estimate, Results results) {
        String setting = spec.settings().getOrDefault("break", "");
        if (setting.isEmpty()) {
            return;
        }
        int colon = setting.indexOf(':');
        if (colon < 0) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "the break \"" + setting + "\" names no value",
                    "for example break=year:2008");
        }
        String name = setting.substring(0, colon);
        String value = setting.substring(colon + 1);
        Column column = estimate.sample()
                .frame()
                .column(name)
                .orElseThrow(() -> new Refusal(
                        Trouble.UNKNOWN_NAME,
                        "there is no column \"" + name + "\" in the data",
                        "see the header line"));
        int n = estimate.size();
        double[] side = new double[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            side[i] = after(column, estimate.sample().rows()[i], value) ? 1 : 0;
            count += (int) side[i];
        }
        int k = estimate.parameters();
        if (count <= k || n - count <= k) {
            throw new Refusal(
                    Trouble.TOO_FEW_ROWS,
                    "the break leaves " + count + " and " + (n - count) + " rows for " + k + " parameters a side",
                    "choose a break nearer the middle");
        }
        List<double[]> columns = new ArrayList<>(Arrays.asList(estimate.columns()));
        for (double[] x : estimate.columns()) {
            columns.add(Auxiliary.product(x, side));
        }
        Auxiliary.Fitted split = Auxiliary.solve(columns, estimate.response());
        int added = split.rank() - k;
        int df = n - split.rank();
        results.f(
                "chow",
                "Chow: one set of coefficients on both sides of " + setting,
                (estimate.rss() - split.rss()) / added / (split.rss() / df),
                added,
                df);
    }

    private static boolean after(Column column, int row, String value) {
        if (column instanceof Column.Text text) {
            return text.values().get(row).equals(value);
        }
        double number = column instanceof Column.Doubles doubles
                ? doubles.values()[row]
                : ((Column.Decimals) column).at(row).map(d -> d.doubleValue()).orElse(0.0);
        try {
            return number >= Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "the break value \"" + value + "\" is not a number",
                    "for example break=year:2008");
        }
    }
}
