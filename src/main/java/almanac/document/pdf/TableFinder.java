package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables of a page: nets of rulings first, then what alignment shows among the words that are left. What a
 * hypothesis cannot explain (prose, lists, contents, charts) is no table.
 */
final class TableFinder {
    /** A net must hold text in at least this many cells. */
    private static final int FEWEST_CELLS = 4;
    /** Of a net's cells at least this share carries text: charts and forms have more empty ones. */
    private static final double FILLED_SHARE = 0.3;
    /** So few boxes of words, without a figure among them, are a diagram. */
    private static final int MOST_BOXES = 5;
    /** A cell with more lines than this is a text box. */
    private static final int TALLEST_CELL = 22;
    /** A row closed by a rule alone is at most this high, em. */
    private static final double LAST_ROW = 2.6;
    /** So many rows show that what stands beside them are their labels. */
    private static final int FEWEST_STUB_ROWS = 4;
    /** Labels stand within this of the net, em. */
    private static final double WIDEST_STUB = 16;
    /** At least this share of the rows has a label. */
    private static final double STUB_SHARE = 0.75;
    /** A hypothesis that explains this share of its cells needs no rival. */
    private static final double EXPLAINED = 0.97;

    /** A net that holds this share of an area's words is the area's table. */
    private static final double AREA_SHARE = 0.9;

    private static final String NO_GRID = "makes no grid of these words";
    private static final String NOT_TRIED = "not needed: the rulings leave one value in each cell";

    private final List<Word> words;
    private final Rules rules;
    private final Rules filled;
    private final double em;
    private final double wordGap;
    private final Pictures pictures;
    private final List<PrintedTable> tables = new ArrayList<>();
    private final Set<Word> used = new HashSet<>();

    /**
     * Of a page.
     *
     * @param rules drawn lines
     * @param filled borders between backgrounds, used where no drawn lines make a table
     */
    TableFinder(List<Word> words, Rules rules, Rules filled, double em, double wordGap, Pictures pictures) {
        this.words = words;
        this.rules = rules;
        this.filled = filled;
        this.em = em;
        this.wordGap = wordGap;
        this.pictures = pictures;
    }

    /** The tables of the page, top to bottom, then left to right. */
    List<PrintedTable> find() {
        List<Lattice> nets = Lattice.find(rules, em);
        for (Lattice found : nets) {
            Lattice net = withStub(withLastRow(found), nets);
            PrintedTable table = ofNet(net, rules, true);
            if (table != null) {
                take(table, net.box());
            }
        }
        for (Lattice net : Lattice.find(filled, em)) {
            boolean known = false;
            for (PrintedTable table : tables) {
                known |= table.box().overlaps(net.box());
            }
            PrintedTable table = known ? null : ofNet(net, filled, false);
            if (table != null) {
                take(table, net.box());
            }
        }
        List<Word> left = new ArrayList<>();
        for (Word word : words) {
            if (!used.contains(word)) {
                left.add(word);
            }
        }
        Frames frames = Frames.of(rules, left, em, wordGap);
        Paragraphs paragraphs = Paragraphs.of(left, frames, em, wordGap);
        List<PrintedTable> ofNets = List.copyOf(tables);
        for (List<Word> part : Gutters.parts(paragraphs, rules, em, wordGap)) {
            OpenFinder finder = new OpenFinder(part, paragraphs.boxes(), frames, rules, em, wordGap, ofNets, pictures);
            for (PrintedTable table : finder.find()) {
                take(table, table.box());
            }
        }
        tables.sort(Comparator.comparingDouble((PrintedTable t) -> t.box().top())
                .thenComparingDouble(t -> t.box().left()));
        return tables;
    }

    private void take(PrintedTable table, Box area) {
        tables.add(table);
        for (Slot slot : table.slots()) {
            slot.lines().forEach(used::addAll);
        }
        used.addAll(inside(words, area));
    }

    static List<Word> inside(List<Word> words, Box box) {
        List<Word> inside = new ArrayList<>();
        for (Word word : words) {
            if (box.contains(word.box().centreX(), word.box().centreY())) {
                inside.add(word);
            }
        }
        return inside;
    }

    /** A last row that only a rule closes: the vertical lines of the net end above it. */
    private Lattice withLastRow(Lattice net) {
        Box box = net.box();
        for (Rule rule : rules.horizontal()) {
            if (rule.at() > box.bottom() + 0.5 * em
                    && rule.at() < box.bottom() + LAST_ROW * em
                    && Math.abs(rule.from() - box.left()) < em
                    && Math.abs(rule.to() - box.right()) < em) {
                List<Line> between = Line.of(inside(words, new Box(box.left(), box.bottom(), box.right(), rule.at())));
                if (between.size() == 1 && between.get(0).runs(wordGap).size() >= 2) {
                    return net.withRowBelow(rule.at());
                }
            }
        }
        return net;
    }

