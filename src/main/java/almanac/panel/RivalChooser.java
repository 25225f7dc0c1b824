package almanac.panel;

import almanac.model.Choice;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Reading;
import almanac.model.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses which of several observations of one key counts: other editions, other books, the communiqué against the
 * yearbook. The order is total, so the choice does not depend on the order of reading.
 */
public final class RivalChooser {
    /** A reason to prefer one observation to another. */
    public enum Criterion {
        /** A number before a printed mark that stands for none. */
        NUMBER_BEFORE_MARK("a number before a missing mark"),
        /** A real source before a simulated one: invented figures never answer a real question. */
        REAL_BEFORE_SIMULATED("a real source before a simulated one"),
        /** What was counted before what a text expected. */
        OUTTURN_BEFORE_FORECAST("an outturn before a forecast"),
        /** A figure corrected by a person who checked the book. */
        CORRECTED_FIRST("a checked correction first"),
        /** A table before prose: the yearbook before the communiqué. */
        YEARBOOK_BEFORE_COMMUNIQUE("the yearbook before the communiqué"),
        /** The vintage that prints most of a series, throughout; years that it lacks come from the next best. */
        SAME_VINTAGE("the same vintage throughout"),
        /** The vintage that prints most of a series, and no other: years that it lacks are missing. */
        SAME_VINTAGE_ONLY("the same vintage throughout"),
        /** The later vintage: revised figures replace preliminary ones. */
        NEWEST_EDITION("the newest edition"),
        /** The earlier vintage: as first published. */
        FIRST_EDITION("the first edition"),
        /** The one printed to more digits. */
        MOST_DIGITS("the one printed to more digits");

        private final String words;

        Criterion(String words) {
            this.words = words;
        }

        /** The name studies use: {@code newest-edition}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a study gets that says nothing about rivals. */
    public static final List<Criterion> DEFAULT = List.of(
            Criterion.NUMBER_BEFORE_MARK,
            Criterion.REAL_BEFORE_SIMULATED,
            Criterion.OUTTURN_BEFORE_FORECAST,
            Criterion.CORRECTED_FIRST,
            Criterion.YEARBOOK_BEFORE_COMMUNIQUE,
            Criterion.NEWEST_EDITION,
            Criterion.MOST_DIGITS);

    private final List<Criterion> criteria;
    private final Map<String, Source> sources;
    /** For each series (variable and region) the vintage that prints most of its years. */
    private final Map<String, String> main = new HashMap<>();

    /** Criteria in order of weight; {@code sources} by id. */
    public RivalChooser(List<Criterion> criteria, Map<String, Source> sources) {
        this.criteria = List.copyOf(criteria);
        this.sources = Map.copyOf(sources);
    }

