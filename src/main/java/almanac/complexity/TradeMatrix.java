package almanac.complexity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Exports of places by product in one year (or employment of regions by industry): one unit of value throughout.
 *
 * @param locations row labels, unique
 * @param products column labels, unique; codes stay text, so {@code 0301} keeps its zero
 * @param values {@code locations x products} in row-major order, none negative, 0 where nothing is exported; owned by
 *     the matrix and not to be written to
 */
public record TradeMatrix(List<String> locations, List<String> products, double[] values) {
    public TradeMatrix {
        locations = List.copyOf(locations);
        products = List.copyOf(products);
        if ((long) locations.size() * products.size() != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for " + locations.size() + " places x " + products.size() + " products");
        }
    }

    /** Places. */
    public int rows() {
        return locations.size();
    }

    /** Products. */
    public int columns() {
        return products.size();
    }

    public double at(int location, int product) {
        return values[location * products.size() + product];
    }

    /** X_c: all exports of each place. */
    public double[] locationTotals() {
        int columns = columns();
        double[] totals = new double[rows()];
        for (int c = 0; c < totals.length; c++) {
            double total = 0;
            for (int i = c * columns; i < (c + 1) * columns; i++) {
                total += values[i];
            }
            totals[c] = total;
        }
        return totals;
    }

    /** X_p: exports of each product by all places. */
    public double[] productTotals() {
        int columns = columns();
        double[] totals = new double[columns];
        for (int c = 0; c < rows(); c++) {
            int row = c * columns;
            for (int p = 0; p < columns; p++) {
                totals[p] += values[row + p];
            }
        }
        return totals;
    }

    /** The same places with only the products that {@code keep} accepts. */
    public TradeMatrix withProducts(IntPredicate keep) {
        int[] kept = java.util.stream.IntStream.range(0, columns()).filter(keep).toArray();
        double[] part = new double[rows() * kept.length];
        for (int c = 0; c < rows(); c++) {
            for (int p = 0; p < kept.length; p++) {
                part[c * kept.length + p] = at(c, kept[p]);
            }
        }
        return new TradeMatrix(
                locations, java.util.Arrays.stream(kept).mapToObj(products::get).toList(), part);
    }

    /** The same products with only the places that {@code keep} accepts. */
    public TradeMatrix withLocations(IntPredicate keep) {
        int[] kept = java.util.stream.IntStream.range(0, rows()).filter(keep).toArray();
        int columns = columns();
        double[] part = new double[kept.length * columns];
        for (int c = 0; c < kept.length; c++) {
            System.arraycopy(values, kept[c] * columns, part, c * columns, columns);
        }
        return new TradeMatrix(
                java.util.Arrays.stream(kept).mapToObj(locations::get).toList(), products, part);
    }

    /** The same places with the columns {@code wanted}, in that order; a product that is not here is all zero. */
    public TradeMatrix alignedTo(List<String> wanted) {
        if (wanted.equals(products)) {
            return this;
        }
        Map<String, Integer> place = positions(products);
        double[] aligned = new double[rows() * wanted.size()];
        for (int p = 0; p < wanted.size(); p++) {
            Integer from = place.get(wanted.get(p));
            if (from != null) {
                for (int c = 0; c < rows(); c++) {
                    aligned[c * wanted.size() + p] = at(c, from);
                }
            }
        }
        return new TradeMatrix(locations, wanted, aligned);
    }

    /** Where each label stands. */
    static Map<String, Integer> positions(List<String> labels) {
        Map<String, Integer> positions = new HashMap<>(labels.size() * 2);
        for (int i = 0; i < labels.size(); i++) {
            positions.put(labels.get(i), i);
        }
        return positions;
    }
}
