package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Descriptive;
import almanac.model.Claims.ValueKind;
import almanac.model.Interval;
import almanac.model.Printed;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks E: means and standard deviations of whole numbers.
 *
 * <p>GRIM (Brown and Heathers 2017): the sum of n whole numbers is a whole number, so only some means can be printed.
 * GRIMMER (Anaya 2016; Allard 2018): with sum S and sum of squares Q whole and of one parity, only some standard deviations
 * can. DEBIT (Heathers and Brown 2019): of zeros and ones the mean gives the standard deviation. For all numbers: the mean
 * lies between the extremes, and the standard deviation is at most {@code (max - min) / 2 sqrt(n / (n - 1))} (Popoviciu
 * 1935).
 */
final class Descriptives {
    /** Sums tried for one mean. */
    private static final long MOST_SUMS = 200_000;

    private Descriptives() {}

    static List<Verdict> of(Claims claims) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Descriptive row : claims.descriptives()) {
            Optional<Long> n = row.n()
                    .or(claims::n)
                    .filter(p -> p.value().stripTrailingZeros().scale() <= 0 && p.number() >= 2 && p.number() < 1e9)
                    .map(p -> p.value().longValue());
            row.mean().ifPresent(mean -> verdicts.add(mean(row, mean, n)));
            row.sd().ifPresent(sd -> verdicts.add(deviation(row, sd, n)));
        }
        return verdicts;
    }

    private static Claim claim(Descriptive row, String cell, Printed printed) {
        return new Claim(Optional.empty(), cell, Optional.of(row.variable()), printed.text());
    }

    private static boolean whole(Descriptive row) {
        return row.kind() != ValueKind.CONTINUOUS;
    }

    /** Whole sums (of values times items) that give the printed mean. */
    private static Optional<long[]> sums(Descriptive row, Printed mean, long n) {
        Interval interval = mean.interval();
        double scale = (double) n * row.items();
        long low = (long) Math.ceil(interval.low() * scale - 1e-9 * Math.max(1, Math.abs(interval.low() * scale)));
        long high = (long) Math.floor(interval.high() * scale + 1e-9 * Math.max(1, Math.abs(interval.high() * scale)));
        return low > high ? Optional.empty() : Optional.of(new long[] {low, high});
    }

    private static Verdict mean(Descriptive row, Printed mean, Optional<Long> n) {
        Claim claim = claim(row, "mean", mean);
        Interval interval = mean.interval();
        double least = row.kind() == ValueKind.BINARY
                ? 0
                : row.minimum().map(p -> p.interval().low()).orElse(Double.NEGATIVE_INFINITY);
        double most = row.kind() == ValueKind.BINARY
                ? 1
                : row.maximum().map(p -> p.interval().high()).orElse(Double.POSITIVE_INFINITY);
        if (least <= most && !new Interval(least, most).widened(1e-12).meets(interval)) {
            return new Verdict(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(new Interval(least, most)),
                    "E",
                    "a mean lies between the smallest and the largest value");
        }
        if (whole(row) && n.isPresent()) {
            if (sums(row, mean, n.get()).isEmpty()) {
                double scale = (double) n.get() * row.items();
                double below = Math.floor(mean.number() * scale) / scale;
                double above = Math.ceil(mean.number() * scale) / scale;
                return new Verdict(
                        claim,
                        Kind.IMPOSSIBLE,
                        Optional.empty(),
                        "E",
                        "GRIM: " + n.get() + " whole numbers have no such mean; the nearest are " + Words.number(below)
                                + " and " + Words.number(above));
            }
            return new Verdict(claim, Kind.CONSISTENT, Optional.empty(), "E", "GRIM: whole numbers can have this mean");
        }
        boolean bounded = row.minimum().isPresent() || row.maximum().isPresent();
        return new Verdict(
                claim,
                bounded ? Kind.CONSISTENT : Kind.UNTESTABLE,
                Optional.empty(),
                bounded ? "E" : "",
                bounded
                        ? "between the smallest and the largest value"
                        : whole(row) ? "no N is printed" : "not known to be whole numbers, no extremes printed");
    }

    private static Verdict deviation(Descriptive row, Printed sd, Optional<Long> n) {
        Claim claim = claim(row, "sd", sd);
        Interval interval = sd.interval();
        if (interval.high() < 0) {
            return new Verdict(
                    claim,
                    Kind.IMPOSSIBLE,
                    Optional.of(new Interval(0, Double.POSITIVE_INFINITY)),
                    "E",
                    "a standard deviation is not negative");
        }
        boolean binary = row.kind() == ValueKind.BINARY;
        Optional<Double> span = binary
                ? Optional.of(1.0)
                : row.minimum()
                        .flatMap(low -> row.maximum()
                                .map(high ->
                                        high.interval().high() - low.interval().low()));
        if (span.isPresent() && span.get() >= 0) {
            double factor = n.map(count -> Math.sqrt(count / (count - 1.0))).orElse(Math.sqrt(2));
            double most = span.get() / 2 * factor;
            if (interval.low() > most * (1 + 1e-9)) {
                return new Verdict(
                        claim,
                        Kind.IMPOSSIBLE,
                        Optional.of(new Interval(0, most)),
                        "E",
                        "values between the printed extremes have a standard deviation of at most "
                                + Words.number(most));
            }
        }
        if (whole(row) && n.isPresent() && row.mean().isPresent()) {
            Optional<long[]> sums = sums(row, row.mean().get(), n.get());
            if (sums.isPresent() && sums.get()[1] - sums.get()[0] <= MOST_SUMS) {
                boolean possible = false;
                for (long sum = sums.get()[0]; sum <= sums.get()[1] && !possible; sum++) {
                    possible = binary && row.items() == 1
                            ? binaryFits(sum, n.get(), interval)
                            : squaresFit(sum, n.get(), row.items(), interval);
                }
                return new Verdict(
                        claim,
                        possible ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                        Optional.empty(),
                        "E",
                        possible
                                ? "whole numbers with this mean can have it"
                                : binary && row.items() == 1
                                        ? "DEBIT: zeros and ones with a mean of "
                                                + row.mean().get().text()
                                                + " have another standard deviation, "
                                                + Words.number(Math.sqrt(Math.max(
                                                        0,
                                                        row.mean().get().number()
                                                                * (1
                                                                        - row.mean()
                                                                                .get()
                                                                                .number()))))
                                        : "GRIMMER: no " + n.get() + " whole numbers have mean "
                                                + row.mean().get().text() + " and this standard deviation");
            }
        }
        return new Verdict(
                claim,
                span.isPresent() ? Kind.CONSISTENT : Kind.UNTESTABLE,
                Optional.empty(),
                span.isPresent() ? "E" : "",
                span.isPresent()
                        ? "not larger than the extremes allow"
                        : "not known to be whole numbers, no extremes printed");
    }

    private static boolean binaryFits(long sum, long n, Interval sd) {
        if (sum < 0 || sum > n) {
            return false;
        }
        double share = (double) sum / n;
        double variance = share * (1 - share);
        double slack = 1e-9;
        return sd.widened(slack).contains(Math.sqrt(variance))
                || sd.widened(slack).contains(Math.sqrt(variance * n / (n - 1)));
    }

    /** Whether some whole Q of S's parity gives a variance in the interval, with divisor n - 1 or n. */
    private static boolean squaresFit(long sum, long n, int items, Interval sd) {
        double scale = (double) items * items;
        double base = (double) sum * sum / n;
        for (double divisor : new double[] {n - 1.0, n}) {
            double low = Math.max(0, sd.low()) * Math.max(0, sd.low()) * divisor * scale + base;
            double high = sd.high() * sd.high() * divisor * scale + base;
            double slack = 1e-9 * Math.max(1, high);
            long first = (long) Math.ceil(low - slack);
            if (Math.floorMod(first, 2) != Math.floorMod(sum, 2)) {
                first++;
            }
            if (first <= high + slack) {
                return true;
            }
        }
        return false;
    }
}
