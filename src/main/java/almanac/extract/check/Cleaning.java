package almanac.extract.check;

import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.rule.CheckRule;
import almanac.rule.RuleBook;
import almanac.rule.RuleCodes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Carries out the check rules of a rule book on observations.
 *
 * <pre>{@code
 * List<Finding> findings = new Cleaning(book).check(observations);
 * }</pre>
 */
public final class Cleaning {
    private static final MathContext DIGITS = MathContext.DECIMAL64;

    /** A hint at a slip of units: the factor must be this near (in decimal logarithm) to a power of ten. */
    private static final double NEAR_POWER = 0.15;

    /** Makes a median absolute deviation a standard deviation where the numbers are normal. */
    private static final double NORMAL_SCALE = 1.4826;

    /** Changes of a series that say what is usual in it. */
    private static final int LEAST_CHANGES = 4;

    /** From a ratio like this on few digits are no excuse. */
    private static final BigDecimal UNIT_SLIP = BigDecimal.valueOf(1_000);

    /** Digits that a cell without a format of its own shows. */
    private static final int GENERAL_DIGITS = 11;

    private static final String PER_PERSON = "/person";

    /** Kinds of rules that compare documents. */
    private static final Set<String> ACROSS = Set.of("unit-change", "editions");

    private final RuleBook book;

    public Cleaning(RuleBook book) {
        this.book = book;
    }

    /** What does not hold, rule by rule, in a stable order. */
    public List<Finding> check(List<Observation> observations) {
        return check(book.checks(), observations);
    }

    /** What does not hold between the numbers of one document; those of several may be given, each for itself. */
    public List<Finding> inDocument(List<Observation> observations) {
        return check(book.checks().stream().filter(rule -> !across(rule)).toList(), observations);
    }

    /** What does not hold between documents. */
    public List<Finding> acrossDocuments(List<Observation> observations) {
        return check(book.checks().stream().filter(Cleaning::across).toList(), observations);
    }

    /** Whether a rule looks at several documents at once; the others may be carried out document by document. */
    public static boolean across(CheckRule rule) {
        return ACROSS.contains(rule.kind());
    }

    /** Two documents that print a figure agree for every rule when they are no further apart, relative to the larger. */
    public double leastDifference() {
        return book.checks().stream()
                .filter(rule -> rule.kind().equals("editions"))
                .mapToDouble(rule -> Editions.relative(rule).doubleValue())
                .min()
                .orElse(1);
    }

    private List<Finding> check(List<CheckRule> rules, List<Observation> observations) {
        List<Finding> findings = new ArrayList<>();
        List<Observation> numbers = inOrder(observations.stream()
                .filter(o -> o.value().isPresent())
                // a forecast that the outturn misses contradicts nothing
                .filter(o -> !o.foreseen())
                .toList());
        boolean groups = rules.stream().anyMatch(Cleaning::grouped);
        Map<String, Map<String, Observation>> together = groups ? together(numbers) : Map.of();
        for (CheckRule rule : rules) {
            findings.addAll(run(rule, numbers, together));
        }
        return findings;
    }

