package almanac.complexity;

/**
 * Fitness of places and complexity of products by the nonlinear iteration.
 *
 * <pre>
 *   F_c(n) = sum_p M_cp Q_p(n-1)        Q_p(n) = 1 / sum_c M_cp / F_c(n-1)
 *   each divided by its mean after every step; F(0) = Q(0) = 1
 * </pre>
 *
 * <p>A. Tacchella et al. (2012), Scientific Reports 2, 723. With an extremality g the second line is {@code (sum_c M_cp
 * F_c^-g)^(-1/g)}. The iteration may converge slowly, and some values towards 0: {@code lastChange} is reported.
 *
 * @param fitness one for each place, mean 1; {@code NaN} for a place present in nothing
 * @param quality Q, one for each product, mean 1; {@code NaN} for a product where no place is present
 * @param steps done; fewer than asked for when nothing moved any more
 * @param lastChange the largest change of a fitness in the last step
 */
public record Fitness(double[] fitness, double[] quality, int steps, double lastChange) {
    /** A change below this is rounding: values are of order 1. */
    private static final double STILL = 1e-14;

    public static Fitness of(Presence presence, int steps, double extremality) {
        int rows = presence.rows();
        int columns = presence.columns();
        double[] m = presence.m();
        double[] diversity = presence.diversity();
        double[] ubiquity = presence.ubiquity();
        int cells = 0;
        for (double value : m) {
            cells += value != 0 ? 1 : 0;
        }
        // the cells that are not empty, place by place
        int[] start = new int[rows + 1];
        int[] product = new int[cells];
        double[] weight = new double[cells];
        for (int c = 0, at = 0; c < rows; c++) {
            for (int p = 0; p < columns; p++) {
                double value = m[c * columns + p];
                if (value != 0) {
                    product[at] = p;
                    weight[at++] = value;
                }
            }
            start[c + 1] = at;
        }
        double[] fitness = ones(rows);
        double[] quality = ones(columns);
        double change = Double.NaN;
        int done = 0;
        while (done < steps && !(change < STILL)) {
            double[] nextFitness = new double[rows];
            double[] sums = new double[columns];
            for (int c = 0; c < rows; c++) {
                double sum = 0;
                double inverse = extremality == 1 ? 1 / fitness[c] : Math.pow(fitness[c], -extremality);
                for (int i = start[c]; i < start[c + 1]; i++) {
                    sum += weight[i] * quality[product[i]];
                    sums[product[i]] += weight[i] * inverse;
                }
                nextFitness[c] = sum;
            }
            for (int p = 0; p < columns; p++) {
                sums[p] = extremality == 1 ? 1 / sums[p] : Math.pow(sums[p], -1 / extremality);
            }
            divideByMean(nextFitness, diversity);
            divideByMean(sums, ubiquity);
            change = 0;
            for (int c = 0; c < rows; c++) {
                change = Math.max(change, diversity[c] > 0 ? Math.abs(nextFitness[c] - fitness[c]) : 0);
            }
            fitness = nextFitness;
            quality = sums;
            done++;
        }
        return new Fitness(
                undefinedWhereEmpty(fitness, diversity), undefinedWhereEmpty(quality, ubiquity), done, change);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static void divideByMean(double[] values, double[] size) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (size[i] > 0) {
                sum += values[i];
                count++;
            }
        }
        double mean = sum / count;
        for (int i = 0; i < values.length; i++) {
            values[i] /= mean;
        }
    }

    private static double[] undefinedWhereEmpty(double[] values, double[] size) {
        for (int i = 0; i < values.length; i++) {
            if (!(size[i] > 0)) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }
}
