package almanac.simulate;

import almanac.simulate.SimulationPlan.Country;
import almanac.simulate.SimulationPlan.Place;
import almanac.simulate.SimulationPlan.Profile;
import almanac.simulate.SimulationPlan.VariablePlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Draws the economy: every figure that the books will print, such that the variables computed from the printed figures
 * have the target moments on the complete rows.
 *
 * <p>Each variable starts as region's standing + trend + autoregressive noise and is then coloured ({@link Colouring})
 * on the variables before it. The order matters: a variable whose figures are printed coarsely (counts) comes before
 * those that are printed finely, and each is coloured on what is really printed of the earlier ones, so that rounding
 * errors do not add up. A location quotient comes first, with a skewed shape of its own that keeps it positive.
 */
final class EconomyDraw {
    /** How skewed a location quotient is: the sd of its logarithm. */
    private static final double QUOTIENT_SPREAD = 0.5;

    /** Most moves of a count by one that are tried. */
    private static final int MOVES = 60;

    /** Persistence of a region's deviations from year to year. */
    private static final double PERSISTENCE = 0.6;

    /** How far a product's exporters spread around its place on the income ladder, in log points. */
    private static final double LADDER_WIDTH = 0.6;

    /** How far a region's basket spreads around its level of sophistication, in log points. */
    private static final double BASKET_WIDTH = 1.0;

    private final SimulationPlan plan;
    private final TargetMoments target;
    private final Ledger ledger;
    private final int years;
    private final boolean[] complete;

    EconomyDraw(SimulationPlan plan, TargetMoments target, Ledger ledger) {
        this.plan = plan;
        this.target = target;
        this.ledger = ledger;
        this.years = plan.years();
        this.complete = new boolean[plan.regions().size() * years];
    }

    /** A stream of chance of its own for each purpose, so that one more draw here changes nothing there. */
    static Random chance(long seed, String purpose) {
        CRC32 hash = new CRC32();
        hash.update(purpose.getBytes(StandardCharsets.UTF_8));
        return new Random(seed * 1_000_003L + hash.getValue());
    }

    /** Fills the ledger; answers the variables as computed from what is printed, one array per target variable. */
    List<double[]> draw() {
        markGaps();
        drawPeople();
        drawRates();
        drawWorld();
        int count = 0;
        for (boolean row : complete) {
            count += row ? 1 : 0;
        }
        if (count != plan.completeRows()) {
            throw new IllegalArgumentException(
                    "the gaps leave " + count + " complete rows, the study has " + plan.completeRows());
        }
        List<double[]> fixed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        double[] quotients = {};
        for (VariablePlan variable : plan.variables()) {
            int place = target.place(variable.name());
            double[] correlations = new double[fixed.size()];
            for (int j = 0; j < correlations.length; j++) {
                correlations[j] = target.correlations()[place][places.get(j)];
            }
            double[] wanted = Colouring.colour(
                    fixed, raw(variable), complete, target.means()[place], target.deviations()[place], correlations);
            double[] printed = wanted;
            switch (variable.form()) {
                case "location_quotient" -> quotients = wanted; // printed once the whole it is a part of is known
                case "log" -> printed = enterLog(variable, tuned(variable, wanted, fixed, correlations, place));
                case "log_ratio" -> {
                    printed = enterRatio(variable, wanted);
                    if (quotients.length > 0) {
                        fixed.set(0, enterQuotients(plan.variables().get(0), quotients));
                    }
                }
                case "log_product" -> printed = enterProduct(variable, wanted);
                case "log_expy" -> printed = enterExports(variable, wanted);
                default -> throw new IllegalArgumentException("no such form: " + variable.form());
            }
            fixed.add(printed);
            places.add(place);
        }
        breakDown();
        List<double[]> inOrder = new ArrayList<>();
        for (int place = 0; place < target.names().size(); place++) {
            inOrder.add(fixed.get(places.indexOf(place)));
        }
        return inOrder;
    }

    /** Which rows (region by year) have no gap. */
    boolean[] complete() {
        return complete.clone();
    }

    private int row(int region, int year) {
        return region * years + year;
    }

    private Key key(String indicator, int region, int year) {
        return Key.of(indicator, plan.regions().get(region).place().code(), plan.firstYear() + year);
    }

    private Key nation(String indicator, int year) {
        return Key.of(indicator, plan.nation().code(), plan.firstYear() + year);
    }

