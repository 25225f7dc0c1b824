package almanac.complexity;

import java.util.List;

/**
 * Which place is present in which product: M, the matrix that complexity indices start from.
 *
 * @param m {@code locations x products}, row-major: 0 or 1 when {@code binary}, else weights from 0 to 1
 * @param binary whether all weights are 0 or 1
 */
public record Presence(List<String> locations, List<String> products, double[] m, boolean binary) {
    public Presence {
        locations = List.copyOf(locations);
        products = List.copyOf(products);
    }

    /**
     * Present where the quotient reaches the threshold.
     *
     * @param quotients as from {@link LocationQuotient}; {@code NaN} counts as absent
     * @param strict present only above the threshold, as the Stata command has it; else from the threshold on
     */
    public static Presence of(TradeMatrix matrix, double[] quotients, double threshold, boolean strict) {
        double[] m = new double[quotients.length];
        for (int i = 0; i < m.length; i++) {
            m[i] = (strict ? quotients[i] > threshold : quotients[i] >= threshold) ? 1 : 0;
        }
        return new Presence(matrix.locations(), matrix.products(), m, true);
    }

    /** Present by degrees: {@code M = RCA / (1 + RCA)}, the Atlas of Economic Complexity's form of 2026. */
    public static Presence continuous(TradeMatrix matrix, double[] quotients) {
        double[] m = new double[quotients.length];
        for (int i = 0; i < m.length; i++) {
            m[i] = Double.isNaN(quotients[i]) ? 0 : quotients[i] / (1 + quotients[i]);
        }
        return new Presence(matrix.locations(), matrix.products(), m, false);
    }

    /** Present where either is: one of two threshold rules, never their sum. */
    public Presence or(Presence other) {
        double[] either = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            either[i] = Math.max(m[i], other.m[i]);
        }
        return new Presence(locations, products, either, binary && other.binary);
    }

    public int rows() {
        return locations.size();
    }

    public int columns() {
        return products.size();
    }

    /** k_c0: how many products each place is present in. */
    public double[] diversity() {
        double[] diversity = new double[rows()];
        for (int c = 0; c < diversity.length; c++) {
            double sum = 0;
            for (int i = c * columns(); i < (c + 1) * columns(); i++) {
                sum += m[i];
            }
            diversity[c] = sum;
        }
        return diversity;
    }

    /** k_p0: how many places are present in each product. */
    public double[] ubiquity() {
        double[] ubiquity = new double[columns()];
        for (int c = 0; c < rows(); c++) {
            for (int p = 0, i = c * ubiquity.length; p < ubiquity.length; p++, i++) {
                ubiquity[p] += m[i];
            }
        }
        return ubiquity;
    }

    /** Products as places and places as products. */
    public Presence transposed() {
        int rows = rows();
        int columns = columns();
        double[] turned = new double[rows * columns];
        for (int c = 0; c < rows; c++) {
            for (int p = 0; p < columns; p++) {
                turned[p * rows + c] = m[c * columns + p];
            }
        }
        return new Presence(products, locations, turned, binary);
    }

    /** For each product the places present in it, ascending. */
    int[][] exporters() {
        int[] count = new int[columns()];
        int columns = columns();
        for (int c = 0; c < rows(); c++) {
            for (int p = 0, i = c * columns; p < columns; p++, i++) {
                if (m[i] != 0) {
                    count[p]++;
                }
            }
        }
        int[][] exporters = new int[columns][];
        for (int p = 0; p < columns; p++) {
            exporters[p] = new int[count[p]];
            count[p] = 0;
        }
        for (int c = 0; c < rows(); c++) {
            for (int p = 0, i = c * columns; p < columns; p++, i++) {
                if (m[i] != 0) {
                    exporters[p][count[p]++] = c;
                }
            }
        }
        return exporters;
    }
}
