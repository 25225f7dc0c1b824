package almanac.simulate;

import almanac.simulate.SimulationPlan.BookPlan;
import almanac.simulate.SimulationPlan.PrintedUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One edition of a book: which years it covers and how it prints.
 *
 * @param cover year on the cover
 * @param place 0 for the newest, 1 for the one before it ...
 */
record Edition(BookPlan book, int cover, int firstYear, int lastYear, int place) {
    /** Years that an edition repeats from the one before, revised. */
    private static final int OVERLAP = 2;

    /** The editions of a book, oldest first. */
    static List<Edition> of(BookPlan book, int firstYear, int editions) {
        int years = book.lastYear() - firstYear + 1;
        List<Edition> all = new ArrayList<>();
        for (int i = 0; i < editions; i++) {
            int from = firstYear + years * i / editions;
            int to = firstYear + years * (i + 1) / editions - 1;
            all.add(new Edition(
                    book,
                    book.newest() - (book.lastYear() - to),
                    i == 0 ? from : Math.max(firstYear, from - OVERLAP),
                    to,
                    editions - 1 - i));
        }
        return all;
    }

    /** The item that serves this edition of a list whose last item serves the newest. */
    <T> T pick(List<T> items) {
        return items.get(Math.floorMod(items.size() - 1 - place, items.size()));
    }

    PrintedUnit unit(SimulationPlan.SeriesPlan series) {
        return pick(series.units());
    }

    /** Whether a figure of this year stands in a newer edition too, which revised it. */
    boolean revisedLater(int year) {
        return place > 0 && year > lastYear - OVERLAP;
    }

    String format() {
        return pick(book.formats());
    }

    String style() {
        return pick(book.styles());
    }

    String mark() {
        return pick(book.marks());
    }

    /** Path of the document under the corpus. */
    String path() {
        return book.folder() + "/" + cover + "." + format();
    }
}
