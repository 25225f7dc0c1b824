package almanac.mining.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Intervals of many series of one kind, one variable in all regions: a single short series has a handful of errors to learn
 * a 95 % interval from, thirty regions have hundreds. The intervals of all are stretched by one factor for each level, so
 * that the promised share of the values of the back-tests fell inside (split conformal prediction; V. Vovk, A. Gammerman and
 * G. Shafer 2005; here regions are taken as exchangeable). They are never made narrower.
 *
 * @param forecasts stretched, in the order given
 * @param coverage80 share of back-test values inside the 80 % interval, each region's by the factor of the others
 * @param coverage95 the same of 95 %
 * @param factor80 by how much the 80 % intervals were stretched
 * @param factor95 the same of 95 %
 */
public record PanelIntervals(
        List<Forecasting> forecasts, double coverage80, double coverage95, double factor80, double factor95) {
    /** Series below which a factor is not learnt from the others. */
    public static final int LEAST = 5;

    public PanelIntervals {
        forecasts = List.copyOf(forecasts);
    }

    public static PanelIntervals of(List<Forecasting> forecasts) {
        List<double[]> ratios80 = new ArrayList<>();
        List<double[]> ratios95 = new ArrayList<>();
        for (Forecasting forecast : forecasts) {
            BackTest own = forecast.own();
            double[] small = new double[own.reach().size()];
            double[] large = new double[small.length];
            for (int i = 0; i < small.length; i++) {
                double[] widths = BackTest.widths(own.degrees().get(i));
                small[i] = own.reach().get(i) / widths[0];
                large[i] = own.reach().get(i) / widths[1];
            }
            ratios80.add(small);
            ratios95.add(large);
        }
        double factor80 = factor(ratios80, -1, 0.80);
        double factor95 = Math.max(factor(ratios95, -1, 0.95), 1);
        return new PanelIntervals(
                forecasts.stream().map(f -> f.widened(factor80, factor95)).toList(),
                coverage(ratios80, 0.80),
                coverage(ratios95, 0.95),
                factor80,
                factor95);
    }

    private static double coverage(List<double[]> ratios, double level) {
        double inside = 0;
        double count = 0;
        for (int g = 0; g < ratios.size(); g++) {
            double factor = factor(ratios, g, level);
            for (double ratio : ratios.get(g)) {
                inside += ratio <= factor ? 1 : 0;
                count++;
            }
        }
        return inside / count;
    }

    /** The conformal quantile, the (n+1) level-th smallest, of all series but one; 1 where they are too few or it is below. */
    private static double factor(List<double[]> ratios, int without, double level) {
        if (ratios.size() < LEAST) {
            return 1;
        }
        double[] all = java.util.stream.IntStream.range(0, ratios.size())
                .filter(g -> g != without)
                .boxed()
                .flatMapToDouble(g -> Arrays.stream(ratios.get(g)))
                .sorted()
                .toArray();
        int place = (int) Math.ceil((all.length + 1) * level) - 1;
        return place >= all.length ? all[all.length - 1] : Math.max(1, all[place]);
    }
}
