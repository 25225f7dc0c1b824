package almanac.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A prose pattern as a position automaton (Glushkov 1961): each word or token test of the pattern is a bit, and one walk
 * from a sentence's end tells at which tokens a match may begin. It allows more than the pattern where it counts no
 * repeats ({@code {1,8}} is any number) and where it does not know a test; it never allows less, so a token that it does
 * not name begins no match.
 */
final class PatternNet {
    private static final int MOST_PLACES = 64;

    /** What the word or the kind of a token must be or not be; no pattern: one of the words. */
    private record Test(
            boolean ofKind,
            boolean not,
            Set<String> words,
            @Nullable Pattern expression) {
        boolean allows(String word, String kind, boolean exact) {
            String asked = ofKind ? kind : word;
            if (expression != null) {
                return !exact && !ofKind || expression.matcher(asked).matches() != not;
            }
            boolean listed = words.contains(asked.toLowerCase(Locale.ROOT));
            return listed != not || not && !ofKind && strange(asked);
        }

        /** Letters beyond ASCII that have a case: what equals what is then the matcher's business. */
        private static boolean strange(String word) {
            return word.chars().anyMatch(c -> c > 127 && (Character.isUpperCase(c) || Character.isLowerCase(c)));
        }
    }

    private record Fragment(boolean nullable, long first, long last) {
        static final Fragment EMPTY = new Fragment(true, 0, 0);
    }

    /** The pattern is beyond what is understood here. */
    private static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String pattern;
    private final List<List<Test>> places = new ArrayList<>();
    private final long[] before = new long[MOST_PLACES];
    private long first;
    private long last;
    private int at;

    private PatternNet(String pattern) {
        this.pattern = pattern;
    }

    /** Empty where the pattern holds something that is not understood, or too much. */
    static Optional<PatternNet> of(String pattern) {
        PatternNet net = new PatternNet(pattern);
        try {
            Fragment whole = net.alternatives();
            if (net.at < pattern.length()) {
                return Optional.empty();
            }
            net.first = whole.first();
            net.last = whole.last();
            return Optional.of(net);
        } catch (Unclear | PatternSyntaxException unclear) {
            return Optional.empty();
        }
    }

    /** The words that tests name, in small letters. */
    Set<String> words() {
        Set<String> words = new HashSet<>();
        for (List<Test> place : places) {
            for (Test test : place) {
                if (!test.ofKind() && test.expression() == null) {
                    words.addAll(test.words());
                }
            }
        }
        return words;
    }

    /** The expressions by which numbers are told apart. */
    Set<String> expressions() {
        Set<String> expressions = new HashSet<>();
        for (List<Test> place : places) {
            for (Test test : place) {
                Pattern expression = test.expression();
                if (expression != null && !test.ofKind()) {
                    expressions.add(expression.pattern());
                }
            }
        }
        return expressions;
    }

    /**
     * The places of the pattern that a token fits, a bit for each.
     *
     * @param exact whether expressions are to be asked; else they allow everything
     */
    long fitting(String word, String kind, boolean exact) {
        long mask = 0;
        for (int place = 0; place < places.size(); place++) {
            boolean fits = true;
            for (Test test : places.get(place)) {
                fits &= test.allows(word, kind, exact);
            }
            mask |= fits ? 1L << place : 0;
        }
        return mask;
    }

    /**
     * Where a match may begin.
     *
     * @param masks for each token what {@link #fitting} says of it, at {@code [token][which]}
     * @param all what any token fits
     */
    BitSet starts(long[][] masks, int which, long all) {
        BitSet starts = new BitSet();
        if ((all & first) == 0 || (all & last) == 0) {
            return starts;
        }
        long behind = 0;
        for (int i = masks.length - 1; i >= 0; i--) {
            long leading = last;
            for (long left = behind; left != 0; left &= left - 1) {
                leading |= before[Long.numberOfTrailingZeros(left)];
            }
            behind = masks[i][which] & leading;
            if ((behind & first) != 0) {
                starts.set(i);
            }
        }
        return starts;
    }

    // ---- the pattern's grammar

