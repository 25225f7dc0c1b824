package almanac.warehouse;

import java.util.List;

/**
 * Something that does not hold between numbers, as the store keeps it. Texts are empty where there is nothing to say.
 *
 * @param id stable as long as the rule, the place and the message are
 * @param kind sum, range, jump, editions, labels ...
 * @param code of its diagnostic, {@code ALM-2202}
 * @param severity NOTE, WARNING or ERROR
 * @param title what the code stands for
 * @param rule id of the check rule
 * @param document path of the document of the number in doubt
 * @param page its page or sheet
 * @param cell its cell
 * @param message what does not hold, with the numbers
 * @param expected what the check would have liked to see
 * @param found what stands there
 * @param hint what a person might look for
 * @param excess how bad it is among findings of its rule
 * @param family the family of numbers ({@link Warehouse#family}) where documents were compared, else empty
 * @param observations ids of the numbers concerned, the one in doubt first
 */
public record FindingRecord(
        String id,
        String kind,
        String code,
        String severity,
        String title,
        String rule,
        String document,
        String page,
        String cell,
        String message,
        String expected,
        String found,
        String hint,
        double excess,
        String family,
        List<String> observations) {
    public FindingRecord {
        observations = List.copyOf(observations);
    }
}
