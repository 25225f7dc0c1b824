package almanac.panel;

/**
 * The two formulas of export sophistication, as the complexity stage supplies them; the panel only knows which printed
 * cells go in.
 */
public interface Sophistication {
    /**
     * PRODY of each product.
     *
     * @param exports countries by products, one currency unit
     * @param incomePerHead of the countries
     * @return one value a product; NaN where no country exports it
     */
    double[] prody(double[][] exports, double[] incomePerHead);

    /**
     * EXPY of one place.
     *
     * @param exports by product
     * @param prody by product
     */
    double expy(double[] exports, double[] prody);
}
