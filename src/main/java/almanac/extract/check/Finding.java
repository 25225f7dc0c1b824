package almanac.extract.check;

import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Observation;
import java.util.List;
import java.util.Optional;

/**
 * Something that does not hold.
 *
 * @param rule id of the check rule
 * @param message what does not hold, with the numbers
 * @param hint what a person might look for, empty where nothing suggests itself
 * @param observations the numbers concerned, the first is the one in doubt
 * @param expected what the check would have liked to see
 * @param found what stands there
 * @param excess how bad it is among findings of its rule: the logarithm of found over expected without its sign; 0 where
 *     there is no such ratio
 */
public record Finding(
        Diagnostic.Code code,
        String rule,
        String message,
        String hint,
        List<Observation> observations,
        String expected,
        String found,
        double excess) {
    public Finding {
        observations = List.copyOf(observations);
    }

    /** A finding that is no worse than others of its kind. */
    public Finding(
            Diagnostic.Code code,
            String rule,
            String message,
            String hint,
            List<Observation> observations,
            String expected,
            String found) {
        this(code, rule, message, hint, observations, expected, found, 0);
    }

    /** What kind of check it was: the middle of the rule's id, {@code sum} of {@code check.sum.gdp}. */
    public String kind() {
        String[] parts = rule.split("\\.");
        return parts.length > 1 ? parts[1] : rule;
    }

    /** The same as a diagnostic at the place of the number in doubt. */
    public Diagnostic diagnostic() {
        Optional<Locator> place = observations.stream().findFirst().map(Observation::locator);
        return new Diagnostic(
                code,
                message + " (" + rule + ")",
                place.map(Locator::source).orElse("store"),
                place.map(Locator::page),
                place.flatMap(p -> p instanceof Locator.CellAt cell ? Optional.of(cell.told()) : Optional.empty()),
                hint);
    }
}
