package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A regression tree: which values of which variables cut the observations into parts with unlike means.
 *
 * <p>L. Breiman, J. Friedman, R. Olshen and C. Stone (1984): binary splits by the greatest fall of the sum of squares,
 * pruned by ten-fold cross-validation with the one-standard-error rule, so that a tree of one leaf (nothing to be found)
 * is a possible answer.
 *
 * @param root of the pruned tree
 * @param error cross-validated mean squared error of the pruned tree
 * @param meanError that of the mean alone
 * @param rootShares how often each variable made the first split in resampled data
 */
public record RegressionTree(Node root, double error, double meanError, TreeMap<String, Double> rootShares) {
    private static final int FOLDS = 10;
    private static final int RESAMPLES = 100;
    private static final int DEPTH = 4;

    /** Fewest complete rows. */
    public static final int LEAST = 20;

    /**
     * A leaf, or a split.
     *
     * @param mean of the observations in it
     * @param count of them
     * @param squares their sum of squared deviations
     */
    public record Node(double mean, int count, double squares, Optional<Split> split) {
        int leaves() {
            return split.map(s -> s.below.leaves() + s.above.leaves()).orElse(1);
        }

        double leafSquares() {
            return split.map(s -> s.below.leafSquares() + s.above.leafSquares()).orElse(squares);
        }

        double predict(double[] row) {
            return split.map(s -> row[s.column] < s.at ? s.below.predict(row) : s.above.predict(row))
                    .orElse(mean);
        }
    }

    /** Rows with less than {@code at} in {@code variable} go below, the others above. */
    public record Split(String variable, int column, double at, Node below, Node above) {}

    /**
     * @param outcome one for each row
     * @param rows complete
     * @param names of the columns
     */
    public static RegressionTree of(double[] outcome, double[][] rows, List<String> names, long seed) {
        int n = outcome.length;
        int smallest = Math.max(3, n / 20);
        int[] all = java.util.stream.IntStream.range(0, n).toArray();
        Node full = grow(outcome, rows, names, all, smallest, DEPTH);
        List<Double> penalties = penalties(full);
        SplittableRandom random = new SplittableRandom(seed);
        int[] fold = new int[n];
        int[] shuffled = all.clone();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        for (int i = 0; i < n; i++) {
            fold[shuffled[i]] = i % FOLDS;
        }
        double[][] errors = new double[penalties.size()][n];
        for (int f = 0; f < FOLDS; f++) {
            int out = f;
            int[] training = Arrays.stream(all).filter(i -> fold[i] != out).toArray();
            Node grown = grow(outcome, rows, names, training, smallest, DEPTH);
            for (int a = 0; a < penalties.size(); a++) {
                // between two penalties, as the book has it
                double penalty = a + 1 < penalties.size()
                        ? Math.sqrt(penalties.get(a) * penalties.get(a + 1))
                        : Double.POSITIVE_INFINITY;
                Node pruned = prune(grown, penalty);
                for (int i = 0; i < n; i++) {
                    if (fold[i] == f) {
                        double miss = outcome[i] - pruned.predict(rows[i]);
                        errors[a][i] = miss * miss;
                    }
                }
            }
        }
        int least = 0;
        for (int a = 1; a < errors.length; a++) {
            least = mean(errors[a]) < mean(errors[least]) ? a : least;
        }
        double[] bestErrors = errors[least];
        double centre = mean(bestErrors);
        double bound = centre
                + Math.sqrt(Arrays.stream(bestErrors)
                                .map(e -> (e - centre) * (e - centre))
                                .sum())
                        / n;
        int chosen = least;
        for (int a = least; a < errors.length; a++) {
            chosen = mean(errors[a]) <= bound ? a : chosen;
        }
        TreeMap<String, Double> shares = new TreeMap<>();
        for (int b = 0; b < RESAMPLES; b++) {
            int[] sample = random.ints(n, 0, n).toArray();
            grow(outcome, rows, names, sample, smallest, 1)
                    .split()
                    .ifPresent(split -> shares.merge(split.variable(), 1.0 / RESAMPLES, Double::sum));
        }
        double last = mean(errors[errors.length - 1]);
        return new RegressionTree(
                prune(full, chosen + 1 < penalties.size() ? penalties.get(chosen) : Double.POSITIVE_INFINITY),
                mean(errors[chosen]),
                last,
                shares);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static Node grow(
            double[] outcome, double[][] rows, List<String> names, int[] members, int smallest, int depth) {
        double sum = 0;
        double squares = 0;
        for (int i : members) {
            sum += outcome[i];
        }
        double mean = sum / members.length;
        for (int i : members) {
            squares += (outcome[i] - mean) * (outcome[i] - mean);
        }
        Node leaf = new Node(mean, members.length, squares, Optional.empty());
        if (depth == 0 || members.length < 2 * smallest || squares <= 1e-12 * (1 + mean * mean)) {
            return leaf;
        }
        double bestGain = 1e-9 * squares;
        int bestColumn = -1;
        double bestAt = 0;
        for (int column = 0; column < names.size(); column++) {
            int j = column;
            int[] order = Arrays.stream(members)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> rows[i][j]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double below = 0;
            for (int cut = 1; cut < order.length; cut++) {
                below += outcome[order[cut - 1]] - mean;
                if (cut >= smallest
                        && order.length - cut >= smallest
                        && rows[order[cut]][j] > rows[order[cut - 1]][j]) {
                    double gain = below * below * (1.0 / cut + 1.0 / (order.length - cut));
                    if (gain > bestGain) {
                        bestGain = gain;
                        bestColumn = j;
                        bestAt = (rows[order[cut]][j] + rows[order[cut - 1]][j]) / 2;
                    }
                }
            }
        }
        if (bestColumn < 0) {
            return leaf;
        }
        int column = bestColumn;
        double at = bestAt;
        int[] lower = Arrays.stream(members).filter(i -> rows[i][column] < at).toArray();
        int[] upper = Arrays.stream(members).filter(i -> rows[i][column] >= at).toArray();
        return new Node(
                mean,
                members.length,
                squares,
                Optional.of(new Split(
                        names.get(column),
                        column,
                        at,
                        grow(outcome, rows, names, lower, smallest, depth - 1),
                        grow(outcome, rows, names, upper, smallest, depth - 1))));
    }

    /** Collapses every split whose fall of squares for each further leaf is not more than the penalty. */
    private static Node prune(Node node, double penalty) {
        if (node.split().isEmpty()) {
            return node;
        }
        Split split = node.split().get();
        Node pruned = new Node(
                node.mean(),
                node.count(),
                node.squares(),
                Optional.of(new Split(
                        split.variable(),
                        split.column(),
                        split.at(),
                        prune(split.below(), penalty),
                        prune(split.above(), penalty))));
        return weakness(pruned) <= penalty
                ? new Node(node.mean(), node.count(), node.squares(), Optional.empty())
                : pruned;
    }

    private static double weakness(Node node) {
        return (node.squares() - node.leafSquares()) / (node.leaves() - 1);
    }

    /** The penalties at which the tree loses a branch, ascending from 0; the last leaves the root alone. */
    private static List<Double> penalties(Node full) {
        List<Double> penalties = new ArrayList<>(List.of(0.0));
        Node node = full;
        while (node.split().isPresent()) {
            double weakest = weakest(node);
            penalties.add(weakest);
            node = prune(node, weakest);
        }
        return penalties;
    }

    private static double weakest(Node node) {
        return node.split()
                .map(split -> Math.min(weakness(node), Math.min(weakest(split.below()), weakest(split.above()))))
                .orElse(Double.POSITIVE_INFINITY);
    }
}
