package almanac.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A prose rule as written: {@code pattern} is TokensRegex with named groups and nothing else; running it is the work
 * of {@code extract.prose}.
 *
 * @param id for example {@code zh.level.reached}
 * @param language {@code zh}, {@code en} or {@code any}
 * @param pattern with macros already put in
 * @param patternPlace the line of the pattern itself, for what is wrong with it
 * @param emits what a match says beside its groups, for example {@code measure: growth}
 */
public record ProseRule(
        String id,
        String language,
        String pattern,
        Map<String, String> emits,
        List<Example> examples,
        List<Example> refuses,
        Place place,
        Place patternPlace) {
    public ProseRule {
        emits = Collections.unmodifiableMap(new LinkedHashMap<>(emits));
        examples = List.copyOf(examples);
        refuses = List.copyOf(refuses);
    }
}
