package almanac.rule;

import almanac.model.Diagnostic;
import almanac.text.Folding;
import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.tokensregex.Env;
import edu.stanford.nlp.ling.tokensregex.TokenSequenceMatcher;
import edu.stanford.nlp.ling.tokensregex.TokenSequencePattern;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prose rule made ready to run: TokensRegex over tokens that have a {@code word} and a {@code kind}, named groups and
 * nothing else.
 *
 * <p>TokensRegex can do more: rule files of its own run Java and touch files, patterns can annotate and evaluate. None of
 * that passes: {@link #compile} refuses what is not matching, and patterns are compiled and run one by one (the matcher
 * for many patterns at once was seen to lose matches).
 */
public final class ProsePattern {
    /** What a token is: {@code num}, {@code unit}, {@code pct}, {@code time}, {@code word} ... */
    public static final class Kind implements CoreAnnotation<String> {
        @Override
        public Class<String> getType() {
            return String.class;
        }
    }

    /** Longer sentences are matched in pieces: the matcher's states grow with what it may still become. */
    public static final int MOST_TOKENS = 240;

    private static final int LONGEST_PATTERN = 20_000;
    private static final int MOST_REPEATS = 40;

    private static final Pattern GROUP = Pattern.compile("\\(\\?\\$(?<name>[A-Za-z][A-Za-z0-9]*)");
    private static final Pattern CODE = Pattern.compile(
            "\\{\\{|\\}\\}|=>|(?i)\\b(?:action|result|annotate|ruleType|type)\\s*:|\\bENV\\b|\\bCLASS\\b|\\bAnnotate\\b|\\$\\$|:case|\\\\G");
    private static final Pattern UNBOUNDED = Pattern.compile("[)\\]/\"]\\s*[*+]|\\{\\s*\\d+\\s*,\\s*}");
    private static final Pattern REPEAT = Pattern.compile("\\{\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?}");
    private static final Pattern KEY = Pattern.compile("\\{\\s*!?\\s*(?<key>[A-Za-z]+)\\s*:");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"|/((?:[^/\\\\]|\\\\.)+)/");

    private final ProseRule rule;
    private final TokenSequencePattern pattern;
    private final List<String> groups;
    private final List<Set<String>> needs;

    /**
     * A sentence ready for matching.
     *
     * @param tokens in reading order
     * @param present every word (small letters) and every kind (with {@code @} before it) that occurs
     */
    public record Line(List<CoreMap> tokens, Set<String> present) {
        public static Line of(List<CoreMap> tokens) {
            Set<String> present = new HashSet<>();
            for (CoreMap token : tokens) {
                present.add(token.get(CoreAnnotations.TextAnnotation.class).toLowerCase(Locale.ROOT));
                present.add("@" + token.get(Kind.class));
            }
            return new Line(tokens, present);
        }
    }

    /**
     * A place where a pattern matched; all offsets count tokens, ends are exclusive.
     *
     * @param groups name to {from, to} of the groups that took part
     */
    public record Found(ProseRule rule, int from, int to, Map<String, Span> groups) {
        public Found {
            groups = Map.copyOf(groups);
        }

        public Optional<Span> group(String name) {
            return Optional.ofNullable(groups.get(name));
        }
    }

    /** Half-open span of tokens. */
    public record Span(int from, int to) {}

    /**
     * How far a pattern gets in a sentence it does not fit.
     *
     * @param from first token that fits
     * @param to the token at which it fails; the number of tokens where the sentence ends too early
     * @param fitting obligatory elements that fit
     * @param missing obligatory elements behind them
     * @param wanted what it asks for where it fails
     */
    public record Partial(int from, int to, int fitting, int missing, String wanted) {}

    /** The beginning of the pattern that fits longest; empty where the whole fits or the pattern cannot be taken apart. */
    public Optional<Partial> partial(Line line) {
        List<CoreMap> tokens = line.tokens();
        Optional<Partial> best = Optional.empty();
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
            return best;
        }
        for (List<PatternParts.Part> branch : PatternParts.of(rule.pattern()).branches()) {
            Optional<Partial> here = partial(tokens, branch);
            if (here.isPresent()
                    && (best.isEmpty() || here.get().missing() < best.get().missing())) {
                best = here;
            }
        }
        return best;
    }

    private static Optional<Partial> partial(List<CoreMap> tokens, List<PatternParts.Part> branch) {
        int needed = (int) branch.stream().filter(part -> !part.optional()).count();
        for (int count = branch.size() - 1; count >= 0; count--) {
            List<PatternParts.Part> front = branch.subList(0, count);
            int fitting = (int) front.stream().filter(part -> !part.optional()).count();
            Optional<Span> longest = fitting == 0 ? Optional.of(new Span(0, 0)) : longest(tokens, front);
            if (longest.isPresent()) {
                StringBuilder wanted = new StringBuilder();
                for (PatternParts.Part part : branch.subList(count, branch.size())) {
                    wanted.append(wanted.isEmpty() ? "" : ", else ").append(part.wanted());
                    if (!part.optional()) {
                        break;
                    }
                    wanted.append(" (may be absent)");
                }
                return Optional.of(new Partial(
                        longest.get().from(), longest.get().to(), fitting, needed - fitting, wanted.toString()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> longest(List<CoreMap> tokens, List<PatternParts.Part> parts) {
        StringBuilder front = new StringBuilder();
        parts.forEach(part -> front.append(part.text()).append(' '));
        try {
            TokenSequenceMatcher matcher = TokenSequencePattern.compile(
                            env(), front.toString().strip())
                    .getMatcher(tokens);
            Optional<Span> longest = Optional.empty();
            while (matcher.find()) {
                Span span = new Span(matcher.start(), matcher.end());
                if (longest.isEmpty()
                        || span.to() - span.from()
                                > longest.get().to() - longest.get().from()) {
                    longest = Optional.of(span);
                }
            }
            return longest;
        } catch (RuntimeException | Error broken) {
            if (broken instanceof OutOfMemoryError) {
                throw broken;
            }
            return Optional.empty(); // a part alone need not be a pattern
        }
    }

    private static Env env() {
        Env env = TokenSequencePattern.getNewEnv();
        env.bind("kind", Kind.class);
        env.setDefaultStringPatternFlags(Pattern.CASE_INSENSITIVE);
        return env;
    }

    private ProsePattern(ProseRule rule, TokenSequencePattern pattern, List<String> groups) {
        this.rule = rule;
        this.pattern = pattern;
        this.groups = List.copyOf(groups);
        this.needs = new PatternNeeds(rule.pattern()).needs();
    }

    /** Whether everything occurs that the pattern cannot do without; most rules end here for most sentences. */
    public boolean possible(Line line) {
        for (Set<String> anyOf : needs) {
            boolean found = false;
            for (String need : anyOf) {
                if (line.present().contains(need)) {
                    found = true;
                    break;
                }
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    public ProseRule rule() {
        return rule;
    }

    /** Makes a rule ready; empty, with a diagnostic that names the rule, where it must not or cannot run. */
    public static Optional<ProsePattern> compile(ProseRule rule, List<Diagnostic> diagnostics) {
        Optional<String> refusal = refusal(rule.pattern());
        if (refusal.isPresent()) {
            diagnostics.add(Diagnostic.of(
                    RuleCodes.CODE_REFUSED,
                    rule.patternPlace().toString(),
                    rule.id() + ": pattern: " + refusal.get(),
                    "a prose pattern has words, kinds, bounded repeats and named groups, nothing else"));
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        Matcher matcher = GROUP.matcher(rule.pattern());
        while (matcher.find()) {
            if (!names.contains(matcher.group("name"))) {
                names.add(matcher.group("name"));
            }
        }
        if (names.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    RuleCodes.BAD_PATTERN,
                    rule.patternPlace().toString(),
                    rule.id() + ": pattern: it has no named group, so a match would say nothing",
                    "name what it finds: (?$value [{kind:num}])"));
            return Optional.empty();
        }
        try {
            return Optional.of(new ProsePattern(rule, TokenSequencePattern.compile(env(), rule.pattern()), names));
        } catch (RuntimeException | Error broken) {
            // the parser's lexer throws Errors for what it cannot read
            if (broken instanceof OutOfMemoryError) {
                throw broken;
            }
            Throwable cause = broken.getCause() == null ? broken : broken.getCause();
            String message =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            diagnostics.add(Diagnostic.of(
                    RuleCodes.BAD_PATTERN,
                    rule.patternPlace().toString(),
                    rule.id() + ": pattern: " + message,
                    "see the manual, prose, for what a pattern may hold"));
            return Optional.empty();
        }
    }

    /** Why a pattern must not run, if so. */
    private static Optional<String> refusal(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.of("it is longer than " + LONGEST_PATTERN + " characters");
        }
        String bare = LITERAL.matcher(pattern).replaceAll("\"\"");
        Matcher code = CODE.matcher(bare);
        if (code.find()) {
            return Optional.of("\"" + code.group() + "\" would run code");
        }
        Matcher unbounded = UNBOUNDED.matcher(bare);
        if (unbounded.find()) {
            return Optional.of("\"" + unbounded.group() + "\" repeats without bound; write {1,8}");
        }
        Matcher repeat = REPEAT.matcher(bare);
        while (repeat.find()) {
            String most = repeat.group(2) == null ? repeat.group(1) : repeat.group(2);
            if (most.length() > 3 || Integer.parseInt(most) > MOST_REPEATS) {
                return Optional.of("\"" + repeat.group() + "\" repeats more than " + MOST_REPEATS + " times");
            }
        }
        Matcher key = KEY.matcher(bare);
        while (key.find()) {
            if (!Set.of("kind", "word").contains(key.group("key"))) {
                return Optional.of("tokens have a kind and a word, no " + key.group("key"));
            }
        }
        return Optional.empty();
    }

    /**
     * The Chinese words that the pattern names: Chinese is written without blanks, so the scanner cuts a sentence at the
     * words that rules ask for.
     */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        for (String word : alternatives()) {
            if (word.codePoints().allMatch(Folding::ideograph)) {
                words.add(word);
            }
        }
        return words;
    }

    /** Every word and phrase that the pattern names literally, in any script. */
    public Set<String> alternatives() {
        Set<String> words = new TreeSet<>();
        Matcher literal = LITERAL.matcher(rule.pattern());
        while (literal.find()) {
            String text = literal.group(1) != null ? literal.group(1) : literal.group(2);
            for (String word : text.replaceAll("\\(\\?i\\)|[()]", "|").split("\\|")) {
                boolean plain = word.codePoints().allMatch(c -> Character.isLetter(c) || " &'-".indexOf(c) >= 0);
                if (!word.isBlank() && plain) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** A token for the matcher. */
    public static CoreMap token(String word, String kind) {
        ArrayCoreMap token = new ArrayCoreMap(2);
        token.set(CoreAnnotations.TextAnnotation.class, word);
        token.set(Kind.class, kind);
        return token;
    }

    /** Every place where the pattern matches, none overlapping another. */
    public List<Found> find(Line line) {
        BitSet everywhere = new BitSet();
        everywhere.set(0, possible(line) ? line.tokens().size() : 0);
        return find(line, everywhere);
    }

    /** The same, run only where the spots of the sentence let a match begin. */
    public List<Found> find(Line line, PatternSpots.Spots spots) {
        Optional<BitSet> starts = spots.starts(this);
        return starts.isPresent() ? find(line, starts.get()) : find(line);
    }

    private List<Found> find(Line line, BitSet starts) {
        List<CoreMap> tokens = line.tokens();
        if (starts.isEmpty() || tokens.size() > MOST_TOKENS) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        TokenSequenceMatcher matcher = pattern.getMatcher(tokens);
        int from = starts.nextSetBit(0);
        while (from >= 0 && matcher.find(from)) {
            Map<String, Span> spans = new LinkedHashMap<>();
            for (String group : groups) {
                int begin = matcher.start("$" + group);
                if (begin >= 0) {
                    spans.put(group, new Span(begin, matcher.end("$" + group)));
                }
            }
            found.add(new Found(rule, matcher.start(), matcher.end(), spans));
            from = starts.nextSetBit(matcher.end());
        }
        return found;
    }
}
