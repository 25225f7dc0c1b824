package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Numbers that do not fit: four searches, each with its own idea of what fits.
 *
 * <ul>
 *   <li>{@code robust-z}: far from the median of the variable over all regions and periods (B. Iglewicz and D. Hoaglin
 *       1993: more than 3.5 robust standard deviations); of logs where the values are sizes, else every large region were
 *       an outlier
 *   <li>{@code trend}: far from the region's own trend line (and seasonal pattern, where periods have one)
 *   <li>{@code jump}: a change between neighbouring periods unlike the region's and the others' changes
 *   <li>{@code joint}: an unusual combination of variables, by the Mahalanobis distance from the minimum covariance
 *       determinant ({@link MinimumCovariance}), of logs where the values are sizes
 * </ul>
 *
 * <p>A finding says whether the number comes back in the next period ({@code spike}: often a misprint) or stays ({@code
 * shift}: often an event or a new definition), and whether it is off by a power of ten, as after a slip of units.
 */
public final class OutlierSearch {
    /** Iglewicz and Hoaglin's recommendation. */
    public static final double THRESHOLD = 3.5;

    /** A change by less than this share is no jump, however still the series is otherwise. */
    private static final double LEAST_CHANGE = 0.05;
    /** From this much off the middle a median says that a variable is one of sizes. */
    private static final double LOPSIDED = 0.2;
    /** How near to a power of ten a ratio must be, in log10, to look like a slip of units. */
    private static final double NEAR_POWER = 0.08;

    /**
     * A finding.
     *
     * @param kind {@code robust-z}, {@code trend}, {@code jump}, {@code joint}
     * @param variable for {@code joint} the one that the others suit least
     * @param expected what would have fitted; for {@code joint} what the other variables of the row suggest
     * @param score robust standard deviations; for {@code joint} the distance
     * @param shape {@code spike}, {@code shift}, {@code end} (no later number to tell) or empty
     * @param remark a hint at a slip, or empty
     */
    public record Finding(
            String kind,
            String region,
            String period,
            String variable,
            double value,
            double expected,
            double score,
            String shape,
            String remark) {}

    private final PanelGrid grid;
    private final double threshold;
    private final List<Finding> findings = new ArrayList<>();

    private OutlierSearch(PanelGrid grid, double threshold) {
        this.grid = grid;
        this.threshold = threshold;
    }

    /**
     * All findings, strongest first within each kind.
     *
     * @param kinds which searches, in the order in which their findings are wanted
     */
    public static List<Finding> of(PanelGrid grid, List<String> kinds, double threshold, long seed) {
        OutlierSearch search = new OutlierSearch(grid, threshold);
        for (int v = 0; v < grid.variables().size(); v++) {
            if (kinds.contains("robust-z")) {
                search.far(v);
            }
            if (kinds.contains("trend")) {
                search.offTrend(v);
            }
            if (kinds.contains("jump")) {
                search.jumps(v);
            }
        }
        if (kinds.contains("joint") && grid.variables().size() > 1) {
            search.joint(seed);
        }
        search.findings.sort(Comparator.comparing((Finding finding) -> kinds.indexOf(finding.kind()))
                .thenComparing(finding -> -Math.abs(finding.score()))
                .thenComparing(Finding::variable)
                .thenComparing(Finding::region)
                .thenComparing(Finding::period));
        return List.copyOf(search.findings);
    }

    private void far(int v) {
        int regions = grid.regions().size();
        int periods = grid.periods().size();
        double[] all = new double[regions * periods];
        for (int r = 0; r < regions; r++) {
            System.arraycopy(grid.path(v, r), 0, all, r * periods, periods);
        }
        double centre = Robust.median(all);
        double[] scores =
                Robust.scores(logged(v) ? Arrays.stream(all).map(Math::log).toArray() : all);
        for (int i = 0; i < all.length; i++) {
            if (Math.abs(scores[i]) > threshold) {
                add("robust-z", v, i / periods, i % periods, centre, scores[i]);
            }
        }
    }

    private boolean positive(int v) {
        return Arrays.stream(grid.values()[v])
                .allMatch(path -> Arrays.stream(path).allMatch(x -> Double.isNaN(x) || x > 0));
    }

    /** Whether all values are positive and lie more evenly about their median as logs: sizes do, shares do not. */
    private boolean logged(int v) {
        if (!positive(v)) {
            return false;
        }
        double[] all =
                Arrays.stream(grid.values()[v]).flatMapToDouble(Arrays::stream).toArray();
        double[] sorted = Robust.present(all);
        Arrays.sort(sorted);
        double raw = lopsided(sorted);
        return raw > LOPSIDED && lopsided(Arrays.stream(sorted).map(Math::log).toArray()) < raw;
    }

    /** How far the median is from the middle between the outer tenths, as a share of their distance. */
    private static double lopsided(double[] sorted) {
        int n = sorted.length;
        if (n < 10) {
            return 0;
        }
        double low = sorted[n / 10];
        double high = sorted[n - 1 - n / 10];
        return high > low ? Math.abs(low + high - 2 * sorted[n / 2]) / (high - low) : 0;
    }

