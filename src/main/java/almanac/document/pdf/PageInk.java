package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Ruling;
import java.util.List;

/**
 * All that a content stream prints on one page, in points of the page as displayed.
 *
 * @param rulings axis-parallel strokes and thin filled boxes, unmerged
 * @param fills filled boxes that are no rulings and not white
 * @param images areas of raster images
 * @param drawings boxes of slanted and curved strokes: charts and pictures are made of them
 * @param unreadable glyphs whose characters the font does not give away
 * @param stopped why reading stopped before the end of the page, empty where it did not
 */
record PageInk(
        int number,
        double width,
        double height,
        List<Glyph> glyphs,
        List<Ruling> rulings,
        List<Box> fills,
        List<Box> images,
        List<Box> drawings,
        int unreadable,
        String stopped) {}
