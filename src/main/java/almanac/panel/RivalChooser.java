package almanac.panel;

import almanac.model.Choice;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Reading;
import almanac.model.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
        /** A figure corrected by a person who checked the book. */
        CORRECTED_FIRST("a checked correction first"),
        /** A table before prose: the yearbook before the communiqué. */
        YEARBOOK_BEFORE_COMMUNIQUE("the yearbook before the communiqué"),
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
            Criterion.CORRECTED_FIRST,
            Criterion.YEARBOOK_BEFORE_COMMUNIQUE,
            Criterion.NEWEST_EDITION,
            Criterion.MOST_DIGITS);

    private final List<Criterion> criteria;
    private final Map<String, Source> sources;

    /** Criteria in order of weight; {@code sources} by id. */
    public RivalChooser(List<Criterion> criteria, Map<String, Source> sources) {
        this.criteria = List.copyOf(criteria);
        this.sources = Map.copyOf(sources);
    }

    /** Chooses; {@code rivals} must not be empty. */
    public Choice choose(String key, List<Observation> rivals) {
        List<Observation> sorted = new ArrayList<>(rivals);
        sorted.sort(order());
        Observation kept = sorted.get(0);
        List<Observation> others = sorted.subList(1, sorted.size());
        return new Choice(key, kept, others, reason(kept, others));
    }

    private String reason(Observation kept, List<Observation> others) {
        if (others.isEmpty()) {
            return "the only source";
        }
        Observation next = others.get(0);
        Optional<Criterion> decided = criteria.stream()
                .filter(criterion -> comparator(criterion).compare(kept, next) != 0)
                .findFirst();
        String because = decided.map(criterion -> criterion.words).orElse("equal in every criterion, first by place");
        long different =
                others.stream().filter(other -> !sameFigure(kept, other)).count();
        return because + "; " + (different == 0 ? "all " + others.size() : different + " of " + others.size())
                + " other " + (others.size() == 1 ? "source" : "sources")
                + (different == 0 ? (others.size() == 1 ? " agrees" : " agree") : " differ");
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

    private Comparator<Observation> order() {
        Comparator<Observation> order = criteria.stream()
                .map(this::comparator)
                .reduce(Comparator::thenComparing)
                .orElseGet(() -> Comparator.comparing(Observation::vintage));
        return order.thenComparing(o -> o.locator().source())
                .thenComparing(o -> o.locator().page())
                .thenComparing(Observation::id);
    }

    private Comparator<Observation> comparator(Criterion criterion) {
        return switch (criterion) {
            case NUMBER_BEFORE_MARK -> first(o -> o.reading() instanceof Reading.Amount);
            case REAL_BEFORE_SIMULATED ->
                first(o -> !source(o).map(Source::simulated).orElse(false));
            case CORRECTED_FIRST -> first(o -> o.flag().contains("corrected"));
            case YEARBOOK_BEFORE_COMMUNIQUE -> first(o -> o.locator() instanceof Locator.CellAt);
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
