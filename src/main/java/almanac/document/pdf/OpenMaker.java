package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the grid of an area from the alignment of its words, with what rulings there are as witnesses: columns by the
 * white between them, head rows by how cells stand above each other, body rows by lines and by which lines go on.
 */
final class OpenMaker {
    /** A rule counts as running below a row where it covers this share of the table's width. */
    private static final double FULL_RULE = 0.6;
    /** Lines of rows that stand above a section name across the table; fewer are the head's, or a picture's labels. */
    private static final int ROWS_BEFORE_SECTION = 2;
    /** A rule that ends the head runs below this share of the stub: a rule below a group of heads does not. */
    private static final double STUB_RULED = 0.5;
    /** So many names in two scripts, each beginning at one place, are two columns. */
    private static final int FEWEST_NAMES = 3;
    /** Heads below a spanning head begin within this of its middle, em. */
    private static final double NEXT_HEAD = 3.2;
    /** A head this much wider than what stands below it heads its neighbours too. */
    private static final double WIDER_HEAD = 1.3;
    /** A rule below a group of heads is shorter than this share of the table's width. */
    private static final double WIDEST_GROUP = 0.8;
    /** A rule below one cell covers at least this share of the cell's width. */
    private static final double CELL_RULE = 0.5;
    /** Lines of one cell follow each other within this many line heights. */
    private static final double ONE_CELL = 1.75;
    /** A head that spans columns stands over their middle within this many em. */
    private static final double CENTRED = 1.2;
    /** Centres within this, em, are one: of two stretches as well centred the wider one counts. */
    private static final double SAME_CENTRE = 0.3;
    /** A head set over the middle of its columns by machine is off by no more than this, em. */
    private static final double EXACT_CENTRE = 0.12;
    /** Heads of neighbouring columns on one line stand at least this far apart, em: more than a wide word space. */
    private static final double HEADS_APART = 1;
    /** A line this much further off than the lines below it stand from each other heads a group of columns. */
    private static final double GROUP_LEAD = 1.12;
    /** Heads of two columns set without more white stand at least this far apart, em: a word space is a quarter em. */
    static final double HEADS_NEAR = 0.33;
    /** Tables of words have at most this share of figures beside their labels. */
    private static final double WORDY_FIGURES = 0.3;
    /** So many lines show how rows of text are parted. */
    private static final int FEWEST_WORDY = 4;
    /** Rows of text are parted by this much more white, em, than the lines of a cell. */
    private static final double ROW_WHITE = 0.3;
    /** The name of a section is set over the middle of the table within this, em. */
    private static final double ACROSS = 0.6;
    /** The most lines that a head has. */
    private static final int TALLEST_HEAD = 14;

    private final List<Line> lines;
    private final Rules rules;
    private final double em;
    private final double wordGap;
    private final List<List<Run>> runs = new ArrayList<>();
    private final Columns columns;
    private final Box box;

    private OpenMaker(List<Line> lines, Rules rules, double em, double wordGap, @Nullable Columns given) {
        this.lines = lines;
        this.rules = rules;
        this.em = em;
        this.wordGap = wordGap;
        Box all = lines.get(0).box();
        for (Line line : lines) {
            runs.add(line.runs(wordGap));
            all = all.union(line.box());
        }
        partScripts();
        box = all;
        columns = given != null ? given : findColumns();
    }

    /**
     * Makes a table of words.
     *
     * @param words of the area
     * @param rules of the page that touch the area
     * @param em size of its text, points
     * @param wordGap gap, em, beyond which words of a line stand apart
     * @param given columns that are known already, else null
     * @return a table, or null where the words show less than two columns or rows
     */
    static @Nullable PrintedTable make(
            List<Word> words, Rules rules, double em, double wordGap, @Nullable Columns given, String method) {
        List<Line> lines = Line.of(words);
        if (lines.isEmpty()) {
            return null;
        }
        OpenMaker maker = new OpenMaker(lines, rules, em, wordGap, given);
        return maker.table(method);
    }

    /** Chinese names and their Latin ones side by side: two columns where the Latin ones begin at one place. */
    private void partScripts() {
        List<Double> starts = new ArrayList<>();
        int names = 0;
        for (List<Run> line : runs) {
            Run first = line.get(0);
            if (!CellText.ideograph(first.words().get(0).text().codePointAt(0)) || line.size() < 2) {
                continue;
            }
            names++;
            int at = scriptChange(first);
            if (at > 0) {
                starts.add(first.words().get(at).box().left());
            }
        }
        if (starts.size() < FEWEST_NAMES || starts.size() * 10 < names * 7) {
            return;
        }
        starts.sort(Comparator.naturalOrder());
        double usual = starts.get(starts.size() / 2);
        long near = starts.stream().filter(x -> Math.abs(x - usual) < 0.3 * em).count();
        if (near * 10 < starts.size() * 9) {
            return;
        }
        for (List<Run> line : runs) {
            Run first = line.get(0);
            int at = scriptChange(first);
            if (at > 0 && Math.abs(first.words().get(at).box().left() - usual) < 0.3 * em) {
                line.set(0, Run.of(first.words().subList(0, at)));
                line.add(1, Run.of(first.words().subList(at, first.words().size())));
            }
        }
    }

    /** Index of the first Latin word behind Chinese ones with white between, 0 where there is none. */
    private int scriptChange(Run run) {
        List<Word> words = run.words();
        for (int i = 1; i < words.size(); i++) {
            int before = words.get(i - 1)
                    .text()
                    .codePointBefore(words.get(i - 1).text().length());
            int after = words.get(i).text().codePointAt(0);
            double gap = words.get(i).box().left() - words.get(i - 1).box().right();
            if (CellText.ideograph(before)
                    && Character.isLetter(after)
                    && !CellText.ideograph(after)
                    && gap >= 0.15 * em) {
                return i;
            }
        }
        return 0;
    }

