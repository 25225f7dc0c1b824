package almanac.regression;

import almanac.regression.numeric.DoubleDouble;
import almanac.regression.numeric.Symmetric;
import almanac.regression.numeric.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a referee asks of a least squares equation: heteroskedasticity, serial correlation in row order, form, normality,
 * collinearity, influence.
 */
final class ResidualTests {
    private ResidualTests() {}

    static void run(Estimate estimate, Results results) {
        double[] u = estimate.residuals();
        List<double[]> x = Arrays.asList(estimate.columns());
        heteroskedasticity(estimate, x, u, results);
        results.part("durbin_watson", () -> DurbinWatson.run(estimate, results));
        serial(x, u, results);
        results.part("reset", () -> form(estimate, x, results));
        normality(u, results);
        results.part("vif", () -> collinearity(estimate, results));
        influence(estimate, results);
        results.part("harvey_collier", () -> recursive(estimate, results));
    }

    /** Breusch and Pagan (1979), Koenker (1981), White (1980). */
    private static void heteroskedasticity(Estimate estimate, List<double[]> x, double[] u, Results results) {
        int n = u.length;
        double[] squares = Auxiliary.power(u, 2);
        double variance = WithinEstimator.squares(u) / n;
        List<double[]> own = estimate.constant() ? x : Auxiliary.with(x, Auxiliary.ones(n));
        Auxiliary.Fitted fitted = Auxiliary.solve(own, squares);
        int df = fitted.rank() - 1;
        results.chi(
                "breusch_pagan_koenker", "Breusch-Pagan, studentised (Koenker): n R2 of u2 on X", n * fitted.r2(), df);
        results.f(
                "breusch_pagan_koenker_f",
                "Breusch-Pagan (Koenker) as F",
                fitted.r2() / df / ((1 - fitted.r2()) / (n - df - 1)),
                df,
                n - df - 1);
        results.chi(
                "breusch_pagan",
                "Breusch-Pagan, original: half the explained sum of squares of u2/s2 on X",
                (fitted.tss() - fitted.rss()) / (2 * variance * variance),
                df);
        double[] predicted = new double[n];
        for (int i = 0; i < n; i++) {
            predicted[i] = estimate.response()[i] - u[i];
        }
        Auxiliary.Fitted onFitted = Auxiliary.solve(List.of(Auxiliary.ones(n), predicted), squares);
        results.chi(
                "breusch_pagan_fitted",
                "Breusch-Pagan on fitted values (Stata's hettest)",
                (onFitted.tss() - onFitted.rss()) / (2 * variance * variance),
                onFitted.rank() - 1);
        List<double[]> products = new ArrayList<>(own);
        int first = estimate.constant() ? 1 : 0;
        for (int a = first; a < x.size(); a++) {
            for (int b = a; b < x.size(); b++) {
                products.add(Auxiliary.product(x.get(a), x.get(b)));
            }
        }
        if (products.size() < n) {
            Auxiliary.Fitted white = Auxiliary.solve(products, squares);
            int whiteDf = white.rank() - 1;
            results.chi("white", "White: n R2 of u2 on X, squares and cross products", n * white.r2(), whiteDf);
            results.f(
                    "white_f",
                    "White as F",
                    white.r2() / whiteDf / ((1 - white.r2()) / (n - whiteDf - 1)),
                    whiteDf,
                    n - whiteDf - 1);
        } else {
            results.trouble("white", "has more products of regressors than there are rows");
        }
    }

    /** Breusch (1978) and Godfrey (1978) with missing lags as zero; Ljung and Box (1978). */
    private static void serial(List<double[]> x, double[] u, Results results) {
        int n = u.length;
        List<double[]> columns = new ArrayList<>(x);
        for (int order = 1; order <= 4 && order < n - x.size() - 1; order++) {
            columns.add(lagged(u, order));
            Auxiliary.Fitted fitted = Auxiliary.solve(columns, u);
            double r2 = 1 - fitted.rss() / WithinEstimator.squares(u);
            int df = n - x.size() - order;
            results.chi(
                    "breusch_godfrey_" + order,
                    "Breusch-Godfrey, order " + order + ", rows in order",
                    n * r2,
                    order,
                    "rows as they stand: across units in a panel");
            results.f(
                    "breusch_godfrey_" + order + "_f",
                    "Breusch-Godfrey, order " + order + ", as F",
                    r2 / order / ((1 - r2) / df),
                    order,
                    df);
        }
        double mean = Arrays.stream(u).average().orElse(0);
        double all = 0;
        for (double value : u) {
            all += (value - mean) * (value - mean);
        }
        double sum = 0;
        for (int lag = 1; lag <= 4 && lag < n; lag++) {
            double product = 0;
            for (int i = lag; i < n; i++) {
                product += (u[i] - mean) * (u[i - lag] - mean);
            }
            sum += product / all * (product / all) / (n - lag);
        }
        results.chi("ljung_box_4", "Ljung-Box, 4 lags, rows in order", n * (n + 2.0) * sum, 4);
    }

