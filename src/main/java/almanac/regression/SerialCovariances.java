package almanac.regression;

import almanac.regression.design.Grouping;
import almanac.regression.design.Nearest;
import almanac.regression.design.Panel;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import almanac.regression.numeric.LeastSquares;
import almanac.regression.numeric.Numbers;
import almanac.regression.numeric.Symmetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Covariances that allow for correlation over time: Newey and West (1987), Driscoll and Kraay (1998), and Andrews' (1991)
 * kernels with bandwidths from the data and prewhitening (Andrews and Monahan 1992).
 *
 * <p>A row's score is q u, q its row of the orthonormal basis. Prewhitening fits a vector autoregression without constant to
 * the scores and takes its residuals; the sum of their weighted autocovariances is coloured again by D = (I - A1 - ...)^-1,
 * and all divide by the number of rows, those lost included. This is what sandwich's NeweyWest and kernHAC do.
 */
final class SerialCovariances {
    private SerialCovariances() {}

    /**
     * How a single series is treated.
     *
     * @param bandwidth a number, {@code andrews} or {@code newey-west}
     * @param prewhite order of the autoregression, 0 for none
     * @param adjust whether to multiply by N/(N-K)
     */
    private record Settings(Kernel kernel, String bandwidth, int prewhite, boolean adjust) {}

