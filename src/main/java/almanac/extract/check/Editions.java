package almanac.extract.check;

import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.rule.CheckRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares books that print the same figures. A revision after a census touches every year of every place: it is told
 * once for a pair of books and an indicator, with how many of their common figures differ, by how much, and the place of
 * the worst. What books are compared: of each figure, each book with the next later one that prints it, so that ten
 * editions give nine comparisons, not forty-five.
 *
 * <p>Figures agree when they are within one unit of the last digit of the coarser print, or within the rule's relative
 * tolerance. A book that prints a figure several times agrees when one of them does. Numbers of different dimensions are
 * not compared.
 */
final class Editions {
    /** Common figures from which on a few that differ are few. */
    private static final int ENOUGH = 10;

    /** One in so many may differ and still be a single figure. */
    private static final int ONE_IN = 20;

    /** Figures further apart than this factor, in the middle, are not of one thing. */
    private static final double OTHER_THING = 2;

    /** Ratios that stray less than this (in logarithms) are one factor. */
    private static final double ONE_FACTOR = 0.002;

    /** A revision of the last year that is no larger (in logarithms). */
    private static final double REVISION = 0.1;

    /** Periods named in full. */
    private static final int NAMED = 3;

    private final CheckRule rule;
    private final BigDecimal relative;

    Editions(CheckRule rule) {
        this.rule = rule;
        this.relative = relative(rule);
    }

    static BigDecimal relative(CheckRule rule) {
        return rule.number("relative").orElse(new BigDecimal("0.001"));
    }

    /** What two books say of one figure. */
    private record Rival(Observation earlier, Observation later, double change, boolean differs) {
        double size() {
            return Math.abs(change);
        }
    }

    /** Two books and what they both tell of. */
    private record Pair(String earlier, String later, String what) {}

