package almanac.document.pdf;

import almanac.model.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The text of words in a cell, and what kind of text it is. */
final class CellText {
    /** Words nearer than this, em, are one word (a change of font inside it, a mark). */
    private static final double NO_BLANK = 0.1;
    /** Ideographs further apart than this, em, are two words and no padded name. */
    private static final double PADDING = 6;

    private static final Pattern NUMBER = Pattern.compile(
            "[\\s(\\[<>~$€£¥￥+\\-–—−±*#]*(US\\$)?[\\s(]*[\\d.,]*\\d[\\d\\s.,'’]*" + "([%％‰]|[)\\]*†‡§a-z]|\\s)*");
    private static final Pattern BLANK_MARK =
            Pattern.compile("[-–—−*.…·x×]{1,6}|\\(?(NA|N/A|n/a|n\\.a\\.|na|X|x|D|S|Z|\\.\\.|…)\\)?|[*†‡]+|[#-]");
    private static final Pattern YEAR = Pattern.compile(
            "(FY\\s?)?(1[89]|20)\\d\\d\\s*([-–—/]\\s*(\\d\\d|(1[89]|20)\\d\\d))?\\s*(年|A|E|F|[*†‡]|r|p)?");

    private CellText() {}

    /** A figure: digits with the signs, separators, brackets and marks that figures carry. */
    static boolean numeric(String text) {
        return text.length() < 40 && NUMBER.matcher(narrow(text)).matches();
    }

    /** A figure or a mark that stands in place of one. */
    static boolean figure(String text) {
        return numeric(text) || BLANK_MARK.matcher(narrow(text)).matches();
    }

    static boolean year(String text) {
        return YEAR.matcher(narrow(text).strip()).matches();
    }

    /** Full-width digits and signs as narrow ones: ５３．６ is a figure as 53.6 is. */
    private static String narrow(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0xff01 && text.charAt(i) <= 0xff5e) {
                StringBuilder narrow = new StringBuilder(text);
                for (int k = i; k < narrow.length(); k++) {
                    char c = narrow.charAt(k);
                    if (c >= 0xff01 && c <= 0xff5e) {
                        narrow.setCharAt(k, (char) (c - 0xfee0));
                    }
                }
                return narrow.toString();
            }
        }
        return text;
    }

    static boolean letters(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }

    static boolean ideograph(int c) {
        return Character.isIdeographic(c) || (c >= 0x3040 && c <= 0x30ff) || (c >= 0xac00 && c <= 0xd7af);
    }

    private static boolean wide(int c) {
        return ideograph(c) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff60);
    }

    /** Words of one line, left to right, with a blank where there is room for one; marks left out. */
    static String join(List<Word> words) {
        StringBuilder text = new StringBuilder();
        Word last = null;
        for (Word word : words) {
            if (word.raised()) {
                continue;
            }
            if (last != null && blankBetween(last, word)) {
                text.append(' ');
            }
            text.append(word.text());
            last = word;
        }
        return text.toString();
    }

    private static boolean blankBetween(Word last, Word word) {
        double em = Math.min(last.fontSizePoints(), word.fontSizePoints());
        double gap = word.box().left() - last.box().right();
        if (gap < NO_BLANK * em) {
            return false;
        }
        int before = last.text().codePointBefore(last.text().length());
        int after = word.text().codePointAt(0);
        if (wide(before) && wide(after)) {
            return gap > PADDING * em;
        }
        if (wide(before) || wide(after)) {
            return gap > 0.2 * em && !(before == '(' || after == ')');
        }
        return true;
    }

    /** Lines of words as the text of one cell: lines joined by a line feed. */
    static String lines(List<List<Word>> lines) {
        StringBuilder text = new StringBuilder();
        for (List<Word> line : lines) {
            String part = join(line);
            if (part.isEmpty()) {
                continue;
            }
            if (text.length() > 0) {
                text.append('\n');
            }
            text.append(part);
        }
        return text.toString();
    }

    /** The marks among the words, in reading order. */
    static List<String> marks(List<List<Word>> lines) {
        List<String> marks = new ArrayList<>();
        for (List<Word> line : lines) {
            for (Word word : line) {
                if (word.raised()) {
                    marks.add(word.text());
                }
            }
        }
        return marks;
    }

    /** Words into lines, top to bottom, each left to right. */
    static List<List<Word>> intoLines(List<Word> words) {
        List<Line> lines = Line.of(words);
        List<List<Word>> all = new ArrayList<>();
        for (Line line : lines) {
            all.add(line.words());
        }
        return all;
    }

    static final Comparator<Word> BY_LEFT = Comparator.comparingDouble(
                    (Word w) -> w.box().left())
            .thenComparingDouble(w -> w.box().top())
            .thenComparing(Word::text);
}
