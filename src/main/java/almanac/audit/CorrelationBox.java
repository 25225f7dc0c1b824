package almanac.audit;

import almanac.model.Claims;
import almanac.model.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All correlation matrices that round to the printed one: for every pair of variables an interval.
 *
 * <p>Rows and columns are in the order of {@code names}; a pair that is not printed is unknown and can be anything.
 *
 * @param names variables
 * @param low smallest correlation of each pair, 1 on the diagonal
 * @param high largest
 * @param known whether the pair is printed
 */
record CorrelationBox(List<String> names, double[][] low, double[][] high, boolean[][] known) {
    static CorrelationBox of(Claims claims) {
        List<String> names = claims.order();
        int size = names.size();
        double[][] low = new double[size][size];
        double[][] high = new double[size][size];
        boolean[][] known = new boolean[size][size];
        Map<String, Integer> place = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            place.putIfAbsent(names.get(i), i);
            for (int j = 0; j < size; j++) {
                low[i][j] = i == j ? 1 : -1;
                high[i][j] = 1;
            }
            known[i][i] = true;
        }
        for (Claims.Correlation cell : claims.correlations()) {
            Integer row = place.get(cell.row());
            Integer column = place.get(cell.column());
            if (row == null || column == null || row.equals(column)) {
                continue;
            }
            Interval printed = cell.value().interval();
            double least = Math.max(-1, printed.low());
            double most = Math.min(1, printed.high());
            if (least > most) {
                continue; // not a correlation at all: said by the cell's own check
            }
            low[row][column] = least;
            low[column][row] = least;
            high[row][column] = most;
            high[column][row] = most;
            known[row][column] = true;
            known[column][row] = true;
        }
        return new CorrelationBox(names, low, high, known);
    }

    int size() {
        return names.size();
    }

    boolean anyKnown() {
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < i; j++) {
                if (known[i][j]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Position of a variable; printed names may differ in case and spaces between two tables. */
    Optional<Integer> position(String name) {
        int exact = names.indexOf(name);
        if (exact >= 0) {
            return Optional.of(exact);
        }
        String folded = fold(name);
        for (int i = 0; i < names.size(); i++) {
            if (fold(names.get(i)).equals(folded)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static String fold(String name) {
        return name.replaceAll("[\\s_.\u00A0]+", "").toLowerCase(java.util.Locale.ROOT);
    }

    /** The part over some variables, in the order given. */
    CorrelationBox part(int[] which) {
        int size = which.length;
        double[][] partLow = new double[size][size];
        double[][] partHigh = new double[size][size];
        boolean[][] partKnown = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                partLow[i][j] = low[which[i]][which[j]];
                partHigh[i][j] = high[which[i]][which[j]];
                partKnown[i][j] = known[which[i]][which[j]];
            }
        }
        List<String> partNames =
                java.util.Arrays.stream(which).mapToObj(names::get).toList();
        return new CorrelationBox(partNames, partLow, partHigh, partKnown);
    }

    /** The matrix in the middle of the box: the printed numbers. */
    double[][] middle() {
        double[][] middle = new double[size()][size()];
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                middle[i][j] = (low[i][j] + high[i][j]) / 2;
            }
        }
        return middle;
    }
}
