package almanac.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The elements that a prose pattern asks for one after another, for saying where a sentence stops to fit.
 *
 * @param branches each alternative at the top of the pattern, as its elements in order
 */
record PatternParts(List<List<Part>> branches) {
    private static final int MOST_WORDS = 8;
    private static final Pattern KIND = Pattern.compile("\\{\\s*kind\\s*:\\s*/?([a-z|]+)/?\\s*}");

    /**
     * @param text as the pattern writes it, quantifier included
     * @param optional whether a match can do without it
     */
    record Part(String text, boolean optional) {
        /** What the element asks for, in words. */
        String wanted() {
            String bare = text.replaceAll("\\(\\?\\$[A-Za-z0-9]+ ?", "(").strip();
            while (bare.startsWith("(") && bare.endsWith(")")) {
                bare = bare.substring(1, bare.length() - 1).strip();
            }
            Matcher kinds = KIND.matcher(bare);
            if (bare.startsWith("[") && kinds.find() && bare.indexOf('&') < 0) {
                return (bare.contains("!{") || bare.startsWith("[!") ? "no " : "")
                        + kinds.group(1).replace("|", " or ");
            }
            List<String> words = new ArrayList<>();
            Matcher literal =
                    Pattern.compile("/((?:[^/\\\\]|\\\\.)+)/|\"([^\"]+)\"").matcher(bare);
            boolean onlyWords =
                    literal.replaceAll("").replaceAll("[()|?\\s{}0-9,]", "").isEmpty();
            literal.reset();
            while (onlyWords && literal.find()) {
                String list = literal.group(1) == null ? literal.group(2) : literal.group(1);
                words.addAll(List.of(list.replace("\\", "").split("\\|")));
            }
            if (words.isEmpty()) {
                return bare.length() > 80 ? bare.substring(0, 77) + "..." : bare;
            }
            String shown = String.join(" | ", words.subList(0, Math.min(MOST_WORDS, words.size())));
            return words.size() > MOST_WORDS ? shown + " | " + (words.size() - MOST_WORDS) + " more" : shown;
        }
    }

    static PatternParts of(String pattern) {
        List<List<Part>> branches = new ArrayList<>();
        List<Part> branch = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '|') {
                branches.add(List.copyOf(branch));
                branch.clear();
                at++;
            } else {
                int end = element(pattern, at);
                int behind = quantifier(pattern, end);
                String quantity = pattern.substring(end, behind).strip();
                boolean optional = quantity.startsWith("?") || quantity.startsWith("*") || quantity.startsWith("{0");
                branch.add(new Part(pattern.substring(at, behind).strip(), optional));
                at = behind;
            }
        }
        branches.add(List.copyOf(branch));
        return new PatternParts(List.copyOf(branches));
    }

    /** Where the element that begins here ends: a bracketed group, a token, a literal. */
    private static int element(String pattern, int from) {
        int depth = 0;
        int at = from;
        do {
            char c = pattern.charAt(at);
            if (c == '/' || c == '"') {
                int end = at + 1;
                while (end < pattern.length() && pattern.charAt(end) != c) {
                    end += pattern.charAt(end) == '\\' ? 2 : 1;
                }
                at = Math.min(pattern.length(), end + 1);
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                at++;
            }
        } while (depth > 0 && at < pattern.length());
        return at;
    }

    private static int quantifier(String pattern, int from) {
        int at = from;
        while (at < pattern.length() && Character.isWhitespace(pattern.charAt(at))) {
            at++;
        }
        if (at >= pattern.length()) {
            return from;
        }
        char c = pattern.charAt(at);
        if (c == '{') {
            int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
        } else if (c == '?' || c == '*' || c == '+') {
            at++;
        } else {
            return from;
        }
        return at < pattern.length() && pattern.charAt(at) == '?' ? at + 1 : at;
    }
}
