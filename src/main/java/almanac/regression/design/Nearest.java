package almanac.regression.design;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name nearest to one that is not known. */
public final class Nearest {
    private Nearest() {}

    /** The nearest name, where it differs by at most a third of its letters (or only by case). */
    public static Optional<String> of(String name, Collection<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String k) -> distance(lower, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k -> distance(lower, k.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.max(name.length(), k.length()) / 3));
    }

    /** A hint for a message. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> "the names are: "
                        + String.join(", ", known.stream().limit(30).toList()));
    }

    /** Edits that turn one into the other, a swap of neighbours counting as one (Damerau 1964). */
    static int distance(String left, String right) {
        int[][] d = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[left.length()][right.length()];
    }
}
