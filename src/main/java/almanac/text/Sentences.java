package almanac.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts prose into sentences without losing a character's place.
 *
 * <p>A sentence ends at 。！？ or at {@code . ! ?} before a blank and a new beginning (not behind abbreviations, initials or
 * inside numbers), at a blank line, and at the end of a line that looks finished: a heading, a caption, a list item. A
 * line broken in mid sentence (wrapped text) goes on in the next line. A semicolon does not end a sentence: clauses
 * behind it lean on the clause before.
 */
public final class Sentences {
    /** Half-open span of one sentence in the text, white space at its ends left out. */
    public record Span(int from, int to) {}

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "no", "nos", "vol", "approx", "ca", "etc", "e.g", "i.e", "u.s", "u.k",
            "u.n", "fig", "figs", "tab", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
            "dec", "inc", "ltd", "co", "corp", "st", "vs", "cf", "al", "p", "pp", "bn", "mn", "tn", "rmb", "q", "sec",
            "art", "para", "eq", "г", "гг", "тыс", "млн", "млрд", "трлн", "руб", "др", "см");

    private Sentences() {}

    public static List<Span> split(String text) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '（', '(' -> depth++;
                case '）', ')' -> depth = Math.max(0, depth - 1);
                case '。', '！', '？', '｡' -> {
                    if (depth == 0 || c == '。') {
                        int end = behindQuotes(text, i + 1);
                        add(text, start, end, spans);
                        start = end;
                        i = end - 1;
                        depth = 0;
                    }
                }
                case '.', '!', '?' -> {
                    if (depth == 0 && endsHere(text, i)) {
                        int end = behindQuotes(text, i + 1);
                        add(text, start, end, spans);
                        start = end;
                        i = end - 1;
                    }
                }
                case '\n' -> {
                    if (lineEndsSentence(text, start, i)) {
                        add(text, start, i, spans);
                        start = i + 1;
                        depth = 0;
                    }
                }
                default -> {}
            }
        }
        add(text, start, text.length(), spans);
        return spans;
    }

    private static int behindQuotes(String text, int from) {
        int end = from;
        while (end < text.length() && "”’」』)）\"'".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static void add(String text, int from, int to, List<Span> spans) {
        int start = from;
        int end = to;
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            spans.add(new Span(start, end));
        }
    }

    private static boolean blank(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    /** Whether the full stop at {@code at} ends a sentence: a blank and a new beginning follow, no abbreviation precedes. */
    private static boolean endsHere(String text, int at) {
        int next = behindQuotes(text, at + 1);
        if (next >= text.length()) {
            return true;
        }
        char follower = text.charAt(next);
        if (Folding.ideograph(follower) && text.charAt(at) != '.') {
            return true;
        }
        if (!blank(follower) && follower != '[') {
            return false;
        }
        int beginning = next;
        while (beginning < text.length() && blank(text.charAt(beginning))) {
            beginning++;
        }
        if (beginning >= text.length()) {
            return true;
        }
        char first = text.charAt(beginning);
        if (Character.isLowerCase(first)) {
            return false;
        }
        if (text.charAt(at) != '.') {
            return true;
        }
        int wordStart = at;
        while (wordStart > 0 && (Character.isLetter(text.charAt(wordStart - 1)) || text.charAt(wordStart - 1) == '.')) {
            wordStart--;
        }
        String word = text.substring(wordStart, at).toLowerCase(Locale.ROOT);
        if (word.length() == 1 && Character.isLetter(word.charAt(0)) && Character.isUpperCase(text.charAt(wordStart))) {
            return false;
        }
        // "U.S. dollars" goes on, "in the U.S. The ..." ends: the follower decides for abbreviations that may close
        if (word.equals("u.s") || word.equals("u.k") || word.equals("u.n") || word.equals("etc") || word.equals("al")) {
            return Character.isUpperCase(first) && !text.startsWith("Dollar", beginning);
        }
        boolean lineStartNumber = wordStart == at && listNumber(text, at);
        return !ABBREVIATIONS.contains(word) && !lineStartNumber;
    }

    /** {@code 1.} at the beginning of a line is the number of a list item. */
    private static boolean listNumber(String text, int at) {
        int i = at;
        while (i > 0 && Character.isDigit(text.charAt(i - 1))) {
            i--;
        }
        if (i == at || at - i > 2) {
            return false;
        }
        while (i > 0 && text.charAt(i - 1) == ' ') {
            i--;
        }
        return i == 0 || text.charAt(i - 1) == '\n';
    }

    /** Whether the line break at {@code at} ends the sentence begun at {@code start}. */
    private static boolean lineEndsSentence(String text, int start, int at) {
        int next = at + 1;
        while (next < text.length()
                && (text.charAt(next) == ' ' || text.charAt(next) == '\t' || text.charAt(next) == '\r')) {
            next++;
        }
        if (next >= text.length() || text.charAt(next) == '\n') {
            return true;
        }
        if (text.startsWith("　", at + 1) || text.charAt(next) == '\u3000') {
            return true;
        }
        String line = text.substring(Math.max(start, text.lastIndexOf('\n', at - 1) + 1), at)
                .strip();
        if (line.isEmpty()) {
            return true;
        }
        char last = line.charAt(line.length() - 1);
        char first = text.charAt(next);
        if (Folding.hasIdeograph(line)) {
            boolean open = "，、,；;（(".indexOf(last) >= 0;
            boolean closes = "，、。；）,.%％".indexOf(first) >= 0;
            // wrapped text fills its lines: one that is long and unfinished goes on
            boolean full = line.codePointCount(0, line.length()) >= 28 && "。！？：:".indexOf(last) < 0;
            return !(open || closes || full);
        }
        boolean full = line.length() >= 45;
        return !(",;-–(".indexOf(last) >= 0 || Character.isLowerCase(first) || full && ".!?:".indexOf(last) < 0);
    }
}
