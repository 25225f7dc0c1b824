package almanac.model;

import java.util.List;

/**
 * Which of several observations of one key a panel uses, and why; the rivals are never thrown away.
 *
 * @param key region, indicator, period as text, for example {@code CN-32 gdp 2012}
 */
public record Choice(String key, Observation kept, List<Observation> rivals, String reason) {
    public Choice {
        rivals = List.copyOf(rivals);
    }
}
