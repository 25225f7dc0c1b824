package almanac.regression;

import almanac.regression.numeric.Tail;
import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/**
 * Shapiro and Wilk's test of normality (1965) in Royston's approximation for 3 to 5000 values (1995, algorithm AS R94). The
 * constants are the polynomials of that paper.
 */
final class ShapiroWilk {
    private static final double[] FIRST = {0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056};
    private static final double[] SECOND = {0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
    private static final double[] SMALL_MEAN = {0.544, -0.39978, 0.025054, -6.714e-4};
    private static final double[] SMALL_SD = {1.3822, -0.77857, 0.062767, -0.0020322};
    private static final double[] MEAN = {-1.5861, -0.31082, -0.083751, 0.0038915};
    private static final double[] SD = {-0.4803, -0.082676, 0.0030302};
    private static final double[] SHIFT = {-2.273, 0.459};

    record Result(double w, double p) {}

    private ShapiroWilk() {}

    static Result of(double[] values) {
        double[] x = values.clone();
        Arrays.sort(x);
        int n = x.length;
        int half = n / 2;
        double[] a = new double[half];
        if (n == 3) {
            a[0] = Math.sqrt(0.5);
        } else {
            double[] m = new double[half];
            double sum = 0;
            for (int i = 0; i < half; i++) {
                m[i] = normalQuantile((i + 1 - 0.375) / (n + 0.25));
                sum += 2 * m[i] * m[i];
            }
            double root = Math.sqrt(sum);
            double rsn = 1 / Math.sqrt(n);
            a[0] = polynomial(FIRST, rsn) - m[0] / root;
            int from = 1;
            double scale;
            if (n > 5) {
                a[1] = polynomial(SECOND, rsn) - m[1] / root;
                from = 2;
                scale = Math.sqrt((sum - 2 * m[0] * m[0] - 2 * m[1] * m[1]) / (1 - 2 * a[0] * a[0] - 2 * a[1] * a[1]));
            } else {
                scale = Math.sqrt((sum - 2 * m[0] * m[0]) / (1 - 2 * a[0] * a[0]));
            }
            for (int i = from; i < half; i++) {
                a[i] = -m[i] / scale;
            }
        }
        double range = x[n - 1] - x[0];
        double mean = 0;
        for (double value : x) {
            mean += value / range / n;
        }
        double aa = 0;
        double xx = 0;
        double ax = 0;
        for (int i = 0; i < n; i++) {
            int mirrored = n - 1 - i;
            double weight = i == mirrored ? 0 : i < mirrored ? -a[i] : a[mirrored];
            double d = x[i] / range - mean;
            aa += weight * weight;
            xx += d * d;
            ax += weight * d;
        }
        double product = Math.sqrt(aa * xx);
        double rest = (product - ax) * (product + ax) / (aa * xx);
        return new Result(1 - rest, p(n, rest));
    }

    private static double p(int n, double rest) {
        double w = 1 - rest;
        if (n == 3) {
            return Math.max(0, 6 / Math.PI * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
        }
        double y = Math.log(rest);
        if (n <= 11) {
            double gamma = polynomial(SHIFT, n);
            if (y >= gamma) {
                return 0;
            }
            return Tail.normalUpper(
                    (-Math.log(gamma - y) - polynomial(SMALL_MEAN, n)) / Math.exp(polynomial(SMALL_SD, n)));
        }
        double log = Math.log(n);
        return Tail.normalUpper((y - polynomial(MEAN, log)) / Math.exp(polynomial(SD, log)));
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }

    private static double normalQuantile(double p) {
        double z = Math.sqrt(2) * Erf.erfInv(2 * p - 1);
        // one Newton step against the tail function
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return z - (Tail.normalUpper(-z) - p) / density;
    }
}
