package almanac.complexity;

import java.util.Arrays;
import java.util.List;

/**
 * The income level of each place's export basket.
 *
 * <pre>
 *   EXPY_c = sum_p (x_cp / X_c) PRODY_p
 * </pre>
 *
 * <p>R. Hausmann, J. Hwang and D. Rodrik (2007), eq. 3. PRODY may come from another world than the places (provinces
 * measured with the PRODY of countries). Where a place exports products that have no PRODY, its shares are taken over
 * the products that have one and {@code covered} says how much of its exports that is.
 *
 * @param locations labels
 * @param values in the unit of PRODY; {@code NaN} for a place without exports or with nothing covered
 * @param covered share of each place's exports that has a PRODY, 0 to 1; {@code NaN} for a place without exports
 */
public record Expy(List<String> locations, double[] values, double[] covered) {
    public Expy {
        locations = List.copyOf(locations);
    }

    /** EXPY of {@code places} with the PRODY of {@code prody}, joined by product label. */
    public static Expy of(TradeMatrix places, Prody prody) {
        return of(places, prody.alignedTo(places.products()));
    }

    /** EXPY with one PRODY for each product of {@code places}, in its order. */
    public static Expy of(TradeMatrix places, double[] prody) {
        int columns = places.columns();
        double[] totals = places.locationTotals();
        double[] x = places.values();
        double[] values = new double[places.rows()];
        double[] covered = new double[places.rows()];
        for (int c = 0; c < values.length; c++) {
            double total = totals[c];
            double sum = 0;
            double share = 0;
            boolean whole = true;
            for (int p = 0; p < columns; p++) {
                double exports = x[c * columns + p];
                if (exports > 0) {
                    if (Double.isNaN(prody[p])) {
                        whole = false;
                    } else {
                        sum += exports / total * prody[p];
                        share += exports / total;
                    }
                }
            }
            covered[c] = total > 0 ? (whole ? 1 : share) : Double.NaN;
            values[c] = !(total > 0) || share == 0 ? Double.NaN : whole ? sum : sum / share;
        }
        return new Expy(places.locations(), values, covered);
    }

    /**
     * What each product adds to each place's EXPY: {@code (x_cp / X_c) PRODY_p}, row-major as in {@code places}; a
     * row's sum is EXPY. 0 for a product that is not exported or has no PRODY.
     */
    public static double[] contributions(TradeMatrix places, double[] prody) {
        int columns = places.columns();
        Expy expy = of(places, prody);
        double[] parts = Prody.shares(places);
        for (int c = 0; c < places.rows(); c++) {
            for (int p = 0; p < columns; p++) {
                int i = c * columns + p;
                parts[i] = Double.isNaN(prody[p]) || parts[i] == 0 ? 0 : parts[i] * prody[p] / expy.covered[c];
            }
        }
        return parts;
    }

    /**
     * EXPY of the places of a world with each place's own income left out of the PRODY it is measured with: its own
     * income then no longer stands on both sides.
     *
     * @param income one for each place of {@code world}; {@code NaN} for unknown
     */
    public static Expy leavingOwnOut(TradeMatrix world, double[] income, Prody.Weights weights) {
        if (weights == Prody.Weights.LALL) {
            throw new IllegalArgumentException("Lall's groups have no own income to leave out");
        }
        int columns = world.columns();
        double[] share = Prody.weightShares(world, weights);
        double[] values = new double[world.rows()];
        double[] covered = new double[world.rows()];
        double[] others = income.clone();
        Prody all = Prody.of(world.products(), share, income, weights);
        for (int c = 0; c < world.rows(); c++) {
            Prody rest = all;
            if (!Double.isNaN(income[c])) {
                others[c] = Double.NaN; // summing anew instead of subtracting: a dominant exporter would cancel digits
                rest = Prody.of(world.products(), share, others, weights);
                others[c] = income[c];
            }
            TradeMatrix one = new TradeMatrix(
                    List.of(world.locations().get(c)),
                    world.products(),
                    Arrays.copyOfRange(world.values(), c * columns, (c + 1) * columns));
            Expy own = of(one, rest.values());
            values[c] = own.values[0];
            covered[c] = own.covered[0];
        }
        return new Expy(world.locations(), values, covered);
    }

    /** EXPY of one place, {@code NaN} when it is unknown or undefined. */
    public double of(String location) {
        int at = locations.indexOf(location);
        return at < 0 ? Double.NaN : values[at];
    }
}