    /** Finds for each series the vintage that prints most of {@code years}; of equals the newest. */
    void mainVintages(Map<Panel.Key, List<Observation>> rivals, List<Integer> years) {
        Map<String, Map<String, Set<Integer>>> printed = new TreeMap<>();
        rivals.forEach((key, candidates) -> {
            if (years.contains(key.year())) {
                candidates.stream()
                        .filter(o -> o.reading() instanceof Reading.Amount)
                        .forEach(o -> printed.computeIfAbsent(series(key), k -> new TreeMap<>())
                                .computeIfAbsent(vintage(o), k -> new TreeSet<>())
                                .add(key.year()));
            }
        });
        printed.forEach((series, vintages) -> vintages.entrySet().stream()
                .max(Comparator.<Map.Entry<String, Set<Integer>>>comparingInt(
                                e -> e.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .ifPresent(e -> main.put(series, e.getKey())));
    }

    private static String series(Panel.Key key) {
        return key.variable() + " " + key.region();
    }

    /** Whether an observation is of the vintage that its series is taken from. */
    boolean mainVintage(Panel.Key key, Observation observation) {
        return vintage(observation).equals(main.get(series(key)));
    }

    /** The vintage that a series is taken from, for people. */
    String vintageOf(Panel.Key key) {
        String vintage = main.getOrDefault(series(key), "");
        return vintage.isEmpty() ? "undated" : vintage;
    }

    /** Chooses; {@code rivals} must not be empty. */
    public Choice choose(Panel.Key key, List<Observation> rivals) {
        List<Observation> sorted = new ArrayList<>(rivals);
        sorted.sort(order(key));
        Observation kept = sorted.get(0);
        List<Observation> others = sorted.subList(1, sorted.size());
        return new Choice(key.toString(), kept, others, reason(key, kept, others));
    }

    private String reason(Panel.Key key, Observation kept, List<Observation> others) {
        if (others.isEmpty()) {
            return "the only source";
        }
        Observation next = others.get(0);
        Optional<Criterion> decided = criteria.stream()
                .filter(criterion -> comparator(criterion, key).compare(kept, next) != 0)
                .findFirst();
        String because = decided.map(criterion -> criterion.words).orElse("equal in every criterion, first by place");
        long different =
                others.stream().filter(other -> !sameFigure(kept, other)).count();
        if (others.size() == 1) {
            return because + "; the other source " + (different == 0 ? "agrees" : "differs");
        }
        return because + "; "
                + (different == 0
                        ? "all " + others.size() + " other sources agree"
                        : different + " of " + others.size() + " other sources "
                                + (different == 1 ? "differs" : "differ"));
    }

    /** Whether two observations print the same figure within half a unit of the coarser one's last digit. */
    static boolean sameFigure(Observation one, Observation other) {
        Optional<BigDecimal> first = one.baseValue();
        Optional<BigDecimal> second = other.baseValue();
        if (first.isEmpty() || second.isEmpty()) {
            return one.reading().raw().equals(other.reading().raw());
        }
        BigDecimal tolerance = halfStep(one).max(halfStep(other));
        return first.get().subtract(second.get()).abs().compareTo(tolerance) <= 0;
    }

    private static BigDecimal halfStep(Observation observation) {
        return observation
                .value()
                .orElse(BigDecimal.ZERO)
                .ulp()
                .multiply(observation.unit().factor())
                .divide(BigDecimal.valueOf(2));
    }

    private Comparator<Observation> order(Panel.Key key) {
        Comparator<Observation> order = criteria.stream()
                .map(criterion -> comparator(criterion, key))
                .reduce(Comparator::thenComparing)
                .orElseGet(() -> Comparator.comparing(Observation::vintage));
        return order.thenComparing(o -> o.locator().source())
                .thenComparing(o -> o.locator().page())
                .thenComparing(Observation::id);
    }

    private Comparator<Observation> comparator(Criterion criterion, Panel.Key key) {
        return switch (criterion) {
            case NUMBER_BEFORE_MARK -> first(o -> o.reading() instanceof Reading.Amount);
            case REAL_BEFORE_SIMULATED ->
                first(o -> !source(o).map(Source::simulated).orElse(false));
            case OUTTURN_BEFORE_FORECAST -> first(o -> !o.foreseen());
            case CORRECTED_FIRST -> first(o -> o.flag().contains("corrected"));
            case YEARBOOK_BEFORE_COMMUNIQUE -> first(o -> o.locator() instanceof Locator.CellAt);
            case SAME_VINTAGE, SAME_VINTAGE_ONLY -> first(o -> mainVintage(key, o));
            case NEWEST_EDITION -> Comparator.comparing(this::vintage).reversed();
            case FIRST_EDITION -> Comparator.comparing(this::vintage);
            case MOST_DIGITS ->
                Comparator.<Observation>comparingInt(
                                o -> o.value().map(BigDecimal::precision).orElse(0))
                        .reversed();
        };
    }

    private static Comparator<Observation> first(java.util.function.Predicate<Observation> preferred) {
        return Comparator.comparing(o -> preferred.test(o) ? 0 : 1);
    }

    private String vintage(Observation observation) {
        return observation.vintage().isEmpty()
                ? source(observation).flatMap(Source::vintage).orElse("")
                : observation.vintage();
    }

    private Optional<Source> source(Observation observation) {
        return Optional.ofNullable(sources.get(observation.locator().source()));
    }
}
