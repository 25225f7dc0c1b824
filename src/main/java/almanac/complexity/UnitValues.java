package almanac.complexity;

/**
 * Relative unit values, the quality of what a place exports within a product.
 *
 * <pre>
 *   P_cp = x_cp / quantity_cp
 *   q_cp = P_cp / sum_n mu_np P_np      mu_np = x_np / sum_n x_np over the world
 *   EXPY^q_c = sum_p (x_cp / X_c) q_cp^theta PRODY_p
 * </pre>
 *
 * <p>B. Xu (2010), The sophistication of exports: Is China special?, China Economic Review 21, 482-493; theta 0.2 there.
 * A cell without a quantity has no unit value: it counts as of average quality (q = 1), and how much trade that is is
 * reported.
 */
public final class UnitValues {
    private UnitValues() {}

    /**
     * q of each cell, row-major as {@code places}; {@code NaN} where the cell or the world has no unit value.
     *
     * @param places exports, with {@code quantities} of the same shape
     * @param world reference exports, columns as in {@code places}, with {@code worldQuantities}
     */
    public static double[] relative(
            TradeMatrix places, TradeMatrix quantities, TradeMatrix world, TradeMatrix worldQuantities) {
        int columns = places.columns();
        double[] mean = new double[columns];
        for (int p = 0; p < columns; p++) {
            double weighted = 0;
            double exports = 0;
            for (int n = 0; n < world.rows(); n++) {
                double x = world.at(n, p);
                double quantity = worldQuantities.at(n, p);
                if (x > 0 && quantity > 0) {
                    weighted += x * (x / quantity);
                    exports += x;
                }
            }
            mean[p] = exports > 0 ? weighted / exports : Double.NaN;
        }
        double[] relative = new double[places.values().length];
        for (int c = 0; c < places.rows(); c++) {
            for (int p = 0; p < columns; p++) {
                double x = places.at(c, p);
                double quantity = quantities.at(c, p);
                relative[c * columns + p] = x > 0 && quantity > 0 ? x / quantity / mean[p] : Double.NaN;
            }
        }
        return relative;
    }

    /** EXPY with PRODY times {@code q^theta} in each cell; as {@link Expy#of(TradeMatrix, double[])} otherwise. */
    public static Expy expy(TradeMatrix places, double[] prody, double[] relative, double theta) {
        int columns = places.columns();
        double[] values = new double[places.rows()];
        double[] covered = new double[places.rows()];
        double[] shares = Prody.shares(places);
        for (int c = 0; c < values.length; c++) {
            double sum = 0;
            double share = 0;
            boolean any = false;
            boolean whole = true;
            for (int p = 0; p < columns; p++) {
                int i = c * columns + p;
                if (shares[i] > 0) {
                    any = true;
                    if (Double.isNaN(prody[p])) {
                        whole = false;
                    } else {
                        double quality = Double.isNaN(relative[i]) ? 1 : Math.pow(relative[i], theta);
                        sum += shares[i] * quality * prody[p];
                        share += shares[i];
                    }
                }
            }
            covered[c] = any ? (whole ? 1 : share) : Double.NaN;
            values[c] = share > 0 ? (whole ? sum : sum / share) : Double.NaN;
        }
        return new Expy(places.locations(), values, covered);
    }
}