    /** Labels that stand left of the net, one at each of its rows, with no border around them. */
    private Lattice withStub(Lattice net, List<Lattice> nets) {
        Box box = net.box();
        if (net.rows() < FEWEST_STUB_ROWS || net.columns() < 2) {
            return net;
        }
        List<Line> lines = Line.of(inside(words, new Box(0, box.top(), box.left(), box.bottom())));
        if (lines.isEmpty() || lines.size() > 1.4 * net.rows() + 1) {
            return net;
        }
        double left = box.left();
        boolean[] labelled = new boolean[net.rows()];
        int prose = 0;
        for (Line line : lines) {
            List<Run> runs = line.runs(2.5);
            Run run = runs.get(runs.size() - 1);
            if (box.left() - run.right() > WIDEST_STUB * em) {
                continue;
            }
            for (Lattice other : nets) {
                if (other.box().contains(run.box().centreX(), run.box().centreY())) {
                    return net;
                }
            }
            left = Math.min(left, run.left());
            prose += Paragraphs.prose(run) ? 1 : 0;
            for (int j = 0; j < net.rows(); j++) {
                labelled[j] |= net.ys()[j] <= line.box().centreY() && line.box().centreY() < net.ys()[j + 1];
            }
        }
        int rows = 0;
        for (boolean one : labelled) {
            rows += one ? 1 : 0;
        }
        boolean labels = rows >= STUB_SHARE * net.rows() && prose * 3 < lines.size();
        return labels ? net.withColumnBefore(left - 0.2 * em) : net;
    }

    private @Nullable PrintedTable ofNet(Lattice net, Rules rules, boolean drawn) {
        Box box = net.box();
        List<Word> held = inside(words, box);
        if (held.isEmpty() || net.rows() < 2 && net.columns() < 2) {
            return null;
        }
        Rules within = rules.within(box, 0.5 * em);
        PrintedTable made = LatticeMaker.make(net, held, em, wordGap);
        String borders = drawn ? "lattice" : "backgrounds";
        PrintedTable lattice = plausible(made == null ? null : made.by(borders), within);
        PrintedTable best = lattice;
        if (lattice == null || lattice.score().single() < EXPLAINED) {
            PrintedTable open = plausible(OpenMaker.make(held, within, em, wordGap, null, "hybrid"), within);
            if (lattice != null) {
                best = better(lattice, open);
            } else if (open != null && net.rows() + net.columns() > 3) {
                best = open.beat(borders, 0, NO_GRID);
            }
        } else {
            best = lattice.beat("hybrid", 0, NOT_TRIED);
        }
        if (best == null || pictures.chart(box, best.slots().size()) || Pictures.axis(best)) {
            return null;
        }
        List<Word> free = new ArrayList<>(words);
        free.removeIf(used::contains);
        return HeadAbove.on(Trimmed.of(best), net, free, this.rules.within(box, 8 * em), em, wordGap);
    }

    /** The one that explains more; equal ones: the first. */
    private static PrintedTable better(PrintedTable first, @Nullable PrintedTable second) {
        if (second == null) {
            return first.beat("hybrid", 0, NO_GRID);
        }
        return second.score().total() > first.score().total() ? second.beat(first) : first.beat(second);
    }

    private @Nullable PrintedTable plausible(@Nullable PrintedTable table, Rules rules) {
        if (table == null
                || table.rows() < 2
                || table.columns() < 2
                || table.slots().size() < FEWEST_CELLS) {
            return null;
        }
        int tallest = 0;
        for (Slot slot : table.slots()) {
            tallest = Math.max(tallest, slot.lines().size());
        }
        boolean figures = table.slots().stream().anyMatch(slot -> CellText.figure(slot.text()));
        if (!figures && table.slots().size() <= MOST_BOXES) {
            return null; // boxes of a drawing with lines between them
        }
        double filled = table.slots().size() / (double) (table.rows() * table.columns());
        if (filled < FILLED_SHARE || tallest > TALLEST_CELL) {
            return null;
        }
        return table.scored(rules, em);
    }

    /** The table of an area given by hand: the best that its words and rulings allow. */
    @Nullable
    PrintedTable inArea(Box area) {
        List<Word> held = inside(words, area);
        if (held.isEmpty()) {
            return null;
        }
        Rules touching = rules.within(area, em);
        PrintedTable best = null;
        double most = 0;
        List<Lattice> nets = new ArrayList<>(Lattice.find(touching, em));
        nets.addAll(Lattice.find(filled.within(area, em), em));
        for (Lattice net : nets) {
            int n = inside(held, net.box()).size();
            if (n >= AREA_SHARE * held.size() && n > most) {
                PrintedTable table = LatticeMaker.make(net, held, em, wordGap);
                if (table != null && table.columns() >= 2 && table.rows() >= 2) {
                    best = table.scored(touching, em);
                    most = n;
                }
            }
        }
        if (best == null || best.score().single() < EXPLAINED) {
            PrintedTable open = OpenMaker.make(held, touching, em, wordGap, null, "region");
            PrintedTable rival = open == null ? null : open.scored(touching, em);
            best = best == null ? rival : better(best, rival);
        }
        return best != null ? best : single(held);
    }

    /** No columns to be seen: one column, a row a line. */
    private static PrintedTable single(List<Word> held) {
        List<Slot> slots = new ArrayList<>();
        List<Line> lines = Line.of(held);
        Box box = lines.get(0).box();
        for (int i = 0; i < lines.size(); i++) {
            slots.add(new Slot(
                    i, 0, 1, 1, List.of(lines.get(i).words()), lines.get(i).box()));
            box = box.union(lines.get(i).box());
        }
        return new PrintedTable(box, lines.size(), 1, slots, 0, "region");
    }
}
