package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * White that parts what stands side by side on a page: two tables, or a table beside a column of text. White alone shows
 * nothing, columns of one table are parted by it too; a gutter needs a witness: two titles on one line, frames of
 * rules beside each other, lines at different heights, labels that begin anew behind figures and go on where the other
 * side has ended, or a paragraph that fills one side.
 */
final class Gutters {
    /** A gutter is at least this wide, em. */
    private static final double NARROWEST = 0.8;
    /** Rules of two tables end at least this far apart, em. */
    private static final double RULES_APART = 1.0;
    /** Rules of a table are at least this long, em. */
    private static final double SHORTEST_RULE = 6;
    /** Each side has at least so many lines. */
    private static final int FEWEST_LINES = 3;
    /** A paragraph of a page in columns takes at most this share of the text's width. */
    private static final double WIDEST_COLUMN = 0.62;
    /** Of the lines of each side at least this share begins with words. */
    private static final double LABELLED = 0.5;
    /** Baselines within this, em, are one. */
    private static final double SAME_BASELINE = 0.12;
    /** Lines nearer than this, em, cannot stand below each other. */
    private static final double OWN_HEIGHT = 0.75;
    /** So many lines at heights of their own show two tables; one or two are heads set at half height. */
    private static final int FEWEST_VOTES = 4;
    /** White between tables that nothing else parts is at least this wide, em. */
    private static final double WIDE = 1.5;
    /** Labels begin anew on at least so many lines. */
    private static final int FEWEST_AGAIN = 2;
    /** One table goes on for at least so many lines. */
    private static final int FEWEST_ALONE = 3;
    /** Pages with more rules are drawings. */
    private static final int MOST_RULES = 400;
    /** More witnesses than this are not asked: drawings have rules without end. */
    private static final int MOST_WITNESSES = 24;

    private final List<Line> lines;
    private final double em;

    /** White between two abscissas over a stretch of lines. */
    private record Gutter(double left, double right, int first, int last) {}

    /** Where a gutter may run: between two abscissas, seen at a height. */
    private record Witness(double from, double to, double y) {}

    private Gutters(List<Line> lines, double em) {
        this.lines = lines;
        this.em = em;
    }

    /** The words in parts of which none stands beside another; one part where there is no gutter. */
    static List<List<Word>> parts(Paragraphs page, Rules rules, double em, double wordGap) {
        List<List<Word>> parts = new ArrayList<>();
        part(page.rest(), page.boxes(), rules, em, wordGap, 0, parts);
        return parts;
    }

    private static void part(
            List<Word> words,
            List<Box> paragraphs,
            Rules rules,
            double em,
            double wordGap,
            int depth,
            List<List<Word>> parts) {
        Gutters gutters = new Gutters(Line.of(words), em);
        for (Witness witness : depth > 3 ? List.<Witness>of() : gutters.witnesses(paragraphs, rules, wordGap)) {
            Gutter gutter = gutters.grow(witness);
            if (gutter == null || gutters.ruledAcross(gutter, rules)) {
                continue;
            }
            List<Word> left = new ArrayList<>();
            List<Word> right = new ArrayList<>();
            List<Word> rest = new ArrayList<>();
            double middle = (gutter.left() + gutter.right()) / 2;
            for (int i = 0; i < gutters.lines.size(); i++) {
                for (Word word : gutters.lines.get(i).words()) {
                    boolean beside = i >= gutter.first() && i <= gutter.last();
                    (!beside ? rest : word.box().centreX() < middle ? left : right).add(word);
                }
            }
            if (labelled(left, wordGap) && labelled(right, wordGap)) {
                part(left, paragraphs, rules, em, wordGap, depth + 1, parts);
                part(right, paragraphs, rules, em, wordGap, depth + 1, parts);
                if (!rest.isEmpty()) {
                    part(rest, paragraphs, rules, em, wordGap, depth + 1, parts);
                }
                return;
            }
        }
        if (!words.isEmpty()) {
            parts.add(words);
        }
    }

    /** Whether lines stand here that begin with words or years: the rest of a table's columns would begin with figures. */
    private static boolean labelled(List<Word> side, double wordGap) {
        List<Line> lines = Line.of(side);
        int labels = 0;
        for (Line line : lines) {
            String first = line.runs(wordGap).get(0).text();
            labels += !CellText.figure(first) || CellText.year(first) ? 1 : 0;
        }
        return lines.size() >= FEWEST_LINES && labels >= LABELLED * lines.size();
    }

