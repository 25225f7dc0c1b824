package almanac.model;

import java.util.List;
import java.util.Optional;

/**
 * What a reader sees where numbers stand: a page of a paged document as a picture, a table of a sheet or a web page, or
 * the sentences of prose; and the observations that were read there.
 *
 * @param source id of the document
 * @param page number, or sheet name
 * @param widthPoints of the page, 0 where there is none
 * @param heightPoints of the page, 0 where there is none
 * @param picture PNG of the page as printed
 * @param grid the table, for formats without pages
 * @param sentences of the page, where numbers were read from prose
 * @param observations in order of place
 * @param note why there is no picture, empty where there is one
 */
public record PrintedPage(
        String source,
        String page,
        double widthPoints,
        double heightPoints,
        Optional<byte[]> picture,
        Optional<Grid> grid,
        List<Sentence> sentences,
        List<Observation> observations,
        String note) {
    public PrintedPage {
        sentences = List.copyOf(sentences);
        observations = List.copyOf(observations);
    }
}
