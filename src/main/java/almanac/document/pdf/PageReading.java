package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Page;
import almanac.model.Ruling;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One page as it was understood.
 *
 * @param page words and rulings, as displayed
 * @param tables found on it, in reading order
 * @param prose the text that stands outside the tables, a line a line, blank lines between paragraphs
 */
record PageReading(Page page, List<PlacedTable> tables, String prose) {
    /** Gaps beyond this, em, are no word spaces. */
    private static final double WIDEST_WORD_SPACE = 0.8;
    /** Runs are parted at no less than this, em: the word spaces of a justified line reach it. */
    private static final double NARROWEST_WORD_GAP = 0.42;
    /** From this many gaps on a page shows its usual word space. */
    private static final int FEWEST_GAPS = 12;

    /** So many hyphens in a row are a line and no mark of a missing value. */
    private static final int TYPED_RULE = 7;
    /** Lines further apart than this many em begin a new paragraph. */
    private static final double PARAGRAPH = 1.0;

    /**
     * Understands a page; one that is set sideways is read sideways.
     *
     * @param areas table areas given by hand, empty to look for tables
     * @param keepLeaders whether leader dots stay in the cells
     */
    static PageReading of(PageInk ink, List<Box> areas, boolean keepLeaders) {
        Turn turn = Turn.of(ink);
        if (turn.quarters() == 0) {
            return upright(ink, areas, keepLeaders);
        }
        PageReading read =
                upright(turn.upright(ink), areas.stream().map(turn::upright).toList(), keepLeaders);
        List<PlacedTable> back = new ArrayList<>();
        for (PlacedTable placed : read.tables()) {
            back.add(turn.back(placed));
        }
        List<Word> words = new ArrayList<>();
        for (Word word : read.page().words()) {
            words.add(new Word(word.text(), turn.back(word.box()), word.fontSizePoints(), word.raised(), word.bold()));
        }
        Page page = new Page(ink.number(), Math.max(1, ink.width()), Math.max(1, ink.height()), words, ink.rulings());
        return new PageReading(page, back, read.prose());
    }

    private static PageReading upright(PageInk ink, List<Box> areas, boolean keepLeaders) {
        List<Word> words = WordMaker.words(ink.glyphs());
        List<Word> kept = new ArrayList<>();
        for (Word word : words) {
            Box box = word.box();
            if (box.right() > 0 && box.left() < ink.width() && box.bottom() > 0 && box.top() < ink.height()) {
                kept.add(word);
            }
        }
        double em = em(kept);
        List<Ruling> lines = new ArrayList<>(ink.rulings());
        Leaders leaders = Leaders.of(withoutTypedRules(kept, lines));
        kept = leaders.rest();
        double wordGap = wordGap(kept);
        Rules rules = Rules.of(lines, em);
        List<Ruling> edges = CellFills.edges(ink.fills(), em);
        Rules filled = edges.isEmpty() ? new Rules(List.of(), List.of()) : Rules.of(edges, em);
        TableFinder finder = new TableFinder(kept, rules, filled, em, wordGap, new Pictures(ink, kept, em));
        List<PrintedTable> tables = new ArrayList<>();
        if (areas.isEmpty()) {
            tables.addAll(finder.find());
        } else {
            for (Box area : areas) {
                PrintedTable table = finder.inArea(area);
                if (table != null) {
                    tables.add(table);
                }
            }
        }
        TableAround around = new TableAround(kept, tables, em, ink.height());
        List<PlacedTable> placed = around.place();
        List<PrintedTable> contents = new ArrayList<>();
        for (PlacedTable one : placed) {
            if (areas.isEmpty() && leaders.contents(one.table(), one.caption())) {
                contents.add(one.table());
            }
        }
        if (!contents.isEmpty()) {
            tables.removeAll(contents);
            around = new TableAround(kept, tables, em, ink.height());
            placed = around.place();
        }
        if (keepLeaders) {
            placed = placed.stream().map(p -> p.with(leaders.into(p.table()))).toList();
        }
        List<Ruling> merged = new ArrayList<>();
        for (Rule r : rules.horizontal()) {
            merged.add(new Ruling(r.from(), r.at(), r.to(), r.at(), r.thickness()));
        }
        for (Rule r : rules.vertical()) {
            merged.add(new Ruling(r.at(), r.from(), r.at(), r.to(), r.thickness()));
        }
        List<Word> inOrder = new ArrayList<>();
        for (Line line : Line.of(kept)) {
            inOrder.addAll(line.words());
        }
        return new PageReading(
                new Page(ink.number(), Math.max(1, ink.width()), Math.max(1, ink.height()), inOrder, merged),
                placed,
                prose(around, em));
    }

    /** Rules set from hyphens or underscores become rulings. */
    private static List<Word> withoutTypedRules(List<Word> words, List<Ruling> rulings) {
        List<Word> kept = new ArrayList<>();
        for (Word word : words) {
            if (word.text().length() >= TYPED_RULE && word.text().matches("[-_=–—─━]+")) {
                Box box = word.box();
                rulings.add(new Ruling(box.left(), box.centreY(), box.right(), box.centreY(), 0.5));
            } else {
                kept.add(word);
            }
        }
        return kept;
    }

    private static String prose(TableAround around, double em) {
        StringBuilder text = new StringBuilder();
        double bottom = 0;
        for (Line line : around.lines()) {
            if (around.taken().contains(line)) {
                continue;
            }
            if (text.length() > 0) {
                text.append(line.box().top() - bottom > PARAGRAPH * em ? "\n\n" : "\n");
            }
            text.append(line.text());
            bottom = line.box().bottom();
        }
        return text.toString();
    }

    /** The size of the page's usual text, points. */
    static double em(List<Word> words) {
        double[] sizes = words.stream()
                .filter(w -> !w.raised())
                .mapToDouble(Word::fontSizePoints)
                .sorted()
                .toArray();
        return sizes.length == 0 ? 10 : sizes[sizes.length / 2];
    }

    private static boolean letters(Word word) {
        int c = word.text().codePointAt(0);
        return Character.isLetter(c) && !CellText.ideograph(c);
    }

    /** Gap, em, beyond which words of a line stand apart: half as wide again as the page's usual word space. */
    static double wordGap(List<Word> words) {
        List<Double> gaps = new ArrayList<>();
        for (Line line : Line.of(words)) {
            List<Word> all = line.words();
            for (int i = 1; i < all.size(); i++) {
                double gap = (all.get(i).box().left() - all.get(i - 1).box().right()) / line.em();
                if (gap > 0.05 && gap < WIDEST_WORD_SPACE && letters(all.get(i - 1)) && letters(all.get(i))) {
                    gaps.add(gap);
                }
            }
        }
        if (gaps.size() < FEWEST_GAPS) {
            return NARROWEST_WORD_GAP;
        }
        double[] sorted = gaps.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return Math.max(NARROWEST_WORD_GAP, Math.min(1.0, 1.5 * sorted[sorted.length / 2]));
    }
}
