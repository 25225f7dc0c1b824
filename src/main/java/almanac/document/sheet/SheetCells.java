package almanac.document.sheet;

import almanac.model.Cell;
import almanac.model.Grid;
import almanac.text.Folding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The filled cells of one sheet, and how they become grids: one grid for each block, with all its rows, title and notes
 * too, so that a cell's address follows from the grid's first row and column.
 *
 * <p>A new block begins at a row that says 续表 or Continued, at a row that holds nothing but a table number with its
 * title, and behind a wide gap of blank rows or columns.
 */
public final class SheetCells {
    /** Blank rows or columns in a row that part two blocks. Header bands have up to eight blank rows. */
    private static final int GAP = 25;

    /** Places hidden by merges that are still looked at; a file with more of them is no table. */
    private static final int MOST_COVERED = 4_000_000;

    private static final Pattern CONTINUED = Pattern.compile(
            "(?i)(?:^|[\\s\\d.\\-－–—])[(（]?续\\s*表|(?:^|[\\s(（])continued\\s*\\d*[)）]?$|\\(cont(inue)?d\\.?\\)|Продолжение\\s+табл");

    private static final Pattern TITLE = Pattern.compile(
            "^(?:表|Table)?\\s*\\d{1,2}\\s*[-－–—]\\s*\\d{1,3}(?:\\s*[-－–—]\\s*\\d{1,2})?[\\s\\u3000.、]*[\\p{IsHan}A-Z].{3,}");

    /** A rectangle of merged cells; bounds inclusive. */
    public record Merge(int top, int left, int bottom, int right) {}

    private final List<Cell> cells = new ArrayList<>();
    private final List<Merge> merges = new ArrayList<>();

    public void add(
            int row, int column, String text, Optional<String> stored, List<String> marks, int indent, boolean bold) {
        cells.add(new Cell(row, column, 1, 1, text, stored, marks, indent, bold, Optional.empty()));
    }

    public void merge(Merge merge) {
        merges.add(merge);
    }

    public int size() {
        return cells.size();
    }

    public List<Grid> grids(String sheet, int maxArea) {
        if (cells.isEmpty()) {
            return List.of();
        }
        List<Cell> ordered = new ArrayList<>(withoutRepeats());
        ordered.sort(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
        List<Grid> grids = new ArrayList<>();
        List<Cell> block = new ArrayList<>();
        boolean continued = false;
        int at = 0;
        int lastRow = -1;
        int blockRows = 0;
        while (at < ordered.size()) {
            int row = ordered.get(at).row();
            int end = at;
            while (end < ordered.size() && ordered.get(end).row() == row) {
                end++;
            }
            List<Cell> line = ordered.subList(at, end);
            boolean goesOn = says(line, CONTINUED, 3);
            boolean title = !goesOn && says(line, TITLE, 2) && figures(block);
            if (!block.isEmpty() && (row - lastRow > GAP || (goesOn && blockRows > 3) || title)) {
                flush(block, sheet, continued, maxArea, grids);
                block = new ArrayList<>();
                continued = false;
                blockRows = 0;
            }
            continued |= goesOn && blockRows < 3 && !grids.isEmpty();
            block.addAll(line);
            blockRows++;
            lastRow = row;
            at = end;
        }
        flush(block, sheet, continued, maxArea, grids);
        return grids;
    }

    /** A broken file may name a cell twice; the last one holds, as in the programs that write such files. */
    private List<Cell> withoutRepeats() {
        Map<Long, Cell> byPlace = new HashMap<>(cells.size() * 2);
        boolean repeated = false;
        for (Cell cell : cells) {
            repeated |= byPlace.put(((long) cell.row() << 20) + cell.column(), cell) != null;
        }
        return repeated ? new ArrayList<>(byPlace.values()) : cells;
    }

    /** Whether a row of at most {@code most} filled cells has one that the pattern finds. */
    private static boolean says(List<Cell> line, Pattern pattern, int most) {
        return line.size() <= most
                && line.stream()
                        .anyMatch(cell -> cell.text().length() < 120
                                && pattern.matcher(
                                                Folding.characters(cell.text()).strip())
                                        .find());
    }

    /** Whether a block has data already, so that a title behind it begins another. */
    private static boolean figures(List<Cell> block) {
        long figures = block.stream()
                .filter(cell -> !cell.text().isEmpty()
                        && Character.isDigit(cell.text().charAt(cell.text().length() - 1))
                        && cell.text().chars().allMatch(c -> Character.isDigit(c) || "., -".indexOf(c) >= 0))
                .count();
        return figures >= 4;
    }

    private void flush(List<Cell> block, String sheet, boolean continued, int maxArea, List<Grid> grids) {
        List<List<Cell>> parts = partsByColumn(block);
        for (List<Cell> part : parts) {
            int top = part.stream().mapToInt(Cell::row).min().orElse(0);
            int bottom = part.stream().mapToInt(Cell::row).max().orElse(0);
            int left = part.stream().mapToInt(Cell::column).min().orElse(0);
            int right = part.stream().mapToInt(Cell::column).max().orElse(0);
            long area = (bottom - top + 1L) * (right - left + 1L);
            if (area > maxArea) {
                throw new TooWide(sheet, area);
            }
            Optional<String> before = continued && !grids.isEmpty()
                    ? Optional.of(grids.get(grids.size() - 1).id())
                    : Optional.empty();
            grids.add(new Grid(
                    sheet + "t" + (grids.size() + 1),
                    sheet,
                    "",
                    "",
                    List.of(),
                    bottom - top + 1,
                    right - left + 1,
                    spanned(part, top, left, bottom, right),
                    top,
                    left,
                    0,
                    before,
                    Optional.empty()));
        }
    }

    private static List<List<Cell>> partsByColumn(List<Cell> block) {
        int[] columns =
                block.stream().mapToInt(Cell::column).distinct().sorted().toArray();
        List<List<Cell>> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= columns.length; i++) {
            if (i == columns.length || columns[i] - columns[i - 1] > GAP) {
                int low = columns[from];
                int high = columns[i - 1];
                parts.add(
                        from == 0 && i == columns.length
                                ? block
                                : block.stream()
                                        .filter(cell -> cell.column() >= low && cell.column() <= high)
                                        .toList());
                from = i;
            }
        }
        return parts;
    }

