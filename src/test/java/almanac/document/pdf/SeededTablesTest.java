package almanac.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How much of invented tables is read back; the figures may rise, never fall. */
class SeededTablesTest {
    /** Tables, tables read wholly right, links true, read, shared: for a kind. */
    private static final class Count {
        int tables;
        int whole;
        long truth;
        long read;
        long shared;
        int falseTables;
        final List<Long> wrong = new ArrayList<>();

        double f1() {
            return truth + read == 0 ? 1 : 2.0 * shared / (truth + read);
        }
    }

    private static List<SeededTables.TrueCell> cells(PlacedTable placed) {
        List<SeededTables.TrueCell> cells = new ArrayList<>();
        for (Slot slot : placed.table().slots()) {
            if (!slot.text().isBlank()) {
                cells.add(new SeededTables.TrueCell(
                        slot.row(),
                        slot.column(),
                        slot.row() + slot.rowSpan() - 1,
                        slot.column() + slot.columnSpan() - 1,
                        slot.text()));
            }
        }
        return cells;
    }

    private static SortedMap<String, Count> measure(long first, long last) {
        SortedMap<String, Count> counts = new TreeMap<>();
        for (long seed = first; seed < last; seed++) {
            try (SeededTables page = new SeededTables(seed)) {
                SeededTables.Drawn drawn = page.draw();
                PageInk ink = InkReader.read(drawn.document().getPage(0), 1, Long.MAX_VALUE);
                List<PlacedTable> found =
                        new ArrayList<>(PageReading.of(ink, List.of(), false).tables());
                List<Count> of = new ArrayList<>();
                for (String kind : drawn.kinds()) {
                    of.add(counts.computeIfAbsent(kind, k -> new Count()));
                }
                of.add(counts.computeIfAbsent("all", k -> new Count()));
                for (List<SeededTables.TrueCell> truth : drawn.tables()) {
                    Map<String, Integer> links = GridLinks.of(truth);
                    Map<String, Integer> best = Map.of();
                    int at = -1;
                    int most = 0;
                    for (int i = 0; i < found.size(); i++) {
                        Map<String, Integer> read = GridLinks.of(cells(found.get(i)));
                        int shared = GridLinks.shared(links, read);
                        if (shared > most) {
                            most = shared;
                            best = read;
                            at = i;
                        }
                    }
                    if (at >= 0) {
                        found.remove(at);
                    }
                    for (Count count : of) {
                        count.tables++;
                        count.truth += GridLinks.count(links);
                        count.read += GridLinks.count(best);
                        count.shared += most;
                        if (best.equals(links)) {
                            count.whole++;
                        } else {
                            count.wrong.add(seed);
                        }
                    }
                }
                for (Count count : of) {
                    count.falseTables += found.size();
                    for (PlacedTable extra : found) {
                        count.read += GridLinks.count(GridLinks.of(cells(extra)));
                    }
                }
            }
        }
        return counts;
    }

    @Test
    void readsInventedTablesOfSeeds0To300() {
        SortedMap<String, Count> counts = measure(0, 300);
        Count all = counts.getOrDefault("all", new Count());
        assertThat(all.whole / (double) all.tables).as("whole grids").isGreaterThan(0.91);
        assertThat(all.f1()).as("links").isGreaterThan(0.99);
        assertThat(all.falseTables).as("tables that are none").isZero();
    }

    /** {@code FIRST LAST} prints the counts by kind; {@code SEED} what was drawn and read, {@code -o FILE} keeps it. */
    public static void main(String[] args) throws IOException {
        if (args.length == 2) {
            SortedMap<String, Count> counts = measure(Long.parseLong(args[0]), Long.parseLong(args[1]));
            counts.forEach((kind, c) -> System.out.printf(
                    Locale.ROOT,
                    "%-28s tables %4d whole %.3f F1 %.4f false %d  wrong %s%n",
                    kind,
                    c.tables,
                    c.whole / (double) c.tables,
                    c.f1(),
                    c.falseTables,
                    c.wrong.subList(0, Math.min(14, c.wrong.size()))));
            return;
        }
        try (SeededTables page = new SeededTables(Long.parseLong(args[0]))) {
            SeededTables.Drawn drawn = page.draw();
            if (args.length == 3) {
                drawn.document().save(args[2]);
            }
            System.out.println(drawn.kinds());
            for (List<SeededTables.TrueCell> truth : drawn.tables()) {
                System.out.println("truth");
                print(truth);
            }
            PageInk ink = InkReader.read(drawn.document().getPage(0), 1, Long.MAX_VALUE);
            for (PlacedTable placed : PageReading.of(ink, List.of(), false).tables()) {
                System.out.println("read " + placed.table().method() + " "
                        + placed.table().score().total() + " " + placed.caption());
                print(cells(placed));
            }
        }
    }

    private static void print(List<SeededTables.TrueCell> cells) {
        SortedMap<Integer, StringBuilder> rows = new TreeMap<>();
        for (SeededTables.TrueCell cell : cells) {
            rows.computeIfAbsent(cell.row(), r -> new StringBuilder())
                    .append(" |" + cell.column() + (cell.lastColumn() > cell.column() ? "-" + cell.lastColumn() : "")
                            + (cell.lastRow() > cell.row() ? "v" + cell.lastRow() : "") + " "
                            + cell.text().replace('\n', '/'));
        }
        rows.forEach((r, text) -> System.out.println("  " + r + text));
    }
}
