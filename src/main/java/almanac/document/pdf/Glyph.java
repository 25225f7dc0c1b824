package almanac.document.pdf;

/**
 * One printed character (or ligature) in the coordinates of the page as displayed, y growing downwards.
 *
 * @param text what it stands for, folded
 * @param left start of its advance along the writing direction, turned so that text runs to the right
 * @param right end of its advance
 * @param baseline y of the baseline in the turned coordinates
 * @param size font size in points as displayed
 * @param turn quarter turns against the reader: 0 upright, 1 reading upwards, 2 upside down, 3 reading downwards
 * @param bold whether the font says so
 * @param opens whether it was placed on its own: what a program set in one piece begins here
 * @param sequence place in the content stream
 */
record Glyph(
        String text,
        double left,
        double right,
        double baseline,
        double size,
        int turn,
        boolean bold,
        boolean opens,
        int sequence) {
    boolean space() {
        return text.isBlank();
    }
}
