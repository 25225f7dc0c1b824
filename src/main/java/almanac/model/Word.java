package almanac.model;

/**
 * A run of glyphs without white space, as printed on a page.
 *
 * @param text in reading order, folded only as far as the font demands (no radicals, no ligatures)
 * @param box ink-independent: from the font's ascent to its descent
 * @param fontSizePoints of the first glyph, as displayed
 * @param raised true for a superscript mark: smaller and raised against its neighbours
 * @param bold whether the font says so
 */
public record Word(String text, Box box, double fontSizePoints, boolean raised, boolean bold) {}
