package almanac.report.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A grid of small charts, one a place, all on one scale. Of many places those with the most numbers are drawn, in reading
 * order, and how many are not is said.
 */
final class Facets<T> {
    static final int COLUMNS = 4;
    /** Nine rows of charts fill a printed page; more are not compared by eye. */
    private static final int MOST = 36;

    private static final double CELL = 175;
    private static final double ROW = 110;
    private static final double LEFT = 38;
    private static final double TOP = 18;
    /** Room for the ends of the x axis below each chart. */
    private static final double BELOW = 14;

    /** The drawing area of each chart. */
    static final double WIDTH = CELL - LEFT - 8;

    private static final double HEIGHT = ROW - TOP - BELOW;

    private final List<T> drawn;
    private final int left;
    private final double low;
    private final double range;
    private final double[] ticks;
    private final int columns;
    private final double foot;

    /**
     * @param numbers how many numbers a place has
     * @param low the least value of all places
     * @param high the greatest
     */
    Facets(List<T> all, ToLongFunction<T> numbers, double low, double high) {
        this.drawn = fullest(all, numbers);
        this.left = all.size() - drawn.size();
        double[] span = Svg.span(low, high);
        this.low = span[0];
        this.range = span[1] - span[0];
        this.ticks = Svg.ticks(span[0], span[1], 4);
        this.columns = Math.max(2, Math.min(COLUMNS, drawn.size()));
        this.foot = (drawn.size() + columns - 1) / columns * (ROW + BELOW) + 4;
    }

    private static <T> List<T> fullest(List<T> all, ToLongFunction<T> numbers) {
        if (all.size() <= MOST) {
            return all;
        }
        List<T> fullest = new ArrayList<>(all);
        fullest.sort(Comparator.comparingLong(numbers).reversed());
        Set<T> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(fullest.subList(0, MOST));
        return all.stream().filter(kept::contains).toList();
    }

    List<T> drawn() {
        return drawn;
    }

    Svg begin(String id, String title, String description) {
        return new Svg(id, columns * CELL, left == 0 ? foot : foot + 16, title, description);
    }

    /** Name and scale of the chart at a place in the order drawn. */
    void frame(Svg svg, int place, String label) {
        double x0 = x(place);
        svg.text(x0 - LEFT + 8, top(place) - 5, "start", "font-weight:600", Svg.shortened(label, 25));
        for (double tick : ticks) {
            double y = y(place, tick);
            svg.line(x0, y, x0 + WIDTH, y, "#dddddd", 0.7);
            svg.text(x0 - 4, y + 3, "end", "font-size:9px;fill:#666", Svg.tick(tick));
        }
    }

    /** The two ends of its x axis. */
    void ends(Svg svg, int place, String first, String last) {
        double y = top(place) + HEIGHT + 12;
        svg.text(x(place), y, "start", "font-size:9px;fill:#666", first);
        svg.text(x(place) + WIDTH, y, "end", "font-size:9px;fill:#666", last);
    }

    /** Where its drawing area begins. */
    double x(int place) {
        return place % columns * CELL + LEFT;
    }

    /** Where a value stands in it. */
    double y(int place, double value) {
        return top(place) + HEIGHT - (value - low) / range * HEIGHT;
    }

    private double top(int place) {
        return place / columns * (ROW + BELOW) + TOP;
    }

    String end(Svg svg) {
        if (left > 0) {
            svg.text(LEFT, foot + 8, "start", "fill:#555", "⋯ +" + left);
        }
        return svg.end();
    }
}
