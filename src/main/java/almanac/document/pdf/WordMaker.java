package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Joins glyphs to words: text printed twice counts once, a blank counts only where there is room for it. */
final class WordMaker {
    /** Top of a word's box above the baseline, em: ascenders of text faces, so that boxes of one line agree. */
    static final double ASCENT = 0.75;
    /** Bottom of a word's box below the baseline, em. */
    static final double DESCENT = 0.2;
    /** From the middle of a word's box down to the baseline, em. */
    static final double MIDDLE = (ASCENT - DESCENT) / 2;
    /** Copies of a glyph this near, em, are one glyph printed twice (shadow, imitated bold); an l is wider. */
    private static final double COPY = 0.15;
    /** Baselines this near, em, are one line of glyphs. */
    private static final double SAME_BASELINE = 0.12;
    /** Of the ideographs of a line at most this share begins a string of its own where strings are cells. */
    private static final double OPENS_EACH = 0.7;
    /** A gap beyond this, em, parts words where blanks are not printed; a word space is a quarter em, kerning a tenth. */
    private static final double WORD_GAP = 0.17;
    /** The same where the line prints its blanks as glyphs: only a gap that no kerning makes. */
    private static final double WORD_GAP_BESIDE_BLANKS = 0.3;
    /** The same between two strings, each placed by itself: pieces of one word are set without any. */
    private static final double STRING_GAP = 0.15;
    /** A printed blank counts where its neighbours stand at least this far apart, em. */
    private static final double ROOM_FOR_BLANK = 0.08;
    /** A mark is set in at most this share of its neighbour's size. */
    private static final double MARK_SIZE = 0.86;
    /** A mark's baseline is raised at least this much, em of the neighbour. */
    private static final double MARK_RAISED = 0.14;
    /** A mark stands at most this far from its neighbour, em of the neighbour. */
    private static final double MARK_GAP = 0.35;

    private WordMaker() {}