    private void markGaps() {
        java.util.Arrays.fill(complete, true);
        for (SimulationPlan.Gap gap : plan.gaps()) {
            for (int r = 0; r < plan.regions().size(); r++) {
                if (!plan.regions().get(r).place().code().equals(gap.region())) {
                    continue;
                }
                for (int year : gap.years()) {
                    complete[row(r, year - plan.firstYear())] = false;
                    ledger.gap(Key.of(gap.indicator(), gap.region(), year));
                    for (Place product : plan.products()) {
                        ledger.gap(new Key(gap.indicator(), gap.region(), product.code(), year));
                    }
                }
            }
        }
    }

    private double[] raw(VariablePlan variable) {
        int regions = plan.regions().size();
        double[] standing = new double[regions];
        for (int r = 0; r < regions; r++) {
            standing[r] = plan.regions().get(r).levels().getOrDefault(variable.name(), 0.0);
        }
        standardise(standing);
        Random random = chance(plan.seed(), "variable " + variable.name());
        double[] raw = new double[regions * years];
        for (int r = 0; r < regions; r++) {
            double slope = 1 + 0.15 * random.nextGaussian();
            double shock = random.nextGaussian();
            for (int y = 0; y < years; y++) {
                double time = (y - (years - 1) / 2.0) / (years / StrictMath.sqrt(12));
                shock = PERSISTENCE * shock + StrictMath.sqrt(1 - PERSISTENCE * PERSISTENCE) * random.nextGaussian();
                double latent =
                        variable.level() * standing[r] + variable.trend() * slope * time + variable.noise() * shock;
                raw[row(r, y)] =
                        variable.form().equals("location_quotient") ? StrictMath.exp(QUOTIENT_SPREAD * latent) : latent;
            }
        }
        return raw;
    }

