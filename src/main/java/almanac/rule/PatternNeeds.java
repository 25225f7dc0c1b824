package almanac.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prose pattern cannot match without: for each obligatory element of its sequence the words, or kinds of tokens,
 * one of which must occur. Reads only as much of the pattern's grammar as is certain; what it does not understand it
 * does not ask for.
 */
final class PatternNeeds {
    private static final Pattern KIND = Pattern.compile("\\{\\s*kind\\s*:\\s*(?:/([a-z|]+)/|([a-z]+))\\s*}");

    private final String pattern;
    private int at;

    PatternNeeds(String pattern) {
        this.pattern = pattern;
    }

    /** Each set is one obligation: any of its members will do. Kinds have {@code @} before them. */
    List<Set<String>> needs() {
        at = 0;
        List<Set<String>> needs = sequence();
        return at >= pattern.length() ? List.copyOf(needs) : List.of();
    }

    /** A sequence up to a closing bracket or the end; alternatives are joined. */
    private List<Set<String>> sequence() {
        List<List<Set<String>>> branches = new ArrayList<>();
        List<Set<String>> branch = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            char c = pattern.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '|') {
                branches.add(branch);
                branch = new ArrayList<>();
                at++;
            } else {
                List<Set<String>> element = element();
                if (!optional()) {
                    branch.addAll(element);
                }
            }
        }
        branches.add(branch);
        if (branches.size() == 1) {
            return branch;
        }
        Set<String> any = new TreeSet<>();
        for (List<Set<String>> each : branches) {
            if (each.isEmpty()) {
                return List.of();
            }
            any.addAll(each.get(0));
        }
        return List.of(any);
    }

    private List<Set<String>> element() {
        char c = pattern.charAt(at);
        switch (c) {
            case '(' -> {
                at++;
                if (pattern.startsWith("?$", at)) {
                    while (at < pattern.length() && !Character.isWhitespace(pattern.charAt(at))) {
                        at++;
                    }
                }
                List<Set<String>> inner = sequence();
                at++;
                return inner;
            }
            case '[' -> {
                int end = token();
                String token = pattern.substring(at, end);
                at = end;
                return kinds(token);
            }
            case '/', '"' -> {
                int end = literal(c);
                String words = pattern.substring(at + 1, Math.max(at + 1, end - 1));
                at = end;
                return words(words);
            }
            default -> {
                at++;
                return List.of();
            }
        }
    }

    private int literal(char quote) {
        int end = at + 1;
        while (end < pattern.length() && pattern.charAt(end) != quote) {
            end += pattern.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(pattern.length(), end + 1);
    }

    private int token() {
        int end = at + 1;
        while (end < pattern.length() && pattern.charAt(end) != ']') {
            char c = pattern.charAt(end);
            if (c == '/' || c == '"') {
                int here = at;
                at = end;
                end = literal(c);
                at = here;
            } else {
                end++;
            }
        }
        return Math.min(pattern.length(), end + 1);
    }

    private static List<Set<String>> kinds(String token) {
        Matcher matcher = KIND.matcher(token);
        if (token.indexOf('!') >= 0 || token.indexOf('&') >= 0 || !matcher.find()) {
            return List.of();
        }
        Set<String> kinds = new HashSet<>();
        String names = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        for (String name : names.split("\\|")) {
            kinds.add("@" + name);
        }
        return List.of(kinds);
    }

    private static List<Set<String>> words(String alternatives) {
        Set<String> words = new HashSet<>();
        for (String word : alternatives.split("\\|")) {
            boolean plain = !word.isEmpty()
                    && word.codePoints()
                            .allMatch(p -> Character.isLetterOrDigit(p) || p == '-' || p == '\'' || p == ',');
            if (!plain) {
                return List.of();
            }
            words.add(word.toLowerCase(Locale.ROOT));
        }
        return List.of(words);
    }

    /** Steps over a quantifier; whether it allows none. */
    private boolean optional() {
        while (at < pattern.length() && Character.isWhitespace(pattern.charAt(at))) {
            at++;
        }
        if (at >= pattern.length()) {
            return false;
        }
        char c = pattern.charAt(at);
        if (c == '?' || c == '*') {
            at++;
            lazy();
            return true;
        }
        if (c == '+') {
            at++;
            lazy();
            return false;
        }
        if (c == '{') {
            int end = pattern.indexOf('}', at);
            String bounds = end < 0 ? "" : pattern.substring(at + 1, end).strip();
            at = end < 0 ? pattern.length() : end + 1;
            lazy();
            return bounds.startsWith("0");
        }
        // [..] & [..] and the like: not understood, so nothing is asked for
        return c == '&';
    }

    private void lazy() {
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
        }
    }
}
