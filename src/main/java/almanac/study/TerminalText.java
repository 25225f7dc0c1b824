package almanac.study;

import java.util.ArrayList;
import java.util.List;

/**
 * Text for a terminal: how many columns it takes, and lines that fit. A line is broken at a blank or beside an
 * ideograph; a word that is longer than a line, such as a path, is kept whole, so that it can be copied.
 */
public final class TerminalText {
    private static final int TAB = 8;
    private static final int DEEPEST_HANG = 8;
    private static final String CLOSING = "，。、；：？！）》」』】〉…·％";
    private static final String OPENING = "（《「『【〈";

    private TerminalText() {}

    /** Columns a text takes: East Asian wide characters two, marks that combine and colour codes none. */
    public static int width(CharSequence text) {
        int columns = 0;
        boolean code = false;
        for (int i = 0; i < text.length(); ) {
            int point = Character.codePointAt(text, i);
            code = code || point == '\u001b';
            columns += code ? 0 : columns(point);
            code = code && point != 'm';
            i += Character.charCount(point);
        }
        return columns;
    }

    /** Columns of one character, after Unicode's East Asian Width (Annex 11): 0, 1 or 2. */
    static int columns(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(point) ? 2 : 1;
    }

    private static boolean wide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F)
                || (point >= 0xA960 && point <= 0xA97F)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF01 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1F64F)
                || (point >= 0x1F900 && point <= 0x1F9FF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }

    /**
     * The text with its long lines broken; what goes on stands two columns deeper than the line began.
     *
     * @param columns of the terminal; 0 leaves the text as it is
     */
    public static String fitted(String text, int columns) {
        if (columns <= 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            String line = untabbed(text.substring(from, end < 0 ? text.length() : end));
            int blanks = line.length() - line.stripLeading().length();
            out.append(String.join("\n", wrapped(line, columns, Math.min(blanks + 2, columns / 2))));
            out.append(end < 0 ? "" : "\n");
            from = end < 0 ? text.length() : end + 1;
        }
        return out.toString();
    }

    /** A message and its hint as lines; a hint goes on under its first word. */
    public static String message(String text, String hint, int columns) {
        String said = fitted(text, columns);
        String lead = "  hint: ";
        return hint.isEmpty()
                ? said
                : said + "\n"
                        + (columns <= 0 ? lead + hint : String.join("\n", wrapped(lead + hint, columns, DEEPEST_HANG)));
    }

    /**
     * One line as several of at most so many columns.
     *
     * @param hang blanks before all but the first
     */
    static List<String> wrapped(String line, int columns, int hang) {
        List<String> lines = new ArrayList<>();
        String rest = line;
        String indent = "";
        while (width(rest) > columns - indent.length()) {
            int cut = cut(rest, columns - indent.length());
            if (cut >= rest.length()) {
                break;
            }
            lines.add(indent + rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
            // a word that is too long for the room there moves to the left
            int word = width(rest.substring(0, cut(rest, 1)));
            indent = " ".repeat(Math.max(0, Math.min(hang, columns - word)));
        }
        lines.add(indent + rest);
        return lines;
    }

    /** Where the line is broken: the last place that fits; where none does, the first there is. */
    private static int cut(String text, int room) {
        int blanks = text.length() - text.stripLeading().length();
        int used = 0;
        int best = -1;
        int before = ' ';
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (i > blanks && breaks(before, point)) {
                if (used > room && best >= 0) {
                    return best;
                }
                best = i;
                if (used > room) {
                    return best;
                }
            }
            used += columns(point);
            if (used > room && best >= 0) {
                // a blank at the very end takes no room
                return point == ' ' ? i : best;
            }
            before = point;
            i += Character.charCount(point);
        }
        return text.length();
    }

    private static boolean breaks(int before, int point) {
        if (point == ' ') {
            return false;
        }
        if (before == ' ') {
            return true;
        }
        return (columns(before) == 2 || columns(point) == 2)
                && CLOSING.indexOf(point) < 0
                && OPENING.indexOf(before) < 0
                && ",.;:)]}\"'%".indexOf(point) < 0
                && "([{\"'".indexOf(before) < 0;
    }

    private static String untabbed(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            if (point == '\t') {
                int blanks = TAB - column % TAB;
                out.append(" ".repeat(blanks));
                column += blanks;
            } else {
                out.appendCodePoint(point);
                column += columns(point);
            }
            i += Character.charCount(point);
        }
        return out.toString();
    }
}
