package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Stretches of a page between rules of one width of which the first ones set off a line of heads: tables, whatever their
 * cells hold. Running text between two such rules, as a page's header and footer have, is none.
 *
 * @param boxes from the top rule, or the head above it, to the last rule
 */
record Frames(List<Box> boxes) {
    /** Fewer rules frame a page or a box of text. */
    private static final int FEWEST = 3;
    /** The rule below the heads stands at most this far below the top rule, em. */
    private static final double TALLEST_HEAD = 8;
    /** Heads without a top rule stand within this above the first rule, em. */
    private static final double HEAD_ABOVE = 2.2;
    /** Rules of one table are as wide within this, em. */
    private static final double SAME = 0.6;
    /** Rules further apart than this, em, belong to two tables. */
    private static final double FAR = 60;
    /** Tables are at least this wide, em. */
    private static final double NARROWEST = 12;
    /** A cell takes at most this share of a table's width. */
    private static final double WIDEST_CELL = 0.8;
    /** Pages with more rules are drawings. */
    private static final int MOST_RULES = 400;

    static Frames of(Rules rules, List<Word> words, double em, double wordGap) {
        List<Rule> all = new ArrayList<>(rules.horizontal());
        all.removeIf(rule -> rule.length() < NARROWEST * em);
        List<Box> boxes = new ArrayList<>();
        if (all.size() < FEWEST || all.size() > MOST_RULES) {
            return new Frames(boxes);
        }
        all.sort(Comparator.comparingDouble(Rule::at));
        boolean[] taken = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (taken[i]) {
                continue;
            }
            List<Rule> same = new ArrayList<>(List.of(all.get(i)));
            for (int k = i + 1; k < all.size(); k++) {
                Rule last = same.get(same.size() - 1);
                Rule next = all.get(k);
                if (next.at() - last.at() > FAR * em) {
                    break;
                }
                if (!taken[k]
                        && Math.abs(next.from() - last.from()) < SAME * em
                        && Math.abs(next.to() - last.to()) < SAME * em) {
                    same.add(next);
                    taken[k] = true;
                }
            }
            if (same.size() >= FEWEST) {
                double top = top(same, words, em, wordGap);
                if (top >= 0) {
                    Rule first = same.get(0);
                    boxes.add(new Box(
                            first.from(),
                            top,
                            first.to(),
                            same.get(same.size() - 1).at()));
                }
            }
        }
        return new Frames(boxes);
    }

    /** Where the table between the rules begins: at a rule above its heads, or at the heads; -1 where there are none. */
    private static double top(List<Rule> same, List<Word> words, double em, double wordGap) {
        Rule first = same.get(0);
        double second = same.get(1).at();
        if (second - first.at() <= TALLEST_HEAD * em
                && heads(words, new Box(first.from(), first.at(), first.to(), second), wordGap)) {
            return first.at();
        }
        Box above = new Box(first.from(), Math.max(0, first.at() - HEAD_ABOVE * em), first.to(), first.at());
        return heads(words, above, wordGap) ? above.top() : -1;
    }

    private static boolean heads(List<Word> words, Box box, double wordGap) {
        boolean several = false;
        for (Line line : Line.of(TableFinder.inside(words, box))) {
            List<Run> runs = line.runs(Paragraphs.runGap(wordGap));
            for (Run run : runs) {
                if (Paragraphs.prose(run) || CellText.figure(run.text()) && !CellText.year(run.text())) {
                    return false;
                }
            }
            several |= runs.size() > 1;
        }
        return several;
    }

    /** Whether a place is inside one of the tables. */
    boolean hold(Box box) {
        for (Box frame : boxes) {
            if (frame.contains(box.centreX(), box.centreY())) {
                return true;
            }
        }
        return false;
    }

    /** Whether text may fill cells of one of the tables: inside it and narrower. */
    boolean cells(Box text) {
        for (Box frame : boxes) {
            if (frame.contains(text.centreX(), text.centreY())
                    && text.top() > frame.top()
                    && text.bottom() < frame.bottom()
                    && text.width() < WIDEST_CELL * frame.width()) {
                return true;
            }
        }
        return false;
    }
}
