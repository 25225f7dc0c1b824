package almanac.complexity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How near each product is to what each place already does, and what it would open up.
 *
 * <pre>
 *   density_cp = sum_q M_cq phi_pq / sum_q phi_pq
 *   COI_c      = sum_p density_cp (1 - M_cp) K_p
 *   COG_cp     = (1 - M_cp) sum_q phi_pq / (sum_r phi_rq) (1 - M_cq) K_q        [- density_cp K_p: net form]
 * </pre>
 *
 * <p>C. Hidalgo et al. (2007), Science 317; R. Hausmann et al. (2014), The Atlas of Economic Complexity, technical box
 * on the complexity outlook. K is a product complexity: the raw eigenvector or PCI, see {@link Conventions}.
 *
 * <p>For the minimum proximity the {@code products x products} matrix is never formed. With products taken by rising
 * ubiquity, {@code phi_pq = n_pq / k_p} for all that come before p, so that the sum over q is a sum over the places
 * present in p of how many products they share with c so far: {@code sum_p k_p (k_p + C)} operations in place of {@code
 * C P^2}, which is a hundred times less at 240 places and 5,000 products, and the counts are exact.
 *
 * @param density row-major; {@code NaN} for a product where no place is present
 * @param outlook COI of each place; {@code NaN} for a place present in nothing
 * @param gain COG, row-major; 0 where the place is present
 */
public record Relatedness(double[] density, double[] outlook, double[] gain) {

    /**
     * @param quotients RCA, used by the Pearson proximity only
     */
    public static Relatedness of(
            Presence presence, ComplexityIndex index, double[] quotients, Conventions conventions) {
        double[] outlookValue = conventions.outlook() == Conventions.Outlook.PCI ? index.pci() : index.rawProducts();
        double[] gainValue = index.pci();
        if (conventions.gain() == Conventions.Gain.REACH_RAW) {
            gainValue = index.rawProducts().clone();
            for (int p = 0; p < gainValue.length; p++) {
                gainValue[p] /= index.deviation();
            }
        }
        boolean direct =
                !presence.binary() || conventions.proximity() != Proximity.Kind.MINIMUM || conventions.neighbours() > 0;
        double[][] sums = direct
                ? byRows(
                        presence,
                        Proximity.of(presence, conventions.proximity(), quotients),
                        zeroIfUndefined(gainValue),
                        conventions.diagonalKept(),
                        conventions.neighbours())
                : byUbiquity(presence, zeroIfUndefined(gainValue), conventions.diagonalKept());
        return finished(presence, sums[0], sums[1], outlookValue, gainValue, conventions);
    }

    private static Relatedness finished(
            Presence presence,
            double[] density,
            double[] gain,
            double[] outlookValue,
            double[] gainValue,
            Conventions conventions) {
        int rows = presence.rows();
        int columns = presence.columns();
        double[] m = presence.m();
        boolean net = conventions.gain() == Conventions.Gain.NET_PCI;
        double[] outlook = new double[rows];
        for (int c = 0; c < rows; c++) {
            double sum = 0;
            boolean present = false;
            for (int p = 0, i = c * columns; p < columns; p++, i++) {
                double absent = 1 - m[i];
                present |= m[i] != 0;
                double near = density[i];
                if (!Double.isNaN(near) && !Double.isNaN(outlookValue[p])) {
                    sum += near * absent * outlookValue[p];
                }
                gain[i] = absent == 0 ? 0 : absent * (net ? gain[i] - near * gainValue[p] : gain[i]);
            }
            outlook[c] = present ? sum : Double.NaN;
        }
        if (conventions.outlook() == Conventions.Outlook.RAW_STANDARDISED) {
            outlook = ComplexityIndex.standardised(
                    outlook, ComplexityIndex.mean(outlook), Conventions.Deviation.POPULATION.of(outlook, columns));
        }
        return new Relatedness(density, outlook, gain);
    }

