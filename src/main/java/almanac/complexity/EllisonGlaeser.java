package almanac.complexity;

/**
 * How much more an industry is concentrated than the sizes of its plants would give by chance.
 *
 * <pre>
 *   gamma = [G - (1 - sum r^2) H] / [(1 - sum r^2) (1 - H)]
 *   G = sum_r (s_r - r_r)^2      H = sum_plants z^2
 * </pre>
 *
 * <p>G. Ellison and E. Glaeser (1997), Journal of Political Economy 105, eq. 5. It needs the size of every plant:
 * yearbooks print totals, from which only G follows.
 *
 * @param gamma 0 for location by chance
 * @param rawConcentration G
 * @param plantHerfindahl H
 * @param z G against its mean and standard deviation when plants settle by chance
 * @param plants counted
 */
public record EllisonGlaeser(double gamma, double rawConcentration, double plantHerfindahl, double z, int plants) {
    /**
     * @param sizes employment of each plant of one industry
     * @param regions for each plant the index of its region
     * @param regionTotals employment of each region in all industries
     */
    public static EllisonGlaeser of(double[] sizes, int[] regions, double[] regionTotals) {
        double industry = 0;
        for (double size : sizes) {
            industry += size;
        }
        double everything = 0;
        for (double total : regionTotals) {
            everything += total;
        }
        double[] shares = new double[regionTotals.length];
        double herfindahl = 0;
        double fourth = 0;
        for (int i = 0; i < sizes.length; i++) {
            double z = sizes[i] / industry;
            shares[regions[i]] += z;
            herfindahl += z * z;
            fourth += z * z * z * z;
        }
        double raw = 0;
        double squares = 0;
        double cubes = 0;
        for (int r = 0; r < shares.length; r++) {
            double part = regionTotals[r] / everything;
            raw += (shares[r] - part) * (shares[r] - part);
            squares += part * part;
            cubes += part * part * part;
        }
        double gamma = (raw - (1 - squares) * herfindahl) / ((1 - squares) * (1 - herfindahl));
        double variance = 2
                * (herfindahl * herfindahl * (squares - 2 * cubes + squares * squares)
                        - fourth * (squares - 4 * cubes + 3 * squares * squares));
        return new EllisonGlaeser(
                gamma, raw, herfindahl, (raw - (1 - squares) * herfindahl) / Math.sqrt(variance), sizes.length);
    }
}
