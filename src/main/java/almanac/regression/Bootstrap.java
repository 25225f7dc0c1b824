package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Bootstrap covariances, seeded: pairs (rows or whole clusters drawn with replacement) and wild (residuals of a cluster
 * keep or change their signs together, Cameron, Gelbach and Miller 2008). The equation drawn from is the estimator's own,
 * with its effects already taken out.
 */
final class Bootstrap {
    static final int REPLICATIONS = 999;
    static final long SEED = 20020101;

    private Bootstrap() {}

    static Covariances.Result of(CovarianceKind kind, Estimate estimate) {
        Map<String, String> options = options(kind.variant());
        int replications = number(options, "reps", REPLICATIONS);
        long seed = number(options, "seed", (int) SEED);
        SplittableRandom random = new SplittableRandom(seed);
        boolean wild = kind.family().equals("wild");
        Grouping groups = kind.columns().isEmpty()
                ? rows(estimate.size())
                : Covariances.grouping(estimate, kind.columns().get(0));
        int k = estimate.parameters();
        List<double[]> draws = new ArrayList<>();
        int failed = 0;
        for (int draw = 0; draw < replications; draw++) {
            double[] b = wild ? wildDraw(estimate, groups, random) : pairsDraw(estimate, groups, random);
            if (b.length == k) {
                draws.add(b);
            } else {
                failed++;
            }
        }
        if (draws.size() < 2) {
            throw new Refusal(
                    Trouble.TOO_FEW_ROWS,
                    "the bootstrap could not estimate the model in its samples",
                    "there are too few rows or clusters to resample");
        }
        double[] mean = new double[k];
        for (double[] b : draws) {
            for (int j = 0; j < k; j++) {
                mean[j] += b[j] / draws.size();
            }
        }
        double[][] matrix = new double[k][k];
        for (double[] b : draws) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    matrix[i][j] += (b[i] - mean[i]) * (b[j] - mean[j]) / (draws.size() - 1);
                }
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("bootstrap_replications", (double) draws.size());
        double df = kind.columns().isEmpty() ? estimate.dfResidual() : groups.groups() - 1;
        return new Covariances.Result(
                matrix,
                df,
                new double[0],
                figures,
                (wild ? "wild bootstrap (Rademacher signs" : "pairs bootstrap (")
                        + (wild
                                ? (kind.columns().isEmpty() ? ")" : " by " + groups.name() + ")")
                                : (kind.columns().isEmpty() ? "rows)" : "clusters of " + groups.name() + ")"))
                        + ", " + draws.size() + " replications, seed " + seed
                        + (failed > 0 ? ", " + failed + " samples could not be estimated" : ""));
    }

    static Map<String, String> options(String variant) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : variant.split(",")) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                options.put(pair[0].strip(), pair[1].strip());
            }
        }
        return options;
    }

    static int number(Map<String, String> options, String name, int otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "\"" + name + "=" + text + "\" is not a whole number",
                    "bootstrap/reps=999,seed=1");
        }
        return Integer.parseInt(text);
    }

    private static Grouping rows(int n) {
        int[] codes = new int[n];
        Arrays.setAll(codes, i -> i);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add(Integer.toString(i + 1));
        }
        return new Grouping("row", codes, labels);
    }

    private static double[] pairsDraw(Estimate estimate, Grouping groups, SplittableRandom random) {
        int[][] members = groups.members();
        int[][] chosen = new int[members.length][];
        int size = 0;
        for (int g = 0; g < chosen.length; g++) {
            chosen[g] = members[random.nextInt(members.length)];
            size += chosen[g].length;
        }
        int[] rows = new int[size];
        int next = 0;
        for (int[] group : chosen) {
            System.arraycopy(group, 0, rows, next, group.length);
            next += group.length;
        }
        return solve(estimate, Numbers.of(estimate.response()).rows(rows), rows);
    }

    private static double[] solve(Estimate estimate, Numbers response, int[] rows) {
        // drawn in the orthonormal basis: doubles are enough there
        List<Numbers> columns = new ArrayList<>();
        for (double[] column : estimate.solution().orthonormal()) {
            columns.add(Numbers.of(column).rows(rows));
        }
        LeastSquares.Solution solution = LeastSquares.fast(columns, response);
        if (solution.kept().length < columns.size()) {
            return new double[0];
        }
        return times(estimate.solution().inverseR(), solution.coefficients());
    }

    private static double[] times(double[][] r, double[] c) {
        double[] b = new double[c.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < c.length; j++) {
                b[i] += r[i][j] * c[j];
            }
        }
        return b;
    }

    /** b* = b + R^-1 Q'(w u): no system needs solving. */
    private static double[] wildDraw(Estimate estimate, Grouping groups, SplittableRandom random) {
        double[] signs = new double[groups.groups()];
        for (int g = 0; g < signs.length; g++) {
            signs[g] = random.nextBoolean() ? 1 : -1;
        }
        double[][] q = estimate.solution().orthonormal();
        double[] c = new double[q.length];
        for (int j = 0; j < c.length; j++) {
            for (int i = 0; i < estimate.size(); i++) {
                c[j] += q[j][i] * estimate.residuals()[i] * signs[groups.codes()[i]];
            }
        }
        double[] b = times(estimate.solution().inverseR(), c);
        double[] estimates = estimate.estimates();
        for (int j = 0; j < b.length; j++) {
            b[j] += estimates[j];
        }
        return b;
    }
}