    private Columns findColumns() {
        List<List<Run>> body = new ArrayList<>();
        List<List<Run>> several = new ArrayList<>();
        List<List<Run>> ofYears = new ArrayList<>();
        for (List<Run> line : runs) {
            if (line.size() < 2) {
                continue;
            }
            several.add(line);
            int figures = 0;
            int years = 0;
            for (int i = 1; i < line.size(); i++) {
                String text = line.get(i).text();
                figures += CellText.figure(text) ? 1 : 0;
                years += CellText.year(text) ? 1 : 0;
            }
            if (figures * 2 >= line.size() - 1) {
                (years * 2 > figures ? ofYears : body).add(line);
            }
        }
        // a line of years may be a head over groups of columns: it counts only where there is little else
        List<List<Run>> shown = body.size() >= 2 ? body : ofYears.size() + body.size() >= 2 ? ofYears : several;
        if (shown.equals(ofYears)) {
            shown.addAll(body);
        }
        return withEmptyColumns(Columns.find(shown, rules.vertical(), em));
    }

    /** Columns that have a head and not a figure below it: on a line where every other column has its own head too. */
    private Columns withEmptyColumns(Columns found) {
        if (found.count() < 3) {
            return found;
        }
        for (int i = 0; i < Math.min(lines.size() - 1, TALLEST_HEAD); i++) {
            boolean[] headed = new boolean[found.count()];
            List<double[]> empty = new ArrayList<>();
            boolean clear = true;
            double last = -Double.MAX_VALUE;
            for (Run run : runs.get(i)) {
                int met = -1;
                for (int c = 0; c < found.count(); c++) {
                    if (run.left() < found.right()[c] && run.right() > found.left()[c]) {
                        clear &= met < 0 && !headed[c];
                        headed[c] = true;
                        met = c;
                    }
                }
                clear &= !CellText.figure(run.text()) || CellText.year(run.text());
                clear &= run.left() - last >= HEADS_APART * em && !startsLow(run.text());
                last = run.right();
                if (met < 0 && run.left() > found.right()[0]) {
                    empty.add(new double[] {run.left(), run.right()});
                }
            }
            for (int c = 1; c < headed.length; c++) {
                clear &= headed[c];
            }
            if (clear && !empty.isEmpty()) {
                return found.with(empty, rules.vertical(), box().height());
            }
            if (runs.get(i).stream().anyMatch(run -> run.numeric() && !CellText.year(run.text()))) {
                break;
            }
        }
        return found;
    }

    private Box box() {
        Box all = lines.get(0).box();
        for (Line line : lines) {
            all = all.union(line.box());
        }
        return all;
    }

    private @Nullable PrintedTable table(String method) {
        int n = columns.count();
        if (n < 2) {
            return null;
        }
        int headEnd = headEnd();
        List<Slot> slots = new ArrayList<>();
        int headRows = head(headEnd, slots);
        int rows = body(headEnd, headRows, slots);
        if (rows < 2) {
            return null;
        }
        return new PrintedTable(box, rows, n, slots, headRows, method);
    }

    // ---- head ----

    /** How much of the table's width rules cover between a line and the next. */
    private double ruledBelow(int line) {
        double from = lines.get(line).box().centreY();
        double to = line + 1 < lines.size()
                ? lines.get(line + 1).box().centreY()
                : lines.get(line).box().bottom() + em;
        return covered(from, to, box.left(), box.right());
    }

    /** Whether a rule runs below the line through stub and columns. */
    private boolean endsHead(int line) {
        if (ruledBelow(line) < FULL_RULE) {
            return false;
        }
        double from = lines.get(line).box().centreY();
        double to = line + 1 < lines.size() ? lines.get(line + 1).box().centreY() : from + 2 * em;
        return covered(from, to, columns.left()[0], columns.right()[0]) >= STUB_RULED;
    }

