package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what belongs to a table and is no part of its grid: title, unit line, notes. */
final class TableAround {
    /** Lines of a title follow each other within this white, em. */
    private static final double TITLE_GAP = 1.9;
    /** The last line of a title stands within this white above its table, em. */
    private static final double FIRST_TITLE_GAP = 2.8;
    /** A title has at most so many lines. */
    private static final int TITLE_LINES = 6;
    /** The first note stands within this white below the table, em. */
    private static final double FIRST_NOTE = 1.6;
    /** Notes follow each other within this white, em. */
    private static final double NEXT_NOTE = 0.9;
    /** A line this near the page's edge, share of its height, is a running head or a page number. */
    private static final double MARGIN = 0.075;

    static final Pattern NUMBERED =
            Pattern.compile("(?s)^\\s*\\d{1,3}\\s*[-－–—.]\\s*\\d{1,3}(\\s*[-－–.]\\s*\\d{1,3})?\\s*[^\\d\\s.,%-].*");
    static final Pattern CONTINUED =
            Pattern.compile("(?is).*(续\\s*表|（续）|\\(续\\)|\\bcontinued\\b|\\bcont'?d\\b|\\bcontd\\b|Продолжение).*");
    private static final Pattern NOTE_START = Pattern.compile(
            "(?s)^\\s*(注|资料来源|数据来源|说明|备注|模拟|Note|NOTE|Source|SOURCE|[*†‡]|[①-⑳]|[\\[(（]?\\d{1,2}[)）\\].、]|[a-z][)）]|\\d\\s+[A-Z]|—\\s).*");

    private final List<Line> lines;
    private final double em;
    private final double height;
    private final List<PrintedTable> tables;
    private final Set<Line> taken = new HashSet<>();

    TableAround(List<Word> words, List<PrintedTable> tables, double em, double height) {
        this.em = em;
        this.height = height;
        this.tables = tables;
        List<Word> outside = new ArrayList<>();
        for (Word word : words) {
            boolean inside = false;
            for (PrintedTable table : tables) {
                inside |= table.box().contains(word.box().centreX(), word.box().centreY());
            }
            if (!inside) {
                outside.add(word);
            }
        }
        lines = Line.of(outside);
    }

    /** The lines that belong to tables. */
    Set<Line> taken() {
        return taken;
    }

    List<Line> lines() {
        return lines;
    }

    List<PlacedTable> place() {
        List<PlacedTable> placed = new ArrayList<>();
        for (PrintedTable table : tables) {
            List<String> title = new ArrayList<>();
            List<String> unit = new ArrayList<>();
            double top = above(table, title, unit);
            List<String> notes = new ArrayList<>();
            double bottom = below(table, notes);
            placed.add(new PlacedTable(
                    table,
                    String.join("\n", title),
                    String.join(" ", unit),
                    notes,
                    nothing(bottom, height * (1 - MARGIN)),
                    nothing(height * MARGIN, top)));
        }
        return placed;
    }

    private boolean nothing(double from, double to) {
        for (Line line : lines) {
            if (line.box().centreY() > from && line.box().centreY() < to && !taken.contains(line)) {
                return false;
            }
        }
        for (PrintedTable table : tables) {
            if (table.box().top() > from && table.box().centreY() < to) {
                return false;
            }
        }
        return true;
    }

    /** The part of a line that stands over the table: pages of several columns have more beside it. */
    private String over(Line line, Box table) {
        StringBuilder text = new StringBuilder();
        for (Run run : line.runs(2.5)) {
            if (run.right() > table.left() - em && run.left() < table.right() + em) {
                text.append(text.length() > 0 ? " " : "").append(run.text());
            }
        }
        return text.toString();
    }

