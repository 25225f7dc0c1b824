package almanac.complexity.table;

import almanac.complexity.TradeMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file of exports by year, place and product, as read: labels in sorted order, a missing cell apart from a zero.
 */
public final class TradeTable {
    private final List<String> years;
    private final List<String> locations;
    private final List<String> products;
    private final int[] yearIds;
    private final int[] locationIds;
    private final int[] productIds;
    private final double[][][] cells;
    private final double[][][] quantities;
    private final long rowCount;
    private final java.util.Set<String> droppedLocations;
    private final java.util.Set<String> droppedProducts;

    TradeTable(
            LabelIds years,
            LabelIds locations,
            LabelIds products,
            double[][][] cells,
            double[][][] quantities,
            long rowCount) {
        this.yearIds = sorted(years.texts());
        this.locationIds = sorted(locations.texts());
        this.productIds = sorted(products.texts());
        this.years = inOrder(years.texts(), yearIds);
        this.locations = inOrder(locations.texts(), locationIds);
        this.products = inOrder(products.texts(), productIds);
        this.cells = cells;
        this.quantities = quantities;
        this.rowCount = rowCount;
        this.droppedLocations = java.util.Set.of();
        this.droppedProducts = java.util.Set.of();
    }

    private TradeTable(
            TradeTable table, java.util.Set<String> droppedLocations, java.util.Set<String> droppedProducts) {
        this.yearIds = table.yearIds;
        this.locationIds = table.locationIds;
        this.productIds = table.productIds;
        this.years = table.years;
        this.locations = table.locations;
        this.products = table.products;
        this.cells = table.cells;
        this.quantities = table.quantities;
        this.rowCount = table.rowCount;
        this.droppedLocations = java.util.Set.copyOf(droppedLocations);
        this.droppedProducts = java.util.Set.copyOf(droppedProducts);
    }

    /** The same table without these places and products. */
    public TradeTable without(java.util.Set<String> droppedPlaces, java.util.Set<String> droppedGoods) {
        return new TradeTable(this, droppedPlaces, droppedGoods);
    }

    private static int[] sorted(List<String> texts) {
        return IntStream.range(0, texts.size())
                .boxed()
                .sorted(java.util.Comparator.comparing(texts::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static List<String> inOrder(List<String> texts, int[] ids) {
        List<String> ordered = new ArrayList<>(ids.length);
        for (int id : ids) {
            ordered.add(texts.get(id));
        }
        return List.copyOf(ordered);
    }

    /** Sorted; one empty label when the file has no year column. */
    public List<String> years() {
        return years;
    }

    /** All places of all years, sorted. */
    public List<String> locations() {
        return locations;
    }

    /** All products of all years, sorted. */
    public List<String> products() {
        return products;
    }

    /** Rows read into cells. */
    public long rowCount() {
        return rowCount;
    }

    /** One year's exports: the places and products that have at least one row in it; missing cells are 0. */
    public TradeMatrix exports(String year) {
        return matrix(cells, year);
    }

    /** One year's quantities, with the places and products of {@link #exports}; 0 where none is given. */
    public TradeMatrix quantities(String year) {
        return matrix(quantities, year);
    }

    private TradeMatrix matrix(double[][][] source, String year) {
        int at = years.indexOf(year);
        if (at < 0) {
            return new TradeMatrix(List.of(), List.of(), new double[0]);
        }
        double[][] values = cells[yearIds[at]];
        double[][] wanted = source[yearIds[at]];
        int[] places = IntStream.of(locationIds)
                .filter(id -> id < values.length && values[id] != null)
                .toArray();
        boolean[] seen = new boolean[products.size()];
        for (int id : places) {
            double[] row = values[id];
            for (int p = 0; p < row.length && p < seen.length; p++) {
                seen[p] |= !Double.isNaN(row[p]);
            }
        }
        int[] columns = IntStream.of(productIds).filter(id -> seen[id]).toArray();
        double[] dense = new double[places.length * columns.length];
        for (int c = 0; c < places.length; c++) {
            double[] row = wanted[places[c]];
            int from = c * columns.length;
            for (int p = 0; p < columns.length; p++) {
                double value = columns[p] < row.length ? row[columns[p]] : 0;
                dense[from + p] = value > 0 ? value : 0;
            }
        }
        TradeMatrix whole =
                new TradeMatrix(labels(locations, locationIds, places), labels(products, productIds, columns), dense);
        if (droppedLocations.isEmpty() && droppedProducts.isEmpty()) {
            return whole;
        }
        return whole.withLocations(
                        c -> !droppedLocations.contains(whole.locations().get(c)))
                .withProducts(p -> !droppedProducts.contains(whole.products().get(p)));
    }

    private static List<String> labels(List<String> sorted, int[] sortedIds, int[] wantedIds) {
        // both are in sorted order, so one walk suffices
        List<String> labels = new ArrayList<>(wantedIds.length);
        int at = 0;
        for (int id : wantedIds) {
            while (sortedIds[at] != id) {
                at++;
            }
            labels.add(sorted.get(at));
        }
        return labels;
    }
}
