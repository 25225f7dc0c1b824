package almanac.mining.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Intervals of many series of one kind, one variable in all regions: a single short series has a handful of errors to learn
 * a 95 % interval from, thirty regions have hundreds. The intervals of all are stretched by one factor for each level, so
 * that the promised share of the values of the back-tests fell inside (split conformal prediction; V. Vovk, A. Gammerman and
 * G. Shafer 2005). They are never made narrower.
 *
 * <p>Regions are not independent: a boom or a plague hits all of them in the same year. Their errors in one year go together
 * with the correlation r (intraclass, about zero), and R regions over K forecasts that do not overlap tell as much about the
 * spread of errors as
 *
 * <pre>v = K R / (1 + (R - 1) r^2)</pre>
 *
 * <p>independent ones (the variance of a sum of squares of equally correlated normal errors). The conformal quantile is
 * therefore taken times t(v) over the normal quantile, as Student's t does for a spread that is known from v errors only.
 * The mean of all regions has half width {@code sqrt((1 - r) sum w^2 + r (sum w)^2) / R}, w those of the regions: it is not
 * narrower by the root of R, as it were if each region had its own luck.
 *
 * @param forecasts stretched, in the order given
 * @param coverage80 share of back-test values inside the 80 % interval, each year's by the factor of the other years
 * @param coverage95 the same of 95 %
 * @param factor80 by how much the 80 % intervals were stretched
 * @param factor95 the same of 95 %
 * @param correlation of the regions' errors in one year
 * @param years values that the back-tests forecast
 * @param together the mean of all regions, where all end in the same year
 */
