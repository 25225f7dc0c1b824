package almanac.complexity;

/**
 * How like two products are: the share of places present in one that are also present in the other.
 *
 * <pre>
 *   minimum     phi_pq = n_pq / max(k_p, k_q)         symmetric
 *   asymmetric  phi_pq = n_pq / k_p
 *   root        phi_pq = n_pq / sqrt(k_p k_q)         symmetric
 *   pearson     phi_pq = (1 + corr(RCA_p, RCA_q)) / 2 symmetric, from the quotients themselves
 *   n_pq = sum_c M_cp M_cq,  k_p = n_pp for a binary M, else the ubiquity
 * </pre>
 *
 * <p>C. Hidalgo, B. Klinger, A.-L. Barabasi and R. Hausmann (2007), Science 317 (minimum of the two conditional
 * probabilities).
 */
public final class Proximity {
    /** The kinds; see {@link Proximity}. */
    public enum Kind {
        MINIMUM,
        ASYMMETRIC,
        ROOT,
        PEARSON
    }

    private final Presence presence;
    private final Kind kind;
    private final double[] ubiquity;
    private final int[][] exporters;
    private final int[][] productsOf;
    private final double[] standardised;

    private Proximity(Presence presence, Kind kind, double[] standardised) {
        this.presence = presence;
        this.kind = kind;
        this.ubiquity = presence.ubiquity();
        this.exporters = presence.exporters();
        this.standardised = standardised;
        int[] count = new int[presence.rows()];
        for (int[] places : exporters) {
            for (int c : places) {
                count[c]++;
            }
        }
        productsOf = new int[presence.rows()][];
        for (int c = 0; c < productsOf.length; c++) {
            productsOf[c] = new int[count[c]];
            count[c] = 0;
        }
        for (int p = 0; p < exporters.length; p++) {
            for (int c : exporters[p]) {
                productsOf[c][count[c]++] = p;
            }
        }
    }

    /** Proximity of the products of M; for {@link Kind#PEARSON} give the quotients too. */
    public static Proximity of(Presence presence, Kind kind, double[] quotients) {
        return new Proximity(presence, kind, kind == Kind.PEARSON ? standardised(presence, quotients) : new double[0]);
    }

    /** One row: the proximity of product {@code p} to every product; all 0 for a product where no place is present. */
    public double[] row(int p) {
        int columns = presence.columns();
        double[] row = new double[columns];
        if (!(ubiquity[p] > 0)) {
            return row;
        }
        double[] m = presence.m();
        if (kind == Kind.PEARSON) {
            double[] own = new double[presence.rows()];
            for (int c = 0; c < own.length; c++) {
                own[c] = standardised[c * columns + p];
            }
            for (int c = 0; c < own.length; c++) {
                double factor = own[c];
                for (int q = 0, i = c * columns; q < columns; q++, i++) {
                    row[q] += factor * standardised[i];
                }
            }
            for (int q = 0; q < columns; q++) {
                row[q] = ubiquity[q] > 0 ? (1 + row[q]) / 2 : 0;
            }
            return row;
        }
        for (int c : exporters[p]) {
            if (presence.binary()) {
                for (int q : productsOf[c]) {
                    row[q] += 1;
                }
            } else {
                double factor = m[c * columns + p];
                for (int q = 0, i = c * columns; q < columns; q++, i++) {
                    row[q] += factor * m[i];
                }
            }
        }
        double own = ubiquity[p];
        for (int q = 0; q < columns; q++) {
            if (row[q] != 0) {
                row[q] = switch (kind) {
                    case ASYMMETRIC -> row[q] / own;
                    case ROOT -> row[q] / Math.sqrt(own * ubiquity[q]);
                    default -> row[q] / Math.max(own, ubiquity[q]);
                };
            }
        }
        return row;
    }

    public int products() {
        return presence.columns();
    }

    boolean symmetric() {
        return kind != Kind.ASYMMETRIC;
    }

    /** Columns of the quotients with mean 0 and length 1, so that a product of two columns is their correlation. */
    private static double[] standardised(Presence presence, double[] quotients) {
        int rows = presence.rows();
        int columns = presence.columns();
        double[] scores = new double[rows * columns];
        for (int p = 0; p < columns; p++) {
            double sum = 0;
            for (int c = 0; c < rows; c++) {
                sum += zeroIfUndefined(quotients[c * columns + p]);
            }
            double mean = sum / rows;
            double squares = 0;
            for (int c = 0; c < rows; c++) {
                double d = zeroIfUndefined(quotients[c * columns + p]) - mean;
                squares += d * d;
            }
            double length = Math.sqrt(squares);
            for (int c = 0; c < rows; c++) {
                int i = c * columns + p;
                scores[i] = length > 0 ? (zeroIfUndefined(quotients[i]) - mean) / length : 0;
            }
        }
        return scores;
    }

    private static double zeroIfUndefined(double quotient) {
        return Double.isNaN(quotient) ? 0 : quotient;
    }
}
