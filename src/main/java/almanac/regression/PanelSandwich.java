package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.Symmetric;
import java.util.Arrays;
import java.util.List;

/**
 * The covariances of Croissant and Millo's plm (G. Millo 2017, Robust standard error estimators for panel models, Journal of
 * Statistical Software 82), all made of one block: products of scores within a unit, or within a period and periods before,
 * of all rows together (Arellano 1987), of each row with itself (White; {@code white1}), or with the residuals' mean square
 * of the group in their place ({@code white2}).
 *
 * <ul>
 *   <li>{@code arellano}, {@code white1}, {@code white2}: vcovHC, by unit, with {@code /time} by period
 *   <li>{@code vcovSCC}: of all rows of a period, with Bartlett's weights for the periods before (Driscoll and Kraay);
 *       {@code vcovNW}: of each unit's row with its own earlier rows; lags count periods that occur, and are floor(T^(1/4))
 *       when not said
 *   <li>{@code vcovDC}: by unit plus by period less White's
 *   <li>{@code vcovBK}: one matrix for all units, the mean of their residuals' products in each pair of periods, so that the
 *       errors of a unit may go together over time; {@code /time} one for all periods and pairs of units, which is Beck and
 *       Katz (1995)
 * </ul>
 *
 * <p>Types weigh the residuals: {@code HC0}, {@code HC1} with N/(N-K), {@code sss} with G/(G-1) (N-1)/(N-K) (N/(N-K) where
 * rows stand for themselves), {@code HC2} to {@code HC4} by the leverage of the transformed regressors.
 */
final class PanelSandwich {
    private PanelSandwich() {}

