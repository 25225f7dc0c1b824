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
    /** A cell with more lines than this is a text box. */
    private static final int TALLEST_CELL = 18;

    private final List<Word> words;
    private final Rules rules;
    private final double em;
    private final double wordGap;
    private final List<PrintedTable> tables = new ArrayList<>();
    private final Set<Word> used = new HashSet<>();

    TableFinder(List<Word> words, Rules rules, double em, double wordGap) {
        this.words = words;
        this.rules = rules;
        this.em = em;
        this.wordGap = wordGap;
    }

    /** The tables of the page, top to bottom, then left to right. */
    List<PrintedTable> find() {
        for (Lattice net : Lattice.find(rules, em)) {
            PrintedTable table = ofNet(net);
            if (table != null) {
                take(table);
            }
        }
        List<Word> left = new ArrayList<>();
        for (Word word : words) {
            if (!used.contains(word)) {
                left.add(word);
            }
        }
        for (PrintedTable table : new OpenFinder(left, rules, em, wordGap, tables).find()) {
            take(table);
        }
        tables.sort(Comparator.comparingDouble((PrintedTable t) -> t.box().top())
                .thenComparingDouble(t -> t.box().left()));
        return tables;
    }

    private void take(PrintedTable table) {
        tables.add(table);
        for (Slot slot : table.slots()) {
            slot.lines().forEach(used::addAll);
        }
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

    private @Nullable PrintedTable ofNet(Lattice net) {
        Box box = net.box();
        List<Word> held = inside(words, box);
        if (held.isEmpty()) {
            return null;
        }
        PrintedTable lattice = LatticeMaker.make(net, held, rules, em, wordGap);
        if (lattice == null
                || lattice.rows() < 2
                || lattice.columns() < 2
                || lattice.slots().size() < FEWEST_CELLS) {
            return null;
        }
        int tallest = 0;
        for (Slot slot : lattice.slots()) {
            tallest = Math.max(tallest, slot.lines().size());
        }
        double filled = lattice.slots().size() / (double) (lattice.rows() * lattice.columns());
        if (filled < FILLED_SHARE || tallest > TALLEST_CELL) {
            return null;
        }
        return lattice;
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
        for (Lattice net : Lattice.find(touching, em)) {
            Box box = net.box();
            int n = inside(held, box).size();
            if (n >= 0.9 * held.size() && n > most) {
                PrintedTable table = LatticeMaker.make(net, held, touching, em, wordGap);
                if (table != null && table.columns() >= 2 && table.rows() >= 2) {
                    best = table;
                    most = n;
                }
            }
        }
        if (best == null) {
            best = OpenMaker.make(held, touching, em, wordGap, null, "region");
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
        return new PrintedTable(box, lines.size(), 1, slots, 0, "region", 0, List.of());
    }
}
