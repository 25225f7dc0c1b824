package almanac.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One statistic with the printed thing it came from: the unit of account of the whole program. There is no number
 * without a locator and a rule.
 *
 * @param id short, stable across runs: a hash of source, place and meaning
 * @param region whose figure it is
 * @param indicator what is counted
 * @param qualifiers what narrows it: {@code industry}, {@code ownership}, {@code partner}, {@code product}, {@code
 *     base} ...
 * @param period when
 * @param reading the number, or the mark that stands for none
 * @param measure level, share, index, growth, points, change
 * @param unitLabel the unit as printed, empty where none is stated
 * @param unit the unit the lexicon knows it as, or {@link Unit#UNKNOWN}
 * @param locator cell or span
 * @param rule id of the rule (or of the built-in reading step) that made it
 * @param flag footnote marks, {@code preliminary}, {@code forecast}, a missing mark, {@code corrected}; {@code ;}
 *     between; else empty
 * @param vintage edition of the book
 * @param snippet the printed surroundings a person needs to recognise it: the row label and heads, or the sentence
 */
public record Observation(
        String id,
        Named region,
        Named indicator,
        SortedMap<String, String> qualifiers,
        Period period,
        Reading reading,
        Measure measure,
        String unitLabel,
        Unit unit,
        Locator locator,
        String rule,
        String flag,
        String vintage,
        String snippet) {
    public Observation {
        qualifiers = Collections.unmodifiableSortedMap(new TreeMap<>(qualifiers));
        if (rule.isBlank()) {
            throw new IllegalArgumentException("an observation needs the rule that made it");
        }
    }

    /** The displayed value, empty for a missing reading. */
    public Optional<BigDecimal> value() {
        return reading instanceof Reading.Amount amount ? Optional.of(amount.value()) : Optional.empty();
    }

    /** Whether the document says what is expected, not what was counted. */
    public boolean foreseen() {
        return flag.contains("forecast");
    }

    /** The number as printed with its unit; of a sentence the number alone, whose raw text has verb and unit around it. */
    public String printed() {
        String raw = reading.raw().strip();
        String number = locator instanceof Locator.CellAt
                ? raw
                : value().map(BigDecimal::toPlainString).orElse(raw);
        return unitLabel.isEmpty() || number.endsWith(unitLabel) ? number : number + " " + unitLabel;
    }

    /** The displayed value in base units of its dimension (元, persons ...), empty where the unit is unknown. */
    public Optional<BigDecimal> baseValue() {
        return unit.equals(Unit.UNKNOWN) ? Optional.empty() : value().map(v -> v.multiply(unit.factor()));
    }
}