    static double[] lagged(double[] values, int lag) {
        double[] result = new double[values.length];
        System.arraycopy(values, 0, result, lag, values.length - lag);
        return result;
    }

    /** Ramsey (1969): powers of the fitted values. */
    private static void form(Estimate estimate, List<double[]> x, Results results) {
        int n = estimate.size();
        double[] fitted = new double[n];
        for (int i = 0; i < n; i++) {
            fitted[i] = estimate.response()[i] - estimate.residuals()[i];
        }
        double mean = Arrays.stream(fitted).average().orElse(0);
        double sd = FitAssembly.sd(fitted);
        double[] standard = new double[n];
        for (int i = 0; i < n; i++) {
            standard[i] = (fitted[i] - mean) / sd;
        }
        // powers of the standardised fitted values span the same space when X has a constant
        double[] base = estimate.constant() ? standard : fitted;
        for (int highest : new int[] {3, 4}) {
            List<double[]> columns = new ArrayList<>(x);
            for (int power = 2; power <= highest; power++) {
                columns.add(Auxiliary.power(base, power));
            }
            Auxiliary.Fitted wide = Auxiliary.solve(columns, estimate.response());
            int added = wide.rank() - x.size();
            int df = n - wide.rank();
            if (added > 0 && df > 0) {
                results.f(
                        highest == 4 ? "reset" : "reset_2_3",
                        "RESET, powers 2 to " + highest + " of the fitted values",
                        (estimate.rss() - wide.rss()) / added / (wide.rss() / df),
                        added,
                        df);
            }
        }
    }

