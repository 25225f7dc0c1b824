package almanac.complexity;

import java.util.List;

/**
 * The income level of each product: a mean of the income per head of the places that export it.
 *
 * <pre>
 *   PRODY_p = sum_c w_cp Y_c
 *   HHR:      w_cp = (x_cp / X_c) / sum_c' (x_c'p / X_c')
 *   Michaely: w_cp =  x_cp / X_p
 *   Lall:     Michaely weights with the mean income of ten income groups, then scaled to 0 .. 100
 * </pre>
 *
 * <p>HHR: R. Hausmann, J. Hwang and D. Rodrik (2007), What you export matters, Journal of Economic Growth 12, eq. 2.
 * M. Michaely (1984), Trade, Income Levels and Dependence. S. Lall, J. Weiss and J. Zhang (2006), World Development 34.
 * Weights sum to 1 over the places with an income, so a place without one is simply not in the sample. Michaely weights
 * favour large exporters; levels of the three kinds must not be mixed.
 *
 * @param products labels
 * @param values in the unit of the income (Lall: 0 to 100); {@code NaN} where no place of the sample exports the product
 * @param shareSums {@code sum_c x_cp / X_c} over the sample (HHR) or {@code X_p} (others): what the weights divide by
 */
public record Prody(List<String> products, double[] values, double[] shareSums) {
    /** How the places are weighted. */
    public enum Weights {
        HHR,
        MICHAELY,
        LALL
    }

    public Prody {
        products = List.copyOf(products);
    }

    /**
     * PRODY of a world.
     *
     * @param world exports of the sample
     * @param income per head, one for each place of {@code world}; {@code NaN} for unknown
     */
    public static Prody of(TradeMatrix world, double[] income, Weights weights) {
        return of(
                world.products(),
                weightShares(world, weights),
                weights == Weights.LALL ? grouped(income, world) : income,
                weights);
    }

    /** PRODY from weights that need not sum to 1: {@code share[c * products + p]}, for instance mean shares. */
    static Prody of(List<String> products, double[] share, double[] income, Weights weights) {
        int columns = products.size();
        double[] sums = new double[columns];
        double[] weighted = new double[columns];
        for (int c = 0; c < income.length; c++) {
            double y = income[c];
            if (Double.isNaN(y)) {
                continue;
            }
            int row = c * columns;
            for (int p = 0; p < columns; p++) {
                double s = share[row + p];
                sums[p] += s;
                weighted[p] += s * y;
            }
        }
        double[] values = new double[columns];
        for (int p = 0; p < columns; p++) {
            values[p] = sums[p] > 0 ? weighted[p] / sums[p] : Double.NaN;
        }
        if (weights == Weights.LALL) {
            scaleToHundred(values);
        }
        return new Prody(products, values, sums);
    }

    /** What each place contributes to the weights: its shares (HHR) or its exports; a place without exports gives 0. */
    static double[] weightShares(TradeMatrix world, Weights weights) {
        return weights == Weights.HHR ? shares(world) : world.values();
    }

    /** x_cp / X_c; all zero for a place that exports nothing. */
    static double[] shares(TradeMatrix matrix) {
        int columns = matrix.columns();
        double[] totals = matrix.locationTotals();
        double[] values = matrix.values();
        double[] shares = new double[values.length];
        for (int c = 0; c < totals.length; c++) {
            double total = totals[c];
            if (total > 0) {
                for (int i = c * columns; i < (c + 1) * columns; i++) {
                    shares[i] = values[i] / total;
                }
            }
        }
        return shares;
    }

    /** Each place's income replaced by the mean of its tenth of the sample, poorest first (Lall et al. 2006). */
    private static double[] grouped(double[] income, TradeMatrix world) {
        double[] totals = world.locationTotals();
        Integer[] order = java.util.stream.IntStream.range(0, income.length)
                .filter(c -> !Double.isNaN(income[c]) && totals[c] > 0)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble((Integer c) -> income[c])
                        .thenComparing(c -> world.locations().get(c)))
                .toArray(Integer[]::new);
        int groups = 10;
        double[] sum = new double[groups];
        int[] count = new int[groups];
        for (int i = 0; i < order.length; i++) {
            int group = (int) (((i + 1L) * groups - 1) / order.length);
            sum[group] += income[order[i]];
            count[group]++;
        }
        double[] grouped = new double[income.length];
        java.util.Arrays.fill(grouped, Double.NaN);
        for (int i = 0; i < order.length; i++) {
            int group = (int) (((i + 1L) * groups - 1) / order.length);
            grouped[order[i]] = sum[group] / count[group];
        }
        return grouped;
    }

    private static void scaleToHundred(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        for (int p = 0; p < values.length; p++) {
            values[p] = high > low ? (values[p] - low) / (high - low) * 100 : values[p];
        }
    }

    /** PRODY of one product, {@code NaN} when it is unknown or undefined. */
    public double of(String product) {
        int at = products.indexOf(product);
        return at < 0 ? Double.NaN : values[at];
    }

    /** The values for {@code wanted} products, in that order; {@code NaN} for those that are not here. */
    public double[] alignedTo(List<String> wanted) {
        if (wanted.equals(products)) {
            return values;
        }
        java.util.Map<String, Integer> place = TradeMatrix.positions(products);
        double[] aligned = new double[wanted.size()];
        for (int p = 0; p < aligned.length; p++) {
            Integer from = place.get(wanted.get(p));
            aligned[p] = from == null ? Double.NaN : values[from];
        }
        return aligned;
    }
}
