package almanac.complexity;

import java.util.Arrays;

/**
 * Agglomeration of industries in regions: how specialised each region is, how concentrated each industry.
 *
 * <p>The matrix has regions as places and industries as products, with employment (or output, or exports). Shares: {@code
 * s_ri} of industry i in region r, {@code c_ri} of region r in industry i, {@code s_i} and {@code r_r} of the whole.
 *
 * <pre>
 *   HHI        sum s^2
 *   Krugman    K_r = sum_i |s_ri - s_i|, 0 to 2; some packages print half of it
 *   Hoover     1/2 sum_r |c_ri - r_r|
 *   Hachman    1 / sum_i LQ_ri s_ri, 1 for a copy of the whole
 *   entropy    - sum s log2 s, bits
 *   Gini       three that are not equal, so each has its name:
 *     hoover_gini      Lorenz curve of c over r, regions by LQ, areas weighted by r; 0 to 1
 *     locational_gini  half of it, 0 to 0.5 (P. Krugman 1991, Geography and Trade)
 *     gini_lq          unweighted Gini of the location quotients
 *   G          sum_r (c_ri - r_r)^2, the raw concentration of Ellison and Glaeser
 * </pre>
 *
 * <p>E. Hoover (1936), Review of Economic Statistics 18; P. Krugman (1991); F. Hachman (1995), Utah economic brief; G.
 * Ellison and E. Glaeser (1997), Journal of Political Economy 105.
 */
public final class Agglomeration {
    private Agglomeration() {}

    /** One region's specialisation; {@code NaN} for a region where nothing is. */
    public record Region(double hhi, double krugman, double entropyBits, double hachman, double giniLq) {}

    /** One industry's concentration; {@code NaN} for an industry that is nowhere. */
    public record Industry(
            double hhi,
            double krugman,
            double hoover,
            double hooverGini,
            double locationalGini,
            double giniLq,
            double rawConcentration) {}

    /** The regions of {@code matrix}, in its order. */
    public static Region[] regions(TradeMatrix matrix) {
        double[] quotients = LocationQuotient.of(matrix);
        double[] shares = Prody.shares(matrix);
        double[] whole = parts(matrix.productTotals());
        double[] totals = matrix.locationTotals();
        Region[] regions = new Region[matrix.rows()];
        int columns = matrix.columns();
        for (int r = 0; r < regions.length; r++) {
            double hhi = 0;
            double krugman = 0;
            double entropy = 0;
            double match = 0;
            for (int i = 0; i < columns; i++) {
                double s = shares[r * columns + i];
                hhi += s * s;
                krugman += Math.abs(s - whole[i]);
                entropy -= s > 0 ? s * Math.log(s) / Math.log(2) : 0;
                match += s > 0 ? quotients[r * columns + i] * s : 0;
            }
            regions[r] = totals[r] > 0
                    ? new Region(
                            hhi,
                            krugman,
                            entropy,
                            1 / match,
                            gini(Arrays.copyOfRange(quotients, r * columns, (r + 1) * columns)))
                    : new Region(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return regions;
    }

    /** The industries of {@code matrix}, in its order. */
    public static Industry[] industries(TradeMatrix matrix) {
        double[] quotients = LocationQuotient.of(matrix);
        double[] all = parts(matrix.locationTotals());
        double[] totals = matrix.productTotals();
        Industry[] industries = new Industry[matrix.columns()];
        for (int i = 0; i < industries.length; i++) {
            double[] column = new double[matrix.rows()];
            double[] quotient = new double[matrix.rows()];
            for (int r = 0; r < column.length; r++) {
                column[r] = matrix.at(r, i) / totals[i];
                quotient[r] = quotients[r * matrix.columns() + i];
            }
            industries[i] = totals[i] > 0 ? industry(column, quotient, all) : industry(quotient, quotient, all);
        }
        return industries;
    }

    private static Industry industry(double[] shares, double[] quotients, double[] all) {
        double hhi = 0;
        double distance = 0;
        double raw = 0;
        for (int r = 0; r < shares.length; r++) {
            double d = shares[r] - all[r];
            hhi += shares[r] * shares[r];
            distance += Math.abs(d);
            raw += d * d;
        }
        double weighted = hooverGini(shares, all);
        return new Industry(hhi, distance, distance / 2, weighted, weighted / 2, gini(quotients), raw);
    }

    private static double[] parts(double[] totals) {
        double sum = Arrays.stream(totals).sum();
        return Arrays.stream(totals).map(total -> total / sum).toArray();
    }

    /** Twice the area between the diagonal and the Lorenz curve of {@code shares} over {@code weights}. */
    static double hooverGini(double[] shares, double[] weights) {
        Integer[] order = new Integer[shares.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, java.util.Comparator.comparingDouble(i -> shares[i] / weights[i]));
        double below = 0;
        double area = 0;
        for (int i : order) {
            if (weights[i] > 0) {
                area += weights[i] * (below + shares[i] / 2);
                below += shares[i];
            }
        }
        return 1 - 2 * area;
    }

    /** The unweighted Gini coefficient, without small-sample correction; undefined entries are left out. */
    static double gini(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        double sum = 0;
        double ranked = 0;
        for (int i = 0; i < n; i++) {
            sum += sorted[i];
            ranked += (2.0 * (i + 1) - n - 1) * sorted[i];
        }
        return ranked / (n * sum);
    }
}