    private static List<Observation> inOrder(List<Observation> observations) {
        // the keys are long texts: made once for each number, not once for each comparison
        record Keyed(String key, Observation observation) {}
        return observations.stream()
                .map(o -> new Keyed(order(o), o))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::observation)
                .toList();
    }

    /** What a rule finds, the worst first. */
    private List<Finding> run(
            CheckRule rule, List<Observation> numbers, Map<String, Map<String, Observation>> together) {
        return found(rule, numbers, together).stream()
                .sorted(Comparator.comparing(Finding::excess).reversed())
                .toList();
    }

    private List<Finding> found(
            CheckRule rule, List<Observation> numbers, Map<String, Map<String, Observation>> together) {
        List<Observation> meant = grouped(rule)
                ? List.of()
                : numbers.stream().filter(o -> meant(rule, o)).toList();
        return switch (rule.kind()) {
            case "range" -> range(rule, meant);
            case "sum" -> sum(rule, together);
            case "product" -> product(rule, together);
            case "regions" -> regions(rule, meant);
            case "jump" -> jump(rule, meant);
            case "unit-change" -> unitChange(rule, meant);
            case "duplicate" -> duplicate(rule, meant);
            case "editions" -> new Editions(rule).findings(meant);
            case "rounding" -> rounding(rule, meant);
            default -> List.of();
        };
    }

    /** Whether a rule looks at numbers of one place and year, together. */
    private static boolean grouped(CheckRule rule) {
        return rule.kind().equals("sum") || rule.kind().equals("product");
    }

    private static boolean meant(CheckRule rule, Observation o) {
        return rule.setting("indicator")
                        .map(id -> o.indicator().id().filter(id::equals).isPresent())
                        .orElse(true)
                && rule.setting("measure")
                        .map(m -> o.measure().code().equals(m))
                        .orElse(true)
                && rule.setting("dimension")
                        .map(d -> o.unit().dimension().equals(d))
                        .orElse(true);
    }

    private static String order(Observation o) {
        return o.indicator().id().orElse("~" + o.indicator().label()) + "|"
                + o.region().id().orElse("~" + o.region().label()) + "|"
                + o.period().code() + "|" + o.locator().source() + "|" + o.id();
    }

    static BigDecimal value(Observation o) {
        return o.baseValue().or(o::value).orElse(BigDecimal.ZERO);
    }

    static String shown(Observation o) {
        return o.value().map(BigDecimal::toPlainString).orElse("")
                + (o.unitLabel().isEmpty() ? "" : " " + o.unitLabel());
    }

    static String who(Observation o) {
        return who(o, true);
    }

    /** Place and period of a number, with or without what it is of. */
    static String who(Observation o, boolean what) {
        String narrower = narrower(o);
        return o.region().label() + " "
                + (what ? o.indicator().label() + (narrower.isEmpty() ? "" : " [" + narrower + "]") + " " : "")
                + o.period().code();
    }

    /** What narrows a number and does not stand in its label. */
    static String narrower(Observation o) {
        String label = o.indicator().label();
        return o.qualifiers().values().stream()
                .filter(value -> !label.contains(value))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    // ---- one number

    private static List<Finding> range(CheckRule rule, List<Observation> numbers) {
        List<Finding> findings = new ArrayList<>();
        for (Observation o : numbers) {
            BigDecimal value =
                    o.unit().dimension().equals("percent") ? o.value().orElse(BigDecimal.ZERO) : value(o);
            boolean low =
                    rule.number("min").map(min -> value.compareTo(min) < 0).orElse(false);
            boolean high =
                    rule.number("max").map(max -> value.compareTo(max) > 0).orElse(false);
            if (low || high) {
                findings.add(new Finding(
                        CheckCodes.RANGE,
                        rule.id(),
                        who(o) + " is " + shown(o) + ", " + (low ? "below " : "above ")
                                + rule.setting(low ? "min" : "max").orElse(""),
                        "look at the printed number and its unit",
                        List.of(o),
                        (low ? "at least " : "at most ")
                                + rule.setting(low ? "min" : "max").orElse(""),
                        shown(o)));
            }
        }
        return findings;
    }

    private static List<Finding> rounding(CheckRule rule, List<Observation> numbers) {
        List<Finding> findings = new ArrayList<>();
        for (Observation o : numbers) {
            if (o.reading() instanceof Reading.Amount amount && amount.stored().isPresent()) {
                // the general format of a spreadsheet shows eleven digits
                int beyond = amount.value().precision() - amount.value().scale() - GENERAL_DIGITS;
                BigDecimal half = BigDecimal.ONE
                        .movePointLeft(Math.max(0, amount.value().scale()))
                        .movePointRight(Math.max(0, beyond))
                        .multiply(new BigDecimal("0.500001"));
                BigDecimal off = amount.stored().get().subtract(amount.value()).abs();
                // a per cent format shows a hundred times what is stored
                BigDecimal percent = amount.stored()
                        .get()
                        .movePointRight(2)
                        .subtract(amount.value())
                        .abs();
                if (off.compareTo(half) > 0 && percent.compareTo(half) > 0) {
                    findings.add(new Finding(
                            CheckCodes.ROUNDING,
                            rule.id(),
                            who(o) + " shows " + shown(o) + " and stores "
                                    + amount.stored().get().toPlainString(),
                            "the cell may hold text, or a format that hides digits",
                            List.of(o),
                            amount.stored().get().toPlainString(),
                            shown(o),
                            excess(amount.stored().get(), amount.value())));
                }
            }
        }
        return findings;
    }

    // ---- numbers of one place, year and book

    private static Map<String, Map<String, Observation>> together(List<Observation> numbers) {
        Map<String, Map<String, Observation>> groups = new TreeMap<>();
        for (Observation o : numbers) {
            boolean plain = o.qualifiers().keySet().stream().allMatch(key -> key.equals("basis") || key.equals("base"));
            if (o.indicator().id().isPresent()
                    && o.region().id().isPresent()
                    && plain
                    && o.measure() == Measure.LEVEL) {
                String key = o.locator().source() + "|" + o.region().id().get() + "|"
                        + o.period().code() + "|" + o.qualifiers();
                groups.computeIfAbsent(key, k -> new TreeMap<>())
                        .putIfAbsent(o.indicator().id().get(), o);
            }
        }
        return groups;
    }

    private static List<Finding> sum(CheckRule rule, Map<String, Map<String, Observation>> together) {
        String total = rule.setting("total").orElse("");
        List<Finding> findings = new ArrayList<>();
        for (Map<String, Observation> group : together.values()) {
            Observation whole = group.get(total);
            if (whole == null || !group.keySet().containsAll(rule.list("parts"))) {
                continue;
            }
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal slack = step(whole);
            List<Observation> all = new ArrayList<>(List.of(whole));
            boolean units = true;
            for (String part : rule.list("parts")) {
                Observation one = group.get(part);
                if (one != null) {
                    sum = sum.add(value(one));
                    slack = slack.add(step(one));
                    all.add(one);
                    units &= one.unit().dimension().equals(whole.unit().dimension());
                }
            }
            BigDecimal off = value(whole).subtract(sum).abs();
            BigDecimal relative = rule.number("relative")
                    .orElse(BigDecimal.ZERO)
                    .multiply(value(whole).abs());
            if (units && off.compareTo(slack.max(relative)) > 0) {
                findings.add(new Finding(
                        CheckCodes.SUM,
                        rule.id(),
                        who(whole) + " is " + shown(whole) + ", its parts add up to "
                                + inUnit(sum, whole).toPlainString() + " (off by "
                                + inUnit(off, whole).toPlainString() + ")",
                        "compare the row with the printed book; a neighbouring row may have been copied",
                        all,
                        inUnit(sum, whole).toPlainString(),
                        shown(whole),
                        excess(sum, value(whole))));
            }
        }
        return findings;
    }

    /** One unit of the last printed digit, in base units. */
    static BigDecimal step(Observation o) {
        int scale = o.value().map(BigDecimal::scale).orElse(0);
        return BigDecimal.ONE
                .movePointLeft(Math.max(0, scale))
                .multiply(o.unit().factor());
    }

    private static BigDecimal inUnit(BigDecimal base, Observation o) {
        return base.divide(o.unit().factor(), DIGITS).stripTrailingZeros();
    }

    private static List<Finding> product(CheckRule rule, Map<String, Map<String, Observation>> together) {
        List<Finding> findings = new ArrayList<>();
        String id = rule.setting("product").orElse("");
        BigDecimal tolerance = rule.number("relative").orElse(new BigDecimal("0.05"));
        for (Map<String, Observation> group : together.values()) {
            Observation whole = group.get(id);
            if (whole == null || !group.keySet().containsAll(rule.list("factors"))) {
                continue;
            }
            BigDecimal product = BigDecimal.ONE;
            List<Observation> all = new ArrayList<>(List.of(whole));
            boolean known = !whole.unit().equals(Unit.UNKNOWN);
            for (String factor : rule.list("factors")) {
                Observation one = group.get(factor);
                if (one != null) {
                    product = product.multiply(value(one), DIGITS);
                    all.add(one);
                    known &= !one.unit().equals(Unit.UNKNOWN);
                }
            }
            if (!known || product.signum() == 0) {
                continue;
            }
            BigDecimal ratio = value(whole).divide(product, DIGITS);
            if (ratio.subtract(BigDecimal.ONE).abs().compareTo(tolerance) > 0) {
                findings.add(new Finding(
                        CheckCodes.PRODUCT,
                        rule.id(),
                        who(whole) + " is " + shown(whole) + ", its factors give "
                                + inUnit(product, whole)
                                        .round(new MathContext(6))
                                        .toPlainString(),
                        slip(ratio).orElse("the factors may be of another population or year"),
                        all,
                        inUnit(product, whole).round(new MathContext(6)).toPlainString(),
                        shown(whole),
                        excess(ratio)));
            }
        }
        return findings;
    }

    /**
     * Rows of a table that are copies of each other: the whole row, or (where a table prints a block for each indicator)
     * one indicator's years.
     */
    private static List<Finding> duplicate(CheckRule rule, List<Observation> numbers) {
        int least = rule.number("digits").map(BigDecimal::intValue).orElse(3);
        Map<String, Map<String, Map<String, Observation>>> tables = new TreeMap<>();
        Map<String, Map<String, Map<String, Observation>>> blocks = new TreeMap<>();
        for (Observation o : numbers) {
            if (o.locator() instanceof Locator.CellAt cell) {
                String table = cell.source() + "|" + cell.page() + "|" + cell.table();
                String region = o.region().id().orElse(o.region().label());
                String what = o.indicator().label() + "|" + o.qualifiers();
                tables.computeIfAbsent(table, t -> new TreeMap<>())
                        .computeIfAbsent(region, r -> new TreeMap<>())
                        .putIfAbsent(what + "|" + o.period().code(), o);
                blocks.computeIfAbsent(table + "|" + what, t -> new TreeMap<>())
                        .computeIfAbsent(region, r -> new TreeMap<>())
                        .putIfAbsent(o.period().code(), o);
            }
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> copied = new TreeSet<>();
        for (Map<String, Map<String, Observation>> table : tables.values()) {
            copies(rule, table, least, copied, findings);
        }
        for (Map<String, Map<String, Observation>> block : blocks.values()) {
            copies(rule, block, least, copied, findings);
        }
        return findings;
    }

    private static void copies(
            CheckRule rule,
            Map<String, Map<String, Observation>> table,
            int least,
            Set<String> copied,
            List<Finding> findings) {
        Map<String, List<Observation>> rows = new LinkedHashMap<>();
        for (Map<String, Observation> row : table.values()) {
            List<String> values = new ArrayList<>();
            Set<String> different = new TreeSet<>();
            row.forEach((key, o) -> {
                values.add(key + "=" + o.value().map(BigDecimal::toPlainString).orElse(""));
                o.value().filter(v -> v.precision() >= 3).ifPresent(v -> different.add(v.toPlainString()));
            });
            if (different.size() < least) {
                continue;
            }
            List<Observation> own = List.copyOf(row.values());
            List<Observation> twin = rows.putIfAbsent(String.join(";", values), own);
            if (twin == null || !copied.add(own.get(0).id())) {
                continue;
            }
            List<Observation> both = new ArrayList<>(own);
            both.addAll(twin);
            findings.add(new Finding(
                    CheckCodes.DUPLICATE,
                    rule.id(),
                    own.get(0).region().label() + " has the same " + own.size() + " numbers as "
                            + twin.get(0).region().label() + " ("
                            + own.get(0).indicator().label() + ")",
                    "one of the two rows is probably a copy",
                    both,
                    "numbers of its own",
                    "those of " + twin.get(0).region().label()));
        }
    }

    // ---- series

    private static String series(Observation o) {
        return o.indicator().id().orElse("~" + o.indicator().label()) + "|"
                + o.region().id().orElse("~" + o.region().label()) + "|"
                + o.measure().code() + "|" + o.qualifiers();
    }

    private static Map<String, List<Observation>> series(List<Observation> numbers, boolean bySource) {
        Map<String, List<Observation>> series = new TreeMap<>();
        for (Observation o : numbers) {
            if (o.period().year().isPresent()) {
                series.computeIfAbsent((bySource ? o.locator().source() + "|" : "") + series(o), k -> new ArrayList<>())
                        .add(o);
            }
        }
        series.values().forEach(list -> list.sort(Comparator.comparing(Observation::period)));
        return series;
    }

    /**
     * Steps from one year to the next that are large by themselves, larger than the series' own steps (median and median
     * absolute deviation of its other changes, in logarithms, as Rousseeuw and Croux 1993 scale them), in a figure that
     * has digits enough and is not a splinter of the region's figure: partners and products of little trade come and go.
     */
    private static List<Finding> jump(CheckRule rule, List<Observation> numbers) {
        BigDecimal factor = rule.number("factor").orElse(BigDecimal.valueOf(5));
        double usual = rule.number("volatility").map(BigDecimal::doubleValue).orElse(4.0);
        BigDecimal share = rule.number("share").orElse(BigDecimal.ZERO);
        BigDecimal base = rule.number("base").orElse(BigDecimal.ZERO);
        List<Finding> findings = new ArrayList<>();
        Map<String, List<Observation>> series = series(numbers, true);
        Map<String, BigDecimal> largest = new HashMap<>();
        series.values().forEach(list -> list.forEach(o -> largest.merge(whole(o), value(o).abs(), BigDecimal::max)));
        for (List<Observation> list : series.values()) {
            List<Step> steps = steps(list);
            for (Step step : steps) {
                BigDecimal a = value(step.before()).abs();
                BigDecimal b = value(step.now()).abs();
                BigDecimal low = a.min(b);
                BigDecimal size = a.max(b).divide(low, DIGITS);
                if (size.compareTo(factor) <= 0) {
                    continue;
                }
                boolean fell = a.compareTo(b) > 0;
                Observation high = fell ? step.before() : step.now();
                BigDecimal whole = largest.getOrDefault(whole(high), BigDecimal.ONE);
                boolean splinter = value(high).abs().compareTo(whole.multiply(share)) < 0;
                boolean coarse = size.compareTo(UNIT_SLIP) < 0
                        && low.compareTo(step(fell ? step.now() : step.before()).multiply(base)) < 0;
                if (!splinter && !coarse && Math.log(size.doubleValue()) > usual * spread(steps, step)) {
                    findings.add(new Finding(
                            CheckCodes.JUMP,
                            rule.id(),
                            who(step.now()) + " is " + shown(step.now()) + ", the year before " + shown(step.before()),
                            slip(size).orElse("a change of boundaries or of definition, or a misprint"),
                            List.of(step.now(), step.before()),
                            "within a factor of " + factor.toPlainString() + " of " + shown(step.before()),
                            shown(step.now()),
                            excess(size)));
                }
            }
        }
        return findings;
    }

    /** From one year to the next, as the logarithm of the ratio. */
    private record Step(Observation before, Observation now, double change) {}

    /**
     * The steps of a series. Where a book prints a figure more than once (a level and a share under one label, two tables),
     * the two numbers of a step are those nearest to each other.
     */
    private static List<Step> steps(List<Observation> list) {
        List<Step> steps = new ArrayList<>();
        List<List<Observation>> years = new ArrayList<>(byPeriod(list).values());
        for (int i = 1; i < years.size(); i++) {
            Optional<Step> nearest = Optional.empty();
            for (Observation before : years.get(i - 1)) {
                for (Observation now : years.get(i)) {
                    if (comparable(before, now)) {
                        double change = Math.log(value(now).abs().doubleValue()
                                / value(before).abs().doubleValue());
                        if (nearest.filter(n -> Math.abs(n.change()) <= Math.abs(change))
                                .isEmpty()) {
                            nearest = Optional.of(new Step(before, now, change));
                        }
                    }
                }
            }
            nearest.ifPresent(steps::add);
        }
        return steps;
    }

    private static Map<String, List<Observation>> byPeriod(List<Observation> sorted) {
        Map<String, List<Observation>> periods = new LinkedHashMap<>();
        sorted.forEach(o -> periods.computeIfAbsent(o.period().code(), p -> new ArrayList<>())
                .add(o));
        return periods;
    }

    private static boolean comparable(Observation before, Observation now) {
        return now.period().year().orElse(0) - before.period().year().orElse(0) == 1
                // a ratio says nothing where a figure may be negative
                && value(before).signum() > 0
                && value(now).signum() > 0
                && before.unit().dimension().equals(now.unit().dimension());
    }

    /** The figure that a number is a part of, or the number itself: its document, indicator, place and year. */
    private static String whole(Observation o) {
        return o.locator().source() + "|"
                + o.indicator().id().orElse("~" + o.indicator().label()) + "|"
                + o.region().id().orElse("~" + o.region().label()) + "|"
                + o.measure().code() + "|" + o.unit().dimension() + "|"
                + o.period().code();
    }

    /**
     * How far the other steps of a series stray from their median: a standard deviation, robust. Zero where fewer than
     * {@link #LEAST_CHANGES} are known: nothing is usual then.
     */
    private static double spread(List<Step> steps, Step left) {
        List<Double> changes = steps.stream()
                .filter(step -> !step.equals(left))
                .map(Step::change)
                .toList();
        if (changes.size() < LEAST_CHANGES) {
            return 0;
        }
        double middle = median(changes);
        return NORMAL_SCALE
                * median(changes.stream().map(c -> Math.abs(c - middle)).toList());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** How far apart two numbers are, as the logarithm of their ratio, sign left out; 0 where that says nothing. */
    private static double excess(BigDecimal ratio) {
        return ratio.signum() <= 0 ? 0 : Math.abs(Math.log(ratio.doubleValue()));
    }

    private static double excess(BigDecimal one, BigDecimal other) {
        return other.signum() == 0 ? 0 : excess(one.divide(other, DIGITS));
    }

    /** Whether a ratio looks like a slip of units: 10000 (万) or 100000000 (亿). */
    private static Optional<String> slip(BigDecimal ratio) {
        return slip(ratio.doubleValue());
    }

    static Optional<String> slip(double ratio) {
        double log = Math.log10(ratio);
        for (int power : new int[] {8, 4, 3, 2, 1}) {
            if (Math.abs(Math.abs(log) - power) < NEAR_POWER) {
                String units = power == 4
                        ? " (万: a unit was probably taken for another)"
                        : power == 8 ? " (亿: a unit was probably taken for another)" : "";
                return Optional.of("the ratio is near 10^" + power + units);
            }
        }
        return Optional.empty();
    }

    /** A change of unit in a year mostly concerns all places of a table: told once, with the numbers of all. */
    private static List<Finding> unitChange(CheckRule rule, List<Observation> numbers) {
        Map<String, List<Observation>> changes = new TreeMap<>();
        // labels that nobody knows may mean different things in different books
        List<Observation> known =
                numbers.stream().filter(o -> o.indicator().id().isPresent()).toList();
        for (List<Observation> list : series(known, false).values()) {
            List<Observation> before = List.of();
            for (List<Observation> printed : byPeriod(list).values()) {
                List<Observation> now = printed.stream()
                        .filter(o -> !o.unit().equals(Unit.UNKNOWN))
                        .toList();
                // books that print it in two units side by side change nothing
                if (!now.isEmpty() && !before.isEmpty() && apart(now, before)) {
                    Observation one = now.get(0);
                    Observation other = before.get(0);
                    String change = String.join(
                            "|",
                            one.indicator().id().orElse(""),
                            one.measure().code(),
                            one.qualifiers().toString(),
                            one.period().code(),
                            one.unitLabel(),
                            other.period().code(),
                            other.unitLabel());
                    List<Observation> both = changes.computeIfAbsent(change, k -> new ArrayList<>());
                    both.add(one);
                    both.add(other);
                }
                before = now.isEmpty() ? before : now;
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (List<Observation> both : changes.values()) {
            Observation one = both.get(0);
            Observation other = both.get(1);
            int places = both.size() / 2;
            findings.add(new Finding(
                    CheckCodes.UNIT_CHANGE,
                    rule.id(),
                    who(one) + " is in " + one.unitLabel() + ", until "
                            + other.period().code() + " in " + other.unitLabel()
                            + (places == 1 ? "" : "; so for " + places + " places"),
                    "convert by an exchange rate, or treat them as two variables",
                    both,
                    other.unitLabel(),
                    one.unitLabel()));
        }
        return findings;
    }

    /** Whether no number of the one is of a dimension of the other. */
    private static boolean apart(List<Observation> one, List<Observation> other) {
        return one.stream()
                .noneMatch(a -> other.stream().anyMatch(b -> dimension(b).equals(dimension(a))));
    }

    /** What a number counts: of a figure per head some books print yuan, others yuan per person. */
    static String dimension(Observation o) {
        String dimension = o.unit().dimension();
        return dimension.endsWith(PER_PERSON)
                ? dimension.substring(0, dimension.length() - PER_PERSON.length())
                : dimension;
    }

    private List<Finding> regions(CheckRule rule, List<Observation> numbers) {
        String level = rule.setting("level").orElse("province");
        BigDecimal relative = rule.number("relative").orElse(new BigDecimal("0.005"));
        Map<String, Observation> wholes = new TreeMap<>();
        Map<String, Map<String, Observation>> parts = new TreeMap<>();
        for (Observation o : numbers) {
            if (o.indicator().id().isEmpty() || o.region().id().isEmpty()) {
                continue;
            }
            String key = o.locator().source() + "|" + o.indicator().id().get() + "|"
                    + o.period().code() + "|" + o.qualifiers() + "|";
            String code = o.region().id().get();
            wholes.putIfAbsent(key + code, o);
            Optional<Region> region = book.lexicon().regionByCode(code);
            region.filter(r -> r.level().equals(level))
                    .flatMap(Region::parent)
                    .ifPresent(parent -> parts.computeIfAbsent(key + parent, k -> new TreeMap<>())
                            .putIfAbsent(code, o));
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, Long> counts = new HashMap<>();
        for (Map.Entry<String, Map<String, Observation>> entry : parts.entrySet()) {
            Observation whole = wholes.get(entry.getKey());
            String parent = entry.getKey().substring(entry.getKey().lastIndexOf('|') + 1);
            long children = counts.computeIfAbsent(
                    parent,
                    p -> book.lexicon().regions().stream()
                            .filter(r -> r.level().equals(level)
                                    && r.parent().filter(p::equals).isPresent()
                                    && r.to().isEmpty())
                            .filter(r -> !Set.of("CN-71", "CN-81", "CN-82").contains(r.code()))
                            .count());
            if (whole == null || entry.getValue().size() < children) {
                continue;
            }
            BigDecimal sum =
                    entry.getValue().values().stream().map(Cleaning::value).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal off = sum.subtract(value(whole)).abs();
            BigDecimal slack = step(whole)
                    .multiply(BigDecimal.valueOf(entry.getValue().size()))
                    .max(value(whole).abs().multiply(relative));
            if (off.compareTo(slack) > 0) {
                List<Observation> all = new ArrayList<>(List.of(whole));
                all.addAll(entry.getValue().values());
                findings.add(new Finding(
                        CheckCodes.REGIONS,
                        rule.id(),
                        who(whole) + " is " + shown(whole) + ", its "
                                + entry.getValue().size() + " regions add up to "
                                + inUnit(sum, whole).toPlainString(),
                        "statistics of the parts and of the whole often differ; look whether one part is far off",
                        all,
                        inUnit(sum, whole).toPlainString(),
                        shown(whole),
                        excess(sum, value(whole))));
            }
        }
        return findings;
    }

    // ---- the rules' own examples

    /** Runs a rule on the data it carries: {@code fires} must give a finding, {@code holds} none. */
    public static List<Diagnostic> test(CheckRule rule, RuleBook book) {
        List<Diagnostic> failed = new ArrayList<>();
        Cleaning cleaning = new Cleaning(book);
        for (List<List<String>> rows : rule.fires()) {
            if (cleaning.found(rule, rows).isEmpty()) {
                failed.add(Diagnostic.of(
                        RuleCodes.EXAMPLE_FAILED,
                        rule.place().toString(),
                        rule.id() + " finds nothing in " + rows,
                        "widen the check or correct the data"));
            }
        }
        for (List<List<String>> rows : rule.holds()) {
            if (!cleaning.found(rule, rows).isEmpty()) {
                failed.add(Diagnostic.of(
                        RuleCodes.REFUSAL_FAILED,
                        rule.place().toString(),
                        rule.id() + " finds something in " + rows,
                        "narrow the check or correct the data"));
            }
        }
        return failed;
    }

    private List<Finding> found(CheckRule rule, List<List<String>> rows) {
        List<Observation> numbers = observations(rows, book);
        return run(rule, numbers, together(numbers));
    }

    /** Rows of indicator, region, period, value, unit, and (where it matters) document and stored value. */
    private static List<Observation> observations(List<List<String>> rows, RuleBook book) {
        List<Observation> observations = new ArrayList<>();
        for (List<String> row : rows) {
            String unit = row.size() > 4 ? row.get(4) : "";
            String source = row.size() > 5 ? row.get(5) : "example";
            Optional<BigDecimal> stored = row.size() > 6 ? Optional.of(new BigDecimal(row.get(6))) : Optional.empty();
            Optional<Region> region = book.lexicon().regionByCode(row.get(1));
            observations.add(new Observation(
                    "e" + observations.size(),
                    new Named(
                            row.get(1),
                            Optional.of(row.get(1)),
                            region.map(Region::level).orElse("")),
                    new Named(row.get(0), Optional.of(row.get(0)), ""),
                    new TreeMap<>(),
                    new Period(row.get(2)),
                    new Reading.Amount(new BigDecimal(row.get(3)), stored, row.get(3)),
                    Measure.LEVEL,
                    unit,
                    book.lexicon().units().named(unit).orElse(Unit.UNKNOWN),
                    new Locator.CellAt(
                            source,
                            "1",
                            "t1",
                            observations.size(),
                            0,
                            "r" + (observations.size() + 1) + "c1",
                            Optional.empty()),
                    "example",
                    "",
                    "",
                    ""));
        }
        return inOrder(observations);
    }
}
