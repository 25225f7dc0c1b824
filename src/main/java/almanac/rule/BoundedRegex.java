package almanac.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression from a rule document: whole-text match, case ignored, and never more than a bounded number of
 * looks at the text. A pattern such as {@code (a+)+b} would otherwise hang the program on one hostile label.
 */
public final class BoundedRegex {
    /** Looks at characters allowed for each character of the text, plus a floor: far above any sane pattern's need. */
    private static final int LOOKS_PER_CHARACTER = 400;

    private static final int LOOKS_FLOOR = 4_000;

    /** Texts longer than this are no label and no head: they never match. */
    private static final int LONGEST_TEXT = 4_000;

    private static final Pattern GROUP = Pattern.compile("\\(\\?<(?<name>[A-Za-z][A-Za-z0-9]*)>");

    private final Pattern pattern;
    private final List<String> groups;

    private BoundedRegex(Pattern pattern) {
        this.pattern = pattern;
        List<String> names = new ArrayList<>();
        Matcher matcher = GROUP.matcher(pattern.pattern());
        while (matcher.find()) {
            names.add(matcher.group("name"));
        }
        groups = Collections.unmodifiableList(names);
    }

    /**
     * Compiles a pattern.
     *
     * @throws PatternSyntaxException when it is broken
     */
    public static BoundedRegex compile(String expression) {
        return new BoundedRegex(
                Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    public String expression() {
        return pattern.pattern();
    }

    /** Names of its groups in the order of the pattern. */
    public List<String> groups() {
        return groups;
    }

    /** The named groups that took part when the whole text matches; empty when it does not, or needs too many looks. */
    public Optional<Map<String, String>> match(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new Counted(text, new long[] {budget(text)}, 0, text.length()));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Map<String, String> found = new LinkedHashMap<>();
            for (String group : groups) {
                String value = matcher.group(group);
                if (value != null) {
                    found.put(group, value);
                }
            }
            return Optional.of(found);
        } catch (TooManyLooks | StackOverflowError tooCostly) {
            return Optional.empty();
        }
    }

    /**
     * A match inside a text.
     *
     * @param from offset of its first character
     * @param to offset behind its last character
     */
    record Prefix(Map<String, String> groups, int from, int to) {}

    /** The match that begins at {@code from} and ends before {@code to}; what stands before may be looked back at. */
    Optional<Prefix> matchFrom(String text, int from, int to) {
        return inside(text, from, to, true);
    }

    /** The first match at {@code from} or behind it. */
    Optional<Prefix> find(String text, int from) {
        return text.length() > LONGEST_TEXT || from > text.length()
                ? Optional.empty()
                : inside(text, from, text.length(), false);
    }

    private Optional<Prefix> inside(String text, int from, int to, boolean here) {
        try {
            Matcher matcher = pattern.matcher(new Counted(text, new long[] {budget(text)}, 0, text.length()))
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false)
                    .region(from, to);
            if (here ? !matcher.lookingAt() : !matcher.find()) {
                return Optional.empty();
            }
            Map<String, String> found = new LinkedHashMap<>();
            for (String group : groups) {
                String value = matcher.group(group);
                if (value != null) {
                    found.put(group, value);
                }
            }
            return Optional.of(new Prefix(found, matcher.start(), matcher.end()));
        } catch (TooManyLooks | StackOverflowError tooCostly) {
            return Optional.empty();
        }
    }

    /** The text without every match; the text itself where that needs too many looks. */
    String without(String text) {
        try {
            return text.length() > LONGEST_TEXT
                    ? text
                    : pattern.matcher(new Counted(text, new long[] {budget(text)}, 0, text.length()))
                            .replaceAll("");
        } catch (TooManyLooks | StackOverflowError tooCostly) {
            return text;
        }
    }

    /** Whether deciding about this text would break the bound. */
    public boolean tooCostly(String text) {
        try {
            pattern.matcher(new Counted(text, new long[] {budget(text)}, 0, text.length()))
                    .matches();
            return false;
        } catch (TooManyLooks | StackOverflowError tooCostly) {
            return true;
        }
    }

    /** How many leading characters of the text could still begin a match: where a miss happens. */
    public int reaches(String text) {
        try {
            for (int end = text.length(); end > 0; end--) {
                Matcher matcher = pattern.matcher(new Counted(text, new long[] {budget(text)}, 0, end));
                if (matcher.matches() || matcher.hitEnd()) {
                    return end;
                }
            }
        } catch (TooManyLooks | StackOverflowError tooCostly) {
            return 0;
        }
        return 0;
    }

    private static long budget(String text) {
        return LOOKS_FLOOR + (long) LOOKS_PER_CHARACTER * text.length();
    }

    /** A text that counts how often the matcher looks at it. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final long[] left;
        private final int from;
        private final int to;

        Counted(String text, long[] left, int from, int to) {
            this.text = text;
            this.left = left;
            this.from = from;
            this.to = to;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooManyLooks();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, left, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super("", null, false, false);
        }
    }
}