    /** All comparisons, pair by pair. */
    List<Finding> findings(List<Observation> numbers) {
        Map<String, Map<String, List<Observation>>> figures = new TreeMap<>();
        for (Observation o : numbers) {
            if (o.indicator().id().isPresent()
                    && o.region().id().isPresent()
                    && !o.period().equals(Period.UNKNOWN)) {
                figures.computeIfAbsent(
                                family(o) + "|" + o.region().id().get() + "|"
                                        + o.period().code(),
                                k -> new TreeMap<>())
                        .computeIfAbsent(edition(o), k -> new ArrayList<>())
                        .add(o);
            }
        }
        Map<Pair, List<Rival>> pairs = new TreeMap<>(
                Comparator.comparing(Pair::what).thenComparing(Pair::earlier).thenComparing(Pair::later));
        for (Map<String, List<Observation>> books : figures.values()) {
            String earlier = "";
            for (Map.Entry<String, List<Observation>> book : books.entrySet()) {
                List<Observation> before = books.getOrDefault(earlier, List.of());
                if (!before.isEmpty()) {
                    Rival nearest = nearest(before, book.getValue());
                    pairs.computeIfAbsent(
                                    new Pair(earlier, book.getKey(), family(nearest.later())), k -> new ArrayList<>())
                            .add(nearest);
                }
                earlier = book.getKey();
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (List<Rival> common : pairs.values()) {
            List<Rival> differing = common.stream()
                    .filter(Rival::differs)
                    .sorted(Comparator.comparing(Rival::size).reversed())
                    .toList();
            if (!differing.isEmpty()) {
                findings.add(finding(common, differing));
            }
        }
        return findings;
    }

    /** What a book tells of: the indicator with what narrows it, in whatever unit of one dimension. */
    private static String family(Observation o) {
        return o.indicator().id().orElse("") + "|" + o.measure().code() + "|" + o.qualifiers() + "|"
                + Cleaning.dimension(o);
    }

    /** Books in the order of their vintages, then of their paths. */
    private static String edition(Observation o) {
        return o.vintage() + "|" + o.locator().source();
    }

    private Rival nearest(List<Observation> before, List<Observation> after) {
        Rival nearest = rival(before.get(0), after.get(0));
        for (Observation earlier : before) {
            for (Observation later : after) {
                Rival one = rival(earlier, later);
                nearest = one.size() < nearest.size() ? one : nearest;
            }
        }
        return nearest;
    }

    private Rival rival(Observation earlier, Observation later) {
        BigDecimal a = Cleaning.value(earlier);
        BigDecimal b = Cleaning.value(later);
        BigDecimal off = a.subtract(b).abs();
        BigDecimal slack = Cleaning.step(earlier)
                .max(Cleaning.step(later))
                .max(a.abs().max(b.abs()).multiply(relative));
        boolean differs = off.compareTo(slack) > 0;
        double change = 0;
        if (differs) {
            // a zero or a change of sign has no ratio: told as the largest there is
            change = a.signum() * b.signum() > 0
                    ? Math.log(b.abs().doubleValue() / a.abs().doubleValue())
                    : (b.compareTo(a) > 0 ? Math.log(Double.MAX_VALUE) : -Math.log(Double.MAX_VALUE));
        }
        return new Rival(earlier, later, change, differs);
    }

    private Finding finding(List<Rival> common, List<Rival> differing) {
        Rival worst = differing.get(0);
        Observation in = worst.later();
        boolean few = common.size() >= ENOUGH && differing.size() <= Math.max(1, common.size() / ONE_IN);
        List<Observation> members = new ArrayList<>(List.of(worst.later(), worst.earlier()));
        for (Rival rival : differing.subList(1, differing.size())) {
            members.add(rival.later());
            members.add(rival.earlier());
        }
        String earlier = worst.earlier().locator().source();
        String later = in.locator().source();
        String message;
        if (common.size() == 1) {
            message = Cleaning.who(in) + " is " + Cleaning.shown(in) + " in " + later + " and "
                    + Cleaning.shown(worst.earlier()) + " in " + earlier + told(worst.earlier());
        } else {
            message = in.indicator().label() + narrower(in) + ": " + differing.size() + " of " + common.size()
                    + " figures differ from those of " + earlier + " (" + extent(differing) + "); "
                    + (differing.size() == 1 ? "" : "most ") + Cleaning.who(in, false) + ", " + Cleaning.shown(in)
                    + " against " + Cleaning.shown(worst.earlier()) + told(worst.earlier());
        }
        return new Finding(
                few ? CheckCodes.EDITION_FIGURE : CheckCodes.EDITIONS,
                rule.id(),
                message,
                few
                        ? "all else agrees: a misprint or a correction; look at both pages"
                        : explanation(common, differing),
                members,
                Cleaning.shown(worst.earlier()) + " in " + earlier,
                Cleaning.shown(in) + " in " + later,
                worst.size());
    }

    private static String told(Observation o) {
        return o.locator() instanceof Locator.CellAt cell ? " (" + cell.page() + " " + cell.told() + ")" : "";
    }

    private static String narrower(Observation o) {
        String text = Cleaning.narrower(o);
        return text.isEmpty() ? "" : " [" + text + "]";
    }

    /** Of which places and years, and by how much. */
    private static String extent(List<Rival> differing) {
        Set<String> places = new TreeSet<>();
        Set<String> periods = new TreeSet<>();
        differing.forEach(rival -> {
            places.add(rival.later().region().id().orElse(""));
            periods.add(rival.later().period().code());
        });
        String first = List.copyOf(periods).get(0);
        String last = List.copyOf(periods).get(periods.size() - 1);
        return (places.size() == 1 ? differing.get(0).later().region().label() : places.size() + " places") + ", "
                + (periods.size() == 1
                        ? first
                        : periods.size() <= NAMED
                                ? String.join(", ", periods)
                                : periods.size() + " periods " + first + " to " + last)
                + ", " + percent(middle(differing)) + " in the middle";
    }

    private static double middle(List<Rival> rivals) {
        return Cleaning.median(rivals.stream().map(Rival::change).toList());
    }

    private static String percent(double change) {
        double percent = Math.expm1(change) * 100;
        return Math.abs(percent) > 1000
                ? String.format(Locale.ROOT, "%.3g times", Math.exp(change))
                : String.format(Locale.ROOT, Math.abs(percent) < 1 ? "%+.2f %%" : "%+.1f %%", percent);
    }

    /** What such a pattern of differences usually comes from. */
    private static String explanation(List<Rival> common, List<Rival> differing) {
        double middle = middle(differing);
        Optional<String> slip = Cleaning.slip(Math.exp(middle));
        double strays = Cleaning.median(
                differing.stream().map(r -> Math.abs(r.change() - middle)).toList());
        if (Math.abs(middle) > Math.log(OTHER_THING)) {
            return slip.filter(s -> strays < ONE_FACTOR)
                    .orElse("so far apart that they are not of one thing: another unit, price basis or definition");
        }
        if (differing.size() >= ENOUGH && strays < ONE_FACTOR && Math.abs(middle) > 10 * ONE_FACTOR) {
            return "all by one factor: another unit, price basis or base year";
        }
        Set<String> periods = new TreeSet<>();
        common.forEach(rival -> periods.add(rival.later().period().code()));
        String last = List.copyOf(periods).get(periods.size() - 1);
        if (Math.abs(middle) < REVISION
                && differing.stream().allMatch(r -> r.later().period().code().equals(last))
                && common.size() > 1) {
            return "only the last year that both print: first published against revised; a study should take the later book";
        }
        return "a revision of the series, or another definition; a study should take one of the books for all years";
    }
}
