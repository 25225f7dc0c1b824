package almanac.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which p values get which stars; declared, never implied.
 *
 * @param levels the smallest p first
 */
public record Stars(List<Level> levels) {
    /** {@code *** .01, ** .05, * .1}: the custom of economics. */
    public static final Stars ECONOMICS =
            new Stars(List.of(new Level("***", 0.01), new Level("**", 0.05), new Level("*", 0.1)));

    /** No stars. */
    public static final Stars NONE = new Stars(List.of());

    /** A mark and the p below which it is given. */
    public record Level(String mark, double below) {}

    public Stars {
        levels =
                levels.stream().sorted(Comparator.comparingDouble(Level::below)).toList();
    }

    /** Reads {@code *:.1,**:.05,***:.01}; {@code none} for none. Empty where the text is not of this form. */
    public static Optional<Stars> parse(String text) {
        if (text.isBlank() || text.strip().equalsIgnoreCase("none")) {
            return Optional.of(NONE);
        }
        List<Level> levels = new ArrayList<>();
        for (String part : text.split(",")) {
            int colon = part.lastIndexOf(':');
            try {
                double below = Double.parseDouble(part.substring(colon + 1).strip());
                if (colon < 1 || !(below > 0 && below < 1)) {
                    return Optional.empty();
                }
                levels.add(new Level(part.substring(0, colon).strip(), below));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }
        return Optional.of(new Stars(levels));
    }

    /** The mark for a p, empty for none. */
    public String of(double p) {
        return levels.stream()
                .filter(level -> p < level.below())
                .findFirst()
                .map(Level::mark)
                .orElse("");
    }

    /** {@code *** p < 0.01, ** p < 0.05, * p < 0.1}. */
    public String note() {
        return levels.isEmpty()
                ? "no stars"
                : String.join(
                        ", ",
                        levels.stream()
                                .map(level -> level.mark() + " p < " + String.format(Locale.ROOT, "%s", level.below()))
                                .toList());
    }
}
