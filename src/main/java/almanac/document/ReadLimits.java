package almanac.document;

import java.time.Duration;

/**
 * Bounds within which a document must be readable; beyond them reading stops with a diagnostic.
 *
 * @param time for one document
 * @param maxPages pages or sheets looked at
 * @param maxCells cells of one document
 * @param maxCharacters of text of one document
 * @param maxBytes of the file, and of anything unpacked from it
 */
public record ReadLimits(Duration time, int maxPages, int maxCells, int maxCharacters, long maxBytes) {
    /** Room for a yearbook of ten thousand pages; no room for a bomb. */
    public static final ReadLimits DEFAULT =
            new ReadLimits(Duration.ofMinutes(2), 20_000, 20_000_000, 200_000_000, 1L << 30);
}
