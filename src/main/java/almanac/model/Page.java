package almanac.model;

import java.util.List;

/**
 * A printed page: its words in reading order and its ruling lines.
 *
 * @param number from 1
 * @param widthPoints of the page as displayed
 * @param heightPoints of the page as displayed
 */
public record Page(int number, double widthPoints, double heightPoints, List<Word> words, List<Ruling> rulings) {
    public Page {
        if (number < 1) {
            throw new IllegalArgumentException("pages count from 1, not " + number);
        }
        words = List.copyOf(words);
        rulings = List.copyOf(rulings);
    }
}
