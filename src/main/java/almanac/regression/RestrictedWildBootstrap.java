package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Symmetric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The wild cluster bootstrap with the null imposed (Cameron, Gelbach and Miller 2008, WCR): for each coefficient the model is
 * estimated with that coefficient held at the value tested, the restricted residuals of a cluster change their signs
 * together, and the clustered t of the artificial samples is what the observed t is compared with. p is the share of |t*|
 * above |t|, ties not counted; the interval holds the values whose p is above 1 - level (Roodman, MacKinnon, Nielsen and Webb
 * 2019). Standard errors beside it are the clustered ones.
 *
 * <p>Signs are Rademacher's, or Webb's (2014) six values +-sqrt(1/2), +-1, +-sqrt(3/2) for few clusters; where 2^G samples are
 * no more than those asked for, Rademacher's are all gone through once and nothing is random.
 *
 * <p>No sample is ever formed. With X = QR, r the row of R^-1 of the coefficient, S_g the sum of q u over cluster g, K_g =
 * sum of q q': restricted residuals are u + (b - c) Q r / r'r, their scores S_g + (b - c) K_g r / r'r, the estimate of a
 * sample is c + r'w with w = sum of v_g times scores, and its residual score in g is v_g r'score_g - (K_g r)'w. All are
 * linear in b - c, so each sample is five numbers, whatever value is tested.
 */
final class RestrictedWildBootstrap {
    private RestrictedWildBootstrap() {}