    private double above(PrintedTable table, List<String> title, List<String> unit) {
        Box box = table.box();
        double limit = 0;
        for (PrintedTable other : tables) {
            if (other.box().bottom() <= box.top() + em
                    && other.box().left() < box.right()
                    && other.box().right() > box.left()) {
                limit = Math.max(limit, other.box().bottom());
            }
        }
        double top = box.top();
        List<Line> found = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean numbered = false;
        for (int i = lines.size() - 1; i >= 0 && found.size() < TITLE_LINES; i--) {
            Line line = lines.get(i);
            if (line.box().centreY() > box.top() || taken.contains(line)) {
                continue;
            }
            String text = over(line, box);
            if (text.isBlank()) {
                continue;
            }
            boolean start = starts(text);
            double white = (start || found.isEmpty() ? FIRST_TITLE_GAP : TITLE_GAP) * Math.max(em, line.em());
            if (line.box().centreY() < limit || top - line.box().bottom() > white) {
                break;
            }
            if (!start && (longProse(text) || NOTE_START.matcher(text).matches() && !unitLike(line))) {
                break;
            }
            found.add(line);
            texts.add(text);
            top = line.box().top();
            if (start) {
                numbered = true;
                break;
            }
        }
        // without a number: the lines next to the table that look like a title
        int keep = found.size();
        if (!numbered) {
            keep = 0;
            while (keep < found.size() && keep < 3 && (unitLike(found.get(keep)) || titleLike(found.get(keep), box))) {
                keep++;
            }
        }
        top = box.top();
        for (int i = 0; i < keep; i++) {
            Line line = found.get(i);
            taken.add(line);
            top = line.box().top();
            if (unitLike(line)) {
                unit.add(0, texts.get(i));
            } else {
                title.add(texts.get(i));
            }
        }
        Collections.reverse(title);
        return top;
    }

    static boolean starts(String text) {
        return OpenFinder.CAPTION.matcher(text).matches()
                || NUMBERED.matcher(text).matches()
                || text.matches("(?s)^\\s*(续\\s*表|附表).*");
    }

    private static boolean longProse(String text) {
        return text.matches("(?s).*[。；;]\\s*$")
                || (text.length() > 160)
                || text.matches("(?s).{60,}[.]\\s*$")
                || text.codePoints().filter(CellText::ideograph).count() > 40;
    }

    private static boolean unitLike(Line line) {
        for (Run run : line.runs(1.5)) {
            if (!OpenFinder.UNIT.matcher(run.text().strip()).matches()) {
                return false;
            }
        }
        return true;
    }

    private boolean titleLike(Line line, Box table) {
        int bold = 0;
        for (Word word : line.words()) {
            bold += word.bold() ? 1 : 0;
        }
        boolean centred = Math.abs(line.box().centreX() - table.centreX()) < 2 * em
                && line.box().width() < 0.9 * Math.max(table.width(), 20 * em);
        boolean large = line.em() > 1.1 * em;
        return bold * 2 > line.words().size() || large || centred;
    }

    private double below(PrintedTable table, List<String> notes) {
        Box box = table.box();
        double bottom = box.bottom();
        double lastRight = 0;
        double noteEm = 0;
        for (Line line : lines) {
            if (line.box().centreY() < box.bottom() || taken.contains(line)) {
                continue;
            }
            String text = over(line, box);
            if (text.isBlank()) {
                continue;
            }
            if (line.box().top() - bottom > (notes.isEmpty() ? FIRST_NOTE : NEXT_NOTE) * em
                    || line.box().centreY() > height * (1 - MARGIN) && notes.isEmpty()
                    || tableBetween(bottom, line.box().centreY(), box)) {
                break;
            }
            boolean start = NOTE_START.matcher(text).matches()
                    || OpenFinder.NOTE.matcher(text).matches();
            if (starts(text) && !start) {
                break;
            }
            if (notes.isEmpty() && !start) {
                break;
            }
            if (!start && line.em() > 1.05 * noteEm) {
                break;
            }
            taken.add(line);
            if (start || notes.isEmpty() || lastRight < box.right() - 6 * em) {
                notes.add(text);
            } else {
                String last = notes.remove(notes.size() - 1);
                boolean wide = CellText.ideograph(text.codePointAt(0))
                        && CellText.ideograph(last.codePointBefore(last.length()));
                notes.add(last + (wide ? "" : " ") + text);
            }
            lastRight = line.box().right();
            noteEm = Math.max(noteEm, line.em());
            bottom = line.box().bottom();
        }
        return bottom;
    }

    private boolean tableBetween(double from, double to, Box box) {
        for (PrintedTable other : tables) {
            if (other.box().top() >= from - 1
                    && other.box().top() < to
                    && other.box().left() < box.right()
                    && other.box().right() > box.left()) {
                return true;
            }
        }
        return false;
    }
}
