package almanac.rule;

import almanac.model.Period;
import almanac.text.Folding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Spans of time as documents write them, by the rules under rules/periods: labels (2012年, 1-7月, 1951-1961, 2019 Q2, 2011/12)
 * and phrases in running text (去年同期, {@code the first half of 2021}).
 *
 * <p>A label with a year is a {@link Period}; a label that names only a part of a year is a {@link #part} that a year
 * printed elsewhere completes.
 */
public final class Periods {
    private static final int LONGEST_LABEL = 24;
    private static final int LONGEST_PHRASE = 60;
    private static final int LONGEST_PART = 8;

    /** Raised marks behind a year, which folding would make a part of it. */
    private static final Pattern RAISED = Pattern.compile("(?<=\\d{4}年?)\\s*[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᵖʳ]+$");

    private final List<PeriodRule> rules;
    private final Map<String, List<PeriodRule>> byRole = new LinkedHashMap<>();
    /** Phrases of a language by the character they begin with. */
    private final Map<String, List<PeriodRule>> phrases = new LinkedHashMap<>();

    private final PeriodRule[][] chinese;
    private final PeriodRule[][] english;

    Periods(List<PeriodRule> rules) {
        this.rules = List.copyOf(rules);
        for (PeriodRule rule : rules) {
            byRole.computeIfAbsent(rule.role(), r -> new ArrayList<>()).add(rule);
            if (rule.role().equals("phrase")) {
                phrases.computeIfAbsent(rule.language(), l -> new ArrayList<>()).add(rule);
            }
        }
        chinese = byBeginning(phrases.getOrDefault("zh", List.of()));
        english = byBeginning(phrases.getOrDefault("en", List.of()));
    }

    /** 256 buckets by the low byte of the first character. */
    private static PeriodRule[][] byBeginning(List<PeriodRule> phrases) {
        PeriodRule[][] buckets = new PeriodRule[256][];
        for (int low = 0; low < 256; low++) {
            int byLow = low;
            buckets[low] = phrases.stream()
                    .filter(rule -> rule.begins().stream().anyMatch(c -> (c & 255) == byLow))
                    .toArray(PeriodRule[]::new);
        }
        return buckets;
    }

    /** Every rule in the order of the documents. */
    public List<PeriodRule> rules() {
        return rules;
    }

    private List<PeriodRule> role(String role) {
        return byRole.getOrDefault(role, List.of());
    }

    /**
     * A phrase in running text.
     *
     * @param to offset behind its last character
     */
    public record Found(When when, int to, PeriodRule rule) {}

    /** The phrase that begins at {@code at} of a folded text, by the first rule that fits. */
    public Optional<Found> at(String folded, int at, boolean inChinese) {
        char first = folded.charAt(at);
        for (PeriodRule rule : (inChinese ? chinese : english)[first & 255]) {
            if (rule.begins().get(first)) {
                Optional<Found> found = at(rule, folded, at);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Found> at(PeriodRule rule, String folded, int at) {
        return rule.regex()
                .matchFrom(folded, at, Math.min(folded.length(), at + LONGEST_PHRASE))
                .flatMap(prefix -> rule.when(prefix.groups()).map(when -> new Found(when, prefix.to(), rule)));
    }

    private static String folded(String label) {
        return Folding.characters(label).strip();
    }

    /** Whether the text could be a period at all: cheap, for the many cells that are not. */
    public boolean possible(String label) {
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            // the first year of an era has no digit: 令和元年
            if (c >= '0' && c <= '9' || c == '元' && label.startsWith("年", i + 1)) {
                return true;
            }
        }
        return part(label).isPresent();
    }

    private Optional<When> whole(String role, String text) {
        for (PeriodRule rule : role(role)) {
            if (!text.isEmpty() && rule.begins().get(text.charAt(0))) {
                Optional<When> when = rule.regex().match(text).flatMap(rule::when);
                if (when.isPresent()) {
                    return when;
                }
            }
        }
        return Optional.empty();
    }

    /** The period that the whole label names; it holds a year. */
    public Optional<Period> read(String label) {
        if (!possible(label)) {
            return Optional.empty();
        }
        String text = folded(RAISED.matcher(label.strip()).replaceAll(""));
        Optional<When> named = whole("label", text);
        if (named.isPresent()) {
            return named.map(when -> when.period(Optional.empty()));
        }
        for (PeriodRule rule : role("year-part")) {
            Optional<Map<String, String>> groups = rule.regex().match(text);
            String year = groups.map(g -> g.getOrDefault("year", "")).orElse("");
            String rest = groups.map(g -> g.getOrDefault("part", "")).orElse("").strip();
            if (!year.isEmpty() && !rest.isEmpty()) {
                Optional<String> part =
                        part(rest).or(() -> whole("part-of-year", rest).map(When::bare));
                if (part.isPresent()) {
                    return part.map(code -> of(year, code));
                }
            }
        }
        return Optional.empty();
    }

    /** A year and a part ({@link #part}) of it. */
    public static Period of(String year, String part) {
        int slash = part.indexOf('/');
        return slash < 0
                ? new Period(year + "-" + part)
                : new Period(year + "-" + part.substring(0, slash) + "/" + year + "-" + part.substring(slash + 1));
    }

    /** The part of a year that the whole label names without a year: {@code Q2}, {@code H1}, {@code 07}, {@code 01/07}. */
    public Optional<String> part(String label) {
        String text = folded(label);
        return text.length() > LONGEST_LABEL
                ? Optional.empty()
                : whole("part", text).map(When::bare);
    }

    /** The text of a head without the year in it: {@code 2019年末常住人口} is about 常住人口. */
    public String withoutYear(String head) {
        String rest = head;
        for (PeriodRule rule : role("year-in-head")) {
            Optional<BoundedRegex.Prefix> found = rule.regex().find(rest, 0);
            while (found.isPresent() && found.get().to() > found.get().from()) {
                int from = found.get().from();
                rest = rest.substring(0, from) + rest.substring(found.get().to());
                found = rule.regex().find(rest, from);
            }
        }
        return rest;
    }

    /** The one year (or year with a part) that a running text such as a title names; empty for none, several or a span. */
    public Optional<Period> inText(String text) {
        String folded = Folding.characters(text);
        Set<String> years = new LinkedHashSet<>();
        for (PeriodRule rule : role("fiscal-in-text")) {
            Optional<BoundedRegex.Prefix> found = rule.regex().find(folded, 0);
            while (found.isPresent()) {
                int to = found.get().to();
                Optional<When> when = rule.when(found.get().groups());
                if (when.isPresent()) {
                    int from = folded.lastIndexOf(found.get().groups().getOrDefault("year", ""), to - 1);
                    years.add(when.get().period(Optional.empty()).code());
                    folded = folded.substring(0, from) + " ".repeat(to - from) + folded.substring(to);
                }
                found = rule.regex().find(folded, Math.max(to, 1));
            }
        }
        for (PeriodRule rule : role("span")) {
            if (rule.regex().find(folded, 0).isPresent()) {
                return Optional.empty();
            }
        }
        Optional<String> part = Optional.empty();
        for (PeriodRule rule : role("year-in-text")) {
            Optional<BoundedRegex.Prefix> found = rule.regex().find(folded, 0);
            while (found.isPresent()) {
                years.add(found.get().groups().getOrDefault("year", ""));
                String rest = folded.substring(found.get().to());
                for (int length = Math.min(LONGEST_PART - 1, rest.length()); length >= 2 && part.isEmpty(); length--) {
                    part = part(rest.substring(0, length));
                }
                found = rule.regex().find(folded, Math.max(found.get().to(), 1));
            }
        }
        if (years.size() != 1) {
            return Optional.empty();
        }
        String year = years.iterator().next();
        return Optional.of(part.filter(code -> year.length() == 4)
                .map(code -> of(year, code))
                .orElseGet(() -> new Period(year)));
    }

    /** The text without the years in brackets that a title carries: 市、州生产总值(2012) gives 市、州生产总值. */
    public String without(String title) {
        String text = Folding.characters(title);
        for (PeriodRule rule : role("title-year")) {
            text = rule.regex().without(text);
        }
        return text.strip();
    }
}