    private double covered(double fromY, double toY, double left, double right) {
        List<double[]> spans = new ArrayList<>();
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > fromY && rule.at() < toY && rule.to() > left && rule.from() < right) {
                spans.add(new double[] {Math.max(left, rule.from()), Math.min(right, rule.to())});
            }
        }
        spans.sort(Comparator.comparingDouble(s -> s[0]));
        double sum = 0;
        double end = left;
        for (double[] span : spans) {
            sum += Math.max(0, span[1] - Math.max(end, span[0]));
            end = Math.max(end, span[1]);
        }
        return right > left ? sum / (right - left) : 0;
    }

    /** Whether the line is one of figures: most of what stands right of the stub is. Years do not count. */
    private boolean figures(int line) {
        int figures = 0;
        int others = 0;
        List<Run> all = runs.get(line);
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).text();
            if (i == 0 && all.size() > 1 && all.get(0).left() < columns.separators()[0]) {
                continue;
            }
            if (CellText.figure(text) && !CellText.year(text)) {
                figures++;
            } else {
                others++;
            }
        }
        return figures > 0 && figures >= others && columns.at(lastRun(line).right()) > 0;
    }

    private boolean years(int line) {
        int years = 0;
        for (Run run : runs.get(line)) {
            if (CellText.year(run.text())) {
                years++;
            } else if (CellText.figure(run.text())) {
                return false;
            }
        }
        return years > 0;
    }

    private Run lastRun(int line) {
        List<Run> all = runs.get(line);
        return all.get(all.size() - 1);
    }

    private boolean stubOnly(int line) {
        return lastRun(line).right() < columns.separators()[0] + em
                || (runs.get(line).size() == 1 && runs.get(line).get(0).left() < columns.left()[0] + 2 * em);
    }

    /** First line of the body. */
    private int headEnd() {
        int firstFigures = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (figures(i)) {
                firstFigures = i;
                break;
            }
        }
        int limit = firstFigures < 0 ? Math.min(lines.size() - 1, TALLEST_HEAD) : firstFigures;
        int ruled = -1;
        for (int i = 0; i < limit && i < TALLEST_HEAD; i++) {
            if (endsHead(i)) {
                if (ruled >= 0 && firstFigures < 0) {
                    break; // without figures the first full rule ends the head
                }
                if (ruled >= 0 && allStub(ruled + 1, i) && columnsHeaded(ruled)) {
                    break; // the name of a section below the head
                }
                ruled = i;
            }
        }
        if (ruled < 0
                && firstFigures >= 0
                && firstFigures <= 3
                && firstFigures + 2 < lines.size()
                && endsHead(firstFigures)) {
            // heads that look like figures (sizes, shares) above a rule; not where each row is ruled
            boolean eachRow = endsHead(firstFigures + 1);
            ruled = eachRow ? -1 : firstFigures;
        }
        if (ruled >= 0) {
            return ruled + 1;
        }
        if (firstFigures < 0) {
            return years(0) ? 1 : Math.min(1, lines.size() - 1);
        }
        int end = firstFigures;
        boolean several = false;
        for (int i = 0; i < end; i++) {
            several |= !stubOnly(i);
        }
        while (several
                && end > 0
                && (stubOnly(end - 1) && headHasStub(end - 1)
                        || end > 1 && across(end - 1) && columnsHeaded(end - 2))) {
            end--;
        }
        return several ? end : 0;
    }

    /** Whether the line is the name of a section, set over the middle of the whole table. */
    private boolean across(int line) {
        if (runs.get(line).size() != 1) {
            return false;
        }
        Run run = runs.get(line).get(0);
        return run.left() > columns.left()[0] + em
                && run.right() > columns.separators()[0]
                && Math.abs((run.left() + run.right()) / 2 - box.centreX()) < ACROSS * em
                && CellText.letters(run.text());
    }

    private boolean allStub(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (!stubOnly(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the lines down to this one say something over most columns. */
    private boolean columnsHeaded(int last) {
        boolean[] headed = new boolean[columns.count()];
        for (int i = 0; i <= last; i++) {
            for (Piece piece : headPieces(i, false)) {
                Arrays.fill(headed, piece.from, piece.to + 1, true);
            }
        }
        int count = 0;
        for (int c = 1; c < headed.length; c++) {
            count += headed[c] ? 1 : 0;
        }
        return count * 3 >= (headed.length - 1) * 2;
    }

    private boolean headHasStub(int before) {
        for (int i = 0; i < before; i++) {
            if (runs.get(i).get(0).right() < columns.separators()[0] + em) {
                return true;
            }
        }
        return !stubOnly(Math.max(0, before - 1));
    }

    /** A piece of the head: runs of one cell. */
    private static final class Piece {
        final List<Run> runs = new ArrayList<>();
        int from;
        int to;
        int firstLine;
        int lastLine;
        int depth;

        Piece(Run run, int from, int to, int line) {
            runs.add(run);
            this.from = from;
            this.to = to;
            firstLine = line;
            lastLine = line;
        }

        Box box() {
            Box all = runs.get(0).box();
            for (Run run : runs) {
                all = all.union(run.box());
            }
            return all;
        }
    }

    private int head(int headEnd, List<Slot> slots) {
        if (headEnd == 0) {
            return 0;
        }
        List<Piece> all = new ArrayList<>();
        for (int i = 0; i < headEnd; i++) {
            all.addAll(headPieces(i, i + 1 == headEnd && i + 1 < lines.size()));
        }
        stack(all);
        widen(all);
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : all) {
            Piece above = above(pieces, piece);
            if (above != null && oneCell(above, piece)) {
                above.runs.addAll(piece.runs);
                above.lastLine = Math.max(above.lastLine, piece.lastLine);
                above.from = Math.min(above.from, piece.from);
                above.to = Math.max(above.to, piece.to);
            } else {
                pieces.add(piece);
            }
        }
        int depth = 0;
        for (Piece piece : pieces) {
            piece.depth = 0;
            for (Piece other : pieces) {
                if (other != piece
                        && other.lastLine < piece.firstLine
                        && other.from <= piece.to
                        && piece.from <= other.to) {
                    piece.depth = Math.max(piece.depth, other.depth + 1);
                }
            }
            depth = Math.max(depth, piece.depth);
        }
        int rows = depth + 1;
        boolean[][] taken = new boolean[rows][columns.count()];
        for (Piece piece : pieces) {
            int last = rows - 1;
            for (Piece other : pieces) {
                if (other.firstLine > piece.lastLine && other.from <= piece.to && piece.from <= other.to) {
                    last = Math.min(last, other.depth - 1);
                }
            }
            place(piece, Math.max(last, piece.depth), taken, slots);
        }
        return rows;
    }

    /** Lines that stand centred below each other with nothing beside them are one cell, however wide each is. */
    private void stack(List<Piece> all) {
        for (int i = 0; i < all.size(); i++) {
            Piece lower = all.get(i);
            for (int k = i - 1; k >= 0; k--) {
                Piece upper = all.get(k);
                if (upper.lastLine >= lower.firstLine || !centredBelow(all, upper, lower)) {
                    continue;
                }
                upper.runs.addAll(lower.runs);
                upper.lastLine = lower.lastLine;
                upper.from = Math.min(upper.from, lower.from);
                upper.to = Math.max(upper.to, lower.to);
                all.remove(i);
                i--;
                break;
            }
        }
    }

    private boolean centredBelow(List<Piece> all, Piece upper, Piece lower) {
        Box last = upper.runs.get(upper.runs.size() - 1).box();
        Box next = lower.box();
        double narrow = Math.min(last.width(), next.width());
        double shared = Math.min(last.right(), next.right()) - Math.max(last.left(), next.left());
        if (shared < 0.8 * narrow
                || Math.abs(last.centreX() - next.centreX()) > 0.6 * em
                || next.centreY() - last.centreY() > ONE_CELL * em
                || covered(
                                last.centreY(),
                                next.centreY(),
                                Math.min(last.left(), next.left()),
                                Math.max(last.right(), next.right()))
                        >= CELL_RULE) {
            return false;
        }
        if (next.centreY() - last.centreY() > GROUP_LEAD * leadBelow(all, lower) || groups(all, upper.lastLine)) {
            return false;
        }
        int above = 0;
        int below = 0;
        boolean leftFree = false;
        boolean rightFree = false;
        for (Piece other : all) {
            if (other == upper || other == lower) {
                continue;
            }
            Box box = other.box();
            boolean beside = box.left() < Math.max(last.right(), next.right())
                    && box.right() > Math.min(last.left(), next.left());
            if (other.firstLine > upper.lastLine - 1 && other.lastLine < lower.firstLine + 1) {
                if (beside) {
                    return false;
                }
                if (other.firstLine == lower.firstLine) {
                    below++;
                    boolean free = free(all, other.from, other.to, upper.firstLine, upper.lastLine);
                    leftFree |= free && other.to == lower.from - 1;
                    rightFree |= free && other.from == lower.to + 1;
                } else {
                    above++;
                }
            }
        }
        if (startsLow(lower.runs.get(0).text()) && !startsLow(upper.runs.get(0).text())) {
            return true; // a head begins with a capital and goes on without
        }
        // one head above many that stand free on both sides of it may head them all
        return !(leftFree && rightFree && ((above + 1) * 2 <= below + 1 || last.width() > WIDER_HEAD * next.width()));
    }

    /** Whether a line heads groups: one of its heads has white below it, and further down heads that end the head. */
    private boolean groups(List<Piece> all, int line) {
        for (Piece piece : all) {
            if (piece.lastLine != line || piece.from == 0) {
                continue;
            }
            Box own = piece.runs.get(piece.runs.size() - 1).box();
            boolean tight = false;
            boolean far = false;
            for (Piece other : all) {
                Box box = other.box();
                if (other.firstLine > line && box.left() < own.right() && box.right() > own.left()) {
                    tight |= box.centreY() - own.centreY() <= ONE_CELL * em;
                    far |= follow(line, other.firstLine);
                }
            }
            if (far && !tight) {
                return true;
            }
        }
        return false;
    }

    /** From middle to middle of the head's next two lines, which are one cell; without end where no line follows. */
    private double leadBelow(List<Piece> all, Piece piece) {
        Box own = piece.box();
        for (Piece other : all) {
            Box box = other.box();
            if (other.firstLine > piece.lastLine
                    && Math.abs(box.centreX() - own.centreX()) < 0.6 * em
                    && box.left() < own.right()
                    && box.right() > own.left()) {
                return box.centreY() - own.centreY() > ONE_CELL * em ? Double.MAX_VALUE : box.centreY() - own.centreY();
            }
        }
        return Double.MAX_VALUE;
    }

    private static boolean free(List<Piece> all, int from, int to, int firstLine, int lastLine) {
        for (Piece other : all) {
            if (other.from <= to && from <= other.to && other.firstLine <= lastLine && firstLine <= other.lastLine) {
                return false;
            }
        }
        return true;
    }

    private static void place(Piece piece, int last, boolean[][] taken, List<Slot> slots) {
        int to = piece.to;
        int bottom = last;
        for (int r = piece.depth; r <= bottom; r++) {
            for (int c = piece.from; c <= to; c++) {
                if (taken[r][c]) {
                    if (r == piece.depth) {
                        to = c - 1;
                    } else {
                        bottom = r - 1;
                    }
                    break;
                }
            }
        }
        if (to < piece.from) {
            append(piece, slots);
            return;
        }
        for (int r = piece.depth; r <= bottom; r++) {
            Arrays.fill(taken[r], piece.from, to + 1, true);
        }
        List<List<Word>> text = new ArrayList<>();
        for (Run run : piece.runs) {
            text.add(run.words());
        }
        slots.add(new Slot(
                piece.depth, piece.from, bottom - piece.depth + 1, to - piece.from + 1, merged(text), piece.box()));
    }

    /** No place of its own: its words go to the cell that has the place. */
    private static void append(Piece piece, List<Slot> slots) {
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.row() <= piece.depth
                    && piece.depth < slot.row() + slot.rowSpan()
                    && slot.column() <= piece.from
                    && piece.from < slot.column() + slot.columnSpan()) {
                List<List<Word>> text = new ArrayList<>(slot.lines());
                for (Run run : piece.runs) {
                    text.add(run.words());
                }
                slots.set(
                        i,
                        new Slot(
                                slot.row(),
                                slot.column(),
                                slot.rowSpan(),
                                slot.columnSpan(),
                                merged(text),
                                slot.box().union(piece.box())));
                return;
            }
        }
    }

    /** Runs of one printed line become one line of text. */
    private static List<List<Word>> merged(List<List<Word>> runs) {
        List<Word> all = new ArrayList<>();
        runs.forEach(all::addAll);
        return CellText.intoLines(all);
    }

    /** The cells of a line of the head; in the last one heads that stand near are parted where each column gets its own. */
    private List<Piece> headPieces(int line, boolean last) {
        List<Run> all = new ArrayList<>();
        List<Run> near = new ArrayList<>();
        for (Run run : runs.get(line)) {
            all.addAll(untouched(run));
            near.addAll(Line.ofWords(run.words()).runs(HEADS_NEAR));
        }
        if (last && near.size() > all.size() && oneForEach(near)) {
            all = near;
        }
        List<Piece> pieces = new ArrayList<>();
        for (Run run : all) {
            int centre = columns.at((run.left() + run.right()) / 2);
            int from = centre;
            int to = centre;
            for (int c = 0; c < columns.count(); c++) {
                double shared = Math.min(run.right(), columns.right()[c]) - Math.max(run.left(), columns.left()[c]);
                double width = Math.max(0.5, columns.right()[c] - columns.left()[c]);
                if (shared > 0.55 * width && !occupied(all, run, c)) {
                    from = Math.min(from, c);
                    to = Math.max(to, c);
                }
            }
            pieces.add(new Piece(run, from, to, line));
        }
        return resolve(pieces);
    }

    /** Heads set so tight that they read as one: Chinese text has no word spaces, white inside it parts cells. */
    private List<Run> untouched(Run run) {
        List<Run> parts = new ArrayList<>();
        List<Word> part = new ArrayList<>();
        for (Word word : run.words()) {
            if (!part.isEmpty()) {
                Word last = part.get(part.size() - 1);
                double gap = word.box().left() - last.box().right();
                boolean chinese = wide(last.text().codePointBefore(last.text().length()))
                        && wide(word.text().codePointAt(0))
                        && word.text().length() > 1;
                if (chinese
                        && gap > 0.08 * em
                        && columns.at(Run.of(part).box().centreX())
                                != columns.at(word.box().centreX())) {
                    parts.add(Run.of(part));
                    part = new ArrayList<>();
                }
            }
            part.add(word);
        }
        parts.add(Run.of(part));
        return parts;
    }

    /** Whether each column beside the labels has one of the runs above it, and none has two. */
    private boolean oneForEach(List<Run> heads) {
        boolean[] headed = new boolean[columns.count()];
        for (Run run : heads) {
            int c = columns.at(run.box().centreX());
            if (headed[c]) {
                return false;
            }
            headed[c] = true;
        }
        headed[0] = true;
        for (boolean one : headed) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private static boolean wide(int c) {
        return CellText.ideograph(c) || c == ')' || c == '）';
    }

    private boolean occupied(List<Run> all, Run run, int column) {
        for (Run other : all) {
            if (!other.equals(run) && columns.at((other.left() + other.right()) / 2) == column) {
                return true;
            }
        }
        return false;
    }

    /** Two runs of a line over one column are one piece. */
    private static List<Piece> resolve(List<Piece> pieces) {
        List<Piece> resolved = new ArrayList<>();
        for (Piece piece : pieces) {
            Piece last = resolved.isEmpty() ? null : resolved.get(resolved.size() - 1);
            if (last != null && piece.from <= last.to) {
                if (piece.from == last.from && piece.to == last.to || piece.from < last.to) {
                    last.runs.addAll(piece.runs);
                    last.to = Math.max(last.to, piece.to);
                    continue;
                }
                piece.from = Math.min(piece.to, last.to + 1);
                if (piece.from <= last.to) {
                    last.runs.addAll(piece.runs);
                    continue;
                }
            }
            resolved.add(piece);
        }
        return resolved;
    }

    /**
     * Heads over several columns: each as wide as the rule below it, else as the columns it is centred on; heads that end
     * on one line share the columns out among them.
     */
    private void widen(List<Piece> all) {
        for (int line = 0; line < lines.size(); line++) {
            List<Piece> open = new ArrayList<>();
            for (Piece piece : all) {
                if (piece.lastLine == line && !ruledWidth(all, piece) && !flush(all, piece)) {
                    open.add(piece);
                }
            }
            shareOut(all, open);
        }
    }

    /** Whether rules say how wide the head is; it is then made so. */
    private boolean ruledWidth(List<Piece> all, Piece piece) {
        Box box = piece.box();
        if (between(all, piece)) {
            return true;
        }
        int line = piece.lastLine;
        double low = piece.runs.get(piece.runs.size() - 1).box().centreY();
        double below = line + 1 < lines.size() ? lines.get(line + 1).box().centreY() : box.bottom() + em;
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > low
                    && rule.at() < below
                    && rule.from() <= box.left() + em
                    && rule.to() >= box.right() - em
                    && rule.length() < WIDEST_GROUP * this.box.width()) {
                int from = columns.count();
                int to = -1;
                for (int c = 0; c < columns.count(); c++) {
                    double middle = (columns.left()[c] + columns.right()[c]) / 2;
                    if (rule.from() - 0.3 * em <= middle && middle <= rule.to() + 0.3 * em) {
                        from = Math.min(from, c);
                        to = Math.max(to, c);
                    }
                }
                from = piece.from > 0 ? Math.max(1, from) : from; // the labels' column is in no group
                if (to >= from && from <= piece.from && to >= piece.to && free(all, piece, from, to)) {
                    piece.from = from;
                    piece.to = to;
                    return true;
                }
            }
        }
        return false;
    }

    /** Columns that a head may stand over, how far it is from their middle, and by how much that is too far, points. */
    private record Stretch(int from, int to, double off, double cost) {}

    /** Some heads of a line, from the left, each with its stretch: their cost, and where white of the last one ends. */
    private record Share(double cost, int columns, double off, List<Stretch> stretches) {
        boolean beats(@Nullable Share other) {
            if (other == null || Math.abs(cost - other.cost) > 1e-9) {
                return other == null || cost < other.cost;
            }
            return columns != other.columns ? columns > other.columns : off < other.off;
        }
    }

    /** Gives the heads of one line the columns whose middles they are nearest to, all of them together. */
    private void shareOut(List<Piece> all, List<Piece> heads) {
        if (heads.isEmpty()) {
            return;
        }
        heads.sort(Comparator.comparingInt(p -> p.from));
        @Nullable Share[] best = new Share[columns.count() + 1]; // by the first column that is free
        best[0] = new Share(0, 0, 0, List.of());
        for (int i = 0; i < heads.size(); i++) {
            int limit = i + 1 < heads.size() ? heads.get(i + 1).from - 1 : columns.count() - 1;
            @Nullable Share[] next = new Share[columns.count() + 1];
            for (Stretch stretch : stretches(all, heads, heads.get(i), limit)) {
                for (int start = 0; start <= stretch.from(); start++) {
                    Share before = best[start];
                    if (before == null) {
                        continue;
                    }
                    List<Stretch> taken = new ArrayList<>(before.stretches());
                    taken.add(stretch);
                    Share share = new Share(
                            before.cost() + stretch.cost(),
                            before.columns() + stretch.to() - stretch.from(),
                            before.off() + stretch.off(),
                            taken);
                    if (share.beats(next[stretch.to() + 1])) {
                        next[stretch.to() + 1] = share;
                    }
                }
            }
            best = next;
        }
        Share chosen = null;
        for (Share share : best) {
            chosen = share != null && share.beats(chosen) ? share : chosen;
        }
        for (int i = 0; chosen != null && i < heads.size(); i++) {
            heads.get(i).from = chosen.stretches().get(i).from();
            heads.get(i).to = chosen.stretches().get(i).to();
        }
    }

    /** What a head may stand over: its own columns, or more with heads of their own below that it is centred on. */
    private List<Stretch> stretches(List<Piece> all, List<Piece> heads, Piece piece, int limit) {
        double centre = piece.box().centreX();
        int line = piece.lastLine;
        List<Stretch> found = new ArrayList<>();
        found.add(new Stretch(piece.from, piece.to, CENTRED * em, CENTRED * em));
        List<Piece> others = new ArrayList<>(all);
        others.removeAll(heads);
        boolean exact = false;
        double offAll = -1;
        for (int from = piece.from; from >= 1 && free(others, piece, from, piece.to); from--) {
            for (int to = piece.to; to <= limit && free(others, piece, from, to); to++) {
                double off = Math.min(
                        Math.abs((columns.left()[from] + columns.right()[to]) / 2 - centre),
                        Math.abs(middleOfHeads(all, line, from, to) - centre));
                if (to == from || off > CENTRED * em || !headsBelow(all, line, from, to)) {
                    continue;
                }
                if (from == 1 && to == columns.count() - 1) {
                    offAll = off;
                } else {
                    exact |= off <= EXACT_CENTRE * em;
                    found.add(new Stretch(from, to, off, Math.max(0, off - SAME_CENTRE * em)));
                }
            }
        }
        if (offAll >= 0) {
            // over all columns a head may be set by eye, unless it is set exactly over some of them
            found.add(new Stretch(1, columns.count() - 1, offAll, exact ? Math.max(0, offAll - SAME_CENTRE * em) : 0));
        }
        return found;
    }

    /** The first line of a head set flush with the line below it: no head over several columns. */
    private boolean flush(List<Piece> all, Piece piece) {
        if (piece.from != piece.to) {
            return false;
        }
        Piece below = nearestBelow(all, piece.lastLine, piece.from);
        if (below == null || below.from != piece.from || below.to != piece.to) {
            return false;
        }
        Box upper = piece.box();
        Box lower = below.box();
        return Math.abs(upper.centreX() - lower.centreX()) > 0.6 * em
                && (Math.abs(upper.right() - lower.right()) < 0.25 * em
                        || Math.abs(upper.left() - lower.left()) < 0.25 * em)
                && lower.top() - upper.bottom() < ONE_CELL * em;
    }

    /** A head between two vertical rules is as wide as they stand apart. */
    private boolean between(List<Piece> all, Piece piece) {
        Box own = piece.box();
        double left = -1;
        double right = Double.MAX_VALUE;
        for (Rule rule : rules.vertical()) {
            if (rule.from() < own.centreY() && rule.to() > own.centreY()) {
                if (rule.at() <= own.left() + 0.3 * em) {
                    left = Math.max(left, rule.at());
                } else if (rule.at() >= own.right() - 0.3 * em) {
                    right = Math.min(right, rule.at());
                } else {
                    return false;
                }
            }
        }
        if (left < 0 || right == Double.MAX_VALUE) {
            return false;
        }
        int from = columns.count();
        int to = -1;
        for (int c = 0; c < columns.count(); c++) {
            double middle = (columns.left()[c] + columns.right()[c]) / 2;
            if (middle > left && middle < right) {
                from = Math.min(from, c);
                to = Math.max(to, c);
            }
        }
        if (piece.from > 0 && Math.abs((left + right) / 2 - own.centreX()) > CENTRED * em) {
            from = Math.max(1, from); // not centred between these rules: the labels' column is beside it
        }
        if (from <= piece.from && to >= piece.to && free(all, piece, from, to)) {
            piece.from = from;
            piece.to = to;
            return true;
        }
        return false;
    }

    private static boolean free(List<Piece> all, Piece piece, int from, int to) {
        for (Piece other : all) {
            if (other != piece
                    && other.from <= to
                    && from <= other.to
                    && other.firstLine <= piece.lastLine
                    && piece.firstLine <= other.lastLine) {
                return false;
            }
        }
        return true;
    }

    /** The nearest piece below a line in a column, within reach of one more line of a head. */
    private @Nullable Piece nearestBelow(List<Piece> all, int line, int column) {
        Piece best = null;
        for (Piece piece : all) {
            if (piece.firstLine > line
                    && piece.from <= column
                    && column <= piece.to
                    && (best == null || piece.firstLine < best.firstLine)) {
                best = piece;
            }
        }
        double reach = lines.get(line).box().centreY() + NEXT_HEAD * em;
        return best != null && (best.box().top() < reach || follow(line, best.firstLine)) ? best : null;
    }

    /** Whether the lines from one to another follow each other as those of one head do. */
    private boolean follow(int first, int last) {
        for (int i = first; i < last; i++) {
            if (lines.get(i + 1).box().centreY() - lines.get(i).box().centreY() > ONE_CELL * em) {
                return false;
            }
        }
        return true;
    }

    /** The middle of the heads below a stretch of columns. */
    private double middleOfHeads(List<Piece> all, int line, int from, int to) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        for (int c = from; c <= to; c++) {
            Piece piece = nearestBelow(all, line, c);
            if (piece != null) {
                left = Math.min(left, piece.box().left());
                right = Math.max(right, piece.box().right());
            }
        }
        return left > right ? Double.MAX_VALUE : (left + right) / 2;
    }

    /** Every column of the stretch has a piece of its own below the line. */
    private boolean headsBelow(List<Piece> all, int line, int from, int to) {
        Piece last = null;
        int met = 0;
        for (int c = from; c <= to; c++) {
            Piece piece = nearestBelow(all, line, c);
            if (piece == null || piece.from < from || piece.to > to) {
                return false;
            }
            met += piece == last ? 0 : 1;
            last = piece;
        }
        return met >= 2;
    }

    private static @Nullable Piece above(List<Piece> pieces, Piece piece) {
        Piece best = null;
        for (Piece other : pieces) {
            if (other.lastLine < piece.firstLine
                    && other.from <= piece.to
                    && piece.from <= other.to
                    && (best == null || other.lastLine > best.lastLine)) {
                best = other;
            }
        }
        return best;
    }

    private boolean oneCell(Piece above, Piece piece) {
        boolean same = above.from == piece.from && above.to == piece.to;
        if (!same) {
            // a spanning head of two lines, the second one shorter
            boolean inside = above.from <= piece.from && piece.to <= above.to && piece.to > piece.from;
            boolean wider = piece.from <= above.from && above.to <= piece.to && above.to > above.from;
            if (!inside && !wider) {
                return false;
            }
            if (Math.abs(above.box().centreX() - piece.box().centreX()) > CENTRED * em) {
                return false;
            }
        }
        Box upper = above.box();
        Box lower = piece.box();
        double left = Math.min(upper.left(), lower.left());
        double right = Math.max(upper.right(), lower.right());
        Run last = above.runs.get(above.runs.size() - 1);
        if (covered(last.box().centreY(), lower.centreY(), left, right) >= CELL_RULE) {
            return false;
        }
        return lower.centreY() - last.box().centreY() <= ONE_CELL * em * 1.15;
    }

    // ---- body ----

    private int body(int headEnd, int headRows, List<Slot> slots) {
        List<List<List<Run>>> cells = new ArrayList<>(); // line, column -> runs
        for (int i = headEnd; i < lines.size(); i++) {
            cells.add(byColumn(i));
        }
        int[] rowOf = rows(headEnd, cells);
        int row = headRows;
        int i = 0;
        while (i < cells.size()) {
            int end = i + 1;
            while (end < cells.size() && rowOf[end] == rowOf[i]) {
                end++;
            }
            if (end == i + 1 && across(headEnd + i)) {
                Run run = runs.get(headEnd + i).get(0);
                slots.add(new Slot(row, 0, 1, columns.count(), List.of(run.words()), run.box()));
                row++;
                i = end;
                continue;
            }
            for (int c = 0; c < columns.count(); c++) {
                List<List<Word>> text = new ArrayList<>();
                Box box = null;
                for (int k = i; k < end; k++) {
                    List<Word> words = new ArrayList<>();
                    for (Run run : cells.get(k).get(c)) {
                        words.addAll(run.words());
                        box = box == null ? run.box() : box.union(run.box());
                    }
                    if (!words.isEmpty()) {
                        text.add(words);
                    }
                }
                if (box != null) {
                    slots.add(new Slot(row, c, 1, 1, text, box));
                }
            }
            row++;
            i = end;
        }
        return row;
    }

    private List<List<Run>> byColumn(int line) {
        List<List<Run>> cells = new ArrayList<>();
        for (int c = 0; c < columns.count(); c++) {
            cells.add(new ArrayList<>());
        }
        List<Run> all = runs.get(line);
        if (all.size() == 1 && all.get(0).left() < columns.separators()[0]) {
            Run only = all.get(0);
            if (!splits(only)) {
                cells.get(0).add(only);
                return cells;
            }
        }
        for (Run run : all) {
            int from = columns.at(run.left() + 0.2 * em);
            int to = columns.at(run.right() - 0.2 * em);
            if (from >= to) {
                cells.get(columns.at((run.left() + run.right()) / 2)).add(run);
                continue;
            }
            // parted where a gap between words lies on the white between columns, else kept whole where it starts
            List<Word> part = new ArrayList<>();
            int column = columns.at(run.words().get(0).box().centreX());
            for (Word word : run.words()) {
                int own = columns.at(word.box().centreX());
                if (own != column && !part.isEmpty() && gapAtSeparator(part.get(part.size() - 1), word)) {
                    cells.get(column).add(Run.of(part));
                    part = new ArrayList<>();
                    column = own;
                }
                part.add(word);
            }
            cells.get(column).add(Run.of(part));
        }
        return cells;
    }

    private boolean splits(Run run) {
        List<Word> words = run.words();
        int figures = 0;
        for (Word word : words) {
            figures += CellText.figure(word.text()) ? 1 : 0;
        }
        return figures * 2 > words.size();
    }

    private boolean gapAtSeparator(Word last, Word next) {
        for (int s = 0; s < columns.separators().length; s++) {
            double from = columns.right()[s];
            double to = columns.left()[s + 1];
            if (last.box().right() <= to + 0.3 * em && next.box().left() >= from - 0.3 * em) {
                double x = columns.separators()[s];
                if (last.box().centreX() < x && next.box().centreX() > x) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Which row each line of the body belongs to: numbers that never fall. */
    private int[] rows(int headEnd, List<List<List<Run>>> cells) {
        int n = cells.size();
        int[] row = new int[n];
        if (n == 0) {
            return row;
        }
        boolean ruledRows = ruledRows(headEnd, cells);
        boolean[] joins = wordy(headEnd, cells); // line i goes on from line i - 1
        if (joins.length == n) {
            for (int i = 1; i < n; i++) {
                row[i] = row[i - 1] + (joins[i] ? 0 : 1);
            }
            return row;
        }
        joins = new boolean[n];
        for (int i = 1; i < n; i++) {
            boolean ruled = covered(
                            lines.get(headEnd + i - 1).box().centreY(),
                            lines.get(headEnd + i).box().centreY(),
                            box.left(),
                            box.right())
                    >= FULL_RULE;
            if (ruled) {
                continue;
            }
            boolean section = i > ROWS_BEFORE_SECTION
                    && i + 1 < n
                    && across(headEnd + i)
                    && twoRows(cells.get(i - 1), cells.get(i + 1));
            joins[i] = ruledRows ? !twoRows(cells.get(i - 1), cells.get(i)) : !section && goesOn(headEnd, cells, i);
        }
        for (int i = 1; i + 1 < n; i++) {
            if (straddled(cells.get(i - 1), cells.get(i), cells.get(i + 1), headEnd + i)) {
                joins[i] = true;
                joins[i + 1] = true;
            }
        }
        for (int i = 1; i < n; i++) {
            row[i] = row[i - 1] + (joins[i] ? 0 : 1);
        }
        return row;
    }

    /**
     * Rows of cells with text of several lines, parted by rules or by more white than the lines of a cell; none where the
     * table holds figures or its lines are not parted so.
     */
    private boolean[] wordy(int headEnd, List<List<List<Run>>> cells) {
        int n = cells.size();
        int figures = 0;
        int others = 0;
        for (List<List<Run>> line : cells) {
            for (int c = 1; c < line.size(); c++) {
                if (!line.get(c).isEmpty()) {
                    boolean figure = CellText.figure(text(line.get(c)));
                    figures += figure ? 1 : 0;
                    others += figure ? 0 : 1;
                }
            }
        }
        if (n < FEWEST_WORDY || figures > WORDY_FIGURES * (figures + others)) {
            return new boolean[0];
        }
        double[] whites = new double[n];
        boolean[] ruled = new boolean[n];
        int rules = 0;
        double bottom = lines.get(headEnd).box().bottom();
        for (int i = 1; i < n; i++) {
            Box next = lines.get(headEnd + i).box();
            whites[i] = next.top() - bottom;
            ruled[i] = covered(lines.get(headEnd + i - 1).box().centreY(), next.centreY(), box.left(), box.right())
                    >= FULL_RULE;
            rules += ruled[i] ? 1 : 0;
            bottom = Math.max(bottom, next.bottom());
        }
        double[] sorted = Arrays.copyOfRange(whites, 1, n);
        Arrays.sort(sorted);
        double lead = sorted[sorted.length / 5];
        boolean[] byRules = new boolean[n];
        boolean[] byWhite = new boolean[n];
        for (int i = 1; i < n; i++) {
            byRules[i] = !ruled[i];
            byWhite[i] = !ruled[i] && whites[i] <= lead + ROW_WHITE * em;
        }
        if (rules >= 2 && wholeRows(byRules, cells)) {
            return byRules;
        }
        return wholeRows(byWhite, cells) ? byWhite : new boolean[0];
    }

    /** Whether lines joined so make rows with a label and more, some of them of several lines. */
    private static boolean wholeRows(boolean[] joins, List<List<List<Run>>> cells) {
        int rows = 0;
        int whole = 0;
        int tall = 0;
        for (int i = 0; i < joins.length; ) {
            int end = i + 1;
            while (end < joins.length && joins[end]) {
                end++;
            }
            boolean label = false;
            boolean more = false;
            for (int k = i; k < end; k++) {
                label |= !cells.get(k).get(0).isEmpty();
                more |= filledBeyondStub(cells.get(k)) > 0;
            }
            rows++;
            whole += label && more ? 1 : 0;
            tall += end - i > 1 ? 1 : 0;
            i = end;
        }
        return rows >= 2 && tall * 3 >= rows && whole == rows;
    }

    /** A label of two lines whose figures stand at half height between them. */
    private boolean straddled(List<List<Run>> above, List<List<Run>> middle, List<List<Run>> below, int line) {
        if (above.get(0).isEmpty()
                || below.get(0).isEmpty()
                || !middle.get(0).isEmpty()
                || filledBeyondStub(above) > 0
                || filledBeyondStub(below) > 0) {
            return false;
        }
        double upper = lines.get(line - 1).box().centreY();
        double lower = lines.get(line + 1).box().centreY();
        return lower - upper <= ONE_CELL * em
                && Math.abs((upper + lower) / 2 - lines.get(line).box().centreY()) < 0.3 * em;
    }

    /** Whether rules part the rows: most lines of figures have a rule between them. */
    private boolean ruledRows(int headEnd, List<List<List<Run>>> cells) {
        int data = 0;
        int parted = 0;
        int last = -1;
        for (int i = 0; i < cells.size(); i++) {
            if (filledBeyondStub(cells.get(i)) == 0) {
                continue;
            }
            if (last >= 0) {
                data++;
                parted += covered(
                                        lines.get(headEnd + last).box().centreY(),
                                        lines.get(headEnd + i).box().centreY(),
                                        box.left(),
                                        box.right())
                                >= FULL_RULE
                        ? 1
                        : 0;
            }
            last = i;
        }
        return data >= 1 && parted * 3 >= data * 2;
    }

    private static int filledBeyondStub(List<List<Run>> cells) {
        int filled = 0;
        for (int c = 1; c < cells.size(); c++) {
            filled += cells.get(c).isEmpty() ? 0 : 1;
        }
        return filled;
    }

    /** Both lines hold figures in one column: they cannot be one row. */
    private static boolean twoRows(List<List<Run>> upper, List<List<Run>> lower) {
        for (int c = 1; c < upper.size(); c++) {
            if (!upper.get(c).isEmpty()
                    && !lower.get(c).isEmpty()
                    && CellText.figure(upper.get(c).get(0).text())
                    && CellText.figure(lower.get(c).get(0).text())) {
                return true;
            }
        }
        return false;
    }

    private boolean goesOn(int headEnd, List<List<List<Run>>> cells, int i) {
        List<List<Run>> upper = cells.get(i - 1);
        List<List<Run>> lower = cells.get(i);
        Box above = lines.get(headEnd + i - 1).box();
        Box below = lines.get(headEnd + i).box();
        double step = below.centreY() - above.centreY();
        if (step > ONE_CELL * em) {
            return false;
        }
        int upperData = filledBeyondStub(upper);
        int lowerData = filledBeyondStub(lower);
        boolean tight = step < 0.88 * usualStep(headEnd, cells);
        if (lower.get(0).isEmpty()) {
            // nothing in the stub: words below words go on, figures are a row of their own
            boolean words = true;
            for (int c = 1; c < lower.size(); c++) {
                if (!lower.get(c).isEmpty()) {
                    words &= !CellText.figure(text(lower.get(c)))
                            && !upper.get(c).isEmpty();
                }
            }
            return words && upperData > 0;
        }
        if (upper.get(0).isEmpty()) {
            return false;
        }
        String first = text(upper.get(0));
        String second = text(lower.get(0));
        double upperLeft = upper.get(0).get(0).left();
        double lowerLeft = lower.get(0).get(0).left();
        if (lowerData == 0 && upperData > 0) {
            // words below a row of figures: a label that goes on, unless it heads what follows
            boolean hanging = lowerLeft > upperLeft + 0.5 * em;
            boolean lowerCase = startsLow(second);
            boolean headsNext = i + 1 < cells.size()
                    && !cells.get(i + 1).get(0).isEmpty()
                    && cells.get(i + 1).get(0).get(0).left() > lowerLeft + 0.5 * em;
            return (lowerCase || (hanging && tight) || (tight && wrapped(first, upper.get(0), lower.get(0))))
                            && !headsNext
                    || (lowerCase && tight);
        }
        if (upperData == 0 && lowerData > 0) {
            // words above a row of figures: the label's first lines, unless they head it
            if (first.endsWith(":") || first.endsWith("：")) {
                return false;
            }
            return startsLow(second)
                            && (lowerLeft >= upperLeft - 0.3 * em)
                            && wrapped(first, upper.get(0), lower.get(0))
                    || first.endsWith("-")
                    || (tight && wrapped(first, upper.get(0), lower.get(0)));
        }
        if (upperData == 0 && lowerData == 0) {
            return startsLow(second) && wrapped(first, upper.get(0), lower.get(0)) || first.endsWith("-");
        }
        return false;
    }

    private double usualStep(int headEnd, List<List<List<Run>>> cells) {
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < cells.size(); i++) {
            if (filledBeyondStub(cells.get(i)) > 0 && filledBeyondStub(cells.get(i - 1)) > 0) {
                steps.add(lines.get(headEnd + i).box().centreY()
                        - lines.get(headEnd + i - 1).box().centreY());
            }
        }
        if (steps.isEmpty()) {
            return ONE_CELL * em;
        }
        steps.sort(Comparator.naturalOrder());
        return steps.get(steps.size() / 2);
    }

    /** Whether the first word of the lower line had no room behind the upper one. */
    private boolean wrapped(String first, List<Run> upper, List<Run> lower) {
        double room = columns.right()[0];
        for (List<Run> line : runs) {
            if (line.get(0).right() < columns.separators()[0] + em) {
                room = Math.max(room, line.get(0).right());
            }
        }
        Word next = lower.get(0).words().get(0);
        double end = upper.get(upper.size() - 1).right();
        // lines that go on hang further in: the widest of them may stick out by as much
        room -= Math.max(0, Math.min(2 * em, lower.get(0).left() - upper.get(0).left()));
        return !first.isEmpty() && end + 0.25 * em + next.box().width() > room - 0.2 * em;
    }

    private static boolean startsLow(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int c = text.codePointAt(0);
        return Character.isLowerCase(c) || c == '(' || c == '（';
    }

    private static String text(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            text.append(text.length() > 0 ? " " : "").append(run.text());
        }
        return text.toString();
    }

    double wordGap() {
        return wordGap;
    }
}