    private void offTrend(int v) {
        int season = grid.season();
        for (int r = 0; r < grid.regions().size(); r++) {
            double[] path = grid.path(v, r);
            if (Robust.present(path).length < 5) {
                continue; // a line and a spread need more than a handful
            }
            boolean positive = Arrays.stream(path).allMatch(x -> Double.isNaN(x) || x > 0);
            double[] scale =
                    Arrays.stream(path).map(x -> positive ? Math.log(x) : x).toArray();
            double[] fitted = Robust.line(scale);
            if (season > 1) {
                addSeason(scale, fitted, season);
            }
            double[] rest = new double[path.length];
            for (int t = 0; t < rest.length; t++) {
                rest[t] = scale[t] - fitted[t];
            }
            double[] scores = Robust.scores(rest);
            for (int t = 0; t < rest.length; t++) {
                double expected = positive ? Math.exp(fitted[t]) : fitted[t];
                if (Math.abs(scores[t]) > threshold
                        && Math.abs(path[t] - expected) > LEAST_CHANGE * Math.abs(expected)) {
                    // judged without trend and season: in raw numbers the next quarter is unlike this one anyhow
                    add("trend", v, r, t, expected, scores[t], shape(rest, t));
                }
            }
        }
    }

    private static void addSeason(double[] scale, double[] fitted, int season) {
        for (int s = 0; s < season; s++) {
            double[] rest = new double[(scale.length - s + season - 1) / season];
            for (int t = s, i = 0; t < scale.length; t += season, i++) {
                rest[i] = scale[t] - fitted[t];
            }
            double typical = Robust.median(rest);
            for (int t = s; t < scale.length; t += season) {
                fitted[t] += Double.isNaN(typical) ? 0 : typical;
            }
        }
    }

    private void jumps(int v) {
        int regions = grid.regions().size();
        int periods = grid.periods().size();
        boolean positive = positive(v);
        double[] changes = new double[regions * periods];
        Arrays.fill(changes, Double.NaN);
        for (int r = 0; r < regions; r++) {
            double[] path = grid.path(v, r);
            for (int t = 1; t < periods; t++) {
                changes[r * periods + t] = positive ? Math.log(path[t] / path[t - 1]) : path[t] - path[t - 1];
            }
        }
        double[] amongAll = Robust.scores(changes);
        double typical = Robust.median(changes);
        for (int r = 0; r < regions; r++) {
            double[] own = Robust.scores(Arrays.copyOfRange(changes, r * periods, (r + 1) * periods));
            double[] path = grid.path(v, r);
            for (int t = 1; t < periods; t++) {
                // both unlike the others' changes and unlike the region's own: a volatile region is not an error
                double score =
                        Math.abs(own[t]) < Math.abs(amongAll[r * periods + t]) ? own[t] : amongAll[r * periods + t];
                double expected = positive ? path[t - 1] * Math.exp(typical) : path[t - 1] + typical;
                if (Math.abs(score) > threshold && Math.abs(path[t] - expected) > LEAST_CHANGE * Math.abs(expected)) {
                    add("jump", v, r, t, expected, score);
                }
            }
        }
    }

    private void joint(long seed) {
        int p = grid.variables().size();
        boolean[] log = new boolean[p];
        for (int v = 0; v < p; v++) {
            log[v] = logged(v);
        }
        List<double[]> rows = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        for (int r = 0; r < grid.regions().size(); r++) {
            for (int t = 0; t < grid.periods().size(); t++) {
                double[] row = new double[p];
                for (int v = 0; v < p; v++) {
                    row[v] = log[v] ? Math.log(grid.values()[v][r][t]) : grid.values()[v][r][t];
                }
                if (Arrays.stream(row).noneMatch(Double::isNaN)) {
                    rows.add(row);
                    places.add(new int[] {r, t});
                }
            }
        }
        if (rows.size() < 5 * p) {
            return; // fewer rows than five a variable do not carry a robust covariance
        }
        MinimumCovariance mcd = MinimumCovariance.of(rows.toArray(new double[0][]), seed);
        for (int i = 0; i < places.size(); i++) {
            if (mcd.distances()[i] > mcd.cutoff()) {
                int v = mcd.oddest()[i];
                double suggested = mcd.suggested()[i];
                int r = places.get(i)[0];
                int t = places.get(i)[1];
                findings.add(new Finding(
                        "joint",
                        grid.regions().get(r),
                        grid.periods().get(t),
                        grid.variables().get(v),
                        grid.values()[v][r][t],
                        log[v] ? Math.exp(suggested) : suggested,
                        mcd.distances()[i],
                        "",
                        ""));
            }
        }
    }

    private void add(String kind, int v, int r, int t, double expected, double score) {
        add(kind, v, r, t, expected, score, shape(grid.path(v, r), t));
    }

    private void add(String kind, int v, int r, int t, double expected, double score, String shape) {
        double[] path = grid.path(v, r);
        findings.add(new Finding(
                kind,
                grid.regions().get(r),
                grid.periods().get(t),
                grid.variables().get(v),
                path[t],
                expected,
                score,
                shape,
                remark(path[t], expected)));
    }

    /** Whether the number returns to the level before it, or the level stays. */
    private static String shape(double[] path, int t) {
        if (t == 0 || Double.isNaN(path[t - 1])) {
            return "";
        }
        if (t + 1 >= path.length || Double.isNaN(path[t + 1])) {
            return "end";
        }
        return Math.abs(path[t + 1] - path[t - 1]) < Math.abs(path[t + 1] - path[t]) ? "spike" : "shift";
    }

    private static String remark(double value, double expected) {
        if (!(value / expected > 0)) {
            return value != 0 && value / expected < 0 ? "the sign differs" : "";
        }
        double power = Math.log10(value / expected);
        long whole = Math.round(power);
        return whole != 0 && Math.abs(power - whole) < NEAR_POWER
                ? String.format(Locale.ROOT, "about 10^%d times what fits: a slip of units or of the point?", whole)
                : "";
    }
}
