package almanac.rule;

import java.util.Optional;

/**
 * A number that a person has checked against the book. Applied as a rule, shown wherever the number is shown.
 *
 * @param observation id of the observation, when it is named by id
 * @param document path of the document, when it is named by place
 * @param cell cell address in the document ({@code Sheet1!C8} where sheets matter)
 * @param old the value as read; the correction does not apply when the reading differs
 * @param replacement the value the book should have printed
 * @param reason why
 * @param by who checked it
 * @param on ISO date
 */
public record Correction(
        Optional<String> observation,
        Optional<String> document,
        Optional<String> cell,
        String old,
        String replacement,
        String reason,
        String by,
        String on,
        Place place) {
    /** The id under which it stands in the rule column: {@code correction.2026-03-01.li}. */
    public String id() {
        return "correction." + on + "." + by.replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
