package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Cell;
import almanac.model.Grid;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which earlier table a table goes on from. */
final class Continuation {
    /** Columns of two pages stand in the same places within this, points: book pages are shifted left and right. */
    private static final double SAME_WIDTH = 6;

    private static final Pattern NUMBER = Pattern.compile(
            "(?is)(?:^|\\n)\\s*(?:table|表|附表|exhibit)?\\s*([A-Z]?\\d{1,3}(?:\\s*[-－–—.]\\s*\\d{1,3})*).*");

    private Continuation() {}

    /**
     * The id of the table that {@code table} continues.
     *
     * @param before tables of earlier pages
     * @param onPage tables found on this page so far
     */
    static Optional<String> of(PlacedTable table, List<Grid> before, List<Grid> onPage, int page, int pages) {
        boolean says = TableAround.CONTINUED.matcher(table.caption()).matches();
        String number = number(table.caption());
        if (says) {
            Optional<String> same = latest(onPage, number).or(() -> latest(before, number));
            if (same.isPresent() || !number.isEmpty()) {
                return same;
            }
            Grid last = !onPage.isEmpty()
                    ? onPage.get(onPage.size() - 1)
                    : before.isEmpty() ? null : before.get(before.size() - 1);
            return Optional.ofNullable(last).map(Grid::id);
        }
        if (!onPage.isEmpty() || before.isEmpty() || page > pages) {
            return Optional.empty();
        }
        Grid last = before.get(before.size() - 1);
        boolean nextPage = last.page().equals(String.valueOf(page - 1));
        boolean untitled = table.caption().isEmpty() && table.highest();
        return nextPage && untitled && last.notes().isEmpty() && sameColumns(last, table.table())
                ? Optional.of(last.id())
                : Optional.empty();
    }

    private static Optional<String> latest(List<Grid> grids, String number) {
        for (int i = grids.size() - 1; i >= 0 && !number.isEmpty(); i--) {
            if (number(grids.get(i).caption()).equals(number)) {
                return Optional.of(grids.get(i).id());
            }
        }
        return Optional.empty();
    }

    private static String number(String caption) {
        Matcher matcher = NUMBER.matcher(caption);
        return matcher.lookingAt() ? matcher.group(1).replaceAll("\\s", "").replaceAll("[－–—.]", "-") : "";
    }

    /** As many columns, as wide. */
    private static boolean sameColumns(Grid last, PrintedTable table) {
        if (last.columns() != table.columns() || last.box().isEmpty()) {
            return false;
        }
        Box box = last.box().get();
        double shift = table.box().left() - box.left();
        if (Math.abs(table.box().right() - box.right() - shift) > 3 * SAME_WIDTH) {
            return false;
        }
        for (Cell cell : last.cells()) {
            if (cell.row() == last.rows() - 1 && cell.box().isPresent()) {
                for (Slot slot : table.slots()) {
                    if (slot.row() == table.rows() - 1
                            && slot.column() == cell.column()
                            && Math.abs(slot.box().right() - cell.box().get().right() - shift) > 2 * SAME_WIDTH
                            && Math.abs(slot.box().left() - cell.box().get().left() - shift) > 2 * SAME_WIDTH) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
