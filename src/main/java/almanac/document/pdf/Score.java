package almanac.document.pdf;

import almanac.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How well a grid explains the words of its area, in four shares. Their product is the score: it has no weights, and one
 * share that fails cannot be bought off by the others.
 *
 * @param several cells that hold several values, which belong in cells of their own
 * @param cells cells with text
 * @param typed cells of the body that are figures among figures or words among words, down their column
 * @param aligned cells of the body that share their column's left edge, right edge or middle
 * @param body cells of the body that can tell, beside two or more others of their column
 * @param cut words that a ruling runs through
 * @param words words in the cells
 */
record Score(int several, int cells, int typed, int aligned, int body, int cut, int words) {
    /** Cells are aligned within this, em: figures of different lengths share their right edge to the point. */
    private static final double ALIGNED = 0.3;
    /** A ruling this far inside a word on both sides, em, cuts it. */
    private static final double CUT = 0.25;

    static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0);

    static Score of(PrintedTable table, Rules rules, double em) {
        int several = 0;
        List<List<Slot>> columns = new ArrayList<>();
        for (int c = 0; c < table.columns(); c++) {
            columns.add(new ArrayList<>());
        }
        int words = 0;
        int cut = 0;
        for (Slot slot : table.slots()) {
            several += severalValues(slot) ? 1 : 0;
            if (slot.row() >= table.headerRows() && slot.columnSpan() == 1) {
                columns.get(slot.column()).add(slot);
            }
            for (List<Word> line : slot.lines()) {
                for (Word word : line) {
                    words++;
                    cut += cut(word, rules, em) ? 1 : 0;
                }
            }
        }
        int typed = 0;
        int aligned = 0;
        int body = 0;
        for (List<Slot> column : columns) {
            if (column.size() < 3) {
                continue;
            }
            body += column.size();
            int figures = 0;
            double[] left = new double[column.size()];
            double[] right = new double[column.size()];
            double[] middle = new double[column.size()];
            for (int i = 0; i < column.size(); i++) {
                Slot slot = column.get(i);
                figures += CellText.figure(slot.text()) ? 1 : 0;
                Line line = Line.ofWords(slot.lines().get(slot.lines().size() - 1));
                left[i] = line.box().left();
                right[i] = line.box().right();
                middle[i] = line.box().centreX();
            }
            typed += Math.max(figures, column.size() - figures);
            aligned += Math.max(alike(left, em), Math.max(alike(right, em), alike(middle, em)));
        }
        return new Score(several, table.slots().size(), typed, aligned, body, cut, words);
    }

    /** How many of the places agree with another one, but for their order. */
    private static int alike(double[] at, double em) {
        double[] sorted = at.clone();
        Arrays.sort(sorted);
        int alike = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean before = i > 0 && sorted[i] - sorted[i - 1] < ALIGNED * em;
            boolean after = i + 1 < sorted.length && sorted[i + 1] - sorted[i] < ALIGNED * em;
            alike += before || after ? 1 : 0;
        }
        return alike;
    }

    private static boolean cut(Word word, Rules rules, double em) {
        for (Rule rule : rules.vertical()) {
            if (rule.at() > word.box().left() + CUT * em
                    && rule.at() < word.box().right() - CUT * em
                    && rule.from() < word.box().centreY()
                    && rule.to() > word.box().centreY()) {
                return true;
            }
        }
        return false;
    }

    private static boolean severalValues(Slot slot) {
        boolean allFigures = slot.lines().size() >= 2;
        for (List<Word> words : slot.lines()) {
            Line line = Line.ofWords(words);
            allFigures &= CellText.figure(line.text()) && !CellText.year(line.text());
            int figures = 0;
            for (Run run : line.runs(SEVERAL)) {
                figures += CellText.figure(run.text()) ? 1 : 0;
            }
            if (figures >= 2) {
                return true;
            }
        }
        return allFigures;
    }

    /** Figures this far apart, em, in one cell are two values. */
    private static final double SEVERAL = 0.9;

    /** The share of cells that hold one value. */
    double single() {
        return cells == 0 ? 0 : 1 - several / (double) cells;
    }

    double total() {
        if (cells == 0) {
            return 0;
        }
        double types = body == 0 ? 1 : typed / (double) body;
        double edges = body == 0 ? 1 : aligned / (double) body;
        double whole = words == 0 ? 1 : 1 - cut / (double) words;
        return single() * types * edges * whole;
    }

    /** The parts in plain words. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        reasons.add((cells - several) + " of " + cells + " cells hold one value");
        if (body > 0) {
            reasons.add(typed + " of " + body + " cells are figures under figures or words under words");
            reasons.add(aligned + " of " + body + " line up with their column");
        }
        reasons.add(cut == 0 ? "no word is cut by a ruling" : cut + " of " + words + " words are cut by rulings");
        return reasons;
    }

    /** Where this score falls behind a better one, in plain words. */
    String behind(Score better) {
        List<String> parts = new ArrayList<>();
        if (single() < better.single()) {
            parts.add(several + " of its " + cells + " cells hold several values");
        }
        if (share(typed, body) < share(better.typed, better.body)) {
            parts.add("figures and words mixed in columns (" + percent(1 - share(typed, body)) + " of cells)");
        }
        if (share(aligned, body) < share(better.aligned, better.body)) {
            parts.add(percent(1 - share(aligned, body)) + " of cells out of line");
        }
        if (cut * (long) better.words > better.cut * (long) words) {
            parts.add(cut + " words cut by rulings");
        }
        return parts.isEmpty() ? "explains no more" : String.join(", ", parts);
    }

    private static double share(int part, int all) {
        return all == 0 ? 1 : part / (double) all;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
