package almanac.extract.prose;

import almanac.model.Diagnostic;
import almanac.model.Observation;
import almanac.rule.Example;
import almanac.rule.ProseRule;
import almanac.rule.RuleBook;
import almanac.rule.RuleCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs what prose rules say about themselves. An example holds when the rule (named by its id) finds a statistic in the
 * text whose {@code value}, {@code measure}, {@code unit}, {@code indicator}, {@code region}, {@code period} and qualifiers are
 * as expected; a refused text holds when the rule finds nothing in it.
 */
public final class ProseRuleTests {
    private final RuleBook book;

    public ProseRuleTests(RuleBook book) {
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
        ProseExtractor extractor = new ProseExtractor(book);
        List<Diagnostic> failed = new ArrayList<>(extractor.diagnostics());
        int count = 0;
        for (ProseRule rule : book.prose()) {
            for (Example example : rule.examples()) {
                count++;
                List<Observation> found = by(rule, extractor.extract(example.text()));
                if (found.stream().noneMatch(observation -> fits(observation, example.expect()))) {
                    failed.add(Diagnostic.of(
                            RuleCodes.EXAMPLE_FAILED,
                            example.place().toString(),
                            rule.id() + " does not read " + example.expect() + " in \"" + example.text()
                                    + "\"; it reads "
                                    + found.stream().map(ProseRuleTests::shown).toList(),
                            "widen its pattern or correct the example"));
                }
            }
            for (Example refused : rule.refuses()) {
                count++;
                List<Observation> found = by(rule, extractor.extract(refused.text()));
                if (!found.isEmpty()) {
                    failed.add(Diagnostic.of(
                            RuleCodes.REFUSAL_FAILED,
                            refused.place().toString(),
                            rule.id() + " takes \"" + refused.text() + "\", which it should refuse",
                            "narrow its pattern"));
                }
            }
        }
        return new Outcome(count, failed);
    }

    private static List<Observation> by(ProseRule rule, List<Observation> found) {
        return found.stream()
                .filter(observation -> observation.rule().equals(rule.id()))
                .toList();
    }

    private static boolean fits(Observation observation, Map<String, String> expected) {
        return expected.entrySet().stream()
                .allMatch(entry -> value(observation, entry.getKey()).equals(entry.getValue()));
    }

    private static String value(Observation observation, String key) {
        return switch (key) {
            case "value" -> observation.value().map(v -> v.toPlainString()).orElse("");
            case "measure" -> observation.measure().code();
            case "unit" -> observation.unitLabel();
            case "indicator" -> observation.indicator().label();
            case "indicator_id" -> observation.indicator().id().orElse("");
            case "region" -> observation.region().label();
            case "period" -> observation.period().code();
            default -> observation.qualifiers().getOrDefault(key, "");
        };
    }

    private static String shown(Observation observation) {
        return observation.indicator().label() + " " + value(observation, "value") + " " + observation.unitLabel();
    }
}
