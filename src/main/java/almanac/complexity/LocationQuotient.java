package almanac.complexity;

import java.util.Arrays;

/**
 * How much more a place has of something than the whole it is compared with; 1 means just as much.
 *
 * <pre>
 *   LQ_cp = (x_cp / X_c) / (x_wp / X_w)
 * </pre>
 *
 * <p>On exports this is revealed comparative advantage: B. Balassa (1965), Manchester School 33. On employment or output
 * it is the location quotient of regional science. The whole {@code w} is the sum of the places (world, nation) or a
 * reference of its own.
 */
public final class LocationQuotient {
    private LocationQuotient() {}

    /** Against the sum of the places themselves; row-major, {@code NaN} where a total is 0. */
    public static double[] of(TradeMatrix places) {
        return of(places, places.productTotals());
    }

    /**
     * Against a reference.
     *
     * @param reference its total of each product, in the order of {@code places}
     */
    public static double[] of(TradeMatrix places, double[] reference) {
        int columns = places.columns();
        double whole = Arrays.stream(reference).sum();
        double[] totals = places.locationTotals();
        double[] x = places.values();
        double[] quotients = new double[x.length];
        double[] part = new double[columns];
        for (int p = 0; p < columns; p++) {
            part[p] = reference[p] / whole;
        }
        for (int c = 0; c < totals.length; c++) {
            for (int i = c * columns, p = 0; p < columns; i++, p++) {
                quotients[i] = totals[c] > 0 && part[p] > 0 ? x[i] / totals[c] / part[p] : Double.NaN;
            }
        }
        return quotients;
    }

    /** One cell from its four totals, for formulas in studies; {@code NaN} where a total is 0. */
    public static double of(double own, double ownTotal, double reference, double referenceTotal) {
        return ownTotal > 0 && reference > 0 && referenceTotal > 0
                ? own / ownTotal / (reference / referenceTotal)
                : Double.NaN;
    }

    /**
     * Against population instead of total exports: {@code (x_cp / N_c) / (X_p / N)}.
     *
     * @param population one for each place; {@code NaN} for unknown
     */
    public static double[] perHead(TradeMatrix places, double[] population) {
        int columns = places.columns();
        double people = 0;
        double[] productTotals = new double[columns];
        double[] x = places.values();
        for (int c = 0; c < places.rows(); c++) {
            if (population[c] > 0) {
                people += population[c];
                for (int p = 0; p < columns; p++) {
                    productTotals[p] += x[c * columns + p];
                }
            }
        }
        double[] quotients = new double[x.length];
        for (int c = 0; c < places.rows(); c++) {
            for (int p = 0; p < columns; p++) {
                int i = c * columns + p;
                quotients[i] = population[c] > 0 && productTotals[p] > 0
                        ? x[i] / population[c] / (productTotals[p] / people)
                        : Double.NaN;
            }
        }
        return quotients;
    }
}