    static Covariances.Result neweyWest(CovarianceKind kind, Estimate estimate) {
        boolean large = false;
        int prewhite = 0;
        for (String part :
                kind.variant().isEmpty() ? new String[0] : kind.variant().split("\\s*,\\s*")) {
            if (part.equals("large")) {
                large = true;
            } else if (part.startsWith("prewhite=")) {
                prewhite = order(part.substring("prewhite=".length()));
            } else {
                throw new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "there is no variant \"" + part + "\" of Newey-West standard errors",
                        "newey-west:2, newey-west:2/large or newey-west:auto/large,prewhite=1");
            }
        }
        double[][] q = estimate.solution().orthonormal();
        int k = q.length;
        int n = estimate.size();
        String factor = large ? "no factor (sandwich)" : "factor N/(N-K) (Stata's newey)";
        double by = large ? 1 : (double) n / estimate.dfResidual();
        if (prewhite > 0) {
            Whitened scores = whitened(estimate, order(estimate, "prewhitened Newey-West"), prewhite);
            int lags = kind.lag() == CovarianceKind.AUTOMATIC
                    ? (int) Math.floor(Kernel.BARTLETT.neweyWest(scores.sums(), n, true))
                    : kind.lag();
            return Covariances.result(
                    Covariances.spread(
                            estimate,
                            Symmetric.scaled(
                                    scores.coloured(Kernel.BARTLETT.weights(lags + 1.0, scores.rows.length)), by)),
                    estimate.dfResidual(),
                    "Newey-West, Bartlett weights, " + lags + " lags, prewhitened (VAR(" + prewhite + ")): " + factor);
        }
        double[][] rows = scores(estimate);
        double[][] meat = Covariances.outer(rows, rows, 0, 1, new double[k][k]);
        Panel panel = estimate.sample().panel().orElseGet(() -> inRowOrder(n));
        int lags = kind.lag() == CovarianceKind.AUTOMATIC ? automaticLag(estimate) : kind.lag();
        for (int lag = 1; lag <= lags; lag++) {
            double weight = 1 - lag / (lags + 1.0);
            int[] before = panel.lagged(lag);
            for (int i = 0; i < n; i++) {
                if (before[i] >= 0) {
                    add(meat, rows[i], rows[before[i]], weight);
                }
            }
        }
        return Covariances.result(
                Covariances.spread(estimate, Symmetric.scaled(meat, by)),
                estimate.dfResidual(),
                "Newey-West, Bartlett weights, " + lags + " lags"
                        + (estimate.sample().entity().isPresent() ? " within units" : "") + ": " + factor);
    }

    /** sandwich's kernHAC. */
    static Covariances.Result kernel(CovarianceKind kind, Estimate estimate) {
        Settings settings = settings(kind.variant());
        int n = estimate.size();
        Whitened scores = whitened(estimate, order(estimate, "hac"), settings.prewhite);
        double bandwidth = switch (settings.bandwidth) {
            case "andrews" -> settings.kernel.andrews(scores.inColumns());
            case "newey-west" -> settings.kernel.neweyWest(scores.sums(), n, settings.prewhite > 0);
            default -> Double.parseDouble(settings.bandwidth);
        };
        double[] weights = settings.kernel.weights(bandwidth, scores.rows.length);
        double by = settings.adjust ? (double) n / estimate.dfResidual() : 1;
        String chosen = settings.bandwidth.equals("andrews")
                ? " (Andrews 1991)"
                : settings.bandwidth.equals("newey-west") ? " (Newey and West 1994)" : "";
        return new Covariances.Result(
                Covariances.spread(estimate, Symmetric.scaled(scores.coloured(weights), by)),
                estimate.dfResidual(),
                new double[0],
                Map.of("bandwidth", bandwidth),
                "HAC, " + settings.kernel.text() + " kernel, bandwidth "
                        + String.format(Locale.ROOT, "%.6g", bandwidth) + chosen + ", "
                        + (settings.prewhite > 0 ? "prewhitened (VAR(" + settings.prewhite + "))" : "not prewhitened")
                        + ": " + (settings.adjust ? "factor N/(N-K)" : "no factor") + " (sandwich's kernHAC)");
    }

    private static Settings settings(String text) {
        String[] slash = text.split("/", 2);
        String[] colon = slash[0].split(":", 2);
        Kernel kernel = colon[0].isEmpty()
                ? Kernel.QUADRATIC_SPECTRAL
                : Kernel.named(colon[0])
                        .orElseThrow(() -> new Refusal(
                                Trouble.UNKNOWN_OPTION,
                                "there is no kernel \"" + colon[0] + "\"",
                                Nearest.hint(
                                        colon[0],
                                        Arrays.stream(Kernel.values())
                                                .map(Kernel::text)
                                                .toList())));
        String bandwidth = colon.length > 1 ? colon[1] : "andrews";
        boolean number = bandwidth.matches("\\d{1,6}(\\.\\d{1,9})?");
        if (!number && !bandwidth.equals("andrews") && !bandwidth.equals("newey-west")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "\"" + bandwidth + "\" is no bandwidth",
                    "a number, andrews or newey-west: hac:parzen:newey-west");
        }
        if (bandwidth.equals("newey-west") && !kernel.hasNeweyWest()) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "Newey and West choose no bandwidth for the " + kernel.text() + " kernel",
                    "hac:" + kernel.text() + ":andrews");
        }
        int prewhite = 1;
        boolean adjust = true;
        for (String part : slash.length > 1 ? slash[1].split("\\s*,\\s*") : new String[0]) {
            if (part.startsWith("prewhite=")) {
                prewhite = order(part.substring("prewhite=".length()));
            } else if (part.equals("adjust=no") || part.equals("adjust=yes")) {
                adjust = part.equals("adjust=yes");
            } else {
                throw new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "\"" + part + "\" is no option of hac",
                        "hac:quadratic-spectral:andrews/prewhite=1,adjust=yes");
            }
        }
        return new Settings(kernel, bandwidth, prewhite, adjust);
    }

    private static int order(String text) {
        if (!text.matches("\\d{1,2}")) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "\"prewhite=" + text + "\" does not say the order of the autoregression",
                    "prewhite=1, or prewhite=0 for none");
        }
        return Integer.parseInt(text);
    }

    /** Rows of one series in the order of time, or as they stand. */
    private static int[] order(Estimate estimate, String what) {
        Panel panel = estimate.sample().panel().orElseGet(() -> inRowOrder(estimate.size()));
        if (panel.entity().groups() > 1) {
            throw new Refusal(
                    Trouble.PANEL,
                    what + " is for a single series, and the sample has "
                            + panel.entity().groups() + " units",
                    "newey-west:L, vcovNW or driscoll-kraay:L are for panels");
        }
        return panel.order();
    }

    private static double[][] scores(Estimate estimate) {
        double[][] q = estimate.solution().orthonormal();
        double[] u = estimate.residuals();
        double[][] rows = new double[u.length][q.length];
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < q.length; j++) {
                rows[i][j] = q[j][i] * u[i];
            }
        }
        return rows;
    }

    /**
     * Scores whose autocorrelation has been taken out as far as a vector autoregression does.
     *
     * @param rows in the orthonormal basis
     * @param colour D, which gives it back
     */
    private record Whitened(Estimate estimate, double[][] rows, double[][] colour) {
        /** Weighted autocovariances, added up and coloured. */
        double[][] coloured(double[] weights) {
            int k = colour.length;
            double[][] meat = Covariances.outer(rows, rows, 0, weights[0], new double[k][k]);
            for (int lag = 1; lag < Math.min(weights.length, rows.length); lag++) {
                for (int t = lag; t < rows.length; t++) {
                    add(meat, rows[t], rows[t - lag], weights[lag]);
                }
            }
            double[][] half = Symmetric.times(colour, meat);
            double[][] both = new double[k][k];
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    for (int m = 0; m < k; m++) {
                        both[i][j] += half[i][m] * colour[j][m];
                    }
                }
            }
            return both;
        }

        /** The scores x u of the regressors themselves, the constant's left out where there are others: X = Q R. */
        double[][] inColumns() {
            double[][] q = estimate.solution().orthonormal();
            int[] slopes = estimate.slopes().length > 0 ? estimate.slopes() : new int[] {0};
            double[][] scores = new double[rows.length][slopes.length];
            for (int s = 0; s < slopes.length; s++) {
                double[] column = estimate.columns()[slopes[s]];
                for (int j = 0; j < q.length; j++) {
                    double r = 0;
                    for (int i = 0; i < column.length; i++) {
                        r += q[j][i] * column[i];
                    }
                    for (int t = 0; t < rows.length; t++) {
                        scores[t][s] += r * rows[t][j];
                    }
                }
            }
            return scores;
        }

        double[] sums() {
            return Arrays.stream(inColumns())
                    .mapToDouble(row -> Arrays.stream(row).sum())
                    .toArray();
        }
    }

    private static Whitened whitened(Estimate estimate, int[] order, int lags) {
        double[][] all = scores(estimate);
        int n = all.length;
        int k = all[0].length;
        double[][] ordered = new double[n][];
        Arrays.setAll(ordered, t -> all[order[t]]);
        if (lags == 0) {
            return new Whitened(estimate, ordered, Symmetric.identity(k));
        }
        if (n - lags <= k * lags) {
            throw new Refusal(
                    Trouble.TOO_FEW_ROWS,
                    n + " rows are too few to prewhiten " + k + " scores with " + lags + " lags",
                    "prewhite=0, or fewer lags");
        }
        List<Numbers> before = new ArrayList<>();
        for (int lag = 1; lag <= lags; lag++) {
            for (int j = 0; j < k; j++) {
                before.add(Numbers.of(column(ordered, j, lags - lag, n - lag)));
            }
        }
        double[][] rest = new double[n - lags][k];
        double[][] left = Symmetric.identity(k);
        for (int j = 0; j < k; j++) {
            LeastSquares.Solution solution = LeastSquares.solve(before, Numbers.of(column(ordered, j, lags, n)));
            for (int t = 0; t < rest.length; t++) {
                rest[t][j] = solution.residuals()[t];
            }
            for (int c = 0; c < solution.coefficients().length; c++) {
                left[j][c % k] -= solution.coefficients()[c];
            }
        }
        return new Whitened(estimate, rest, Symmetric.inverse(left));
    }

    private static double[] column(double[][] rows, int j, int from, int to) {
        double[] column = new double[to - from];
        Arrays.setAll(column, t -> rows[from + t][j]);
        return column;
    }

    private static void add(double[][] meat, double[] now, double[] then, double weight) {
        for (int a = 0; a < meat.length; a++) {
            for (int b = 0; b < meat.length; b++) {
                meat[a][b] += weight * (now[a] * then[b] + then[a] * now[b]);
            }
        }
    }

    private static int automaticLag(Estimate estimate) {
        int n = estimate.size();
        double[] sums = new double[n];
        int[] slopes = estimate.slopes().length > 0 ? estimate.slopes() : new int[] {0};
        for (int j : slopes) {
            double[] column = estimate.columns()[j];
            for (int i = 0; i < n; i++) {
                sums[i] += column[i] * estimate.residuals()[i];
            }
        }
        return (int) Math.min(Math.floor(Kernel.BARTLETT.neweyWest(sums, n, false)), n - 1);
    }

    private static Panel inRowOrder(int n) {
        double[] time = new double[n];
        Arrays.setAll(time, i -> i);
        return new Panel(new Grouping("", new int[n], List.of("all")), time);
    }

    static Covariances.Result driscollKraay(CovarianceKind kind, Estimate estimate) {
        Grouping time = PanelSandwich.periods(estimate, "Driscoll-Kraay");
        boolean small = kind.variant().equals("small");
        if (!small && !kind.variant().isEmpty()) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "there is no variant \"" + kind.variant() + "\" of Driscoll-Kraay standard errors",
                    "driscoll-kraay:2 or driscoll-kraay:2/small; plm's types are vcovSCC:2/HC1");
        }
        int k = estimate.parameters();
        int n = estimate.size();
        double periods = time.groups();
        // Hoechle (2007), the rule of Newey and West for the first step
        int lags = kind.lag() == CovarianceKind.AUTOMATIC
                ? (int) Math.floor(4 * Math.pow(periods / 100, 2.0 / 9))
                : kind.lag();
        double[][] sums = Covariances.scores(
                estimate.solution().orthonormal(), estimate.residuals(), time.codes(), time.groups());
        double[][] meat = Covariances.meat(sums, k);
        for (int lag = 1; lag <= lags; lag++) {
            for (int t = lag; t < sums.length; t++) {
                add(meat, sums[t], sums[t - lag], 1 - lag / (lags + 1.0));
            }
        }
        double factor = small
                ? periods / (periods - 1) * (n - 1) / (n - Covariances.countedParameters(estimate, List.of()))
                : 1;
        return Covariances.result(
                Covariances.spread(estimate, Symmetric.scaled(meat, factor)),
                estimate.dfResidual(),
                "Driscoll-Kraay, Bartlett weights, " + lags + " lags: "
                        + (small ? "factor T/(T-1)*(N-1)/(N-K) (ivreg2 small)" : "no factor (plm, ivreg2 large)"));
    }
}
