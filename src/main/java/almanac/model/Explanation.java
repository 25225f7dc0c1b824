package almanac.model;

import java.util.List;

/**
 * Why a reader made a grid of the words of an area as it did: the way of reading that won, what spoke for it, and the
 * ways that lost. For people who look at a table that was read wrongly; nothing is decided by it later.
 *
 * @param method which way of reading won: {@code lattice} (a net of rulings), {@code
 *     backgrounds} (backgrounds of cells that meet), {@code hybrid} (rulings and alignment),
 *     {@code open} (alignment, rulings as witnesses) or {@code region} (an area given by hand)
 * @param score how well it explains its area, 0 to 1: the product of the shares in the reasons
 * @param reasons the parts of the score, in plain words
 * @param rivals the ways that lost, best first
 */
public record Explanation(String method, double score, List<String> reasons, List<Rival> rivals) {
    public Explanation {
        reasons = List.copyOf(reasons);
        rivals = List.copyOf(rivals);
    }

    /**
     * A way of reading that lost.
     *
     * @param score 0 where it made no grid at all
     * @param why in plain words
     */
    public record Rival(String method, double score, String why) {}
}
