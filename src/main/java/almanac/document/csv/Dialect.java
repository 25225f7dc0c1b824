package almanac.document.csv;

import java.util.HashMap;
import java.util.Map;

/** Which character separates the fields of a text. */
public final class Dialect {
    private static final char[] CANDIDATES = {'\t', ';', '|', ','};
    private static final int LINES = 200;

    private Dialect() {}

    /**
     * The candidate that most lines agree on: lines with the commonest count of it, weighted by that count. A semicolon or
     * tab wins over a comma that is as regular, because decimal commas are regular too.
     */
    public static char separator(String text) {
        char best = ',';
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            double score = score(text, candidate);
            if (score > bestScore * 1.05) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** A tab before a comma pads a field: some exports end every field with one. */
    private static boolean padding(String text, int i) {
        return text.charAt(i) == '\t' && i + 1 < text.length() && text.charAt(i + 1) == ',';
    }

    /** Share of non-blank lines, among the first 200, with the commonest positive count, times that count's weight. */
    static double score(String text, char separator) {
        Map<Integer, Integer> counts = new HashMap<>();
        int lines = 0;
        int count = 0;
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i <= text.length() && lines < LINES && i < 400_000; i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && (!quoted || i == text.length())) {
                if (!blank) {
                    lines++;
                    counts.merge(count, 1, Integer::sum);
                }
                count = 0;
                blank = true;
            } else if (c == separator && !quoted && !padding(text, i)) {
                count++;
                blank = false;
            } else if (c > ' ') {
                blank = false;
            }
        }
        double best = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getKey() > 0) {
                best = Math.max(best, (double) entry.getValue() / lines * Math.sqrt(entry.getKey()));
            }
        }
        return best;
    }
}
