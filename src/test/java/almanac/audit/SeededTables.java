package almanac.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random data, regressed without rounding and printed with it: tables that no audit may complain about. */
final class SeededTables {
    final List<String> names = new ArrayList<>();
    final double[][] data;
    final int n;
    final double[] means;
    final double[] deviations;
    final double[][] correlations;
    private final SplittableRandom random;

    SeededTables(long seed) {
        random = new SplittableRandom(seed);
        int variables = 2 + random.nextInt(5);
        n = 20 + random.nextInt(230);
        data = new double[variables][n];
        double common = random.nextDouble() * 1.6;
        for (int v = 0; v < variables; v++) {
            names.add(v == 0 ? "y" : "x" + v);
        }
        double[] weight = new double[variables];
        double[] scale = new double[variables];
        double[] level = new double[variables];
        for (int v = 0; v < variables; v++) {
            weight[v] = common * (random.nextDouble() * 2 - 0.7);
            scale[v] = Math.exp(gauss() * 1.5);
            level[v] = gauss() * 5;
        }
        for (int i = 0; i < n; i++) {
            double factor = gauss();
            for (int v = 0; v < variables; v++) {
                data[v][i] = level[v] + scale[v] * (weight[v] * factor + gauss());
            }
        }
        means = new double[variables];
        deviations = new double[variables];
        correlations = new double[variables][variables];
        for (int v = 0; v < variables; v++) {
            for (double value : data[v]) {
                means[v] += value / n;
            }
        }
        for (int v = 0; v < variables; v++) {
            for (int w = 0; w < variables; w++) {
                for (int i = 0; i < n; i++) {
                    correlations[v][w] += (data[v][i] - means[v]) * (data[w][i] - means[w]);
                }
            }
        }
        for (int v = 0; v < variables; v++) {
            deviations[v] = Math.sqrt(correlations[v][v] / (n - 1));
        }
        for (int v = 0; v < variables; v++) {
            for (int w = 0; w < variables; w++) {
                correlations[v][w] /= (n - 1) * deviations[v] * deviations[w];
            }
        }
    }

    private double gauss() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** A model without rounding: b, t, constant, its t, R2, adjusted R2. */
    record Exact(double[] b, double[] t, double constant, double constantT, double r2, double adjR2) {}

    Exact model(int k) {
        double[][] rxx = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                rxx[i][j] = correlations[i + 1][j + 1];
            }
        }
        double[][] q = Symmetric.inverse(rxx).orElseThrow();
        double[] beta = new double[k];
        double r2 = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                beta[i] += q[i][j] * correlations[0][j + 1];
            }
            r2 += beta[i] * correlations[0][i + 1];
        }
        double df = n - k - 1.0;
        double[] b = new double[k];
        double[] t = new double[k];
        double constant = means[0];
        for (int j = 0; j < k; j++) {
            b[j] = beta[j] * deviations[0] / deviations[j + 1];
            t[j] = beta[j] / Math.sqrt((1 - r2) / df * q[j][j]);
            constant -= b[j] * means[j + 1];
        }
        double distance = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                distance += means[i + 1] / deviations[i + 1] * q[i][j] * means[j + 1] / deviations[j + 1];
            }
        }
        double s2 = (1 - r2) * deviations[0] * deviations[0] * (n - 1) / df;
        double se = Math.sqrt(s2 * (1.0 / n + distance / (n - 1)));
        return new Exact(b, t, constant, constant / se, r2, 1 - (1 - r2) * (n - 1) / df);
    }

    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String significant(double value, int digits) {
        return new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .toPlainString();
    }

    /** The claims as a study document would hold them. */
    Map<String, Object> claims() {
        int corrDecimals = 2 + random.nextInt(3);
        int digits = 3 + random.nextInt(2);
        int tDecimals = 2 + random.nextInt(2);
        int fitDecimals = 2 + random.nextInt(3);
        boolean standardErrors = random.nextInt(3) == 0;
        List<Object> lower = new ArrayList<>();
        for (int i = 1; i < names.size(); i++) {
            List<Object> row = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                row.add(fixed(correlations[i][j], corrDecimals));
            }
            lower.add(row);
        }
        List<Object> models = new ArrayList<>();
        for (int k = 1; k < names.size(); k++) {
            Exact exact = model(k);
            List<Object> coef = new ArrayList<>();
            List<Object> t = new ArrayList<>();
            List<Object> stars = new ArrayList<>();
            for (int j = 0; j < k; j++) {
                coef.add(significant(exact.b()[j], digits));
                t.add(
                        standardErrors
                                ? significant(exact.b()[j] / exact.t()[j], digits)
                                : fixed(exact.t()[j], tDecimals));
                double p = Tails.ofT(exact.t()[j], n - k - 1.0);
                stars.add(p < 0.01 ? "***" : p < 0.05 ? "**" : p < 0.1 ? "*" : "");
            }
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("y", "y");
            model.put("x", new ArrayList<>(names.subList(1, k + 1)));
            model.put("coef", coef);
            model.put(standardErrors ? "se" : "t", t);
            model.put("stars", stars);
            model.put("const", significant(exact.constant(), digits));
            if (!standardErrors) {
                model.put("const_t", fixed(exact.constantT(), tDecimals));
            }
            if (random.nextBoolean()) {
                model.put("R2", fixed(exact.r2(), fitDecimals));
            }
            model.put("adjR2", fixed(exact.adjR2(), fitDecimals));
            if (random.nextBoolean()) {
                model.put("F", fixed(exact.r2() / k / ((1 - exact.r2()) / (n - k - 1.0)), 2));
            }
            models.add(model);
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("id", "seeded");
        claims.put("order", names);
        claims.put("corr_lower", lower);
        claims.put("N", String.valueOf(n));
        claims.put("models", models);
        return claims;
    }
}
