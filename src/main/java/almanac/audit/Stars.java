package almanac.audit;

import almanac.model.Claims;
import almanac.model.Claims.StarLegend;
import almanac.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stars mean and which of them a p value can carry. */
final class Stars {
    /** Legends in common use, tried when a paper declares none and the assumed one does not fit its stars. */
    private static final List<StarLegend> COMMON = List.of(
            StarLegend.ASSUMED,
            legend("***", 0.001, "**", 0.01, "*", 0.05),
            legend("****", 0.001, "***", 0.01, "**", 0.05, "*", 0.1),
            legend("***", 0.001, "**", 0.01, "*", 0.05, "+", 0.1),
            legend("***", 0.001, "**", 0.01, "*", 0.05, "†", 0.1),
            legend("**", 0.01, "*", 0.05),
            legend("**", 0.05, "*", 0.1),
            legend("*", 0.05),
            legend("*", 0.01, "**", 0.05, "***", 0.1));

    /** A printed mark with the p values its statistic allows. */
    record Marked(String mark, Interval p) {}

    private final StarLegend legend;

    private Stars(StarLegend legend) {
        this.legend = legend;
    }

    private static StarLegend legend(Object... pairs) {
        List<StarLegend.Level> levels = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            levels.add(new StarLegend.Level((String) pairs[i], (Double) pairs[i + 1]));
        }
        return new StarLegend(levels, false);
    }

    /**
     * The legend to judge by: the declared one, unless most marks contradict it and a common one fits them all; without
     * one the first common one that fits every mark; else the assumed one.
     */
    static Stars of(Claims claims, List<Marked> marks) {
        Stars declared = new Stars(claims.legend());
        long fitting = marks.stream().filter(declared::fits).count();
        if (claims.legend().declared() && (fitting == marks.size() || 2 * fitting >= marks.size())) {
            return declared;
        }
        for (StarLegend candidate : COMMON) {
            Stars stars = new Stars(candidate);
            if (marks.stream().allMatch(stars::fits)) {
                return stars;
            }
        }
        return claims.legend().declared() ? declared : new Stars(StarLegend.ASSUMED);
    }

    private boolean fits(Marked marked) {
        return allowed(marked.p()).contains(normal(marked.mark()));
    }

    StarLegend legend() {
        return legend;
    }

    boolean otherThanAssumed() {
        return !legend.declared() && !legend.equals(StarLegend.ASSUMED);
    }

    /** Marks without the spaces, and with the many kinds of asterisk made one. */
    static String normal(String mark) {
        return mark.strip().replaceAll("[∗＊⁎٭﹡★☆]", "*").replaceAll("\\s+", "");
    }

    /** How strict a mark is: 0 for none, 1 for the mildest level; empty for a mark that the legend does not have. */
    Optional<Integer> rank(String mark) {
        String plain = normal(mark);
        if (plain.isEmpty()) {
            return Optional.of(0);
        }
        List<StarLegend.Level> levels = legend.levels();
        for (int i = 0; i < levels.size(); i++) {
            if (normal(levels.get(i).mark()).equals(plain)) {
                return Optional.of(levels.size() - i);
            }
        }
        return Optional.empty();
    }

    /** Marks that some p in the interval would carry; a p on the threshold may carry either. */
    List<String> allowed(Interval p) {
        List<String> marks = new ArrayList<>();
        double from = 0;
        for (StarLegend.Level level : legend.levels()) {
            if (p.low() <= level.p() * (1 + 1e-9) && p.high() >= from * (1 - 1e-9)) {
                marks.add(normal(level.mark()));
            }
            from = level.p();
        }
        if (p.high() >= from * (1 - 1e-9)) {
            marks.add("");
        }
        return marks;
    }

    String words() {
        List<String> words = legend.levels().stream()
                .map(l -> l.mark() + " "
                        + new java.math.BigDecimal(String.valueOf(l.p() * 100))
                                .round(new java.math.MathContext(3))
                                .stripTrailingZeros()
                                .toPlainString()
                        + " %")
                .toList();
        return String.join(", ", words);
    }

    static String quoted(String mark) {
        return mark.isEmpty() ? "no star" : mark;
    }
}
