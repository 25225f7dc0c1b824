package almanac.study;

import almanac.complexity.ComplexityTrouble;
import almanac.model.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What a run of {@link ComplexityDesk} has to say: one message a subject, however many years it met it in. */
final class ComplexityNotes {
    private static final int NAMED = 8;

    private final String source;
    private final List<Diagnostic> direct = new ArrayList<>();
    private final Map<String, Told> byYear = new LinkedHashMap<>();

    private record Told(Diagnostic first, TreeSet<String> years) {}

    ComplexityNotes(String source) {
        this.source = source;
    }

    void add(List<Diagnostic> diagnostics) {
        direct.addAll(diagnostics);
    }

    void add(Diagnostic.Code code, String message, String hint) {
        direct.add(Diagnostic.of(code, source, message, hint));
    }

    private void yearly(String subject, String year, Diagnostic.Code code, String message, String hint) {
        byYear.computeIfAbsent(
                        subject,
                        key -> new Told(Diagnostic.of(code, source, message + in(year), hint), new TreeSet<>()))
                .years()
                .add(year);
    }

    private static String in(String year) {
        return year.isEmpty() ? "" : " in " + year;
    }

    static String named(List<String> labels) {
        return String.join(", ", labels.subList(0, Math.min(NAMED, labels.size())))
                + (labels.size() > NAMED ? " and " + (labels.size() - NAMED) + " more" : "");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    void noIncome(String year, int places, List<String> missing, double lost, String hint) {
        if (!missing.isEmpty()) {
            yearly(
                    "income",
                    year,
                    ComplexityTrouble.NO_INCOME,
                    missing.size() + " of " + places + " places have no GDP per head and are out of PRODY, "
                            + percent(lost) + " of exports (" + named(missing) + ")",
                    hint);
        }
    }

    void empty(String year, String what, List<String> labels) {
        if (!labels.isEmpty()) {
            yearly(
                    what,
                    year,
                    ComplexityTrouble.EMPTY,
                    labels.size() + " " + what + " (" + named(labels) + ")",
                    "their cells are empty, nothing else changes");
        }
    }

    void leftOut(String year, String what, int count, String rule, List<String> labels) {
        if (count > 0) {
            yearly(
                    what + rule,
                    year,
                    ComplexityTrouble.SAMPLE,
                    count + " " + what + " left out by " + rule + (labels.isEmpty() ? "" : " (" + named(labels) + ")"),
                    "method.json states the sample of each year");
        }
    }

    void parts(String year, int parts) {
        if (parts > 1) {
            yearly(
                    "parts",
                    year,
                    ComplexityTrouble.PARTS,
                    "places and products fall into " + parts + " separate parts; ECI only tells them apart",
                    "leave out the smallest places: --sample all --min-location-exports X");
        }
    }

    void weakSign(String year, double correlation, String anchor) {
        yearly(
                "sign",
                year,
                ComplexityTrouble.WEAK_SIGN,
                String.format(
                        Locale.ROOT,
                        "the sign of ECI rests on a correlation of only %.2f with %s",
                        correlation,
                        anchor),
                "name an anchor: --anchor gdp, or a place that must be above the mean");
    }

    void restless(String year, int steps, double change) {
        yearly(
                "fitness",
                year,
                ComplexityTrouble.NOT_CONVERGED,
                String.format(Locale.ROOT, "fitness still moves by %.1e after %d steps", change, steps),
                "--fitness-steps " + steps * 10);
    }

    void uncovered(String year, List<String> products, double lost) {
        if (!products.isEmpty()) {
            yearly(
                    "reference",
                    year,
                    ComplexityTrouble.UNCOVERED,
                    products.size() + " products are not in the reference and left out, " + percent(lost)
                            + " of exports (" + named(products) + ")",
                    "use one classification and revision in both files");
        }
    }

    void noReferenceYear(String year) {
        yearly(
                "year",
                year,
                ComplexityTrouble.UNCOVERED,
                "the reference has no data",
                "what needs the reference is empty; give years that both files have");
    }

    /** All messages: those about files first. */
    List<Diagnostic> collected() {
        List<Diagnostic> all = new ArrayList<>(direct);
        for (Told told : byYear.values()) {
            int others = told.years().size() - 1;
            Diagnostic first = told.first();
            all.add(
                    others == 0
                            ? first
                            : Diagnostic.of(
                                    first.code(),
                                    first.source(),
                                    first.message() + ", and likewise in " + others + " other years",
                                    first.hint()));
        }
        return all;
    }
}
