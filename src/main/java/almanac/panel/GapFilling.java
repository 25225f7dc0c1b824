package almanac.panel;

import almanac.model.Choice;
import almanac.model.Panel.Cell;
import almanac.model.Panel.Key;
import almanac.model.Panel.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fills gaps of a printed series, only because a study says so, and only between two printed figures of the same series:
 * never before the first or behind the last. Each filled cell says so ({@link Origin.Interpolated}).
 *
 * <pre>
 *   linear     x_t = (1 - w) x_a + w x_b,       w = (t - a) / (b - a)
 *   geometric  x_t = x_a^(1 - w) x_b^w          constant growth; both ends must be positive
 *   last       x_t = x_a
 * </pre>
 */
final class GapFilling {
    private final PanelSpec.Filling filling;
    private final List<Integer> years;

    GapFilling(PanelSpec.Filling filling, List<Integer> years) {
        this.filling = filling;
        this.years = years;
    }

    /** Fills the series that {@code printed} names. */
    void fill(Map<Key, Cell> cells, Set<Key> printed) {
        Map<String, SortedSet<Integer>> series = new TreeMap<>();
        Map<String, Key> any = new TreeMap<>();
        for (Key key : printed) {
            Cell cell = cells.get(key);
            if (cell != null && cell.value().isPresent()) {
                String name = key.variable() + "\n" + key.region();
                series.computeIfAbsent(name, k -> new TreeSet<>()).add(key.year());
                any.put(name, key);
            }
        }
        series.forEach((name, known) -> between(cells, any.getOrDefault(name, new Key("", "", 0)), known));
    }

    private void between(Map<Key, Cell> cells, Key any, SortedSet<Integer> known) {
        int before = known.first();
        for (int after : known) {
            int gap = after - before - 1;
            if (gap > 0 && gap <= filling.longest()) {
                for (int year = before + 1; year < after; year++) {
                    if (years.contains(year)) {
                        put(cells, any, before, year, after);
                    }
                }
            }
            before = after;
        }
    }

    private void put(Map<Key, Cell> cells, Key any, int before, int year, int after) {
        Key from = new Key(any.variable(), any.region(), before);
        Key to = new Key(any.variable(), any.region(), after);
        Key at = new Key(any.variable(), any.region(), year);
        boolean last = filling.method().equals("last");
        double weight = last ? 0 : (year - before) / (double) (after - before);
        List<Key> inputs = last ? List.of(from) : List.of(from, to);
        List<Double> weights = last ? List.of(1.0) : List.of(1 - weight, weight);
        double[] ends = inputs.stream()
                .mapToDouble(key ->
                        Optional.ofNullable(cells.get(key)).flatMap(Cell::value).orElse(Double.NaN))
                .toArray();
        double value = value(filling.method(), ends, weights);
        if (!Double.isFinite(value)) {
            return; // a geometric mean over a figure that is not positive
        }
        Cell gap = cells.get(at);
        Optional<Choice> mark =
                gap != null && gap.origin() instanceof Origin.None none ? none.choice() : Optional.empty();
        cells.put(at, new Cell(Optional.of(value), new Origin.Interpolated(filling.method(), inputs, weights, mark)));
    }

    /** The filled value; NaN where a geometric mean has an end that is not positive. */
    static double value(String method, double[] ends, List<Double> weights) {
        double value = method.equals("geometric") ? 1 : 0;
        for (int i = 0; i < ends.length; i++) {
            value = method.equals("geometric")
                    ? value * (ends[i] > 0 ? Math.pow(ends[i], weights.get(i)) : Double.NaN)
                    : value + ends[i] * weights.get(i);
        }
        return value;
    }
}
