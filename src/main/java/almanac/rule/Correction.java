package almanac.rule;

import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Reading;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number that a person has checked against the book. Applied as a rule, shown wherever the number is shown.
 *
 * @param observation id of the observation, when it is named by id
 * @param document path of the document, when it is named by place
 * @param cell cell address in the document ({@code Sheet1!C8}, {@code 12!r8c3} where sheets or pages matter)
 * @param old the value as read; the correction does not apply when the reading differs
 * @param replacement the value the book should have printed
 * @param reason why
 * @param by who checked it
 * @param on ISO date
 * @param place where it stands in the rule documents
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
    private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}]+");

    /**
     * The id under which it stands in the rule column: date, person and what is corrected, {@code
     * correction.2026-03-01.Li.jiangsu-2019-xls-B20}.
     */
    public String id() {
        String target = observation.orElseGet(() -> document.orElse("") + " " + cell.orElse(""));
        return "correction." + on + "." + name(by) + "." + name(target);
    }

    private static String name(String text) {
        return NO_NAME.matcher(text.strip()).replaceAll("-");
    }

    /**
     * Whether it means this observation: by id, or by document and cell.
     *
     * @param path path of the observation's document
     */
    public boolean names(Observation read, String path) {
        if (observation.isPresent()) {
            return observation.get().equals(read.id());
        }
        if (document.isEmpty() || !document.get().equals(path) || cell.isEmpty()) {
            return false;
        }
        if (!(read.locator() instanceof Locator.CellAt at)) {
            return false;
        }
        int mark = cell.get().lastIndexOf('!');
        return cell.get().substring(mark + 1).strip().equalsIgnoreCase(at.address())
                && (mark < 0 || cell.get().substring(0, mark).strip().equals(at.page()));
    }

    /** Whether a reading is the one the person saw: the displayed number, or the printed text itself. */
    public boolean fits(Reading reading) {
        if (reading.raw().strip().equals(old.strip())) {
            return true;
        }
        Optional<BigDecimal> seen = Fields.decimal(old.strip().replace(",", ""));
        return reading instanceof Reading.Amount amount
                && seen.isPresent()
                && seen.get().compareTo(amount.value()) == 0;
    }

    /** The new value, with its decimals. */
    public BigDecimal value() {
        return new BigDecimal(new BigDecimal(replacement.strip()).toPlainString());
    }

    /** What was done, for whoever sees the number. */
    public String says() {
        return "corrected from " + old + " to " + replacement + ": " + reason + " (" + by + ", " + on + ")";
    }
}