    /** The cells with their spans, moved so that the block begins at 0, 0; covered cells are gone. */
    private List<Cell> spanned(List<Cell> part, int top, int left, int bottom, int right) {
        int columns = right - left + 1;
        Map<Integer, Merge> anchors = new HashMap<>();
        Set<Integer> covered = new HashSet<>();
        for (Merge merge : merges) {
            Merge inside = new Merge(
                    Math.max(merge.top(), top),
                    Math.max(merge.left(), left),
                    Math.min(merge.bottom(), bottom),
                    Math.min(merge.right(), right));
            if (inside.top() > inside.bottom()
                    || inside.left() > inside.right()
                    || (inside.top() == inside.bottom() && inside.left() == inside.right())
                    || covered.size() > MOST_COVERED) {
                continue;
            }
            List<Integer> places = new ArrayList<>();
            for (int r = inside.top(); r <= inside.bottom(); r++) {
                for (int c = inside.left(); c <= inside.right(); c++) {
                    places.add((r - top) * columns + c - left);
                }
            }
            int anchor = places.get(0);
            if (places.stream().noneMatch(place -> covered.contains(place) || anchors.containsKey(place))) {
                anchors.put(anchor, inside);
                covered.addAll(places.subList(1, places.size()));
            }
        }
        List<Cell> result = new ArrayList<>(part.size());
        for (Cell cell : part) {
            int row = cell.row() - top;
            int column = cell.column() - left;
            int place = row * columns + column;
            if (covered.contains(place)) {
                continue;
            }
            Merge merge = anchors.remove(place);
            result.add(new Cell(
                    row,
                    column,
                    merge == null ? 1 : merge.bottom() - merge.top() + 1,
                    merge == null ? 1 : merge.right() - merge.left() + 1,
                    cell.text(),
                    cell.stored(),
                    cell.marks(),
                    cell.indent(),
                    cell.bold(),
                    cell.box()));
        }
        for (Merge blank : anchors.values()) {
            result.add(new Cell(
                    blank.top() - top,
                    blank.left() - left,
                    blank.bottom() - blank.top() + 1,
                    blank.right() - blank.left() + 1,
                    "",
                    Optional.empty(),
                    List.of(),
                    0,
                    false,
                    Optional.empty()));
        }
        result.sort(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
        return result;
    }

    /** A block whose rectangle is too large to hold. */
    public static final class TooWide extends RuntimeException {
        TooWide(String sheet, long area) {
            super("the filled part of " + sheet + " spans " + area + " cells");
        }
    }
}
