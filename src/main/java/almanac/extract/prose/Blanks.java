package almanac.extract.prose;

/** White space inside sentences. */
final class Blanks {
    private Blanks() {}

    /** Every run of white space as one blank, none at the ends. */
    static String collapse(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = result.length() > 0;
            } else {
                if (gap) {
                    result.append(' ');
                    gap = false;
                }
                result.append(c);
            }
        }
        return result.toString();
    }
}