    /** Jarque and Bera (1987); Shapiro and Wilk (1965). */
    private static void normality(double[] u, Results results) {
        int n = u.length;
        double mean = Arrays.stream(u).average().orElse(0);
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double value : u) {
            double d = value - mean;
            second += d * d / n;
            third += d * d * d / n;
            fourth += d * d * d * d / n;
        }
        double skewness = third / Math.pow(second, 1.5);
        double kurtosis = fourth / (second * second);
        results.figure("residual_skewness", skewness);
        results.figure("residual_kurtosis", kurtosis);
        results.chi(
                "jarque_bera",
                "Jarque-Bera: n/6 (S2 + (K-3)2/4)",
                n / 6.0 * (skewness * skewness + (kurtosis - 3) * (kurtosis - 3) / 4),
                2);
        if (n >= 3 && n <= 5000) {
            ShapiroWilk.Result result = ShapiroWilk.of(u);
            results.other("shapiro_wilk", "Shapiro-Wilk (Royston 1995)", result.w(), result.p(), "");
        }
    }

    /** Variance inflation and condition numbers (Belsley, Kuh and Welsch 1980). */
    private static void collinearity(Estimate estimate, Results results) {
        double[][] columns = estimate.columns();
        int k = columns.length;
        double[][] raw = new double[k][k];
        double[][] scaled = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                for (int i = 0; i < columns[a].length; i++) {
                    raw[a][b] += columns[a][i] * columns[b][i];
                }
            }
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                scaled[a][b] = raw[a][b] / Math.sqrt(raw[a][a] * raw[b][b]);
            }
        }
        double[][] inverse = estimate.solution().inverse();
        // eigenvalues of the inverse are more accurate at the small end, which decides
        double largest = Symmetric.eigen(raw).values()[k - 1];
        double smallest = 1 / Symmetric.eigen(inverse).values()[k - 1];
        results.figure("condition_number_raw", Math.sqrt(largest / smallest));
        double[] values = Symmetric.eigen(scaled).values();
        double[][] scaledInverse = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                scaledInverse[a][b] = inverse[a][b] * Math.sqrt(raw[a][a] * raw[b][b]);
            }
        }
        double[] inverseValues = Symmetric.eigen(scaledInverse).values();
        results.figure("condition_number_with_constant", Math.sqrt(values[k - 1] * inverseValues[k - 1]));
        int[] slopes = estimate.slopes();
        if (!estimate.constant() || slopes.length == 0) {
            return;
        }
        double sum = 0;
        double most = 0;
        double[][] correlation = new double[slopes.length][slopes.length];
        for (int a = 0; a < slopes.length; a++) {
            double[] column = columns[slopes[a]];
            double total = BetweenEstimator.total(column, true);
            double vif = inverse[slopes[a]][slopes[a]] * total;
            results.figure("vif:" + estimate.terms().get(slopes[a]), vif);
            sum += vif;
            most = Math.max(most, vif);
            for (int b = 0; b < slopes.length; b++) {
                correlation[a][b] = a == b ? 1 : Correlation.pearson(column, columns[slopes[b]]);
            }
        }
        results.figure("vif_mean", sum / slopes.length);
        results.figure("vif_max", most);
        double[] eigen = Symmetric.eigen(correlation).values();
        results.figure("condition_number_centred", Math.sqrt(eigen[eigen.length - 1] / eigen[0]));
    }

    /** Leverage, Cook's distance (1977), studentised residuals, DFBETAS, DFFITS. */
    private static void influence(Estimate estimate, Results results) {
        Influence.Measures measures = Influence.of(estimate);
        int cook = 0;
        double leverage = 0;
        double student = 0;
        double dfbetas = 0;
        for (int i = 0; i < estimate.size(); i++) {
            cook = measures.cook()[i] > measures.cook()[cook] ? i : cook;
            leverage = Math.max(leverage, measures.leverage()[i]);
            student = Math.max(student, Math.abs(measures.studentised()[i]));
            for (double[] column : measures.dfbetas()) {
                dfbetas = Math.max(dfbetas, Math.abs(column[i]));
            }
        }
        results.figure("max_leverage", leverage);
        results.figure("max_cook", measures.cook()[cook]);
        results.figure("row_max_cook", estimate.sample().rows()[cook] + 1.0);
        results.figure("max_abs_studentised", student);
        results.figure("max_abs_dfbetas", dfbetas);
    }

    /**
     * Harvey and Collier (1977): t test that recursive residuals have mean zero. A recursive residual is what is left of y
     * when its row is rotated into the triangle of the rows before it (Givens), here in double-double.
     */
    private static void recursive(Estimate estimate, Results results) {
        int n = estimate.size();
        int k = estimate.parameters();
        if (n <= k + 2 || (double) n * k * k > 1e6) {
            return;
        }
        DoubleDouble[][] triangle = new DoubleDouble[k][k + 1];
        for (DoubleDouble[] line : triangle) {
            Arrays.fill(line, DoubleDouble.ZERO);
        }
        double[] recursive = new double[n - k];
        for (int i = 0; i < n; i++) {
            DoubleDouble[] row = new DoubleDouble[k + 1];
            for (int j = 0; j < k; j++) {
                row[j] = DoubleDouble.of(estimate.columns()[j][i]);
            }
            row[k] = DoubleDouble.of(estimate.response()[i]);
            for (int j = 0; j < k; j++) {
                if (row[j].hi() == 0) {
                    continue;
                }
                DoubleDouble old = triangle[j][j];
                DoubleDouble norm = old.times(old).plus(row[j].times(row[j])).root();
                DoubleDouble c = old.over(norm);
                DoubleDouble s = row[j].over(norm);
                for (int m = j; m <= k; m++) {
                    DoubleDouble above = triangle[j][m];
                    triangle[j][m] = c.times(above).plus(s.times(row[m]));
                    row[m] = c.times(row[m]).minus(s.times(above));
                }
            }
            if (i >= k) {
                recursive[i - k] = row[k].value();
            }
        }
        double mean = Arrays.stream(recursive).average().orElse(0);
        double t = Math.abs(mean) / FitAssembly.sd(recursive) * Math.sqrt(recursive.length);
        int df = recursive.length - 1;
        results.other("harvey_collier", "Harvey-Collier, t with " + df + " degrees of freedom", t, Tail.t(t, df), "");
    }
}