public record PanelIntervals(
        List<Forecasting> forecasts,
        double coverage80,
        double coverage95,
        double factor80,
        double factor95,
        double correlation,
        int years,
        Optional<List<Forecasting.Step>> together) {
    /** Series below which a factor is not learnt from the others. */
    public static final int LEAST = 5;

    public PanelIntervals {
        forecasts = List.copyOf(forecasts);
        together = together.map(List::copyOf);
    }

    /** An error of a back-test: the year it fell into, and by how much it exceeded the half width. */
    private record Ratio(int year, double size) {}

    /** @param starts for each series the place of its first used value among the panel's periods */
    public static PanelIntervals of(List<Forecasting> forecasts, List<Integer> starts) {
        double correlation = correlation(forecasts, starts);
        double known = known(forecasts, correlation);
        double[] factors = new double[2];
        double[] coverages = new double[2];
        double[] levels = {0.80, 0.95};
        int years = 0;
        for (int l = 0; l < levels.length; l++) {
            List<Ratio> ratios = new ArrayList<>();
            for (int r = 0; r < forecasts.size(); r++) {
                for (BackTest.Miss miss : forecasts.get(r).own().misses()) {
                    ratios.add(new Ratio(
                            starts.get(r) + miss.period(), Math.abs(miss.off()) / BackTest.widths(miss.degrees())[l]));
                }
            }
            boolean learnt = forecasts.size() >= LEAST;
            double spread = learnt ? stretch(known, levels[l]) : 1;
            List<Integer> when =
                    ratios.stream().map(Ratio::year).distinct().sorted().toList();
            factors[l] = learnt ? factor(ratios, Optional.empty(), levels[l], spread) : 1;
            double inside = 0;
            for (int year : when) {
                double others = learnt ? factor(ratios, Optional.of(year), levels[l], spread) : 1;
                inside += ratios.stream()
                        .filter(ratio -> ratio.year() == year && ratio.size() <= others)
                        .count();
            }
            coverages[l] = inside / ratios.size();
            years = when.size();
        }
        List<Forecasting> wider =
                forecasts.stream().map(f -> f.widened(factors[0], factors[1])).toList();
        return new PanelIntervals(
                wider,
                coverages[0],
                coverages[1],
                factors[0],
                factors[1],
                correlation,
                years,
                together(wider, starts, correlation));
    }

    /** The conformal quantile, the (n+1) level-th smallest, of all years but one, stretched; 1 where it is below. */
    private static double factor(List<Ratio> ratios, Optional<Integer> without, double level, double spread) {
        double[] sizes = ratios.stream()
                .filter(ratio -> without.isEmpty() || ratio.year() != without.get())
                .mapToDouble(Ratio::size)
                .sorted()
                .toArray();
        if (sizes.length == 0) {
            return 1;
        }
        int place = Math.min(sizes.length, (int) Math.ceil((sizes.length + 1) * level)) - 1;
        return Math.max(1, sizes[place] * spread);
    }

    private static double stretch(double degrees, double level) {
        double tail = (1 + level) / 2;
        return new TDistribution(degrees).inverseCumulativeProbability(tail)
                / new NormalDistribution().inverseCumulativeProbability(tail);
    }

    /** The intraclass correlation, about zero, of errors for the same year from the same distance; 0 where it is below. */
    private static double correlation(List<Forecasting> forecasts, List<Integer> starts) {
        TreeMap<List<Integer>, double[]> groups =
                new TreeMap<>(java.util.Comparator.comparing((List<Integer> key) -> key.get(0))
                        .thenComparing(key -> key.get(1)));
        for (int r = 0; r < forecasts.size(); r++) {
            for (BackTest.Miss miss : forecasts.get(r).own().misses()) {
                double[] sums = groups.computeIfAbsent(
                        List.of(starts.get(r) + miss.period(), miss.ahead()), key -> new double[3]);
                sums[0] += miss.off();
                sums[1] += miss.off() * miss.off();
                sums[2]++;
            }
        }
        double products = 0;
        double squares = 0;
        for (double[] sums : groups.values()) {
            products += sums[0] * sums[0] - sums[1];
            squares += (sums[2] - 1) * sums[1];
        }
        return squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0;
    }

    /** How many independent errors the back-tests are worth. */
    private static double known(List<Forecasting> forecasts, double correlation) {
        double apart = 1;
        for (Forecasting forecast : forecasts) {
            BackTest own = forecast.own();
            int longest =
                    own.misses().stream().mapToInt(BackTest.Miss::ahead).max().orElse(1);
            apart = Math.max(apart, (double) own.origins() / longest);
        }
        int regions = forecasts.size();
        return Math.max(1, apart * regions / (1 + (regions - 1) * correlation * correlation));
    }

    private static Optional<List<Forecasting.Step>> together(
            List<Forecasting> forecasts, List<Integer> starts, double correlation) {
        int regions = forecasts.size();
        long ends = java.util.stream.IntStream.range(0, regions)
                .map(r -> starts.get(r) + forecasts.get(r).used())
                .distinct()
                .count();
        if (regions < LEAST || ends > 1) {
            return Optional.empty();
        }
        List<Forecasting.Step> steps = new ArrayList<>();
        for (int h = 0; h < forecasts.get(0).steps().size(); h++) {
            int at = h;
            List<Forecasting.Step> each =
                    forecasts.stream().map(f -> f.steps().get(at)).toList();
            double mean =
                    each.stream().mapToDouble(Forecasting.Step::mean).average().orElse(Double.NaN);
            steps.add(new Forecasting.Step(
                    h + 1,
                    mean,
                    mean
                            - half(
                                    each.stream()
                                            .mapToDouble(s -> s.mean() - s.low80())
                                            .toArray(),
                                    correlation),
                    mean
                            + half(
                                    each.stream()
                                            .mapToDouble(s -> s.high80() - s.mean())
                                            .toArray(),
                                    correlation),
                    mean
                            - half(
                                    each.stream()
                                            .mapToDouble(s -> s.mean() - s.low95())
                                            .toArray(),
                                    correlation),
                    mean
                            + half(
                                    each.stream()
                                            .mapToDouble(s -> s.high95() - s.mean())
                                            .toArray(),
                                    correlation)));
        }
        return Optional.of(steps);
    }

    private static double half(double[] widths, double correlation) {
        double sum = 0;
        double squares = 0;
        for (double width : widths) {
            sum += width;
            squares += width * width;
        }
        return Math.sqrt((1 - correlation) * squares + correlation * sum * sum) / widths.length;
    }
}
