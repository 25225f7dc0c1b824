package almanac.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cell taken apart: its text without white space at the ends, its footnote marks, its indentation.
 *
 * @param text lines joined by {@code \n}
 * @param marks superscript runs that are no powers
 * @param indent leading white space in steps of two narrow blanks or one wide one
 */
public record CellText(String text, List<String> marks, int indent) {
    private static final Pattern POWER_BASE = Pattern.compile("(?i)(?:^|[^\\p{L}])(?:[kcdm]?m|км|дм|см|м|米|里)$");
    private static final Pattern MARK = Pattern.compile("[\\d*†‡§a-zA-Z,;()\\[\\]）（①-⑳\\s]{1,8}");

    /** A run of characters; raised ones may be marks. */
    public record Run(String text, boolean raised) {}

    public static CellText of(String printed) {
        return of(List.of(new Run(printed, false)));
    }

    public static CellText of(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        List<String> marks = new ArrayList<>();
        for (Run run : runs) {
            String piece = run.text();
            if (!run.raised()) {
                text.append(piece);
            } else if (POWER_BASE.matcher(text).find() && piece.strip().matches("[23]")) {
                text.append(piece.strip().equals("2") ? '²' : '³');
            } else if (MARK.matcher(piece).matches() && !piece.isBlank()) {
                marks.add(piece.strip());
            } else {
                text.append(piece);
            }
        }
        String clean = lines(text.toString());
        int indent = 0;
        int at = 0;
        while (at < clean.length() && Character.isSpaceChar(clean.charAt(at))
                || at < clean.length() && clean.charAt(at) == '\t') {
            indent += clean.charAt(at) == '\u3000' || clean.charAt(at) == '\t' ? 2 : 1;
            at++;
        }
        return new CellText(strip(clean), List.copyOf(marks), indent / 2);
    }

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static String lines(String text) {
        String result = text;
        if (result.contains("_x")) {
            Matcher matcher = ESCAPE.matcher(result);
            result = matcher.replaceAll(
                    found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        }
        return result.indexOf('\r') < 0
                ? result
                : result.replace("\r\n", "\n").replace('\r', '\n').replaceAll("\n{2,}", "\n");
    }

    /** Without white space of any width at the ends. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && blank(text.charAt(from))) {
            from++;
        }
        while (to > from && blank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean blank(char c) {
        return c <= ' ' || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }
}