    private Fragment alternatives() {
        Fragment all = sequence();
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            Fragment other = sequence();
            all = new Fragment(
                    all.nullable() || other.nullable(), all.first() | other.first(), all.last() | other.last());
        }
        return all;
    }

    private Fragment sequence() {
        Fragment all = Fragment.EMPTY;
        while (at < pattern.length() && pattern.charAt(at) != ')' && pattern.charAt(at) != '|') {
            if (Character.isWhitespace(pattern.charAt(at))) {
                at++;
                continue;
            }
            Fragment next = repeated(element());
            follow(all.last(), next.first());
            all = new Fragment(
                    all.nullable() && next.nullable(),
                    all.nullable() ? all.first() | next.first() : all.first(),
                    next.nullable() ? all.last() | next.last() : next.last());
        }
        return all;
    }

    private void follow(long from, long to) {
        for (long left = to; left != 0; left &= left - 1) {
            before[Long.numberOfTrailingZeros(left)] |= from;
        }
    }

    private Fragment repeated(Fragment once) {
        while (at < pattern.length() && Character.isWhitespace(pattern.charAt(at))) {
            at++;
        }
        char c = at < pattern.length() ? pattern.charAt(at) : ' ';
        boolean none = c == '?' || c == '*';
        boolean many = c == '*' || c == '+';
        if (c == '{') {
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw new Unclear();
            }
            none = pattern.substring(at + 1, end).strip().startsWith("0");
            many = true;
            at = end;
        }
        if (!none && !many) {
            return once;
        }
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++; // lazy: the same beginnings
        }
        if (many) {
            follow(once.last(), once.first());
        }
        return new Fragment(once.nullable() || none, once.first(), once.last());
    }

    private Fragment element() {
        char c = pattern.charAt(at);
        switch (c) {
            case '(' -> {
                at++;
                if (pattern.startsWith("?$", at)) {
                    while (at < pattern.length() && !Character.isWhitespace(pattern.charAt(at))) {
                        at++;
                    }
                }
                Fragment inner = alternatives();
                if (at >= pattern.length()) {
                    throw new Unclear();
                }
                at++;
                return inner;
            }
            case '[' -> {
                int end = closing(at + 1, ']');
                String inside = pattern.substring(at + 1, end).strip();
                at = end + 1;
                return place(tests(inside));
            }
            case '/', '"' -> {
                int end = literalEnd(at);
                String inside = pattern.substring(at + 1, end);
                at = end + 1;
                return place(List.of(test(false, false, inside, c == '/')));
            }
            default -> throw new Unclear();
        }
    }

    private Fragment place(List<Test> tests) {
        if (places.size() == MOST_PLACES) {
            throw new Unclear();
        }
        long bit = 1L << places.size();
        places.add(tests);
        return new Fragment(false, bit, bit);
    }

    private int literalEnd(int from) {
        char quote = pattern.charAt(from);
        int end = from + 1;
        while (end < pattern.length() && pattern.charAt(end) != quote) {
            end += pattern.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= pattern.length()) {
            throw new Unclear();
        }
        return end;
    }

    private int closing(int from, char wanted) {
        int end = from;
        while (end < pattern.length() && pattern.charAt(end) != wanted) {
            char c = pattern.charAt(end);
            end = c == '/' || c == '"' ? literalEnd(end) + 1 : end + 1;
        }
        if (end >= pattern.length()) {
            throw new Unclear();
        }
        return end;
    }

    /** {@code {kind:num} & !{word:/to|from/}}; what is not understood allows every token. */
    private static List<Test> tests(String inside) {
        List<Test> tests = new ArrayList<>();
        int at = 0;
        while (at < inside.length()) {
            boolean not = inside.charAt(at) == '!';
            int open = inside.indexOf('{', at);
            int colon = inside.indexOf(':', at);
            if (open < 0
                    || colon < open
                    || !inside.substring(at + (not ? 1 : 0), open).isBlank()) {
                return List.of();
            }
            String key = inside.substring(open + 1, colon).strip();
            int value = colon + 1;
            while (value < inside.length() && inside.charAt(value) == ' ') {
                value++;
            }
            char quote = value < inside.length() ? inside.charAt(value) : ' ';
            boolean quoted = quote == '/' || quote == '"';
            int end = value + 1;
            while (end < inside.length() && inside.charAt(end) != (quoted ? quote : '}')) {
                end += inside.charAt(end) == '\\' ? 2 : 1;
            }
            int close = inside.indexOf('}', Math.min(end, inside.length()));
            boolean known = key.equals("kind") || key.equals("word");
            if (close < 0
                    || !known
                    || quoted && !inside.substring(end + 1, close).isBlank()) {
                return List.of();
            }
            String said = inside.substring(quoted ? value + 1 : value, end).strip();
            boolean sameCase = quote != '/' && not && key.equals("word");
            if (!sameCase) {
                tests.add(test(key.equals("kind"), not, said, quote == '/'));
            }
            at = close + 1;
            while (at < inside.length() && (inside.charAt(at) == ' ' || inside.charAt(at) == '&')) {
                at++;
            }
            if (at < inside.length() && inside.charAt(at) == '|') {
                return List.of();
            }
        }
        return tests;
    }

    private static Test test(boolean ofKind, boolean not, String said, boolean expression) {
        if (!expression) {
            return new Test(ofKind, not, Set.of(said.toLowerCase(Locale.ROOT)), null);
        }
        String[] words = said.split("\\|", -1);
        boolean plain = Arrays.stream(words)
                .allMatch(word -> !word.isEmpty()
                        && word.codePoints()
                                .allMatch(p -> Character.isLetterOrDigit(p) || " -',;:。、%".indexOf(p) >= 0));
        if (!plain) {
            return new Test(ofKind, not, Set.of(), Pattern.compile(said, Pattern.CASE_INSENSITIVE));
        }
        Set<String> set = new HashSet<>();
        for (String word : words) {
            set.add(word.toLowerCase(Locale.ROOT));
        }
        return new Test(ofKind, not, Set.copyOf(set), null);
    }
}
