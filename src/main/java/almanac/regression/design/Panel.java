package almanac.regression.design;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which row is which unit at which time: what lags and differences need.
 *
 * @param entity unit of each row
 * @param time position in time of each row: the year itself where periods are numbers, else their rank
 */
public record Panel(Grouping entity, double[] time) {
    private record Key(int entity, double time) {}

    /** For each row the row of the same unit {@code steps} periods earlier, or -1: a gap in the years gives none. */
    public int[] lagged(int steps) {
        Map<Key, Integer> rows = new HashMap<>();
        for (int i = 0; i < time.length; i++) {
            Integer other = rows.put(new Key(entity.codes()[i], time[i]), i);
            if (other != null) {
                throw repeated(i);
            }
        }
        int[] lagged = new int[time.length];
        for (int i = 0; i < time.length; i++) {
            lagged[i] = rows.getOrDefault(new Key(entity.codes()[i], time[i] - steps), -1);
        }
        return lagged;
    }

    private Refusal repeated(int row) {
        String unit = entity.labels().get(entity.codes()[row]);
        return new Refusal(
                Trouble.PANEL,
                "unit \"" + unit + "\" has more than one row at " + Grouping.label(time[row]) + " (data row "
                        + (row + 1) + ")",
                "each unit needs one row a period; look for duplicates or name another --entity or --time");
    }

    /** Row numbers by unit, then by time; refuses two rows of one unit at one time. */
    public int[] order() {
        Integer[] order = new Integer[time.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> entity.codes()[a] != entity.codes()[b]
                        ? Integer.compare(entity.codes()[a], entity.codes()[b])
                        : Double.compare(time[a], time[b]));
        int[] rows = new int[order.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = order[i];
            if (i > 0 && entity.codes()[rows[i]] == entity.codes()[rows[i - 1]] && time[rows[i]] == time[rows[i - 1]]) {
                throw repeated(rows[i]);
            }
        }
        return rows;
    }

    /** The panel of some of the rows. */
    public Panel rows(int[] rows) {
        double[] few = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            few[i] = time[rows[i]];
        }
        return new Panel(entity.rows(rows), few);
    }
}
