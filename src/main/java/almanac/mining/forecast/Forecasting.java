package almanac.mining.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Forecasts of one series by the model that did best in the past, and a plain word on whether that means anything.
 *
 * <p>A positive series is modelled in logs when the simple models did better so (what grows by rates, against what grows
 * by amounts); the forecast is then the median. Every model is back-tested from rolling origins; the one with the smallest MASE makes the forecast, but a model that
 * needs estimation must beat the best simple one by {@value #MARGIN_PERCENT} %: with a dozen errors to judge by, less is
 * chance.
 *
 * @param used values that were used: the last run without a gap
 * @param model that makes the forecast, with its orders
 * @param steps forecasts
 * @param tests back-tests, best first
 * @param own the back-test of the model that makes the forecast
 * @param log whether it works on logs
 * @param beatsNaive whether an estimated model beats naive, drift and mean
 * @param verdict in words
 */
public record Forecasting(
        int used,
        String model,
        List<Step> steps,
        List<BackTest> tests,
        BackTest own,
        boolean log,
        boolean beatsNaive,
        String verdict) {
    /** Fewest values that are forecast at all. */
    public static final int LEAST = 8;

    /** By how much an estimated model must beat the simple ones, per cent of their MASE. */
    public static final int MARGIN_PERCENT = 5;

    /** One step ahead: the expected value and two intervals. */
    public record Step(int ahead, double mean, double low80, double high80, double low95, double high95) {}

    public Forecasting {
        steps = List.copyOf(steps);
        tests = List.copyOf(tests);
    }

    /**
     * @param path values by period, {@code NaN} where there is none: what stands before the last gap is not used
     * @param season periods in a season, 1 for yearly data
     * @return empty when fewer than {@link #LEAST} values are left, or all are equal
     */
    public static Optional<Forecasting> of(double[] path, int season, int horizon) {
        double[] series = lastRun(path);
        int n = series.length;
        if (n < LEAST || Arrays.stream(series).distinct().count() == 1) {
            return Optional.empty();
        }
        List<Forecaster> simple = SimpleModels.of(season);
        List<Forecaster> all = new ArrayList<>(simple);
        all.add(new ExponentialSmoothing(season));
        all.add(new Arima(season));
        int firstOrigin = Math.min(n - 1, Math.max(Math.max(8, season * 2), n / 2));
        boolean positive = Arrays.stream(series).min().orElse(0) > 0;
        boolean log = positive
                && bar(simple, series, firstOrigin, horizon, season, true)
                        < bar(simple, series, firstOrigin, horizon, season, false);
        double[] seen = log ? BackTest.logs(series) : series;
        List<RollingOrigin> rolled = all.stream()
                .flatMap(model -> RollingOrigin.of(model, seen, firstOrigin, horizon).stream())
                .toList();
        List<BackTest> tests = new ArrayList<>();
        for (RollingOrigin one : rolled) {
            tests.add(BackTest.of(one, rolled, series, season, log));
        }
        tests.sort(Comparator.comparingDouble(BackTest::mase).thenComparing(BackTest::model));
        List<String> simpleNames = simple.stream().map(Forecaster::name).toList();
        Optional<BackTest> bar = tests.stream()
                .filter(test -> simpleNames.contains(test.model()))
                .findFirst();
        Optional<BackTest> best = tests.stream()
                .filter(test -> !simpleNames.contains(test.model()))
                .findFirst();
        boolean beats = best.isPresent()
                && bar.isPresent()
                && best.get().mase() < bar.get().mase() * (1 - MARGIN_PERCENT / 100.0);
        String chosen = beats ? best.get().model() : bar.map(BackTest::model).orElse("naive");
        Map<String, Forecaster.Fitted> fits = new TreeMap<>();
        for (Forecaster model : all) {
            if (tests.stream().anyMatch(test -> test.model().equals(model.name()))) {
                model.fit(seen).ifPresent(fit -> fits.put(model.name(), fit));
            }
        }
        Forecaster.Fitted fitted =
                Optional.ofNullable(fits.get(chosen)).orElseThrow(() -> new IllegalStateException(chosen));
        Map<String, Forecaster.Path> paths = new TreeMap<>();
        fits.forEach((name, fit) -> paths.put(name, fit.ahead(horizon)));
        Calibration calibration = new Calibration(rolled, n);
        Forecaster.Path ahead = fitted.ahead(horizon);
        double[] widths = BackTest.widths(ahead.degrees());
        List<Step> steps = new ArrayList<>();
        for (int h = 0; h < horizon; h++) {
            double mean = ahead.mean()[h];
            double error = calibration.error(chosen, paths, h);
            steps.add(new Step(
                    h + 1,
                    back(mean, log),
                    back(mean - widths[0] * error, log),
                    back(mean + widths[0] * error, log),
                    back(mean - widths[1] * error, log),
                    back(mean + widths[1] * error, log)));
        }
        return Optional.of(new Forecasting(
                n,
                fitted.description() + (log ? " of logs" : ""),
                steps,
                tests,
                tests.stream()
                        .filter(test -> test.model().equals(chosen))
                        .findFirst()
                        .orElseThrow(),
                log,
                beats,
                verdict(n, bar, best, beats)));
    }

    /** The same with intervals wider by these factors, on the scale of the model. */
    Forecasting widened(double by80, double by95) {
        List<Step> wider = steps.stream()
                .map(step -> new Step(
                        step.ahead(),
                        step.mean(),
                        stretched(step.mean(), step.low80(), by80),
                        stretched(step.mean(), step.high80(), by80),
                        stretched(step.mean(), step.low95(), by95),
                        stretched(step.mean(), step.high95(), by95)))
                .toList();
        return new Forecasting(used, model, wider, tests, own, log, beatsNaive, verdict);
    }

    private double stretched(double mean, double end, double by) {
        return log ? mean * Math.pow(end / mean, by) : mean + by * (end - mean);
    }

    /** The smallest MASE of the simple models. */
    private static double bar(
            List<Forecaster> simple, double[] series, int firstOrigin, int horizon, int season, boolean log) {
        double[] seen = log ? BackTest.logs(series) : series;
        List<RollingOrigin> rolled = simple.stream()
                .flatMap(model -> RollingOrigin.of(model, seen, firstOrigin, horizon).stream())
                .toList();
        return rolled.stream()
                .mapToDouble(
                        one -> BackTest.of(one, rolled, series, season, log).mase())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double back(double value, boolean log) {
        return log ? Math.exp(value) : value;
    }

    private static String verdict(int n, Optional<BackTest> bar, Optional<BackTest> best, boolean beats) {
        StringBuilder words = new StringBuilder();
        if (beats && best.isPresent() && bar.isPresent()) {
            words.append(String.format(
                    java.util.Locale.ROOT,
                    "%s beat the best simple model (%s) in the back-test: MASE %.2f against %.2f.",
                    best.get().model(),
                    bar.get().model(),
                    best.get().mase(),
                    bar.get().mase()));
        } else {
            words.append("No estimated model beats the simple ones in the back-test");
            if (best.isPresent() && bar.isPresent()) {
                words.append(String.format(
                        java.util.Locale.ROOT,
                        " (%s: MASE %.2f, %s: %.2f)",
                        best.get().model(),
                        best.get().mase(),
                        bar.get().model(),
                        bar.get().mase()));
            }
            words.append("; the simple one makes the forecast.");
        }
        if (n < 30) {
            words.append(" With ").append(n).append(" values that is weak evidence.");
        }
        return words.toString();
    }

    /** The values after the last gap. */
    static double[] lastRun(double[] path) {
        int end = path.length;
        while (end > 0 && Double.isNaN(path[end - 1])) {
            end--;
        }
        int start = end;
        while (start > 0 && !Double.isNaN(path[start - 1])) {
            start--;
        }
        return Arrays.copyOfRange(path, start, end);
    }
}
