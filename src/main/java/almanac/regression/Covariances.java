package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Covariance matrices of the coefficients.
 *
 * <p>All sandwiches are formed in the orthonormal basis of the regressors: with X = Q R, V = R^-1 (sum of s s') R^-T, where
 * s are sums of q_i u_i over whatever is taken together. So an ill-conditioned X costs no digits.
 *
 * <ul>
 *   <li>HC0-HC3: White (1980), MacKinnon and White (1985); HC4: Cribari-Neto (2004).
 *   <li>Clusters: Liang and Zeger (1986); several ways: Cameron, Gelbach and Miller (2011), equation 2.10; CR2: Bell and
 *       McCaffrey (2002), Pustejovsky and Tipton (2018).
 *   <li>{@link SerialCovariances}: Newey and West, other kernels and bandwidths, Driscoll and Kraay.
 *   <li>{@link PanelSandwich}: the forms of Croissant and Millo's plm. Beck and Katz (1995).
 * </ul>
 */
final class Covariances {
    private Covariances() {}

    /**
     * @param matrix of the coefficients
     * @param df degrees of freedom of their t statistics
     * @param ownDf degrees of freedom of each coefficient where they differ, else empty
     * @param figures by name, for example {@code clusters}
     * @param note factor and convention in words
     * @param own p values and intervals that do not come from t, where there are such
     */
    record Result(
            double[][] matrix,
            double df,
            double[] ownDf,
            Map<String, Double> figures,
            String note,
            Optional<OwnInference> own) {
        Result(double[][] matrix, double df, double[] ownDf, Map<String, Double> figures, String note) {
            this(matrix, df, ownDf, figures, note, Optional.empty());
        }
    }

    /** For each coefficient p of the hypothesis that it is zero, and the values that are not rejected. */
    record OwnInference(double[] p, double[] low, double[] high) {}

    /** @param level of the intervals, for covariances that bring their own */
    static Result of(CovarianceKind kind, Estimate estimate, double level) {
        return switch (kind.family()) {
            case "classical" -> classical(kind, estimate);
            case "HC0", "HC1", "HC2", "HC3", "HC4" -> white(kind.family(), estimate);
            case "cluster" -> cluster(kind, estimate);
            case "newey-west" -> SerialCovariances.neweyWest(kind, estimate);
            case "hac" -> SerialCovariances.kernel(kind, estimate);
            case "driscoll-kraay" -> SerialCovariances.driscollKraay(kind, estimate);
            case "arellano", "white1", "white2", "vcovNW", "vcovSCC", "vcovDC", "vcovBK" ->
                PanelSandwich.of(kind, estimate);
            case "pcse" -> panelCorrected(estimate);
            case "bootstrap" -> Bootstrap.of(kind, estimate);
            case "wild" ->
                kind.variant().contains("restricted")
                        ? RestrictedWildBootstrap.of(kind, estimate, level)
                        : Bootstrap.of(kind, estimate);
            default -> throw new IllegalStateException(kind.family());
        };
    }

    private static Result classical(CovarianceKind kind, Estimate estimate) {
        double[][] inverse = estimate.solution().inverse();
        return switch (kind.variant()) {
            case "" ->
                result(
                        Symmetric.scaled(inverse, estimate.variance()),
                        estimate.dfResidual(),
                        "classical: s2 = RSS/(N-K)");
            case "large" ->
                result(
                        Symmetric.scaled(inverse, estimate.rss() / estimate.size()),
                        Double.POSITIVE_INFINITY,
                        "classical, large sample: s2 = RSS/N, z");
            case "unscaled" ->
                result(
                        inverse,
                        estimate.dfResidual(),
                        "the inverse of the cross products, no s2 (what plm 2.6.2 prints for unbalanced two-way random effects)");
            default ->
                throw new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "there is no classical covariance \"" + kind.variant() + "\"",
                        "the variants are large and unscaled");
        };
    }

    static Result result(double[][] matrix, double df, String note) {
        return new Result(matrix, df, new double[0], Map.of(), note);
    }

    /** R^-1 M R^-T. */
    static double[][] spread(Estimate estimate, double[][] meat) {
        double[][] r = estimate.solution().inverseR();
        double[][] half = Symmetric.times(r, meat);
        int k = r.length;
        double[][] matrix = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                for (int m = 0; m < k; m++) {
                    matrix[i][j] += half[i][m] * r[j][m];
                }
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static Result white(String type, Estimate estimate) {
        int n = estimate.size();
        double[] u = estimate.residuals();
        double[] h = type.equals("HC0") || type.equals("HC1") ? new double[n] : fullLeverage(estimate);
        double[] omega = new double[n];
        double k = estimate.size() - estimate.dfResidual();
        for (int i = 0; i < n; i++) {
            double rest = 1 - h[i];
            // a row fitted exactly by a parameter of its own has no residual to speak of
            double squared = rest < 1e-12 ? 0 : u[i] * u[i];
            omega[i] = switch (type) {
                case "HC2" -> squared / rest;
                case "HC3" -> squared / (rest * rest);
                case "HC4" -> squared / Math.pow(rest, Math.min(4, n * h[i] / k));
                default -> u[i] * u[i];
            };
        }
        double factor = type.equals("HC1") ? (double) n / estimate.dfResidual() : 1;
        double[][] q = estimate.solution().orthonormal();
        double[][] meat = new double[q.length][q.length];
        for (int a = 0; a < q.length; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += q[a][i] * q[b][i] * omega[i];
                }
                meat[a][b] = sum * factor;
                meat[b][a] = meat[a][b];
            }
        }
        String what = switch (type) {
            case "HC0" -> "HC0 (White): no factor";
            case "HC1" -> "HC1 (Stata's robust): factor N/(N-K)";
            case "HC2" -> "HC2: u2/(1-h)";
            case "HC3" -> "HC3: u2/(1-h)^2";
            default -> "HC4: u2/(1-h)^min(4, Nh/K)";
        };
        return result(spread(estimate, meat), estimate.dfResidual(), what);
    }

    /** Leverage with the dummies that were absorbed. */
    private static double[] fullLeverage(Estimate estimate) {
        double[] leverage = estimate.leverage();
        if (estimate.absorbed().isEmpty()) {
            return leverage;
        }
        double[] dummies = DummyLeverage.of(
                estimate.absorbed(), estimate.sample().weights().orElse(new double[0]));
        for (int i = 0; i < leverage.length; i++) {
            leverage[i] += dummies[i];
        }
        return leverage;
    }

    /** Sums of q_i u_i over each group. */
    static double[][] scores(double[][] q, double[] u, int[] codes, int groups) {
        double[][] scores = new double[groups][q.length];
        for (int j = 0; j < q.length; j++) {
            double[] column = q[j];
            for (int i = 0; i < u.length; i++) {
                scores[codes[i]][j] += column[i] * u[i];
            }
        }
        return scores;
    }

    static double[][] outer(double[][] left, double[][] right, int lag, double weight, double[][] meat) {
        for (int t = lag; t < left.length; t++) {
            for (int a = 0; a < meat.length; a++) {
                for (int b = 0; b < meat.length; b++) {
                    meat[a][b] += weight * left[t][a] * right[t - lag][b];
                }
            }
        }
        return meat;
    }

    static double[][] meat(double[][] scores, int k) {
        return outer(scores, scores, 0, 1, new double[k][k]);
    }

    static Grouping grouping(Estimate estimate, String name) {
        Grouping grouping = estimate.sample().clusters().get(name);
        if (grouping == null) {
            throw new IllegalStateException("cluster column not prepared: " + name);
        }
        if (grouping.groups() < 2) {
            throw new Refusal(
                    Trouble.ONE_CLUSTER,
                    "\"" + name + "\" has a single cluster in the sample: " + grouping.labels(),
                    "clustered standard errors need two clusters at least, and some dozens to be trusted");
        }
        return grouping;
    }

    /**
     * Parameters the factor (N-1)/(N-K) counts: the slopes and constant; of absorbed effects those that are not nested in
     * a cluster, less one redundant level each; and one for the constant they stand for (xtreg, reghdfe).
     */
    static double countedParameters(Estimate estimate, List<Grouping> clusters) {
        int counted = estimate.parameters();
        for (Grouping effect : estimate.absorbed()) {
            if (clusters.stream().noneMatch(effect::nestedIn)) {
                counted += effect.groups() - 1;
            }
        }
        return counted + (estimate.absorbed().isEmpty() ? 0 : 1);
    }

    private static Result cluster(CovarianceKind kind, Estimate estimate) {
        List<Grouping> groupings =
                kind.columns().stream().map(name -> grouping(estimate, name)).toList();
        double[][] q = estimate.solution().orthonormal();
        double[] u = estimate.residuals();
        int k = q.length;
        int n = estimate.size();
        double smallest = groupings.stream().mapToInt(Grouping::groups).min().orElse(0);
        Map<String, Double> figures = new LinkedHashMap<>();
        groupings.forEach(g -> figures.put("clusters_" + g.name(), (double) g.groups()));
        figures.put("clusters", smallest);
        if (kind.variant().equals("CR2")) {
            return clusterCorrected(estimate, groupings.get(0), figures);
        }
        boolean lm = kind.variant().equals("linearmodels");
        double counted = switch (kind.variant()) {
            // lfe, areg and dummies written out count every absorbed level; fixest's fixef.K = "none" counts none
            case "full" -> n - estimate.dfResidual();
            case "none" -> k;
            default -> countedParameters(estimate, groupings);
        };
        double common = (lm ? n : n - 1) / (n - counted);
        String words = lm ? "factor N/(N-K), no G/(G-1) (linearmodels)" : "factor G/(G-1)*(N-1)/(N-K)";
        double[][] matrix = new double[k][k];
        int subsets = 1 << groupings.size();
        for (int subset = 1; subset < subsets; subset++) {
            Grouping grouping = null;
            for (int g = 0; g < groupings.size(); g++) {
                if ((subset & 1 << g) != 0) {
                    grouping = grouping == null ? groupings.get(g) : grouping.crossed(groupings.get(g));
                }
            }
            if (grouping == null) {
                continue;
            }
            int groups = grouping.groups();
            double factor;
            switch (kind.variant()) {
                case "CR0" -> {
                    factor = 1;
                    words = "no factor";
                }
                case "each" -> {
                    factor = groups / (groups - 1.0) * common;
                    words = "each term with its own G/(G-1)*(N-1)/(N-K)";
                }
                case "multi0" -> {
                    factor = subset == subsets - 1 ? 1 : groups / (groups - 1.0) * common;
                    words = "each term with its own factor, the last without";
                }
                case "linearmodels" -> factor = common;
                case "", "full", "none" -> factor = smallest / (smallest - 1) * common;
                default ->
                    throw new Refusal(
                            Trouble.UNKNOWN_OPTION,
                            "there is no variant \"" + kind.variant() + "\" of clustered standard errors",
                            "the variants are CR0, CR2, each, multi0, full, none, linearmodels");
            }
            double sign = Integer.bitCount(subset) % 2 == 1 ? 1 : -1;
            matrix = Symmetric.plus(matrix, meat(scores(q, u, grouping.codes(), groups), k), sign * factor);
        }
        if (groupings.size() > 1 && !lm && words.startsWith("factor")) {
            words = "factor min(G)/(min(G)-1)*(N-1)/(N-K)";
        }
        if (kind.variant().equals("full") || kind.variant().equals("none")) {
            words += ", K = " + (int) counted + " with " + (counted == k ? "no" : "every") + " absorbed level";
        }
        return new Result(
                spread(estimate, matrix),
                smallest - 1,
                new double[0],
                figures,
                "clustered by " + String.join(" and ", kind.columns()) + " ("
                        + String.join(
                                ", ",
                                groupings.stream()
                                        .map(g -> Integer.toString(g.groups()))
                                        .toList())
                        + " clusters): " + words + ", t with " + (int) (smallest - 1) + " degrees of freedom");
    }

    /** Clustered with the factor G/(G-1)*(N-1)/(N-K), or with none. */
    static double[][] clusteredBy(Estimate estimate, Grouping clusters, boolean plain) {
        int k = estimate.parameters();
        int groups = clusters.groups();
        double n = estimate.size();
        double factor = plain ? 1 : groups / (groups - 1.0) * (n - 1) / (n - k);
        return spread(
                estimate,
                Symmetric.scaled(
                        meat(
                                scores(
                                        estimate.solution().orthonormal(),
                                        estimate.residuals(),
                                        clusters.codes(),
                                        groups),
                                k),
                        factor));
    }

    /** CR2: scores of cluster g are multiplied by (I - Q_g'Q_g)^(-1/2), which is A_g Q_g in the small space. */
    private static Result clusterCorrected(Estimate estimate, Grouping clusters, Map<String, Double> figures) {
        double[][] q = estimate.solution().orthonormal();
        int k = q.length;
        int groups = clusters.groups();
        double[][] scores = scores(q, estimate.residuals(), clusters.codes(), groups);
        double[][][] crossed = new double[groups][k][k];
        for (int i = 0; i < estimate.size(); i++) {
            double[][] own = crossed[clusters.codes()[i]];
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    own[a][b] += q[a][i] * q[b][i];
                }
            }
        }
        double[][] r = estimate.solution().inverseR();
        double[] df = new double[k];
        double[][][] roots = new double[groups][][];
        for (int g = 0; g < groups; g++) {
            roots[g] = inverseRoot(Symmetric.plus(Symmetric.identity(k), crossed[g], -1));
            scores[g] = Symmetric.times(roots[g], scores[g]);
        }
        for (int c = 0; c < k; c++) {
            double trace = 0;
            double squares = 0;
            double[][] v = new double[groups][];
            double[] own = new double[groups];
            for (int g = 0; g < groups; g++) {
                double[] rotated = Symmetric.times(roots[g], r[c]);
                v[g] = Symmetric.times(crossed[g], rotated);
                for (int a = 0; a < k; a++) {
                    own[g] += rotated[a] * v[g][a];
                }
            }
            for (int g = 0; g < groups; g++) {
                for (int h = 0; h < groups; h++) {
                    double product = g == h ? own[g] : 0;
                    for (int a = 0; a < k; a++) {
                        product -= v[g][a] * v[h][a];
                    }
                    squares += product * product;
                    trace += g == h ? product : 0;
                }
            }
            df[c] = trace * trace / squares;
        }
        return new Result(
                spread(estimate, meat(scores, k)),
                groups - 1,
                df,
                figures,
                "CR2 (Bell and McCaffrey) by " + clusters.name() + " (" + groups
                        + " clusters), t with Satterthwaite's degrees of freedom");
    }

    private static double[][] inverseRoot(double[][] matrix) {
        Symmetric.Eigen eigen = Symmetric.eigen(matrix);
        int k = matrix.length;
        double[][] root = new double[k][k];
        for (int m = 0; m < k; m++) {
            // a direction that one cluster alone determines carries no information: generalised inverse
            double factor = eigen.values()[m] < 1e-9 ? 0 : 1 / Math.sqrt(eigen.values()[m]);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    root[i][j] += factor * eigen.vectors()[i][m] * eigen.vectors()[j][m];
                }
            }
        }
        return root;
    }

    /**
     * Beck and Katz (1995), equation 4: errors correlated between units within a period and of different size by unit, V of
     * Sigma (x) I with Sigma_ij the mean product of the residuals of units i and j over the periods they share (Stata's xtpcse,
     * pairwise; the same as casewise in balanced panels).
     */
    private static Result panelCorrected(Estimate estimate) {
        Grouping units = estimate.sample().needEntity("panel-corrected standard errors");
        Grouping times = estimate.sample()
                .time()
                .orElseThrow(() -> new Refusal(
                        Trouble.PANEL,
                        "panel-corrected standard errors need the periods of the panel",
                        "name their column with --time"));
        double[][] meat =
                PanelSandwich.common(estimate.residuals(), estimate.solution().orthonormal(), times, units);
        return result(
                spread(estimate, meat),
                Double.POSITIVE_INFINITY,
                "panel-corrected (Beck and Katz), pairwise, no factor, z (Stata's xtpcse)");
    }

    /** The smallest eigenvalue over the largest: below zero where the matrix is no covariance. */
    static double smallestEigenvalue(double[][] matrix) {
        return Symmetric.eigen(matrix).values()[0];
    }

    /** Names of the columns a covariance groups by. */
    static List<String> columns(CovarianceKind kind) {
        return new ArrayList<>(kind.columns());
    }
}
