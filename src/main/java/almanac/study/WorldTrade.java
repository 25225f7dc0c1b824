package almanac.study;

import almanac.complexity.LocationQuotient;
import almanac.complexity.Presence;
import almanac.complexity.ProductSpace;
import almanac.complexity.Proximity;
import almanac.complexity.TradeMatrix;
import almanac.model.Panel;
import almanac.panel.PanelBuilder;
import almanac.panel.PanelSpec;
import almanac.report.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The world trade that a study's EXPY rests on, in the last year for which it was read.
 *
 * @param space the network of its products
 * @param trade world exports of each product
 * @param prody of each product, NaN where it has none
 * @param exporters countries with a revealed comparative advantage in each product
 */
record WorldTrade(
        int year, ProductSpace space, List<String> products, double[] trade, double[] prody, int[] exporters) {
    /** Fewer make no network. */
    private static final int LEAST = 3;

    static Optional<WorldTrade> of(StudyRun run) {
        return run.study().panel().variables().stream()
                .filter(PanelSpec.Expy.class::isInstance)
                .map(PanelSpec.Expy.class::cast)
                .findFirst()
                .flatMap(expy -> of(run.panel(), expy.worldExports() + "["));
    }

    private static Optional<WorldTrade> of(Panel panel, String start) {
        SortedMap<Integer, List<Map.Entry<Panel.Key, Double>>> years = new TreeMap<>();
        panel.cells()
                .forEach((key, cell) -> cell.value()
                        .filter(value -> key.variable().startsWith(start))
                        .ifPresent(value -> years.computeIfAbsent(key.year(), y -> new ArrayList<>())
                                .add(Map.entry(key, value))));
        if (years.isEmpty()) {
            return Optional.empty();
        }
        int year = years.lastKey();
        List<Map.Entry<Panel.Key, Double>> last = years.getOrDefault(year, List.of());
        SortedSet<String> countries = new TreeSet<>();
        SortedSet<String> names = new TreeSet<>();
        for (Map.Entry<Panel.Key, Double> entry : last) {
            countries.add(entry.getKey().region());
            names.add(product(entry.getKey(), start));
        }
        if (names.size() < LEAST || countries.size() < LEAST) {
            return Optional.empty();
        }
        List<String> rows = List.copyOf(countries);
        List<String> products = List.copyOf(names);
        double[] values = new double[rows.size() * products.size()];
        for (Map.Entry<Panel.Key, Double> entry : last) {
            values[
                            rows.indexOf(entry.getKey().region()) * products.size()
                                    + products.indexOf(product(entry.getKey(), start))] =
                    entry.getValue();
        }
        TradeMatrix matrix = new TradeMatrix(rows, products, values);
        Presence presence = Presence.of(matrix, LocationQuotient.of(matrix), 1, false);
        double[] prody = products.stream()
                .mapToDouble(product -> panel.value("prody[" + product + "]", PanelBuilder.WORLD, year)
                        .orElse(Double.NaN))
                .toArray();
        double[] ubiquity = presence.ubiquity();
        int[] exporters = new int[ubiquity.length];
        for (int p = 0; p < exporters.length; p++) {
            exporters[p] = (int) ubiquity[p];
        }
        return Optional.of(new WorldTrade(
                year,
                ProductSpace.of(
                        presence, Proximity.of(presence, Proximity.Kind.MINIMUM, new double[0]), ProductSpace.STRONG),
                products,
                matrix.productTotals(),
                prody,
                exporters));
    }

    private static String product(Panel.Key key, String start) {
        return key.variable().substring(start.length(), key.variable().length() - 1);
    }

    /** Each product's figures lead to its PRODY, which names the exports that it is computed from. */
    List<List<String>> links() {
        return products.stream()
                .map(product -> Lineage.href(new Panel.Key("prody[" + product + "]", PanelBuilder.WORLD, year)))
                .map(href -> List.of("", href, href, href))
                .toList();
    }

    /** A row a product, for the table. */
    List<List<String>> rows() {
        double all = 0;
        for (double one : trade) {
            all += one;
        }
        List<List<String>> rows = new ArrayList<>();
        for (int p = 0; p < products.size(); p++) {
            rows.add(List.of(
                    products.get(p),
                    Double.isNaN(prody[p]) ? "" : String.format(Locale.ROOT, "%.1f", prody[p]),
                    String.format(Locale.ROOT, "%.2f", all > 0 ? 100 * trade[p] / all : 0),
                    Integer.toString(exporters[p])));
        }
        return rows;
    }
}