    static Covariances.Result of(CovarianceKind kind, Estimate estimate) {
        Grouping units = estimate.sample().needEntity("a covariance of plm");
        String[] parts = kind.variant().split("/", 2);
        String type = parts[0];
        String by = parts.length > 1 ? parts[1] : "group";
        boolean serial = kind.family().equals("vcovNW") || kind.family().equals("vcovSCC");
        if (!by.equals("group")
                && !(by.equals("time") && !serial && !kind.family().equals("vcovDC"))) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "\"" + kind.text() + "\" cannot go by \"" + by + "\"",
                    "arellano:HC0/time is by period, arellano:HC0 by unit");
        }
        if (List.of("vcovNW", "vcovDC", "vcovBK").contains(kind.family())) {
            // refuses two rows of one unit in one period: they would be each other's neighbours
            estimate.sample().needPanel("plm's " + kind.family()).order();
        }
        if (serial) {
            return serial(kind, type, units, estimate);
        }
        if (kind.family().equals("vcovDC")) {
            Grouping times = periods(estimate, "vcovDC");
            double[][] meat = Symmetric.plus(
                    block("arellano", type, units, estimate), block("arellano", type, times, estimate), 1);
            meat = Symmetric.plus(meat, block("white1", type, units, estimate), -1);
            return Covariances.result(
                    Covariances.spread(estimate, meat),
                    estimate.dfResidual(),
                    "by " + units.name() + " and " + times.name() + " (plm vcovDC), " + type);
        }
        Grouping groups = by.equals("time") ? periods(estimate, kind.family()) : units;
        if (kind.family().equals("vcovBK")) {
            return beckAndKatz(type, groups, by.equals("time") ? units : periods(estimate, "vcovBK"), estimate);
        }
        boolean own = kind.family().equals("arellano") && !estimate.estimator().equals("ols");
        return Covariances.result(
                Covariances.spread(estimate, block(kind.family(), type, groups, estimate)),
                own ? groups.groups() - 1 : estimate.dfResidual(),
                (kind.family().equals("arellano") ? "Arellano" : kind.family()) + " (plm vcovHC), " + type + ", by "
                        + groups.name());
    }

    private static Covariances.Result beckAndKatz(String type, Grouping groups, Grouping within, Estimate estimate) {
        if (type.equals("sss")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "plm's vcovBK has no type \"sss\"",
                    "the types are HC0, HC1, HC2, HC3, HC4");
        }
        double[] u = weighed(type, groups.groups(), estimate);
        return Covariances.result(
                Covariances.spread(estimate, common(u, estimate.solution().orthonormal(), groups, within)),
                estimate.dfResidual(),
                "Beck and Katz (plm vcovBK), " + type + ", by " + groups.name() + ", pairwise");
    }

    /**
     * Sum over the groups of Q_g' S Q_g with one S for all of them: S_ab is the mean of the residuals' products of places a
     * and b over the groups that have both.
     *
     * @param within the place of a row in its group, at most one row each
     */
    static double[][] common(double[] u, double[][] q, Grouping groups, Grouping within) {
        double[][] products = new double[within.groups()][within.groups()];
        double[][] shared = new double[within.groups()][within.groups()];
        for (int[] rows : groups.members()) {
            for (int left : rows) {
                for (int right : rows) {
                    products[within.codes()[left]][within.codes()[right]] += u[left] * u[right];
                    shared[within.codes()[left]][within.codes()[right]]++;
                }
            }
        }
        int k = q.length;
        double[][] meat = new double[k][k];
        for (int[] rows : groups.members()) {
            for (int left : rows) {
                for (int right : rows) {
                    int a = within.codes()[left];
                    int b = within.codes()[right];
                    double mean = products[a][b] / shared[a][b];
                    for (int i = 0; i < k; i++) {
                        for (int j = 0; j < k; j++) {
                            meat[i][j] += mean * q[i][left] * q[j][right];
                        }
                    }
                }
            }
        }
        return meat;
    }

    static Grouping periods(Estimate estimate, String what) {
        return estimate.sample()
                .time()
                .orElseThrow(() -> new Refusal(
                        Trouble.PANEL, what + " needs the periods of the panel", "name their column with --time"));
    }

    private static double[][] block(String inner, String type, Grouping groups, Estimate estimate) {
        double[] u = weighed(type, inner.equals("arellano") ? groups.groups() : estimate.size(), estimate);
        double[][] q = estimate.solution().orthonormal();
        int k = q.length;
        if (inner.equals("arellano")) {
            return Covariances.meat(Covariances.scores(q, u, groups.codes(), groups.groups()), k);
        }
        double[][] meat = new double[k][k];
        for (int[] rows : groups.members()) {
            double mean = 0;
            for (int i : rows) {
                mean += u[i] * u[i] / rows.length;
            }
            for (int i : rows) {
                double square = inner.equals("white2") ? mean : u[i] * u[i];
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        meat[a][b] += square * q[a][i] * q[b][i];
                    }
                }
            }
        }
        return meat;
    }

    private static Covariances.Result serial(CovarianceKind kind, String type, Grouping units, Estimate estimate) {
        Grouping times = periods(estimate, kind.family());
        boolean alone = kind.family().equals("vcovNW");
        int longest = 0;
        for (int[] rows : units.members()) {
            longest = Math.max(longest, rows.length);
        }
        int lags = kind.lag() == CovarianceKind.AUTOMATIC ? (int) Math.floor(Math.pow(longest, 0.25)) : kind.lag();
        double[] u = weighed(type, alone ? estimate.size() : times.groups(), estimate);
        double[][] q = estimate.solution().orthonormal();
        int k = q.length;
        double[][] meat = new double[k][k];
        if (alone) {
            // periods by unit: -1 where a unit has no row
            int[][] at = new int[units.groups()][times.groups()];
            for (int[] row : at) {
                Arrays.fill(row, -1);
            }
            for (int i = 0; i < u.length; i++) {
                at[units.codes()[i]][times.codes()[i]] = i;
            }
            for (int lag = 0; lag <= Math.min(lags, times.groups() - 1); lag++) {
                double weight = (lag == 0 ? 0.5 : 1) * (1 - lag / (lags + 1.0));
                for (int[] row : at) {
                    for (int t = lag; t < row.length; t++) {
                        if (row[t] >= 0 && row[t - lag] >= 0) {
                            add(meat, q, row[t], row[t - lag], weight * u[row[t]] * u[row[t - lag]]);
                        }
                    }
                }
            }
        } else {
            double[][] sums = Covariances.scores(q, u, times.codes(), times.groups());
            meat = Covariances.meat(sums, k);
            for (int lag = 1; lag <= Math.min(lags, sums.length - 1); lag++) {
                double[][] crossed = Covariances.outer(sums, sums, lag, 1 - lag / (lags + 1.0), new double[k][k]);
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        meat[a][b] += crossed[a][b] + crossed[b][a];
                    }
                }
            }
        }
        return Covariances.result(
                Covariances.spread(estimate, meat),
                estimate.dfResidual(),
                (alone ? "Newey-West within units (plm vcovNW), " : "Driscoll-Kraay (plm vcovSCC), ") + type
                        + ", Bartlett weights, " + lags + " lags");
    }

    private static void add(double[][] meat, double[][] q, int i, int j, double weight) {
        for (int a = 0; a < meat.length; a++) {
            for (int b = 0; b < meat.length; b++) {
                meat[a][b] += weight * (q[a][i] * q[b][j] + q[a][j] * q[b][i]);
            }
        }
    }

    /** The residuals by which a type makes up for the rows' leverage or their small number. */
    private static double[] weighed(String type, double groups, Estimate estimate) {
        double[] u = estimate.residuals().clone();
        double n = u.length;
        double k = estimate.parameters();
        double[] h = type.matches("HC[234]") ? estimate.leverage() : new double[0];
        double factor = switch (type) {
            case "HC0", "HC2", "HC3", "HC4" -> 1;
            case "HC1" -> Math.sqrt(n / (n - k));
            case "sss" -> Math.sqrt(groups / (groups - 1) * (n - 1) / (n - k));
            default ->
                throw new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "plm's covariances have no type \"" + type + "\"",
                        "the types are " + String.join(", ", List.of("HC0", "HC1", "sss", "HC2", "HC3", "HC4")));
        };
        for (int i = 0; i < u.length; i++) {
            double power = switch (type) {
                case "HC2" -> 0.5;
                case "HC3" -> 1;
                case "HC4" -> Math.min(4, h[i] * n / k) / 2;
                default -> 0;
            };
            u[i] *= power == 0 ? factor : Math.pow(1 - h[i], -power);
        }
        return u;
    }
}
