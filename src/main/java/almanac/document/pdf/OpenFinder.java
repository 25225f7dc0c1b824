package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds tables without a net of rulings: lines whose gaps stand above each other, framed by rules where there are some. */
final class OpenFinder {
    /** A unit line names its unit in one language or two, with a remark at most; more are units of columns. */
    private static final int MOST_UNITS = 3;
    /** Gaps of neighbouring lines must share at least this much, em. */
    private static final double SHARED_GAP = 0.5;
    /** Lines further apart than this many em belong to different tables, where no rule frames them. */
    private static final double FAR = 3.2;
    /** The top rule of a table stands at most this far, em, above its first line of columns. */
    private static final double TALLEST_HEAD = 9;
    /** A framed table of words fills at least this share of its cells. */
    private static final double FRAMED_DENSITY = 0.6;
    /** A head stands no further above the first row than this, em, or than the rows from each other. */
    private static final double HEAD_WHITE = 1.3;
    /** Rows above the closing rule stand no further than this, em, below the row before. */
    private static final double LOOSE_ROW = 0.9;
    /** White of this height, em, before words beyond the stub: a new head. */
    private static final double NEW_HEAD = 0.6;
    /** Lines of one head follow each other within this, em from middle to middle. */
    private static final double TIGHT_HEAD = 1.6;
    /** At most this many lines without columns stand between two rows. */
    private static final int MOST_SINGLE_LINES = 3;

    static final Pattern CAPTION = Pattern.compile(
            "(?i)^\\s*(table|exhibit|figure|fig\\.|chart|box|appendix|annex|tableau|tabelle)\\s*[A-Z]?[-.\\s]?[\\dIVXA-Z].*"
                    + "|^\\s*(表|图|附表|续表)\\s*[\\d一二三四五六七八九十].*",
            Pattern.DOTALL);
    static final Pattern UNIT = Pattern.compile(
            "(?i)(本表.*)?(计量)?单位\\s*[:：].*|[(（\\[].*(yuan|元|万人|dollars?|persons?|thousands?|millions?|billions?|percent|per cent|%|tons?|tonnes?|euros?|numbers?).*[)）\\]]"
                    + "|units?\\s*[:：].*");
    static final Pattern NOTE = Pattern.compile(
            "(?i)^\\s*(source|sources|note|notes|n\\.b\\.|legend|key)\\b\\s*[:.：]?.*|^\\s*(注|资料来源|数据来源|说明)\\s*[:：].*"
                    + "|^\\s*[\\[(]?([*†‡]+|\\d{1,2}|[a-z])[\\])]?\\s+[A-Z].{25,}|^\\s*—\\s?[A-Z].*",
            Pattern.DOTALL);

    private final Rules rules;
    private final double em;
    private final double wordGap;
    private final List<PrintedTable> known;
    private final List<Line> lines;
    private final List<List<Run>> runs = new ArrayList<>();
    private final Pictures pictures;
    private final List<Box> paragraphs;
    private final Frames frames;

    /**
     * Of the words of a page, or of a part of it that stands beside another part.
     *
     * @param words without those of paragraphs
     * @param paragraphs where running text stands
     * @param frames tables that rules of one width show
     */
    OpenFinder(
            List<Word> words,
            List<Box> paragraphs,
            Frames frames,
            Rules rules,
            double em,
            double wordGap,
            List<PrintedTable> known,
            Pictures pictures) {
        this.pictures = pictures;
        this.paragraphs = paragraphs;
        this.frames = frames;
        this.rules = rules;
        this.em = em;
        this.wordGap = wordGap;
        this.known = known;
        lines = Line.of(words);
        double runGap = Paragraphs.runGap(wordGap);
        for (Line line : lines) {
            runs.add(line.runs(runGap));
        }
    }

    // ---- groups of lines ----

