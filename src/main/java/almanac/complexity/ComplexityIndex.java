package almanac.complexity;

/**
 * Economic complexity of places (ECI) and products (PCI).
 *
 * <pre>
 *   K_c = (1 / k_c0) sum_p M_cp K_p     K_p ~ (1 / k_p0) sum_c M_cp K_c
 *   K_c: eigenvector of the second largest eigenvalue of  D_c^-1 M D_p^-1 M'
 * </pre>
 *
 * <p>C. Hidalgo and R. Hausmann (2009), PNAS 106; the eigenvector form of R. Hausmann et al. (2014), The Atlas of
 * Economic Complexity. Solved as the symmetric problem {@code D_c^-1/2 M D_p^-1 M' D_c^-1/2}, or its twin on the
 * products when these are fewer: same eigenvalues. The eigenvector's sign is arbitrary: {@code sign} says what fixed it.
 *
 * @param eci one for each place; {@code NaN} for a place that is present in nothing
 * @param pci one for each product; {@code NaN} for a product where no place is present
 * @param rawLocations K_c before centring, scaled so that it is the mean of K_p over the place's products
 * @param rawProducts K_p before centring
 * @param mean of K_c over the places that have one
 * @param deviation of K_c, by the convention asked for: {@code eci = (K_c - mean) / deviation}
 * @param second eigenvalue of the vector
 * @param third eigenvalue below it
 * @param signCorrelation of K_c with what fixed the sign, after fixing it; {@code NaN} when a named place fixed it
 */
