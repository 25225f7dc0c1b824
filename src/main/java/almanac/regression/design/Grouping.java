package almanac.regression.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows sorted into groups.
 *
 * @param name of the column, or {@code a^b} for pairs
 * @param codes the group of each row, from 0
 * @param labels of the groups: numbers ascending, else text in code point order
 */
public record Grouping(String name, int[] codes, List<String> labels) {
    public Grouping {
        labels = List.copyOf(labels);
    }

    public int groups() {
        return labels.size();
    }

    /** Groups by number; whole numbers are labelled without a point. */
    public static Grouping ofNumbers(String name, double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) {
            // minus zero is zero
            sorted[i] = values[i] + 0.0;
        }
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        double[] distinct = Arrays.copyOf(sorted, count);
        int[] codes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            codes[i] = Arrays.binarySearch(distinct, values[i] + 0.0);
        }
        return new Grouping(
                name, codes, Arrays.stream(distinct).mapToObj(Grouping::label).toList());
    }

    /** A number as a level's name: 1995, 0.5. */
    public static String label(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Groups by text. */
    public static Grouping ofText(String name, List<String> values) {
        Map<String, Integer> sorted = new TreeMap<>();
        values.forEach(value -> sorted.put(value, 0));
        int next = 0;
        for (Map.Entry<String, Integer> entry : sorted.entrySet()) {
            entry.setValue(next++);
        }
        int[] codes = new int[values.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = sorted.getOrDefault(values.get(i), 0);
        }
        return new Grouping(name, codes, List.copyOf(sorted.keySet()));
    }

    /** One group for each pair that occurs. */
    public Grouping crossed(Grouping other) {
        Map<Long, Integer> seen = new TreeMap<>();
        long width = other.groups();
        for (int i = 0; i < codes.length; i++) {
            seen.put(codes[i] * width + other.codes[i], 0);
        }
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<Long, Integer> entry : seen.entrySet()) {
            entry.setValue(pairs.size());
            pairs.add(labels.get((int) (entry.getKey() / width)) + "^"
                    + other.labels.get((int) (entry.getKey() % width)));
        }
        int[] crossed = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            crossed[i] = seen.getOrDefault(codes[i] * width + other.codes[i], 0);
        }
        return new Grouping(name + "^" + other.name, crossed, pairs);
    }

    /** The rows named; groups that no longer occur are gone. */
    public Grouping rows(int[] rows) {
        boolean[] used = new boolean[groups()];
        for (int row : rows) {
            used[codes[row]] = true;
        }
        int[] renumbered = new int[groups()];
        List<String> left = new ArrayList<>();
        for (int g = 0; g < used.length; g++) {
            if (used[g]) {
                renumbered[g] = left.size();
                left.add(labels.get(g));
            }
        }
        int[] few = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            few[i] = renumbered[codes[rows[i]]];
        }
        return new Grouping(name, few, left);
    }

    /** Rows in each group. */
    public int[] sizes() {
        int[] sizes = new int[groups()];
        for (int code : codes) {
            sizes[code]++;
        }
        return sizes;
    }

    /** The rows of each group, in row order. */
    public int[][] members() {
        int[] sizes = sizes();
        int[][] members = new int[sizes.length][];
        for (int g = 0; g < sizes.length; g++) {
            members[g] = new int[sizes[g]];
        }
        int[] filled = new int[sizes.length];
        for (int i = 0; i < codes.length; i++) {
            members[codes[i]][filled[codes[i]]++] = i;
        }
        return members;
    }

    /** Whether every group of this lies within one group of the other. */
    public boolean nestedIn(Grouping other) {
        int[] owner = new int[groups()];
        Arrays.fill(owner, -1);
        for (int i = 0; i < codes.length; i++) {
            if (owner[codes[i]] < 0) {
                owner[codes[i]] = other.codes[i];
            } else if (owner[codes[i]] != other.codes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Mean of the values of each group. */
    public double[] means(double[] values) {
        double[] sums = new double[groups()];
        double[] rests = new double[groups()];
        for (int i = 0; i < values.length; i++) {
            // Neumaier's compensated sum
            int g = codes[i];
            double sum = sums[g] + values[i];
            rests[g] += Math.abs(sums[g]) >= Math.abs(values[i])
                    ? (sums[g] - sum) + values[i]
                    : (values[i] - sum) + sums[g];
            sums[g] = sum;
        }
        int[] sizes = sizes();
        for (int g = 0; g < sums.length; g++) {
            sums[g] = (sums[g] + rests[g]) / sizes[g];
        }
        return sums;
    }

    /** How often each label occurs, by label. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int[] sizes = sizes();
        for (int g = 0; g < sizes.length; g++) {
            counts.put(labels.get(g), sizes[g]);
        }
        return counts;
    }
}