    private static double[] zeroIfUndefined(double[] values) {
        double[] filled = values.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = Double.isNaN(filled[i]) ? 0 : filled[i];
        }
        return filled;
    }

    /** Density and reach from the minimum proximity, products by ubiquity; see the class comment. */
    private static double[][] byUbiquity(Presence presence, double[] value, boolean diagonalKept) {
        int rows = presence.rows();
        int columns = presence.columns();
        int[][] exporters = presence.exporters();
        int[] order = IntStream.range(0, columns)
                .filter(p -> exporters[p].length > 0)
                .boxed()
                .sorted(Comparator.comparingInt(p -> exporters[p].length))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] phiSum = phiSums(rows, columns, exporters, order);
        if (!diagonalKept) {
            for (int p : order) {
                phiSum[p] -= 1;
            }
        }
        double[] weight = new double[columns];
        for (int p : order) {
            weight[p] = phiSum[p] > 0 ? value[p] / phiSum[p] : 0;
        }
        // shared[a][c]: products so far that both a and c are present in; lacking[a][c]: weights of those of a that c
        // lacks
        double[][] near = new double[columns][];
        double[][] reach = new double[columns][];
        for (int p : order) {
            near[p] = new double[rows];
            reach[p] = new double[rows];
        }
        double[][] shared = new double[rows][rows];
        double[][] lacking = new double[rows][rows];
        boolean[] member = new boolean[rows];
        double[] nearNow = new double[rows];
        double[] reachNow = new double[rows];
        for (int from = 0; from < order.length; ) {
            int to = sameUbiquity(exporters, order, from);
            for (int i = from; i < to; i++) {
                add(exporters[order[i]], 1, weight[order[i]], shared, lacking, member);
            }
            for (int i = from; i < to; i++) {
                int p = order[i];
                Arrays.fill(nearNow, 0);
                Arrays.fill(reachNow, 0);
                for (int a : exporters[p]) {
                    accumulate(nearNow, shared[a]);
                    accumulate(reachNow, lacking[a]);
                }
                double k = exporters[p].length;
                for (int c = 0; c < rows; c++) {
                    near[p][c] = nearNow[c] / k;
                    reach[p][c] = reachNow[c] / k;
                }
            }
            from = to;
        }
        for (int a = 0; a < rows; a++) {
            Arrays.fill(shared[a], 0);
            Arrays.fill(lacking[a], 0);
        }
        for (int to = order.length; to > 0; ) {
            int k = exporters[order[to - 1]].length;
            int from = to;
            while (from > 0 && exporters[order[from - 1]].length == k) {
                from--;
            }
            for (int i = from; i < to; i++) {
                int p = order[i];
                for (int a : exporters[p]) {
                    accumulate(near[p], shared[a]);
                    accumulate(reach[p], lacking[a]);
                }
            }
            for (int i = from; i < to; i++) {
                add(exporters[order[i]], 1.0 / k, weight[order[i]] / k, shared, lacking, member);
            }
            to = from;
        }
        double[] m = presence.m();
        double[] density = new double[rows * columns];
        double[] gain = new double[rows * columns];
        for (int p = 0; p < columns; p++) {
            if (exporters[p].length == 0) {
                for (int c = 0; c < rows; c++) {
                    density[c * columns + p] = Double.NaN;
                    gain[c * columns + p] = Double.NaN;
                }
                continue;
            }
            double own = diagonalKept ? 0 : 1;
            for (int c = 0; c < rows; c++) {
                int i = c * columns + p;
                density[i] = phiSum[p] > 0 ? (near[p][c] - own * m[i]) / phiSum[p] : Double.NaN;
                gain[i] = reach[p][c] - own * (1 - m[i]) * weight[p];
            }
        }
        return new double[][] {density, gain};
    }

    private static int sameUbiquity(int[][] exporters, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && exporters[order[to]].length == exporters[order[from]].length) {
            to++;
        }
        return to;
    }

    private static void add(
            int[] places, double one, double weight, double[][] shared, double[][] lacking, boolean[] member) {
        for (int a : places) {
            member[a] = true;
        }
        for (int a : places) {
            double[] row = shared[a];
            for (int c : places) {
                row[c] += one;
            }
            double[] without = lacking[a];
            for (int c = 0; c < without.length; c++) {
                without[c] += member[c] ? 0 : weight;
            }
        }
        for (int a : places) {
            member[a] = false;
        }
    }

    private static void accumulate(double[] sum, double[] row) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += row[c];
        }
    }

    /** sum_q phi_pq, the diagonal in it. */
    private static double[] phiSums(int rows, int columns, int[][] exporters, int[] order) {
        double[] sums = new double[columns];
        double[] count = new double[rows];
        for (int from = 0; from < order.length; ) {
            int to = sameUbiquity(exporters, order, from);
            for (int i = from; i < to; i++) {
                for (int c : exporters[order[i]]) {
                    count[c]++;
                }
            }
            for (int i = from; i < to; i++) {
                int[] places = exporters[order[i]];
                double sum = 0;
                for (int c : places) {
                    sum += count[c];
                }
                sums[order[i]] = sum / places.length;
            }
            from = to;
        }
        double[] inverse = new double[rows];
        for (int to = order.length; to > 0; ) {
            int k = exporters[order[to - 1]].length;
            int from = to;
            while (from > 0 && exporters[order[from - 1]].length == k) {
                from--;
            }
            for (int i = from; i < to; i++) {
                for (int c : exporters[order[i]]) {
                    sums[order[i]] += inverse[c];
                }
            }
            for (int i = from; i < to; i++) {
                for (int c : exporters[order[i]]) {
                    inverse[c] += 1.0 / k;
                }
            }
            to = from;
        }
        return sums;
    }

    /** Density and reach by the definition, one row of the proximity matrix at a time: for every other proximity. */
    private static double[][] byRows(
            Presence presence, Proximity proximity, double[] value, boolean diagonalKept, int neighbours) {
        int rows = presence.rows();
        int columns = presence.columns();
        double[] m = presence.m();
        double[] into = new double[columns];
        for (int p = 0; p < columns; p++) {
            double[] row = neighbourhood(proximity, p, diagonalKept, neighbours);
            for (int q = 0; q < columns; q++) {
                into[q] += row[q];
            }
        }
        double[] density = new double[rows * columns];
        double[] gain = new double[rows * columns];
        for (int p = 0; p < columns; p++) {
            double[] row = neighbourhood(proximity, p, diagonalKept, neighbours);
            double sum = Arrays.stream(row).sum();
            for (int c = 0; c < rows; c++) {
                double near = 0;
                double reach = 0;
                for (int q = 0, i = c * columns; q < columns; q++, i++) {
                    if (row[q] != 0) {
                        near += m[i] * row[q];
                        reach += row[q] / into[q] * (1 - m[i]) * value[q];
                    }
                }
                density[c * columns + p] = sum > 0 ? near / sum : Double.NaN;
                gain[c * columns + p] = sum > 0 ? reach : Double.NaN;
            }
        }
        return new double[][] {density, gain};
    }

    /** A row of the proximity matrix with the diagonal and the far products as asked for. */
    private static double[] neighbourhood(Proximity proximity, int p, boolean diagonalKept, int neighbours) {
        double[] row = proximity.row(p);
        if (!diagonalKept) {
            row[p] = 0;
        }
        if (neighbours > 0 && neighbours < row.length) {
            double[] sorted = row.clone();
            Arrays.sort(sorted);
            double least = sorted[sorted.length - neighbours];
            for (int q = 0; q < row.length; q++) {
                row[q] = row[q] >= least ? row[q] : 0;
            }
        }
        return row;
    }
}
