package almanac.rule;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one probably means. */
public final class Nearest {
    private Nearest() {}

    /** The closest of the known names when it is close enough to be meant: at most a third of its letters differ. */
    public static Optional<String> to(String name, Collection<String> known) {
        String best = "";
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest || (edits == fewest && candidate.compareTo(best) < 0)) {
                fewest = edits;
                best = candidate;
            }
        }
        return fewest <= Math.max(1, Math.max(name.length(), best.length()) / 3) ? Optional.of(best) : Optional.empty();
    }

    /**
     * Letters to insert, remove, replace or swap with a neighbour to turn one word into the other (optimal string
     * alignment, Damerau 1964).
     */
    public static int edits(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