    private List<Witness> witnesses(List<Box> paragraphs, Rules rules, double wordGap) {
        List<Witness> seen = new ArrayList<>();
        if (lines.size() < FEWEST_LINES) {
            return seen;
        }
        titles(seen, Paragraphs.runGap(wordGap));
        frames(seen, rules);
        baselines(seen);
        labelsAgain(seen, wordGap);
        columnsOfText(seen, paragraphs);
        return seen.subList(0, Math.min(MOST_WITNESSES, seen.size()));
    }

    /** Two numbered titles on one line. */
    private void titles(List<Witness> seen, double runGap) {
        for (Line line : lines) {
            if (!OpenFinder.CAPTION.matcher(line.text()).matches()) {
                continue;
            }
            List<Run> runs = line.runs(runGap);
            for (int i = 1; i < runs.size(); i++) {
                if (OpenFinder.CAPTION.matcher(runs.get(i).text()).matches()) {
                    seen.add(new Witness(
                            runs.get(i - 1).right(),
                            runs.get(i).left(),
                            line.box().centreY()));
                }
            }
        }
    }

    /** Lines that stand at heights of their own left and right: rows of one table have one. */
    private void baselines(List<Witness> seen) {
        List<Box> pieces = new ArrayList<>();
        for (Line line : lines) {
            Box piece = null;
            List<Word> words = new ArrayList<>(line.words());
            words.removeIf(Word::raised);
            words.sort(Comparator.comparingDouble(w -> w.box().centreY()));
            for (Word word : words) {
                if (piece != null && word.box().centreY() - piece.centreY() > SAME_BASELINE * em) {
                    pieces.add(piece);
                    piece = null;
                }
                piece = piece == null ? word.box() : piece.union(word.box());
            }
            if (piece != null) {
                pieces.add(piece);
            }
        }
        pieces.sort(Comparator.comparingDouble(Box::centreY));
        double left = -Double.MAX_VALUE;
        double right = Double.MAX_VALUE;
        double y = 0;
        int votes = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Box a = pieces.get(i);
            for (int k = i + 1; k < pieces.size() && pieces.get(k).centreY() - a.centreY() < OWN_HEIGHT * em; k++) {
                Box b = pieces.get(k);
                double from = Math.min(a.right(), b.right());
                double to = Math.max(a.left(), b.left());
                if (b.centreY() - a.centreY() <= SAME_BASELINE * em || to - from < NARROWEST * em) {
                    continue;
                }
                if (Math.min(right, to) - Math.max(left, from) >= NARROWEST * em) {
                    left = Math.max(left, from);
                    right = Math.min(right, to);
                    y = b.centreY();
                    votes++;
                }
            }
        }
        if (votes >= FEWEST_VOTES) {
            seen.add(new Witness(left, right, y));
        }
    }

    /**
     * Labels behind figures that have figures of their own, on lines of which only one side goes on: two tables of
     * different length. The halves of one long table are as long as each other.
     */
    private void labelsAgain(List<Witness> seen, double wordGap) {
        double left = -Double.MAX_VALUE;
        double right = Double.MAX_VALUE;
        double y = 0;
        int labels = 0;
        int first = -1;
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            List<Run> runs = lines.get(i).runs(Paragraphs.runGap(wordGap));
            for (int k = 2; k + 1 < runs.size(); k++) {
                double from = runs.get(k - 1).right();
                double to = runs.get(k).left();
                if (CellText.figure(runs.get(k - 1).text())
                        && CellText.letters(runs.get(k).text())
                        && !CellText.figure(runs.get(k).text())
                        && CellText.figure(runs.get(k + 1).text())
                        && Math.min(right, to) - Math.max(left, from) >= WIDE * em) {
                    left = Math.max(left, from);
                    right = Math.min(right, to);
                    y = lines.get(i).box().centreY();
                    labels++;
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
        }
        if (labels >= FEWEST_AGAIN
                && (oneSided(last + 1, 1, left, right) >= FEWEST_ALONE
                        || oneSided(first - 1, -1, left, right) >= FEWEST_ALONE)) {
            seen.add(new Witness(left, right, y));
        }
    }

    /** How many lines from one on, down or up, stand on one side of some white, all on the same. */
    private int oneSided(int from, int step, double left, double right) {
        int count = 0;
        boolean onLeft = false;
        for (int i = from; i >= 0 && i < lines.size(); i += step) {
            Box box = lines.get(i).box();
            boolean here = box.right() <= left + em;
            if (!here && box.left() < right - em || count > 0 && here != onLeft) {
                break;
            }
            onLeft = here;
            count++;
        }
        return count;
    }

    /** Rules of one length at several heights, and beside them others: the frames of two tables. */
    private void frames(List<Witness> seen, Rules rules) {
        List<Rule> all = new ArrayList<>(rules.horizontal());
        all.removeIf(rule -> rule.length() < SHORTEST_RULE * em);
        if (all.size() > MOST_RULES) {
            return;
        }
        all.sort(Comparator.comparingDouble(Rule::from)
                .thenComparingDouble(Rule::to)
                .thenComparingDouble(Rule::at));
        List<Box> frames = new ArrayList<>();
        for (int i = 0; i < all.size(); ) {
            Rule first = all.get(i);
            double top = first.at();
            double bottom = first.at();
            int end = i;
            while (end < all.size() && same(first, all.get(end))) {
                top = Math.min(top, all.get(end).at());
                bottom = Math.max(bottom, all.get(end).at());
                end++;
            }
            if (bottom - top > FEWEST_LINES * em) {
                frames.add(new Box(first.from(), top, first.to(), bottom));
            }
            i = end;
        }
        for (Box left : frames) {
            for (Box right : frames) {
                double top = Math.max(left.top(), right.top());
                double bottom = Math.min(left.bottom(), right.bottom());
                if (right.left() - left.right() >= RULES_APART * em && bottom - top > FEWEST_LINES * em) {
                    seen.add(new Witness(left.right(), right.left(), (top + bottom) / 2));
                }
            }
        }
    }

    private static boolean same(Rule a, Rule b) {
        return Math.abs(a.from() - b.from()) < 2 && Math.abs(a.to() - b.to()) < 2;
    }

    /** Paragraphs that take one side of the page. */
    private void columnsOfText(List<Witness> seen, List<Box> paragraphs) {
        double left = Double.MAX_VALUE;
        double right = 0;
        for (Line line : lines) {
            left = Math.min(left, line.box().left());
            right = Math.max(right, line.box().right());
        }
        for (Box box : paragraphs) {
            left = Math.min(left, box.left());
            right = Math.max(right, box.right());
        }
        for (Box box : paragraphs) {
            if (box.width() > WIDEST_COLUMN * (right - left)) {
                continue;
            }
            double y = box.centreY();
            if (right - box.right() > box.width() / 2) {
                seen.add(new Witness(box.right(), box.right() + 3 * em, y));
            }
            if (box.left() - left > box.width() / 2) {
                seen.add(new Witness(box.left() - 3 * em, box.left(), y));
            }
        }
    }

    /** The stretch of lines that the white runs through, up and down from where it was seen. */
    private @Nullable Gutter grow(Witness witness) {
        double[] white = {witness.from(), witness.to()};
        int start = 0;
        while (start + 1 < lines.size() && lines.get(start).box().centreY() < witness.y() - 0.5 * em) {
            start++;
        }
        int first = start;
        int last = start - 1;
        while (last + 1 < lines.size() && narrow(white, lines.get(last + 1))) {
            last++;
        }
        while (first > 0 && narrow(white, lines.get(first - 1))) {
            first--;
        }
        return last - first + 1 < FEWEST_LINES ? null : new Gutter(white[0], white[1], first, last);
    }

    /** Makes the white as narrow as the line leaves it; false, and nothing changed, where the line crosses it. */
    private boolean narrow(double[] white, Line line) {
        double left = white[0];
        double right = white[1];
        double middle = (left + right) / 2;
        for (Run run : line.runs(NARROWEST)) { // words set nearer stand on one side
            Box box = run.box();
            if (box.right() <= left || box.left() >= right) {
                continue;
            }
            if (box.centreX() < middle) {
                left = Math.max(left, box.right());
            } else {
                right = Math.min(right, box.left());
            }
        }
        if (right - left < NARROWEST * em) {
            return false;
        }
        white[0] = left;
        white[1] = right;
        return true;
    }

    private boolean ruledAcross(Gutter gutter, Rules rules) {
        double top = lines.get(gutter.first()).box().centreY();
        double bottom = lines.get(gutter.last()).box().centreY();
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > top
                    && rule.at() < bottom
                    && rule.from() < gutter.left() - em
                    && rule.to() > gutter.right() + em) {
                return true;
            }
        }
        return false;
    }
}
