package almanac.complexity;

import java.util.List;

/**
 * A place's change of EXPY between two years, by product: how much because the products' income levels moved, how much
 * because the basket moved between products.
 *
 * <pre>
 *   EXPY_1 - EXPY_0 = sum_p mean(s_p) (PRODY_p1 - PRODY_p0)                      within
 *                   + sum_p (s_p1 - s_p0) (mean(PRODY_p) - mean(EXPY))           between
 * </pre>
 *
 * <p>The symmetric shift-share form (T. Bennet 1920, J. Royal Statistical Society 83), exact without a remainder; taking
 * off the mean EXPY changes no sum, because share changes add up to 0, and makes a move towards products above the
 * basket's level positive. A product without a PRODY in one of the years counts as between only. With PRODY of a fixed
 * year all change is between.
 *
 * @param products labels
 * @param within by product; 0 for products the place does not export
 * @param between by product
 * @param from EXPY of the first year
 * @param to EXPY of the second
 */
public record ExpyChange(List<String> products, double[] within, double[] between, double from, double to) {
    public ExpyChange {
        products = List.copyOf(products);
    }

    /**
     * @param products all products of both years
     * @param before exports of the place in the first year, one for each product
     * @param after in the second
     * @param prodyBefore {@code NaN} where undefined
     * @param prodyAfter likewise
     */
    public static ExpyChange of(
            List<String> products, double[] before, double[] after, double[] prodyBefore, double[] prodyAfter) {
        double[] sharesBefore = coveredShares(before, prodyBefore);
        double[] sharesAfter = coveredShares(after, prodyAfter);
        double from = level(sharesBefore, prodyBefore);
        double to = level(sharesAfter, prodyAfter);
        double[] within = new double[products.size()];
        double[] between = new double[products.size()];
        for (int p = 0; p < within.length; p++) {
            double first = Double.isNaN(prodyBefore[p]) ? prodyAfter[p] : prodyBefore[p];
            double second = Double.isNaN(prodyAfter[p]) ? prodyBefore[p] : prodyAfter[p];
            if (!Double.isNaN(first)) {
                within[p] = (sharesBefore[p] + sharesAfter[p]) / 2 * (second - first);
                between[p] = (sharesAfter[p] - sharesBefore[p]) * ((first + second) / 2 - (from + to) / 2);
            }
        }
        return new ExpyChange(products, within, between, from, to);
    }

    private static double[] coveredShares(double[] exports, double[] prody) {
        double total = 0;
        for (int p = 0; p < exports.length; p++) {
            total += Double.isNaN(prody[p]) ? 0 : exports[p];
        }
        double[] shares = new double[exports.length];
        for (int p = 0; p < exports.length; p++) {
            shares[p] = Double.isNaN(prody[p]) || total == 0 ? 0 : exports[p] / total;
        }
        return shares;
    }

    private static double level(double[] shares, double[] prody) {
        double sum = 0;
        double all = 0;
        for (int p = 0; p < shares.length; p++) {
            if (shares[p] > 0) {
                sum += shares[p] * prody[p];
                all += shares[p];
            }
        }
        return all > 0 ? sum : Double.NaN;
    }
}
