package almanac.extract.prose;

import almanac.model.Region;
import almanac.model.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a sentence as the rules see it.
 *
 * @param kind what it is; rules ask for it by its small name
 * @param word the folded text that rules compare
 * @param from offset of its first character in the sentence
 * @param to offset behind its last character
 * @param values the number, or the parts of a ratio
 * @param unit of a unit token, where the lexicon knows it
 * @param regions of a region token: every region of that name
 */
record ProseToken(
        Kind kind, String word, int from, int to, List<BigDecimal> values, Optional<Unit> unit, List<Region> regions) {
    /** Kinds of tokens. */
    enum Kind {
        /** A number. */
        NUM,
        /** Numbers with colons between: 9.1:35.9:55.0. */
        RATIO,
        /** A unit behind a number. */
        UNIT,
        /** Per cent or per mille behind a number. */
        PCT,
        /** Percentage points behind a number. */
        PP,
        /** A phrase that says when. */
        TIME,
        /** A name of a place. */
        REGION,
        /** A word that some rule names (Chinese), or any word (English). */
        WORD,
        /** A run of Chinese that no rule names. */
        TEXT,
        /** A punctuation mark. */
        PUNCT;

        String small() {
            return switch (this) {
                case NUM -> "num";
                case RATIO -> "ratio";
                case UNIT -> "unit";
                case PCT -> "pct";
                case PP -> "pp";
                case TIME -> "time";
                case REGION -> "region";
                case WORD -> "word";
                case TEXT -> "text";
                case PUNCT -> "punct";
            };
        }
    }

    ProseToken {
        values = List.copyOf(values);
        regions = List.copyOf(regions);
    }

    static ProseToken of(Kind kind, String word, int from, int to) {
        return new ProseToken(kind, word, from, to, List.of(), Optional.empty(), List.of());
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }
}
