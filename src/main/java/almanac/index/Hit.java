package almanac.index;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a search found: a series (one indicator of one region, from all the books that print it), or a sentence.
 *
 * @param kind {@code table}, {@code prose} (figures read from prose) or {@code sentence}
 * @param region as printed; for a sentence empty
 * @param regionId the lexicon's code, empty where it knows none
 * @param regionNames the lexicon's Chinese and English name, empty where it knows none
 * @param indicator as printed; for a sentence its text
 * @param indicatorId the lexicon's id
 * @param indicatorNames the lexicon's Chinese and English name
 * @param points the values in order of period; for a sentence empty
 * @param books where they are printed, best first
 * @param marks the parts of {@code indicator} that the query named: from, to, from, to ...
 */
public record Hit(
        String kind,
        float score,
        String region,
        Optional<String> regionId,
        String regionNames,
        String indicator,
        Optional<String> indicatorId,
        String indicatorNames,
        SortedMap<String, String> qualifiers,
        String measure,
        List<Point> points,
        List<Book> books,
        List<Integer> marks) {
    /** A book that prints the series. {@code page} and {@code caption} are of its first point in it. */
    public record Book(
            String source, String path, String title, String vintage, boolean simulated, String page, String caption) {}

    /**
     * A value in its place.
     *
     * @param value as displayed, plain; empty for a missing reading, whose mark is in {@code flag}
     * @param book index into the hit's books
     * @param cell cell address, or empty for prose
     * @param id of the observation
     */
    public record Point(
            String period, String value, String unit, String flag, int book, String page, String cell, String id) {}

    public Hit {
        points = List.copyOf(points);
        books = List.copyOf(books);
        marks = List.copyOf(marks);
    }

    /** Whether every book that prints it is invented. */
    public boolean simulated() {
        return books.stream().allMatch(Book::simulated);
    }
}