public record ComplexityIndex(
        double[] eci,
        double[] pci,
        double[] rawLocations,
        double[] rawProducts,
        double mean,
        double deviation,
        double second,
        double third,
        double signCorrelation) {

    /**
     * @param anchor numbers, one for each place, that ECI should grow with; by default the diversity
     */
    public static ComplexityIndex of(Presence presence, Conventions conventions, double[] anchor) {
        int rows = presence.rows();
        int columns = presence.columns();
        double[] m = presence.m();
        double[] diversity = presence.diversity();
        double[] ubiquity = presence.ubiquity();
        int[] places = nonZero(diversity);
        int[] products = nonZero(ubiquity);
        double[] rawLocations = filled(rows);
        double[] rawProducts = filled(columns);
        double second = 0;
        double third = 0;
        if (places.length > 1 && products.length > 1) {
            boolean onPlaces = places.length <= products.length;
            double[] own = pick(onPlaces ? diversity : ubiquity, onPlaces ? places : products);
            double[] roots = new double[own.length];
            for (int i = 0; i < own.length; i++) {
                roots[i] = Math.sqrt(own[i]);
            }
            double[] symmetric = onPlaces
                    ? symmetric(presence, places, products, ubiquity, roots)
                    : symmetric(presence.transposed(), products, places, diversity, roots);
            SecondEigenvector found = SecondEigenvector.of(symmetric, roots);
            second = found.second();
            third = found.third();
            double[] start = new double[own.length];
            for (int i = 0; i < own.length; i++) {
                start[i] = found.vector()[i] / roots[i];
            }
            for (int i = 0; i < own.length; i++) {
                if (onPlaces) {
                    rawLocations[places[i]] = start[i];
                } else {
                    rawProducts[products[i]] = start[i];
                }
            }
            if (onPlaces) {
                productsFromPlaces(m, places, products, ubiquity, rawLocations, rawProducts);
            }
            placesFromProducts(m, columns, places, products, diversity, rawProducts, rawLocations);
        }
        double correlation = correlation(pick(anchor, places), pick(rawLocations, places));
        if (correlation < 0) {
            flip(rawLocations);
            flip(rawProducts);
        }
        return scaled(rawLocations, rawProducts, columns, conventions, second, third, Math.abs(correlation));
    }

    /** The same with the sign turned so that the place at {@code anchorRow} is above the mean. */
    public ComplexityIndex withPositive(int anchorRow) {
        return eci[anchorRow] < 0
                ? new ComplexityIndex(
                        flipped(eci),
                        flipped(pci),
                        flipped(rawLocations),
                        flipped(rawProducts),
                        -mean,
                        deviation,
                        second,
                        third,
                        Double.NaN)
                : new ComplexityIndex(eci, pci, rawLocations, rawProducts, mean, deviation, second, third, Double.NaN);
    }

    private static ComplexityIndex scaled(
            double[] rawLocations,
            double[] rawProducts,
            int columns,
            Conventions conventions,
            double second,
            double third,
            double correlation) {
        double mean = mean(rawLocations);
        double deviation = conventions.deviation().of(rawLocations, columns);
        double[] eci = standardised(rawLocations, mean, deviation);
        double[] pci = conventions.pciScale() == Conventions.PciScale.ECI
                ? standardised(rawProducts, mean, deviation)
                : standardised(
                        rawProducts, mean(rawProducts), conventions.deviation().of(rawProducts, rawLocations.length));
        return new ComplexityIndex(eci, pci, rawLocations, rawProducts, mean, deviation, second, third, correlation);
    }

    /**
     * The complexity of places that were not in the sample: the mean PCI of the products they are present in
     * (subnational ECI with the world's PCI). {@code NaN} for a place present in nothing.
     *
     * @param pci one for each product of {@code presence}; {@code NaN} for unknown products, which are left out
     */
    public static double[] fromOutside(Presence presence, double[] pci) {
        double[] eci = new double[presence.rows()];
        for (int c = 0; c < eci.length; c++) {
            double sum = 0;
            double weight = 0;
            for (int p = 0; p < pci.length; p++) {
                double w = presence.m()[c * pci.length + p];
                if (w > 0 && !Double.isNaN(pci[p])) {
                    sum += w * pci[p];
                    weight += w;
                }
            }
            eci[c] = weight > 0 ? sum / weight : Double.NaN;
        }
        return eci;
    }

    /**
     * How many separate parts the graph of places and products falls into (places and products that are present
     * anywhere). With more than one the second eigenvalue is 1 and ECI only tells the parts apart.
     */
    public static int parts(Presence presence) {
        int[][] exporters = presence.exporters();
        int[] group = new int[presence.rows()];
        for (int c = 0; c < group.length; c++) {
            group[c] = c;
        }
        for (int[] together : exporters) {
            for (int c : together) {
                group[root(group, c)] = root(group, together[0]);
            }
        }
        double[] diversity = presence.diversity();
        int parts = 0;
        for (int c = 0; c < group.length; c++) {
            parts += diversity[c] > 0 && root(group, c) == c ? 1 : 0;
        }
        return parts;
    }

    private static int root(int[] group, int member) {
        int at = member;
        while (group[at] != at) {
            group[at] = group[group[at]];
            at = group[at];
        }
        return at;
    }

    /** D^-1/2 M D_other^-1 M' D^-1/2 over the rows and columns that are not empty. */
    private static double[] symmetric(Presence presence, int[] rows, int[] columns, double[] other, double[] roots) {
        int n = rows.length;
        double[] sums = new double[n * n];
        double[] m = presence.m();
        int width = presence.columns();
        int[] present = new int[n];
        double[] weight = new double[n];
        for (int p : columns) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                double value = m[rows[i] * width + p];
                if (value != 0) {
                    present[count] = i;
                    weight[count++] = value;
                }
            }
            double factor = 1 / other[p];
            for (int a = 0; a < count; a++) {
                int at = present[a] * n;
                double left = weight[a] * factor;
                for (int b = 0; b < count; b++) {
                    sums[at + present[b]] += left * weight[b];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums[i * n + j] /= roots[i] * roots[j];
            }
        }
        return sums;
    }

    private static void productsFromPlaces(
            double[] m, int[] places, int[] products, double[] ubiquity, double[] fromPlaces, double[] toProducts) {
        int columns = toProducts.length;
        double[] sums = new double[columns];
        for (int c : places) {
            double k = fromPlaces[c];
            for (int p = 0, i = c * columns; p < columns; p++, i++) {
                sums[p] += m[i] * k;
            }
        }
        for (int p : products) {
            toProducts[p] = sums[p] / ubiquity[p];
        }
    }

    private static void placesFromProducts(
            double[] m,
            int columns,
            int[] places,
            int[] products,
            double[] diversity,
            double[] fromProducts,
            double[] toPlaces) {
        for (int c : places) {
            double sum = 0;
            int row = c * columns;
            for (int p : products) {
                sum += m[row + p] * fromProducts[p];
            }
            toPlaces[c] = sum / diversity[c];
        }
    }

    private static int[] nonZero(double[] sums) {
        return java.util.stream.IntStream.range(0, sums.length)
                .filter(i -> sums[i] > 0)
                .toArray();
    }

    private static double[] pick(double[] values, int[] at) {
        double[] picked = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            picked[i] = values[at[i]];
        }
        return picked;
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        java.util.Arrays.fill(values, Double.NaN);
        return values;
    }

    private static void flip(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
    }

    private static double[] flipped(double[] values) {
        double[] turned = values.clone();
        flip(turned);
        return turned;
    }

    /** Mean over what is there. */
    static double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    static double[] standardised(double[] values, double mean, double deviation) {
        double[] scores = new double[values.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = deviation > 0 ? (values[i] - mean) / deviation : Double.NaN;
        }
        return scores;
    }

    /** Pearson's correlation over the pairs that are complete; {@code NaN} when one of the two does not vary. */
    static double correlation(double[] a, double[] b) {
        double sumA = 0;
        double sumB = 0;
        int n = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                sumA += a[i];
                sumB += b[i];
                n++;
            }
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                double da = a[i] - sumA / n;
                double db = b[i] - sumB / n;
                ab += da * db;
                aa += da * da;
                bb += db * db;
            }
        }
        return ab / Math.sqrt(aa * bb);
    }
}