    List<PrintedTable> find() {
        List<PrintedTable> found = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            if (runs.get(i).size() < 2) {
                i++;
                continue;
            }
            List<Integer> group = grow(i);
            int last = group.get(group.size() - 1);
            if (group.size() >= 2) {
                PrintedTable table = table(i, last, found);
                if (table != null) {
                    found.add(table);
                    int next = last + 1;
                    while (next < lines.size()
                            && lines.get(next).box().centreY() < table.box().bottom()) {
                        next++;
                    }
                    i = next;
                    continue;
                }
            }
            i = group.size() >= 2 ? last + 1 : i + 1;
        }
        return found;
    }

    /** Lines with columns that go on from line {@code start}. */
    private List<Integer> grow(int start) {
        List<Integer> group = new ArrayList<>();
        group.add(start);
        int singles = 0;
        int before = -1;
        for (int j = start + 1; j < lines.size(); j++) {
            int last = group.get(group.size() - 1);
            double apart = lines.get(j).box().top() - lines.get(j - 1).box().bottom();
            if (apart > FAR * em && !framed(j - 1, j)) {
                break;
            }
            if (betweenKnown(j - 1, j) || proseBetween(j - 1, j) || headAgain(group, j)) {
                break;
            }
            if (runs.get(j).size() < 2 && framedCell(j - 1, j)) {
                continue;
            }
            if (runs.get(j).size() < 2) {
                String text = lines.get(j).text();
                if (++singles > MOST_SINGLE_LINES
                        || CAPTION.matcher(text).matches()
                        || (Paragraphs.prose(runs.get(j).get(0))
                                && !label(runs.get(j).get(0), group)
                                && !framed(j - 1, j))) {
                    break;
                }
                continue;
            }
            boolean shares = frames.hold(lines.get(last).box())
                            && frames.hold(lines.get(j).box())
                    || shareGap(runs.get(last), runs.get(j))
                    || (before >= 0 && shareGap(runs.get(before), runs.get(j)));
            if (!shares) {
                break;
            }
            before = last;
            group.add(j);
            singles = 0;
        }
        return group;
    }

    /** A line of one cell's text inside a framed table. */
    private boolean framedCell(int before, int line) {
        return frames.hold(lines.get(before).box())
                && frames.cells(lines.get(line).box());
    }

    /** However wordy, what stays left of all figures is a label. */
    private boolean label(Run run, List<Integer> group) {
        double stub = Double.MAX_VALUE;
        for (int i : group) {
            stub = Math.min(stub, runs.get(i).get(1).left());
        }
        return run.right() < stub;
    }

    private boolean proseBetween(int upper, int lower) {
        Box a = lines.get(upper).box();
        Box b = lines.get(lower).box();
        for (Box box : paragraphs) {
            if (box.top() > a.centreY()
                    && box.bottom() < b.centreY()
                    && box.right() > Math.min(a.left(), b.left())
                    && box.left() < Math.max(a.right(), b.right())) {
                return true;
            }
        }
        return false;
    }

    /** After lines of figures and a blank line, words beyond the stub head the next table. */
    private boolean headAgain(List<Integer> group, int j) {
        Box box = lines.get(j).box();
        if (box.top() - lines.get(j - 1).box().bottom() < NEW_HEAD * em) {
            return false;
        }
        int figures = 0;
        double stub = Double.MAX_VALUE;
        for (int i : group) {
            List<Run> line = runs.get(i);
            if (line.size() > 1
                    && CellText.figure(line.get(line.size() - 1).text())
                    && !CellText.year(line.get(line.size() - 1).text())) {
                figures++;
                stub = Math.min(stub, line.get(1).left());
            }
        }
        boolean beyondStub = false;
        for (Run run : runs.get(j)) {
            if (CellText.figure(run.text()) && !CellText.year(run.text())) {
                return false;
            }
            beyondStub |= run.left() >= stub - em;
        }
        return figures >= 2 && beyondStub;
    }

    private boolean betweenKnown(int upper, int lower) {
        for (PrintedTable table : known) {
            Box box = table.box();
            if (box.centreY() > lines.get(upper).box().centreY()
                    && box.centreY() < lines.get(lower).box().centreY()
                    && box.right() > lines.get(upper).box().left()
                    && box.left() < lines.get(upper).box().right()) {
                return true;
            }
        }
        return false;
    }

    /** Two rules of one width stand above the upper and below the lower line. */
    private boolean framed(int upper, int lower) {
        double top = lines.get(upper).box().centreY();
        double bottom = lines.get(lower).box().centreY();
        double centre = lines.get(upper).box().centreX();
        for (Rule above : rules.horizontal()) {
            if (above.at() > top) {
                break;
            }
            if (above.length() < 8 * em || above.from() > centre || above.to() < centre || top - above.at() > 90 * em) {
                continue;
            }
            for (Rule below : rules.horizontal()) {
                if (below.at() > bottom
                        && Math.abs(below.from() - above.from()) < em
                        && Math.abs(below.to() - above.to()) < em) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean shareGap(List<Run> a, List<Run> b) {
        for (int i = 1; i < a.size(); i++) {
            double from = a.get(i - 1).right();
            double to = a.get(i).left();
            for (int k = 1; k < b.size(); k++) {
                double shared = Math.min(to, b.get(k).left())
                        - Math.max(from, b.get(k - 1).right());
                if (shared >= SHARED_GAP * em) {
                    return true;
                }
            }
        }
        return false;
    }

    // ---- a group as a table ----

    private @Nullable PrintedTable table(int first, int last, List<PrintedTable> found) {
        int top = first;
        int bottom = last;
        Box core = lines.get(first).box();
        for (int i = first; i <= last; i++) {
            core = core.union(lines.get(i).box());
        }
        double limit = 0;
        for (PrintedTable other : found) {
            limit = Math.max(limit, other.box().bottom());
        }
        top = belowFrame(upToRule(top, last, core, limit), last, core);
        if (top >= last) {
            return null;
        }
        bottom = downToRule(bottom, core);
        List<Word> held = new ArrayList<>();
        for (int i = top; i <= bottom; i++) {
            held.addAll(lines.get(i).words());
        }
        Box area = core;
        for (Word word : held) {
            area = area.union(word.box());
        }
        Rules within = rules.within(area, 1.5 * em);
        PrintedTable table = OpenMaker.make(held, within, em, wordGap, null, "open");
        if (table == null
                || !convincing(table, area)
                || pictures.chart(area, table.slots().size())
                || Pictures.axis(table)) {
            return null;
        }
        return table.scored(within, em).beat("lattice", 0, "no rulings cross here");
    }

    /** Lines above a group that belong to its head: down from a rule as wide as the table, else by their gaps. */
    private int upToRule(int first, int last, Box core, double limit) {
        int top = first;
        double ruleTop = -1;
        double[] stub = besideStub(first, last);
        List<Rule> above = new ArrayList<>(rules.horizontal());
        Collections.reverse(above);
        for (Rule rule : above) {
            if (rule.at() > lines.get(first).box().centreY() || rule.covers(core.left(), core.right()) <= 0.7) {
                continue;
            }
            if (stub != null && rule.from() > stub[0] - 0.5 * em) {
                continue; // runs below a group of heads, not over the labels
            }
            if (rule.at() < limit
                    || lines.get(first).box().top() - rule.at() > TALLEST_HEAD * em
                    || !headsBetween(
                            rule.at(), ruleTop < 0 ? lines.get(first).box().top() : ruleTop, core, first, last)) {
                break;
            }
            ruleTop = rule.at();
        }
        double white = Math.max(HEAD_WHITE * em, 1.1 * usualWhite(first, last));
        for (int i = first - 1; i >= 0; i--) {
            Box box = lines.get(i).box();
            if (box.centreY() < Math.max(ruleTop, limit)
                    || lines.get(i + 1).box().top() - box.bottom() > white && ruleTop < 0) {
                break;
            }
            String text = lines.get(i).text();
            if (CAPTION.matcher(text).matches()
                    || unitLine(i)
                    || box.right() < core.left()
                    || box.left() > core.right()) {
                break;
            }
            if (ruleTop < 0) {
                boolean head =
                        runs.get(i).size() >= 2 && !Paragraphs.prose(runs.get(i).get(0))
                                || (runs.get(i).size() == 1
                                        && box.left() > core.left() + 0.2 * core.width()
                                        && box.right() < core.right() + em
                                        && !Paragraphs.prose(runs.get(i).get(0))
                                        && (Math.abs(box.centreX() - core.centreX()) > 2 * em || overOneHead(i)))
                                || headsOfColumns(i, first, last);
                if (!head && !sectionBelowHeads(i, first, last, white)) {
                    break;
                }
            }
            top = i;
        }
        return top;
    }

    /** The usual white between two lines with columns, points. */
    private double usualWhite(int first, int last) {
        List<Double> whites = new ArrayList<>();
        for (int i = first + 1; i <= last; i++) {
            if (runs.get(i).size() > 1 && runs.get(i - 1).size() > 1) {
                whites.add(lines.get(i).box().top() - lines.get(i - 1).box().bottom());
            }
        }
        whites.sort(Comparator.naturalOrder());
        return whites.isEmpty() ? 0 : whites.get(whites.size() / 2);
    }

    /** Where the labels of lines with columns end, and where their figures begin; null where no white is between. */
    private double @Nullable [] besideStub(int first, int last) {
        double stub = -Double.MAX_VALUE;
        double data = Double.MAX_VALUE;
        for (int i = first; i <= last; i++) {
            List<Run> line = runs.get(i);
            if (line.size() > 1) {
                stub = Math.max(stub, line.get(0).right());
                data = Math.min(data, line.get(1).left());
            }
        }
        return stub < data ? new double[] {stub, data} : null;
    }

    /**
     * Whether the words of a line, parted by less white than columns are, each stand over one column of figures, at most
     * the first of them over the labels.
     */
    private boolean headsOfColumns(int line, int first, int last) {
        return headsOfColumns(lines.get(line).runs(wordGap), first, last)
                || headsOfColumns(lines.get(line).runs(OpenMaker.HEADS_NEAR), first, last);
    }

    private boolean headsOfColumns(List<Run> parts, int first, int last) {
        double[] white = besideStub(first, last);
        if (white == null) {
            return false;
        }
        int columns = 0;
        int most = 0;
        for (int i = first; i <= last; i++) {
            most = Math.max(most, runs.get(i).size());
        }
        for (int k = 0; k < parts.size(); k++) {
            Run part = parts.get(k);
            if (CellText.figure(part.text()) && !CellText.year(part.text()) || Paragraphs.prose(part)) {
                return false;
            }
            if (part.right() < white[1] && k == 0 && part.left() < white[0]) {
                continue;
            }
            if (part.left() < white[0] || !overFigures(part, first, last)) {
                return false;
            }
            columns++;
        }
        return columns >= 1 && (parts.size() > 1 || most == 2);
    }

    private boolean overFigures(Run part, int first, int last) {
        for (int i = first; i <= last; i++) {
            List<Run> line = runs.get(i);
            for (int k = 1; k < line.size(); k++) {
                if (line.get(k).left() < part.right() && line.get(k).right() > part.left()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the line names a section of the rows, and the line above it heads the columns. */
    private boolean sectionBelowHeads(int line, int first, int last, double most) {
        double[] white = besideStub(first, last);
        Box box = lines.get(line).box();
        return white != null
                && line > 0
                && runs.get(line).size() == 1
                && box.right() < white[1]
                && (Math.abs(box.left() - labelsBegin(first, last)) < em || Math.abs(box.right() - white[0]) < 0.3 * em)
                && box.top() - lines.get(line - 1).box().bottom() <= most
                && !NOTE.matcher(lines.get(line).text()).matches()
                && !CAPTION.matcher(lines.get(line - 1).text()).matches()
                && !unitLine(line - 1)
                && headsOfColumns(line - 1, first, last);
    }

    private double labelsBegin(int first, int last) {
        double left = Double.MAX_VALUE;
        for (int i = first; i <= last; i++) {
            left = Math.min(left, lines.get(i).box().left());
        }
        return left;
    }

    /** Whether the line stands tight over one word of the line below: the first line of that one's head. */
    private boolean overOneHead(int line) {
        Run own = runs.get(line).get(0);
        List<Run> below = runs.get(line + 1);
        if (below.size() < 2 || lines.get(line + 1).box().centreY() - own.box().centreY() > TIGHT_HEAD * em) {
            return false;
        }
        int met = 0;
        boolean aligned = false;
        for (Run run : below) {
            if (run.right() > own.left() - 0.3 * em && run.left() < own.right() + 0.3 * em) {
                met++;
                aligned |= Math.abs(run.box().centreX() - own.box().centreX()) < 0.4 * em
                        || Math.abs(run.left() - own.left()) < 0.25 * em
                        || Math.abs(run.right() - own.right()) < 0.25 * em;
            }
        }
        return met == 1 && aligned;
    }

    /** First line inside the frame of rules: what stands above the topmost of three is unit and title, no head. */
    private int belowFrame(int first, int last, Box core) {
        List<Rule> full = new ArrayList<>();
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > lines.get(first).box().top() - 2 * em
                    && rule.at() < lines.get(last).box().bottom() + 4 * em
                    && rule.covers(core.left() + em, core.right() - em) > 0.7) {
                full.add(rule);
            }
        }
        int begin = first;
        while (begin < last && unitLine(begin)) {
            begin++;
        }
        if (full.size() < 3 || frames.hold(lines.get(begin).box())) {
            return begin;
        }
        double top = full.get(0).at();
        double second = full.get(1).at();
        int inside = first;
        while (inside < last && lines.get(inside).box().centreY() < top) {
            inside++;
        }
        boolean figures = true;
        for (int i = inside; i < last && lines.get(i).box().centreY() < second; i++) {
            figures &= CellText.figure(runs.get(i).get(runs.get(i).size() - 1).text())
                    && !CellText.year(runs.get(i).get(runs.get(i).size() - 1).text());
        }
        return figures ? begin : Math.max(begin, inside);
    }

    private boolean unitLine(int line) {
        if (runs.get(line).size() > MOST_UNITS) {
            return false; // units of columns
        }
        for (Run run : runs.get(line)) {
            if (!UNIT.matcher(run.text().strip()).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all lines between two heights may be heads: no title, unit, note, prose. */
    private boolean headsBetween(double from, double to, Box core, int first, int last) {
        for (int i = 0; i < lines.size(); i++) {
            Box box = lines.get(i).box();
            if (box.centreY() < from || box.centreY() > to) {
                continue;
            }
            String text = lines.get(i).text();
            boolean centredOnTable = runs.get(i).size() == 1
                    && Math.abs(box.centreX() - core.centreX()) < em
                    && !headsOfColumns(i, first, last);
            if (TableAround.starts(text)
                    || NOTE.matcher(text).matches()
                    || unitLine(i)
                    || centredOnTable
                    || Paragraphs.prose(runs.get(i).get(0))) {
                return false;
            }
        }
        for (Box box : paragraphs) {
            if (box.centreY() > from && box.centreY() < to && box.right() > core.left() && box.left() < core.right()) {
                return false;
            }
        }
        return true;
    }

    private int downToRule(int last, Box core) {
        int bottom = last;
        double ruleBottom = -1;
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > lines.get(last).box().centreY()
                    && rule.at() - lines.get(last).box().bottom() < 4 * em
                    && rule.covers(core.left(), core.right()) > 0.7) {
                ruleBottom = rule.at();
            }
        }
        for (int i = last + 1; i < lines.size(); i++) {
            if (lines.get(i).box().centreY() > ruleBottom
                    || lines.get(i).box().top() - lines.get(i - 1).box().bottom() > LOOSE_ROW * em
                    || NOTE.matcher(lines.get(i).text()).matches()
                    || CAPTION.matcher(lines.get(i).text()).matches()) {
                break;
            }
            bottom = i;
        }
        while (bottom == last && bottom + 1 < lines.size() && labelGoesOn(bottom)) {
            bottom++;
            last++;
        }
        return bottom;
    }

    /** Whether the line below is the rest of the last row's label: tight below it, beginning in mid sentence. */
    private boolean labelGoesOn(int line) {
        Run next = runs.get(line + 1).get(0);
        List<Run> above = runs.get(line);
        String text = next.text();
        return runs.get(line + 1).size() == 1
                && Character.isLowerCase(text.codePointAt(0))
                && !NOTE.matcher(text).matches()
                && next.left() > above.get(0).left() - 0.3 * em
                && next.right()
                        < (above.size() > 1 ? above.get(1).left() : above.get(0).right() + 2 * em)
                && lines.get(line + 1).box().centreY() - lines.get(line).box().centreY() < TIGHT_HEAD * em;
    }

    private boolean convincing(PrintedTable table, Box area) {
        int figures = 0;
        int others = 0;
        int longest = 0;
        int bullets = 0;
        Set<Integer> rowsWithData = new HashSet<>();
        for (Slot slot : table.slots()) {
            String text = slot.text();
            if (text.codePoints().anyMatch(OpenFinder::bracketPiece)) {
                return false; // a matrix
            }
            if (slot.column() == 0) {
                if (text.matches("[•·▪■●○–—\\-*\\uF000-\\uF0FF]|\\(?[0-9ivxa-z]{1,3}[.)]|\\d{1,2}")) {
                    bullets++;
                }
                continue;
            }
            if (slot.row() < table.headerRows()) {
                continue;
            }
            if (CellText.figure(text)) {
                figures++;
                rowsWithData.add(slot.row());
            } else {
                others++;
                if (text.length() > 60) {
                    longest++;
                }
            }
        }
        int dataRows = rowsWithData.size();
        int body = table.rows() - table.headerRows();
        boolean ruled = ruled(area);
        double share = figures / (double) Math.max(1, figures + others);
        double density = table.slots().size() / (double) (table.rows() * table.columns());
        if (bullets * 2 > body && table.columns() == 2) {
            return false;
        }
        if (density < 0.3 || (table.rows() < 3 && table.headerRows() == 0)) {
            return false;
        }
        if (frames.hold(area) && table.headerRows() > 0 && body >= 2 && density >= FRAMED_DENSITY) {
            return true;
        }
        if (ruled) {
            return (share >= 0.4 && dataRows >= 1)
                    || (table.columns() >= 3 && longest * 3 <= others && body >= 2)
                    || (body >= 3 && longest * 3 <= others);
        }
        if (share >= 0.6 && dataRows >= 3) {
            return true;
        }
        if (share >= 0.8 && dataRows >= 2 && table.columns() >= 3) {
            return true;
        }
        return table.columns() >= 3 && body >= 4 && share >= 0.3 && longest == 0;
    }

    /** Pieces that brackets of several lines are put together from, in Unicode's places and those of the symbol fonts. */
    private static boolean bracketPiece(int c) {
        return c >= 0x239b && c <= 0x23b3 || c >= 0xf8e6 && c <= 0xf8fe;
    }

    /** Rules as wide as the area run above and below its body. */
    private boolean ruled(Box area) {
        int near = 0;
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > area.top() - 1.5 * em
                    && rule.at() < area.bottom() + 1.5 * em
                    && rule.covers(area.left(), area.right()) > 0.7) {
                near++;
            }
        }
        return near >= 2;
    }
}
