package almanac.rule;

import almanac.model.Diagnostic;
import almanac.model.Indicator;
import almanac.model.Region;
import almanac.model.Unit;
import almanac.text.Folding;
import almanac.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs what rule documents say about themselves: every example must be read as said, every refused text refused, every
 * name of the lexicon must lead back to its entry, every pattern must decide within its bound. (Prose rules and checks
 * run their own examples where they are carried out.)
 */
public final class RuleTests {
    /** Repeats of an example's text (and of its last character) that a pattern must survive within its bound. */
    private static final int PUMPED = 60;

    private final RuleBook book;

    public RuleTests(RuleBook book) {
        this.book = book;
    }

    /**
     * @param examples examples and refusals run
     * @param diagnostics what failed
     */
    public record Outcome(int examples, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    public Outcome run() {
        List<Diagnostic> failed = new ArrayList<>();
        int count = 0;
        for (PhraseRule rule : book.phrases()) {
            for (Example example : rule.examples()) {
                count++;
                example(rule, example).ifPresent(failed::add);
            }
            for (Example refused : rule.refuses()) {
                count++;
                if (rule.match(Names.label(refused.text())).isPresent()) {
                    failed.add(Diagnostic.of(
                            RuleCodes.REFUSAL_FAILED,
                            refused.place().toString(),
                            rule.id() + " takes \"" + refused.text() + "\", which it should refuse",
                            "narrow its pattern"));
                }
            }
            cost(rule.id(), rule.regex(), rule.examples(), rule.place()).ifPresent(failed::add);
        }
        for (PeriodRule rule : book.periods().rules()) {
            for (Example example : rule.examples()) {
                count++;
                period(rule, example).ifPresent(failed::add);
            }
            for (Example refused : rule.refuses()) {
                count++;
                if (said(rule, refused.text()).isPresent()) {
                    failed.add(Diagnostic.of(
                            RuleCodes.REFUSAL_FAILED,
                            refused.place().toString(),
                            rule.id() + " takes \"" + refused.text() + "\", which it should refuse",
                            "narrow its pattern"));
                }
            }
            cost(rule.id(), rule.regex(), rule.examples(), rule.place()).ifPresent(failed::add);
        }
        count += lexicon(failed);
        return new Outcome(count, failed);
    }

    private Optional<Diagnostic> example(PhraseRule rule, Example example) {
        String label = Names.label(example.text());
        Optional<PhraseRule.Match> match = rule.match(label);
        if (match.isEmpty()) {
            int reaches = rule.regex().reaches(label);
            return Optional.of(Diagnostic.of(
                    RuleCodes.EXAMPLE_FAILED,
                    example.place().toString(),
                    rule.id() + " does not read \"" + example.text() + "\": it fails at character " + (reaches + 1)
                            + ", \"" + label.substring(Math.min(reaches, label.length())) + "\"",
                    "widen its pattern or correct the example"));
        }
        for (Map.Entry<String, String> expected : example.expect().entrySet()) {
            String got = match.get().said(expected.getKey()).orElse("");
            if (!got.equals(expected.getValue())) {
                return Optional.of(Diagnostic.of(
                        RuleCodes.EXAMPLE_FAILED,
                        example.place().toString(),
                        rule.id() + " reads " + expected.getKey() + " as \"" + got + "\" in \"" + example.text()
                                + "\", the example says \"" + expected.getValue() + "\"",
                        "correct the pattern's group or the example"));
            }
        }
        return Optional.empty();
    }

    /** What a period rule makes of a text: a phrase anywhere in it, another rule of the whole. */
    private static Optional<When> said(PeriodRule rule, String text) {
        String folded = Folding.characters(text).strip();
        if (!rule.role().equals("phrase")) {
            return rule.regex().match(folded).flatMap(rule::when);
        }
        for (int i = 0; i < folded.length(); i++) {
            boolean stands = i == 0 || !Character.isLetterOrDigit(folded.charAt(i - 1));
            Optional<When> when = stands ? Periods.at(rule, folded, i).map(Periods.Found::when) : Optional.empty();
            if (when.isPresent()) {
                return when;
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnostic> period(PeriodRule rule, Example example) {
        Optional<When> when = said(rule, example.text());
        Map<String, String> says = new TreeMap<>();
        when.ifPresent(w -> {
            w.year().ifPresent(year -> says.put("year", String.valueOf(year)));
            w.toYear().ifPresent(year -> says.put("toYear", String.valueOf(year)));
            says.put("shift", String.valueOf(w.shift()));
            says.put("part", w.bare());
        });
        boolean fits = when.isPresent()
                && example.expect().entrySet().stream()
                        .allMatch(e -> says.getOrDefault(e.getKey(), "").equals(e.getValue()));
        return fits
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        RuleCodes.EXAMPLE_FAILED,
                        example.place().toString(),
                        rule.id() + " does not read " + example.expect() + " in \"" + example.text() + "\"; it reads "
                                + says,
                        "correct the pattern or the example"));
    }

    private static Optional<Diagnostic> cost(String id, BoundedRegex regex, List<Example> examples, Place place) {
        List<String> texts = new ArrayList<>(List.of(
                "a".repeat(PUMPED) + "!",
                "1".repeat(PUMPED) + "!",
                "年".repeat(PUMPED) + "!",
                "1 ".repeat(PUMPED) + "!",
                "(".repeat(PUMPED)));
        for (Example example : examples) {
            String text = Names.label(example.text());
            texts.add(text.repeat(1 + PUMPED / Math.max(1, text.length())) + "!");
            if (!text.isEmpty()) {
                texts.add(text + text.substring(text.length() - 1).repeat(PUMPED) + "!");
            }
        }
        for (String text : texts) {
            if (regex.tooCostly(text)) {
                return Optional.of(Diagnostic.of(
                        RuleCodes.BAD_PATTERN,
                        place.toString(),
                        id + ": its pattern needs too many steps on \"" + text.substring(0, Math.min(24, text.length()))
                                + "...\"",
                        "avoid a repeat inside a repeat, such as (a+)+"));
            }
        }
        return Optional.empty();
    }

    private int lexicon(List<Diagnostic> failed) {
        int count = 0;
        Lexicon lexicon = book.lexicon();
        for (Region region : lexicon.regions()) {
            for (String name : lexicon.names(region)) {
                count++;
                if (!lexicon.regions(name).contains(region)) {
                    failed.add(lost(region.code(), name));
                }
            }
        }
        for (Indicator indicator : lexicon.indicators()) {
            for (String name : List.of(indicator.zh(), indicator.en())) {
                count++;
                if (!name.isEmpty()
                        && lexicon.indicator(name).filter(indicator::equals).isEmpty()) {
                    failed.add(lost(indicator.id(), name));
                }
            }
        }
        for (Unit unit : lexicon.units().all()) {
            count++;
            if (lexicon.units().byId(unit.id()).filter(unit::equals).isEmpty()) {
                failed.add(lost(unit.id(), unit.id()));
            }
        }
        return count;
    }

    private Diagnostic lost(String id, String name) {
        String place = book.listed().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(entry -> entry.place().toString())
                .orElse("rules");
        return Diagnostic.of(
                RuleCodes.EXAMPLE_FAILED,
                place,
                "\"" + name + "\" does not lead to " + id,
                "another entry has this name: run rules check");
    }
}
