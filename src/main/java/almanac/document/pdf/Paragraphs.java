package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Running text of a page: runs of words that read as sentences and follow each other down a column.
 *
 * @param rest the words that are no running text
 * @param boxes the paragraphs
 */
record Paragraphs(List<Word> rest, List<Box> boxes) {
    /** Runs of at least this many words read as prose. */
    private static final int PROSE_WORDS = 5;
    /** So many ideographs with a comma or stop among them read as prose. */
    private static final int PROSE_IDEOGRAPHS = 18;
    /** Lines of prose that follow each other make a paragraph from this many on. */
    private static final int PROSE_LINES = 3;

    /** A line that ends within this of a paragraph's right edge, em, has no room for another word. */
    private static final double FULL_LINE = 6;
    /** What stands beside figures and takes less of the width than this of the text below it is a table's last label. */
    private static final double LABEL_SHARE = 0.5;

    /** Tells running text from the rest; what fills cells of framed tables is none. */
    static Paragraphs of(List<Word> all, Frames frames, double em, double wordGap) {
        double runGap = runGap(wordGap);
        List<Box> paragraphs = new ArrayList<>();
        List<Line> every = Line.of(all);
        List<Run> prose = new ArrayList<>();
        List<List<Run>> runs = new ArrayList<>();
        Set<Run> besideFigures = new HashSet<>();
        for (Line line : every) {
            List<Run> parts = line.runs(runGap);
            runs.add(parts);
            boolean figures = false;
            for (Run part : parts) {
                figures |= CellText.figure(part.text());
            }
            for (Run part : parts) {
                if (prose(part)) {
                    prose.add(part);
                    if (figures) {
                        besideFigures.add(part);
                    }
                }
            }
        }
        Set<Word> dropped = new HashSet<>();
        boolean[] taken = new boolean[prose.size()];
        for (int i = 0; i < prose.size(); i++) {
            if (taken[i]) {
                continue;
            }
            List<Run> chain = new ArrayList<>();
            chain.add(prose.get(i));
            taken[i] = true;
            Box box = prose.get(i).box();
            for (int k = i + 1; k < prose.size(); k++) {
                Box next = prose.get(k).box();
                Box last = chain.get(chain.size() - 1).box();
                if (next.top() - last.bottom() > 1.6 * em) {
                    break;
                }
                boolean labelAbove = besideFigures.contains(chain.get(chain.size() - 1))
                        && !besideFigures.contains(prose.get(k))
                        && last.width() < LABEL_SHARE * next.width();
                if (!taken[k]
                        && !labelAbove
                        && next.centreY() > last.centreY()
                        && Math.min(next.right(), last.right()) - Math.max(next.left(), last.left())
                                > 0.6 * Math.min(next.width(), last.width())
                        && Math.abs(next.left() - box.left()) < 4 * em) {
                    chain.add(prose.get(k));
                    box = box.union(next);
                    taken[k] = true;
                }
            }
            if (chain.size() >= PROSE_LINES && !frames.cells(box) && (!beside(chain, besideFigures) || flows(chain))) {
                for (Run run : chain) {
                    dropped.addAll(run.words());
                }
                Run end = end(chain, box, runs, em);
                if (end != null) {
                    dropped.addAll(end.words());
                    box = box.union(end.box());
                }
                paragraphs.add(box);
            }
        }
        List<Word> kept = new ArrayList<>();
        for (Word word : all) {
            if (!dropped.contains(word)) {
                kept.add(word);
            }
        }
        return new Paragraphs(kept, paragraphs);
    }

    /** The short last line of a paragraph whose other lines are full; null where there is none. */
    private static @Nullable Run end(List<Run> chain, Box box, List<List<Run>> lines, double em) {
        Box first = chain.get(0).box();
        Box last = chain.get(chain.size() - 1).box();
        double lead = (last.centreY() - first.centreY()) / (chain.size() - 1);
        if (last.right() < box.right() - FULL_LINE * em) {
            return null;
        }
        for (List<Run> line : lines) {
            Run found = null;
            int within = 0;
            for (Run run : line) {
                double step = run.box().centreY() - last.centreY();
                if (step < 0.5 * lead || step > 1.15 * lead) {
                    continue;
                }
                within += run.right() > box.left() && run.left() < box.right() ? 1 : 0;
                boolean flush = Math.abs(run.left() - last.left()) < 0.3 * em
                        && run.right() < box.right()
                        && !CellText.figure(run.text());
                found = flush ? run : found;
            }
            if (found != null && within == 1) {
                return found;
            }
        }
        return null;
    }

    /** Gap, em, beyond which words of a line are not of one sentence. */
    static double runGap(double wordGap) {
        return Math.max(0.8, 1.6 * wordGap);
    }

    private static boolean beside(List<Run> chain, Set<Run> besideFigures) {
        for (Run run : chain) {
            if (besideFigures.contains(run)) {
                return true;
            }
        }
        return false;
    }

    /** Lines go on in mid sentence: labels of a table begin anew in each row. */
    private static boolean flows(List<Run> chain) {
        int low = 0;
        for (Run run : chain) {
            String text = run.text();
            low += !text.isEmpty() && Character.isLowerCase(text.codePointAt(0)) ? 1 : 0;
        }
        return chain.size() >= 4 && low * 2 >= chain.size();
    }

    private static boolean latin(int c) {
        return Character.isLetter(c) && !CellText.ideograph(c);
    }

    static boolean prose(Run run) {
        int letters = 0;
        int ideographs = 0;
        for (Word word : run.words()) {
            String text = word.text();
            boolean begins = latin(text.codePointAt(0));
            boolean ends = latin(text.codePointBefore(text.length()));
            letters += (text.length() >= 2 && ends) || (text.length() >= 3 && begins) ? 1 : 0;
            ideographs += (int) text.codePoints().filter(CellText::ideograph).count();
        }
        return (run.words().size() >= PROSE_WORDS && letters * 10 >= run.words().size() * 6)
                || (ideographs >= PROSE_IDEOGRAPHS && run.text().matches(".*[，。；、].*"));
    }
}
