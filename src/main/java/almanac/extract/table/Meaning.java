package almanac.extract.table;

import almanac.model.Period;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.rule.PhraseRule;
import java.util.List;
import java.util.Optional;

/**
 * What a printed label says, as far as it can be told without its table.
 *
 * @param printed as printed, padding removed, both languages
 * @param label the local language alone, without unit bracket and of-which sign
 * @param twin the English beside it, empty where there is none
 * @param unitLabel unit in its brackets, as printed; empty where there is none
 * @param unit that unit, where the lexicon knows it
 * @param unitOnly whether it names a unit and nothing else
 * @param period when the whole label is a period with a year
 * @param part when it is a part of a year without the year
 * @param regions every region of this name
 * @param measure rate, share or index head it matches
 * @param total whether it says total
 * @param ofWhich whether it begins with 其中, {@code #} or of which
 * @param axis what the lexicon of stub heads says it heads, empty for other labels
 */
record Meaning(
        String printed,
        String label,
        String twin,
        String unitLabel,
        Optional<Unit> unit,
        boolean unitOnly,
        Optional<Period> period,
        Optional<String> part,
        List<Region> regions,
        Optional<PhraseRule.Match> measure,
        boolean total,
        boolean subtotal,
        boolean ofWhich,
        String axis) {

    /** The same label as the name of these places, and nothing else. */
    Meaning at(List<Region> places) {
        return new Meaning(
                printed,
                label,
                twin,
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                places,
                Optional.empty(),
                total,
                subtotal,
                ofWhich,
                axis);
    }

    boolean timely() {
        return period.isPresent() || part.isPresent();
    }

    boolean place() {
        return !regions.isEmpty();
    }

    boolean empty() {
        return label.isEmpty();
    }
}