    private static void standardise(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double square = 0;
        for (double value : values) {
            square += (value - mean) * (value - mean) / values.length;
        }
        double deviation = StrictMath.sqrt(square);
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation > 0 ? (values[i] - mean) / deviation : 0;
        }
    }

    private void drawPeople() {
        Random random = chance(plan.seed(), "people");
        for (VariablePlan variable : plan.variables()) {
            if (!variable.form().equals("log_ratio")) {
                continue;
            }
            for (int y = 0; y < years; y++) {
                double sum = 0;
                for (int r = 0; r < plan.regions().size(); r++) {
                    Profile profile = plan.regions().get(r);
                    double people = profile.people()
                            * 1e4
                            * StrictMath.pow(1 + profile.peopleGrowth(), y)
                            * (1 + 0.0008 * random.nextGaussian());
                    sum += ledger.enter(key(variable.by(), r, y), people);
                }
                ledger.enter(nation(variable.by(), y), sum * (2.19 - 0.003 * y));
            }
        }
    }

    /** The exchange rate: flat, then a slow appreciation, then up again a little. */
    private void drawRates() {
        Random random = chance(plan.seed(), "rates");
        for (VariablePlan variable : plan.variables()) {
            if (variable.form().equals("log_product")) {
                for (int y = 0; y < years; y++) {
                    double rate =
                            8.3 - 2.05 / (1 + StrictMath.exp(-(y - 6.0) / 1.6)) + 0.11 * StrictMath.max(0, y - 12);
                    ledger.enter(nation(variable.by(), y), rate * (1 + 0.004 * random.nextGaussian()));
                }
            }
        }
    }

    /**
     * Moves counts by one here and there until the moments are met again that rounding to whole numbers has spoilt: the
     * best single move at a time. Later variables are coloured on what is printed; only these need it.
     */
    private double[] tuned(
            VariablePlan variable, double[] wanted, List<double[]> fixed, double[] correlations, int place) {
        double[] step = new double[wanted.length];
        double[] count = new double[wanted.length];
        double[] now = new double[wanted.length];
        for (int r = 0; r < plan.regions().size(); r++) {
            for (int y = 0; y < years; y++) {
                int row = row(r, y);
                step[row] = ledger.step(key(variable.of(), r, y));
                count[row] = StrictMath.rint(StrictMath.exp(wanted[row]) / step[row]);
                now[row] = StrictMath.log(count[row] * step[row]);
            }
        }
        double loss = loss(now, fixed, correlations, place);
        for (int move = 0; move < MOVES; move++) {
            int best = -1;
            double bestValue = 0;
            double bestLoss = loss;
            for (int row = 0; row < now.length; row++) {
                double old = now[row];
                for (int direction = -1; direction <= 1 && complete[row]; direction += 2) {
                    if (count[row] + direction > 0) {
                        now[row] = StrictMath.log((count[row] + direction) * step[row]);
                        double trial = loss(now, fixed, correlations, place);
                        if (trial < bestLoss) {
                            bestLoss = trial;
                            best = row;
                            bestValue = count[row] + direction;
                        }
                    }
                }
                now[row] = old;
            }
            if (best < 0) {
                break;
            }
            count[best] = bestValue;
            now[best] = StrictMath.log(count[best] * step[best]);
            loss = bestLoss;
        }
        return now;
    }

    /** Squared distances from the moments wanted, each in units of what would show in a printed table. */
    private double loss(double[] column, List<double[]> fixed, double[] correlations, int place) {
        int count = 0;
        double mean = 0;
        for (int i = 0; i < column.length; i++) {
            if (complete[i]) {
                mean += column[i];
                count++;
            }
        }
        mean /= count;
        double square = 0;
        for (int i = 0; i < column.length; i++) {
            square += complete[i] ? (column[i] - mean) * (column[i] - mean) : 0;
        }
        double deviation = StrictMath.sqrt(square / (count - 1));
        double loss =
                square((mean - target.means()[place]) / 1e-4) + square((deviation - target.deviations()[place]) / 1e-4);
        for (int j = 0; j < fixed.size(); j++) {
            double[] other = fixed.get(j);
            double otherMean = 0;
            for (int i = 0; i < other.length; i++) {
                otherMean += complete[i] ? other[i] / count : 0;
            }
            double product = 0;
            double otherSquare = 0;
            for (int i = 0; i < other.length; i++) {
                if (complete[i]) {
                    product += (column[i] - mean) * (other[i] - otherMean);
                    otherSquare += (other[i] - otherMean) * (other[i] - otherMean);
                }
            }
            loss += square((product / StrictMath.sqrt(square * otherSquare) - correlations[j]) / 1e-6);
        }
        return loss;
    }

    private static double square(double value) {
        return value * value;
    }

    private double[] enterLog(VariablePlan variable, double[] wanted) {
        double[] printed = new double[wanted.length];
        for (int r = 0; r < plan.regions().size(); r++) {
            for (int y = 0; y < years; y++) {
                double base = ledger.enter(key(variable.of(), r, y), StrictMath.exp(wanted[row(r, y)]));
                printed[row(r, y)] = StrictMath.log(base);
            }
        }
        Random random = chance(plan.seed(), "nation " + variable.of());
        for (int y = 0; y < years; y++) {
            double sum = 0;
            for (int r = 0; r < plan.regions().size(); r++) {
                sum += ledger.value(key(variable.of(), r, y));
            }
            ledger.enter(nation(variable.of(), y), sum * (2.3 + 0.05 * random.nextGaussian()));
        }
        return printed;
    }

    private double[] enterRatio(VariablePlan variable, double[] wanted) {
        double[] printed = new double[wanted.length];
        Random random = chance(plan.seed(), "nation " + variable.of());
        for (int y = 0; y < years; y++) {
            double sum = 0;
            for (int r = 0; r < plan.regions().size(); r++) {
                double by = ledger.value(key(variable.by(), r, y));
                double of = ledger.enter(key(variable.of(), r, y), StrictMath.exp(wanted[row(r, y)]) * by);
                printed[row(r, y)] = StrictMath.log(of / by);
                sum += of;
            }
            ledger.enter(nation(variable.of(), y), sum * (2.2 + 0.01 * random.nextGaussian()));
        }
        return printed;
    }

    /** The part such that its share in the whole is the quotient times the nation's share. */
    private double[] enterQuotients(VariablePlan variable, double[] wanted) {
        double[] printed = new double[wanted.length];
        Random random = chance(plan.seed(), "nation " + variable.of());
        for (int y = 0; y < years; y++) {
            double whole = ledger.value(nation(variable.by(), y));
            double share = 0.075 + 0.0035 * y + 0.001 * random.nextGaussian();
            double part = ledger.enter(nation(variable.of(), y), share * whole);
            for (int r = 0; r < plan.regions().size(); r++) {
                double quotient = wanted[row(r, y)];
                if (quotient <= 0) {
                    throw new IllegalArgumentException("a location quotient came out as " + quotient);
                }
                double ofRegion = ledger.value(key(variable.by(), r, y));
                double entered = ledger.enter(key(variable.of(), r, y), quotient * part / whole * ofRegion);
                printed[row(r, y)] = entered / ofRegion / (part / whole);
            }
        }
        return printed;
    }

    private double[] enterProduct(VariablePlan variable, double[] wanted) {
        double[] printed = new double[wanted.length];
        for (int y = 0; y < years; y++) {
            double by = ledger.value(nation(variable.by(), y));
            double sum = 0;
            for (int r = 0; r < plan.regions().size(); r++) {
                double of = ledger.enter(
                        key(variable.of(), r, y), StrictMath.exp(wanted[row(r, y)]) * variable.scale() / by);
                printed[row(r, y)] = StrictMath.log(of * by / variable.scale());
                sum += of;
            }
            ledger.enter(nation(variable.of(), y), sum * 1.9);
        }
        return printed;
    }

    /** Parts of a whole: each printed like the whole, the last what the others leave, so that they add up exactly. */
    private void breakDown() {
        List<String> codes = new ArrayList<>();
        codes.add(plan.nation().code());
        plan.regions().forEach(r -> codes.add(r.place().code()));
        for (SimulationPlan.Breakdown breakdown : plan.breakdowns()) {
            for (String code : codes) {
                Random random = chance(plan.seed(), "parts " + breakdown.whole() + code);
                double own = 0.2 * random.nextGaussian();
                for (int y = 0; y < years; y++) {
                    Key whole = Key.of(breakdown.whole(), code, plan.firstYear() + y);
                    double left = ledger.value(whole);
                    for (int p = 0; p < breakdown.parts().size(); p++) {
                        SimulationPlan.Part part = breakdown.parts().get(p);
                        Key key = Key.of(part.indicator(), code, plan.firstYear() + y);
                        ledger.printedLike(key, whole);
                        boolean last = p == breakdown.parts().size() - 1;
                        double share =
                                (part.share() + part.drift() * y) * (1 + (p == 0 ? own : 0.02 * random.nextGaussian()));
                        left -= ledger.enter(key, last ? left : share * ledger.value(whole));
                    }
                }
            }
        }
    }

    // ---- the world and the baskets

    /** The world table: products stand on an income ladder, countries export what stands near their own income. */
    private void drawWorld() {
        if (plan.countries().isEmpty()) {
            return;
        }
        Random random = chance(plan.seed(), "world");
        VariablePlan expy = expy();
        List<Country> countries = plan.countries();
        int products = plan.products().size();
        for (int y = 0; y < years; y++) {
            double[] logIncome = new double[countries.size()];
            for (int c = 0; c < countries.size(); c++) {
                Country country = countries.get(c);
                double income =
                        country.income() * StrictMath.pow(1 + country.growth(), y) * (1 + 0.01 * random.nextGaussian());
                Key key = Key.of(plan.world().income(), country.place().code(), plan.firstYear() + y);
                logIncome[c] = StrictMath.log(ledger.enter(key, income));
            }
            double low = java.util.Arrays.stream(logIncome).min().orElseThrow();
            double high = java.util.Arrays.stream(logIncome).max().orElseThrow();
            for (int c = 0; c < countries.size(); c++) {
                double total = StrictMath.exp(0.55 * logIncome[c]) * 4e6 * (1 + 0.2 * random.nextDouble());
                double[] weights = new double[products];
                double sum = 0;
                for (int i = 0; i < products; i++) {
                    double step = low + (high - low) * (i + 0.15) / (products - 0.7);
                    double distance = (logIncome[c] - step) / LADDER_WIDTH;
                    weights[i] = (StrictMath.exp(-0.5 * distance * distance) + 2e-4)
                            * StrictMath.exp(0.15 * random.nextGaussian());
                    sum += weights[i];
                }
                double printed = 0;
                for (int i = 0; i < products; i++) {
                    printed += ledger.enter(
                            new Key(
                                    plan.world().exports(),
                                    countries.get(c).place().code(),
                                    plan.products().get(i).code(),
                                    plan.firstYear() + y),
                            total * weights[i] / sum);
                }
                ledger.enter(
                        Key.of(plan.world().exports(), countries.get(c).place().code(), plan.firstYear() + y), printed);
            }
        }
        if (expy.of().isEmpty()) {
            throw new IllegalArgumentException("a world table needs a variable of the form log_expy");
        }
    }

    private VariablePlan expy() {
        return plan.variables().stream()
                .filter(v -> v.form().equals("log_expy"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no variable of the form log_expy"));
    }

    /**
     * PRODY of each product in a year, from the printed world table.
     *
     * <pre>
     *   PRODY_i = sum_j [ (x_ji / X_j) / sum_j' (x_j'i / X_j') ] Y_j
     * </pre>
     *
     * Hausmann, Hwang and Rodrik (2007), equation 2.
     */
    private double[] prody(int year) {
        int products = plan.products().size();
        double[] weighted = new double[products];
        double[] weights = new double[products];
        for (Country country : plan.countries()) {
            String code = country.place().code();
            double total = 0;
            for (Place product : plan.products()) {
                total += ledger.value(new Key(plan.world().exports(), code, product.code(), plan.firstYear() + year));
            }
            double income = ledger.value(Key.of(plan.world().income(), code, plan.firstYear() + year));
            for (int i = 0; i < products; i++) {
                double share = ledger.value(new Key(
                                plan.world().exports(),
                                code,
                                plan.products().get(i).code(),
                                plan.firstYear() + year))
                        / total;
                weights[i] += share;
                weighted[i] += share * income;
            }
        }
        for (int i = 0; i < products; i++) {
            weighted[i] /= weights[i];
        }
        return weighted;
    }

    private double[] enterExports(VariablePlan variable, double[] wanted) {
        double[] printed = new double[wanted.length];
        int products = plan.products().size();
        VariablePlan ratio = plan.variables().stream()
                .filter(v -> v.form().equals("log_ratio"))
                .findFirst()
                .orElseThrow();
        for (int r = 0; r < plan.regions().size(); r++) {
            Profile profile = plan.regions().get(r);
            Random random = chance(plan.seed(), "basket " + profile.place().code());
            double[] habit = new double[products];
            for (int i = 0; i < products; i++) {
                habit[i] = 0.5 * random.nextGaussian();
            }
            for (int y = 0; y < years; y++) {
                double[] prody = prody(y);
                double level = wanted[row(r, y)];
                if (!complete[row(r, y)]) {
                    // off the sample nothing is promised: stay within what the world table can reach
                    double[] sorted = prody.clone();
                    java.util.Arrays.sort(sorted);
                    level = StrictMath.max(StrictMath.log(sorted[0] * 1.2), level);
                    level = StrictMath.min(StrictMath.log(sorted[sorted.length - 1] * 0.8), level);
                }
                double[] shares = basket(prody, level, habit);
                double total = ledger.value(key(ratio.of(), r, y))
                        / 7.5
                        * profile.openness()
                        * StrictMath.exp(0.03 * y + 0.05 * random.nextGaussian());
                double sum = 0;
                double weighted = 0;
                for (int i = 0; i < products; i++) {
                    double entered = ledger.enter(
                            new Key(
                                    variable.of(),
                                    profile.place().code(),
                                    plan.products().get(i).code(),
                                    plan.firstYear() + y),
                            total * shares[i]);
                    sum += entered;
                    weighted += entered * prody[i];
                }
                ledger.enter(key(variable.of(), r, y), sum);
                printed[row(r, y)] = StrictMath.log(weighted / sum);
            }
        }
        return printed;
    }

    /** Shares around the wanted level, tilted until their mean PRODY is the wanted EXPY: bisection on the tilt. */
    private static double[] basket(double[] prody, double logExpy, double[] habit) {
        double low = -60;
        double high = 60;
        double[] shares = {};
        for (int step = 0; step < 200; step++) {
            double tilt = (low + high) / 2;
            shares = new double[prody.length];
            double sum = 0;
            for (int i = 0; i < prody.length; i++) {
                double distance = (StrictMath.log(prody[i]) - logExpy) / BASKET_WIDTH;
                shares[i] = StrictMath.exp(-0.5 * distance * distance + habit[i] + tilt * distance);
                sum += shares[i];
            }
            double mean = 0;
            for (int i = 0; i < prody.length; i++) {
                shares[i] /= sum;
                mean += shares[i] * prody[i];
            }
            if (mean < StrictMath.exp(logExpy)) {
                low = tilt;
            } else {
                high = tilt;
            }
        }
        if (high > 59 || low < -59) {
            throw new IllegalArgumentException("no basket of these products has an EXPY of " + StrictMath.exp(logExpy));
        }
        return shares;
    }
}
