package almanac.extract;

import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Reading;
import almanac.rule.Correction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Puts the numbers that a person has checked against the book in the place of those that were read. What was printed
 * stays in the reading, the rule and the snippet; the id stays the same, so that links to the number hold.
 */
public final class Corrections {
    /** Stands in the flag of a corrected number. */
    public static final String FLAG = "corrected";

    private static final String HINT =
            "compare the correction with the book: almanac show, almanac export observations";

    private final List<Correction> corrections;

    public Corrections(List<Correction> corrections) {
        this.corrections = List.copyOf(corrections);
    }

    /**
     * The observations of a document with its corrections applied, in the order of the rule documents.
     *
     * @param path of the document
     * @param diagnostics takes what could not be applied
     */
    List<Observation> apply(String path, List<Observation> read, List<Diagnostic> diagnostics) {
        List<Observation> now = new ArrayList<>(read);
        for (Correction correction : corrections) {
            List<Integer> named = new ArrayList<>();
            List<Integer> meant = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (correction.names(now.get(i), path)) {
                    named.add(i);
                    if (correction.fits(now.get(i).reading())) {
                        meant.add(i);
                    }
                }
            }
            Set<String> places = new TreeSet<>();
            meant.forEach(i -> places.add(place(now.get(i))));
            if (places.size() > 1) {
                diagnostics.add(new Diagnostic(
                        ExtractCodes.CORRECTION_AMBIGUOUS,
                        "the correction at " + correction.place() + " means " + correction.old() + " at "
                                + String.join(" and at ", places),
                        path,
                        Optional.empty(),
                        correction.cell(),
                        "write cell: Sheet1!C8 or 12!r8c3, or name the observation by its id"));
            } else if (!meant.isEmpty()) {
                meant.forEach(i -> now.set(i, corrected(now.get(i), correction)));
            } else if (!named.isEmpty()) {
                Observation other = now.get(named.get(0));
                diagnostics.add(new Diagnostic(
                        ExtractCodes.CORRECTION_DIFFERS,
                        "the correction at " + correction.place() + " says old: " + correction.old()
                                + ", but what was read is " + shown(other.reading()),
                        path,
                        Optional.of(other.locator().page()),
                        other.locator() instanceof Locator.CellAt at ? Optional.of(at.address()) : Optional.empty(),
                        HINT));
            } else if (correction.observation().isEmpty()
                    && correction.document().filter(path::equals).isPresent()) {
                diagnostics.add(new Diagnostic(
                        ExtractCodes.CORRECTION_UNUSED,
                        "the correction at " + correction.place() + " names "
                                + correction.cell().orElse("") + ", where no number was read",
                        path,
                        Optional.empty(),
                        correction.cell(),
                        HINT));
            }
        }
        return now;
    }

    /** What the corrections say of a document and its numbers; for comparing with those of other rules. */
    String about(String path, Predicate<String> hasNumber) {
        StringBuilder about = new StringBuilder();
        for (Correction correction : corrections) {
            if (correction.document().filter(path::equals).isPresent()
                    || correction.observation().filter(hasNumber).isPresent()) {
                about.append(correction).append('\n');
            }
        }
        return about.toString();
    }

    /** That a correction names something of which a whole store knows nothing. */
    public static Diagnostic unused(Correction correction) {
        return Diagnostic.of(
                ExtractCodes.CORRECTION_UNUSED,
                correction.place().toString(),
                correction
                        .observation()
                        .map(id -> "no observation has the id " + id)
                        .orElseGet(() ->
                                "no document is called " + correction.document().orElse("")),
                HINT);
    }

    private static String place(Observation observation) {
        return observation.locator() instanceof Locator.CellAt at
                ? at.page() + "!" + at.address() + " of table " + at.table()
                : observation.locator().toString();
    }

    private static String shown(Reading reading) {
        return reading instanceof Reading.Amount amount ? amount.value().toPlainString() : reading.raw();
    }

    private static Observation corrected(Observation o, Correction correction) {
        return new Observation(
                o.id(),
                o.region(),
                o.indicator(),
                o.qualifiers(),
                o.period(),
                new Reading.Amount(
                        correction.value(), Optional.empty(), o.reading().raw()),
                o.measure(),
                o.unitLabel(),
                o.unit(),
                o.locator(),
                o.rule() + "+" + correction.id(),
                o.flag().isEmpty() ? FLAG : o.flag().contains(FLAG) ? o.flag() : o.flag() + ";" + FLAG,
                o.vintage(),
                o.snippet() + " [" + correction.says() + "]");
    }
}