    /** The words of glyphs that stand upright, in no particular order, and of turned ones as whole lines. */
    static List<Word> words(List<Glyph> glyphs) {
        List<Word> words = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
            List<Glyph> ofTurn = new ArrayList<>();
            for (Glyph glyph : glyphs) {
                if (glyph.turn() == turn) {
                    ofTurn.add(glyph);
                }
            }
            if (!ofTurn.isEmpty()) {
                lines(ofTurn, turn, words);
            }
        }
        return markRaised(words);
    }

    private static void lines(List<Glyph> glyphs, int turn, List<Word> words) {
        glyphs.sort(Comparator.comparingDouble(Glyph::baseline)
                .thenComparingDouble(Glyph::left)
                .thenComparingInt(Glyph::sequence));
        int from = 0;
        for (int i = 1; i <= glyphs.size(); i++) {
            if (i == glyphs.size()
                    || glyphs.get(i).baseline() - glyphs.get(i - 1).baseline()
                            > SAME_BASELINE
                                    * Math.min(
                                            glyphs.get(i).size(),
                                            glyphs.get(i - 1).size())
                    || glyphs.get(i).baseline() - glyphs.get(from).baseline()
                            > 2 * SAME_BASELINE * glyphs.get(i).size()) {
                line(new ArrayList<>(glyphs.subList(from, i)), turn, words);
                from = i;
            }
        }
    }

    private static void line(List<Glyph> glyphs, int turn, List<Word> words) {
        glyphs.sort(Comparator.comparingDouble(Glyph::left).thenComparingInt(Glyph::sequence));
        List<Glyph> once = new ArrayList<>(glyphs.size());
        int blanks = 0;
        int wide = 0;
        int opening = 0;
        for (Glyph glyph : glyphs) {
            if (!copy(once, glyph)) {
                once.add(glyph);
                blanks += glyph.space() ? 1 : 0;
                wide += wide(glyph) ? 1 : 0;
                opening += glyph.opens() && wide(glyph) ? 1 : 0;
            }
        }
        boolean opensEach = opening > OPENS_EACH * wide; // a printer that places each glyph by itself
        boolean printsBlanks = blanks * 14 >= once.size();
        double tracking = tracking(once);
        List<Glyph> word = new ArrayList<>();
        boolean blankBefore = false;
        for (Glyph glyph : once) {
            if (glyph.space()) {
                blankBefore = true;
                continue;
            }
            if (!word.isEmpty()) {
                Glyph last = word.get(word.size() - 1);
                double em = Math.min(last.size(), glyph.size());
                double gap = glyph.left() - last.right();
                double widest = (printsBlanks ? WORD_GAP_BESIDE_BLANKS : WORD_GAP) * em + tracking;
                boolean apart = gap > widest
                        || (blankBefore && gap > ROOM_FOR_BLANK * em)
                        || (glyph.opens() && !opensEach && wide(last) && wide(glyph))
                        || (glyph.opens() && !last.opens() && gap > STRING_GAP * em + tracking)
                        || gap < -0.6 * em
                        || glyph.size() > 1.4 * last.size()
                        || last.size() > 1.4 * glyph.size();
                if (apart) {
                    words.add(word(word, turn));
                    word.clear();
                }
            }
            word.add(glyph);
            blankBefore = false;
        }
        if (!word.isEmpty()) {
            words.add(word(word, turn));
        }
    }

    /** Parting Chinese text costs nothing: it is joined without blanks. */
    private static boolean wide(Glyph glyph) {
        int c = glyph.text().codePointAt(0);
        return CellText.ideograph(c) || c == '(' || c == ')' || (c >= 0xff00 && c <= 0xff60);
    }

    private static boolean copy(List<Glyph> once, Glyph glyph) {
        for (int i = once.size() - 1; i >= 0 && i >= once.size() - 6; i--) {
            Glyph other = once.get(i);
            double near = COPY * glyph.size();
            if (glyph.left() - other.left() > near) {
                continue;
            }
            if (other.text().equals(glyph.text())
                    && Math.abs(other.right() - glyph.right()) <= near
                    && Math.abs(other.size() - glyph.size()) <= near) {
                return true;
            }
        }
        return false;
    }

    /** Letter spacing of a line that is set wide, points: the usual gap inside words, 0 where it is not regular. */
    private static double tracking(List<Glyph> line) {
        if (line.size() < 4) {
            return 0;
        }
        double[] gaps = new double[line.size() - 1];
        for (int i = 1; i < line.size(); i++) {
            gaps[i - 1] = line.get(i).left() - line.get(i - 1).right();
        }
        Arrays.sort(gaps);
        double usual = gaps[gaps.length / 2];
        return usual > 0 && usual < 0.6 * line.get(0).size() ? usual : 0;
    }

    private static Word word(List<Glyph> glyphs, int turn) {
        StringBuilder text = new StringBuilder();
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        int bold = 0;
        for (Glyph glyph : glyphs) {
            text.append(glyph.text());
            left = Math.min(left, glyph.left());
            right = Math.max(right, glyph.right());
            top = Math.min(top, glyph.baseline() - ASCENT * glyph.size());
            bottom = Math.max(bottom, glyph.baseline() + DESCENT * glyph.size());
            bold += glyph.bold() ? 1 : 0;
        }
        Box box = switch (turn) {
            case 0 -> new Box(left, top, right, bottom);
            case 1 -> new Box(top, -right, bottom, -left);
            case 2 -> new Box(-right, -bottom, -left, -top);
            default -> new Box(-bottom, left, -top, right);
        };
        return new Word(text.toString(), box, glyphs.get(0).size(), false, bold * 2 > glyphs.size());
    }

    /** Marks: smaller and raised against the word they touch. */
    private static List<Word> markRaised(List<Word> words) {
        List<Word> byLeft = new ArrayList<>(words);
        byLeft.sort(Comparator.comparingDouble((Word w) -> w.box().left())
                .thenComparingDouble(w -> w.box().top()));
        List<Word> marked = new ArrayList<>(words.size());
        int n = byLeft.size();
        double widest = 0;
        for (Word word : byLeft) {
            widest = Math.max(widest, word.box().width());
        }
        for (int i = 0; i < n; i++) {
            Word word = byLeft.get(i);
            marked.add(
                    mayBeMark(word.text()) && raised(byLeft, i, widest)
                            ? new Word(word.text(), word.box(), word.fontSizePoints(), true, word.bold())
                            : word);
        }
        return marked;
    }

    private static boolean mayBeMark(String text) {
        return text.length() <= 8;
    }

    private static boolean raised(List<Word> byLeft, int at, double widest) {
        Word word = byLeft.get(at);
        double reach = widest + 40;
        for (int i = at - 1; i >= 0; i--) {
            Word other = byLeft.get(i);
            if (word.box().left() - other.box().left() > reach) {
                break;
            }
            if (raisedAgainst(word, other)) {
                return true;
            }
        }
        for (int i = at + 1; i < byLeft.size(); i++) {
            Word other = byLeft.get(i);
            if (other.box().left() - word.box().right() > MARK_GAP * other.fontSizePoints() + 20) {
                break;
            }
            if (raisedAgainst(word, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean raisedAgainst(Word word, Word other) {
        double em = other.fontSizePoints();
        if (word.fontSizePoints() > MARK_SIZE * em) {
            return false;
        }
        double gap = Math.max(
                word.box().left() - other.box().right(),
                other.box().left() - word.box().right());
        double raise = (other.box().bottom() - DESCENT * em) - (word.box().bottom() - DESCENT * word.fontSizePoints());
        return gap <= MARK_GAP * em && gap > -0.5 * em && raise >= MARK_RAISED * em && raise <= 0.8 * em;
    }
}
