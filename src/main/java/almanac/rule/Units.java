package almanac.rule;

import almanac.model.Unit;
import almanac.text.Folding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The units of the lexicon and what can be built from them: a scale before a name (亿元, 10 000 tons, 100 million yuan)
 * or one unit per another (吨/公顷).
 */
public final class Units {
    /** Longer phrases are no unit. */
    private static final int LONGEST_PHRASE = 60;

    /** Name of the unit of bare scales. */
    private static final String COUNT = "count";

    private final Map<String, Unit> byName;
    private final List<Map.Entry<String, BigDecimal>> scales;
    private final List<String> before;
    private final List<Unit> all;
    private final Map<String, Optional<Unit>> known;
    private final Optional<Questions> questions;

    Units(Map<String, Unit> byName, Map<String, BigDecimal> scales, Set<String> before, List<Unit> all) {
        this.byName = Map.copyOf(byName);
        this.all = List.copyOf(all);
        Comparator<String> longestFirst =
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());
        this.scales = scales.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(longestFirst))
                .toList();
        this.before = before.stream().sorted(longestFirst).toList();
        this.known = new ConcurrentHashMap<>();
        this.questions = Optional.empty();
    }

    private Units(Units same, Questions questions) {
        this.byName = same.byName;
        this.scales = same.scales;
        this.before = same.before;
        this.all = same.all;
        this.known = same.known;
        this.questions = Optional.of(questions);
    }

    /** The same units, which note what they are asked. */
    Units heardBy(Questions listener) {
        return new Units(this, listener);
    }

    /** Base units in the order of the documents. */
    public List<Unit> all() {
        questions.ifPresent(q -> q.ask('I', ""));
        return all;
    }

    /** The unit that a phrase names as a whole: 亿元, (100 million yuan), 10 000 tons, current US$. */
    public Optional<Unit> named(String phrase) {
        if (phrase.length() > LONGEST_PHRASE) {
            return Optional.empty();
        }
        questions.ifPresent(q -> q.ask('u', phrase));
        Optional<Unit> hit = known.get(phrase);
        if (hit == null) {
            hit = parse(key(phrase));
            if (known.size() < 10_000) {
                known.put(phrase, hit);
            }
        }
        return hit;
    }

    /** A unit by its id, multiples included ({@code CNY_1e8}). */
    public Optional<Unit> byId(String id) {
        questions.ifPresent(q -> q.ask('b', id));
        for (Unit unit : all) {
            if (unit.id().equals(id)) {
                return Optional.of(unit);
            }
            if (id.startsWith(unit.id() + "_1e")) {
                return Fields.decimal("1e" + id.substring(unit.id().length() + 3))
                        .map(factor -> times(unit, factor));
            }
        }
        return Optional.empty();
    }

    /** The power of ten (or other multiple) of a unit. */
    static Unit times(Unit base, BigDecimal scale) {
        if (scale.compareTo(BigDecimal.ONE) == 0) {
            return base;
        }
        BigDecimal stripped = scale.stripTrailingZeros();
        String suffix =
                stripped.unscaledValue().intValueExact() == 1 ? "1e" + -stripped.scale() : scale.toPlainString();
        BigDecimal factor = base.factor().multiply(scale);
        return new Unit(base.id() + "_" + suffix, base.dimension(), new BigDecimal(factor.toPlainString()));
    }

    /** The form in which unit names compare: folded, lower case, no blanks, no outer brackets; $ / % ² keep meaning. */
    static String key(String phrase) {
        String folded = Folding.characters(phrase).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isWhitespace(c) || c == ',' || c == '·' || c == '、' || c == '-') {
                continue;
            }
            key.append(c);
        }
        String text = key.toString();
        while (text.length() > 2
                && "([{".indexOf(text.charAt(0)) >= 0
                && ")]}".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text = text.substring(1, text.length() - 1);
        }
        return text;
    }

    private Optional<Unit> parse(String key) {
        return parse(key, 0);
    }

    private Optional<Unit> parse(String key, int depth) {
        if (key.isEmpty() || depth > 6) {
            return Optional.empty();
        }
        Unit direct = byName.get(key);
        if (direct != null) {
            return Optional.of(direct);
        }
        Unit count = byName.get(COUNT);
        for (Map.Entry<String, BigDecimal> scale : scales) {
            if (count != null && scale.getKey().equals(key) && key.length() > 2) {
                return Optional.of(times(count, scale.getValue())); // (thousand): so many of whatever is counted
            }
        }
        int digits = 0;
        while (digits < key.length() && digits < 12 && key.charAt(digits) >= '0' && key.charAt(digits) <= '9') {
            digits++;
        }
        if (digits > 0) {
            String number = key.substring(0, digits);
            if (!number.matches("10*")) {
                return Optional.empty();
            }
            return digits == key.length() && count != null && (digits == 4 || digits == 7)
                    ? Optional.of(times(count, new BigDecimal(number))) // 1 000: thousands of whatever is counted
                    : scaled(key.substring(digits), new BigDecimal(number), depth);
        }
        int behind = key.length();
        while (behind > 0 && key.charAt(behind - 1) >= '0' && key.charAt(behind - 1) <= '9') {
            behind--;
        }
        if (behind < key.length() && key.substring(behind).matches("10{2,9}")) {
            Unit money = byName.get(key.substring(0, behind));
            if (money != null) {
                return scaled(key.substring(0, behind), new BigDecimal(key.substring(behind)), depth); // USD 10 000
            }
        }
        for (Map.Entry<String, BigDecimal> scale : scales) {
            if (key.startsWith(scale.getKey()) && key.length() > scale.getKey().length()) {
                Optional<Unit> unit = scaled(key.substring(scale.getKey().length()), scale.getValue(), depth);
                if (unit.isPresent()) {
                    return unit;
                }
            }
        }
        for (Map.Entry<String, BigDecimal> scale : scales) {
            if (scale.getKey().length() > 2
                    && key.endsWith(scale.getKey())
                    && key.length() > scale.getKey().length()) {
                Unit money = byName.get(
                        key.substring(0, key.length() - scale.getKey().length()));
                if (money != null) {
                    return scaled(key.substring(0, key.length() - scale.getKey().length()), scale.getValue(), depth);
                }
            }
        }
        for (String word : before) {
            if (key.startsWith(word) && key.length() > word.length()) {
                Optional<Unit> unit = parse(key.substring(word.length()), depth + 1);
                if (unit.isPresent()) {
                    return unit;
                }
            }
        }
        int slash = key.indexOf('/');
        int per = slash < 0 ? key.indexOf("per") : slash;
        if (per > 0) {
            Optional<Unit> upper = parse(key.substring(0, per), depth + 1);
            Optional<Unit> lower = parse(key.substring(per + (slash < 0 ? 3 : 1)), depth + 1);
            if (upper.isPresent() && upper.equals(lower)) {
                return upper; // one unit in two languages: процентов / percent
            }
            if (upper.isPresent() && lower.isPresent()) {
                return Optional.of(new Unit(
                        upper.get().id() + "_per_" + lower.get().id(),
                        upper.get().dimension() + "/" + lower.get().dimension(),
                        upper.get().factor().divide(lower.get().factor(), MathContext.DECIMAL64)));
            }
        }
        return Optional.empty();
    }

    private Optional<Unit> scaled(String rest, BigDecimal scale, int depth) {
        return parse(rest, depth + 1).map(unit -> {
            if (unit.factor().signum() == 0) {
                return unit;
            }
            Unit base = all.stream()
                    .filter(each -> unit.id().equals(each.id()) || unit.id().startsWith(each.id() + "_1e"))
                    .max(Comparator.comparingInt(each -> each.id().length()))
                    .orElse(unit);
            BigDecimal already =
                    base.equals(unit) ? BigDecimal.ONE : unit.factor().divide(base.factor(), MathContext.DECIMAL64);
            return times(base, already.multiply(scale));
        });
    }

    /** Collects units while documents are read. */
    static final class Builder {
        private final Map<String, Unit> byName = new HashMap<>();
        private final Map<String, BigDecimal> scales = new HashMap<>();
        private final Set<String> before = new HashSet<>();
        private final List<Unit> all = new ArrayList<>();

        void scale(String name, BigDecimal factor) {
            scales.put(key(name), factor);
        }

        void before(String word) {
            before.add(key(word));
        }

        void add(Unit unit) {
            all.add(unit);
        }

        /** The unit that already has this name, if any; else the name is this unit's from now on. */
        Optional<Unit> name(String name, Unit unit) {
            Unit other = byName.putIfAbsent(key(name), unit);
            return other == null || other.id().equals(unit.id()) ? Optional.empty() : Optional.of(other);
        }

        Units build() {
            return new Units(byName, scales, before, all);
        }
    }
}
