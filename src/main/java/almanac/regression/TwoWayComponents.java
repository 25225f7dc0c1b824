package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Sample;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Symmetric;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Random effects of units and periods at once: the variance components by Swamy and Arora's three quadratic forms (two-way
 * within, between units, between periods), balanced (Baltagi 2013, 3.3) or not (Baltagi, Song and Jung 2002; plm), and the
 * map that makes the errors of an unbalanced panel spherical (Wansbeek and Kapteyn 1989, Davis 2002).
 *
 * <p>With q the quadratic forms, q_unit = a s_u^2 + b s_t^2 + (N - k) s_e^2 and likewise q_time; a negative solution becomes
 * zero after the system is solved, the other is not solved for again (plm).
 */
final class TwoWayComponents {
    private TwoWayComponents() {}

    private static Grouping times(Sample sample) {
        return sample.time()
                .orElseThrow(() -> new Refusal(
                        Trouble.PANEL, "two-way random effects need the periods", "name their column with --time"));
    }

    static boolean balanced(Sample sample) {
        return sample.size()
                == sample.needEntity("two-way random effects").groups()
                        * times(sample).groups();
    }

    static RandomEffectsEstimator.Components of(Sample sample) {
        Grouping groups = sample.needEntity("two-way random effects");
        Grouping times = times(sample);
        int n = sample.size();
        int units = groups.groups();
        int periods = times.groups();
        double error =
                RandomEffectsEstimator.within(sample, List.of(groups, times)).variance();
        double[] y = sample.response().hi();
        RandomEffectsEstimator.Between unit =
                RandomEffectsEstimator.Between.of(RandomEffectsEstimator.independent(sample), y, groups);
        RandomEffectsEstimator.Between time =
                RandomEffectsEstimator.Between.of(RandomEffectsEstimator.independent(sample), y, times);
        int freeUnits = units - unit.kept().size();
        int freePeriods = periods - time.kept().size();
        if (balanced(sample)) {
            return new RandomEffectsEstimator.Components(
                    error,
                    Math.max(0, (unit.rss() / freeUnits - error) / periods),
                    Math.max(0, (time.rss() / freePeriods - error) / units));
        }
        double unitUnit = n - explained(unit.kept(), groups, RandomEffectsEstimator.groupSums(unit.kept(), groups));
        double timeTime = n - explained(time.kept(), times, RandomEffectsEstimator.groupSums(time.kept(), times));
        double unitTime = units
                - explained(
                        unit.kept(),
                        groups,
                        RandomEffectsEstimator.groupSums(
                                RandomEffectsEstimator.spreadMeans(unit.kept(), groups), times));
        double timeUnit = periods
                - explained(
                        time.kept(),
                        times,
                        RandomEffectsEstimator.groupSums(
                                RandomEffectsEstimator.spreadMeans(time.kept(), times), groups));
        double qUnit = unit.rss() - freeUnits * error;
        double qTime = time.rss() - freePeriods * error;
        double determinant = unitUnit * timeTime - unitTime * timeUnit;
        return new RandomEffectsEstimator.Components(
                error,
                Math.max(0, (qUnit * timeTime - unitTime * qTime) / determinant),
                Math.max(0, (unitUnit * qTime - timeUnit * qUnit) / determinant));
    }

    /** tr((M'M)^-1 M'S) with M the means of the columns by group: what the regression takes of a component. */
    private static double explained(List<double[]> columns, Grouping groups, List<double[]> sums) {
        List<double[]> means = RandomEffectsEstimator.spreadMeans(columns, groups);
        return RandomEffectsEstimator.trace(Symmetric.times(
                Symmetric.inverse(RandomEffectsEstimator.crossed(means, means)),
                RandomEffectsEstimator.crossed(means, sums)));
    }

    /**
     * v -> s_e Omega^(-1/2) v up to a rotation, Omega = s_e^2 I + s_u^2 A A' + s_t^2 B B' with A, B the dummies of units and
     * periods: units first by quasi-demeaning, v* = v - theta_i vbar_i. What is left is I + phi B*B*', phi = s_t^2/s_e^2, B* the
     * quasi-demeaned period dummies; with B*'B* = W L W', its inverse root is I - B* W D W'B*', D = (1 - 1/sqrt(1 + phi l)) / l.
     */
    static UnaryOperator<double[]> whitening(Sample sample, RandomEffectsEstimator.Components components) {
        Grouping groups = sample.needEntity("two-way random effects");
        Grouping times = times(sample);
        int[] sizes = groups.sizes();
        double[] theta = new double[sizes.length];
        for (int g = 0; g < theta.length; g++) {
            theta[g] = 1 - Math.sqrt(components.error() / (sizes[g] * components.unit() + components.error()));
        }
        int periods = times.groups();
        double[][] presence = new double[sizes.length][periods];
        for (int i = 0; i < sample.size(); i++) {
            presence[groups.codes()[i]][times.codes()[i]]++;
        }
        double[][] crossed = new double[periods][periods];
        for (int g = 0; g < sizes.length; g++) {
            // (I - theta J/T)^2 = I - (2 theta - theta^2) J/T
            double taken = (2 * theta[g] - theta[g] * theta[g]) / sizes[g];
            for (int a = 0; a < periods; a++) {
                crossed[a][a] += presence[g][a];
                for (int b = 0; b < periods; b++) {
                    crossed[a][b] -= taken * presence[g][a] * presence[g][b];
                }
            }
        }
        Symmetric.Eigen eigen = Symmetric.eigen(crossed);
        double phi = components.time() / components.error();
        double[][] shrink = new double[periods][periods];
        for (int m = 0; m < periods; m++) {
            double l = eigen.values()[m];
            double d = l <= 0 ? 0 : (1 - 1 / Math.sqrt(1 + phi * l)) / l;
            for (int a = 0; a < periods; a++) {
                for (int b = 0; b < periods; b++) {
                    shrink[a][b] += d * eigen.vectors()[a][m] * eigen.vectors()[b][m];
                }
            }
        }
        return values -> {
            double[] star = demeaned(values, groups, theta);
            double[] right = new double[periods];
            // B*'v* = B'(I - theta J/T) v*
            double[] twice = demeaned(star, groups, theta);
            for (int i = 0; i < twice.length; i++) {
                right[times.codes()[i]] += twice[i];
            }
            double[] taken = Symmetric.times(shrink, right);
            double[] spread = new double[star.length];
            for (int i = 0; i < spread.length; i++) {
                spread[i] = taken[times.codes()[i]];
            }
            double[] off = demeaned(spread, groups, theta);
            for (int i = 0; i < star.length; i++) {
                star[i] -= off[i];
            }
            return star;
        };
    }

    private static double[] demeaned(double[] values, Grouping groups, double[] theta) {
        double[] means = groups.means(values);
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            int g = groups.codes()[i];
            result[i] -= theta[g] * means[g];
        }
        return result;
    }
}
