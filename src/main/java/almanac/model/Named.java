package almanac.model;

import java.util.Optional;

/**
 * A thing as printed and, where the lexicon knows it, as everybody calls it.
 *
 * @param label as printed, inner padding removed ({@code 武汉} for {@code 武    汉}); headings outermost first, joined
 *     by {@code " / "}
 * @param id the lexicon's id ({@code CN-42}, {@code gdp}), empty for what it does not know: nothing is lost for that
 * @param kind what sort of thing: {@code province}, {@code prefecture}, {@code country}, {@code subtotal} ... or empty
 */
public record Named(String label, Optional<String> id, String kind) {
    public static Named unknown(String label) {
        return new Named(label, Optional.empty(), "");
    }
}
