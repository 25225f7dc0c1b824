package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leader dots, drawn by a tab (......) or typed (. . . .): they lead the eye and say nothing, and would make columns of
 * their own. They are taken off the page before tables are looked for; typed ones are text, and who wants cells as typed
 * puts them back.
 */
final class Leaders {
    /** So many dots at the end of a word are leaders and no ellipsis. */
    private static final int DOTS = 4;
    /** So many single dots behind each other are leaders. */
    private static final int SPACED = 3;
    /** A page with so many dots of leaders is one that sets them. */
    private static final int FEWEST = 12;
    /** So many labels with a dot or two set apart behind them, where there is room for no more, show the same. */
    private static final int FEWEST_LED = 3;
    /** A list of contents has at least so many titles. */
    private static final int FEWEST_TITLES = 4;
    /** Dots of one leader stand within this, em; a leader begins within it behind its label. */
    private static final double NEXT = 1.6;
    /** What a dot takes of the width that its word gives to each character: dots are narrow. */
    private static final double DOT_WIDTH = 0.8;

    private final List<Word> rest = new ArrayList<>();
    private final List<Word> dots = new ArrayList<>();

    private final List<Box> drawn = new ArrayList<>();

    private Leaders() {}

    static Leaders of(List<Word> words) {
        Leaders leaders = new Leaders();
        List<Word> whole = new ArrayList<>();
        boolean any = false;
        for (Word word : words) {
            leaders.cut(word, whole);
        }
        for (Word word : whole) {
            any |= dots(word.text());
        }
        if (!any) {
            leaders.rest.addAll(whole);
            return leaders;
        }
        Set<Word> spaced = new HashSet<>();
        List<Line> lines = Line.of(whole);
        for (Line line : lines) {
            spaced(line.words(), SPACED, spaced);
        }
        if (spaced.size() >= FEWEST || led(lines) >= FEWEST_LED) {
            for (Line line : lines) {
                spaced(line.words(), 1, spaced); // the labels that leave room for a dot or two
            }
        }
        for (Word word : whole) {
            (spaced.contains(word) ? leaders.dots : leaders.rest).add(word);
        }
        return leaders;
    }

    /** The words that are no leaders. */
    List<Word> rest() {
        return rest;
    }

    private static boolean dot(char c) {
        return c == '.' || c == '…' || c == '·';
    }

    private static boolean dots(String text) {
        return text.chars().allMatch(c -> dot((char) c));
    }

    /** Adds the word without the leader at its end. */
    private void cut(Word word, List<Word> to) {
        String text = word.text();
        int end = text.length();
        while (end > 0 && dot(text.charAt(end - 1))) {
            end--;
        }
        int count = text.length() - end;
        if (count < DOTS) {
            to.add(word);
            return;
        }
        Box whole = word.box();
        if (end == 0) {
            drawn.add(whole);
        } else {
            Box box = word.box();
            double from = box.right() - box.width() * count / text.length() * DOT_WIDTH;
            drawn.add(new Box(from, box.top(), box.right(), box.bottom()));
            to.add(new Word(
                    text.substring(0, end),
                    new Box(box.left(), box.top(), from, box.bottom()),
                    word.fontSizePoints(),
                    word.raised(),
                    word.bold()));
        }
    }

    /** Lines whose label is followed by dots set apart and, beyond white, by a figure. */
    private static int led(List<Line> lines) {
        int led = 0;
        for (Line line : lines) {
            List<Word> words = line.words();
            for (int i = 1; i + 1 < words.size(); i++) {
                if (dots(words.get(i).text()) && label(words.get(i - 1), words.get(i))) {
                    int end = i;
                    while (end + 1 < words.size() && dots(words.get(end + 1).text())) {
                        end++;
                    }
                    led += end + 1 < words.size()
                                    && CellText.figure(words.get(end + 1).text())
                                    && words.get(end + 1).box().left()
                                                    - words.get(end).box().right()
                                            > words.get(end).fontSizePoints()
                            ? 1
                            : 0;
                    break;
                }
            }
        }
        return led;
    }

    /** Whether a word may end a label: a dot in its place further off stands for a missing value. */
    private static boolean label(Word word, Word dot) {
        return (CellText.letters(word.text()) || CellText.year(word.text()))
                && dot.box().left() - word.box().right() < word.fontSizePoints();
    }

    private static void spaced(List<Word> line, int least, Set<Word> spaced) {
        int from = 0;
        for (int i = 0; i <= line.size(); i++) {
            boolean goesOn = i < line.size()
                    && dots(line.get(i).text())
                    && (i == from
                            || line.get(i).box().left() - line.get(i - 1).box().right()
                                    < NEXT * line.get(i).fontSizePoints());
            if (!goesOn) {
                boolean behind = from > 0 && label(line.get(from - 1), line.get(Math.min(from, line.size() - 1)));
                if (i - from >= least
                        && (least > 1 || behind && line.get(from).text().length() == 1)) {
                    spaced.addAll(line.subList(from, i));
                }
                from = i < line.size() && dots(line.get(i).text()) ? i : i + 1;
            }
        }
    }

    /** Whether a table is a list of contents: titles, leaders, and page numbers that never fall. */
    boolean contents(PrintedTable table, String above) {
        int rows = 0;
        int led = 0;
        int last = 0;
        for (Slot slot : table.slots()) {
            String text = slot.text().strip();
            if (slot.column() == table.columns() - 1) {
                text = text.replaceFirst("^\\.+\\s*(?=\\d)", ""); // the leader runs into the number
                if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < last) {
                    return false;
                }
                last = Integer.parseInt(text);
                rows++;
                led += led(slot.box(), table.box()) ? 1 : 0;
            } else if (slot.column() > 0 && CellText.figure(text)) {
                return false;
            }
        }
        return rows >= FEWEST_TITLES
                && (led * 2 >= rows || above.strip().matches("(?is)(.*\\n)?\\s*(table of )?contents|.*目\\s*[录錄次]"));
    }

    private boolean led(Box figure, Box table) {
        List<Box> all = new ArrayList<>(drawn);
        dots.forEach(dot -> all.add(dot.box()));
        for (Box box : all) {
            if (Math.abs(box.centreY() - figure.centreY()) < 0.5 * box.height()
                    && box.right() > table.left()
                    && box.left() < figure.left()) {
                return true;
            }
        }
        return false;
    }

    /** The table with the leaders behind the labels that they follow; behind figures they only bridge white. */
    PrintedTable into(PrintedTable table) {
        if (dots.isEmpty()) {
            return table;
        }
        List<Slot> slots = new ArrayList<>();
        for (Slot slot : table.slots()) {
            List<List<Word>> lines = new ArrayList<>();
            boolean more = false;
            for (List<Word> words : slot.lines()) {
                List<Word> line = new ArrayList<>(words);
                for (boolean found = !CellText.figure(CellText.join(words)); found; ) {
                    found = false;
                    Word last = line.get(line.size() - 1);
                    for (Word dot : dots) {
                        double gap = dot.box().left() - last.box().right();
                        if (gap > -0.3 * dot.fontSizePoints()
                                && dot.box().right() > last.box().right()
                                && gap < NEXT * dot.fontSizePoints()
                                && Math.abs(dot.box().centreY() - last.box().centreY()) < 0.4 * dot.fontSizePoints()) {
                            line.add(dot);
                            found = true;
                            more = true;
                            break;
                        }
                    }
                }
                lines.add(line);
            }
            slots.add(
                    more
                            ? new Slot(slot.row(), slot.column(), slot.rowSpan(), slot.columnSpan(), lines, slot.box())
                            : slot);
        }
        return table.with(slots);
    }
}
