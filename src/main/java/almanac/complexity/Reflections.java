package almanac.complexity;

/**
 * The method of reflections.
 *
 * <pre>
 *   k_cN = (1 / k_c0) sum_p M_cp k_p,N-1      k_pN = (1 / k_p0) sum_c M_cp k_c,N-1
 * </pre>
 *
 * <p>C. Hidalgo and R. Hausmann (2009), PNAS 106. It converges to a constant, and what differs on the way is ECI: twenty
 * reflections are not converged and lose digits, so that the eigenvector ({@link ComplexityIndex}) is to be preferred.
 *
 * @param locations k_cN; {@code NaN} for a place present in nothing
 * @param products k_pN; {@code NaN} for a product where no place is present
 */
public record Reflections(double[] locations, double[] products) {
    public static Reflections of(Presence presence, int order) {
        double[] diversity = presence.diversity();
        double[] ubiquity = presence.ubiquity();
        double[] places = diversity.clone();
        double[] products = ubiquity.clone();
        int columns = presence.columns();
        double[] m = presence.m();
        for (int n = 0; n < order; n++) {
            double[] nextPlaces = new double[places.length];
            double[] nextProducts = new double[columns];
            for (int c = 0; c < places.length; c++) {
                double sum = 0;
                for (int p = 0, i = c * columns; p < columns; p++, i++) {
                    if (m[i] != 0) {
                        sum += m[i] * products[p];
                        nextProducts[p] += m[i] * places[c];
                    }
                }
                nextPlaces[c] = sum / diversity[c];
            }
            for (int p = 0; p < columns; p++) {
                nextProducts[p] /= ubiquity[p];
            }
            places = nextPlaces;
            products = nextProducts;
        }
        return new Reflections(places, products);
    }
}
