package almanac.extract.prose;

import almanac.model.Diagnostic;
import almanac.rule.PatternSpots;
import almanac.rule.ProsePattern;
import almanac.rule.ProseRule;
import almanac.rule.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prose rules of a book, made ready and sorted by what they are for ({@code role} in their {@code emits}):
 * {@code statistic} (the default) finds a figure; {@code direction}, {@code aside}, {@code scope}, {@code calibre}, {@code
 * partner}, {@code base}, {@code breakdown} and {@code trap} say something about the words around figures; {@code edge},
 * {@code head} and {@code tail} are word lists about subjects.
 */
final class ProseRules {
    /** Roles that are word lists: their patterns are never run and their words do not cut sentences. */
    private static final Set<String> WORD_ROLES =
            Set.of("edge", "head", "tail", "uncounted", "unelided", "adverbial", "nameless");

    /** The groups of a direction rule: lists of single words. */
    private static final Pattern DIRECTION = Pattern.compile("\\(\\?\\$(?<way>up|down)\\s+(?<words>[^()]*)\\)");

    private final Map<String, List<ProsePattern>> byRole = new TreeMap<>();
    private final Map<String, List<String>> words = new TreeMap<>();
    private final Set<String> vocabulary = new TreeSet<>();
    private final Map<String, Integer> order = new TreeMap<>();
    /** Words that say up (true) or down, by language: looked up, because every token is asked. */
    private final Map<String, Map<String, Boolean>> directions = new TreeMap<>();

    private final Map<String, PatternSpots> spots = new ConcurrentHashMap<>();

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    ProseRules(RuleBook book) {
        for (ProseRule rule : book.prose()) {
            ProsePattern.compile(rule, diagnostics).ifPresent(pattern -> {
                String role = role(rule);
                order.put(rule.id(), order.size());
                if (role.equals("direction")) {
                    Matcher group = DIRECTION.matcher(rule.pattern());
                    while (group.find()) {
                        for (String word : group.group("words").split("[/|\\s]+")) {
                            if (!word.isEmpty()) {
                                directions
                                        .computeIfAbsent(rule.language(), l -> new HashMap<>())
                                        .putIfAbsent(
                                                word.toLowerCase(Locale.ROOT),
                                                group.group("way").equals("up"));
                            }
                        }
                    }
                }
                if (WORD_ROLES.contains(role)) {
                    List<String> list = words.computeIfAbsent(key(role, rule), k -> new ArrayList<>());
                    pattern.alternatives().forEach(word -> list.add(word.toLowerCase(Locale.ROOT)));
                } else {
                    byRole.computeIfAbsent(key(role, rule), k -> new ArrayList<>())
                            .add(pattern);
                    vocabulary.addAll(pattern.words());
                }
            });
        }
        words.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder())));
    }

    /** Words that say up (true) or down, in small letters. */
    Map<String, Boolean> directions(String language) {
        return directions.getOrDefault(language, Map.of());
    }

    static String role(ProseRule rule) {
        return rule.emits().getOrDefault("role", "statistic");
    }

    private static String key(String role, ProseRule rule) {
        String measure = role.equals("tail") ? ":" + rule.emits().getOrDefault("measure", "") : "";
        return role + measure + "@" + rule.language();
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Chinese words at which sentences are cut. */
    Set<String> vocabulary() {
        return vocabulary;
    }

    /** The words of a list in small letters, longest first, in one language. */
    List<String> words(String role, String language) {
        return words.getOrDefault(role + "@" + language, List.of());
    }

    /** The word lists, for comparing with those of other rules. */
    String lists() {
        return words.toString();
    }

    /** What the rules say that could match a line at all, in their order. */
    List<String> possible(ProsePattern.Line line) {
        List<String> possible = new ArrayList<>();
        byRole.forEach((role, patterns) -> {
            for (ProsePattern pattern : patterns) {
                if (pattern.possible(line)) {
                    ProseRule rule = pattern.rule();
                    possible.add(role + ' ' + rule.id() + ' ' + rule.pattern() + ' ' + rule.emits());
                }
            }
        });
        return possible;
    }

    /** Every pattern that is run on sentences of a language, in the order of the documents. */
    List<ProsePattern> patterns(String language) {
        return byRole.values().stream()
                .flatMap(List::stream)
                .filter(pattern ->
                        List.of(language, "any").contains(pattern.rule().language()))
                .sorted(Comparator.comparingInt(
                        pattern -> order.getOrDefault(pattern.rule().id(), 0)))
                .toList();
    }

    /** Where in a sentence the patterns of its language may begin. */
    PatternSpots.Spots spots(String language, ProsePattern.Line line) {
        return spots.computeIfAbsent(language, l -> new PatternSpots(patterns(l)))
                .of(line);
    }

    /** Everything that the rules of a role find, rule by rule. */
    List<ProsePattern.Found> find(String role, String language, ProsePattern.Line line, PatternSpots.Spots spots) {
        List<ProsePattern.Found> found = new ArrayList<>();
        for (String which : List.of(language, "any")) {
            for (ProsePattern pattern : byRole.getOrDefault(role + "@" + which, List.of())) {
                found.addAll(pattern.find(line, spots));
            }
        }
        return found;
    }

    /** Of overlapping finds the longest, then the earliest, then the rule that stands first; in reading order. */
    List<ProsePattern.Found> longest(List<ProsePattern.Found> found) {
        List<ProsePattern.Found> ranked = new ArrayList<>(found);
        ranked.sort(Comparator.comparingInt((ProsePattern.Found f) -> f.from() - f.to())
                .thenComparingInt(ProsePattern.Found::from)
                .thenComparingInt(f -> order.getOrDefault(f.rule().id(), 0)));
        List<ProsePattern.Found> kept = new ArrayList<>();
        for (ProsePattern.Found each : ranked) {
            if (kept.stream().noneMatch(k -> each.from() < k.to() && k.from() < each.to())) {
                kept.add(each);
            }
        }
        kept.sort(Comparator.comparingInt(ProsePattern.Found::from));
        return kept;
    }

    /** Whether a text begins with a word of a list. */
    static boolean begins(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (lower.startsWith(word)
                    && (lower.length() == word.length() || !Character.isLetterOrDigit(lower.charAt(word.length())))) {
                return true;
            }
        }
        return false;
    }

    /** The ending of a text among a list's words (small letters), empty where none is. */
    static String ending(String text, List<String> endings) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (lower.endsWith(ending)) {
                return text.substring(text.length() - ending.length());
            }
        }
        return "";
    }
}
