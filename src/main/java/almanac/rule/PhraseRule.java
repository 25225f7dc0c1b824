package almanac.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A phrase that tables print and what it is: a title, a unit line, a period head, a total ...
 *
 * @param id for example {@code table.title.numbered}
 * @param role what a text of this form is ({@code title}, {@code unit-line}, {@code period} ...)
 * @param regex whole-text pattern over the folded label; its named groups are what the phrase says
 * @param gives constants that the phrase says beside its groups, for example {@code measure: index}
 */
public record PhraseRule(
        String id,
        String role,
        BoundedRegex regex,
        Map<String, String> gives,
        List<Example> examples,
        List<Example> refuses,
        Place place) {
    public PhraseRule {
        gives = Collections.unmodifiableMap(new LinkedHashMap<>(gives));
        examples = List.copyOf(examples);
        refuses = List.copyOf(refuses);
    }

    /**
     * A rule that took a text.
     *
     * @param said constants and named groups
     */
    public record Match(PhraseRule rule, Map<String, String> said) {
        public Match {
            said = Collections.unmodifiableMap(new LinkedHashMap<>(said));
        }

        public Optional<String> said(String name) {
            return Optional.ofNullable(said.get(name));
        }
    }

    /** Reads a folded label. */
    public Optional<Match> match(String folded) {
        return regex.match(folded).map(groups -> {
            Map<String, String> said = new LinkedHashMap<>(gives);
            said.putAll(groups);
            return new Match(this, said);
        });
    }
}
