package almanac.model;

import java.util.Optional;

/**
 * A sentence of prose with its place.
 *
 * @param page page number, or the name of the part of the document it stands in ({@code 1} where there are no pages)
 * @param from offset of its first character in the page's text (see {@link Document#pageText})
 * @param to offset behind its last character
 * @param text equals the page's text at the span
 * @param heading the nearest heading above it, empty where there is none
 * @param language {@code zh}, {@code en} ... or {@code und}
 * @param box where it is printed, for formats that have pages
 */
public record Sentence(
        String page, int from, int to, String text, String heading, String language, Optional<Box> box) {}
