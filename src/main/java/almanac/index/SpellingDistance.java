package almanac.index;

/** How many slips lie between two words: a character changed, lost, added, or two neighbours swapped. */
final class SpellingDistance {
    private SpellingDistance() {}

    /** Restricted edit distance (Damerau 1964). */
    static int of(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }

    /** Slips that are forgiven in a word: none in a character or two of ideographs taken alone, more in long words. */
    static int allowed(String word) {
        boolean ideographs = almanac.text.Folding.hasIdeograph(word);
        int length = word.length();
        return ideographs ? (length < 2 ? 0 : length < 8 ? 1 : 2) : (length < 4 ? 0 : length < 8 ? 1 : 2);
    }
}