    /** @param level of the intervals */
    static Covariances.Result of(CovarianceKind kind, Estimate estimate, double level) {
        if (kind.columns().size() != 1 || estimate.estimator().equals("iv")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    estimate.estimator().equals("iv")
                            ? "the restricted wild bootstrap is for least squares, not for instruments"
                            : "the restricted wild bootstrap goes by one column",
                    "wild:firm/restricted, or cluster:firm");
        }
        Grouping groups = Covariances.grouping(estimate, kind.columns().get(0));
        for (Grouping effect : estimate.absorbed()) {
            if (!effect.nestedIn(groups)) {
                throw new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "the absorbed effect \"" + effect.name() + "\" runs across the clusters of \"" + groups.name()
                                + "\"",
                        "write it as i(" + effect.name() + ") for the restricted wild bootstrap");
            }
        }
        Map<String, String> options = Bootstrap.options(kind.variant());
        if (options.containsKey("level")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "the level of the intervals is one for all of a model",
                    "--set level=" + options.get("level"));
        }
        int replications = Bootstrap.number(options, "reps", Bootstrap.REPLICATIONS);
        long seed = Bootstrap.number(options, "seed", (int) Bootstrap.SEED);
        boolean webb = options.getOrDefault("weights", "rademacher").equals("webb");
        int count = groups.groups();
        boolean all = !webb && count < 31 && 1L << count <= replications;
        double[][] draws = all ? everySign(count) : drawn(count, replications, webb, seed);
        double[][] q = estimate.solution().orthonormal();
        int k = q.length;
        double[][] scores = Covariances.scores(q, estimate.residuals(), groups.codes(), count);
        double[][][] crossed = new double[count][k][k];
        for (int i = 0; i < estimate.size(); i++) {
            double[][] own = crossed[groups.codes()[i]];
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    own[a][b] += q[a][i] * q[b][i];
                }
            }
        }
        double[][] r = estimate.solution().inverseR();
        double[] b = estimate.estimates();
        double[] p = new double[k];
        double[] low = new double[k];
        double[] high = new double[k];
        for (int j = 0; j < k; j++) {
            Samples samples = Samples.of(r[j], scores, crossed, draws);
            p[j] = samples.p(b[j]);
            double alpha = 1 - level;
            low[j] = b[j] - samples.edge(1, alpha);
            high[j] = b[j] + samples.edge(-1, alpha);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("clusters", (double) count);
        figures.put("clusters_" + groups.name(), (double) count);
        figures.put("bootstrap_replications", (double) draws.length);
        Covariances.Result clustered = Covariances.of(
                new CovarianceKind("cluster", List.of(groups.name()), 0, "", "cluster:" + groups.name()),
                estimate,
                level);
        return new Covariances.Result(
                clustered.matrix(),
                count - 1,
                new double[0],
                figures,
                "p and intervals by the wild cluster bootstrap with the null imposed, " + count + " clusters of "
                        + groups.name() + ", "
                        + (all
                                ? "all " + draws.length + " sign patterns"
                                : draws.length + " samples, " + (webb ? "Webb's six points" : "Rademacher signs")
                                        + ", seed " + seed)
                        + "; standard errors clustered",
                Optional.of(new Covariances.OwnInference(p, low, high)));
    }

    private static double[][] everySign(int groups) {
        double[][] signs = new double[1 << groups][groups];
        for (int pattern = 0; pattern < signs.length; pattern++) {
            for (int g = 0; g < groups; g++) {
                signs[pattern][g] = (pattern & 1 << g) == 0 ? 1 : -1;
            }
        }
        return signs;
    }

    private static double[][] drawn(int groups, int replications, boolean webb, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] points = webb
                ? new double[] {-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)}
                : new double[] {-1, 1};
        double[][] draws = new double[replications][groups];
        for (double[] draw : draws) {
            Arrays.setAll(draw, g -> points[random.nextInt(points.length)]);
        }
        return draws;
    }

    /**
     * Artificial samples of one coefficient: the numerator of t* is a + d a', its squared denominator v0 + d v1 + d^2 v2, d
     * the distance of the estimate from the value tested; t itself is d / se.
     */
    private record Samples(double[] a, double[] slope, double[][] variance, double se) {
        static Samples of(double[] r, double[][] scores, double[][][] crossed, double[][] draws) {
            int count = scores.length;
            int k = r.length;
            double length = dot(r, r);
            double[][] kr = new double[count][];
            double[] plain = new double[count];
            double[] tilt = new double[count];
            double square = 0;
            for (int g = 0; g < count; g++) {
                kr[g] = Symmetric.times(crossed[g], r);
                plain[g] = dot(r, scores[g]);
                tilt[g] = dot(r, kr[g]) / length;
                square += plain[g] * plain[g];
            }
            double[] a = new double[draws.length];
            double[] slope = new double[draws.length];
            double[][] variance = new double[draws.length][3];
            for (int s = 0; s < draws.length; s++) {
                double[] w0 = new double[k];
                double[] w1 = new double[k];
                for (int g = 0; g < count; g++) {
                    for (int j = 0; j < k; j++) {
                        w0[j] += draws[s][g] * scores[g][j];
                        w1[j] += draws[s][g] * kr[g][j] / length;
                    }
                }
                a[s] = dot(r, w0);
                slope[s] = dot(r, w1);
                for (int g = 0; g < count; g++) {
                    double z0 = draws[s][g] * plain[g] - dot(kr[g], w0);
                    double z1 = draws[s][g] * tilt[g] - dot(kr[g], w1);
                    variance[s][0] += z0 * z0;
                    variance[s][1] += 2 * z0 * z1;
                    variance[s][2] += z1 * z1;
                }
            }
            return new Samples(a, slope, variance, Math.sqrt(square));
        }

        private static double dot(double[] left, double[] right) {
            double sum = 0;
            for (int i = 0; i < left.length; i++) {
                sum += left[i] * right[i];
            }
            return sum;
        }

        /** @param d the estimate less the value tested */
        double p(double d) {
            double t = Math.abs(d) / se;
            int beyond = 0;
            for (int s = 0; s < a.length; s++) {
                double square = variance[s][0] + d * variance[s][1] + d * d * variance[s][2];
                double top = Math.abs(a[s] + d * slope[s]);
                // samples with all signs alike give t itself, up to rounding: no evidence either way
                beyond += top > t * Math.sqrt(square) * (1 + 1e-9) ? 1 : 0;
            }
            return (double) beyond / a.length;
        }

        /** How far from the estimate values stop being accepted, in the direction of the sign. */
        double edge(int sign, double alpha) {
            double outer = se;
            int doublings = 0;
            while (p(sign * outer) > alpha) {
                outer *= 2;
                if (++doublings > 40) {
                    return Double.POSITIVE_INFINITY;
                }
            }
            double inner = 0;
            for (int step = 0; step < 60; step++) {
                double middle = (inner + outer) / 2;
                if (p(sign * middle) > alpha) {
                    inner = middle;
                } else {
                    outer = middle;
                }
            }
            return inner;
        }
    }
}
